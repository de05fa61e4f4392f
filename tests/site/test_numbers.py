"""Every number on every page stands inside an element that links to its source, or is marked as no finding of a study."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from macros.book import Book
from macros.plain_language import NUMBER, bare_numbers
from tests.site.build import BuiltPage, text_of

# The smallest elements that say one thing; a link further out would be a link to everything and nothing.
STATEMENTS = {"p", "li", "tr", "dd", "figure", "figcaption", "summary", "caption"}
STATEMENT_CLASSES = {"ev-caution", "ev-answer", "ev-cited"}
# 'name': names of groups, questions and sayings. 'own': dates, counts and grading steps of this guide.
MARKS = {"name", "own"}


def unsourced(page: BuiltPage, names: Iterable[str] = ()) -> Iterator[str]:
    """Every number on a page that leads to no source; `names` are phrases whose numbers are no findings."""
    parents = {child: parent for parent in page.article.iter() for child in parent}
    for element in page.article.iter():
        texts = [(element, element.text or "")] + [(element, child.tail or "") for child in element]
        for owner, text in texts:
            if owner.tag in ("script", "style", "code") or not bare_numbers(text, names):
                continue
            if not any(led(step) for step in upwards(owner, parents)):
                yield f"{page.name}: {' '.join(text.split())[:80]}"


def upwards(element: Element, parents: dict[Element, Element]) -> Iterator[Element]:
    """The element and its ancestors inside our part of the page."""
    while element in parents:
        yield element
        element = parents[element]


def led(element: Element) -> bool:
    """Whether this element marks its numbers, is about one source, or is a statement that links to one."""
    if mark := element.get("data-number"):
        assert mark in MARKS
        return True
    if element.get("data-source"):
        return True
    classes = set((element.get("class") or "").split())
    if element.tag == "a":
        return bool(re.search(r"(^|/)sources/[a-z0-9-]+/", element.get("href") or ""))
    if element.tag in STATEMENTS or classes & STATEMENT_CLASSES:
        return any(a.get("data-source") for a in element.iter("a"))
    return False


def test_every_number_leads_to_its_source(pages: dict[str, list[BuiltPage]], real: Book) -> None:
    wrong = [line for page in pages["real"] for line in unsourced(page, real.names)]
    assert wrong == [], f"{len(wrong)} numbers without a source"


def test_the_walk_sees_numbers(pages: dict[str, list[BuiltPage]]) -> None:
    """The test above would also pass on a site without numbers; this guide has thousands."""
    counted = sum(len(NUMBER.findall(text_of(page.article))) for page in pages["real"])
    assert counted > 3000
    marked = sum(1 for page in pages["real"] for e in page.article.iter() if e.get("data-number"))
    linked = sum(1 for page in pages["real"] for a in page.article.iter("a") if a.get("data-source"))
    assert marked > 100
    assert linked > 1000
