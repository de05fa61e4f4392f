"""What a link says on paper: the first one to a page carries its name, unless its own words are enough."""

from __future__ import annotations

import pytest

from macros.paper import with_pages


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../../safety/#x">A</a>', '<a data-page="safety" href="../../safety/#x">A</a>'),
        (
            '<a href="../b/">A</a> <a href="../b/#c">B</a>',
            '<a data-page="claims/b" href="../b/">A</a> <a href="../b/#c">B</a>',
        ),
        (
            '<table><a href="../b/"></table><a href="../b/">',
            '<table><a href="../b/"></table><a data-page="claims/b" href="../b/">',
        ),
    ],
)
def test_the_first_link_in_a_sentence_is_named(before: str, after: str) -> None:
    assert with_pages(before, "claims/a/") == after


@pytest.mark.parametrize(
    "html",
    [
        '<a class="ev-ref" href="../../sources/x/">X 2020</a>',
        '<a href="https://example.org/">outside</a>',
        '<a href="#here">here</a>',
        '<a href="../../">home</a>',
        '<a href="./#for-whom">this page</a>',
        "<abbr>no link</abbr>",
    ],
)
def test_other_links_stay_as_they_are(html: str) -> None:
    assert with_pages(html, "claims/a/") == html
