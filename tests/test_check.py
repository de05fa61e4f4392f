"""A check of some files finds in them what a check of everything finds in them: no more, no less, no different."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.book import GUIDE, load
from macros.check import check
from macros.problem import Problem
from macros.rules.excused import FILE as EXCEPTIONS
from tests.guide_files import TEA, read_files
from tests.test_cases import CASES, files_of, read_case

Files = dict[str, str | bytes]
CLAIM = "claims/mind/sleep.yml"


def checked(files: Files, chosen: set[str] | None = None) -> list[Problem]:
    pages = {file: raw for file, raw in files.items() if file.startswith("content/")}
    return check({file: raw for file, raw in files.items() if file not in pages}, pages, chosen)[1]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_file_of_each_case_alone(path: Path) -> None:
    files = files_of(read_case(path))
    everything = checked(files)
    # Without a guide.yml nothing can be judged, and that is told whatever was asked for.
    no_book = any(problem.file == GUIDE for problem in everything) and load(files)[0] is None
    named = {problem.file for problem in everything}
    for file in named | set(list(files)[:2]):
        assert sorted(checked(files, {file})) == sorted(p for p in everything if no_book or p.file == file)
    if named:
        assert sorted(checked(files, named)) == sorted(everything)


def test_what_a_claim_rests_on_is_judged_with_it() -> None:
    """A number that its source has wrong is told there, and not again where it is used."""
    files: Files = dict(read_files(TEA))
    source = "claims/sources/specimen-2016.yml"
    text = str(files[source])
    assert "ci_low: " in text
    files[source] = text.replace("ci_low: ", "ci_low: 9")
    assert {p.file for p in checked(files)} == {source}
    assert checked(files, {CLAIM}) == []


def test_a_guide_that_cannot_be_read_is_told_whatever_was_asked_for() -> None:
    files: Files = {**read_files(TEA), "claims/guide.yml": 'name: "Tea'}
    told = checked(files, {CLAIM})
    assert told == checked(files)
    assert {p.file for p in told} == {"claims/guide.yml"}


def test_an_exception_that_only_the_rest_needs_is_not_called_idle() -> None:
    """Whether an exception is needed shows when all is judged; a check of that file alone judges all."""
    case = read_case(next(path for path in CASES if path.stem.startswith("E208")))
    entry = f"""exceptions:
  - code: E211
    file: {CLAIM}
    words: nobody-1999
    reason: Kept for this test.
"""
    files = {**files_of(case), EXCEPTIONS: entry}
    files[CLAIM] = str(files[CLAIM]).replace("- id: sample-2019", "- id: nobody-1999")
    assert checked(files) == []
    assert checked(files, {EXCEPTIONS}) == []
    assert checked(files, {CLAIM}) == []


def test_a_dead_link_of_a_page_is_told_before_any_page_is_made() -> None:
    page = "content/about.md"
    files: Files = {**read_files(TEA), **read_files(TEA, "content")}
    files[page] = f"{files[page]}\n[Sleep](claims/slep.md), [tea](claims/sleep.md), [you](for/healthy-adults.md)\n"
    assert [(p.file, p.code) for p in checked(files, {page})] == [(page, "E902")]


def test_a_link_to_the_page_of_a_record_that_cannot_be_read_is_no_mistake_of_the_page() -> None:
    page = "content/about.md"
    files: Files = {**read_files(TEA), **read_files(TEA, "content"), CLAIM: "id: 'sleep"}
    files[page] = f"{files[page]}\n[Sleep](claims/sleep.md), [you](for/healthy-adults.md)\n"
    assert {p.file for p in checked(files)} == {CLAIM}
