"""How a rule is declared, and how what it finds gets its place in a file."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..book import Book
from ..document import Path
from ..model import Record
from ..problem import Problem

RULES: list[Rule] = []


@dataclass(frozen=True)
class Found:
    """What a rule yields: the field it is about, what is wrong, how to fix it."""

    path: Path
    message: str
    fix: str
    at_key: bool = False
    span: tuple[int, int] | None = None
    """Start and end of what is wrong in the text of the field; the caret goes under it."""
    file: str = ""
    """Another file than the record's, when that is the one to mend."""


@dataclass(frozen=True)
class Rule:
    """A code, the kind of record it looks at, its documentation and its function."""

    code: str
    kind: type | None
    docs: str
    check: Callable[..., Iterator[Found]] | None
    after: tuple[str, ...]

    @property
    def title(self) -> str:
        """First line of the documentation, without the full stop."""
        return self.docs.strip().splitlines()[0].rstrip(".")

    @property
    def explanation(self) -> str:
        """Why, and how to fix it: the rest of the documentation on one line."""
        return " ".join(" ".join(self.docs.strip().splitlines()[1:]).split())

    def problems(
        self, book: Book, judged: Iterable[Record], failed: set[tuple[str, str]]
    ) -> Iterator[tuple[Problem, str]]:
        """What the rule finds in records of the Book, with the id of the record; where a rule of `after` failed, nothing."""
        if self.check is None or self.kind is None:
            return
        for record in judged:
            if not isinstance(record, self.kind) or any((code, record.id) in failed for code in self.after):
                continue
            for found in self.check(record, book):
                file = found.file or book.files[record.id]
                spot = book.documents[file].spot(found.path, key=found.at_key)
                if found.span:
                    spot = book.documents[file].narrow(found.path, *found.span)
                problem = Problem(
                    file,
                    spot.line,
                    spot.col,
                    self.code,
                    found.message,
                    found.fix,
                    spot.width,
                    self.code.startswith("H"),
                )
                yield problem, record.id


def rule(code: str, kind: type, *, after: tuple[str, ...] = ()) -> Callable[[Any], Any]:
    """Register a function `(record, book) -> Found...` for every record of `kind`."""

    def register(check: Callable[..., Iterator[Found]]) -> Callable[..., Iterator[Found]]:
        RULES.append(Rule(code, kind, inspect.cleandoc(check.__doc__ or ""), check, after))
        return check

    return register
