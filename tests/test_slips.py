"""A slip of the hand on any line of any record is blamed on that line, and the fix cures it when pasted."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest

from macros.model import kind_of, names_in
from macros.yamlfile import Refused, parse
from tests.guide_files import TEA, read_files
from tests.paste import pasted

RECORDS = {file: str(text) for file, text in read_files(TEA).items()}
LINE = re.compile(r"( *(?:- +)?[\w-]+:) ([A-Za-z0-9][^'\":#\[\]{}&*]*)")


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


SLIPS: dict[str, Callable[[str, str, str], str]] = {
    "a quote never closed": lambda line, key, text: f'{key} "{text}',
    "an apostrophe never closed": lambda line, key, text: f"{key} '{text}",
    "a bracket in front": lambda line, key, text: f"{key} [{text}] and more",
    "a colon inside": lambda line, key, text: f"{key} {text}: {text}",
    "no space behind the colon": lambda line, key, text: f"{key}{text}",
    "no colon": lambda line, key, text: f"{key[:-1]} {text}",
    "an equals sign": lambda line, key, text: f"{key[:-1]} = {text}",
    "a sign in front": lambda line, key, text: f"{key} > {text}",
    "moved to the edge": lambda line, key, text: line.lstrip(),
    "no-break spaces": lambda line, key, text: line.replace(_indent(line), "\u00a0" * len(_indent(line)), 1),
    "no dash": lambda line, key, text: line.replace("- ", "  ", 1) if line.lstrip().startswith("- ") else line,
    "no dash nor blank": lambda line, key, text: line.replace("- ", "", 1) if line.lstrip().startswith("- ") else line,
    "no blank behind": lambda line, key, text: line.replace("- ", "-", 1) if line.lstrip().startswith("- ") else line,
    "another bullet": lambda line, key, text: line.replace("- ", "* ", 1) if line.lstrip().startswith("- ") else line,
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_blamed_on_its_own_line_and_cured_there(slip: str) -> None:
    found = 0
    for file, text in RECORDS.items():
        lines = text.split("\n")
        for n, line in enumerate(lines):
            matched = LINE.fullmatch(line)
            if not matched or (new := SLIPS[slip](line, matched[1], matched[2])) == line:
                continue
            broken = "\n".join([*lines[:n], new, *lines[n + 1 :]])
            try:
                parse(file, broken, partial(names_in, str(kind_of(file))))
            except Refused as refused:
                (problem,) = refused.problems
                if problem.code != "E004":  # a key that slipped beside another of its name
                    continue
                assert problem.line == n + 1, (file, new)
                if "write" in problem.fix:  # a text that goes on below is not one line to paste
                    found += 1
                    parse(file, str(pasted(broken, problem)))
    assert found > 10


def _tabs(line: str, wide: int) -> str:
    far = len(_indent(line))
    return "\t" * (far // wide) + " " * (far % wide) if far >= wide else "\t"


@pytest.mark.parametrize("wide", [99, 4, 2])
def test_the_line_offered_for_one_that_begins_with_tabs_is_the_line_that_stood_there(wide: int) -> None:
    """However many spaces a tab stands for. Where two depths could be read, and would say two things, none is offered."""
    offered = 0
    for file, text in RECORDS.items():
        lines, value = text.split("\n"), parse(file, text).value
        for n, line in enumerate(lines):
            if not _indent(line):
                continue
            broken = "\n".join([*lines[:n], _tabs(line, wide) + line.lstrip(), *lines[n + 1 :]])
            with pytest.raises(Refused) as caught:
                parse(file, broken)
            (problem,) = caught.value.problems
            if (new := pasted(broken, problem)) is not None:
                offered += 1
                assert parse(file, new).value == value, (file, n + 1)
    assert offered > 900
