"""By keyboard alone: what has the focus can be seen wherever a reader walks, and menu and search open without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

WALKS = [
    ("claims/knee-force/", 360),
    ("claims/", 360),
    ("claims/", 1280),
    ("", 360),
    ("safety/", 1280),
    ("energy/", 360),
]
# WCAG 2.2, 2.4.11: what has the focus is not entirely hidden by anything of ours. Nine points of what is in sight are tried.
SEEN = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = [...e.getClientRects()][0] || e.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const parts = [0.1, 0.5, 0.9];
  const hits = parts.flatMap(x => parts.map(y =>
    document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y)));
  const labels = [...(e.labels || []), ...(e.closest("label") ? [e.closest("label")] : [])];
  const ours = hit => hit && [e, ...labels].some(one => one.contains(hit));
  const shows = one => ["outlineStyle", "boxShadow"].some(part => getComputedStyle(one)[part] !== "none");
  return {
    name: `${e.tagName} ${e.id || e.className} ${(e.textContent || "").trim().slice(0, 40)}`,
    seen: right > left && bottom > top && hits.some(ours),
    marked: [e, ...labels].some(shows) || e.matches(".md-search__input"),
  };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # Without motion, so that nothing is half on its way out when the next key is pressed.
    page = browser.new_page(reduced_motion="reduce")
    yield page
    page.close()


def walk(page: Page, key: str, most: int) -> Iterator[dict[str, Any]]:
    for _ in range(most):
        page.keyboard.press(key)
        stop = page.evaluate(SEEN)
        if stop is None:
            return
        yield stop


@pytest.mark.parametrize(("path", "width"), WALKS)
def test_what_has_the_focus_is_seen(page: Page, address: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(address + path)
    for key in ("Tab", "Shift+Tab"):
        stops = list(walk(page, key, 120))
        assert len(stops) > 20
        assert [stop["name"] for stop in stops if not stop["seen"]] == []
        assert [stop["name"] for stop in stops if not stop["marked"]] == []


def test_the_walk_can_fail(page: Page, address: str) -> None:
    page.goto(address + "safety/")
    page.add_style_tag(content="html { scroll-padding: 0 } .md-header { height: 300px } a { outline: 0 !important }")
    stops = list(walk(page, "Tab", 60))
    assert any(not stop["marked"] for stop in stops)
    assert any(not stop["seen"] for stop in [*stops, *walk(page, "Shift+Tab", 60)])


@pytest.mark.parametrize(("name", "opens"), [("Menu", ".md-sidebar--primary"), ("Search", ".md-search__inner")])
def test_a_phone_with_a_keyboard_opens_menu_and_search(page: Page, address: str, name: str, opens: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    box = page.get_by_role("button", name=name, exact=True)
    expect(page.locator(opens)).to_be_hidden()
    box.focus()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(opens)).to_be_visible()
    if name == "Search":
        expect(page.locator(".md-search__input")).to_be_focused()
    else:
        assert page.evaluate("Boolean(document.activeElement.closest('.md-sidebar--primary'))")
        page.keyboard.press("Escape")
        expect(page.locator(opens)).to_be_hidden()
        expect(box).to_be_focused()


def test_search_is_used_by_keyboard_from_the_first_key_to_the_page(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("bad knees")
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/**")


@pytest.mark.parametrize("door", [".md-header__button[for=__search]", ".ev-find"])
def test_whoever_opens_the_search_can_type_at_once(page: Page, address: str, door: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    page.locator(door).click()
    expect(page.locator(".md-search__input")).to_be_focused()


def test_the_door_to_the_search_opens_by_key(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".ev-find").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    expect(page.locator(".md-search__output")).to_be_visible()


def test_what_a_clinician_is_led_to_stands_open(page: Page, address: str) -> None:
    """From the answer to the summary, from there to a finding in full and to the references: a key each."""
    page.goto(f"{address}claims/knee-osteoarthritis/")
    page.get_by_role("link", name="For clinicians").first.press("Enter")
    expect(page.locator(".ev-table--summary tbody tr").nth(1)).to_be_in_viewport()
    page.locator(".ev-table--summary tbody a").first.press("Enter")
    expect(page.locator(".ev-finding[open] .ev-table--facts")).to_be_in_viewport()
    page.get_by_role("link", name="References and files").press("Enter")
    expect(page.get_by_role("link", name="RIS", exact=True)).to_be_in_viewport()
