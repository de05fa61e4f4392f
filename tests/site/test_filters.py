"""Filters and sorting, by keyboard alone: what is chosen lives in the address, the count is announced, gaps are told."""

from __future__ import annotations

import re
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
    heads = page.locator("thead th").filter(visible=True)
    assert heads.all_inner_texts() == ["Saying", "After a stroke"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("width", [360, 1280])
def test_one_group_is_told_in_words_and_every_row_reaches_the_edge(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    choose(page, "who", "older-adults")
    words = page.locator(".ev-mark").filter(visible=True).first.locator(".ev-hidden").bounding_box()
    assert words
    assert words["width"] > 40
    edges = (
        page.locator("#map tr")
        .filter(visible=True)
        .evaluate_all(
            "rows => rows.map((row) => Math.max(...[...row.cells].map((cell) => cell.getBoundingClientRect().right)))"
        )
    )
    assert len(edges) > 10
    assert max(edges) - min(edges) < 1.5
    marks = (
        page.locator(".ev-mark")
        .filter(visible=True)
        .evaluate_all(
            "marks => marks.map((mark) => mark.closest('td').getBoundingClientRect().right - mark.getBoundingClientRect().right)"
        )
    )
    assert min(marks) >= 0


# --- the same choices above other lists


def shown(page: Page) -> list[str]:
    return page.locator("[data-row]").filter(visible=True).all_inner_texts()


def test_a_source_is_found_by_its_words_and_its_kind(page: Page, address: str) -> None:
    page.goto(address + "sources/")
    assert shown(page) == []
    total = page.locator("#works [data-row]").count()
    box = page.get_by_role("searchbox", name="Name, year or title")
    box.focus()
    page.keyboard.type("WALKING 2019")
    found = shown(page)
    assert 0 < len(found) < total
    assert all("walking" in text.lower() and "2019" in text for text in found)
    choose(page, "design", "randomized-trial")
    trials = shown(page)
    assert 0 < len(trials) < len(found)
    assert all("randomised trial" in text for text in trials)
    expect(page.locator("[data-count]")).to_have_text(f"{len(trials)} of {total} works.")
    assert "words=WALKING+2019" in page.url
    assert page.locator("#works summary").filter(visible=True).count() <= len(trials)


def test_a_remembered_line_of_an_article_is_found_and_its_fold_opened(page: Page, address: str) -> None:
    page.goto(address + "articles/")
    assert shown(page) == []
    page.get_by_role("searchbox", name="Words you remember").focus()
    page.keyboard.type("100 steps")
    found = shown(page)
    assert len(found) == 2
    assert all("100" in text for text in found)
    # Each fold says how many of its lines are left, and the sum is what is announced.
    folds = page.locator("#lines summary").filter(visible=True)
    left = [re.search(r"\((\d+) of \d+\)", fold) for fold in folds.all_inner_texts()]
    assert [int(one[1]) for one in left if one] == [1] * len(found)
    expect(page.locator("[role=status][data-count]")).to_contain_text("2 of ")
    page.get_by_role("button", name="Show all").press("Enter")
    expect(page.locator("#lines tr[data-row]").first).not_to_be_visible()
    expect(page.locator("#lines [data-shown]").first).to_have_text(re.compile(r"^\d+$"))
    choose(page, "found", "not-supported")
    assert set(page.locator("[data-row]").filter(visible=True).evaluate_all("r => r.map(e => e.dataset.found)")) == {
        "not-supported"
    }


def test_rows_of_a_comparison_are_chosen_by_topic_and_without_gaps(page: Page, address: str) -> None:
    page.goto(address + "compare/")
    every = page.locator("#forward-backward [data-row]").filter(visible=True)
    total = every.count()
    choose(page, "forward-backward-topic", "knees")
    assert set(every.evaluate_all("rows => rows.map((row) => row.dataset.topic)")) == {"knees"}
    choose(page, "forward-backward-topic", "")
    choose(page, "forward-backward-gaps", "none")
    assert 0 < every.count() < total
    assert not [text for text in every.all_inner_texts() if "not measured" in text.lower()]
    expect(page.locator("#forward-backward [data-count]")).to_have_text(f"{every.count()} of {total} rows.")
    assert page.url == address + "compare/?forward-backward-gaps=none"


def test_numbers_that_can_be_compared_are_put_in_order(page: Page, address: str) -> None:
    page.goto(address + "compare/")
    page.get_by_text("The numbers, speed by speed").press("Enter")
    head = page.locator("#energy-mets-table th[data-sort=forward-2024]")
    value = "rows => rows.map((row) => row.querySelector('[data-column=forward-2024]')?.dataset.value ?? null)"
    rows = page.locator("#energy-mets [data-row]")
    before = rows.evaluate_all(value)
    for way, told in (("descending", "highest"), ("ascending", "lowest")):
        head.get_by_role("button").press("Enter")
        assert head.get_attribute("aria-sort") == way
        values = rows.evaluate_all(value)
        numbers = [float(one) for one in values if one is not None]
        assert numbers == sorted(numbers, reverse=way == "descending")
        assert values[len(numbers) :] == [None] * (len(values) - len(numbers))
        expect(page.locator("#energy-mets [data-count]")).to_contain_text(f"Sorted by Forward, 2024, {told} first.")
    page.goto(address)
    page.goto(address + "compare/?energy-mets-table-sort=-forward-2024")
    assert head.get_attribute("aria-sort") == "descending"
    assert head.is_visible()
    head.get_by_role("button").press("Enter")
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert rows.evaluate_all(value) == before


def test_a_comparison_keeps_its_heads_on_a_desk_and_fits_the_smallest_phone(page: Page, address: str) -> None:
    page.goto(address + "compare/")
    page.evaluate("document.querySelector('#forward-backward [data-row]:nth-of-type(6)').scrollIntoView()")
    bar, head = (
        page.locator(".md-header").bounding_box(),
        page.locator("#forward-backward thead th").nth(1).bounding_box(),
    )
    assert bar
    assert head
    assert abs(head["y"] - bar["height"]) < 3
    page.set_viewport_size({"width": 320, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["claims/", "compare/", "sources/", "articles/"])
def test_without_scripts_every_row_is_shown_and_no_dead_form(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + path)
    for fold in page.locator("article details:has([data-row]) > summary").all():
        fold.click()
    rows = page.locator("[data-row]")
    assert rows.count() == rows.filter(visible=True).count() > 20
    assert page.locator("form, .ev-sort").filter(visible=True).count() == 0
    context.close()


@pytest.mark.parametrize(("typed", "printed"), [("1000 steps", "1,000 steps"), ("30 percent", "30%")])
def test_a_number_is_found_however_it_is_typed(page: Page, address: str, typed: str, printed: str) -> None:
    found = []
    for words in (typed, printed):
        page.goto(address + "articles/")
        page.get_by_role("searchbox", name="Words you remember").fill(words)
        found.append(shown(page))
    assert found[0] == found[1] != []
