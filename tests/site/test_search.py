"""The search box as readers use it: their words lead to the right page among the first three, shown with its answer."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.book import Book
from macros.export import claims_data

pytestmark = pytest.mark.browser

# What readers type -> what must be among the first three results; of a caution, its place on the safety page.
WANTED = {
    "bad knees": "claims/knee-osteoarthritis/",
    "knee arthritis": "claims/knee-osteoarthritis/",
    "fall": "claims/falls/",
    "pregnant": "safety/#pregnancy",
    "treadmill speed": "start/",
    "calories": "claims/calorie-burn-walking/",
    "30 percent": "claims/calorie-burn-running/",
    "100 steps": "claims/hundred-steps/",
    "posture": "claims/posture/",
    "slouch": "claims/posture/",
    "back pain": "claims/low-back-pain/",
    "stroke": "safety/#neurological-disease",
    "how long": "start/",
    "dizzy": "safety/#stop-dizzy",
    "metabolism": "claims/metabolism/",
    "brain": "claims/cognition/",
    "is it safe": "safety/",
    "is it safe for my knee": "safety/",
    "how to start": "start/",
    "shin": "claims/injury-rehab/",
    # Pasted out of an article.
    "no worry of injury": "claims/injury-rehab/",
    "spares the knees": "claims/knee-force/",
    "“Spares the knees.": "claims/knee-force/",
    '"spares the knees"': "claims/knee-force/",
    "100 steps back equal 1,000 forward": "claims/hundred-steps/",
    "It burns 30% more calories": "claims/calorie-burn-running/",
    "it can drastically improve your posture": "claims/posture/",
    "can lower the risk of falls as you get older": "claims/falls/",
}
ENGINE = "assets/javascripts/workers/search.*.min.js"
INDEX = "search/search_index.json"


@pytest.fixture(scope="module")
def index(sites: dict[str, Path]) -> list[dict[str, Any]]:
    """The entries the search engine reads."""
    return list(json.loads((sites["real"] / INDEX).read_text(encoding="utf-8"))["docs"])


@pytest.fixture(scope="module")
def answers(real: Book) -> dict[str, str]:
    """Address of a claim -> its answer sentence."""
    return {c["url"]: next(f["sentence"] for f in c["findings"] if f["headline"]) for c in claims_data(real)}


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A phone at a claim page, not the one that is looked for."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{address}claims/mood-stress/")
    yield page
    page.close()


def search(page: Page, words: str) -> list[str]:
    """Ask the theme's own box, and what each of the first three results holds.

    The theme asks at each key. The list is emptied first and only the last letter is typed, so that what shows then is the
    answer to all the words, however slow the machine.
    """
    box, found = page.locator(".md-search__input"), page.locator(".md-search-result__item")
    if not box.is_visible():
        page.locator("header label[for=__search]").first.click()
    box.fill("")
    box.press("Backspace")
    expect(found).to_have_count(0)
    box.fill(words[:-1])
    box.press(words[-1])
    expect(found.first).to_be_visible(timeout=20_000)
    return [item.inner_html() for item in found.all()[:3]]


@pytest.mark.parametrize("words", WANTED)
def test_words_of_readers_find_the_page(
    words: str, page: Page, address: str, index: list[dict[str, Any]], answers: dict[str, str]
) -> None:
    shown = search(page, words)
    wanted = WANTED[words]
    place = next((i for i, item in enumerate(shown) if f'href="{address}{wanted}"' in item), None)
    assert place is not None, f"{words!r} finds {shown}"
    result = page.locator(".md-search-result__item").nth(place)
    link = result.locator(f'a[href="{address}{wanted}"]')
    told = answers.get(wanted) or next(e["text"] for e in index if e["location"] == wanted)
    assert " ".join(link.inner_text().split()).count(told.removeprefix("<p>").removesuffix("</p>")) == 1


def test_small_words_are_neither_asked_nor_marked(page: Page) -> None:
    """The theme would look up "no" as the beginning of "nobody", and "the" as that of "therapy"."""
    for words, wanted in (("spares the knees", ("spare", "knee")), ("No worry of injury", ("worr", "injur"))):
        search(page, words)
        marked = [mark.lower() for mark in page.locator(".md-search-result mark").all_text_contents()]
        assert marked
        assert [mark for mark in marked if not mark.startswith(wanted)] == []


def test_a_query_of_small_words_alone_is_asked_as_it_is(page: Page) -> None:
    assert search(page, "who is it for")


def test_the_small_words_are_those_of_the_search_engine(sites: dict[str, Path]) -> None:
    """A word that is left out of a query must be one the index does not hold."""
    (engine,) = sites["real"].glob(ENGINE)
    theirs = re.findall(r'"(\w+)"', re.findall(r"generateStopWordFilter\(\[([^]]+)]", engine.read_text("utf-8"))[0])
    ours = re.findall(r'const small = new Set\("([^"]+)"', (sites["real"] / "index.html").read_text("utf-8"))[0]
    assert ours.split() == theirs


def test_a_work_found_by_its_author_names_the_author(page: Page) -> None:
    """Nobody who looks for a sore leg knows why a study stands there, unless a name in it is marked."""
    search(page, "shin")
    results = page.locator(".md-search-result__item").all()
    works = ["/sources/" in (item.locator("a").first.get_attribute("href") or "") for item in results]
    assert any(works)
    assert works == sorted(works)
    for item in results[works.index(True) :]:
        assert item.locator("mark").first.text_content()


def test_the_index_is_loaded_when_the_search_is_opened_and_not_before(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}claims/mood-stress/", wait_until="networkidle")
    assert not any(INDEX in url for url in asked)
    with page.expect_response(lambda response: INDEX in response.url) as answer:
        page.locator(".md-search__input").focus()
    assert answer.value.ok
    page.close()


def test_a_link_into_the_search_loads_the_index(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}?q=slouch")
    page.locator(f'.md-search-result__item a[href="{address}claims/posture/"]').wait_for()
    page.close()


def test_the_index_is_small(sites: dict[str, Path]) -> None:
    packed = len(gzip.compress((sites["real"] / INDEX).read_bytes()))
    assert packed < 40_000, f"{packed} bytes gzipped"


def test_a_page_stands_before_its_sections(index: list[dict[str, Any]]) -> None:
    """The theme takes the first entry of an address for the page and all others for parts of it."""
    first: dict[str, str] = {}
    for entry in index:
        first.setdefault(entry["location"].split("#")[0], entry["location"])
    assert {address: place for address, place in first.items() if address != place} == {}
    assert len({entry["location"] for entry in index}) == len(index)
