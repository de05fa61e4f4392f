"""The wording table: every cell as it reads, and what may never be read in one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import pytest

from macros.model import Better, Direction, Level, Size, Verb
from macros.rules.plain import NEVER_RE
from macros.wording import DOWNWARD, THIRD_PERSON, UNTESTED, UPWARD, sentence, statement, valence

CELLS = list(itertools.product(Direction, Size, Level, (Verb.SHORTEN, Verb.IMPROVE)))
DOUBT = {Level.MODERATE: "probably", Level.LOW: "may", Level.VERY_LOW: "We do not know whether", Level.NONE: "No study"}


def cell(direction: Direction, size: Size, level: Level, verb: Verb = Verb.SHORTEN) -> str:
    return statement(direction, size, level, verb, "Drinking tea", "sleep", "drinking water")


def test_every_cell(golden: Callable[[str, str], None]) -> None:
    lines = [f"{direction} | {size} | {level} | {verb} | {cell(direction, size, level, verb)}"
             for direction, size, level, verb in CELLS]  # fmt: skip
    assert len(lines) == 5 * 5 * 5 * 2
    golden("wording.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize(("direction", "size", "level", "verb"), CELLS)
def test_each_cell_says_its_doubt_and_no_other(direction: Direction, size: Size, level: Level, verb: Verb) -> None:
    said = cell(direction, size, level, verb)
    for other, word in DOUBT.items():
        if other == level or (other == Level.VERY_LOW and direction == Direction.UNKNOWN):
            continue
        assert not re.search(rf"\b{word}\b", said), said
    if level in DOUBT and not (direction == Direction.UNKNOWN and level in (Level.MODERATE, Level.LOW)):
        assert DOUBT[level] in said
    assert not NEVER_RE.search(said)
    assert "  " not in said
    assert not said.endswith(".")


@pytest.mark.parametrize("level", [Level.HIGH, Level.MODERATE, Level.LOW])
def test_the_sizes_of_one_row_differ(level: Level) -> None:
    said = {cell(Direction.BENEFIT, size, level) for size in Size}
    assert len(said) == len(Size)


@pytest.mark.parametrize(
    ("direction", "size", "level", "said"),
    [
        ("benefit", "large", "high", "Drinking tea greatly shortens sleep, compared with drinking water"),
        ("benefit", "moderate", "moderate", "Drinking tea probably shortens sleep, compared with drinking water"),
        ("harm", "small", "low", "Drinking tea may shorten sleep slightly, compared with drinking water"),
        (
            "no-important-difference",
            "trivial",
            "high",
            "Drinking tea makes little or no difference to sleep, compared with drinking water",
        ),
        (
            "no-important-difference",
            "not-estimable",
            "low",
            "Drinking tea may make little or no difference to sleep, compared with drinking water",
        ),
        (
            "benefit",
            "not-estimable",
            "high",
            "Drinking tea shortens sleep (by how much is unclear), compared with drinking water",
        ),
        (
            "harm",
            "large",
            "very-low",
            "We do not know whether drinking tea shortens sleep, compared with drinking water: "
            "the evidence is very uncertain",
        ),
        ("benefit", "large", "none", "No study we found has tested this"),
    ],
)
def test_cells_of_the_design(direction: str, size: str, level: str, said: str) -> None:
    assert cell(Direction(direction), Size(size), Level(level)) == said


def test_a_sentence_opens_with_the_people() -> None:
    core = cell(Direction.BENEFIT, Size.SMALL, Level.HIGH)
    assert (
        sentence("In adults", core) == "In adults, drinking tea shortens sleep slightly, compared with drinking water."
    )
    assert sentence("In adults", UNTESTED) == "No study we found has tested this."
    assert sentence("In adults", "TV in bed shortens sleep") == "In adults, TV in bed shortens sleep."
    assert statement(Direction.BENEFIT, Size.SMALL, Level.HIGH, Verb.RAISE, "Tea", "hope") == "Tea raises hope slightly"


def test_every_verb_has_its_form_and_its_way() -> None:
    assert set(THIRD_PERSON) == set(Verb)
    assert DOWNWARD | UPWARD | {Verb.IMPROVE, Verb.WORSEN} == set(Verb)
    assert not DOWNWARD & UPWARD


@pytest.mark.parametrize(
    ("verb", "better", "way"),
    [
        ("reduce", "lower", "benefit"),
        ("reduce", "higher", "harm"),
        ("raise", "higher", "benefit"),
        ("raise", "lower", "harm"),
        ("slow", "neither", None),
        ("improve", "lower", "benefit"),
        ("improve", "neither", "benefit"),
        ("worsen", "higher", "harm"),
    ],
)
def test_what_a_verb_means_for_the_person(verb: str, better: str, way: str | None) -> None:
    assert valence(Verb(verb), Better(better)) == way
