"""Any legal text of a record comes out as text: escaped, whole, and without moving a single element of the page."""

from __future__ import annotations

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


# The pages of the records changed, and how often the text stands on each at least.
SHOWN = {"claims/alertness.md": 7, "sources/sample-2018.md": 4}


def with_text(book: Book, text: str) -> Book:
    """The guide with that text wherever a claim and a source may hold any."""
    claim = book.claims["alertness"]
    finding = claim.findings[0].model_copy(update={"outcome": text, "comparator": text, "note": text})
    findings = [finding, *claim.findings[1:]]
    texts = dict.fromkeys(("title", "question", "saying", "verdict_reason", "summary", "mechanism", "harms"), text)
    changed = claim.model_copy(update={**texts, "findings": findings})
    source = book.sources["sample-2018"]
    results = [r.model_copy(update={"outcome": text, "note": text, "unit": text}) for r in source.results]
    update = {"title": text, "container_title": text, "population": text, "limits": text, "results": results}
    work = source.model_copy(update=update)
    return replace(book, claims={**book.claims, claim.id: changed}, sources={**book.sources, source.id: work})


@pytest.fixture(scope="module")
def plain(tea: Book) -> dict[str, Page]:
    """The pages with harmless text in the same places; made once, for every example is held against the same."""
    return render_site(with_text(tea, "xplainx"), CONTENT)


@pytest.fixture(scope="module")
def bones(plain: dict[str, Page]) -> dict[str, object]:
    """The skeletons of the two pages that hold the text."""
    return {path: skeleton(parsed(plain[path])) for path in SHOWN}


@nasty
def test_text_moves_nothing(tea: Book, plain: dict[str, Page], bones: dict[str, object], text: str) -> None:
    pages = render_site(with_text(tea, text), CONTENT)
    assert set(pages) == set(plain)
    assert pages["claims/alertness.md"].title == text
    for path, times in SHOWN.items():
        page = parsed(pages[path])
        assert skeleton(page) == bones[path]
        assert text_of(page).count(text) >= times


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
