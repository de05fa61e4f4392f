"""A claim page: the answer first, then for whom, harms, doubts, and everything a clinician asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..book import Book, headline
from ..cite import Style, apa, link
from ..labels import CHANGES, STRENGTHS
from ..model import Claim, HistoryEntry, Source
from .finding import FindingView, SearchView, finding_view, search_view
from .parts import AnswerView, CautionView, Prose, Ref, answer_view, caution_view, prose, ref


@dataclass(frozen=True)
class Heard:
    """A line of an article about this claim."""

    ref: Ref
    says: str
    strength: str


@dataclass(frozen=True)
class HistoryRow:
    """One change of the record."""

    date: date
    what: str
    finding: str
    by: str
    why: Prose


@dataclass(frozen=True)
class Reference:
    """One entry of the reference list; `apa` is empty for works that are described, not cited."""

    ref: Ref
    apa: str
    outside: str | None
    missing: str


@dataclass(frozen=True)
class ClaimView:
    """Everything on a claim page."""

    id: str
    title: str
    question: str
    saying: str
    topic: str
    answer: AnswerView
    summary: Prose
    verdict_reason: Prose
    findings: tuple[FindingView, ...]
    groups: tuple[tuple[str, str, tuple[FindingView, ...]], ...]
    """Id and label of a group of readers, and its findings."""
    cautions: tuple[CautionView, ...]
    heard: tuple[Heard, ...]
    harms: Prose
    mechanism: Prose
    best_case_against: Prose
    what_would_change_this: Prose
    search: SearchView
    reviewed_on: date
    review_due: date
    raters: tuple[str, ...]
    history: tuple[HistoryRow, ...]
    related: tuple[AnswerView, ...]
    references: tuple[Reference, ...]
    cite_as: str
    edit: str


def claim_view(book: Book, claim: Claim, style: Style = apa) -> ClaimView:
    """The page of a claim, its references set by `style`."""
    order = sorted(claim.findings, key=lambda f: not f.headline)
    cited = {s.id: None for f in order for s in f.sources}
    findings = tuple(finding_view(book, f) for f in order)
    groups = dict.fromkeys(f.population for f in order)
    return ClaimView(
        claim.id,
        claim.title,
        claim.question,
        claim.saying,
        next(t.label for t in book.guide.topics if t.id == claim.topic),
        answer_view(book, claim, headline(claim)),
        prose(book, claim.summary),
        prose(book, claim.verdict_reason),
        findings,
        tuple(
            (p, book.populations[p].label, tuple(v for v, f in zip(findings, order, strict=True) if f.population == p))
            for p in groups
        ),
        tuple(caution_view(book, book.cautions[one]) for one in claim.cautions),
        tuple(_heard(book, claim.id)),
        prose(book, claim.harms),
        prose(book, claim.mechanism),
        prose(book, claim.best_case_against),
        prose(book, claim.what_would_change_this),
        search_view(book, claim.search),
        claim.reviewed_on,
        claim.review_due,
        tuple(claim.raters),
        tuple(history_row(book, claim, entry) for entry in claim.history),
        tuple(answer_view(book, book.claims[one], headline(book.claims[one])) for one in claim.related),
        references(book, [book.sources[one] for one in cited], style),
        f"{book.guide.name} contributors ({claim.reviewed_on.year}). {claim.question} In: {book.guide.name}, "
        f"reviewed {claim.reviewed_on}.",
        book.files[claim.id],
    )


def references(book: Book, sources: list[Source], style: Style = apa) -> tuple[Reference, ...]:
    """The reference list: citable works in APA style by name, then the ones that can only be described."""
    styled = style(sources)
    rows = [
        Reference(ref(book, s.id), styled.get(s.id, ""), link(s), "" if s.citable else "; ".join(s.unverified))
        for s in sources
    ]
    return tuple(sorted(rows, key=lambda r: (not r.apa, (r.apa or r.ref.name).lower())))


def _heard(book: Book, claim: str) -> list[Heard]:
    return [
        Heard(ref(book, article.id), line.says, STRENGTHS[line.strength])
        for article in book.articles.values()
        for line in article.lines
        if line.about == claim
    ]


def history_row(book: Book, claim: Claim, entry: HistoryEntry) -> HistoryRow:
    """One change of a claim: what kind, of which finding, from which level to which."""
    names = {f.id: f"{book.populations[f.population].label}: {f.outcome}" for f in claim.findings}
    what = CHANGES[entry.type][0]
    before, after = ((level or "").replace("-", " ") for level in (entry.level_before, entry.level_after))
    if before and after:
        what = f"{what}: {before} → {after}" if before != after else f"{what}: level unchanged, {after}"
    elif after:
        what = f"{what}: {after}"
    return HistoryRow(entry.date, what, names.get(entry.finding or "", ""), entry.by, prose(book, entry.why))
