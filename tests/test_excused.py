"""Exceptions: a named one takes its problem away, and only its own."""

from __future__ import annotations

from macros.check import check
from tests.guide_files import TEA, read_files

SLEEP = "claims/mind/sleep.yml"
BARE = "Drinking tea reduces your sleep. Drinking tea raises your pulse."
ENTRY = """exceptions:
  - code: E802
    file: claims/mind/sleep.yml
    words: reduces
    reason: Only to show that it can be done.
"""


def problems(**more: str) -> list[tuple[str, str]]:
    files = read_files(TEA)
    files[SLEEP] = str(files[SLEEP]).replace("Evening tea probably does the opposite.", BARE)
    return [(p.code, p.message.split("'")[1]) for p in check({**files, **more}, {})[1]]


def test_without_an_exception_both_are_reported() -> None:
    assert problems() == [("E802", "reduces"), ("E802", "raises")]


def test_an_exception_takes_away_its_own_problem_only() -> None:
    assert problems(**{"claims/exceptions.yml": ENTRY}) == [("E802", "raises")]


def test_an_exception_for_another_file_takes_nothing_away() -> None:
    other = ENTRY.replace("sleep.yml", "wakefulness.yml")
    files = {**read_files(TEA), "claims/exceptions.yml": other}
    assert [p.code for p in check(files, {})[1]] == ["E208"]


def test_nobody_is_told_to_delete_an_exception_while_a_file_cannot_be_read() -> None:
    files = {**read_files(TEA), "claims/exceptions.yml": ENTRY, "claims/mind/alertness.yml": "id: [\n"}
    assert {p.code for p in check(files, {})[1]} == {"E004"}
