"""One finding of a claim, plain and in full, with its ledger, effects, plots and sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..book import Book
from ..effects import everyday_text
from ..grade import Entry, sum_in_words, why_not_higher, why_not_lower
from ..labels import DIRECTNESS, OUTCOME_TYPES, STANCES, Label
from ..model import Finding, Level, OutcomeType, Search, Source, Stance
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
from .plots import PlotView, plot_views, shown_effects, smallest_change


@dataclass(frozen=True)
class SourceRow:
    """What one source says to a finding; who was studied and how stands on its card, once a page."""

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
class LedgerRow:
    """One line of the ledger: what was looked at, how many steps it moved certainty, and why."""

    question: str
    steps: int
    reason: Prose
    refs: tuple[Ref, ...]
    """The finding's sources, where the reason holds a number without naming one."""


@dataclass(frozen=True)
class Everyday:
    """The effect in a unit that people know, and the smallest change of it that people notice."""

    reported: tuple[tuple[str, Ref], ...]
    smallest: str
    smallest_ref: Ref | None


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
    everyday: Everyday | None
    effects: tuple[EffectView, ...]
    plots: tuple[PlotView, ...]
    rests_on: tuple[Ref, ...]
    sources: tuple[SourceRow, ...]
    studies: str
    unshown: tuple[Ref, ...]
    """Sources that count and of which no number is shown, where numbers of others are."""
    uncounted: tuple[Ref, ...]
    """Sources whose numbers are shown and which do not count, say because a review holds them already."""
    participants: str
    harms: Prose
    search: SearchView | None


def finding_view(book: Book, finding: Finding, prefix: str = "") -> FindingView:
    """One finding, plain and in full; `prefix` keeps the ids of its plots apart on a page that shows several claims."""
    graded = finding.certainty.level != Level.NONE
    studies, participants = count_studies(book, finding)
    counted = rests_on(book, finding)
    shown = list(dict.fromkeys(e.source for e in finding.effects))
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
        _everyday(book, finding),
        tuple(effect_view(book, source, result) for source, result in shown_effects(book, finding)),
        plot_views(book, prefix + finding.id, finding),
        counted,
        tuple(
            SourceRow(
                ref(book, s.id),
                STANCES[s.stance],
                str(s.stance),
                DIRECTNESS[s.directness],
                prose(book, s.contributes, said_by=s.id),
            )
            for s in finding.sources
        ),
        studies,
        tuple(one for one in counted if shown and one.id not in shown),
        tuple(one for one in (ref(book, id_) for id_ in shown) if one not in counted),
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
        inside = [s.studies for s in reviews if s.studies]
        told = (
            f" of {' and '.join(f'{n:,}' for n in inside)} {'study' if inside == [1] else 'studies'}" if inside else ""
        )
        told = f" (one{told})" if told and len(reviews) > len(inside) == 1 else told
        told += ", some perhaps the same" if len(inside) > 1 else ""
        words.append(_count(len(reviews), "review") + told)
    if studies:
        words.append(_count(len(studies), "study", "studies"))
    people = sum(s.participants or 0 for s in studies)
    unknown = sum(1 for s in studies if s.participants is None)
    told = _count(people, "person", "people") if people else ""
    if told and reviews:
        told += f" in {_count(len(studies) - unknown, 'study', 'studies')}; people inside reviews are not added"
    if told and unknown:
        told = f"at least {told}; {unknown} of {len(studies)} studies did not say how many in what we read"
    if not told and len(reviews) == 1 and reviews[0].participants:
        told = f"{_count(reviews[0].participants, 'person', 'people')} inside the review"
    return " and ".join(words) or "no study", told or ("how many people is not stated in what we read" if seen else "")


def _everyday(book: Book, finding: Finding) -> Everyday | None:
    """None where a number would say more than the grade does, and for laboratory quantities, which nobody feels."""
    if finding.certainty.level in (Level.NONE, Level.VERY_LOW) or finding.outcome_type == OutcomeType.MECHANISM:
        return None
    told = [(everyday_text(r), ref(book, source.id)) for source, r in shown_effects(book, finding)]
    reported = tuple((text, one) for text, one in told if text)
    smallest = finding.smallest_change
    return (
        Everyday(reported, smallest_change(finding), ref(book, smallest.source) if smallest else None)
        if reported
        else None
    )


def search_view(book: Book, search: Search) -> SearchView:
    return SearchView(search.date, prose(book, search.where), prose(book, search.what), prose(book, search.found))


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
    return f"{n:,} {one if n == 1 else many or one + 's'}"
