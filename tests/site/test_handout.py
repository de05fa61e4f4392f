"""The handout on paper: one sheet of A4 and of Letter, big enough for a wall, whole in black and white. And the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.guide_files import ROOT
from tests.site.build import mkdocs_build

pytestmark = pytest.mark.browser

# 23 points: capitals of about 6 mm, twice what an eye of full sight needs at two metres.
MAIN_LINE = 23 * 96 / 72


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real guide built as it is published, with an address; the sheet is fullest then."""
    out = tmp_path_factory.mktemp("published") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUIDE_SITE_URL", "https://example.org/a-longer-name/retrograde/")
        run = mkdocs_build(ROOT, out)
    assert run.returncode == 0, run.stdout + run.stderr
    return out


@pytest.fixture
def sheet(browser: Browser, published: Path) -> Iterator[Page]:
    page = browser.new_page()
    page.goto((published / "handout" / "index.html").as_uri())
    yield page
    page.close()


def sheets(pdf: bytes) -> int:
    """How many pages a PDF of Chromium has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_one_sheet(sheet: Page, paper: str) -> None:
    assert sheets(sheet.pdf(format=paper)) == 1


def test_the_counting_of_sheets_can_fail(sheet: Page) -> None:
    assert sheets(sheet.pdf(format="A5")) > 1


def test_what_matters_can_be_read_from_two_metres(sheet: Page) -> None:
    sheet.emulate_media(media="print")
    lines = sheet.locator("h1, .ev-handout__main")
    assert lines.count() == 4
    for line in lines.all():
        assert float(line.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= MAIN_LINE - 0.1


def test_black_on_white_on_paper_whatever_the_screen(sheet: Page) -> None:
    sheet.emulate_media(media="print", color_scheme="dark")
    texts = "h1, .ev-handout h2, .ev-handout h3, .ev-handout li, .ev-handout p, .ev-handout a"
    colours = sheet.evaluate(f"[...document.querySelectorAll('{texts}')].map(e => getComputedStyle(e).color)")
    assert set(colours) == {"rgb(0, 0, 0)"}


def test_everything_stands_on_the_sheet(sheet: Page) -> None:
    sheet.emulate_media(media="print")
    for part in ("stop", "ask >> nth=0", "ask >> nth=1", "first", "answers", "foot", "code", "address"):
        assert sheet.locator(f".ev-handout__{part}").is_visible(), part
    assert sheet.locator(".ev-handout__address").inner_text() == "example.org/a-longer-name/retrograde"
    assert re.search(r"Edition \d{4}\.\d\d, records as of", sheet.locator(".ev-handout__foot").inner_text())
    assert not sheet.locator(".ev-handout__print").is_visible()
    assert not sheet.locator(".md-header").is_visible()


def test_without_an_address_the_sheet_is_whole(browser: Browser, address: str) -> None:
    """As somebody prints it from a copy of their own: all parts, on one sheet, and a name to look for."""
    page = browser.new_page()
    page.goto(f"{address}handout/")
    page.emulate_media(media="print")
    for part in ("stop", "ask >> nth=0", "ask >> nth=1", "first", "answers", "foot"):
        assert page.locator(f".ev-handout__{part}").is_visible(), part
    assert page.locator(".ev-handout__code").count() == 0
    foot = page.locator(".ev-handout__foot").inner_text()
    assert "Retrograde: What is really known about walking and running backward" in foot
    for paper in ("A4", "Letter"):
        assert sheets(page.pdf(format=paper)) == 1
    page.close()


def test_the_print_button_stands_under_the_title(sheet: Page) -> None:
    title, button = sheet.locator("h1").bounding_box(), sheet.locator("[data-print]").bounding_box()
    assert title is not None
    assert button is not None
    assert 0 <= button["y"] - (title["y"] + title["height"]) < 60


def test_the_print_button_prints(sheet: Page) -> None:
    sheet.evaluate("window.print = () => { window.printed = true; }")
    sheet.get_by_role("button", name="Print this sheet").click()
    assert sheet.evaluate("window.printed")


def shown_ways(page: Page) -> set[int]:
    """Which ways of the plan can be seen; 0 stands for what is for all."""
    lines = {way: page.locator(f".ev-plan__stretch[data-way='{way}'] > ul > li") for way in (0, 1, 2)}
    assert all(group.count() > 1 for group in lines.values())
    return {way for way, group in lines.items() if group.first.is_visible()}


def test_a_plan_begins_with_one_way_and_can_show_another(browser: Browser, address: str) -> None:
    """Level ground first: a belt that starts under somebody is one danger more."""
    page = browser.new_page()
    page.goto(f"{address}start/")
    assert shown_ways(page) == {0, 1}
    for label, seen in (("On a treadmill", {0, 2}), ("Both, one after the other", {0, 1, 2})):
        page.get_by_role("radio", name=label).check()
        assert shown_ways(page) == seen
    page.close()


def test_without_a_script_each_way_has_its_heading(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}start/")
    assert shown_ways(page) == {0, 1, 2}
    assert not page.locator(".ev-plan__ways").is_visible()
    for way, label in ((1, "On level ground"), (2, "On a treadmill")):
        for stretch in page.locator(f".ev-plan__stretch[data-way='{way}']").all():
            assert stretch.locator("h4").inner_text() == label
    context.close()


def test_cautions_stay_in_view_above_the_plan(browser: Browser, address: str) -> None:
    """On a phone nothing of 'stop now' can be folded away, and of the other blocks every title is in view."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{address}start/")
    gate = page.locator(".ev-gate")
    for item in gate.locator(":scope > ul > li").all():
        assert item.is_visible()
    titles = gate.locator("details li > a").all_text_contents()
    told = " ".join(gate.locator("summary").all_inner_texts())
    assert len(titles) > 10
    assert [title for title in titles if title not in told] == []
    gate_box, plan_box = gate.bounding_box(), page.locator(".ev-plan").bounding_box()
    assert gate_box is not None
    assert plan_box is not None
    assert gate_box["y"] + gate_box["height"] < plan_box["y"]
    page.close()
