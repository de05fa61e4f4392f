"""Our own HTML, before any site generator touches it: golden pages of tea, and what its parts must hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

import pytest

from macros.book import Book
from macros.labels import CAUTION_KINDS
from macros.model import Level
from macros.site import Page, render_site
from macros.views.articles import articles_view
from macros.views.changes import changes_view
from macros.views.claim import claim_view
from macros.views.compare import compare_view
from macros.views.docs import fields_view, legend_view, rules_view
from macros.views.matrix import matrix_view
from macros.views.practical import practice_view, safety_view
from macros.views.source import all_uses, source_index, source_view
from tests.guide_files import TEA, read_files

CONTENT = read_files(TEA, "content")
GOLDEN = (
    *("claims/alertness", "claims/sleep", "claims/blood-pressure", "claims/energy", "sources/sample-2018"),
    *("safety", "start", "articles", "compare", "claims", "grading"),
)


@pytest.fixture(scope="module")
def pages(tea: Book) -> dict[str, Page]:
    return render_site(tea, CONTENT)


def one_tag_a_line(text: str) -> str:
    """HTML whose differences can be read: every opening tag begins a line."""
    lines = re.sub(r"(<(?!/)[^>]*>)", r"\n\1", text).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip()) + "\n"


@pytest.mark.parametrize("name", GOLDEN)
def test_page_of_tea(name: str, pages: dict[str, Page], golden: Callable[[str, str], None]) -> None:
    golden(f"pages/{name}.html", one_tag_a_line(pages[f"{name}.md"].body))


def test_the_golden_pages_hold_every_level(tea: Book) -> None:
    shown = [tea.claims[name.removeprefix("claims/")] for name in GOLDEN if name.startswith("claims/")]
    assert {f.certainty.level for claim in shown for f in claim.findings} == set(Level)


AXES = ["sure", "effect", "verdict"]


def chips(html: str) -> list[list[str]]:
    """Axes of each row of chips, in order."""
    rows = re.findall(r'<ul class="ev-chips[^"]*">(.*?)</ul>', html, re.DOTALL)
    return [re.findall(r'data-axis="(\w+)"', row) for row in rows]


def test_three_chips_always_in_the_same_order(tea: Book, pages: dict[str, Page]) -> None:
    for claim in tea.claims.values():
        first, *others = chips(pages[f"claims/{claim.id}.md"].body)
        assert first == AXES
        # A finding has no verdict of its own: that belongs to the saying as a whole.
        assert others[: len(claim.findings)] == [AXES[:2]] * len(claim.findings)
        assert others[len(claim.findings) :] == [AXES] * len(claim.related)
    assert chips(pages["claims.md"].body) == [AXES] * len(tea.claims)


def test_each_chip_has_a_shape_a_word_and_on_a_claim_page_a_legend(pages: dict[str, Page]) -> None:
    for name in ("claims/sleep", "claims/hostile-text"):
        answer = pages[f"{name}.md"].body.split('<div class="ev-answer">')[1].split("</ul>")[0]
        found = answer.split("<li ")[1:]
        assert len(found) == 3
        for chip in found:
            # The shape is drawn by the style sheet from its name, and holds no text a screen reader could trip over.
            assert re.search(r'<span class="ev-shape" data-shape="(sure|way|holds)-[a-z-]+"></span> \w', chip)
            assert re.search(r'ev-chip__legend">\w.+\.<', chip)


def test_safety_blocks_in_their_fixed_order(tea: Book, pages: dict[str, Page]) -> None:
    order = [str(kind) for kind in CAUTION_KINDS]
    assert order == ["stop-now", "ask-first", "supervised-only", "place", "adapt"]
    body = pages["safety.md"].body
    assert re.findall(r'<section class="ev-block" data-kind="([\w-]+)"', body) == order
    shown = re.findall(r'<section class="ev-caution" data-kind="([\w-]+)" id="([\w-]+)"', body)
    assert sorted(one for _, one in shown) == sorted(tea.cautions)
    assert [kind for kind, _ in shown] == sorted((kind for kind, _ in shown), key=order.index)
    # Inside a block the ones with a number come first, the others follow by name.
    assert [one for kind, one in shown if kind == "ask-first"] == ["ask-iron", "ask-pregnancy"]
    first = tea.cautions["ask-pregnancy"].model_copy(update={"order": 1})
    moved = safety_view(replace(tea, cautions={**tea.cautions, first.id: first}))
    assert [one.id for one in moved.blocks[1].cautions] == ["ask-pregnancy", "ask-iron"]
    assert body.index("Stop and call your local emergency number") < body.index('data-kind="stop-now"')


def test_a_page_that_tells_people_to_do_something_shows_the_gate_first(pages: dict[str, Page]) -> None:
    body = pages["start.md"].body
    gate = body.split('<aside class="ev-gate"')[1].split("</aside>")[0]
    assert re.findall(r'class="(?:ev-label|ev-gate__kind)">([^<]+)<', gate) == [
        "Stop now",
        "Ask first",
        "Only with trained help",
    ]
    assert body.index("ev-gate") < body.index("What studies did")


def texts(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text inside a view, with its place."""
    if isinstance(value, str):
        yield where, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name), f"{where}.{field.name}")
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one, where)


