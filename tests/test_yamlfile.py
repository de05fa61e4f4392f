"""The loader of files: scalars stay text, places are right, and no input at all ends in anything but a value or a problem."""

from __future__ import annotations

import sys
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from macros import yamlfile
from macros.document import Spot
from macros.textfile import FORBIDDEN, MAX_BYTES, MAX_LINE_LENGTH, MAX_LINES
from macros.yamlfile import Refused, parse

LEGAL = st.text(st.characters(exclude_categories=["Cs"]).filter(lambda c: c != "\r" and not FORBIDDEN.match(c)))
# Pieces that YAML gives a meaning to, so that random files are not all plain text.
SIGNS = list("-?:#|>'\"\\[]{},&*!%@`\t\r\x00\x85\ufeff\u2028")
MARKS = st.sampled_from(
    [*SIGNS, "\n", "\n  ", "- ", ": ", "a: ", " #", ">-\n", "&a", "*a", "!t ", "---\n", "%YAML 1.1\n", "<<: ", "\r\n"]
)
TREES: st.SearchStrategy[Any] = st.recursive(
    LEGAL, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LEGAL, inner, max_size=3), max_leaves=12
)


def refused(text: str | bytes) -> list[tuple[int, int, str]]:
    with pytest.raises(Refused) as caught:
        parse("x.yml", text)
    return [(p.line, p.col, p.code) for p in caught.value.problems]


def dump(value: Any, style: str | None) -> str:
    return str(yaml.dump(value, default_style=style, allow_unicode=True, width=10**6, sort_keys=False))


@pytest.mark.parametrize(
    "text",
    [
        "0.80",
        "1e3",
        "010",
        "1_000",
        "0x10",
        "1:30",
        "10.1130/x",
        "no",
        "Yes",
        "null",
        "~",
        "2026-13-01",
        ".5",
        "=",
        "<<",
    ],
)
def test_every_scalar_stays_as_it_was_written(text: str) -> None:
    assert parse("x.yml", f"a: {text}\nb:\n  - {text}\n").value == {"a": text, "b": [text]}


@given(TREES, st.sampled_from([None, '"', "'"]))
def test_any_legal_text_survives_unchanged(tree: Any, style: str | None) -> None:
    text = dump({"key": tree}, style)
    # The writer leaves some characters as they are that are refused by design.
    assume("\t" not in text and not FORBIDDEN.search(text))
    assert parse("x.yml", text).value == {"key": tree}


@given(TREES, st.sampled_from([None, '"', "'"]))
def test_each_place_points_at_its_text(tree: Any, style: str | None) -> None:
    text = dump({"key": tree}, style)
    assume("\t" not in text and not FORBIDDEN.search(text))
    document = parse("x.yml", text)
    lines = text.split("\n")
    for path, spot in document.keys.items():
        if "\n" in str(path[-1]) or lines[spot.line - 1][spot.col - 1 :].startswith("? "):
            continue  # a key over several lines, or YAML's long form of a key; nobody types either
        assert _shown(lines, spot) == path[-1]
    for path, spot in document.values.items():
        value = _at(document.value, path)
        if isinstance(value, str) and value and "\n" not in value:
            assert _shown(lines, spot) == value


def _shown(lines: list[str], spot: Spot) -> Any:
    return yaml.load(lines[spot.line - 1][spot.col - 1 :][: spot.width], Loader=yaml.CBaseLoader) or ""


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


@given(st.lists(st.text(max_size=5) | MARKS, max_size=25).map("".join))
@example("a: {b\n")
@example("a: 'b\n\n\n")
@example("a:\n- b\n  c: d\n")
def test_any_text_gives_a_value_or_a_problem_at_a_place_that_exists(text: str) -> None:
    _is_read_or_refused(text, text)


@given(st.binary(max_size=60))
def test_any_bytes_give_a_value_or_a_problem_at_a_place_that_exists(raw: bytes) -> None:
    _is_read_or_refused(raw, raw.decode("utf-8", "replace"))


def _is_read_or_refused(raw: str | bytes, text: str) -> None:
    try:
        parse("x.yml", raw)
        return
    except Refused as error:
        problems = error.problems
    lines = text.split("\n")
    assert problems
    for problem in problems:
        assert problem.message
        assert problem.fix
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.col <= len(lines[problem.line - 1]) + 1


