"""A new record asks for what is needed and nothing else: empty it names its blanks, filled in it passes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from macros import rules
from macros.book import load
from macros.document import Path
from macros.misshapen import BEGUN
from macros.model import KINDS, NEWABLE, read
from macros.model.fields import FieldHelp, fields_help
from macros.problem import Problem
from macros.scaffold import COLUMNS, blank_finding, new_record, path_of
from macros.yamlfile import parse
from tests.guide_files import ROOT

TODAY = date(2026, 11, 21)
# Kind -> the tea record whose values fill the blanks.
MODELS = {
    "source": "claims/sources/example-2020.yml",
    "claim": "claims/mind/sleep.yml",
    "caution": "claims/safety/racing-heart.yml",
    "practice": "claims/practice/two-cups-trial.yml",
    "plan": "claims/plans/first-cups.yml",
    "article": "claims/articles/weekly-cup.yml",
    "comparison": "claims/comparisons/drinks.yml",
    "calculator": "claims/calculators/caffeine.yml",
    "term": "claims/glossary/certainty.yml",
}


def empty(kind: str) -> tuple[str, str]:
    """Path and text of a new record of a kind."""
    topic = "mind" if kind == "claim" else ""
    return path_of(kind, "new-one", topic), new_record(kind, "new-one", TODAY, topic)


def told(files: dict[str, str], path: str) -> list[Problem]:
    """What `guide check` says of one record among others."""
    book, problems = load(files)
    assert book is not None
    return [p for p in problems + rules.run(book) if p.file == path]


def blanks(text: str) -> dict[Path, int]:
    """Place in the record -> line of every blank."""
    document = parse("new.yml", text)

    def inside(value: Any, path: Path = ()) -> Iterator[Path]:
        if value == "":
            yield path
        for step, one in value.items() if isinstance(value, dict) else enumerate(value) if value else ():
            if not isinstance(value, str):
                yield from inside(one, (*path, step))

    return {path: document.values[path].line for path in inside(document.value)}


def value_at(raw: Any, path: Path) -> str:
    """The value of a filled record for a blank; any column's cell does for the ones a new table begins with."""
    for step in path:
        raw = next(iter(raw.values())) if step in COLUMNS else raw[step]
    return str(raw)


def filled(text: str, raw: dict[str, Any]) -> str:
    """The text with every blank filled from the values of another record, as a contributor would type them."""
    lines = text.split("\n")
    for path, line in blanks(text).items():
        value = "yes" if path[-1] == "not_measured" else value_at(raw, path)
        lines[line - 1] += f" {json.dumps(value, ensure_ascii=False)}"
    return "\n".join(lines)


@pytest.mark.parametrize("kind", NEWABLE)
def test_an_unfilled_record_names_its_blanks_and_nothing_else(kind: str, tea_files: dict[str, str]) -> None:
    path, text = empty(kind)
    _, errors = read(kind, parse(path, text).value)
    assert {e.code for e in errors} == {"E102"}
    assert [e.message for e in errors if not e.message.endswith(" is empty")] == []
    assert {e.path for e in errors} == set(blanks(text))
    # Whoever has just begun is told how many blanks there are and where they start, not each one in turn.
    problems = told({**tea_files, path: text}, path)
    first, *others = sorted(p.line for p in problems)
    assert first == min(blanks(text).values())
    assert len(others) == 0 if len(blanks(text)) >= BEGUN else len(others) == len(blanks(text)) - 1


def test_a_record_filled_in_but_for_some_blanks_names_each(tea_files: dict[str, str]) -> None:
    path, text = empty("claim")
    lines = filled(text, parse("model.yml", tea_files[MODELS["claim"]]).value).split("\n")
    for line in list(blanks(text).values())[:BEGUN]:
        lines[line - 1] = lines[line - 1].split(":")[0] + ":"
    assert len(told({**tea_files, path: "\n".join(lines)}, path)) == BEGUN


@pytest.mark.parametrize("kind", NEWABLE)
def test_a_filled_record_passes(kind: str, tea_files: dict[str, str]) -> None:
    path, text = empty(kind)
    whole = filled(text, parse("model.yml", tea_files[MODELS[kind]]).value)
    assert blanks(whole) == {}
    # The model stands in the guide already; a copy of it beside it is rightly called one.
    rest = {file: text for file, text in tea_files.items() if file != MODELS[kind] or kind not in ("source", "term")}
    assert told({**rest, path: whole}, path) == []


def everything_used(text: str) -> str:
    """The text with the '# ' taken away before the name of every optional field, however deep inside others."""
    names = {name for kind in NEWABLE for field in fields_help(KINDS[kind]) for name in names_in(field)}
    lines = text.split("\n")
    for i, line in enumerate(lines):
        while found := re.match(r"( *)# ((?:# | )*(?:- )?([\w-]+):(?: .*)?|(?:# | )*-)$", line):
            if found[3] and found[3] not in names:
                break
            line = f"{found[1]}{found[2]}"
        lines[i] = line
    return "\n".join(lines)