def test_views_hold_no_markup(tea: Book) -> None:
    claims = {name: claim for name, claim in tea.claims.items() if name != "hostile-text"}
    works = {name: source for name, source in tea.sources.items() if name != "hostile-source"}
    book = replace(tea, claims=claims, sources=works)
    uses = all_uses(book)
    views = [
        *(claim_view(book, claim) for claim in book.claims.values()),
        *(source_view(book, source, uses.get(source.id, ())) for source in book.sources.values()),
        *(compare_view(book, table) for table in book.comparisons.values()),
        *(safety_view(book), practice_view(book), articles_view(book), matrix_view(book), source_index(book, uses)),
    ]
    found = [(where, text) for view in views for where, text in texts(view, type(view).__name__)]
    assert len(found) > 1000
    assert [one for one in found if "<" in one[1] and not one[0].endswith(".apa")] == []
    assert {tag for where, text in found if where.endswith(".apa") for tag in re.findall("<[^>]*>", text)} == {
        *("<i>", "</i>")
    }
    # Help texts may name a '<topic>' folder or a value '<0.01', but they hold no tag either.
    told = [text for view in (legend_view(), rules_view(), fields_view()) for _, text in texts(view)]
    assert [text for text in told if re.search(r"</|<(a|b|i|p|br|div|em|span|strong|svg|ul|li)\b|&\w+;", text)] == []


def test_an_article_is_told_from_the_line_that_says_most_too_much(real: Book, tea: Book) -> None:
    order = (
        "contradicted",
        "not-supported",
        "untested",
        "unclear",
        "partly-supported",
        "supported",
        "advice",
        "background",
    )
    for article in (*articles_view(real).articles, *articles_view(tea).articles):
        ranks = [order.index(line.found) for line in article.lines if line.strength != "doubts it"]
        assert ranks == sorted(ranks)


def test_neighbours_that_nobody_measured_are_one_cell(real: Book) -> None:
    table = compare_view(real, real.comparisons["energy-mets"])
    rows = [row.cells for _, group in table.groups for row in group]
    assert {sum(len(cell.columns) for cell in row) for row in rows} == {len(table.columns)}
    assert any(len(cell.columns) == 2 and cell.kind == "none" for row in rows for cell in row)
    split = [(a.note, b.note) for row in rows for a, b in pairwise(row) if a.kind == b.kind == "none"]
    assert [one for one in split if one[0] == one[1]] == []


def test_rules_show_code_as_code(tea: Book) -> None:
    told = [(piece.kind, piece.text) for rule in rules_view() for piece in (*rule.title, *rule.why, *rule.fix)]
    assert ("code", "basis: common-sense") in told
    assert [text for _, text in told if "`" in text] == []
    assert all(rule.fix for rule in rules_view())


def test_changes_are_told_in_words_of_readers(real: Book) -> None:
    told = {row.what for day in changes_view(real) for claim in day.claims for row in claim.rows}
    assert {"first grading: very low", "new level: low → very low", "change of text"} <= told
    assert [what for what in told if "record" in what or "amendment" in what] == []
    assert "correction: level unchanged, very low" in told
