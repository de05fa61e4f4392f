"""Golden cases: each file in cases/ says why, what is changed in the tea guide, and exactly what a contributor is told."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.check import check
from macros.problem import Problem, as_text, told_once
from macros.site import BadSite, render_site
from macros.textfile import as_texts
from tests.guide_files import HERE, TEA, read_files

CASES = sorted((HERE / "cases").glob("*.yml"))
TODAY = date(2026, 12, 1)
PAGES = read_files(TEA, "content")
GUIDE = {**read_files(TEA), **PAGES}


def read_case(path: Path) -> dict[str, Any]:
    """why, change or files, problems."""
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def files_of(case: dict[str, Any]) -> dict[str, str | bytes]:
    """The tea guide, pages included, with the case's change; or the case's own files."""
    files: dict[str, str | bytes] = {} if "files" in case else dict(GUIDE)
    for file, change in {**case.get("files", {}), **case.get("change", {})}.items():
        if change is None:
            del files[file]
        elif isinstance(change, str):
            files[file] = change
        elif isinstance(change, dict):  # raw bytes, which YAML text cannot hold
            files[file] = bytes.fromhex(change["hex"])
        else:
            for step in change:
                text = str(files[file])
                assert text.count(step["find"]) == 1, f"{step['find']!r} must stand once in {file}"
                files[file] = text.replace(step["find"], step["put"] * step.get("times", 1))
    return files


def problems_of(files: dict[str, str | bytes]) -> list[Problem]:
    """Everything that `guide check` would report, or `make site` after it when the case touches a page."""
    pages = {file: raw for file, raw in files.items() if file.startswith("content/")}
    book, problems = check({file: raw for file, raw in files.items() if file not in pages}, pages, today=TODAY)
    if book is None or problems or pages == PAGES:
        return told_once(problems)
    try:
        render_site(book, pages)
    except BadSite as bad:
        problems += bad.problems
    return problems


@cache
def tried(path: Path) -> tuple[dict[str, str | bytes], list[Problem]]:
    """The files of a case and their problems; found once, for several tests ask. Copy what you change."""
    files = files_of(read_case(path))
    return files, problems_of(files)


def printed(path: Path) -> str:
    """What is printed for a case, without the counting line."""
    files, problems = tried(path)
    lines = as_text(problems, as_texts(files)).split("\n")[:-1]
    # A golden file cannot hold what nobody can see, nor blanks at the end of a line.
    return "\n".join("".join(c if c.isprintable() else "\ufffd" for c in line.rstrip()) for line in lines) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, refresh: bool) -> None:
    case = read_case(path)
    assert set(case) <= {"why", "change", "files", "problems"}
    assert case["why"].endswith(".")
    out = printed(path)
    assert path.stem.startswith("several-") or f" {path.stem[:4]} " in out
    if refresh:
        head = path.read_text(encoding="utf-8").split("\nproblems: |\n")[0].rstrip("\n")
        block = "".join(f"  {line}".rstrip() + "\n" for line in out.splitlines())
        path.write_text(f"{head}\nproblems: |\n{block}", encoding="utf-8")
        case = read_case(path)
    assert case["problems"] == out, "if the new text is better, run pytest --refresh-golden and read the diff"
