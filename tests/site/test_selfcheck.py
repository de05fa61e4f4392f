"""The self-check in a real browser: what answers lead to, by keyboard, without a script and on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

FALL, PREGNANT, HEART_NOW, OVER_65 = "past-fall-or-unsteady", "pregnancy", "stop-heart", "older-adult"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}safety/")
    yield page
    context.close()


def answer(page: Page, value: str, *but: str) -> None:
    """Give the same answer to every question, except those named."""
    for question in page.locator(".ev-check fieldset").all():
        if (question.get_attribute("id") or "").removeprefix("check-") not in but:
            question.locator(f"input[value={value}]").check()


def say(page: Page, question: str, value: str) -> None:
    page.locator(f"#check-{question} input[value={value}]").check()


def ask(page: Page) -> Locator:
    """Press the button; the part of the page that answers."""
    page.get_by_role("button", name="What do my answers mean?").click()
    return page.locator("#self-check-result")


def heading(result: Locator) -> str:
    return result.locator("h3").inner_text()


def shown(result: Locator) -> list[str]:
    return [str(item.get_attribute("data-caution")) for item in result.locator("[data-caution]").all()]


def test_all_no_never_says_safe(page: Page) -> None:
    answer(page, "no")
    result = ask(page)
    assert heading(result) == "Nothing here speaks against a careful start"
    outcome = page.locator("[data-outcome=clear]").text_content() or ""
    assert "This is no promise" in outcome
    assert "safe" not in outcome
    assert shown(result) == []
    told = result.inner_text()
    assert "No traffic, no crowds" in told
    assert "Expect sore calves, build up slowly" in told


@pytest.mark.parametrize("value", ["yes", "unsure"])
def test_one_yes_or_not_sure_is_enough(page: Page, value: str) -> None:
    answer(page, "no", PREGNANT)
    say(page, PREGNANT, value)
    result = ask(page)
    assert heading(result) == "Ask first"
    assert shown(result) == [PREGNANT]
    assert "Keep up the exercise your midwife or doctor agrees with." in result.inner_text()


def test_several_yes_come_in_the_order_stop_ask_supervised(page: Page) -> None:
    answer(page, "yes")
    result = ask(page)
    assert heading(result) == "Stop: get help first"
    kinds = [item.get_attribute("data-kind") for item in result.locator("[data-caution]").all()]
    order = ["stop-now", "ask-first", "supervised-only", "adapt"]
    assert kinds == sorted(kinds, key=lambda kind: order.index(str(kind)))
    assert set(kinds) == set(order)
    assert len(shown(result)) == len(set(shown(result)))


@pytest.mark.parametrize("value", ["yes", "unsure"])
def test_an_emergency_does_not_wait_for_the_button(page: Page, value: str) -> None:
    """Under its question, in sight, spoken, and without taking the keyboard away."""
    now = page.locator(f"#check-{HEART_NOW} [role=alert]")
    assert page.locator(".ev-check [role=alert]").count() == 1
    assert now.inner_text() == ""
    say(page, HEART_NOW, value)
    assert now.inner_text().startswith("Stop: get help first.")
    assert "call your local emergency number at once" in now.inner_text()
    expect(now).to_be_in_viewport()
    expect(page.locator(f"#check-{HEART_NOW} input[value={value}]")).to_be_focused()
    answer(page, "no")
    assert now.inner_text() == ""
    say(page, HEART_NOW, value)
    assert heading(ask(page)) == "Stop: get help first"
    page.get_by_role("button", name="Clear my answers").click()
    assert now.inner_text() == ""


def test_a_result_leads_on(page: Page) -> None:
    answer(page, "no", PREGNANT)
    say(page, PREGNANT, "yes")
    result = ask(page)
    assert "What to ask them" in result.locator("h4").all_inner_texts()
    links = [link.get_attribute("href") for link in result.locator("a").all()]
    assert f"#{PREGNANT}" in links
    assert {"../handout/", "../start/"} <= set(links)
    answer(page, "no")
    assert ask(page).locator("a", has_text="How to start, step by step").is_visible()


def test_the_head_of_a_result_is_not_under_the_page_s_own(page: Page) -> None:
    answer(page, "no", PREGNANT)
    say(page, PREGNANT, "yes")
    head = ask(page).locator("h3").bounding_box()
    top = page.locator(".md-header").bounding_box()
    assert head is not None
    assert top is not None
    assert head["y"] >= top["y"] + top["height"]


def test_choices_stand_in_one_row_on_a_phone(page: Page) -> None:
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for row in page.locator(".ev-check__choices").all():
            boxes = [label.bounding_box() for label in row.locator("label").all()]
            assert len({round(box["y"]) for box in boxes if box}) == 1
            wide = row.locator("label").evaluate_all("all => all.filter(e => e.scrollWidth > e.clientWidth).length")
            assert wide == 0, width


def test_the_main_button_stands_out_in_the_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.reload()
    button = page.get_by_role("button", name="What do my answers mean?")
    assert contrast(colour(button, "backgroundColor"), colour(page.locator("body"), "backgroundColor")) >= 3
    assert contrast(colour(button, "backgroundColor"), colour(button, "color")) >= 4.5


def colour(part: Locator, name: str) -> list[float]:
    """A computed colour as three numbers from 0 to 1, whatever way the style sheet writes it."""
    return list(
        part.evaluate(
            """(e, name) => {
              const pen = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d");
              pen.fillStyle = getComputedStyle(e)[name];
              pen.fillRect(0, 0, 1, 1);
              return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)].map(n => n / 255);
            }""",
            name,
        )
    )


def contrast(one: list[float], other: list[float]) -> float:
    """Contrast of two colours after WCAG 2.2."""

    def light(rgb: list[float]) -> float:
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_an_emergency_outranks_an_unfinished_check(page: Page) -> None:
    say(page, HEART_NOW, "yes")
    assert heading(ask(page)) == "Stop: get help first"


def test_supervised_only_is_said_as_such(page: Page) -> None:
    answer(page, "no", FALL)
    say(page, FALL, "yes")
    result = ask(page)
    # The same question stands for a caution of kind ask-first, and that comes first.
    assert heading(result) == "Ask first"
    assert result.locator("h4").all_inner_texts() == ["Only with trained help", "What to ask them"]
    answer(page, "no", "numb-feet")
    say(page, "numb-feet", "yes")
    assert heading(ask(page)) == "Only with trained help"


def test_age_alone_changes_how_not_whether(page: Page) -> None:
    answer(page, "no", OVER_65)
    say(page, OVER_65, "yes")
    result = ask(page)
    assert heading(result) == "Nothing here speaks against a careful start, with changes"
    assert shown(result) == [OVER_65]
    assert "No traffic, no crowds" in result.inner_text()


def test_an_open_question_means_ask_first(page: Page) -> None:
    answer(page, "no", FALL, PREGNANT)
    say(page, PREGNANT, "yes")
    result = ask(page)
    assert heading(result) == "Not finished: treat this as “ask first”"
    assert shown(result) == [PREGNANT]
    links = result.locator(f"a[href='#check-{FALL}']")
    assert links.count() == 1
    links.click()
    expect(page.locator(f"#check-{FALL} input").first).to_be_focused()


def test_nothing_answered_is_not_finished(page: Page) -> None:
    result = ask(page)
    assert heading(result) == "Not finished: treat this as “ask first”"
    assert result.locator("a[href^='#check-']").count() == page.locator(".ev-check fieldset").count()


def test_a_result_does_not_outlive_its_answers(page: Page) -> None:
    answer(page, "no")
    result = ask(page)
    say(page, FALL, "yes")
    assert result.inner_text() == "Your answers have changed. Ask again what they mean."
    page.get_by_role("button", name="Clear my answers").click()
    assert result.inner_text() == ""
    assert page.locator(".ev-check input:checked").count() == 0
    expect(page.locator(".ev-check input").first).to_be_focused()


def test_by_keyboard_alone(page: Page) -> None:
    page.locator(".ev-check input").first.focus()
    for _ in range(page.locator(".ev-check fieldset").count()):
        page.keyboard.press("ArrowRight")  # from nothing chosen: the second choice, which is no
        assert page.evaluate("document.activeElement.value") == "no"
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "What do my answers mean?"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Nothing here speaks against a careful start"


def test_screen_readers_get_groups_and_a_live_result(page: Page) -> None:
    for question in page.locator(".ev-check fieldset").all():
        name = question.locator("legend").inner_text()
        assert page.get_by_role("group", name=name, exact=True).get_by_role("radio").count() == 3
    result = page.get_by_role("region", name="What your answers mean")
    assert result.get_attribute("aria-live") == "polite"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.reload()
        answer(page, "yes")
        ask(page)
        found = Axe().run(page, context=".ev-check").response["violations"]
        assert [(v["id"], v["nodes"][0]["target"]) for v in found] == []


def test_targets_are_big_enough(page: Page) -> None:
    for label in page.locator(".ev-check__choices label").all():
        box = label.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44


def test_nothing_is_stored_or_sent(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    before = page.url
    answer(page, "yes")
    ask(page)
    assert asked == []
    assert page.url == before
    kept = page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))")
    assert kept == []
    assert page.context.cookies() == []
    page.reload()
    assert page.locator(".ev-check input:checked").count() == 0


def test_without_a_script_it_is_the_list_for_paper(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}safety/")
    questions = page.locator(".ev-check__list > li").all()
    assert len(questions) >= 10
    for question in questions:
        assert question.locator("legend").is_visible()
        assert question.locator("[data-caution]").first.is_visible()
        assert not question.locator("input").first.is_visible()
    assert "Any question left open: treat it as “ask first”." in page.locator(".ev-check__paper").inner_text()
    assert not page.locator(".ev-check__buttons").is_visible()
    context.close()


def test_on_paper_each_question_has_boxes_and_its_meaning(page: Page) -> None:
    page.emulate_media(media="print")
    for question in page.locator(".ev-check__list > li").all():
        assert question.locator("input").first.is_visible()
        assert question.locator("[data-caution]").first.is_visible()
    assert not page.locator(".ev-check__buttons").is_visible()
