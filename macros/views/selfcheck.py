"""The self-check: the questions that cautions ask, what a yes means, and how to begin when every answer is no."""

from __future__ import annotations

from dataclasses import dataclass

from ..book import Book
from ..labels import CAUTION_KINDS, Label
from ..model import Caution, CautionKind
from .parts import CautionView, caution_view

HOW = (CautionKind.PLACE, CautionKind.ADAPT)


@dataclass(frozen=True)
class QuestionView:
    """One question; a yes means all of its cautions."""

    id: str
    text: str
    cautions: tuple[CautionView, ...]


@dataclass(frozen=True)
class SelfCheckView:
    """Questions in the order of the safety section, the kinds in the order of the result, and the advice for all."""

    questions: tuple[QuestionView, ...]
    kinds: tuple[Label, ...]
    advice: tuple[CautionView, ...]
    emergency: str


def self_check_view(book: Book) -> SelfCheckView:
    """Everything the self-check shows; a caution is asked for by its own question or by that of another."""
    ordered = in_order(book)
    questions = tuple(
        QuestionView(
            caution.id,
            caution.question,
            tuple(caution_view(book, c) for c in ordered if caution.id in (c.id, c.asked_with)),
        )
        for caution in ordered
        if caution.question
    )
    # What somebody is asked for is theirs alone; the rest of the place and of building up is for everyone.
    advice = tuple(caution_view(book, c) for c in ordered if c.kind in HOW and not c.question and not c.asked_with)
    return SelfCheckView(questions, tuple(CAUTION_KINDS.values()), advice, book.guide.emergency)


def in_order(book: Book) -> list[Caution]:
    """All cautions as the safety section has them: stop now, ask first, supervised only, the place, build up."""
    kinds = list(CAUTION_KINDS)
    return sorted(book.cautions.values(), key=lambda c: (kinds.index(c.kind), c.order or 1000, c.id))
