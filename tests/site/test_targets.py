"""What stands alone can be hit with a thumb: at least 24 by 24 CSS pixels (WCAG 2.2, 2.5.8); links inside a sentence are free."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = ("", "claims/", "claims/knee-force/", "safety/", "start/", "energy/", "articles/", "for/stroke/", "handout/")
SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, summary")].filter(e => {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  if (!box.width || !box.height || style.visibility === "hidden" || style.opacity === "0") return false;
  if (e.closest("label") || e.matches(".md-skip")) return false;
  const said = one => one.textContent.trim().replace(/\\s+/g, " ").length;
  let block = e;
  while (getComputedStyle(block).display === "inline") block = block.parentElement;
  return said(block) <= said(e) + 3 && (box.height < 23.9 || box.width < 23.9);
}).map(e => `${e.className} ${e.textContent.trim().slice(0, 40)}`)"""


def small(page: Page) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    return list(page.evaluate(SMALL))


@pytest.mark.parametrize("width", [360, 1280])
def test_targets_are_big_enough(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 740}, reduced_motion="reduce")
    for path in PAGES:
        page.goto(address + path)
        assert small(page) == [], path
    page.add_style_tag(content=".md-typeset a { padding: 0 !important }")
    assert small(page) != []
    page.close()
