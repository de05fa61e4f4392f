"""The calculator in a real browser: driven by keyboard, equal to the table worked out by Python, honest where nothing is known."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from macros.book import Book, headline
from macros.model import Level
from macros.views.calculator import CalculatorView, calculator_view
from tests.site.build import BuiltPage, text_of
from tests.test_calculate import choices

pytestmark = pytest.mark.browser

WEIGHT, TIME, SPEED = "#energy-weight", "#energy-time", "#energy-choice"


@pytest.fixture(scope="module")
def view(real: Book) -> CalculatorView:
    return calculator_view(real, real.calculators["energy"])


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page, with its form in use."""
    page = browser.new_page()
    page.goto(f"{address}energy/")
    expect(page.locator("form.ev-calc__form")).to_be_visible()
    yield page
    page.close()


def figures(page: Page) -> list[str]:
    """Extra, forward and backward, as the reader sees them."""
    return [" ".join(one.split()) for one in page.locator(".ev-calc__result dd").all_inner_texts()]


def lines(page: Page) -> list[str]:
    """The three numbers of each basis, joined."""
    rows = page.locator(".ev-calc__result li").all()
    return [" | ".join(row.locator("[data-values]").all_text_contents()) for row in rows]


def test_worked_example_by_keyboard(page: Page) -> None:
    """70 kg, 30 minutes, 3.5 mph, typed and chosen without a mouse."""
    page.locator(WEIGHT).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("70")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "kg"
    page.keyboard.press("Tab")
    assert page.evaluate("'#' + document.activeElement.id") == TIME
    page.keyboard.press("Control+A")
    page.keyboard.type("30")
    page.keyboard.press("Enter")  # sends nothing
    page.keyboard.press("Tab")
    assert page.evaluate("'#' + document.activeElement.id") == SPEED
    page.keyboard.type("3.5")
    page.keyboard.press("Enter")
    expect(page.locator(SPEED)).to_have_value("walk-3-5")
    assert figures(page) == ["roughly 42 to 60 kcal", "151 to 168 kcal", "210 kcal"]
    assert lines(page) == ["168 | 210 | 42", "151 | 210 | 60"]
    expect(page.locator(".ev-calc__for")).to_have_text(
        "Walking, level ground or treadmill: 3.5 mph (5.6 km/h); 70 kg, 30 minutes"
    )
    expect(page.locator("[data-status]")).to_contain_text(
        "Extra backward roughly 42 to 60 kcal. Forward 151 to 168 kcal."
    )
    assert page.url.endswith("/energy/")


def test_every_field_is_reached_by_keyboard_and_shows_it(page: Page) -> None:
    """From the first field to the answer, with Tab alone: each stop is in order and has an outline that can be seen."""
    page.locator(WEIGHT).focus()
    page.keyboard.press("Shift+Tab")
    stops = []
    for _ in range(5):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
        # The radio is small; what is outlined is it, or the label around it.
        outline = page.evaluate(
            """[document.activeElement, document.activeElement.closest("label")].filter(Boolean).map(e =>
               getComputedStyle(e)).some(s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2)"""
        )
        assert outline, stops
    assert stops == [WEIGHT[1:], "INPUT", TIME[1:], SPEED[1:], "A"]


def test_the_number_says_how_rough_it_is(page: Page, real: Book) -> None:
    """Beside the number, not at the end of the page: how sure we are of it, as the claim says it."""
    for choice, claim in (("walk-3-0", "calorie-burn-walking"), ("run-5-0", "calorie-burn-running")):
        page.locator(SPEED).select_option(choice)
        assert figures(page)[0].startswith("roughly ")
        assert "A rough range, not your own number." in page.locator(".ev-calc__rough").inner_text()
        link = page.locator(".ev-calc__sure")
        assert link.get_attribute("href") == f"../claims/{claim}/"
        assert link.inner_text().strip() == "Fairly sure: more, size unclear"
        assert headline(real.claims[claim]).certainty.level == Level.MODERATE


def test_script_and_table_agree_everywhere(page: Page, view: CalculatorView) -> None:
    """Each choice at each weight of the table, and nothing but a reason where the table has no row."""
    for i, example in enumerate(view.examples):
        page.locator(WEIGHT).fill(example.removesuffix("\u00a0kg"))
        for choice in choices(view):
            page.locator(SPEED).select_option(choice.id)
            amounts = [p.amounts[i] for p in choice.pairs]
            assert lines(page) == [f"{a.comparator} | {a.intervention} | {a.extra}" for a in amounts], choice.id
            assert len(figures(page)) == (3 if choice.pairs else 0)
            assert page.locator(".ev-calc__result .ev-calc__none").count() == (0 if choice.pairs else 1)


