"""The guide as one group of readers needs it: their cautions first, then every finding about people like them."""

from __future__ import annotations

from dataclasses import dataclass

from ..book import Book
from ..model import CautionKind, Claim, Level, Population
from .finding import FindingView, finding_view
from .parts import CautionView, caution_view


@dataclass(frozen=True)
class ReaderClaim:
    """One claim and its findings for this group."""

    id: str
    title: str
    page: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True)
class ReaderTopic:
    """One shelf; claims with an answer stand before those nobody has tested in this group."""

    label: str
    tested: tuple[ReaderClaim, ...]
    untested: tuple[ReaderClaim, ...]


@dataclass(frozen=True)
class ReaderView:
    """Everything on the page of one group of readers."""

    id: str
    label: str
    you: str
    cautions: tuple[CautionView, ...]
    anybody: tuple[CautionView, ...]
    """What anybody must ask or have help with, whatever their group."""
    topics: tuple[ReaderTopic, ...]
    elsewhere: tuple[tuple[str, str], ...]
    """(title, page) of the claims without any finding for this group."""


@dataclass(frozen=True)
class Door:
    """One way in: how a reader would say who they are, and the page for them."""

    id: str
    you: str
    label: str
    page: str


def doors(book: Book) -> tuple[Door, ...]:
    """A door for each group with at least one finding, in the guide's order."""
    used = {f.population for claim in book.claims.values() for f in claim.findings}
    return tuple(Door(p.id, p.you, p.label, f"for/{p.id}") for p in book.guide.populations if p.id in used)


def reader_view(book: Book, population: Population) -> ReaderView:
    """The page of one group."""
    topics = []
    for topic in book.guide.topics:
        claims = [_claim(book, c, population.id) for c in book.claims.values() if c.topic == topic.id]
        found = [c for c in claims if c.findings]
        tested = tuple(c for c in found if any(f.arithmetic for f in c.findings))
        untested = tuple(c for c in found if c not in tested)
        if found:
            topics.append(ReaderTopic(topic.label, tested, untested))
    elsewhere = [
        (c.title, f"claims/{c.id}")
        for c in book.claims.values()
        if not any(f.population == population.id for f in c.findings)
    ]
    order = list(CautionKind)
    ranked = sorted(book.cautions.values(), key=lambda c: (order.index(c.kind), c.order or 1000, c.id))
    own = tuple(caution_view(book, c) for c in ranked if population.id in c.populations)
    before = (CautionKind.ASK_FIRST, CautionKind.SUPERVISED_ONLY)
    others = tuple(caution_view(book, c) for c in ranked if c.kind in before and not c.populations)
    return ReaderView(population.id, population.label, population.you, own, others, tuple(topics), tuple(elsewhere))


def _claim(book: Book, claim: Claim, population: str) -> ReaderClaim:
    graded = sorted(
        (f for f in claim.findings if f.population == population),
        key=lambda f: (not f.headline, f.certainty.level == Level.NONE),
    )
    return ReaderClaim(claim.id, claim.title, f"claims/{claim.id}", tuple(finding_view(book, f) for f in graded))
