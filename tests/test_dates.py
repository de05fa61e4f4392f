"""History and review: an amendment may come after the review, what takes a review may not."""

from __future__ import annotations

import pytest

from macros.check import check

FILE = "claims/mind/alertness.yml"


@pytest.mark.parametrize(
    ("kind", "told"),
    [("amendment", []), ("correction", []), ("new-search", ["E602"]), ("retraction", ["E602"])],
)
def test_only_what_is_no_review_may_be_later_than_the_review(
    kind: str, told: list[str], tea_files: dict[str, str]
) -> None:
    text = (
        tea_files[FILE].rstrip("\n")
        + f"\n  - date: 2026-11-09\n    type: {kind}\n    by: Somebody\n    why: Added a study.\n"
    )
    _, problems = check({**tea_files, FILE: text}, {})
    assert [p.code for p in problems] == told


def test_the_newest_change_is_told_once(tea_files: dict[str, str]) -> None:
    text = tea_files[FILE].rstrip("\n")
    for day in ("2026-11-08", "2026-11-09"):
        text += f"\n  - date: {day}\n    type: new-search\n    by: Somebody\n    why: Searched again.\n"
    _, problems = check({**tea_files, FILE: text}, {})
    assert [p.message for p in problems] == [
        "the last review is older than the new-search of 2026-11-09 in the history"
    ]
