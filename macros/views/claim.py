"""A claim page: the answer first, then for whom, harms, doubts, and everything a clinician asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..book import Book, headline
from ..cite import apa, link
from ..grade import Entry, sum_in_words, why_not_higher, why_not_lower
from ..labels import DIRECTNESS, LEVELS, OUTCOME_TYPES, STANCES, STRENGTHS, Label
from ..model import Claim, Finding, Level, Search, Source, Stance
from ..wording import question
from .parts import (
    AnswerView,
    CautionView,
    EffectView,
    Prose,
    Ref,
    answer_view,
    caution_view,
    effect_view,
    finding_effect,
    finding_sentence,
    prose,
    ref,
)
from .plots import PlotView, plot_views


@dataclass(frozen=True)
class SourceRow:
    """What one source says to a finding."""

    ref: Ref
    stance: str
    stance_key: str
    directness: str
    contributes: Prose


@dataclass(frozen=True)
class SearchView:
    """A dated search."""

    date: date
    where: Prose
    what: Prose
    found: Prose


@dataclass(frozen=True)
class FindingView:
    """One finding, plain and in full."""

    id: str
    headline: bool
    population: str
    asked: str
    sentence: str
    note: Prose
    sure: Label
    effect: Label
    intervention: str
    comparator: str
    outcome: str
    outcome_type: str
    size_basis: Prose
    grade: str
    arithmetic: str
    higher: tuple[Entry, ...]
    lower: tuple[Entry, ...]
    effects: tuple[EffectView, ...]
    plots: tuple[PlotView, ...]
    sources: tuple[SourceRow, ...]
    studies: str
    participants: str
    harms: Prose
    search: SearchView | None


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
    groups: tuple[tuple[str, tuple[FindingView, ...]], ...]
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
    edit: str


def claim_view(book: Book, claim: Claim) -> ClaimView:
    """The page of a claim."""
    order = sorted(claim.findings, key=lambda f: not f.headline)
    cited = {s.id: None for f in order for s in f.sources}
    findings = tuple(finding_view(book, f) for f in order)
    populations = dict.fromkeys(f.population for f in findings)
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
        tuple((p, tuple(f for f in findings if f.population == p)) for p in populations),
        tuple(caution_view(book, book.cautions[one]) for one in claim.cautions),
        tuple(_heard(book, claim.id)),
        prose(book, claim.harms),
        prose(book, claim.mechanism),
        prose(book, claim.best_case_against),
        prose(book, claim.what_would_change_this),
        _search(book, claim.search),
        claim.reviewed_on,
        claim.review_due,
        tuple(claim.raters),
        tuple(_history(book, claim)),
        tuple(answer_view(book, book.claims[one], headline(book.claims[one])) for one in claim.related),
        references(book, [book.sources[one] for one in cited]),
        book.files[claim.id],
    )


def finding_view(book: Book, finding: Finding) -> FindingView:
    """One finding, plain and in full."""
    graded = finding.certainty.level != Level.NONE
    studies, participants = count_studies(book, finding)
    return FindingView(
        finding.id,
        finding.headline,
        book.populations[finding.population].label,
        question(finding.verb, finding.intervention, finding.outcome, finding.comparator),
        finding_sentence(book, finding),
        prose(book, finding.note),
        LEVELS[finding.certainty.level],
        finding_effect(finding),
        finding.intervention,
        finding.comparator,
        finding.outcome,
        OUTCOME_TYPES[finding.outcome_type],
        prose(book, finding.size_basis),
        str(finding.certainty.level).replace("-", " "),
        sum_in_words(finding.certainty) if graded else "",
        tuple(why_not_higher(finding.certainty)),
        tuple(why_not_lower(finding.certainty)) if graded else (),
        tuple(
            effect_view(book, book.sources[e.source], result)
            for e in finding.effects
            if (result := book.result(e.source, e.result)) is not None
        ),
        plot_views(book, finding.id, finding),
        tuple(
            SourceRow(
                ref(book, s.id), STANCES[s.stance], str(s.stance), DIRECTNESS[s.directness], prose(book, s.contributes)
            )
            for s in finding.sources
        ),
        studies,
        participants,
        prose(book, finding.harms),
        _search(book, finding.search) if finding.search else None,
    )


def count_studies(book: Book, finding: Finding) -> tuple[str, str]:
    """How many pieces of evidence count, and how many people, in words; one team counts once, reviews are named apart.

    People are only added up over studies, never over reviews, whose trials may be the same ones.
    """
    seen: dict[str, Source] = {}
    for s in finding.sources:
        if s.stance != Stance.CONTEXT:
            source = book.sources[s.id]
            seen.setdefault(source.group or source.id, source)
    reviews = [s for s in seen.values() if s.studies or "review" in s.design or s.design == "meta-analysis"]
    studies = [s for s in seen.values() if s not in reviews]
    words = []
    if reviews:
        pooled = sum(s.studies or 0 for s in reviews)
        words.append(_count(len(reviews), "review") + (f" of {_count(pooled, 'study', 'studies')}" if pooled else ""))
    if studies:
        words.append(_count(len(studies), "study", "studies"))
    people = sum(s.participants or 0 for s in studies)
    unknown = sum(1 for s in studies if s.participants is None)
    told = _count(people, "person", "people") if people else ""
    if told and unknown:
        told += f" (number not seen in {unknown})"
    return " and ".join(words) or "no study", told or "not stated"


def references(book: Book, sources: list[Source]) -> tuple[Reference, ...]:
    """The reference list: citable works in APA style by name, then the ones that can only be described."""
    styled = apa(sources)
    rows = [
        Reference(ref(book, s.id), styled.get(s.id, ""), link(s), "" if s.citable else "; ".join(s.unverified))
        for s in sources
    ]
    return tuple(sorted(rows, key=lambda r: (not r.apa, (r.apa or r.ref.name).lower())))


def _count(n: int, one: str, many: str = "") -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"


def _search(book: Book, search: Search) -> SearchView:
    return SearchView(search.date, prose(book, search.where), prose(book, search.what), prose(book, search.found))


def _heard(book: Book, claim: str) -> list[Heard]:
    return [
        Heard(ref(book, article.id), line.says, STRENGTHS[line.strength])
        for article in book.articles.values()
        for line in article.lines
        if line.about == claim
    ]


def _history(book: Book, claim: Claim) -> list[HistoryRow]:
    names = {f.id: f"{book.populations[f.population].label}: {f.outcome}" for f in claim.findings}
    rows = []
    for entry in claim.history:
        what = str(entry.type).replace("-", " ")
        if entry.level_before and entry.level_after:
            what = f"{what}: {entry.level_before} to {entry.level_after}"
        elif entry.level_after:
            what = f"{what}: {entry.level_after}"
        rows.append(HistoryRow(entry.date, what, names.get(entry.finding or "", ""), entry.by, prose(book, entry.why)))
    return rows