def test_what_is_too_much_is_refused_at_the_place_where_it_begins_to_be() -> None:
    assert refused("a: " + "x" * MAX_LINE_LENGTH) == [(1, MAX_LINE_LENGTH + 1, "E003")]
    assert refused("a: x\n" + "# x\n" * MAX_LINES) == [(MAX_LINES + 1, 1, "E003")]
    wide = "# " + "é" * 1000 + "\n"
    assert refused("a: x\n" + wide * (MAX_BYTES // 2000))[0][2] == "E003"
    assert refused("a: " + "[" * 2000)[0][2] == "E003"
    assert refused("a: " + "[" * 900 + "]" * 900) == [(1, 34, "E003")]
    assert refused("a:\n  " + "- " * 900 + "x")[0][2] == "E003"


def test_as_much_as_is_allowed_is_read() -> None:
    assert len(parse("x.yml", "a: " + "x" * (MAX_LINE_LENGTH - 3)).value["a"]) == MAX_LINE_LENGTH - 3
    assert parse("x.yml", "a: x\n" + "# x\n" * (MAX_LINES - 1)).value == {"a": "x"}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: 1\na: 2\nb: 1\nb: 2\n", [(2, 1, "E005"), (4, 1, "E005")]),
        ('"a": 1\na: 2\n', [(2, 1, "E005")]),
        ("a:\n  b: 1\n  b: 2\n", [(3, 3, "E005")]),
        ("😀: &x 1\nb: *x\n", [(1, 4, "E006"), (2, 4, "E006")]),
        ("a: !!python/object:os.system x\n", [(1, 4, "E006")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "E006")]),
        ("- a\n- b\n", [(1, 1, "E004")]),
        ("a: [b,\n\tc]\n", [(2, 1, "E002")]),
        ("é: \u2028x\n", [(1, 4, "E002")]),
        ("a: x\rb: y\n", [(1, 5, "E002")]),
        ('a: "\\u202e"\n', [(1, 4, "E002")]),
        ("a: C #sharp\n", [(1, 6, "E004")]),
        ("a: one\n  two #3\n", [(2, 7, "E004")]),
        (b"a: \xff\n", [(1, 4, "E001")]),
        (b"a: 1\nb: \xc3\n", [(2, 4, "E001")]),
        ("a: 1".encode("utf-16"), [(1, 1, "E001")]),
        (b"\xef\xbb\xbfa: 1", [(1, 1, "E001")]),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text: str | bytes, problems: list[tuple[int, int, str]]) -> None:
    assert refused(text) == problems


def test_remarks_are_no_values() -> None:
    assert parse("x.yml", "# top\na: x  # a remark\nb: '#3'\nc: a#b\nd: |\n  x #3\n").value == {
        "a": "x",
        "b": "#3",
        "c": "a#b",
        "d": "x #3\n",
    }


def test_line_ends_of_windows_are_line_ends() -> None:
    document = parse("x.yml", "a: 1\r\nb: 2\r\n")
    assert document.value == {"a": "1", "b": "2"}
    assert document.spot(("b",)) == Spot(2, 4, 1)


def test_a_place_that_is_not_written_is_its_nearest_parent() -> None:
    document = parse("x.yml", "a: 1\nb:\n  - c: 2\n")
    assert document.spot(("b", 0, "c")) == Spot(3, 8, 1)
    assert document.spot(("b", 0, "c"), key=True) == Spot(3, 5, 1)
    assert document.spot(("b", 0, "d")) == document.spot(("b", 0)) == Spot(3, 5, 1)
    assert document.spot(("b", 4, "d", 2)) == document.spot(("b",)) == Spot(3, 3, 1)
    assert document.spot(("b",), key=True) == Spot(2, 1, 1)
    assert document.spot(("z",)) == Spot(1, 1)


def test_a_word_is_found_inside_its_own_text_only() -> None:
    document = parse("x.yml", 'a: >-\n  one two\n  three two\nb: four\nc:\n  - x: "f\\x6fur"\n    y: four\n')
    assert document.narrow(("a",), 4, 7) == Spot(2, 7, 3)
    assert document.narrow(("a",), 8, 13) == Spot(3, 3, 5)
    assert document.narrow(("a",), 14, 17) == Spot(3, 9, 3)
    assert document.narrow(("a",), 4, 13) == Spot(2, 7, 3), "what goes on below is underlined to the end of its line"
    assert document.narrow(("b",), 1, 4) == Spot(4, 5, 3)
    assert document.narrow(("c", 0, "x"), 0, 4) == document.spot(("c", 0, "x")), "an escape hides the word"


@given(st.text(alphabet="ab: -#!\\\"'\u2018\u201c\n&*[]{}", max_size=60))
def test_the_second_look_is_only_left_out_where_it_finds_nothing(text: str) -> None:
    def told() -> object:
        try:
            return parse("x.yml", text).value
        except Refused as refused:
            return refused.problems

    quick = told()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamlfile, "DOUBTFUL", ("",))
        assert told() == quick


def test_what_is_forbidden_is_never_printable() -> None:
    """Texts that are printable are not searched for it."""
    found = [chr(code) for code in range(sys.maxunicode + 1) if FORBIDDEN.search(chr(code))]
    assert len(found) > 60
    assert [char for char in found if char.isprintable()] == []
