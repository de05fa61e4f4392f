"""From plain values to records: what is wrong is said once, at its place, in a contributor's words, whatever comes in."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.model import KINDS, Caution, Claim, Source, kind_of, read
from macros.model.shape import ShapeError, fields_at
from macros.yamlfile import parse
from tests.guide_files import TEA, read_files

RECORDS = {file: parse(file, text).value for file, text in read_files(TEA).items()}
KETTLE = RECORDS["claims/safety/place-kettle.yml"]
SLEEP = RECORDS["claims/mind/sleep.yml"]
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.text(max_size=8), lambda v: st.lists(v, max_size=2) | st.dictionaries(st.text(max_size=5), v, max_size=2)
)


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("claims/guide.yml", "guide"),
        ("claims/sources/x.yml", "source"),
        ("claims/safety/x.yml", "caution"),
        ("claims/practice/x.yml", "practice"),
        ("claims/plans/x.yml", "plan"),
        ("claims/articles/x.yml", "article"),
        ("claims/comparisons/x.yml", "comparison"),
        ("claims/anything/x.yml", "claim"),
        ("claims/anything/guide.yml", "claim"),
        ("claims/x.yml", None),
        ("claims/a/b/x.yml", None),
        ("claims/a/x.yaml", None),
        ("claims/a/x.yml.txt", None),
        ("other/a/x.yml", None),
    ],
)
def test_the_kind_follows_from_the_place(file: str, kind: str | None) -> None:
    assert kind_of(file) == kind


@pytest.mark.parametrize("file", RECORDS)
def test_each_tea_record_is_of_the_kind_of_its_place(file: str) -> None:
    kind = str(kind_of(file))
    record, errors = read(kind, RECORDS[file])
    assert errors == []
    assert isinstance(record, KINDS["forward" if "forward" in RECORDS[file] else kind])


def test_text_gets_its_type_from_the_model() -> None:
    record, _ = read("source", RECORDS["claims/sources/hostile-source.yml"])
    assert isinstance(record, Source)
    assert str(record.results[0].estimate) == "1.50"
    assert record.citable is True
    assert record.issued == 2017
    assert record.checked_on.isoformat() == "2026-11-01"


def test_hostile_text_survives_the_model() -> None:
    raw = RECORDS["claims/body/hostile-text.yml"]
    record, _ = read("claim", raw)
    assert isinstance(record, Claim)
    for name in ("title", "question", "saying", "summary", "mechanism", "best_case_against"):
        assert getattr(record, name) == raw[name]


def test_a_record_cannot_be_changed() -> None:
    record, _ = read("caution", KETTLE)
    assert isinstance(record, Caution)
    with pytest.raises(ValueError, match="frozen"):
        record.title = "other"  # type: ignore[misc]


def test_several_mistakes_are_several_errors() -> None:
    _, errors = read("caution", {**KETTLE, "kind": "kitchen", "colour": "red", "who": "", "order": "first"})
    assert {(e.path, e.at_key, e.code) for e in errors} == {
        (("kind",), False, "E103"),
        (("colour",), True, "E101"),
        (("who",), False, "E102"),
        (("order",), False, "E104"),
    }


def test_a_misspelt_field_is_one_error_and_another_missing_one_stays() -> None:
    raw = {("wyh" if name == "why" else name): value for name, value in KETTLE.items() if name != "who"}
    _, errors = read("caution", raw)
    assert {(e.code, e.path) for e in errors} == {("E101", ("wyh",)), ("E102", ("who",))}


def test_fields_are_named_as_contributors_write_them() -> None:
    assert "container-title" in fields_at(Source, ())
    assert "container_title" not in fields_at(Source, ())
    assert fields_at(Claim, ("findings", 0, "certainty", "risk_of_bias")) == ["concern", "reason"]
    assert fields_at(KINDS["comparison"], ("rows", 0, "cells", "tea", "result")) == ["source", "result", "arm"]  # type: ignore[arg-type]
    assert fields_at(Claim, ("title", "x")) == []


@given(st.sampled_from(sorted(KINDS)), st.dictionaries(st.text(max_size=6) | st.just("id"), VALUES, max_size=4))
def test_any_values_give_a_record_or_errors(kind: str, raw: dict[str, Any]) -> None:
    record, errors = read(kind, raw)
    assert record is None
    _are_in_words(errors)


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(leaf for step, one in inside for leaf in _leaves(one, (*path, step)))]


@given(st.data(), st.sampled_from(sorted(RECORDS)), VALUES)
def test_one_wrong_value_anywhere_never_breaks_the_checker(data: st.DataObject, file: str, value: Any) -> None:
    raw = copy.deepcopy(RECORDS[file])
    *steps, last = data.draw(st.sampled_from(_leaves(raw)[1:]))
    inside: Any = raw
    for step in steps:
        inside = inside[step]
    inside[last] = value
    record, errors = read(str(kind_of(file)), raw)
    assert (record is None) == bool(errors)
    _are_in_words(errors)


def _are_in_words(errors: list[ShapeError]) -> None:
    for error in errors:
        assert error.message
        assert error.fix
        assert "pydantic" not in error.message + error.fix
        assert "\n" not in error.fix
    assert len({(e.path, e.at_key, e.code) for e in errors}) == len(errors)
