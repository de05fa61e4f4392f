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
