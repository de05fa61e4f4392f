"""The catalogue of mistakes: the ones contributors really make are all there, told once, and cured by pasting the fix."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from macros.model import kind_of, read
from macros.problem import Problem
from macros.rules.catalogue import catalogue
from macros.yamlfile import parse
from tests.guide_files import HERE, TEA, read_files
from tests.paste import pasted
from tests.test_cases import CASES, GUIDE, problems_of, read_case, tried

SINGLE = [path for path in CASES if not path.stem.startswith("several-")]
RECORDS = {file: str(text) for file, text in read_files(TEA).items()}
KEY = re.compile(r"^( *(?:- )?)([a-z_]{4,}):", re.MULTILINE)

# What people who edit records in a browser get wrong -> the case that shows it.
COMMON = {
    "wrong key": "E101-unknown",
    "key one letter off": "E101-misspelt",
    "key in capitals": "E101-capital",
    "wrong word of a closed list": "E103-other-word",
    "word of a closed list misspelt": "E103-close-word",
    "missing field": "E102-missing",
    "empty field": "E102-empty",
    "number as text": "E104-number-in-words",
    "number with its unit": "E104-number",
    "number with a percent sign": "E104-percent",
    "decimal comma": "E104-comma",
    "typographic minus": "E104-minus",
    "impossible date": "E104-no-such-day",
    "date the other way round": "E104-date",
    "DOI with its address": "E104-doi",
    "true for yes": "E104-yes-or-no",
    "text for a list": "E104-text-for-list",
    "swapped interval": "E401-ends-swapped",
    "estimate outside its interval": "E401-outside",
    "percent against ratio": "E404-percent-as-ratio",
    "negative ratio": "E403-negative-ratio",
    "unit missing": "E402-no-unit",
    "measure missing": "E402-no-measure",
    "unknown source": "E211-source",
    "unknown citation": "E218-citation",
    "unknown population": "E211-population",
    "unknown result": "E211-result",
    "duplicate source in a finding": "E219-source",
    "same work in two records": "E207-same-work",
    "duplicate key": "E005-key-twice",
    "duplicate id": "E203-copied-record",
    "tab": "E002-tab",
    "bad indent": "E004-indent",
    "unclosed quote": "E004-open-quote",
    "apostrophe in single quotes": "E004-apostrophe",
    "colon in a title": "E004-colon-in-title",
    "number sign in a title": "E004-cut-off",
    "smart quotes": "E004-smart-quotes",
    "unseen character": "E002-soft-hyphen",
    "not UTF-8": "E001-latin-1",
    "wrong file name": "E202-file-name",
    "wrong ending": "E201-yaml-ending",
    "wrong folder": "E204-other-folder",
    "folder of another kind": "E201-other-kind",
    "level not earned": "E302-level-typed-in",
    "level changed without a word": "E603-silent-change",
    "domain missing": "E301-domain-missing",
    "sentence too strong": "E802-bare-verb",
    "word that overclaims": "E801-forbidden-word",
    "page too strong": "E911-bare-verb",
    "retracted source": "E311-retracted",
    "same people counted twice": "E310-same-people",
    "two headline findings": "E501-two-headlines",
    "no headline finding": "E501-no-headline",
    "number without a source": "E806-no-source",
    "number typed into a page": "E912-number",
    "verdict the headline does not carry": "E504-supported",
    "direction against the numbers": "E411-direction",
    "review overdue from the start": "E601-due-in-the-past",
    "unknown macro": "E901-misspelt-macro",
}


def test_the_common_mistakes_are_in_the_catalogue() -> None:
    assert len(set(COMMON.values())) == len(COMMON) >= 50
    assert sorted(set(COMMON.values()) - {path.stem for path in CASES}) == []


@pytest.mark.parametrize("path", SINGLE, ids=lambda path: path.stem)
def test_one_mistake_is_one_message(path: Path) -> None:
    assert len(tried(path)[1]) == 1


def pasteable() -> list[tuple[str, dict[str, str | bytes], Problem, str]]:
    """(case, files, problem, text with the fix pasted) for each case whose fix can be pasted."""
    found = []
    for path in SINGLE:
        files, (problem,) = tried(path)
        text = files.get(problem.file)
        new = pasted(text, problem) if isinstance(text, str) else None
        if new is not None:
            found.append((path.stem, files, problem, new))
    return found


def test_a_fix_that_can_be_pasted_cures_when_pasted() -> None:
    """What remains is at most the next step: a level to recompute, a direction to read again; never the same rule."""
    next_step = {}
    cases = pasteable()
    for case, files, problem, new in cases:
        left = problems_of({**files, problem.file: new})
        assert not {p.code for p in left} & {problem.code, "E004"}, case  # E004: what was pasted is no YAML
        if left:
            next_step[case] = [p.code for p in left]
    assert len(cases) > 80
    assert next_step == {
        "E004-begins-with-sign": ["E218"],  # a text again, and still no citation
        "E104-column-id": ["E711"],  # an id in form, and still no column
        "E104-interval-in-words": ["E401"],  # the other end has a line of its own
        "E303-start": ["E302"],
        "E306-order": ["E302"],
        "E403-negative-ratio": ["E402", "E901"],  # a difference needs its unit, and a page draws ratios
        "E411-direction": ["E502"],  # numbers, verb and direction: two of three cannot be right
        "E311-only-trial": ["E302"],  # the level that the fix names, too
        "E413-both-ways": ["E302"],
        "E502-verb": ["E411"],
    }


@given(st.data())
def test_two_letters_swapped_in_any_key_are_found_at_their_line_with_the_right_name(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(RECORDS)))
    text = RECORDS[file]
    place = data.draw(st.sampled_from(list(KEY.finditer(text))))
    key, at = place[2], data.draw(st.integers(0, len(place[2]) - 2))
    wrong = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
    assume(wrong != key)
    new = text[: place.start(2)] + wrong + text[place.end(2) :]
    free = file == "claims/comparisons/drinks.yml" and key in {
        "water",
        "coffee",
    }  # names of columns: any word may stand
    _, errors = read(str(kind_of(file)), parse(file, new).value)
    if free:
        assert errors == []
    elif key == "forward":  # the word that makes a forwarding record; without it this is a claim with little in it
        assert errors
    else:
        (error,) = errors
        assert (error.code, error.message) == ("E101", f"'{wrong}' is not a field here")
        assert error.fix == f"rename it to '{key}'"


def cell(text: str) -> str:
    """Text as one cell of a Markdown table, shown as it is."""
    marks = "``" if "`" in text else "`"
    return f"{marks}{' ' if marks == '``' else ''}{text}{' ' if marks == '``' else ''}{marks}".replace("|", "\\|")


def catalogue_page() -> str:
    """tests/cases/README.md: every case in a line, by rule."""
    out = [
        "# What can go wrong in a record, and what `guide check` says",
        "",
        f"{len(CASES)} mistakes, each tried on the invented guide about tea in `tests/guides/tea`. Each file here changes that",
        "guide in one way and holds, word for word, what a contributor is told: file, line, column, the line with a caret, the",
        "fix. A test runs them all, and pastes every fix that can be pasted. To add one: write `why` and `change`, then run",
        "`pytest tests/test_cases.py tests/test_mistakes.py --refresh-golden` and read the diff. This page is written by it too.",
    ]
    titles = {rule.code: rule.title for rule in catalogue()}
    shown = ""
    for path in CASES:
        code = path.stem.split("-")[0]
        if code != shown:
            heading = "Several at once" if code == "several" else f"{code} {titles[code]}"
            out += ["", f"## {heading}", "", "| Mistake | It says | Fix |", "|---|---|---|"]
            shown = code
        case = read_case(path)
        for i, problem in enumerate(tried(path)[1]):
            why = f"[{case['why']}]({path.name})" if i == 0 else ""
            message = "".join(c if c.isprintable() else "\ufffd" for c in problem.message)
            out.append(f"| {why} | {cell(message)} | {cell(problem.fix)} |")
    return "\n".join(out) + "\n"


def test_the_catalogue_page_is_current(refresh: bool) -> None:
    page, path = catalogue_page(), HERE / "cases" / "README.md"
    if refresh:
        path.write_text(page, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == page, "run pytest tests/test_mistakes.py --refresh-golden"


def test_to_delete_an_empty_field_is_advised_only_where_that_cures() -> None:
    """What is left is a plan's, which may show any field of a practice row."""
    advised = set()
    for file, text in RECORDS.items():
        lines = text.split("\n")
        for i, line in enumerate(lines):
            field = re.fullmatch(r"( *)([A-Za-z_-]+): (?![>|])\S.*", line)
            if not field or (where := (str(kind_of(file)), len(field[1]), field[2])) in advised:
                continue
            empty = "\n".join([*lines[:i], f"{field[1]}{field[2]}:", *lines[i + 1 :]])
            _, errors = read(where[0], parse(file, empty).value)
            if any(error.fix.endswith("Or delete the line.") for error in errors):
                advised.add(where)
                left = problems_of({**GUIDE, file: "\n".join([*lines[:i], *lines[i + 1 :]])})
                assert {p.code for p in left} <= {"E732"}, (file, i + 1)
    assert len(advised) > 40
