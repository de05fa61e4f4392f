"""What a change means: a change of each kind gives exactly its change, both ways alike; layout means nothing."""

from __future__ import annotations

from itertools import zip_longest

import pytest
import yaml

from macros.book import Book
from macros.diff import LEADS, Change, Did, Field, diff
from macros.report import SECTIONS
from macros.things import KINDS, things
from macros.touched import Told, touched
from tests.tea_edits import CHANGES, HEADLINE, PAGES, RECORDS, SLEEP, TRIAL, book_of, edited


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
    assert touched(tea, tea, PAGES, PAGES, Told()) == ()


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
    assert touched(before, after, PAGES, crlf, Told()) == ()


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
        (SLEEP, "summary: >-\n  Evening", "summary: >-\n  Late", "claim sleep changed", ["summary"]),
        (SLEEP, "reviewed_on: 2026", "reviewed_on: 2025", "claim sleep changed", ["reviewed_on"]),
        (SLEEP, "review_due: 2028", "review_due: 2027", "claim sleep changed", ["review_due"]),
        (SLEEP, "\nharms: ", "\nharms: Also, ", "claim sleep changed", ["harms"]),
        (SLEEP, "    harms: ", "    harms: Also, ", f"finding sleep/{HEADLINE} changed", ["harms"]),
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


def test_a_caution_that_a_claim_shows_or_no_longer_shows_is_a_change_of_its_own() -> None:
    gone = meaning((SLEEP, "cautions:\n  - late-cups\n", ""))
    assert gone == {"shown-caution sleep/late-cups removed": {}}
    swapped = meaning((SLEEP, "  - late-cups\n", "  - racing-heart\n"))
    assert set(swapped) == {"shown-caution sleep/late-cups removed", "shown-caution sleep/racing-heart added"}
    order = ("claims/mind/alertness.yml", "  - racing-heart\n  - late-cups", "  - late-cups\n  - racing-heart")
    assert set(meaning(order)) == {"claim alertness edited"}
    text = RECORDS["claims/safety/late-cups.yml"]
    forward = "id: late-cups\nforward:\n  to: last-cup\n  on: 2026-11-21\n  why: A better name.\n"
    moved = {file: one.replace("- late-cups", "- last-cup") for file, one in RECORDS.items()}
    moved |= {"claims/safety/late-cups.yml": forward}
    moved |= {"claims/safety/last-cup.yml": text.replace("id: late-cups", "id: last-cup")}
    assert [key for key in told(diff(book_of(RECORDS), book_of(moved))) if "shown" in key] == []


def test_another_summary_is_told_with_the_answer_it_must_fit() -> None:
    summary = (SLEEP, "Evening tea probably lengthens", "Evening tea probably shortens")
    (alone,) = diff(book_of(RECORDS), book_of(edited(summary)))
    assert [(field.name, field.leads) for field in alone.fields] == [("summary", True)]
    assert alone.unchanged == ("answer",)
    claim, _ = diff(book_of(RECORDS), book_of(edited(summary, (SLEEP, "level: moderate", "level: low"))))
    assert [field.name for field in claim.fields] == ["answer", "summary"]
    assert claim.unchanged == ()


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


ENTRY = "  - {{date: 2026-11-28, type: amendment{}, by: Invented rater, why: Something was added.}}\n"


@pytest.mark.parametrize(
    ("find", "put", "finding", "unsaid"),
    [
        ("stance: refutes", "stance: mixed", None, True),
        ("size: moderate", "size: large", None, True),
        ("      - source: sample-2018\n        result: latency\n", "", None, True),
        ("contributes: 12 minutes", "contributes: About 12 minutes", None, True),
        ("reason: 80 people.", "reason: Few people.", None, False),
        ("    harms: ", "    harms: Also, ", None, False),
        ("stance: refutes", "stance: mixed", f", finding: {HEADLINE}", False),
        ("stance: refutes", "stance: mixed", "", False),  # an entry for the whole claim, such as a correction
        ("stance: refutes", "stance: mixed", ", finding: older-adults-none", True),
    ],
)
def test_a_finding_that_rests_on_something_else_without_an_entry_in_the_history_is_told(
    find: str, put: str, finding: str | None, unsaid: bool
) -> None:
    changed = edited((SLEEP, find, put))
    if finding is not None:
        changed[SLEEP] = changed[SLEEP].rstrip("\n") + "\n" + ENTRY.format(finding)
    found = {change.part: change.without_entry for change in diff(book_of(RECORDS), book_of(changed))}
    assert found[HEADLINE] is unsaid


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
    assert number.used_by == (
        f"sleep/{HEADLINE}",
        *("alertness (in words)", "late-cups (in words)", "two-cups-trial (in words)"),
    )
    assert number.fields[0] == Field(
        "number", "MD 12 minutes (5 to 19), p 0.001", "MD 12 minutes (5 to 20), p 0.001", True
    )
    assert f"sleep/{HEADLINE}" in source.used_by
    assert "late-cups" in source.used_by


def test_a_new_source_tells_each_of_its_numbers_and_a_changed_one_tells_them_by_themselves() -> None:
    more = edited(**{"claims/sources/mock-2030.yml": RECORDS[TRIAL].replace("id: sample-2018", "id: mock-2030", 1)})
    (added,) = diff(book_of(RECORDS), book_of(more))
    numbers = {field.name: field.after for field in added.fields if field.leads and "[" in field.name}
    assert len(numbers) == len(book_of(RECORDS).sources["sample-2018"].results)
    assert str(numbers["numbers[latency]"]).startswith("time to fall asleep: MD 12 minutes (5 to 19), p 0.001; tea: ")
    (number,) = diff(book_of(RECORDS), book_of(edited((TRIAL, "ci_high: 19", "ci_high: 20"))))
    assert number.kind == "number"


def test_every_kind_has_its_leading_fields_and_its_section() -> None:
    assert set(KINDS) == set(LEADS) == {kind for _, kinds in SECTIONS for kind in kinds}
    assert {kind for kind, _, _ in things(book_of(RECORDS))} >= set(KINDS) - {"exception"}


def test_both_ways_tell_the_same_fields() -> None:
    before = book_of(RECORDS)
    for name in CHANGES:
        after = book_of(CHANGES[name])
        for one, other in zip_longest(diff(before, after), diff(after, before)):
            assert (one.kind, one.record, one.part) == (other.kind, other.record, other.part)
            assert [(f.before, f.after) for f in one.fields] == [(f.after, f.before) for f in other.fields]
            assert (one.did == other.did) or {one.did, other.did} == {Did.ADDED, Did.REMOVED}
