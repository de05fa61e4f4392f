"""What to watch for and what was done: the safety section and the practice table."""

from __future__ import annotations

from dataclasses import dataclass

from ..book import Book
from ..labels import CAUTION_KINDS, Label
from ..model import Practice, PracticeKind
from .parts import CautionView, Prose, Ref, caution_view, prose, ref


@dataclass(frozen=True)
class SafetyBlock:
    """One of the five blocks of the safety section."""

    kind: Label
    cautions: tuple[CautionView, ...]


@dataclass(frozen=True)
class SafetyView:
    """Stop now, ask first, supervised only, the place, build up: always in this order."""

    blocks: tuple[SafetyBlock, ...]
    emergency: str
    disclaimer: str


@dataclass(frozen=True)
class PracticeRow:
    """One row of the practice table."""

    id: str
    title: str
    population: str
    detail: Prose
    amount: str
    speed: str
    watched: str
    progression: str
    caveat: Prose
    refs: tuple[Ref, ...]


@dataclass(frozen=True)
class PracticeView:
    """What studies did, and what the press advises, side by side and never mixed."""

    summary: tuple[PracticeRow, ...]
    studies: tuple[PracticeRow, ...]
    press: tuple[PracticeRow, ...]


def safety_view(book: Book) -> SafetyView:
    """All cautions in the fixed order of the five blocks."""
    blocks = []
    for kind, label in CAUTION_KINDS.items():
        cautions = [c for c in book.cautions.values() if c.kind == kind]
        cautions.sort(key=lambda c: (c.order or 1000, c.id))
        blocks.append(SafetyBlock(label, tuple(caution_view(book, c) for c in cautions)))
    return SafetyView(tuple(b for b in blocks if b.cautions), book.guide.emergency, book.guide.disclaimer)


def practice_view(book: Book) -> PracticeView:
    """All practice rows: what studies did apart from what the press advises."""

    def rows(*kinds: PracticeKind) -> tuple[PracticeRow, ...]:
        return tuple(_practice_row(book, p) for p in book.practice.values() if p.kind in kinds)

    return PracticeView(
        rows(PracticeKind.SYNTHESIS),
        rows(PracticeKind.TRIAL, PracticeKind.REVIEW, PracticeKind.LAB),
        rows(PracticeKind.PRESS_ADVICE),
    )


def _practice_row(book: Book, row: Practice) -> PracticeRow:
    amount = [
        f"{row.minutes} minutes" if row.minutes else "",
        f"{row.sessions_per_week} times a week" if row.sessions_per_week else "",
        f"{row.weeks} weeks" if row.weeks else "",
    ]
    watched = [row.supervision or "", f"rails: {row.rails}" if row.rails else ""]
    return PracticeRow(
        row.id,
        row.title,
        book.populations[row.population].label,
        prose(book, row.detail),
        ", ".join(a for a in amount if a),
        row.speed or "",
        ", ".join(w for w in watched if w),
        row.progression or "",
        prose(book, row.caveat),
        tuple(ref(book, one) for one in row.sources),
    )
