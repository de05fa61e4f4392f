"""The hint about copied numbers: what is in the source, rounded or not, is silent; what was worked out here may say so."""

from __future__ import annotations

import pytest

from macros.check import check

FILE = "claims/mind/sleep.yml"
SAID = "12 minutes longer to fall asleep after tea in 80 adults."


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("12 minutes longer (95% interval 5 to 19) in 80 adults.", []),
        ("12.0 minutes in 80 adults, seen in 2018.", []),
        ("About 0.2 hours (our arithmetic).", []),
        ("0.2 hours longer.", ["0.2"]),
        ("13 minutes in 81 adults.", ["13", "81"]),
        (
            "12.0000000000000000000000000000000001 minutes, or 9" + 40 * "9" + ".",
            ["12.0000000000000000000000000000000001", 41 * "9"],
        ),
        ("Twelve minutes in eighty adults.", []),
        ("9 of 80 adults.", ["9"]),  # a 9 stands there, as a page
        ("1.04 times as much.", ["1.04"]),
        ("1.04 times as much, as another work has it [@specimen-2016].", []),
    ],
)
def test_a_number_that_is_in_no_source_is_a_hint(said: str, told: list[str], tea_files: dict[str, str]) -> None:
    text = tea_files[FILE].replace(SAID, said)
    _, problems = check({**tea_files, FILE: text}, {})
    assert [(p.code, p.hint, p.message.split()[2]) for p in problems] == [("H415", True, one) for one in told]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("reason: 80 people.", "reason: 79 people.", ["79"]),
        ("reason: 80 people.", "reason: 160 people in the two reports.", []),  # all the people of its sources
        ("reason: 80 people.", "reason: 40 people and 7 more.", ["7"]),
        ("reason: 80 people.", "reason: 2 groups.", []),  # the record says 'two'
        ("12 minutes lies between 10 and 30 in guide.yml.", "12 minutes, and over 13 is large.", []),
        ("12 minutes lies between 10 and 30 in guide.yml.", "13 minutes, and over 12 is large.", ["13"]),
        ("reason: 80 people.", "reason: Within 12 minutes. Then 13 minutes by our arithmetic.", []),
        ("helps you sleep.\ntopic", "helps you sleep for 99 minutes.\ntopic", []),
        ("what_would_change_this: A", "what_would_change_this: In 900 people, a", []),  # nobody did it
    ],
)
def test_a_number_of_another_text_is_held_against_the_sources_it_speaks_of(
    old: str, new: str, told: list[str], tea_files: dict[str, str]
) -> None:
    assert old in tea_files[FILE]
    _, problems = check({**tea_files, FILE: tea_files[FILE].replace(old, new, 1)}, {})
    assert [(p.code, p.message.split()[2]) for p in problems] == [("H415", one) for one in told]


def test_what_the_history_tells_of_old_numbers_and_the_saying_of_its_own_is_free(tea_files: dict[str, str]) -> None:
    text = tea_files[FILE].replace("helps you sleep.\ntopic", "helps you sleep for 99 minutes.\ntopic", 1)
    text = text.replace("reason: 80 people.", "reason: 80 people; nobody slept for 99 minutes.", 1)
    text = text.replace("    why: ", "    why: It was 77 minutes [@sample-2018]. ", 1)
    assert text.count("99") == 2
    assert "77" in text
    assert check({**tea_files, FILE: text}, {})[1] == []
