"""CONTRIBUTING.md tells the truth: its example passes the check, and `guide diff` prints what the page shows."""

from __future__ import annotations

import re

import pytest

from macros import report
from macros.check import check
from macros.model.claim import HistoryType
from macros.rules.dates import WITHOUT_REVIEW
from tests.guide_files import ROOT, read_files
from tests.worked_example import CLAIM, CONTRIBUTING, blocks, with_example

RECORDS = {file: str(text) for file, text in read_files(ROOT).items() if not file.startswith("claims/schema/")}
PAGES = {file: str(text) for file, text in read_files(ROOT, "content").items()}


def test_the_example_passes_the_check() -> None:
    files = with_example(RECORDS)
    added = {file for file in files if files[file] != RECORDS.get(file)}
    assert len(added) == 2
    assert CLAIM in added
    assert check(files, {}, added)[1] == []


def shown() -> str:
    """What `guide diff` prints of the example, without the pages, which change with every claim."""
    before, after = (
        {file: text.encode() for file, text in {**r, **PAGES}.items()} for r in (RECORDS, with_example(RECORDS))
    )
    sides = report.Side("HEAD", "1a2b3c4"), report.Side("the working tree", uncommitted=2)
    told, _, rest = report.as_text(report.compare(*sides, before, after)).partition("Pages\n")
    tally = re.sub(r"\d+ pages touched", "... pages touched", rest.rsplit("\n", 1)[-1])
    return f"{told}Pages\n  ...\n\n{tally}\n"


def test_the_page_shows_what_the_tool_prints(refresh: bool) -> None:
    (printed,) = blocks("text")
    if refresh:
        page = CONTRIBUTING.replace(f"```text\n{printed}```", f"```text\n{shown()}```")
        (ROOT / "CONTRIBUTING.md").write_text(page, encoding="utf-8")
        pytest.skip("written; run again")
    assert printed == shown(), "run pytest tests/test_worked_example.py --refresh-golden"


def test_the_page_says_of_each_entry_whether_it_takes_a_review() -> None:
    rows = re.findall(r"^\| .* \| (`.*`)[^|]* \| (yes|no) \|$", CONTRIBUTING, re.MULTILINE)
    said = {kind: answer for kinds, answer in rows for kind in re.findall(r"`([\w-]+)`", kinds)}
    assert said == {str(kind): "no" if kind in WITHOUT_REVIEW else "yes" for kind in HistoryType}
