"""The first use of a word leads to its meaning; headings, links and everything else on a page stay as they are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.book import Book
from macros.site import render_site
from macros.words import Glossary, Word, glossary, with_words
from tests.guide_files import TEA, read_files


def word(one: str, *forms: str) -> Word:
    return Word(one, forms[0], forms, ())


WORDS = Glossary(
    (
        word("review", "systematic review", "systematic reviews"),
        word("view", "review"),
        word("met", "MET", "METs"),
        word("sure", "certainty"),
        word("odd", "risk & bias"),
    )
)


def led(body: str) -> list[tuple[str, str]]:
    """(id, words) of each link to the glossary on a page."""
    return re.findall(r'href="@/glossary#([^"]+)" aria-describedby="[^"]+">([^<]*)</a>', WORDS.explain(body)[0])


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("<p>certainty and certainty</p>", [("sure", "certainty")]),
        ("<p>Certainty</p>", [("sure", "Certainty")]),
        ("<p>a systematic review</p>", [("review", "systematic review")]),
        ("<p>a review, a systematic review</p>", [("view", "review"), ("review", "systematic review")]),
        ("<p>we met at 3 METs</p>", [("met", "METs")]),
        ("<p>uncertainty, certainty-based, recertainty</p>", []),
        ("<p>risk &amp; bias</p>", [("odd", "risk &amp; bias")]),
        ('<h2 id="x">certainty</h2><p>certainty</p>', [("sure", "certainty")]),
        ('<p><a href="certainty">the <b>certainty</b></a></p>', []),
        ("<details><summary>certainty</summary>METs</details>", [("met", "METs")]),
        ("<table><thead><tr><th>certainty</th></tr></thead><tr><td>METs</td></tr></table>", [("met", "METs")]),
        ('<svg><text>certainty</text><a>x</a></svg><p title="certainty">x</p>', []),
        ('<ol class="ev-references"><li>certainty<ol><li>x</li></ol>METs</li></ol>certainty', [("sure", "certainty")]),
        ('<span class="ev-refs">(<a href="x">y</a>) certainty</span> METs', [("met", "METs")]),
    ],
)
def test_words_are_led_where_a_link_may_stand(body: str, links: list[tuple[str, str]]) -> None:
    assert led(body) == links
    _, met = WORDS.explain(body)
    assert [one.id for one in met] == [one for one, _ in links]


PIECES = st.sampled_from(
    ["certainty", " ", "METs", "<p>", "</p>", "<a href='x'>", "</a>", "<h3>", "</h3>", "&amp;", "review", "é", "<br>"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_only_links_are_added(body: str) -> None:
    out, met = WORDS.explain(body)
    assert re.sub(r'<a class="ev-term"[^>]*>([^<]*)</a>', r"\1", out) == body
    assert len({one.id for one in met}) == len(met)


def test_a_guide_without_words_is_left_alone() -> None:
    assert with_words("<p>certainty</p>", Glossary(())) == "<p>certainty</p>"


def test_meanings_stand_at_the_end_of_a_page(tea: Book) -> None:
    page = render_site(tea, read_files(TEA, "content"))["sources/sample-2018.md"].body
    assert page.count('id="word-randomised-trial"') == 1
    assert page.count('aria-describedby="word-randomised-trial-means"') == 1
    assert page.index("aria-describedby") < page.index("popover") < page.index("which chance decides")
    assert 'href="../../glossary/#randomised-trial"' in page


def test_the_glossary_holds_every_word(tea: Book) -> None:
    assert [one.id for one in glossary(tea).words] == ["certainty", "randomised-trial"]
    page = render_site(tea, read_files(TEA, "content"))["glossary.md"].body
    assert all(f'id="{one}"' in page for one in tea.terms)
    assert "Also: how sure we are." in page