def names_in(field: FieldHelp) -> Iterator[str]:
    yield field.name
    for part in field.parts:
        yield from names_in(part)


def shape(fields: tuple[FieldHelp, ...], place: str) -> set[Path]:
    """Every place in a record in which each field is used once."""
    out: set[Path] = set()
    for field in fields:
        inner = shape(field.parts, f"{place}.{field.name}") or {()}
        steps: tuple[Path, ...] = ((0,),) if field.is_list else ((),)
        if place == "comparison" and field.name == "columns":
            steps = ((0,), (1,))
        if field.name == "cells":
            steps = tuple((column,) for column in COLUMNS)
        out |= {(field.name, *step, *path) for step in steps for path in inner}
    return out


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, str):
        yield path
    for step, one in value.items() if isinstance(value, dict) else enumerate(value):
        if not isinstance(value, str):
            yield from leaves(one, (*path, step))


@pytest.mark.parametrize("kind", NEWABLE)
def test_each_optional_field_is_usable_where_it_stands(kind: str) -> None:
    _, text = empty(kind)
    raw = parse("new.yml", everything_used(text)).value
    assert set(leaves(raw)) == shape(fields_help(KINDS[kind]), kind)
    _, errors = read(kind, raw)
    assert {e.code for e in errors} == {"E102"}


@pytest.mark.parametrize("kind", NEWABLE)
def test_each_field_is_explained_once_above_its_name(kind: str) -> None:
    _, text = empty(kind)
    assert "\t" not in text
    assert max(map(len, text.split("\n"))) < 400
    assert text.startswith(f"# yaml-language-server: $schema=../schema/{kind}.json\n")
    lines = text.split("\n")
    for field in fields_help(KINDS[kind]):
        at = next(i for i, line in enumerate(lines) if line.removeprefix("# ").split(":")[0] == field.name)
        assert lines[at - 1].removeprefix("# ").removeprefix("(optional) ").startswith(field.description)
        assert lines[at].startswith("# ") == lines[at - 1].startswith("# (optional) ")
        assert all(word in lines[at - 1] for word in field.words)


BLANK = ROOT / ".github" / "blank"


def test_the_blank_records_for_the_browser_are_current(refresh: bool) -> None:
    """Whoever works in a browser copies what `guide new` would write."""
    wanted = {f"{kind}.yml": new_record(kind, "", None) for kind in NEWABLE} | {"finding.yml": blank_finding()}
    if refresh:
        BLANK.mkdir(exist_ok=True)
        for name, text in wanted.items():
            (BLANK / name).write_text(text, encoding="utf-8")
    there = {path.name: path.read_text(encoding="utf-8") for path in BLANK.iterdir()}
    assert there == wanted, "run pytest tests/test_scaffold.py --refresh-golden"


def test_a_blank_record_knows_no_day_and_no_id() -> None:
    for kind in NEWABLE:
        text = new_record(kind, "", None)
        assert re.search(r"\b20\d\d-\d\d-\d\d\b", text) is None
        assert "\nid:\n" in text


def test_what_can_be_derived_is_filled_in() -> None:
    raw = parse("new.yml", new_record("claim", "an-id", TODAY, "mind", review_months=12)).value
    assert (raw["id"], raw["topic"]) == ("an-id", "mind")
    assert (raw["reviewed_on"], raw["review_due"]) == ("2026-11-21", "2027-11-21")
    assert raw["findings"][0]["headline"] == "yes"
    assert (raw["history"][0]["date"], raw["history"][0]["type"]) == ("2026-11-21", "new-record")
    # A date that nobody has looked at yet is a blank, not today.
    assert raw["search"]["date"] == ""
    assert parse("new.yml", new_record("source", "an-id", TODAY)).value["checked_on"] == ""


@pytest.mark.parametrize(
    ("kind", "topic", "path"),
    [
        ("source", "", "claims/sources/x.yml"),
        ("claim", "mind", "claims/mind/x.yml"),
        ("caution", "", "claims/safety/x.yml"),
        ("practice", "", "claims/practice/x.yml"),
        ("plan", "", "claims/plans/x.yml"),
        ("article", "", "claims/articles/x.yml"),
        ("comparison", "", "claims/comparisons/x.yml"),
        ("calculator", "", "claims/calculators/x.yml"),
        ("term", "", "claims/glossary/x.yml"),
    ],
)
def test_a_record_belongs_where_the_loader_looks_for_it(kind: str, topic: str, path: str) -> None:
    assert path_of(kind, "x", topic) == path
