"""What a change means, told: as text, Markdown and JSON, safe to print, or not told when it cannot be read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros import report
from macros.render import code, fenced, in_markdown
from macros.report import NOTHING, compare
from macros.sides import Side, Unreadable
from tests.tea_edits import CHANGES, HEADLINE, PAGES, RECORDS, SLEEP, TRIAL, edited

BEFORE, AFTER = Side("main", "a" * 40), Side("the working tree", uncommitted=1)


def report_on(name: str) -> report.Report:
    files = [
        {path: text.encode() for path, text in {**records, **PAGES}.items()} for records in (RECORDS, CHANGES[name])
    ]
    return compare(BEFORE, AFTER, *files)


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_told(name: str, golden: Callable[[str, str], None]) -> None:
    found = report_on(name)
    golden(f"diff/{name}.txt", report.as_text(found) + "\n")
    golden(f"diff/{name}.md", report.as_markdown(found))
    golden(f"diff/{name}.json", report.as_json(found) + "\n")


def test_no_change_is_said_in_so_many_words() -> None:
    found = report_on("nothing")
    assert report.as_text(found) == f"main (aaaaaaa) -> the working tree (1 file not committed): {NOTHING}."
    assert NOTHING in report.as_markdown(found)
    assert json.loads(report.as_json(found))["tally"] == "no change of meaning."


def test_a_report_too_long_for_a_comment_leaves_out_details_then_all_but_names(monkeypatch: pytest.MonkeyPatch) -> None:
    found = report_on("level")
    whole = report.as_markdown(found)
    assert "Few people (sample-2018)." in whole
    monkeypatch.setattr(report, "MARKDOWN_LIMIT", len(whole) - 1)
    shorter = report.as_markdown(found)
    assert "details are left out" in shorter
    assert "Few people" not in shorter
    assert "may lengthen" in shorter
    monkeypatch.setattr(report, "MARKDOWN_LIMIT", 10)
    assert "all but names is left out" in report.as_markdown(found)
    assert "may lengthen" not in report.as_markdown(found)


def test_of_a_source_with_very_many_numbers_the_last_are_counted() -> None:
    whole = RECORDS[TRIAL].replace("id: sample-2018", "id: mock-2030", 1)
    start, entry, rest = re.split(r"(?<=^results:\n)(  - id: .*?\n)(?=  - id: )", whole, maxsplit=1, flags=re.M | re.S)
    many = start + "".join(entry.replace("- id: ", f"- id: n{n}-", 1) for n in range(20)) + rest
    files = {path: text.encode() for path, text in RECORDS.items()}
    found = compare(BEFORE, AFTER, files, {**files, "claims/sources/mock-2030.yml": many.encode()})
    text, n = report.as_text(found), many.count("\n  - id: ")
    assert text.count("    + numbers[") == 12
    assert f"    + numbers: and {n - 12} more\n" in text
    assert f"| and {n - 12} more |" in report.as_markdown(found)
    told = json.loads(report.as_json(found))["changes"][0]["fields"]
    assert sum(field["name"].startswith("numbers[") for field in told) == n


def test_pages_that_print_no_change_are_counted_and_json_names_them() -> None:
    found = report_on("level")
    assert [page["path"] for page in json.loads(report.as_json(found))["pages"] if not page["foremost"]] == ["about.md"]
    for text in (report.as_text(found), report.as_markdown(found)):
        assert "about.md" not in text
        assert "1 page in which only details, lists, counts, links or days differ" in text


@given(st.text(max_size=200))
def test_no_text_of_a_record_becomes_markup(text: str) -> None:
    out = str(in_markdown(text))
    assert "\n" not in out
    assert "<" not in out
    assert "@" not in out
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]|~]", out)
    block = str(fenced([SimpleNamespace(name="note", before=text, after=None)])).split("\n")
    assert block[0].endswith("`diff")
    assert not any(line.lstrip(" +-").startswith(block[-1]) for line in block[1:-1])
    name = str(code(text.replace("\n", " ")))
    assert len(set(re.findall("^`+|`+$", name))) == 1


def test_the_longest_lines_of_a_block_are_wrapped() -> None:
    block = str(fenced([SimpleNamespace(name="note", before="word " * 60, after="word " * 61)]))
    assert max(len(line) for line in block.split("\n")) <= 110


def test_two_records_or_parts_under_one_id_are_named_and_none_is_dropped() -> None:
    good = {path: text.encode() for path, text in RECORDS.items()}
    copied = {**good, "claims/body/sleep.yml": good[SLEEP]}
    part = {path: text.encode() for path, text in edited((SLEEP, "id: older-adults-none", f"id: {HEADLINE}")).items()}
    for files, rule in ((copied, "E203"), (part, "E206")):
        for pair in ((files, good), (good, files)):
            with pytest.raises(Unreadable, match=r"have two under the same id, so what changed cannot be told$") as bad:
                compare(BEFORE, AFTER, *pair)
            assert [p.code for p in bad.value.problems] == [rule]


@pytest.mark.parametrize(
    "name", ["notes.txt", "mind/sleep.yml~", "mind/sleep.yml.orig", "mind/.sleep.yml.swp", "mind/.DS_Store"]
)
def test_what_lies_beside_the_records_is_no_obstacle(name: str) -> None:
    good = {path: text.encode() for path, text in RECORDS.items()}
    assert compare(BEFORE, AFTER, good, {**good, f"claims/{name}": b"\xff"}).changes == ()


@pytest.mark.parametrize("name", ["mind/nap.yaml", "mind/NAP.YML", "nap.yml", "mind/deep/nap.yml"])
def test_a_record_in_the_wrong_place_is_not_passed_over(name: str) -> None:
    good = {path: text.encode() for path, text in RECORDS.items()}
    with pytest.raises(Unreadable):
        compare(BEFORE, AFTER, good, {**good, f"claims/{name}": good[SLEEP]})


def test_records_that_cannot_be_read_are_named() -> None:
    broken = {path: text.encode() for path, text in edited((SLEEP, "verdict:", "verdikt:")).items()}
    good = {path: text.encode() for path, text in RECORDS.items()}
    with pytest.raises(
        Unreadable, match=r"^the records of main cannot be read, so what changed cannot be told$"
    ) as bad:
        compare(BEFORE, AFTER, broken, good)
    assert bad.value.side is BEFORE
    assert [(p.file, p.code) for p in bad.value.problems] == [(SLEEP, "E101")]
    nobody = {
        path: text.encode() for path, text in edited((SLEEP, "population: healthy", "population: helthy")).items()
    }
    with pytest.raises(Unreadable) as bad:
        compare(BEFORE, AFTER, good, nobody)
    assert bad.value.side is AFTER
    assert [(p.file, p.code) for p in bad.value.problems] == [(SLEEP, "E211")]
