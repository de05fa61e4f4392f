"""The answer for one group of readers on a claim page: the address names the group, the page shows its own finding first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# A claim that answers most readers by one group, and has findings of its own for others.
CLAIM = "claims/balance/"
HEADLINE, OTHER, NOBODY = "older-adults", "stroke", "pregnancy"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone with scripts."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    yield page
    page.close()


def test_the_group_s_own_finding_stands_directly_under_the_question(phone: Page, address: str) -> None:
    phone.goto(f"{address}{CLAIM}?who={OTHER}")
    box = phone.locator(".ev-saying + .ev-you")
    assert box.is_visible()
    first = phone.locator(f'[data-group="{OTHER}"] > li').first
    assert first.locator("> p").first.inner_text() == box.locator("> p").first.inner_text()
    assert [c.inner_text() for c in box.locator(".ev-chip").all()] == [
        c.inner_text() for c in first.locator(".ev-chip").all()
    ]
    # It is seen without scrolling, above the general answer.
    place = box.locator(".ev-chip").first.bounding_box()
    assert place is not None
    assert place["y"] + place["height"] <= 800
    assert box.locator("a", has_text="What the signs mean").get_attribute("href") == "../../grading/"
    ids = phone.evaluate("[...document.querySelectorAll('article [id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_the_box_leads_to_all_findings_of_the_group_and_back_to_the_plain_page(phone: Page, address: str) -> None:
    phone.goto(f"{address}{CLAIM}?who={OTHER}")
    phone.locator(".ev-you a", has_text="All answers for your group").click()
    heading = phone.locator(f"#for-{OTHER}").bounding_box()
    assert heading is not None
    assert 0 <= heading["y"] < 400
    phone.locator(".ev-you a", has_text="Without a group").click()
    phone.wait_for_url(f"{address}{CLAIM}")
    assert phone.locator(".ev-you").count() == 0


def test_the_general_answer_is_not_said_twice(phone: Page, address: str) -> None:
    phone.goto(f"{address}{CLAIM}?who={HEADLINE}")
    assert "about people like you" in phone.locator(".ev-you").inner_text()
    assert phone.locator(".ev-you .ev-chip").count() == 0


def test_a_group_that_nobody_studied_is_told_so(phone: Page, address: str) -> None:
    phone.goto(f"{address}{CLAIM}?who={NOBODY}")
    told = phone.locator(".ev-you").inner_text()
    assert "For you: Pregnancy" in told
    assert "We found no study of this in just your group" in told
    assert "People over 65" in told  # whom the answer below is about


@pytest.mark.parametrize("asked", ["", "?who=", "?who=martians", "?who=%3Cb%3Ex", "?topic=stroke"])
def test_anything_else_changes_nothing(asked: str, phone: Page, address: str) -> None:
    phone.goto(f"{address}{CLAIM}{asked}")
    assert phone.locator(".ev-you").count() == 0


def test_a_reader_comes_from_the_group_s_page_to_the_group_s_answer(phone: Page, address: str) -> None:
    phone.goto(f"{address}for/{OTHER}/")
    phone.locator(f'h3 a[href*="balance/?who={OTHER}"]').click()
    assert phone.locator(".ev-saying + .ev-you").is_visible()
    assert phone.evaluate("window.scrollY") == 0


def test_without_scripts_the_doors_lead_to_each_group(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}{CLAIM}?who={OTHER}")
    assert page.locator(".ev-you").count() == 0
    page.locator(f'.ev-for a[href="#for-{OTHER}"]').click()
    heading = page.locator(f"#for-{OTHER}").bounding_box()
    assert heading is not None
    assert 0 <= heading["y"] < 400
    context.close()


@pytest.mark.parametrize("width", [320, 360])
def test_no_word_is_broken_and_no_letter_is_small_on_a_phone(width: int, browser: Browser, address: str) -> None:
    """Tables are cards, plots keep letters of about twelve pixels, and nothing is wider than the screen."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in ("claims/knee-osteoarthritis/", "sources/lin-2025/"):
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        small = page.evaluate(
            "[...document.querySelectorAll('.ev-forest text')].filter(t => parseFloat(getComputedStyle(t).fontSize)"
            " * t.ownerSVGElement.getBoundingClientRect().width / t.ownerSVGElement.viewBox.baseVal.width < 11.5).length"
        )
        assert small == 0
        wide = page.evaluate(
            "[...document.querySelectorAll('.ev-scroll')].filter(b => b.scrollWidth > b.clientWidth + 1).length"
        )
        assert wide == 0, path
    page.close()
