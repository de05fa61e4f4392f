"""What somebody writes on a page by hand: calls of macros and links; what comes of them, and what an author is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from macros.author import for_check, for_pages
from macros.book import Book
from macros.problem import Problem
from macros.render import expand
from macros.site import BadSite, check_content, render_site
from tests.guide_files import TEA, read_files

CONTENT = read_files(TEA, "content")


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
        ("{{ number('sample-2018', 'latncy') }}", "there is no result 'latncy' in sample-2018", "'latency'"),
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
