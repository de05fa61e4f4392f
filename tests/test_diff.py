"""What a change means: a change of each kind gives exactly its change, everything that is said counts, layout does not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros import report
from macros.book import Book, load
from macros.diff import LEADS, Change, Did, Field, diff
from macros.model import kind_of
from macros.render import code, fenced, in_markdown
from macros.report import NOTHING, SECTIONS, Side, compare
from macros.site import render_site
from macros.things import KINDS, things
from macros.touched import TouchedPage, touched
from tests.guide_files import TEA, read_files

RECORDS = {path: str(text) for path, text in read_files(TEA).items()}
PAGES = {path: str(text) for path, text in read_files(TEA, "content").items()}
BEFORE, AFTER = Side("main", "a" * 40), Side("the working tree", uncommitted=1)
SLEEP = "claims/mind/sleep.yml"
TRIAL = "claims/sources/sample-2018.yml"
HEADLINE = "healthy-adults-water"


def book_of(files: Mapping[str, str]) -> Book:
    """The Book of records that can all be read."""
    book, problems = load(files)
    assert book is not None
    assert problems == []
    return book


def edited(*steps: tuple[str, str, str], **files: str | None) -> dict[str, str]:
    """The tea guide with (file, find, put) done once each; and files added, or removed where None."""
    changed = dict(RECORDS)
    for file, find, put in steps:
        assert find in changed[file], f"{find!r} is not in {file}"
        changed[file] = changed[file].replace(find, put, 1)
    for file, text in files.items():
        if text is None:
            del changed[file]
        else:
            changed[file] = text
    return changed


def meaning(*steps: tuple[str, str, str], **files: str | None) -> dict[str, dict[str, tuple[str | None, str | None]]]:
    """'kind record/part did' -> {field: (before, after)} of such an edit."""
    return told(diff(book_of(RECORDS), book_of(edited(*steps, **files))))


def told(changes: tuple[Change, ...]) -> dict[str, dict[str, tuple[str | None, str | None]]]:
    return {
        f"{c.kind} {'/'.join(filter(None, (c.record, c.part)))} {c.did}": {
            f.name: (f.before, f.after) for f in c.fields
        }
        for c in changes
    }


def test_a_guide_does_not_differ_from_itself(tea: Book) -> None:
    assert diff(tea, tea) == ()
    assert diff(tea, book_of(RECORDS)) == ()
    assert touched(tea, tea, PAGES, PAGES) == ()


def test_moving_files_comments_layout_and_order_of_fields_mean_nothing() -> None:
    changed = edited()
    changed["claims/body/sleep.yml"] = "# a comment\n" + changed.pop(SLEEP)
    for file, text in changed.items():
        fields = yaml.load(text, yaml.BaseLoader)
        backwards = {key: fields[key] for key in reversed(fields)}
        changed[file] = yaml.safe_dump(backwards, sort_keys=False, allow_unicode=True, width=60)
    before, after = book_of(RECORDS), book_of(changed)
    assert before.files["sleep"] != after.files["sleep"]
    assert diff(before, after) == ()
    crlf = {file: text.replace("\n", "\r\n") for file, text in PAGES.items()}
    assert touched(before, after, PAGES, crlf) == ()


def test_a_level_tells_certainty_and_sentence_before_and_after() -> None:
    start = "In healthy adults, drinking tea in the evening"
    rest = "the time to fall asleep, compared with drinking water in the evening."
    assert meaning((SLEEP, "level: moderate", "level: low")) == {
        f"finding sleep/{HEADLINE} changed": {
            "certainty.level": ("moderate", "low"),
            "sentence": (f"{start} probably lengthens {rest}", f"{start} may lengthen {rest}"),
        }
    }


@pytest.mark.parametrize(
    ("file", "find", "put", "key", "leading"),
    [
        (SLEEP, "verdict: contradicted", "verdict: unclear", "claim sleep changed", ["verdict"]),
        (SLEEP, "direction: harm", "direction: mixed", f"finding sleep/{HEADLINE} changed", ["direction", "sentence"]),
        (SLEEP, "size: moderate", "size: large", f"finding sleep/{HEADLINE} changed", ["size", "sentence"]),
        (
            SLEEP,
            "stance: refutes",
            "stance: mixed",
            f"finding sleep/{HEADLINE} changed",
            ["sources[sample-2018].stance"],
        ),
        (SLEEP, "summary: >-\n  Evening", "summary: >-\n  Late", "claim sleep edited", []),
        (SLEEP, "reason: 80 people.", "reason: 81 people.", f"finding sleep/{HEADLINE} edited", []),
        (TRIAL, "estimate: 12\n", "estimate: 13\n", "number sample-2018/latency changed", ["number"]),
        (TRIAL, "ci_high: 19", "ci_high: 20", "number sample-2018/latency changed", ["number"]),
        (TRIAL, "estimate: 1.40", "estimate: 1.4", "number sample-2018/awake changed", ["number"]),
        (TRIAL, "sd: 11.5", "sd: 11.6", "number sample-2018/latency changed", ["groups"]),
        (TRIAL, "locator: table 4", "locator: table 5", "number sample-2018/reaction-time changed", ["locator"]),
        (TRIAL, "status: corrected", "status: retracted", "source sample-2018 retracted", ["status"]),
        (TRIAL, "status: corrected", "status: current", "source sample-2018 changed", ["status"]),
        (TRIAL, "country: Nowhere", "country: Elsewhere", "source sample-2018 edited", []),
        ("claims/safety/late-cups.yml", "kind: adapt", "kind: ask-first", "caution late-cups changed", ["kind"]),
        (
            "claims/safety/late-cups.yml",
            "the last cup before",
            "no cup after",
            "caution late-cups changed",
            ["statement"],
        ),
        ("claims/safety/late-cups.yml", "an hour", "two hours", "caution late-cups changed", ["action"]),
        ("claims/safety/late-cups.yml", "basis: trial", "basis: guideline", "caution late-cups changed", ["basis"]),
        ("claims/practice/two-cups-trial.yml", "weeks: 4", "weeks: 5", "practice two-cups-trial changed", ["weeks"]),
        (
            "claims/articles/daily-steep.yml",
            "about: sleep",
            "about: alertness",
            "line daily-steep/Tea in the evening does not help you sleep. re-pointed",
            ["about"],
        ),
        (
            "claims/articles/daily-steep.yml",
            "strength: rejects",
            "strength: hedges",
            "line daily-steep/Tea in the evening does not help you sleep. changed",
            ["strength"],
        ),
        ("claims/comparisons/drinks.yml", "arm: tea", "arm: water", "cell drinks/energy/tea changed", ["shows"]),
        ("claims/comparisons/drinks.yml", "label: Tea", "label: Cup", "table drinks changed", ["columns[tea].label"]),
        ("claims/guide.yml", "emergency: Chest", "emergency: Bad chest", "guide guide changed", ["emergency"]),
        ("claims/mind/wakefulness.yml", "on: 2026-10-15", "on: 2026-10-16", "forward wakefulness changed", ["on"]),
    ],
)
def test_a_change_of_each_kind_is_that_change_and_no_other(
    file: str, find: str, put: str, key: str, leading: list[str]
) -> None:
    changes = diff(book_of(RECORDS), book_of(edited((file, find, put))))
    assert list(told(changes)) == [key]
    assert [field.name for field in changes[0].fields if field.leads] == leading


def test_another_headline_tells_both_answers() -> None:
    moved = edited(
        (SLEEP, "    headline: yes\n", ""),
        (SLEEP, "  - id: older-adults-none\n", "  - id: older-adults-none\n    headline: yes\n"),
    )
    found = told(diff(book_of(RECORDS), book_of(moved)))
    assert list(found) == ["claim sleep changed"]
    assert found["claim sleep changed"]["headline"] == (HEADLINE, "older-adults-none")
    before, after = found["claim sleep changed"]["answer"]
    assert str(before).startswith("In healthy adults, drinking tea in the evening probably")
    assert str(after).startswith("In people over 65, drinking three or more cups of tea a day may greatly raise")


def test_a_word_of_the_guide_tells_every_sentence_it_changes() -> None:
    found = meaning(("claims/guide.yml", "in_words: In healthy adults", "in_words: In adults"))
    findings = [f for c in book_of(RECORDS).claims.values() for f in c.findings if f.population == "healthy-adults"]
    assert len(findings) > 2
    assert found.pop("guide guide changed") == {
        "populations[healthy-adults].in_words": ("In healthy adults", "In adults")
    }
    assert all(set(fields) == {"sentence"} for fields in found.values())
    assert 2 < len(found) <= len(findings)


def test_a_finding_can_come_and_go() -> None:
    start = RECORDS[SLEEP].index("  - id: older-adults-none")
    finding = RECORDS[SLEEP][start : RECORDS[SLEEP].index("mechanism:")]
    gone = meaning((SLEEP, finding, ""))
    assert set(gone) == {"finding sleep/older-adults-none removed"}
    assert gone["finding sleep/older-adults-none removed"]["certainty.level"] == ("low", None)


@pytest.mark.parametrize(
    ("file", "keys"),
    [
        (SLEEP, {"claim sleep", f"finding sleep/{HEADLINE}", "finding sleep/older-adults-none"}),
        (TRIAL, {"source sample-2018"}),
        ("claims/safety/late-cups.yml", {"caution late-cups"}),
        ("claims/practice/two-cups-trial.yml", {"practice two-cups-trial"}),
        ("claims/articles/daily-steep.yml", {"article daily-steep"}),
        ("claims/comparisons/drinks.yml", {"table drinks"}),
        ("claims/body/detox.yml", {"forward detox"}),
    ],
)
def test_what_is_added_one_way_is_removed_the_other(file: str, keys: set[str]) -> None:
    whole, without = book_of(RECORDS), book_of({path: text for path, text in RECORDS.items() if path != file})
    assert set(told(diff(without, whole))) == {f"{key} added" for key in keys}
    assert set(told(diff(whole, without))) == {f"{key} removed" for key in keys}


def test_a_claim_is_withdrawn_moved_or_restored() -> None:
    forward = "id: sleep\nforward:\n{}  on: 2026-11-21\n  why: Because.\n"
    withdrawn = edited(**{SLEEP: forward.format("")})
    found = told(diff(book_of(RECORDS), book_of(withdrawn)))
    assert found["claim sleep withdrawn"]["forward.why"] == (None, "Because.")
    assert found["claim sleep withdrawn"]["verdict"] == ("contradicted", None)
    assert not any(key.startswith("forward") for key in found)
    back = told(diff(book_of(withdrawn), book_of(RECORDS)))
    assert "claim sleep restored" in back
    assert not any(key.startswith("forward") for key in back)
    merged = edited(**{SLEEP: forward.format("  to: alertness\n")})
    found = told(diff(book_of(RECORDS), book_of(merged)))
    assert found["claim sleep moved"]["forward.to"] == (None, "alertness")


def test_a_claim_under_a_new_id_is_compared_with_what_it_was() -> None:
    text = RECORDS[SLEEP].replace("id: sleep\n", "id: night\n").replace("size: moderate", "size: large", 1)
    forward = "id: sleep\nforward:\n  to: night\n  on: 2026-11-21\n  why: A better name.\n"
    found = meaning(**{SLEEP: forward, "claims/mind/night.yml": text})
    assert found["claim night moved"] == {"id": ("sleep", "night"), "forward.why": (None, "A better name.")}
    assert set(found[f"finding night/{HEADLINE} changed"]) == {"size", "sentence"}
    assert set(found) == {"claim night moved", f"finding night/{HEADLINE} changed"}


def test_a_number_says_who_shows_it_and_a_source_what_rests_on_it() -> None:
    number, source = (
        diff(book_of(RECORDS), book_of(edited(step)))[0]
        for step in ((TRIAL, "ci_high: 19", "ci_high: 20"), (TRIAL, "status: corrected", "status: retracted"))
    )
    assert number.used_by == (f"sleep/{HEADLINE}",)
    assert number.fields[0] == Field(
        "number", "MD 12 minutes (5 to 19), p 0.001", "MD 12 minutes (5 to 20), p 0.001", True
    )
    assert f"sleep/{HEADLINE}" in source.used_by
    assert "late-cups" in source.used_by


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every text inside a record."""
    if isinstance(value, str):
        yield path
    for step, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from leaves(one, (*path, step))


