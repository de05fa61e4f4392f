"""Everything `guide check` looks at, in one place: text, shape, rules, pages, exceptions. The build asks the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from .book import Book, load
from .problem import Problem
from .rules import run
from .rules.dates import days_to_come
from .rules.excused import FILE as EXCEPTIONS
from .rules.excused import excused


def check(
    records: Mapping[str, str | bytes],
    content: Mapping[str, str | bytes],
    files: Collection[str] | None = None,
    today: date | None = None,
) -> tuple[Book | None, list[Problem]]:
    """The Book (None when claims/guide.yml cannot be read) and every problem, hints included; or those of `files` only.

    Whatever `files` are, every record is read: a rule on one may ask another. The problems are those that a check of
    everything finds in these files, found without judging the rest; all of them when there is no Book to judge by.
    Days are held against `today` where it is given; a build does not, and is the same on every day.
    """
    book, problems = load(records)
    if book is None:
        return None, problems  # nothing can be judged, whichever files were asked for
    judged = None if files is None or EXCEPTIONS in files else files  # whether it is needed, only all can tell
    problems += run(book, files=judged)
    problems += days_to_come(book, today, judged) if today else []
    if judged is None or not content.keys().isdisjoint(judged):
        # Not above: the rooms that make pages take longer to load than a record to check.
        from .site import check_content

        problems += check_content(book, content, judged)
    problems = excused(book, problems)
    return book, [p for p in problems if files is None or p.file in files]


def errors(problems: list[Problem]) -> list[Problem]:
    """The problems that stop a build; hints do not."""
    return [p for p in problems if not p.hint]
