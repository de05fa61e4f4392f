"""What to watch for and what was done: the safety section and the practice table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..book import Book
from ..labels import CAUTION_KINDS, SHOWN, UNITS, Label
from ..model import Practice, PracticeKind, Shown
from .parts import CautionView, Prose, Ref, caution_view, prose, ref

# A number or a range, and nothing else.
NUMBER = re.compile(r"\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?")
# What a reader who would copy a study must know, and how a gap is called.
GAPS = {Shown.SPEED: "speed", Shown.SUPERVISION: "who watched", Shown.RAILS: "rails"}


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
    """What one study did, or what is advised: `facts` only where something is stated, and the names of the `gaps`.

    `refs` are the `sources` that its sentences do not name.
    """

    id: str
    title: str
    population: str
    detail: Prose
    facts: tuple[tuple[str, str], ...]
    gaps: tuple[str, ...]
    caveat: Prose
    sources: tuple[Ref, ...]
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


def told(row: Practice, *fields: Shown) -> str:
    """What some fields of a row state, as '10 minutes, 3 times a week', or as 'Minutes: a few at a time'.

    A unit stands behind a bare number or range only: what is told in words would make no sense in front of it.
    """
    stated = [(field, text) for field in fields if (text := row.stated(field))]
    counted = [_counted(field, text) for field, text in stated]
    if all(counted):
        return ", ".join(counted)
    return "; ".join(one or f"{SHOWN[field]}: {text}" for one, (field, text) in zip(counted, stated, strict=True))


def _counted(field: Shown, text: str) -> str:
    if field not in UNITS or not NUMBER.fullmatch(text):
        return ""
    one, many = UNITS[field]
    return f"{text} {one if text == '1' else many}"


def _practice_row(book: Book, row: Practice) -> PracticeRow:
    facts = [("How much", "how much", told(row, *UNITS))]
    facts += [(SHOWN[field], gap, row.stated(field)) for field, gap in GAPS.items()]
    sources = tuple(ref(book, one) for one in row.sources)
    detail, caveat = prose(book, row.detail), prose(book, row.caveat)
    named = {one.id for told in (*detail, *caveat) for piece in told.pieces for one in piece.refs}
    more = (SHOWN[Shown.PROGRESSION], "", row.stated(Shown.PROGRESSION))
    return PracticeRow(
        row.id,
        row.title,
        book.populations[row.population].label,
        detail,
        tuple((name, text) for name, _, text in [*facts, more] if text),
        tuple(gap for _, gap, text in facts if not text),
        caveat,
        sources,
        tuple(one for one in sources if one.id not in named),
    )