def with_leaf(file: str, path: tuple[Any, ...], change: Callable[[str], str]) -> dict[str, str]:
    """The tea guide with one text of one record changed."""
    record = yaml.load(RECORDS[file], yaml.BaseLoader)
    inside = record
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = change(inside[path[-1]])
    return {**RECORDS, file: yaml.safe_dump(record, sort_keys=False, allow_unicode=True)}


def another(text: str) -> str:
    """A text of the same form that says something else."""
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return f"{text}1"
    swapped = {
        "yes": "no",
        "low": "high",
        "none": "serious",
        "supports": "refutes",
        "higher": "lower",
        "felt": "surrogate",
    }
    if text in swapped or text in swapped.values():
        return {**{b: a for a, b in swapped.items()}, **swapped}[text]
    return f"{text[:-1]} indeed." if text.endswith(".") else f"{text} indeed"


def every_field() -> list[tuple[str, tuple[Any, ...]]]:
    """One text for each field of each kind of record in the tea guide: its file, and the way to it."""
    found = {}
    for file, text in RECORDS.items():
        for path in leaves(yaml.load(text, yaml.BaseLoader)):
            fields = tuple(step for step in path if isinstance(step, str))
            found.setdefault((kind_of(file), fields), (file, path))
    return [leaf for leaf in found.values() if leaf[1] != ("id",)]


