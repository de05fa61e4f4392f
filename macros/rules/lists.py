"""The rule about lists: nothing stands in one twice."""

from __future__ import annotations

from collections.abc import Iterator

from ..book import Book
from ..document import Path
from ..model import Claim, Comparison, Record
from .registry import Found, rule


@rule("E219", Record)
def list_names_each_once(record: Record, book: Book) -> Iterator[Found]:
    """A list names nothing twice: no source of a finding, effect, caution, population or rater.

    A study that stands twice looks like two. Fix: delete the second entry; put what it adds into the first.
    """
    for path, entries in _lists(record):
        first: dict[tuple[str, ...], int] = {}
        for i, names in enumerate(entries):
            if names in first:
                line = book.documents[book.files[record.id]].spot((*path, first[names])).line
                yield Found((*path, i), f"'{' '.join(names)}' stands already on line {line}", "delete this entry")
            first.setdefault(names, i)


def _lists(record: Record) -> Iterator[tuple[Path, list[tuple[str, ...]]]]:
    """Every list of names in a record, with its place."""
    for field in ("sources", "populations", "cautions", "related", "raters", "includes"):
        yield (field,), [(one,) for one in getattr(record, field, [])]
    for i, finding in enumerate(record.findings if isinstance(record, Claim) else []):
        yield ("findings", i, "sources"), [(s.id,) for s in finding.sources]
        yield ("findings", i, "effects"), [(e.source, e.result) for e in finding.effects]
    for i, row in enumerate(record.rows if isinstance(record, Comparison) else []):
        for column, cell in row.cells.items():
            yield ("rows", i, "cells", column, "sources"), [(one,) for one in cell.sources]
