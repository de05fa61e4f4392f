"""The map and its filters, by keyboard alone: what is chosen lives in the address, the count is announced, gaps are told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

GROUPS = ("healthy-adults", "older-adults", "knee-osteoarthritis", "runners-athletes", "stroke")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    page = context.new_page()
    page.goto(address + "claims/")
    yield page
    assert wrong == []
    context.close()


def rows(page: Page) -> list[Locator]:
    return page.locator("tr[data-topic]").filter(visible=True).all()


def choose(page: Page, name: str, value: str) -> None:
    """Choose as a keyboard does: focus the list, then press down until the value is there."""
    box = page.locator(f"select[name={name}]")
    box.focus()
    values = box.evaluate("s => [...s.options].map(o => o.value)")
    page.keyboard.press("Home")
    for _ in range(values.index(value)):
        page.keyboard.press("ArrowDown")
    assert box.input_value() == value


def test_filters_come_before_the_map_and_can_be_reached_by_tab(page: Page) -> None:
    page.locator("h1").evaluate("h => { h.tabIndex = -1; h.focus(); }")
    names = []
    for _ in range(12):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name || document.activeElement.type || ''"))
    reached = [name for name in names if name in ("who", "topic", "sure", "verdict", "reset")]
    assert reached == ["who", "topic", "sure", "verdict", "reset"]


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_shows_its_column_and_counts_what_nobody_studied(page: Page, group: str) -> None:
    total = len(rows(page))
    choose(page, "who", group)
    shown = rows(page)
    assert 0 < len(shown) <= total
    assert all(row.locator(f"td[data-who={group}] a").count() for row in shown)
    heads = page.locator("thead th").filter(visible=True).all_inner_texts()
    assert len(heads) == 3
    told = page.locator("[data-count]").inner_text()
    assert told.startswith(f"{len(shown)} of {total} sayings for: {heads[-1].replace(chr(10), ' ')}.")
    gaps = total - len(shown)
    assert (f"no study of {gaps} more in this group (last searched on 20" in told) == (gaps > 0)
    assert f"who={group}" in page.url


def test_choices_add_up_are_kept_in_the_address_and_taken_back(page: Page, address: str) -> None:
    total = len(rows(page))
    choose(page, "topic", "knees")
    knees = len(rows(page))
    choose(page, "sure", "very-low")
    both = rows(page)
    assert 0 < len(both) <= knees < total
    assert all("very-low" in str(row.get_attribute("data-levels")).split() for row in both)
    kept, count = page.url, page.locator("[data-count]").inner_text()
    page.goto(address)
    page.goto(kept)
    expect(page.locator("[data-count]")).to_have_text(count)
    assert len(rows(page)) == len(both)
    page.get_by_role("button", name="Show all").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-count]")).to_have_text(f"{total} of {total} sayings.")
    assert page.url == address + "claims/"


def test_when_nothing_fits_it_says_so(page: Page, address: str) -> None:
    page.goto(address + "claims/?topic=knees&verdict=supported&sure=high")
    expect(page.locator("[data-count]")).to_contain_text("Nothing fits all of these choices; take one back.")
    assert not page.locator("table.ev-matrix").is_visible()


def test_an_unknown_choice_in_the_address_is_passed_over(page: Page, address: str) -> None:
    page.goto(address + "claims/?who=nobody&topic=%22%3E")
    assert len(rows(page)) == page.locator("tr[data-topic]").count()


def test_heads_stay_in_sight(page: Page) -> None:
    """The map scrolls in its own box on a desk, and with the page on a phone; its heads stay at the top of both."""
    head, box = page.locator("thead th").nth(1), page.locator(".ev-scroll:has(> .ev-matrix)")
    box.evaluate("b => b.scrollTo(300, 900)")
    at, frame = head.bounding_box(), box.bounding_box()
    assert at
    assert frame
    assert abs(at["y"] - frame["y"]) < 3
    first = page.locator("tbody tr[data-topic] th").nth(12).bounding_box()
    assert first
    assert abs(first["x"] - frame["x"]) < 3
    page.set_viewport_size({"width": 360, "height": 800})
    page.evaluate("window.scrollTo(0, 2600)")
    bar, at = page.locator(".md-header").bounding_box(), head.bounding_box()
    assert bar
    assert at
    assert abs(at["y"] - bar["height"]) < 3


def test_a_phone_shows_short_answers_until_a_group_is_chosen(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.locator("thead th").filter(visible=True).all_inner_texts() == ["Saying", "Short answer"]
    choose(page, "who", "stroke")
    assert page.locator("thead th").filter(visible=True).count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
