"""Any legal text of a record comes out as text: escaped, whole, and without moving a single element of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tinyhtml5.parser import HTMLParser

from macros.book import Book
from macros.site import Page, render_site
from tests.guide_files import TEA, read_files
from tests.site.build import BuiltPage, text_of

# What a contributor may type on one line; control characters are refused by the model.
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=60).map(
    lambda text: f"x{' '.join(text.split())}x"
)
NASTY = (
    "x | y | z",
    "</td><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "{{ boom }} {% raw %} {# no #}",
    "'single' \"double\" `tick`",
    "*star* _under_ [link](x) <b>bold</b> &amp; &lt;",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \U0001f600",
    'href="@/claims/nowhere"',
)


def nasty(test):  # type: ignore[no-untyped-def]
    for text in NASTY:
        test = example(text=f"x{text}x")(test)
    return given(text=TEXT)(test)


def parsed(page: Page) -> ElementTree.Element:
    parser = HTMLParser(namespace_html_elements=False)
    tree = parser.parse(f"<!doctype html><title>t</title><body>{page.body}")
    assert parser.errors == []
    return tree


def skeleton(element: ElementTree.Element) -> list[object]:
    """Tags and their nesting, without any text or attribute."""
    return [element.tag, *(skeleton(child) for child in element)]


CONTENT = read_files(TEA, "content")


def with_claim_text(book: Book, text: str) -> Book:
    claim = book.claims["alertness"]
    finding = claim.findings[0].model_copy(update={"outcome": text, "comparator": text, "note": text})
    findings = [finding, *claim.findings[1:]]
    texts = dict.fromkeys(("title", "question", "saying", "verdict_reason", "summary", "mechanism", "harms"), text)
    changed = claim.model_copy(update={**texts, "findings": findings})
    return replace(book, claims={**book.claims, claim.id: changed})


def with_source_text(book: Book, text: str) -> Book:
    source = book.sources["sample-2018"]
    results = [r.model_copy(update={"outcome": text, "note": text, "unit": text}) for r in source.results]
    update = {"title": text, "container_title": text, "population": text, "limits": text, "results": results}
    return replace(book, sources={**book.sources, source.id: source.model_copy(update=update)})


PLAIN: dict[str, dict[str, Page]] = {}


def plain_site(change: Callable[[Book, str], Book], book: Book) -> dict[str, Page]:
    """The pages with harmless text in the same places; made once, for every example is held against the same."""
    if change.__name__ not in PLAIN:
        PLAIN[change.__name__] = render_site(change(book, "xplainx"), CONTENT)
    return PLAIN[change.__name__]


@nasty
def test_claim_text_moves_nothing(tea: Book, text: str) -> None:
    plain = plain_site(with_claim_text, tea)
    pages = render_site(with_claim_text(tea, text), CONTENT)
    assert set(pages) == set(plain)
    for path in ("claims/alertness.md", "sources/sample-2018.md"):
        page = parsed(pages[path])
        assert skeleton(page) == skeleton(parsed(plain[path]))
    shown = text_of(parsed(pages["claims/alertness.md"]))
    assert shown.count(text) >= 7
    assert pages["claims/alertness.md"].title == text


@nasty
def test_source_text_moves_nothing(tea: Book, text: str) -> None:
    plain = plain_site(with_source_text, tea)
    pages = render_site(with_source_text(tea, text), CONTENT)
    page = pages["sources/sample-2018.md"]
    assert skeleton(parsed(page)) == skeleton(parsed(plain["sources/sample-2018.md"]))
    assert text_of(parsed(page)).count(text) >= 4


@pytest.fixture
def hostile(pages: dict[str, list[BuiltPage]]) -> BuiltPage:
    return next(page for page in pages["tea"] if page.name == "claims/hostile-text/")


def test_hostile_record_is_text_on_the_built_page(hostile: BuiltPage) -> None:
    """The theme's own frame (title, search, contents) is part of this test: some themes print titles unescaped."""
    assert "<script>" in text_of(hostile.article)
    scripts = {e.get("type") or "": e.text or "" for e in hostile.all("script") if "alert" in (e.text or "")}
    # Linked data is no program; that nothing in it can end its element is tested in test_cards.py.
    assert set(scripts) == {"application/ld+json"}
    assert "<" not in scripts["application/ld+json"]
    assert "{{ x }}" in text_of(hostile.article)
