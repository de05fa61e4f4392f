"""The tea guide before and after an edit, for the tests of what a change means."""

from __future__ import annotations

from collections.abc import Mapping

from macros.book import Book, load
from tests.guide_files import TEA, read_files

RECORDS = {path: str(text) for path, text in read_files(TEA).items()}
PAGES = {path: str(text) for path, text in read_files(TEA, "content").items()}
SLEEP = "claims/mind/sleep.yml"
TRIAL = "claims/sources/sample-2018.yml"
HEADLINE = "healthy-adults-water"


def book_of(files: Mapping[str, str]) -> Book:
    """The Book of records that can all be read."""
    book, problems = load(files)
    assert book is not None
    assert problems == []
    return book


def edited(*steps: tuple[str, str, str], **files: str | None) -> dict[str, str]:
    """The tea guide with (file, find, put) done once each; and files added, or removed where None."""
    changed = dict(RECORDS)
    for file, find, put in steps:
        assert find in changed[file], f"{find!r} is not in {file}"
        changed[file] = changed[file].replace(find, put, 1)
    for file, text in files.items():
        if text is None:
            del changed[file]
        else:
            changed[file] = text
    return changed


CHANGES: dict[str, dict[str, str]] = {
    "nothing": edited((SLEEP, "title: Sleeping better", "title:   Sleeping better # said so")),
    "level": edited(
        (SLEEP, "level: moderate", "level: low"), (SLEEP, "reason: 80 people.", "reason: Few people [@sample-2018].")
    ),
    "summary": edited(
        (SLEEP, "Evening tea probably lengthens", "Evening tea probably shortens"),
        (SLEEP, "cautions:\n  - late-cups\n", ""),
        (
            "claims/mind/alertness.yml",
            "  - racing-heart\n  - late-cups",
            "  - late-cups\n  - racing-heart\n  - ask-iron",
        ),
    ),
    "many": edited(
        (SLEEP, "verdict: contradicted", "verdict: unclear"),
        (TRIAL, "ci_high: 19", "ci_high: 20"),
        (TRIAL, "country: Nowhere", "country: Elsewhere"),
        ("claims/safety/late-cups.yml", "an hour", "two hours"),
        ("claims/practice/two-cups-trial.yml", "weeks: 4", "weeks: 5"),
        ("claims/articles/daily-steep.yml", "about: sleep", "about: alertness"),
        ("claims/comparisons/drinks.yml", "arm: tea", "arm: water"),
        **{"claims/safety/place-kettle.yml": None},
    ),
}
