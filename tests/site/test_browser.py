"""Each kind of page in a real browser: light and dark, phone and desk, without JavaScript, by keyboard and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

pytestmark = pytest.mark.browser

# One of each kind; the claim and the source are those with the most on them.
KINDS = {
    "home": "",
    "matrix": "claims/",
    "claim": "claims/knee-osteoarthritis/",
    "claim with plots": "claims/knee-force/",
    "claim for a group": "claims/falls/?who=stroke",
    "group": "for/older-adults/",
    "compare": "compare/",
    "safety": "safety/",
    "start": "start/",
    "handout": "handout/",
    "energy": "energy/",
    "articles": "articles/",
    "grading": "grading/",
    "glossary": "glossary/",
    "sources": "sources/",
    "source": "sources/lin-2025/",
    "about": "about/",
    "contribute": "contribute/",
    "fields": "fields/",
    "rules": "rules/",
}
# Both schemes and both widths; `make audit` looks at every page in every scheme at three widths.
LOOKS = (("light", 360), ("dark", 1280))


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A fresh browser profile, and the list of what went wrong in it."""
    context = browser.new_context(color_scheme="light")
    wrong: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrong.append(f"console: {message.text}")

    def asked(request: Request) -> None:
        if request.url.startswith("http") and urlsplit(request.url).netloc != urlsplit(address).netloc:
            wrong.append(f"asked another host: {request.url}")

    context.on("console", heard)
    context.on("request", asked)
    context.on("weberror", lambda error: wrong.append(f"script: {error.error}"))
    context.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    yield context, wrong
    context.close()


def open_all(page: Page) -> None:
    """Open every <details>, so that what it holds is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.parametrize("kind", KINDS)
def test_accessible_and_quiet(kind: str, watched: tuple[BrowserContext, list[str]], address: str) -> None:
    context, wrong = watched
    page = context.new_page()
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address + KINDS[kind])
        open_all(page)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        told = [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"]) for v in found]
        assert told == [], f"{kind} in {scheme} at {width} px"
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{kind} is {wide} px too wide at {width} px"
    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_readable_without_javascript(kind: str, browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(address + KINDS[kind])
    assert page.locator("h1").is_visible()
    for block in page.locator("article details").all()[:3]:
        inside = block.locator("> :not(summary)").first
        assert not inside.is_visible()
        block.locator("> summary").click()
        assert inside.is_visible()
    context.close()


def test_the_first_screen_of_a_phone_holds_what_most_people_come_for(browser: Browser, address: str) -> None:
    """What this is, the search, the safety line, who you are, and three answers."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address)
    for selector in ("h1", ".ev-find", ".ev-notice a", ".ev-doors >> nth=0", ".ev-short > li >> nth=2"):
        box = page.locator(selector).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800, selector
    page.close()


def test_the_row_of_groups_shows_that_it_goes_on_and_hides_none_at_its_end(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address)
    assert page.locator(".ev-strip a[href='claims/#people-like-you']").is_visible()
    row = page.locator(".ev-strip + .ev-doors")
    fade = 60
    assert "gradient" in row.evaluate("row => getComputedStyle(row).maskImage")
    row.evaluate("row => row.scrollTo(row.scrollWidth, 0)")
    last = row.locator("a").last.bounding_box()
    assert last is not None
    assert last["x"] + last["width"] <= 360 - fade
    page.close()


def test_claim_answers_first(browser: Browser, address: str) -> None:
    """On a phone the question, the sentence and the first chip stand on the first screen."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + KINDS["claim"])
    for selector in ("h1", ".ev-answer__sentence", ".ev-answer .ev-chip >> nth=0"):
        box = page.locator(selector).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800, selector
    page.close()


def test_a_finding_in_full_opens_by_keyboard(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + KINDS["claim"])
    first = page.locator("details.ev-finding").first
    first.locator("> summary").focus()
    page.keyboard.press("Enter")
    assert first.locator(".ev-table--facts").is_visible()
    page.close()


def test_paper_shows_everything_but_the_frame(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(address + KINDS["claim"])
    assert page.locator(".ev-references").is_visible()
    assert page.locator(".ev-finding .ev-table--facts").first.is_visible()
    for frame in (".md-header", ".md-sidebar >> nth=0", ".md-footer"):
        assert not page.locator(frame).is_visible()
    page.close()


def test_nothing_is_stored_until_colours_are_chosen(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    for path in ("", "claims/", KINDS["claim"], "safety/"):
        page.goto(address + path)
    assert context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []
    context.close()


def test_colours_follow_the_machine_until_the_reader_chooses(browser: Browser, address: str) -> None:
    """The choice is made by keyboard, says what it will do, and is remembered on the next page."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    worn = "document.body.getAttribute('data-md-color-scheme')"
    page.goto(address)
    assert page.evaluate(worn) == "slate"
    page.get_by_role("button", name="Switch to light colours").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(worn) == "default"
    page.goto(address + "safety/")
    assert page.evaluate(worn) == "default"
    button = page.get_by_role("button", name="Switch to dark colours")
    button.press("Space")
    assert page.evaluate(worn) == "slate"
    context.close()


def test_colours_change_with_the_machine_when_nothing_was_chosen(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="light")
    page.goto(address)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.body.getAttribute('data-md-color-scheme') === 'slate'")
    page.close()
