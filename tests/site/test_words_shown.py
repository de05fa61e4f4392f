"""The meaning of a word on hover, by keyboard, by tap, without JavaScript and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

CLAIM = "claims/calorie-burn-walking/"
TERM = "a.ev-term[href$='#met']"
MEANS = "#word-met"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + CLAIM)
    yield page
    page.close()


def test_hover_shows_and_leaving_hides(page: Page) -> None:
    expect(page.locator(MEANS)).not_to_be_visible()
    page.locator(TERM).hover()
    expect(page.locator(MEANS)).to_be_visible()
    page.locator(MEANS).hover()  # it can be read with a magnifier that follows the pointer
    expect(page.locator(MEANS)).to_be_visible()
    page.mouse.move(1, 1)
    expect(page.locator(MEANS)).not_to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_meaning_stands_at_its_word_inside_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    for link in page.locator("a.ev-term:visible").all():
        link.hover()
        box = page.locator("#" + (link.get_attribute("aria-describedby") or "").removesuffix("-means"))
        expect(box).to_be_visible()
        place, word = box.bounding_box(), link.bounding_box()
        assert place is not None
        assert word is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= width
        assert place["y"] >= 0
        assert min(abs(place["y"] - word["y"] - word["height"]), abs(word["y"] - place["y"] - place["height"])) < 40


def test_keyboard_shows_and_escape_hides(page: Page) -> None:
    page.locator(TERM).scroll_into_view_if_needed()
    page.keyboard.press("Tab")  # from now on the browser shows where the focus is
    page.locator(TERM).focus()
    expect(page.locator(MEANS)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(MEANS)).not_to_be_visible()
    expect(page.locator(TERM)).to_be_focused()


def test_tap_shows_without_leaving_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(address + CLAIM)
    page.locator(TERM).tap()
    expect(page.locator(MEANS)).to_be_visible()
    assert page.url == address + CLAIM
    page.locator("h1").tap()
    expect(page.locator(MEANS)).not_to_be_visible()
    page.locator(TERM).tap()
    page.locator(f"{MEANS} a").tap()
    page.wait_for_url("**/glossary/")
    context.close()


def test_without_javascript_a_word_leads_to_the_glossary(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + CLAIM)
    page.locator(TERM).click()
    page.wait_for_url("**/glossary/#met")
    assert page.locator("#met dd").is_visible()
    context.close()


def test_paper_lists_the_words_of_the_page(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator(".ev-words__title").is_visible()
    assert page.locator(MEANS).is_visible()


def test_a_screen_reader_hears_the_meaning(page: Page) -> None:
    snapshot = page.locator(TERM)
    expect(snapshot).to_have_accessible_description(re.compile("measure of effort"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_meaning_is_accessible(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.reload()
    page.locator(TERM).hover()
    expect(page.locator(MEANS)).to_be_visible()
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []


def test_hand_written_pages_explain_their_words_too(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + "energy/")
    page.locator("a.ev-term[href$='#met']").focus()
    expect(page.locator(MEANS)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(MEANS)).not_to_be_visible()
    for path in ("energy/", "safety/", "claims/"):
        page.goto(address + path)
        assert page.locator(":is(label, legend, .ev-matrix) a.ev-term").count() == 0
    page.goto(address + "glossary/")
    assert page.locator("a.ev-term").count() == 0
    page.close()
