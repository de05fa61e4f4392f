"""No printed sheet ends with a heading: read from the tags of the PDF, which say what stands on which page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser

from tests.site.test_paper import PAPER

pytestmark = pytest.mark.browser

# Chromium writes tags as plain objects: `/S` the kind, `/K` what is inside, `/Pg` the page of marked content.
OBJECT = re.compile(r"^(\d+) 0 obj\n(.*?)\nendobj", re.M | re.S)
INSIDE = re.compile(r"<</Type /(MCR|OBJR)(.*?)>>|(\d+) 0 R|\d+", re.S)


def tagged(pdf: bytes) -> list[tuple[str, int]]:
    """(kind of heading or '', page from 1 on) for each piece of marked content, in reading order."""
    text = pdf.decode("latin-1")
    objects = dict(OBJECT.findall(text))
    # Pages are written one after the other, each with a number of its own.
    numbers = sorted((number for number, told in objects.items() if "/Type /Page\n" in told), key=int)
    pages = {number: place for place, number in enumerate(numbers, 1)}

    def walk(number: str, heading: str) -> Iterator[tuple[str, int]]:
        told = objects[number]
        kind = re.search(r"/S /(H\d)\b", told)
        heading = kind.group(1) if kind else heading
        own = re.search(r"/Pg (\d+) 0 R", re.sub(r"/K .*", "", told, flags=re.S))
        for what, more, child in (found.groups() for found in INSIDE.finditer(_after(told, "/K"))):
            if child:
                yield from walk(child, heading)
            elif what != "OBJR":
                page = re.search(r"/Pg (\d+) 0 R", more or "") or own
                assert page
                yield heading, pages[page.group(1)]

    (root,) = re.findall(r"/StructTreeRoot\n/K (\d+) 0 R", text)
    return list(walk(root, ""))


def _after(text: str, key: str) -> str:
    """The value of a key: one thing, or all that stands between brackets."""
    found = re.search(re.escape(key) + r" (\[.*?\](?=\n|>>)|[^\n]*?(?=\n|>>$))", text, re.S)
    return found.group(1) if found else ""


def stranded(content: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Headings whose next content, heading or not, begins on a later page."""
    return [(heading, page) for (heading, page), (_, following) in pairwise(content) if heading and following > page]


@pytest.mark.parametrize("kind", PAPER)
def test_no_sheet_ends_with_a_heading(kind: str, browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + PAPER[kind])
    content = tagged(page.pdf(format="A4", prefer_css_page_size=True, tagged=True))
    assert {"", "H1"} <= {heading for heading, _ in content}
    assert stranded(content) == []
    page.close()


def test_a_stranded_heading_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<h1>One</h1><p>Words</p><h2>Two</h2><p style='break-before: page'>More words</p>")
    content = tagged(page.pdf(format="A4", tagged=True))
    assert content[0] == ("H1", 1)
    assert stranded(content) == [("H2", 1)]
    page.close()
