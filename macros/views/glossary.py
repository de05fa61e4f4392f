"""The glossary: every word that is explained, by name."""

from __future__ import annotations

from dataclasses import dataclass

from ..book import Book
from .parts import Prose, Ref, prose, ref


@dataclass(frozen=True)
class TermView:
    """One word and what it means."""

    id: str
    term: str
    also: tuple[str, ...]
    definition: Prose
    refs: tuple[Ref, ...]


def glossary_view(book: Book) -> tuple[TermView, ...]:
    """All words in the order of the alphabet."""
    terms = sorted(book.terms.values(), key=lambda term: term.term.lower())
    return tuple(
        TermView(t.id, t.term, tuple(t.also), prose(book, t.definition), tuple(ref(book, one) for one in t.sources))
        for t in terms
    )
