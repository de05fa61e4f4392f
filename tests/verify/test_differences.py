"""Each way in which a record and an answer can differ: what is told, and what is passed over on purpose."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.book import Book
from macros.model import Source
from macros.model.source import Status
from macros.verify.answers import Answer, Elsewhere, Missing, Notice, NoticeKind, Work
from macros.verify.differences import CODES, HINTS, Difference, differences, overdue, same_title

TITLE = "Evening tea and sleep, an invented randomised trial"
DOI = "10.99999/invented.2018.1"


@pytest.fixture
def source(tea: Book) -> Source:
    """Title, 2018, a DOI, a PMID, checked on 2026-11-01; here as if nothing had happened to it."""
    return tea.sources["sample-2018"].model_copy(update={"status": Status.CURRENT})


def told(source: Source, crossref: Answer | None = None, pubmed: Answer | None = None) -> list[tuple[str, str]]:
    found = list(differences(source, crossref, pubmed))
    assert all(isinstance(d, Difference) and d.code in CODES and d.fix for d in found)
    return [(d.code, d.message) for d in found]


def known(**more: Any) -> Work:
    return Work(**{"titles": (TITLE,), "years": frozenset({2018}), "doi": DOI, **more})


def test_what_agrees_is_not_mentioned(source: Source) -> None:
    assert told(source, known(), known()) == []
    assert told(source, Work(), Work()) == []
    assert told(source, None, None) == []
    assert told(source, Elsewhere("DataCite"), known()) == []


def test_identifiers_that_nobody_knows(source: Source) -> None:
    assert told(source, Missing()) == [("V101", f"no agency knows the DOI {DOI}")]
    assert told(source, None, Missing()) == [("V101", "PubMed does not know the number 99999901")]


def test_another_title(source: Source) -> None:
    assert told(source, known(titles=("Coffee and sleep",)), known(titles=("Coffee and sleep",))) == [
        ("V103", "Crossref has another title: “Coffee and sleep”")
    ]


def test_another_year(source: Source) -> None:
    assert told(source, known(years=frozenset({2011, 2012}))) == [
        ("V104", "Crossref says 2011 or 2012, the record 2018")
    ]


@pytest.mark.parametrize("year", [2017, 2018, 2019])
def test_online_first_makes_a_year_of_difference(source: Source, year: int) -> None:
    assert told(source, known(years=frozenset({year, 1990}))) == []


@pytest.mark.parametrize("year", [2016, 2020])
def test_two_years_are_too_many(source: Source, year: int) -> None:
    assert [code for code, _ in told(source, known(years=frozenset({year})))] == ["V104"]


def test_another_title_and_another_year_are_another_work(source: Source) -> None:
    assert told(source, known(titles=("Coffee",), years=frozenset({1990}))) == [
        ("V102", f"the DOI {DOI} is “Coffee” of 1990, not the work of this record")
    ]


def test_the_number_of_another_work(source: Source) -> None:
    other = known(titles=("Coffee",), years=frozenset({1990}), doi="10.99999/coffee")
    message = f"PubMed number 99999901 belongs to the DOI “10.99999/coffee”, not to {DOI}; it is “Coffee”"
    assert told(source, known(), other) == [("V102", message)]


def test_notices_of_another_work_are_not_told(source: Source) -> None:
    other = known(doi="10.99999/coffee", notices=(Notice(NoticeKind.RETRACTED, "Retraction", "PubMed"),))
    assert [code for code, _ in told(source, known(), other)] == ["V102"]


def test_a_wrong_number_does_not_hide_the_notices_of_the_right_doi(source: Source) -> None:
    other = known(doi="10.99999/coffee")
    assert [code for code, _ in told(source, notice(NoticeKind.RETRACTED), other)] == ["V102", "V201"]


def test_a_doi_in_capitals_is_the_same(source: Source) -> None:
    assert told(source.model_copy(update={"DOI": DOI.upper()}), known(), known()) == []


def test_the_identifier_of_a_notice(source: Source) -> None:
    assert told(source, known(notice_of="10.99999/x")) == [
        ("V102", f"the DOI {DOI} is not the work, but a notice about “10.99999/x”")
    ]


def test_a_record_without_title_or_year_is_not_compared_by_them(source: Source) -> None:
    bare = source.model_copy(update={"title": None, "issued": None})
    assert told(bare, known(titles=("Coffee",), years=frozenset({1990}))) == []


def notice(kind: NoticeKind, day: date | None = None, by: str = "Crossref") -> Work:
    return known(notices=(Notice(kind, "Note", by, "10.99999/n", str(day or ""), day),))


def test_one_kind_of_notice_is_told_once_with_everybody_who_says_so(source: Source) -> None:
    kind = NoticeKind.RETRACTED
    said = "“Note” “10.99999/n” of 2020-01-31, says Crossref; “Note” “10.99999/n”, says PubMed"
    assert told(source, notice(kind, date(2020, 1, 31)), notice(kind, by="PubMed")) == [
        ("V201", f"this work is retracted: {said}")
    ]


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        (NoticeKind.RETRACTED, "V201", "this work is retracted"),
        (NoticeKind.CONCERN, "V202", "an expression of concern stands against this work"),
        (NoticeKind.CORRECTED, "V203", "this work is corrected"),
        (NoticeKind.NEWER, "V204", "there is a newer version"),
    ],
)
def test_every_kind_of_notice_is_told(source: Source, kind: NoticeKind, code: str, words: str) -> None:
    assert told(source, notice(kind)) == [(code, f"{words}: “Note” “10.99999/n”, says Crossref")]


def codes(source: Source, kind: NoticeKind, day: date | None = None, **record: Any) -> list[str]:
    return [code for code, _ in told(source.model_copy(update=record), notice(kind, day))]


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_nothing_is_worse_than_a_retraction_that_is_known(source: Source, kind: NoticeKind) -> None:
    assert codes(source, kind, status=Status.RETRACTED) == []


def test_a_known_correction_is_told_again_only_when_there_is_a_later_one(source: Source) -> None:
    kind, corrected = NoticeKind.CORRECTED, Status.CORRECTED
    assert codes(source, kind, None, status=corrected) == []
    assert codes(source, kind, source.checked_on, status=corrected) == []
    assert codes(source, kind, date(2026, 11, 2), status=corrected) == ["V203"]
    assert codes(source, NoticeKind.RETRACTED, None, status=corrected) == ["V201"]


def test_a_concern_is_told_until_the_record_tells_its_readers(source: Source) -> None:
    kind = NoticeKind.CONCERN
    assert codes(source, kind, limits="Small. An Expression of Concern of 2020 doubts its numbers.") == []
    assert codes(source, kind, limits="Small.", status=Status.CORRECTED) == ["V202"]


def test_a_newer_version_is_told_until_the_record_names_it(source: Source) -> None:
    assert codes(source, NoticeKind.NEWER, limits="Printed as 10.99999/N, with the same numbers.") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tea and Sleep", "TEA AND SLEEP."),
        ("Tea & sleep — a trial", "Tea &amp; sleep - a trial"),
        ("Thé et sommeil", "The et sommeil"),
        ("Tea: a randomised trial", "Tea"),
        ("Tea and sleep", "Tea and sleep - an invented trial"),
        ("Does tea help? A trial", "Does tea help"),
        ("Non-drinkers", "Non drinkers"),
        ("H<sub>2</sub>O and tea", "H2O and tea"),
    ],
)
def test_the_same_title(one: str, other: str) -> None:
    assert same_title(one, other)
    assert same_title(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tea and sleep", "Tea and sleeping"),
        ("Tea: a trial", "Tea: a review"),
        ("Tea and sleep in old age", "Tea and sleep"),
        ("Self-tea", "Self"),
        ("", "Tea: a trial"),
    ],
)
def test_another_title_though_close(one: str, other: str) -> None:
    assert not same_title(one, other)
    assert not same_title(other, one)


WORDS = st.lists(st.from_regex(r"[a-z]{2,8}", fullmatch=True), min_size=1, max_size=6)


@given(
    WORDS,
    WORDS,
    st.sampled_from([": ", "? ", ". ", " - ", " – ", "—"]),
    st.sampled_from([str.upper, str.title, str.lower]),
)
def test_case_and_subtitle_never_matter(head: list[str], tail: list[str], between: str, case: Any) -> None:
    whole = " ".join(head) + between + " ".join(tail)
    assert same_title(whole, case(whole))
    assert same_title(whole, case(" ".join(head)))


@given(WORDS, WORDS)
def test_a_longer_title_is_another_one(words: list[str], more: list[str]) -> None:
    assert not same_title(" ".join(words), " ".join([*words, *more]))


def test_a_review_is_due_the_day_after(tea: Book) -> None:
    due = tea.claims["sleep"].review_due
    assert [p for p in overdue(tea, due) if p.file.endswith("/sleep.yml")] == []
    (problem,) = [p for p in overdue(tea, date(2028, 11, 2)) if p.file.endswith("/sleep.yml")]
    assert (problem.code, problem.line, problem.col) == ("V401", 120, 13)
    assert problem.message == "the review was due on 2028-11-01, 1 day ago"


def test_hints_are_codes() -> None:
    assert set(CODES) >= HINTS