def changed_leaves(every: int) -> Iterator[tuple[str, tuple[Any, ...], Book]]:
    """Each `every`th field changed, where the guide can still be read and shown."""
    for file, path in every_field()[::every]:
        book, problems = load(with_leaf(file, path, another))
        if book is not None and not problems and not report.run(book, report.POINTERS):
            yield file, path, book


def test_nothing_that_a_record_says_can_change_unseen() -> None:
    before, seen = book_of(RECORDS), 0
    for file, path, after in changed_leaves(1):
        if path[-1] == "headline":  # without a headline the first finding is it, which says the same
            continue
        changes = diff(before, after)
        assert changes, f"{file} {path}"
        assert {c.record for c in changes} <= {file.split("/")[-1].removesuffix(".yml"), *before.claims} or path[
            0
        ] == "id"
        seen += 1
    assert seen > 120


def test_the_pages_touched_are_those_whose_text_differs() -> None:
    before, seen = book_of(RECORDS), 0
    drawn = render_site(before, PAGES)
    for file, path, after in changed_leaves(4):
        try:
            new = render_site(after, PAGES)
        except Exception:  # a rule broken by the change can keep a page from being drawn; that is not asked here
            continue
        differ = {name for name in {*drawn, *new} if drawn.get(name) != new.get(name)}
        found = {page.path for page in touched(before, after, PAGES, PAGES)}
        assert differ <= found, f"{file} {path}"
        # A page may hold what it does not print, such as the names of groups or of works; but not many.
        assert len(found - differ) <= 5, f"{file} {path}: {found - differ}"
        seen += 1
    assert seen > 25


