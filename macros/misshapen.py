"""What is wrong with the shape of a record, at its place in the file: one message a mistake, one for a record just begun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .model import Guide, ShapeError
from .problem import Problem
from .yamlfile import Document

# A record with this many blanks or more, and more blanks than values, was begun and not filled in yet.
BEGUN = 8


def shape_problems(file: str, document: Document, errors: list[ShapeError], guide: Guide | None) -> Iterator[Problem]:
    """Each mistake as a problem of the file; the blanks of a record just begun are told together."""
    blanks = [error for error in errors if error.code == "E102" and not error.at_key]
    begun = len(blanks) >= BEGUN and len(blanks) * 2 > sum(1 for _ in _values(document.value))
    for error in errors:
        if begun and error in blanks[1:]:
            continue
        spot = document.spot(error.path, key=error.at_key)
        message, fix = error.message, error.fix
        if begun and error is blanks[0]:
            message = f"{len(blanks)} blanks are left in this record, the first one here: {message}"
        if error.population:
            fix = _group(error.population, guide)
        yield Problem(file, spot.line, spot.col, error.code, message, fix, spot.width)


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
