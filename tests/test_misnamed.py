"""Mistyped ids of parts: told once where it is sure who erred, and left to those who name them where it is not."""

from __future__ import annotations

import pytest

from macros.check import check
from macros.problem import did_you_mean

SLEEP = "claims/mind/sleep.yml"


def test_one_mention_alone_may_itself_be_mistyped(tea_files: dict[str, str]) -> None:
    text = tea_files[SLEEP].replace("finding: healthy-adults-water", "finding: healthy-adult-water")
    _, problems = check({**tea_files, SLEEP: text}, {})
    assert {p.file for p in problems} == {SLEEP}
    assert "E210" not in {p.code for p in problems}


def test_what_others_name_rightly_is_no_slip(tea_files: dict[str, str]) -> None:
    """Somebody's new record names a group that is not there: the groups that are there stay as they are."""
    text = tea_files[SLEEP].replace("population: healthy-adults\n", "population: healthy-adult\n")
    _, problems = check({**tea_files, SLEEP: text}, {})
    assert {p.file for p in problems} == {SLEEP}


@pytest.mark.parametrize(
    ("given", "there", "close"),
    [
        ("smith-2024", "aysha-2024", None),
        ("lin-2025", "kim-2025", None),
        ("lin-2025", "lin-2020", "lin-2020"),
        ("alghadri-2019", "alghadir-2019", "alghadir-2019"),
        ("alghadir-2019", "wang-2019", None),
        ("hco-2009", "cho-2009", "cho-2009"),
        ("kmi-2002", "kim-2009", "kim-2009"),
        ("older-adults", "healthy-adults", None),
        ("adults-water", "healthy-adults-water", "healthy-adults-water"),
    ],
)
def test_only_what_is_spelt_alike_is_suggested(given: str, there: str, close: str | None) -> None:
    assert did_you_mean(given, [there]) == close
