"""Everything `guide check` looks at, in one place: text, shape, rules, pages, exceptions. The build asks the same."""

from __future__ import annotations

from collections.abc import Mapping

from .book import Book, load
from .problem import Problem
from .rules import run
from .rules.excused import excused
from .site import check_content


def check(records: Mapping[str, str | bytes], content: Mapping[str, str | bytes]) -> tuple[Book | None, list[Problem]]:
    """The Book (None when claims/guide.yml cannot be read) and every problem, hints included."""
    book, problems = load(records)
    if book is not None:
        problems += run(book)
        problems += check_content(book, content)
        problems = excused(book, problems)
    return book, problems


def errors(problems: list[Problem]) -> list[Problem]:
    """The problems that stop a build; hints do not."""
    return [p for p in problems if not p.hint]
