"""What is wrong with the shape of a record, at its place in the file: one message a mistake, one for a record just begun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .document import Document
from .model import Guide, ShapeError
from .problem import Problem

# A record, or an entry of one, with this many blanks or more, and more blanks than values, was just begun.
BEGUN = 8


def shape_problems(file: str, document: Document, errors: list[ShapeError], guide: Guide | None) -> Iterator[Problem]:
    """Each mistake as a problem of the file; the blanks of a record just begun, or of a finding, are told together."""
    blanks = [error for error in errors if error.code == "E102" and not error.at_key]
    begun = [blanks] if _begun(blanks, document.value) else _parts_begun(blanks, document.value)
    together = {error.path: those for those in begun for error in those}
    for error in errors:
        those = together.get(error.path, [error])
        if error.path != those[0].path:
            continue
        spot = document.spot(error.path, key=error.at_key)
        message, fix = error.message, error.fix
        if len(those) > 1:
            message = f"{len(those)} blanks are left to fill in, the first one here: {message}"
        if error.population:
            fix = _group(error.population, guide)
        yield Problem(file, spot.line, spot.col, error.code, message, fix, spot.width)


def _begun(blanks: list[ShapeError], value: Any) -> bool:
    return len(blanks) >= BEGUN and len(blanks) * 2 > sum(1 for _ in _values(value))


def _parts_begun(blanks: list[ShapeError], record: Any) -> list[list[ShapeError]]:
    """The blanks of each entry of a list of the record, such as a finding, that was just begun."""
    parts: dict[tuple[str | int, ...], list[ShapeError]] = {}
    for error in blanks:
        parts.setdefault(error.path[:2], []).append(error)
    inside = ((those, path) for path, those in parts.items() if len(path) == 2 and isinstance(path[1], int))
    return [those for those, path in inside if _begun(those, record[path[0]][path[1]])]


def _values(value: Any) -> Iterator[str]:
    """Every text inside a record, empty ones included."""
    if isinstance(value, str):
        yield value
    else:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _values(one)


def _group(given: str, guide: Guide | None) -> str:
    """A fix for words where the id of a group of people is needed. Only a group that is called so is offered to paste:
    'under 65' is nearly 'over 65'."""
    groups = guide.populations if guide else []
    words = f"-{'-'.join(re.findall('[a-z0-9]+', given.casefold()))}-"
    called = [one.id for one in groups if given.casefold() in (one.label.casefold(), one.in_words.casefold())]
    called = called or [one.id for one in groups if f"-{one.id}-" in words]
    wanted = f"use the id of a group in guide.yml: {', '.join(one.id for one in groups)}"
    return f"write '{called[0]}', or {wanted}" if len(called) == 1 else wanted
