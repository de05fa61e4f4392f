"""Our own HTML, before any site generator touches it: golden pages of tea, the macros, and what an author is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

import pytest

from macros.author import for_check, for_pages
from macros.book import Book
from macros.labels import CAUTION_KINDS
from macros.model import Level
from macros.problem import Problem
from macros.render import expand
from macros.site import BadSite, Page, check_content, render_site
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


def calls(text: str) -> Iterator[tuple[str, str]]:
    """Every macro call of a page: name, and the call as it stands."""
    yield from re.findall(r"\{\{ ((\w+)\([^)]*\)) \}\}", text)


MACROS = {name: f"{{{{ {call} }}}}" for page in CONTENT.values() for call, name in calls(str(page))}


def test_the_tea_guide_uses_every_macro(tea: Book) -> None:
    assert set(MACROS) == set(for_pages(tea)) == set(for_check(tea))


@pytest.mark.parametrize("name", sorted(MACROS))
def test_each_macro_is_explained_and_draws_finished_html(name: str, tea: Book) -> None:
    macro = for_pages(tea)[name]
    assert re.fullmatch(r"[A-Z].+\.", (macro.__doc__ or "").strip())
    drawn = expand("content/x.md", f"\n{MACROS[name]}", for_pages(tea)).strip()
    assert drawn.startswith("<")
    assert drawn.endswith(">")
    # A line break or an indent inside would hand the rest to Markdown.
    assert "\n" not in drawn
    assert expand("content/x.md", MACROS[name], for_check(tea)) == ""


# Whatever Jinja would work out, were it asked to; some of it would take all the memory there is.
NO_CALLS = (
    *("{{ 'x' * 9999999999 }}", "{{ 7 * 6 }}", "{{ 'text' }}", "{{ 42 }}", "{{ 1 / 0 }}", "{{ answer('sleep').x }}"),
    *("{{ answer('sleep') | upper }}", "{{ answer('sleep') ~ 'x' }}", "{{ answer('sleep'), 'x' }}", "{{ true }}"),
    *("{{ answer('sleep') if true }}", "{{ answer('sleep')() }}", "{{ [1, 2][0] }}", "{{ 'x'.join('y') }}"),
    "{{ " + "(" * 900 + "1" + ")" * 900 + " }}",
)
BLOCKS = ("{% if %}", "{% set x = 1 %}", "{% raw %}{{ 7 }}{% endraw %}")
NO_IDS = (
    *("{{ answer('sl' ~ 'eep') }}", "{{ answer(7) }}", "{{ answer('x' * 9999999999) }}", "{{ answer(none) }}"),
    *("{{ answer(claim='sleep'.lower()) }}", "{{ answer(*['sleep']) }}", "{{ answer(**{'claim': 'sleep'}) }}"),
)


@pytest.mark.parametrize(
    ("call", "message", "fix"),
    [
        ("{{ answer('slep') }}", "there is no claim 'slep'", "did you mean 'sleep'?"),
        ("{{ comparison('x') }}", "there is no comparison 'x'", "comparisons: drinks"),
        ("{{ number('sample-2018', 'latncy') }}", "there is no result of sample-2018 'latncy'", "'latency'"),
        ("{{ answerr('sleep') }}", "there is no macro 'answerr'", "did you mean 'answer'?"),
        ("{{ answer(sleep) }}", "the id 'sleep' stands without quotes", "put it in quotes: 'sleep'"),
        ("{{ lipsum() }}", "there is no macro 'lipsum'", "macros: answer, answers, articles"),
        ("{{ answer() }}", "answer() is called with the wrong number of ids", "each in quotes: claim"),
        ("{{ answer('sleep', 'energy') }}", "answer() is called with the wrong number of ids", "each in quotes: claim"),
        ("{{ answer(claims='sleep') }}", "answer() is called with the wrong number of ids", "each in quotes: claim"),
        ("{{ matrix('sleep') }}", "matrix() is called with the wrong number of ids", "leave its brackets empty"),
        ("{{ answer }}", "'answer' stands without its brackets", "write {{ answer() }}"),
        ("{{ answer('sleep) }}", "this macro cannot be read", "compare it with another page"),
        ("{{ answer('sleep') }", "this macro cannot be read", "compare it with another page"),
        ("{{ }}", "this macro cannot be read", "compare it with another page"),
        *((call, "only a call of one macro", "leave the braces out") for call in NO_CALLS),
        *((call, "no {% %}", "delete it") for call in BLOCKS),
        *((call, "takes ids in quotes and nothing else", "such as answer('ID')") for call in NO_IDS),
    ],
)
@pytest.mark.parametrize("head", ["", "---\ntitle: A page\n---\n\n# A page\n\n"])
def test_an_author_is_told_what_is_wrong_in_which_line(head: str, call: str, message: str, fix: str, tea: Book) -> None:
    text = f"{head}Words, and\nmore words.\n\nHere: {call}\n\nAnd an end.\n"
    line = text[: text.index(call)].count("\n") + 1

    def told(problems: list[Problem]) -> None:
        [problem] = problems
        assert (problem.file, problem.code, problem.line) == ("content/x.md", "E901", line)
        # The caret stands under the macro, or under the very word that is wrong in it.
        pointed = text.splitlines()[line - 1][problem.col - 1 :][: problem.width]
        assert pointed == call or f"'{pointed}'" in problem.message
        assert message in problem.message
        assert fix in problem.fix
        assert "locals" not in problem.message

    told(check_content(tea, {"content/x.md": text}))
    with pytest.raises(BadSite) as bad:
        render_site(tea, {**CONTENT, "content/x.md": text})
    told(bad.value.problems)


def test_a_claim_without_a_plot_is_said_to_have_none(tea: Book) -> None:
    claim = tea.claims["energy"]
    bare = claim.model_copy(update={"findings": [claim.findings[0].model_copy(update={"effects": []})]})
    book = replace(tea, claims={**tea.claims, "energy": bare})
    [problem] = check_content(book, {"content/x.md": "{{ forest('energy') }}"})
    assert (problem.code, problem.line) == ("E901", 1)
    assert "no effect that can be plotted" in problem.message


def test_a_plot_on_a_page_stands_above_the_table_of_its_numbers(tea: Book) -> None:
    drawn = for_pages(tea)["forest"]("sleep")
    assert drawn.index("</figure>") < drawn.index("<table")
    assert "12\u00a0minutes (5 to 19)" in drawn.split("<table")[1]


def test_every_page_with_a_mistake_is_named_in_one_run(tea: Book) -> None:
    content = {"content/a.md": "{{ nope() }}", "content/b.md": b"\xff", "content/c.md": "x\n{{ answer('nope') }}"}
    told = [(p.file, p.line, p.code) for p in check_content(tea, content)]
    assert sorted(told) == [("content/a.md", 1, "E901"), ("content/b.md", 1, "E001"), ("content/c.md", 2, "E901")]
    with pytest.raises(BadSite) as bad:
        render_site(tea, content)
    assert [(p.file, p.line, p.code) for p in bad.value.problems] == told


def test_each_mistake_of_a_page_is_told_at_its_own_place(tea: Book) -> None:
    text = "\r\n{{ answer('sleep') }} {{ nope() }} and {{\r\n answer('slep') }}\r\n{{- 7 }} {{ answer('energy')"
    told = [(p.line, p.col, p.width, p.message) for p in check_content(tea, {"content/x.md": text})]
    assert told == [
        (2, 26, 4, "there is no macro 'nope'"),
        (3, 10, 4, "there is no claim 'slep'"),
        (4, 1, 8, "only a call of one macro may stand here"),
        (4, 10, 19, "this macro cannot be read: unexpected end of template, expected 'end of print statement'."),
    ]


def test_braces_that_are_no_macro_stay(tea: Book) -> None:
    text = "# A heading {#anchor}\n\n{## a note nobody sees ##}{ one } and }} two\n"
    assert expand("content/x.md", text, for_pages(tea)) == "# A heading {#anchor}\n\n{ one } and }} two\n"


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


def test_a_link_that_is_right_or_none_is_left_alone(tea: Book) -> None:
    text = (
        "---\ndescription: '[x](nowhere.md)'\n---\n`[x](nowhere.md)` [x](../start.md) [x](../claims/sleep.md#numbers)\n"
        "[x](https://example.org/nowhere.md) [x](mailto:nowhere.md) [x](../sources/mock-2021.md 'why') nowhere.md\n"
        "[x](../about.md#whatever)\n\n```\n[x](nowhere.md)\n```\n\n[x]: ../index.md\n"
    )
    anchor = re.search(r' id="([^"]+)"', render_site(tea, CONTENT)["claims/sleep.md"].body)
    assert anchor is not None
    render_site(tea, {**CONTENT, "content/deep/x.md": text.replace("numbers", anchor[1])})
    wrong = {
        **CONTENT,
        "content/deep/x.md": text.replace("../", ""),
        "content/deep/y.md": "[x](start.md) [y](start.md)",
    }
    with pytest.raises(BadSite) as bad:
        render_site(tea, wrong)
    told = [(p.file, p.line, p.col, p.width, p.fix) for p in bad.value.problems]
    assert told == [
        ("content/deep/x.md", 4, 23, 8, "did you mean '../start.md'?"),
        ("content/deep/x.md", 4, 37, 15, "did you mean '../claims/sleep.md'?"),
        ("content/deep/x.md", 5, 64, 20, "did you mean '../sources/mock-2021.md'?"),
        ("content/deep/x.md", 6, 5, 8, "did you mean '../about.md'?"),
        ("content/deep/x.md", 12, 6, 8, "add content/deep/index.md"),
    ]
