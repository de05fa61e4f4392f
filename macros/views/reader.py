"""The guide as one group of readers needs it: their cautions first, then every finding about people like them."""

from __future__ import annotations

from dataclasses import dataclass

from ..book import Book
from ..model import CautionKind, Claim, Level, Population, PracticeKind
from .finding import FindingView, finding_view
from .parts import CautionView, caution_view

# How many cautions a group reads in full, if it has fewer of its own.
IN_FULL = 4


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
    about_harm: bool
    """Whether what was never tested here must not be folded away."""


@dataclass(frozen=True)
class ReaderView:
    """Everything on the page of one group of readers."""

    id: str
    label: str
    you: str
    cautions: tuple[CautionView, ...]
    """What the group must read: its own cautions, and more until there are enough."""
    anybody: tuple[CautionView, ...]
    """What else anybody must ask or have help with, whatever their group."""
    topics: tuple[ReaderTopic, ...]
    elsewhere: tuple[tuple[str, str], ...]
    """(title, page) of the claims without any finding for this group."""
    practice: tuple[tuple[str, str], ...]
    """(title, page) of the practice rows about this group."""


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
        # First what was asked about this group; then what was asked about others, and tried in this one too.
        found = sorted((c for c in claims if c.findings), key=lambda c: not c.findings[0].headline)
        tested = tuple(c for c in found if any(f.arithmetic for f in c.findings))
        untested = tuple(c for c in found if c not in tested)
        if found:
            topics.append(ReaderTopic(topic.label, tested, untested, topic.about_harm))
    elsewhere = [
        (c.title, f"claims/{c.id}")
        for c in book.claims.values()
        if not any(f.population == population.id for f in c.findings)
    ]
    first, rest = _cautions(book, population.id)
    done = (r for r in book.practice.values() if r.population == population.id and r.kind != PracticeKind.PRESS_ADVICE)
    practice = tuple((r.title, f"start#{r.id}") for r in done)
    return ReaderView(
        population.id, population.label, population.you, first, rest, tuple(topics), tuple(elsewhere), practice
    )


def _cautions(book: Book, population: str) -> tuple[tuple[CautionView, ...], tuple[CautionView, ...]]:
    """What a group reads in full, and what it finds in a fold. What a record gives to the group is never folded."""
    order = list(CautionKind)
    ranked = sorted(book.cautions.values(), key=lambda c: (order.index(c.kind), c.order or 1000, c.id))
    ranked.sort(key=lambda c: (population not in c.first_for, population not in c.populations))
    own = [c for c in ranked if population in (*c.first_for, *c.populations)]
    before = (CautionKind.ASK_FIRST, CautionKind.SUPERVISED_ONLY)
    others = [c for c in ranked if c.kind in before and not c.populations and c not in own]
    more = others[: max(0, IN_FULL - len(own))]
    first = [c for c in ranked if c in own or c in more]
    rest = [c for c in others if c not in more]
    return tuple(caution_view(book, c) for c in first), tuple(caution_view(book, c) for c in rest)


def _claim(book: Book, claim: Claim, population: str) -> ReaderClaim:
    graded = sorted(
        (f for f in claim.findings if f.population == population),
        key=lambda f: (not f.headline, f.certainty.level == Level.NONE),
    )
    return ReaderClaim(claim.id, claim.title, f"claims/{claim.id}", tuple(finding_view(book, f) for f in graded))
