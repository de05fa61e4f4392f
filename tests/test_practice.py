"""Practice rows as a reader meets them: a unit only behind a number, nothing printed where nothing is stated."""

from __future__ import annotations

import re

import pytest

from macros.author import for_pages
from macros.book import Book
from macros.model import Practice, Shown
from macros.views.practical import PracticeRow, practice_view, told

# What came out when a unit was put behind whatever the record says.
NONSENSE = re.compile(
    r"not stated|(?:day|each|few|time|daily|\)) (?:times|minutes|weeks)|\b1 (?:minutes|times|weeks)\b", re.IGNORECASE
)


def rows(book: Book) -> list[PracticeRow]:
    view = practice_view(book)
    return [*view.summary, *view.studies, *view.press]


@pytest.mark.parametrize("guide", ["tea", "real"])
def test_no_row_prints_nonsense(guide: str, request: pytest.FixtureRequest) -> None:
    found = rows(request.getfixturevalue(guide))
    assert len(found) > 2
    assert [(row.id, text) for row in found for _, text in row.facts if NONSENSE.search(text)] == []
    assert all(text for row in found for _, text in row.facts)


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ({"minutes": "10", "sessions_per_week": "3", "weeks": "6"}, "10 minutes, 3 times a week, 6 weeks"),
        ({"minutes": "15-25", "weeks": "1"}, "15-25 minutes, 1 week"),
        ({"minutes": "a few at a time"}, "Minutes: a few at a time"),
        ({"sessions_per_week": "every day"}, "Sessions a week: every day"),
        ({"minutes": "10 rising to 30", "weeks": "6"}, "Minutes: 10 rising to 30; 6 weeks"),
        ({"minutes": "not stated in what we read", "weeks": "6"}, "6 weeks"),
        ({}, ""),
    ],
)
def test_a_unit_stands_behind_a_bare_number_only(stated: dict[str, str], shown: str) -> None:
    row = Practice.model_construct(**{"minutes": None, "sessions_per_week": None, "weeks": None, **stated})
    assert told(row, Shown.MINUTES, Shown.SESSIONS, Shown.WEEKS) == shown


def test_what_a_study_leaves_out_is_said_once(real: Book) -> None:
    """A gap is a gap of the study: advice that names no speed owes nobody one."""
    trial = next(row for row in rows(real) if row.id == "knee-osteoarthritis-trial")
    assert trial.facts == (("How much", "10 minutes, 3 times a week, 6 weeks"), ("Watched", "supervised"))
    assert trial.gaps == ("speed", "rails")
    page = for_pages(real)["practice"]()
    card = page.partition('id="knee-osteoarthritis-trial"')[2].partition("</li>")[0]
    assert card.lower().count("not stated") == 1
    assert "Not stated: speed, rails." in card
    press = page.partition('id="press"')[2]
    assert "Not stated:" not in press