def test_pages_come_go_and_are_rewritten() -> None:
    book = book_of(RECORDS)
    assert touched(book, book, PAGES, {**PAGES, "content/about.md": "# About\n"}) == (
        TouchedPage("about.md", "changed", rewritten=True),
    )
    new = {**PAGES, "content/new.md": "# New\n"}
    assert touched(book, book, PAGES, new) == (TouchedPage("new.md", "added"),)
    assert touched(book, book, new, PAGES) == (TouchedPage("new.md", "removed"),)
    broken = {**PAGES, "content/about.md": "{{ answer('nobody') }}"}
    assert touched(book, book, broken, broken) == ()


def test_a_claim_touches_its_page_and_every_page_that_shows_it() -> None:
    after = book_of(edited((SLEEP, "level: moderate", "level: low")))
    found = {page.path for page in touched(book_of(RECORDS), after, PAGES, PAGES)}
    assert {"claims/sleep.md", "index.md", "claims.md", "compare.md", "articles.md"} <= found
    assert not {"start.md", "safety.md", "sources.md", "claims/blood-pressure.md"} & found


def test_every_kind_has_its_leading_fields_and_its_section() -> None:
    assert set(KINDS) == set(LEADS) == {kind for _, kinds in SECTIONS for kind in kinds}
    assert {kind for kind, _, _ in things(book_of(RECORDS))} >= set(KINDS) - {"exception"}


