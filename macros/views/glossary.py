"""The glossary: every word that is explained, by name."""

from __future__ import annotations

from dataclasses import dataclass

from ..book import Book
from ..model import Term
from .parts import Prose, Ref, prose, ref


@dataclass(frozen=True)
class TermView:
    """One word and what it means."""

    id: str
    term: str
    also: tuple[str, ...]
    definition: Prose
    refs: tuple[Ref, ...]


def by_name(book: Book) -> list[Term]:
    """All words in the order of the alphabet."""
    return sorted(book.terms.values(), key=lambda term: term.term.lower())


def glossary_view(book: Book) -> tuple[TermView, ...]:
    """All words as the glossary explains them, by name."""
    return tuple(
        TermView(t.id, t.term, tuple(t.also), prose(book, t.definition), tuple(ref(book, one) for one in t.sources))
        for t in by_name(book)
    )
