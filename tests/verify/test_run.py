"""A whole start against stand-ins: what is asked, what is kept, and what a second start still has to ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from requests.utils import requote_uri

from macros.book import Book, load
from macros.verify.cache import Cache
from macros.verify.http import Door
from macros.verify.questions import Kind, Question, identifiers, published_links
from macros.verify.report import LONGEST, as_json, markdown, text
from macros.verify.run import Care, Offline, verify
from tests.verify.conftest import TODAY
from tests.verify.services import NO_ARTICLE, Page, Services, agency, article, update, work

HOSTILE_DOI = "10.99999/a<b>\"c'd&e|f(g)"
PAGE = "content/start.md"


def all_is_well(services: Services, book: Book) -> None:
    """Answers that agree with every source of the book."""
    for source in book.sources.values():
        if source.DOI:
            services.crossref(source.DOI, work(source.DOI, source.title or "", source.issued or 0))
            services.serve(requote_uri(f"/doi.org/{source.DOI}"), Page(302, headers={"Location": "/publisher"}))
        if source.PMID:
            title = (source.title or "").replace("&", "&amp;")
            services.pubmed(source.PMID, article(source.PMID, title, source.issued or 0, source.DOI or ""))
            services.serve(f"/pubmed.ncbi.nlm.nih.gov/{source.PMID}/", Page())
    services.serve("/publisher", Page())


@pytest.fixture
def start(services: Services, door: Door, cache: Cache, tea: Book) -> Callable[..., Care]:
    all_is_well(services, tea)

    def go(**more: Any) -> Care:
        # A new door each time, as every start has: nothing is remembered but what is on disk.
        fresh = Door("care@example.org", instead=services.instead, timeout=(5, 0.3))
        given = {"book": tea, "content": {}, "door": fresh, "cache": cache, "today": TODAY, **more}
        return verify(**given)

    return go


def codes(care: Care) -> list[tuple[str, str]]:
    return [(p.code, p.file.rsplit("/", 1)[-1]) for p in care.problems]


def test_every_identifier_is_asked_for_once(services: Services, start: Callable[..., Care], tea: Book) -> None:
    care = start()
    assert care == Care(TODAY, len(services.asked), 0, (), (), ())
    assert len(services.asked) == len(set(services.asked)) == len(identifiers(tea)) == 10


def test_a_kept_answer_makes_no_request(services: Services, start: Callable[..., Care]) -> None:
    first = start()
    services.asked.clear()
    assert start() == replace(first, kept=10)
    assert services.asked == []


def test_old_answers_are_asked_for_again(services: Services, start: Callable[..., Care], tmp_path: Path) -> None:
    start()
    for days, asked in ((6, 0), (7, 10), (-1, 10)):
        services.asked.clear()
        start(cache=Cache(tmp_path / "answers", TODAY + timedelta(days), 6))
        assert len(services.asked) == asked


def test_a_damaged_answer_is_asked_for_again(services: Services, start: Callable[..., Care], tmp_path: Path) -> None:
    start()
    damage = ["", "{}", "[]", '{"question": 1}', '"x"', "null", "{", "\x00"]
    for file, bad in zip(sorted((tmp_path / "answers").iterdir()), damage, strict=False):
        file.write_text(bad, encoding="utf-8")
    services.asked.clear()
    assert start().problems == ()
    assert len(services.asked) == len(damage)


def test_an_interrupted_start_goes_on_where_it_stopped(services: Services, start: Callable[..., Care]) -> None:
    def interrupt(done: int, of: int, what: str) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        start(tell=interrupt)
    before = list(services.asked)
    assert len(before) == 4
    care = start()
    assert care.kept == 4
    assert len(services.asked) == len(set(services.asked)) == care.asked


def test_an_answer_is_kept_whole_or_not_at_all(
    services: Services, start: Callable[..., Care], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", killed)
        with pytest.raises(KeyboardInterrupt):
            start()
    assert list((tmp_path / "answers").glob("*.json")) == []
    assert start().kept == 0


def test_a_truncated_answer_is_asked_for_a_second_time(
    services: Services, start: Callable[..., Care], tea: Book
) -> None:
    whole = work("10.99999/invented.2019.7", tea.sources["sample-2019"].title or "", 2019)
    services.crossref("10.99999/invented.2019.7", replace(whole, body=whole.body[:40]), whole)
    services.crossref("10.99999/invented.2020.101", replace(whole, cut=40), replace(whole, cut=40))
    services.pubmed("99999902", replace(NO_ARTICLE, body="<PubmedArticleSet><Pub"))
    care = start()
    assert care.problems == ()
    assert [(what, why.split(":")[-1]) for what, why in care.not_checked] == [
        ("Crossref 10.99999/invented.2020.101", "its answer broke off"),
        ("PubMed 99999902", "it is not what PubMed answers with"),
    ]
    assert start().kept == 8, "what could not be read is not kept"


def test_busy_and_silent_services_are_told_and_asked_again_next_time(
    services: Services, start: Callable[..., Care]
) -> None:
    services.crossref("10.99999/invented.2019.7", Page(500))
    services.pubmed("99999901", Page(hang=True))
    services.pubmed("99999902", Page(400, "ID list is empty"))
    host = services.base.removeprefix("http://")
    care = start()
    assert care.not_checked == (
        ("Crossref 10.99999/invented.2019.7", f"{host} is busy (HTTP 500)"),
        ("PubMed 99999901", f"{host} gave no answer"),
        ("PubMed 99999902", "it was refused (HTTP 400)"),
    )
    assert care.problems == ()


def test_a_doi_of_another_agency_is_counted_not_blamed(services: Services, start: Callable[..., Care]) -> None:
    doi = "10.99999/invented.2019.7"
    services.crossref(doi, Page(404, "Resource not found."))
    services.serve("/api.crossref.org/v1/works/10.99999%2Finvented.2019.7/agency", agency(doi, "datacite", "DataCite"))
    services.crossref("10.99999/invented.2020.101", Page(404, "Resource not found."))
    care = start()
    assert care.elsewhere == ((doi, "DataCite"),)
    assert codes(care) == [("V101", "example-2020.yml")]
    assert care.not_checked == ()


def test_nobody_there_is_offline(start: Callable[..., Care]) -> None:
    with pytest.raises(Offline):
        start(door=Door("care@example.org"))


def test_one_service_away_is_not_offline(services: Services, start: Callable[..., Care]) -> None:
    only_pubmed = {start: other for start, other in services.instead.items() if "eutils" in start}
    care = start(door=Door("care@example.org", instead=only_pubmed))
    assert [what.split()[0] for what, _ in care.not_checked] == ["Crossref"] * 8
    assert {why for _, why in care.not_checked} == {"api.crossref.org cannot be reached"}


def test_the_line_going_down_among_links_is_offline_not_a_broken_link(
    services: Services, start: Callable[..., Care]
) -> None:
    start()
    page = {PAGE: "https://gone.example.org/a"}
    assert codes(start(content=page, links=True)) == [("V301", "start.md")]
    with pytest.raises(Offline):
        start(content=page, links=True, door=Door("care@example.org"))


def test_links_of_sources_and_pages(tea: Book) -> None:
    page = "See <https://example.org/a>, [b](https://example.org/b_(c)#part) and https://example.org/a.\n"
    found = published_links(tea, {PAGE: page})
    of_page = {
        q.about: [(p.line, p.col, p.width) for p in where] for q, where in found.items() if where[0].file == PAGE
    }
    assert of_page == {
        "https://example.org/a": [(1, 6, 21), (1, 70, 21)],
        "https://example.org/b_(c)": [(1, 34, 30)],
    }
    assert Question(Kind.LINK, f"https://doi.org/{HOSTILE_DOI}") in found
    assert Question(Kind.LINK, "https://pubmed.ncbi.nlm.nih.gov/99999902/") in found
    assert Question(Kind.LINK, "https://pubmed.ncbi.nlm.nih.gov/99999901/") not in found, (
        "its DOI is what readers click"
    )


def test_links_broken_moved_and_shy(services: Services, start: Callable[..., Care]) -> None:
    lines = [f"{services.base}/{name}" for name in ("fine", "moved", "gone", "shy")]
    services.serve("/fine", Page())
    services.serve("/moved", Page(301, headers={"Location": "/fine"}))
    services.serve("/shy", Page(403))
    services.serve("/doi.org/10.99999/invented.2019.7", Page(404))
    care = start(content={PAGE: "\n".join(lines)}, links=True)
    assert [(p.file, p.line, p.code, p.hint) for p in care.problems] == [
        ("claims/sources/sample-2019.yml", 11, "V301", False),
        (PAGE, 2, "V302", True),
        (PAGE, 3, "V301", False),
    ]
    assert care.problems[1].message == f"{services.base}/moved leads on to “{services.base}/fine”"
    assert care.problems[2].message == f"{services.base}/gone leads nowhere (HTTP 404)"
    assert care.not_checked == ((f"link {services.base}/shy", "it does not answer programs (HTTP 403)"),)


@pytest.fixture
def much(services: Services, start: Callable[..., Care], tea_files: dict[str, str]) -> tuple[Care, dict[str, str]]:
    """A bad week: something of every kind."""
    crossref = {
        "sample-2019": {
            "updated-by": [update("retraction", "10.99999/r", "Retraction", (2026, 3, 4), "retraction-watch")]
        },
        "example-2020": {
            "updated-by": [update("expression_of_concern", "10.99999/e", "Expression of concern", (2026, 3))]
        },
        "mock-2021": {"relation": {"is-preprint-of": [{"id": "10.99999/print", "id-type": "doi"}]}},
        "sample-2018": {"updated-by": [update("erratum", "10.99999/c", "Erratum", (2026, 11, 20))]},
        "specimen-2016": {"title": ["Ping @everyone `rm` <img src=x> [here](http://evil.example) “#1” *now*"]},
        "hostile-source": {"issued": {"date-parts": [[1999]]}},
    }
    book, _ = load(tea_files)
    assert book is not None
    for name, more in crossref.items():
        source = book.sources[name]
        assert source.DOI
        services.crossref(source.DOI, work(source.DOI, source.title or "", source.issued or 0, more))
    services.crossref("10.99999/invented.2014.1", Page(500))
    services.pubmed("99999901", article("99999901", "Coffee", 1990, "10.99999/coffee"))
    services.pubmed("99999902", NO_ARTICLE)
    content = {PAGE: "Go to https://gone.example.org/a."}
    care = start(content=content, links=True, today=date(2028, 1, 1))
    # The port is another one each time.
    hosts = {services.base.removeprefix("http://"): "api.crossref.org"}
    care = replace(care, not_checked=tuple((w, why.replace(*next(iter(hosts.items())))) for w, why in care.not_checked))
    return care, {**tea_files, **content}


def test_the_text_of_a_bad_week(much: tuple[Care, dict[str, str]], golden: Callable[[str, str], None]) -> None:
    golden("verify.txt", text(*much) + "\n")


def test_the_json_of_a_bad_week(much: tuple[Care, dict[str, str]], golden: Callable[[str, str], None]) -> None:
    golden("verify.json", as_json(much[0]) + "\n")
    assert set(json.loads(as_json(much[0]))) == {"day", "asked", "kept", "problems", "not_checked", "elsewhere"}


def test_the_issue_of_a_bad_week(much: tuple[Care, dict[str, str]], golden: Callable[[str, str], None]) -> None:
    issue = markdown(much[0])
    golden("verify.md", issue)
    assert "`Ping @everyone 'rm' [here](http://evil.example) '#1' *now*`" in issue, "strangers' words are code"


def test_a_good_week_has_nothing_to_do(start: Callable[..., Care]) -> None:
    assert markdown(start()).splitlines()[:3] == [
        "Looked at on 2026-11-21. 10 questions; 0 replies kept from before; 0 not checked.",
        "",
        "Nothing to do.",
    ]


def test_an_issue_is_never_longer_than_github_takes(much: tuple[Care, dict[str, str]]) -> None:
    care, _ = much
    many = replace(care, problems=care.problems * 200)
    issue = markdown(many)
    assert LONGEST - 1000 < len(issue) < LONGEST + 200
    assert issue.endswith(" more lines do not fit here; `guide verify` prints them all.\n")
