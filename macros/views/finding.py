"""One finding of a claim, plain and in full, with its ledger, effects, plots and sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..book import Book
from ..grade import Entry, sum_in_words, why_not_higher, why_not_lower
from ..labels import DESIGNS, DIRECTNESS, OUTCOME_TYPES, READS, STANCES, Label
from ..model import Finding, Level, Search, Source, Stance
from ..plain_language import bare_numbers
from ..wording import question
from .parts import (
    EffectView,
    Prose,
    Ref,
    effect_view,
    finding_effect,
    finding_sentence,
    prose,
    ref,
    rests_on,
    sure_label,
)
from .plots import PlotView, plot_views


@dataclass(frozen=True)
class SourceRow:
    """What one source says to a finding."""

    ref: Ref
    facts: tuple[str, ...]
    """Design, people, who paid, how far it was read: what a careful reader asks of a study."""
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
class LedgerRow:
    """One line of the ledger: what was looked at, how many steps it moved certainty, and why."""

    question: str
    steps: int
    reason: Prose
    refs: tuple[Ref, ...]
    """The finding's sources, where the reason holds a number without naming one."""


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
    higher: tuple[LedgerRow, ...]
    lower: tuple[LedgerRow, ...]
    effects: tuple[EffectView, ...]
    plots: tuple[PlotView, ...]
    rests_on: tuple[Ref, ...]
    sources: tuple[SourceRow, ...]
    studies: str
    participants: str
    harms: Prose
    search: SearchView | None


def finding_view(book: Book, finding: Finding, prefix: str = "") -> FindingView:
    """One finding, plain and in full; `prefix` keeps the ids of its plots apart on a page that shows several claims."""
    graded = finding.certainty.level != Level.NONE
    studies, participants = count_studies(book, finding)
    return FindingView(
        finding.id,
        finding.headline,
        book.populations[finding.population].label,
        question(finding.verb, finding.intervention, finding.outcome, finding.comparator),
        finding_sentence(book, finding),
        prose(book, finding.note),
        sure_label(finding),
        finding_effect(finding),
        finding.intervention,
        finding.comparator,
        finding.outcome,
        OUTCOME_TYPES[finding.outcome_type],
        prose(book, finding.size_basis),
        str(finding.certainty.level).replace("-", " "),
        _sum(finding) if graded else "",
        _ledger(book, finding, why_not_higher(finding.certainty)),
        _ledger(book, finding, why_not_lower(finding.certainty)) if graded else (),
        tuple(
            effect_view(book, book.sources[e.source], result)
            for e in finding.effects
            if (result := book.result(e.source, e.result)) is not None
        ),
        plot_views(book, prefix + finding.id, finding),
        rests_on(book, finding),
        tuple(
            SourceRow(
                ref(book, s.id),
                _facts(book.sources[s.id]),
                STANCES[s.stance],
                str(s.stance),
                DIRECTNESS[s.directness],
                prose(book, s.contributes, said_by=s.id),
            )
            for s in finding.sources
        ),
        studies,
        participants,
        prose(book, finding.harms),
        search_view(book, finding.search) if finding.search else None,
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


def search_view(book: Book, search: Search) -> SearchView:
    return SearchView(search.date, prose(book, search.where), prose(book, search.what), prose(book, search.found))


def _facts(source: Source) -> tuple[str, ...]:
    people = f"{source.participants} people" if source.participants else ""
    inside = f"{source.studies} studies" if source.studies else ""
    paid = f"paid by {source.funding}" if source.funding else ""
    read = f"{READS[source.read]} read"
    return tuple(fact for fact in (DESIGNS[source.design], people, inside, paid, read) if fact)


def _ledger(book: Book, finding: Finding, entries: Iterable[Entry]) -> tuple[LedgerRow, ...]:
    rows = []
    for e in entries:
        reason = prose(book, e.reason)
        unnamed = bare_numbers(e.reason) and not any(s.cited for s in reason)
        rows.append(LedgerRow(e.question, e.steps, reason, rests_on(book, finding) if unnamed else ()))
    return tuple(rows)


def _sum(finding: Finding) -> str:
    """The arithmetic for readers: real minus signs, no underscores."""
    told = sum_in_words(finding.certainty).replace("very-low", "very low").replace("_", " ")
    return told.replace("- ", "\u2212 ")


def _count(n: int, one: str, many: str = "") -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"