CHANGES: dict[str, dict[str, str]] = {
    "nothing": edited((SLEEP, "title: Sleeping better", "title:   Sleeping better # said so")),
    "level": edited(
        (SLEEP, "level: moderate", "level: low"), (SLEEP, "reason: 80 people.", "reason: Few people [@sample-2018].")
    ),
    "many": edited(
        (SLEEP, "verdict: contradicted", "verdict: unclear"),
        (TRIAL, "ci_high: 19", "ci_high: 20"),
        (TRIAL, "country: Nowhere", "country: Elsewhere"),
        ("claims/safety/late-cups.yml", "an hour", "two hours"),
        ("claims/practice/two-cups-trial.yml", "weeks: 4", "weeks: 5"),
        ("claims/articles/daily-steep.yml", "about: sleep", "about: alertness"),
        ("claims/comparisons/drinks.yml", "arm: tea", "arm: water"),
        **{"claims/safety/place-kettle.yml": None},
    ),
}


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


def test_records_that_cannot_be_read_are_named() -> None:
    broken = {path: text.encode() for path, text in edited((SLEEP, "verdict:", "verdikt:")).items()}
    good = {path: text.encode() for path, text in RECORDS.items()}
    with pytest.raises(
        report.Unreadable, match=r"^the records of main cannot be read, so what changed cannot be told$"
    ) as bad:
        compare(BEFORE, AFTER, broken, good)
    assert bad.value.side is BEFORE
    assert [(p.file, p.code) for p in bad.value.problems] == [(SLEEP, "E101")]
    nobody = {
        path: text.encode() for path, text in edited((SLEEP, "population: healthy", "population: helthy")).items()
    }
    with pytest.raises(report.Unreadable) as bad:
        compare(BEFORE, AFTER, good, nobody)
    assert bad.value.side is AFTER
    assert [(p.file, p.code) for p in bad.value.problems] == [(SLEEP, "E211")]


def test_both_ways_tell_the_same_fields() -> None:
    before = book_of(RECORDS)
    for name in CHANGES:
        after = book_of(CHANGES[name])
        for one, other in zip_longest(diff(before, after), diff(after, before)):
            assert (one.kind, one.record, one.part) == (other.kind, other.record, other.part)
            assert [(f.before, f.after) for f in one.fields] == [(f.after, f.before) for f in other.fields]
            assert (one.did == other.did) or {one.did, other.did} == {Did.ADDED, Did.REMOVED}
