"""Every built page of both guides: one heading, no dead link, no raw macro, tables and figures a screen reader can follow."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from tinyhtml5.parser import HTMLParser

from macros.book import Book, load
from macros.files import record_files
from tests.guide_files import ROOT, TEA
from tests.site.build import SVG, BuiltPage, text_of

GUIDES = ("real", "tea")
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
# A claim of the tea guide whose text is hostile on purpose; that it comes out as text is tested in test_hostile.py.
HOSTILE = re.compile(r"hostile")


@pytest.fixture(params=GUIDES)
def site(request: pytest.FixtureRequest, pages: dict[str, list[BuiltPage]]) -> list[BuiltPage]:
    """The pages of one guide."""
    return pages[request.param]


def read_book(guide: str) -> Book:
    book, _ = load(record_files(ROOT if guide == "real" else TEA))
    assert book is not None
    return book


@pytest.mark.parametrize("guide", GUIDES)
def test_every_record_has_its_page(guide: str, pages: dict[str, list[BuiltPage]]) -> None:
    book = read_book(guide)
    names = {page.name for page in pages[guide]}
    assert {f"claims/{one}/" for one in book.claims} <= names
    assert {f"sources/{one}/" for one in book.sources} <= names
    safety = next(page for page in pages[guide] if page.name == "safety/")
    assert set(book.cautions) <= set(safety.ids)
    start = next(page for page in pages[guide] if page.name == "start/")
    if guide == "real":
        assert set(book.practice) <= set(start.ids)
    assert set(book.plans) <= set(start.ids)


def test_one_main_heading(site: list[BuiltPage]) -> None:
    wrong = {page.name: n for page in site if (n := len(list(page.all("h1")))) != 1}
    assert wrong == {}


def test_skipping_the_frame_leads_to_the_main_heading(site: list[BuiltPage]) -> None:
    wrong = []
    for page in site:
        skip = [a.get("href") for a in page.all("a") if a.get("class") == "md-skip"]
        if skip != [f"#{next(page.all('h1')).get('id')}"]:
            wrong.append((page.name, skip))
    assert wrong == []


def test_headings_skip_no_level(site: list[BuiltPage]) -> None:
    wrong = []
    for page in site:
        levels = [int(e.tag[1]) for e in page.article.iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
        wrong += [(page.name, levels) for a, b in pairwise(levels) if b > a + 1]
    assert wrong == []


def test_ids_stand_once(site: list[BuiltPage]) -> None:
    wrong = {(page.name, one) for page in site for one, n in Counter(page.ids).items() if n > 1}
    assert wrong == set()


def test_links_inside_the_site_lead_somewhere(site: list[BuiltPage]) -> None:
    by_name = {page.name: page for page in site}
    root = site[0].root
    dead = set()
    for page in site:
        for link in page.all("a"):
            parts = urlsplit(link.get("href") or "")
            if parts.scheme or parts.netloc:
                continue
            target = posixpath.normpath(posixpath.join(page.name, unquote(parts.path))) if parts.path else page.name
            target = "" if target == "." else target
            goal = by_name.get(target if not parts.path else f"{target}/" if target else "")
            if goal is None:
                if not (root / target).is_file():
                    dead.add((page.name, link.get("href")))
            elif parts.fragment and parts.fragment not in goal.ids and parts.fragment != "__skip":
                dead.add((page.name, link.get("href")))
    assert dead == set()


def test_no_raw_macro(site: list[BuiltPage]) -> None:
    wrong = [
        page.name for page in site if re.search(r"\{\{|\{%|@/", text_of(page.article)) and not HOSTILE.search(page.html)
    ]
    assert wrong == []


def test_tables_have_caption_and_header_scopes(site: list[BuiltPage]) -> None:
    wrong = []
    for page in site:
        for table in page.article.iter("table"):
            caption = table.find("caption")
            scopes = [th.get("scope") for th in table.iter("th")]
            if caption is None or not text_of(caption) or not scopes or None in scopes:
                wrong.append((page.name, text_of(table)[:60]))
            widths = {
                sum(int(cell.get("colspan") or 1) for cell in row if cell.tag in ("td", "th"))
                for row in table.iter("tr")
            }
            if len(widths) != 1:
                wrong.append((page.name, f"rows of {sorted(widths)} cells"))
    assert wrong == []


def test_figures_have_title_description_and_a_table(site: list[BuiltPage]) -> None:
    seen, wrong = 0, []
    for page in site:
        for parent in page.article.iter():
            children = list(parent)
            for i, figure in enumerate(children):
                if figure.tag != "figure":
                    continue
                seen += 1
                svg = figure.find(f"{SVG}svg")
                assert svg is not None, page.name
                named = {svg.findtext(f"{SVG}title"), svg.findtext(f"{SVG}desc")}
                ids = (svg.get("aria-labelledby") or "").split()
                later = [e for sibling in children[i + 1 :] for e in sibling.iter("table")]
                if not all(named) or svg.get("role") != "img" or not set(ids) <= set(page.ids) or not later:
                    wrong.append(page.name)
    assert wrong == []
    assert seen > 0


def test_our_html_parses_without_an_error(site: list[BuiltPage]) -> None:
    wrong = []
    for page in site:
        start = page.html.index('<article class="md-content__inner')
        ours = page.html[start : page.html.rindex("</article>") + len("</article>")]
        parser = HTMLParser()
        parser.parse(f"<!doctype html><title>x</title><body>{ours}")
        wrong += [(page.name, error) for error in parser.errors[:1]]
    assert wrong == []


def test_nothing_is_fetched_from_another_host(site: list[BuiltPage]) -> None:
    found = set()
    for page in site:
        for element in page.tree.iter():
            for name in ("src", "srcset", "data", "poster"):
                found.add(urlsplit(element.get(name) or "").netloc)
            if element.tag == "link" and element.get("rel") not in ("canonical", "next", "prev", "edit"):
                found.add(urlsplit(element.get("href") or "").netloc)
    assert found == {""}


@pytest.mark.parametrize("guide", GUIDES)
def test_edit_link_leads_to_the_record(guide: str, pages: dict[str, list[BuiltPage]]) -> None:
    book = read_book(guide)
    for page in pages[guide]:
        kind, _, one = page.name.rstrip("/").partition("/")
        if kind in ("claims", "sources") and one:
            edit = [a.get("href") for a in page.all("a") if a.get("rel") == "edit"]
            assert len(edit) == 1
            assert (edit[0] or "").endswith(f"/edit/main/{book.files[one]}")


@pytest.mark.parametrize("guide", GUIDES)
def test_no_page_speaks_before_safety(guide: str, pages: dict[str, list[BuiltPage]]) -> None:
    """On the page that tells people what to do, the first heading after the title is about safety, before any table."""
    start = next(page for page in pages[guide] if page.name == "start/")
    order = [e.get("id") or "" for e in start.article.iter() if e.tag in ("h2", "table")]
    assert order[0] in ("safety-first", "stop-now")


def test_description_is_there_for_previews(site: list[BuiltPage]) -> None:
    wrong = []
    for page in site:
        if page.name.startswith("claims/") and page.name != "claims/":
            told = [m.get("content") for m in page.all("meta") if m.get("name") == "description"]
            wrong += [] if told and told[0] else [page.name]
    assert wrong == []


def test_a_wrong_address_leads_on(sites: dict[str, Path]) -> None:
    """The page for addresses that lead nowhere links to pages that are there."""
    page = BuiltPage(sites["real"], sites["real"] / "404.html")
    assert [text_of(one) for one in page.article.iter("h1")] == ["There is no page at this address"]
    links = [str(a.get("href")) for a in page.article.iter("a")]
    assert len(links) > 5
    assert all((sites["real"] / link.strip("/") / "index.html").is_file() for link in links)


def test_a_problem_is_reported_in_a_form_that_is_there(pages: dict[str, list[BuiltPage]]) -> None:
    """GitHub drops what no field of the form takes, and a form that is not there."""
    forms = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FORMS.glob("[0-9]*.yml")}
    for page in pages["real"]:
        links = [str(a.get("href")) for a in page.article.iter("a") if "/issues/new" in (a.get("href") or "")]
        told = []
        for link in links:
            asked = parse_qs(urlsplit(link).query)
            form = forms[asked.pop("template")[0]]
            told.append(form["name"])
            assert asked.pop("title")
            ((field, where),) = asked.items()
            assert field in {one.get("id") for one in form["body"]}
            assert where == [page.name or "Home"]
        is_claim = page.name.startswith("claims/") and page.article.find(".//*[@id='against']") is not None
        report = (
            "Safety concern" if page.name in ("safety/", "start/", "handout/") else "Unclear text, or anything else"
        )
        assert sorted(told) == sorted([report, *(["New study"] if is_claim else [])]), page.name
