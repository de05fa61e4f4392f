"""The rules: one small function each, run over the Book after the shape is right.

A rule's docstring is its documentation: first line what must hold, then why, then `Fix:`. The rules page is made from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from ..book import Book
from ..model import ResultRef, inside
from ..problem import Problem
from . import (  # noqa: F401  (registers the rules)
    advice,
    calculators,
    citations,
    computed,
    copied,
    dates,
    effects,
    grading,
    identity,
    lists,
    plain,
    references,
    tables,
    wording,
)
from .registry import RULES


def run(book: Book, only: Collection[str] | None = None, files: Collection[str] | None = None) -> list[Problem]:
    """Every rule (or `only` those codes) on every record; later rules wait until the ones they build on are right.

    With `files`, only what bears on the problems of these files is judged; problems of other files may be among them.
    """
    problems: list[Problem] = []
    leaning = _leaning(book)
    # Who leans on a file that nobody could read is like one with a dead pointer: what it says cannot be judged yet.
    failed = {
        (code, one) for code in ("E211", "E217", "E223") for broken in book.broken for one in leaning.get(broken, ())
    }
    rules = [rule for rule in RULES if only is None or rule.code in only]
    judged = [record for record in book.records() if files is None or _bears_on(book, record.id, files, leaning)]
    for rule in sorted(rules, key=lambda rule: rule.code):  # a rule builds on rules with lower codes only
        for problem, record_id in rule.problems(book, judged, failed):
            problems.append(problem)
            failed |= {(rule.code, one) for one in (record_id, *leaning.get(record_id, ()))}
    return problems


def _bears_on(book: Book, record_id: str, files: Collection[str], leaning: Mapping[str, set[str]]) -> bool:
    """Whether judging a record can find, or keep back, a problem of `files`: it stands there, something there rests on it,
    or a file there claims the same id."""
    own = book.files[record_id]
    rivals = {newer for newer, older in book.twice if older == own}
    return any(file in files for file in (own, *rivals, *(book.files[one] for one in leaning.get(record_id, ()))))


def _leaning(book: Book) -> dict[str, set[str]]:
    """Source id -> ids of the claims, tables and calculators that rest on it, so that a mistake in it is reported there only."""
    leaning: dict[str, set[str]] = defaultdict(set)
    for claim in book.claims.values():
        for finding in claim.findings:
            for source in finding.sources:
                leaning[source.id].add(claim.id)
    for table in book.comparisons.values():
        for row in table.rows:
            for cell in row.cells.values():
                if cell.result:
                    leaning[cell.result.source].add(table.id)
    for calculator in book.calculators.values():
        for _, ref in inside(calculator, ResultRef):
            leaning[ref.source].add(calculator.id)
    return leaning