def test_no_row_no_number(page: Page, view: CalculatorView) -> None:
    refused = [choice.id for choice in choices(view) if not choice.pairs]
    assert refused == ["walk-slower", "walk-faster", "walk-uphill", "run-slower", "run-faster", "between"]
    for choice in refused:
        page.locator(SPEED).select_option(choice)
        result = page.locator(".ev-calc__result")
        expect(result).to_contain_text("No number.")
        assert "kcal" not in result.inner_text(), choice
        assert result.locator("a[data-source]").count() >= 1, choice
    expect(page.locator("[data-status]")).to_contain_text("No number. No row lists it")


def test_pounds_are_converted_not_mistaken(page: Page) -> None:
    """Changing the unit changes the number with it; the answer stays that of the same person, to the nearest pound."""
    page.locator(SPEED).select_option("walk-3-5")
    page.get_by_role("radio", name="pounds").check()
    expect(page.locator(WEIGHT)).to_have_value("154")
    exact = Fraction(154) * Fraction("0.45359237") / 2 * Fraction("4.8")
    assert lines(page)[0].split(" | ")[0] == str(round(exact)) == "168"
    page.get_by_role("radio", name="kg").check()
    expect(page.locator(WEIGHT)).to_have_value("70")


def test_half_kilograms_with_point_or_comma(page: Page) -> None:
    page.locator(SPEED).select_option("walk-3-5")
    for typed in ("72.5", "72,5"):
        page.locator(WEIGHT).fill(typed)
        assert lines(page)[0] == "174 | 218 | 44"  # 217.5 and 43.5 round up


def test_a_wrong_weight_is_explained(page: Page) -> None:
    error = "Please enter a number from 30 to 200 (kg)."
    for typed in ("", "0", "29", "201", "-70", "seventy", "7e1", "1,000", "70 kg"):
        page.locator(WEIGHT).fill(typed)
        expect(page.locator("#energy-weight-error")).to_have_text(error)
        assert page.locator(WEIGHT).get_attribute("aria-invalid") == "true", typed
        assert page.locator(".ev-calc__result").inner_html() == "", typed
    expect(page.locator("[data-status]")).to_have_text(error)
    page.locator(WEIGHT).fill("70")
    expect(page.locator("#energy-weight-error")).to_be_hidden()
    assert len(figures(page)) == 3


def test_opened_details_stay_open(page: Page) -> None:
    summary = page.locator(".ev-calc__result summary")
    summary.click()
    page.locator(TIME).fill("45")
    assert page.locator(".ev-calc__result details").get_attribute("open") is not None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_state_is_accessible(page: Page, scheme: str, width: int) -> None:
    """The form and its answers; the page around them is looked at with all others in test_browser.py."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})
    for weight, choice in (("70", "walk-3-0"), ("70", "between"), ("7", "walk-3-5")):
        page.locator(WEIGHT).fill(weight)
        page.locator(SPEED).select_option(choice)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = Axe().run(page, context="[data-calculator]").response["violations"]
        assert [(v["id"], v["nodes"][0]["target"]) for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_fields_are_large_enough_to_hit(page: Page) -> None:
    for field in page.locator("form :is(input[type=text], select, fieldset label)").all():
        box = field.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


def test_without_javascript_the_table_says_it_all(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}energy/")
    assert not page.locator("form.ev-calc__form").is_visible()
    assert page.get_by_text("The form needs JavaScript.").is_visible()
    page.locator("summary", has_text="Walking").click()
    row = page.locator("#walk-3-5-1")
    assert row.is_visible()
    assert row.locator("td").all_inner_texts() == ["144", "180", "36", "168", "210", "42", "192", "240", "48"]
    context.close()


def test_on_paper_the_form_is_gone_and_the_tables_are_there(page: Page) -> None:
    page.emulate_media(media="print")
    assert not page.locator("form.ev-calc__form").is_visible()
    assert page.locator("#walk-3-5-1").is_visible()


def test_no_column_is_cut_off_on_paper(page: Page) -> None:
    """680 px is what A4 leaves between its margins; whatever is wider than that is lost."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})
    for table in page.locator(".ev-calculator table").all():
        box = table.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 680
        cut = table.locator("th, td").evaluate_all("all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length")
        assert cut == 0


def test_safety_stands_before_the_form(pages: dict[str, list[BuiltPage]]) -> None:
    energy = next(page for page in pages["real"] if page.name == "energy/")
    order = [e for e in energy.article.iter() if e.tag == "form" or "safety/" in (e.get("href") or "")]
    assert order[0].tag == "a"
    assert "form" in [e.tag for e in order]


def test_the_tea_guide_has_one_too(pages: dict[str, list[BuiltPage]]) -> None:
    caffeine = next(page for page in pages["tea"] if page.name == "caffeine/")
    told = text_of(caffeine.article)
    assert "Count your cups" in told
    assert "No row lists herbs, so there is no number." in told
