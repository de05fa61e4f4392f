"""The studies behind a claim as cards: what a careful reader asks of each, once a page; what is not stated is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..book import Book
from ..labels import DESIGNS, READS
from ..model import Design, Practice, PracticeKind, Source
from .parts import UNSTATED, EffectView, Prose, Ref, people, prose, ref

# Works in which people were given something to do, so that it matters who watched them.
DONE_WITH_PEOPLE = {
    Design.RANDOMIZED_TRIAL,
    Design.RANDOMIZED_CROSSOVER,
    Design.LAB_CROSSOVER,
    Design.NONRANDOMIZED_TRIAL,
    Design.BEFORE_AFTER,
}


@dataclass(frozen=True)
class StudyCard:
    """One work: how it was done, with how many people, with whom, who watched, who paid, how far we read it."""

    ref: Ref
    design: str
    people: str
    inside: str
    """How many studies a review holds; empty for anything else."""
    who: Prose
    watched: str
    """Who watched; empty for works in which nobody did anything."""
    practice: str
    """Page and anchor of the practice row that says who watched, or empty."""
    paid: str
    read: str
    effects: tuple[EffectView, ...]
    """What the page shows of it in numbers; none for most."""


def study_cards(book: Book, ids: Iterable[str], effects: Iterable[EffectView]) -> tuple[StudyCard, ...]:
    """A card for each source, in the order given; `effects` are those of the page, which two findings may share."""
    shown = dict.fromkeys(effects)
    return tuple(_card(book, book.sources[one], tuple(e for e in shown if e.ref.id == one)) for one in ids)


def practice_of(book: Book, ids: Iterable[str]) -> list[Practice]:
    """The practice rows that tell what was done in any of these sources; advice in the press is no study."""
    wanted, press = set(ids), PracticeKind.PRESS_ADVICE
    return [row for row in book.practice.values() if row.kind != press and wanted.intersection(row.sources)]


def _card(book: Book, source: Source, effects: tuple[EffectView, ...]) -> StudyCard:
    # A row about several works does not say in which of them somebody watched.
    told = [row for row in practice_of(book, [source.id]) if row.supervision and len(row.sources) == 1]
    row = told[0] if told and told[0].supervision != UNSTATED else None
    done = source.design in DONE_WITH_PEOPLE
    inside = str(source.studies) if source.studies is not None else ""
    return StudyCard(
        ref(book, source.id),
        DESIGNS[source.design],
        people(source) or UNSTATED,
        inside,
        prose(book, source.population),
        (str(row.supervision) if row else UNSTATED) if done else "",
        f"start#{row.id}" if row and done else "",
        source.funding or UNSTATED,
        READS[source.read],
        effects,
    )
