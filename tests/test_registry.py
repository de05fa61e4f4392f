"""The rules as a set: codes unique and documented, a case for each, every message short and with a fix."""

from __future__ import annotations

from collections import Counter

import pytest

from macros import rules
from macros.book import load
from macros.model import KINDS, read
from macros.problem import as_text
from macros.rules.catalogue import catalogue
from macros.rules.registry import RULES
from macros.textfile import as_texts
from tests.test_cases import CASES, tried

CODES = [rule.code for rule in catalogue()]


def test_codes_are_unique() -> None:
    assert [code for code, count in Counter(CODES).items() if count > 1] == []


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_each_code_says_what_why_and_how_to_fix(rule: rules.Rule) -> None:
    assert rule.title
    assert not rule.title.endswith((".", ":"))
    assert "Fix: " in rule.explanation
    assert len(rule.explanation.split("Fix: ")[1]) > 5


def test_each_code_has_a_case() -> None:
    shown = {path.stem.split("-")[0] for path in CASES}
    assert sorted(set(CODES) - shown) == []
    assert sorted(shown - set(CODES) - {"several"}) == []


def test_a_rule_builds_on_rules_that_have_run_before_it() -> None:
    for rule in RULES:
        assert all(code in CODES and code < rule.code for code in rule.after), rule.code


def test_every_message_is_short_and_has_a_fix() -> None:
    seen = 0
    for path in CASES:
        files, problems = tried(path)
        texts = as_texts(files)
        for problem in problems:
            seen += 1
            assert problem.message.strip(), path.stem
            assert problem.fix.strip(), path.stem
            # place and message, the line, the caret, the fix; the counting line comes after
            assert len(as_text([problem], texts).split("\n")[:-1]) <= 4, path.stem
    assert seen >= len(CASES)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_record_of_each_kind_is_refused(kind: str) -> None:
    record, errors = read(kind, {})
    assert record is None
    assert errors
    assert {error.code for error in errors} == {"E102"}


@pytest.mark.parametrize(
    "folder", ["sources", "mind", "safety", "practice", "plans", "articles", "comparisons", "calculators"]
)
@pytest.mark.parametrize("text", ["", "{}\n", "forward:\n"])
def test_an_empty_file_is_refused_where_it_stands(tea_files: dict[str, str], folder: str, text: str) -> None:
    file = f"claims/{folder}/nothing.yml"
    _, problems = load({**tea_files, file: text})
    assert {problem.file for problem in problems} == {file}
