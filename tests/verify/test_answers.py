"""Answers in the shapes that Crossref and PubMed give, and in shapes that nobody should give."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.verify.answers import Elsewhere, Garbled, Missing, Notice, NoticeKind, Work, agency, clean, crossref, pubmed
from tests.verify.services import NO_ARTICLE, article, update, work
from tests.verify.services import agency as agency_page

DOI = "10.99999/a"


def told(**more: Any) -> Work:
    return crossref(work(DOI, "Tea and <i>sleep</i> &amp; rest", 2018, more).body)


def test_crossref_gives_titles_and_years() -> None:
    more = {"subtitle": ["a trial"], "original-title": ["Tee"], "published-print": {"date-parts": [[2019]]}}
    assert told(**more, **{"published-online": {"date-parts": [[None]]}}) == Work(
        ("Tea and sleep & rest", "Tee", "Tea and sleep & rest: a trial"), frozenset({2018, 2019}), DOI
    )


@pytest.mark.parametrize(
    ("kind", "meaning"),
    [
        ("retraction", NoticeKind.RETRACTED),
        ("Retraction", NoticeKind.RETRACTED),
        ("withdrawal", NoticeKind.RETRACTED),
        ("removal", NoticeKind.RETRACTED),
        ("expression_of_concern", NoticeKind.CONCERN),
        ("Expression of Concern", NoticeKind.CONCERN),
        ("expression-of-concern", NoticeKind.CONCERN),
        ("partial_retraction", NoticeKind.CORRECTED),
        ("correction", NoticeKind.CORRECTED),
        ("corrigendum", NoticeKind.CORRECTED),
        ("erratum", NoticeKind.CORRECTED),
        ("addendum", NoticeKind.CORRECTED),
        ("clarification", NoticeKind.CORRECTED),
        ("new_version", NoticeKind.NEWER),
        ("new_edition", NoticeKind.NEWER),
        ("something nobody has heard of", NoticeKind.CORRECTED),
    ],
)
def test_every_kind_of_update_means_something(kind: str, meaning: NoticeKind) -> None:
    notices = told(**{"updated-by": [update(kind, "10.99999/notice", "Notice", (2020, 1, 31))]}).notices
    assert notices == (Notice(meaning, "Notice", "Crossref", "10.99999/notice", "2020-01-31", date(2020, 1, 31)),)


@pytest.mark.parametrize(
    ("parts", "on", "day"),
    [
        ((2020,), "2020", date(2020, 12, 31)),
        ((2020, 2), "2020-02", date(2020, 2, 29)),
        ((2020, 2, 30), "", None),
        ((2020, 13), "", None),
        ((), "", None),
        ((None,), "", None),
        ((2020, 2, 3, 4), "", None),
    ],
)
def test_a_date_that_is_not_whole(parts: tuple[Any, ...], on: str, day: date | None) -> None:
    notice = told(**{"updated-by": [update("erratum", "x", "Erratum", parts)]}).notices[0]
    assert (notice.on, notice.day) == (on, day)


def test_retraction_watch_is_named() -> None:
    entry = update("retraction", "10.99999/notice", "Retraction", (2020,), "retraction-watch")
    assert told(**{"updated-by": [entry]}).notices[0].by == "Retraction Watch"


def test_a_change_in_place_is_an_update_of_itself() -> None:
    found = told(**{"update-to": [update("corrigendum", DOI.upper(), "Corrigendum", (2020,))]})
    assert [n.kind for n in found.notices] == [NoticeKind.CORRECTED]
    assert found.notice_of is None


def test_a_notice_names_what_it_is_about() -> None:
    found = told(**{"update-to": [update("retraction", "10.99999/other", "Retraction", (2020,))]})
    assert found.notices == ()
    assert found.notice_of == "10.99999/other"


def test_relations_tell_of_what_came_later() -> None:
    relation = {"is-preprint-of": [{"id": "10.99999/print", "id-type": "doi", "asserted-by": "subject"}], "cites": [{}]}
    (notice,) = told(relation=relation).notices
    assert notice == Notice(NoticeKind.NEWER, "Published version", "Crossref", "10.99999/print")


@pytest.mark.parametrize("start", ["RETRACTED: ", "RETRACTED ARTICLE: ", "Withdrawn: ", "[Retracted]: "])
def test_a_retraction_that_stands_in_the_title_only(start: str) -> None:
    found = crossref(work(DOI, f"{start}Tea and sleep", 2018).body)
    assert found.titles == ("Tea and sleep",)
    assert found.notices == (Notice(NoticeKind.RETRACTED, "Retracted in its title", "Crossref"),)


def test_a_title_about_something_retracted_is_only_a_title() -> None:
    assert crossref(work(DOI, "Retracted shoulders: a survey", 2018).body).notices == ()


def test_agencies() -> None:
    assert agency(agency_page(DOI, "datacite", "DataCite").body) == Elsewhere("DataCite")
    assert agency(agency_page(DOI, "crossref", "Crossref").body) == Missing()


def test_pubmed_gives_titles_years_and_its_own_doi() -> None:
    page = article("7", "[Tea and <i>sleep</i>].", 2018, "10.99999/A")
    assert pubmed(page.body, "7") == Work(("Tea and sleep",), frozenset({2018}), DOI)


def test_pubmed_years_from_words_and_from_the_day_online() -> None:
    body = article("7", "Tea", 2018).body.replace("<Year>2018</Year>", "<MedlineDate>2018 Nov-2019 Jan</MedlineDate>")
    body = body.replace("</ArticleTitle>", "</ArticleTitle><ArticleDate><Year>2017</Year></ArticleDate>")
    found = pubmed(body, "7")
    assert isinstance(found, Work)
    assert found.years == {2017, 2018, 2019}


@pytest.mark.parametrize(
    ("kind", "notice"),
    [
        ("RetractionIn", (NoticeKind.RETRACTED, "Retraction")),
        ("PartialRetractionIn", (NoticeKind.CORRECTED, "Partial retraction")),
        ("ExpressionOfConcernIn", (NoticeKind.CONCERN, "Expression of concern")),
        ("ErratumIn", (NoticeKind.CORRECTED, "Erratum")),
        ("CorrectedandRepublishedIn", (NoticeKind.CORRECTED, "Corrected and republished")),
        ("UpdateIn", (NoticeKind.NEWER, "Update")),
    ],
)
def test_pubmed_notices(kind: str, notice: tuple[NoticeKind, str]) -> None:
    found = pubmed(article("7", "Tea", 2018, notices=((kind, "J Tea. 2020", "8"), ("Cites", "x", "9"))).body, "7")
    assert isinstance(found, Work)
    assert found.notices == (Notice(*notice, "PubMed", "PMID 8"),)


@pytest.mark.parametrize("kind", ["RetractionOf", "ErratumFor", "ExpressionOfConcernFor", "PartialRetractionOf"])
def test_a_pubmed_notice_names_what_it_is_about(kind: str) -> None:
    found = pubmed(article("7", "Erratum", 2018, notices=((kind, "J Tea. 2018", "6"),)).body, "7")
    assert isinstance(found, Work)
    assert (found.notices, found.notice_of) == ((), "PMID 6")


def test_pubmed_says_retracted_by_the_type_of_publication() -> None:
    found = pubmed(article("7", "Tea", 2018, kind="Retracted Publication").body, "7")
    assert isinstance(found, Work)
    assert found.notices == (Notice(NoticeKind.RETRACTED, "Retracted publication", "PubMed"),)


def test_a_number_that_does_not_exist_gives_an_empty_set() -> None:
    assert pubmed(NO_ARTICLE.body, "7") == Missing()


def test_a_book_is_known_but_not_compared() -> None:
    assert pubmed("<PubmedArticleSet><PubmedBookArticle/></PubmedArticleSet>", "7") == Work()


@pytest.mark.parametrize(
    "body", ["", "<html/>", '{"error":"API rate limit exceeded","count":"11"}', article("8", "x", 1).body]
)
def test_what_pubmed_does_not_answer_with(body: str) -> None:
    with pytest.raises(Garbled):
        pubmed(body, "7")


WHOLE = work(DOI, "Tea", 2018, {"updated-by": [update("erratum", "x", "Erratum", (2020,))]}).body
ARTICLE = article("7", "Tea", 2018, DOI).body


@given(st.integers(0, len(WHOLE) - 1))
def test_no_part_of_a_crossref_answer_passes_for_the_whole(length: int) -> None:
    with pytest.raises(Garbled):
        crossref(WHOLE[:length])


@given(st.integers(0, len(ARTICLE) - 1))
def test_no_part_of_a_pubmed_answer_passes_for_the_whole(length: int) -> None:
    with pytest.raises(Garbled):
        pubmed(ARTICLE[:length], "7")


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["date-parts", "type", "DOI", "updated", "is-preprint-of", "id"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
FIELDS = ["title", "subtitle", "original-title", "issued", "published", "updated-by", "update-to", "relation", "agency"]


@given(st.dictionaries(st.sampled_from(FIELDS), ANY_JSON))
def test_whatever_crossref_sends_is_read_or_refused(message: dict[str, Any]) -> None:
    text = json.dumps({"message": {"DOI": DOI, **message}})
    for parse in (crossref, agency):
        with contextlib.suppress(Garbled):
            assert isinstance(parse(text), Work | Missing | Elsewhere)


@given(st.text())
def test_clean_text_is_one_printable_line(text: str) -> None:
    shown = clean(text)
    assert shown == "" or shown.isprintable()
    assert len(shown) <= 300
