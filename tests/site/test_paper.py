"""What comes out of a printer: black on white from either scheme, whole at the right edge, addresses once, few sheets."""

from __future__ import annotations

import re
from typing import Any, Literal, cast

import pytest
from playwright.sync_api import Browser, Page

from tests.site.build import BuiltPage, text_of
from tests.site.test_browser import KINDS

pytestmark = pytest.mark.browser

# Millimetres of A4 between the margins of evidence.css, in CSS pixels; the map lies across.
UPRIGHT = round((210 - 2 * 15) / 25.4 * 96)
ACROSS = round((297 - 2 * 10) / 25.4 * 96)
PAPER = KINDS | {"changes": "changes/", "group": "for/knee-osteoarthritis/", "data": "data/"}

# The colours of everything with words or strokes of its own: [where, what, colour], colours as [red, green, blue, alpha].
INKS = """() => {
  const seen = [];
  const rgba = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  for (const e of document.querySelectorAll("article.md-content__inner *")) {
    if (!e.checkVisibility() || e.closest("[hidden]")) continue;
    const style = getComputedStyle(e);
    const where = `${e.tagName} ${e.getAttribute("class") || ""}`;
    const drawn = e instanceof SVGElement && !["svg", "title", "desc", "g"].includes(e.tagName);
    const words = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (drawn && e.tagName === "text") seen.push([where, "ink", rgba(style.fill)]);
    else if (drawn && style.stroke !== "none") seen.push([where, "ink", rgba(style.stroke)]);
    else if (words) seen.push([where, "ink", rgba(style.color)]);
    if (!drawn) seen.push([where, "paper", rgba(style.backgroundColor)]);
  }
  return seen;
}"""
TOO_WIDE = """(width) => [...document.querySelectorAll("article.md-content__inner *")]
  .filter((e) => e.checkVisibility() && !e.closest(".ev-hidden, title, desc") && e.getBoundingClientRect().right > width + 0.5)
  .map((e) => `${e.tagName} ${e.getAttribute("class") || ""}: ${e.getBoundingClientRect().right}`).slice(0, 5)"""


def printed(browser: Browser, url: str, scheme: Literal["light", "dark"], width: int) -> Page:
    """A page as paper of that width shows it, from a screen in that scheme."""
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 1000})
    page.emulate_media(media="print", color_scheme=scheme)
    page.goto(url)
    return page


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Literal["light", "dark"]:
    return cast(Literal["light", "dark"], request.param)


@pytest.mark.parametrize("kind", ["claim with plots", "safety", "start", "compare", "matrix", "articles", "energy"])
def test_ink_is_black_and_paper_is_white(
    kind: str, scheme: Literal["light", "dark"], browser: Browser, address: str
) -> None:
    page = printed(browser, address + PAPER[kind], scheme, UPRIGHT)
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == {
        "light": "default",
        "dark": "slate",
    }.get(scheme)
    seen = cast(list[tuple[str, str, list[float]]], page.evaluate(INKS))
    # Shapes are inked by their background, so they are no paper.
    pale = [one for one in seen if one[1] == "ink" and (max(one[2][:3]) > 0x60 or one[2][3] < 0.8)]
    dark = [
        one for one in seen if one[1] == "paper" and one[2][3] and min(one[2][:3]) < 255 and "ev-shape" not in one[0]
    ]
    assert len(seen) > 50
    assert pale == []
    assert dark == []
    page.close()


@pytest.mark.parametrize("kind", PAPER)
def test_nothing_is_cut_at_the_edge(kind: str, browser: Browser, address: str) -> None:
    width = ACROSS if kind == "matrix" else UPRIGHT
    page = printed(browser, address + PAPER[kind], "light", width)
    assert page.evaluate(TOO_WIDE, width) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


# Before it was set for paper: 33, 36, 28, 49, 43.
@pytest.mark.parametrize(
    ("path", "most"),
    [("claims/knee-osteoarthritis/", 20), ("safety/", 20), ("start/", 15), ("articles/", 20), ("changes/", 25)],
)
def test_a_page_takes_few_sheets(path: str, most: int, browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + path)
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
    assert 1 < sheets <= most
    page.close()


def test_the_map_prints_every_group_and_every_finding(browser: Browser, address: str) -> None:
    page = printed(browser, address + "claims/", "light", ACROSS)
    for what in ("thead th[data-who]", "tbody td[data-who]", ".ev-mark"):
        there = page.locator(what)
        assert there.count() == there.filter(visible=True).count() > 10
    page.close()


AFTER = """() => [...document.querySelectorAll("article.md-content__inner a")].filter((a) => a.checkVisibility())
  .map((a) => [a.getAttribute("href"), getComputedStyle(a, "::after").content, a.dataset.page || ""])"""


def test_links_in_sentences_name_their_page_once_and_references_their_address_once(
    browser: Browser, address: str
) -> None:
    page = printed(browser, address + KINDS["claim"], "light", UPRIGHT)
    links: list[Any] = page.evaluate(AFTER)
    named = [name for _, after, name in links if after not in ("none", "normal") and name]
    assert "safety" in named
    assert len(set(named)) == len(named)
    # A reference prints its address as its own words, so nothing is put behind it.
    doi = [after for href, after, _ in links if href.startswith("https://doi.org/")]
    assert doi
    assert set(doi) <= {"none", "normal"}
    assert not page.locator(".ev-helpful").is_visible()
    page.close()


def test_the_page_says_where_it_came_from_when_that_is_known(pages: dict[str, list[BuiltPage]]) -> None:
    for guide, start in (("tea", "This page: https://example.org/guides/tea/claims/energy/"), ("real", "An arrow in")):
        page = next(p for p in pages[guide] if p.name.startswith("claims/") and (guide == "real" or "energy" in p.name))
        (told,) = (p for p in page.all("p") if p.get("class") == "ev-paper")
        assert text_of(told).startswith(start)


def test_every_source_prints_the_address_of_its_work(browser: Browser, address: str) -> None:
    page = printed(browser, address + "sources/", "light", UPRIGHT)
    told = page.locator("#works li").filter(visible=True).all_inner_texts()
    with_doi = [text for text in told if "https://doi.org/" in text]
    assert len(with_doi) > 100
    assert {text.count("https://") for text in with_doi} == {1}
    page.close()
