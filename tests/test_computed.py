"""The hint about sums: a plain sum at the front of `computed` is done again, and what is no plain sum is left alone."""

from __future__ import annotations

import pytest

from macros.check import check

FILE = "claims/sources/sample-2018.yml"
SAID = "Difference and interval from the groups' means and standard deviations."


@pytest.mark.parametrize(
    ("said", "gives"),
    [
        ("31 - 19 from the two printed means", None),
        ("31.4 - 19.0 minutes from the two printed means.", None),  # 12.4, rounded as the estimate is
        ("-7 - (-19) from the two printed mean changes", None),
        ("31 minus 18 minutes, about 72% more", "13"),
        ("7 - (-6) from the two printed mean changes", "13"),
        ("1.6 - 19 from the two printed means", "-17"),
        ("26 - 1 from the two printed means, divided by two", None),
        ("(31 - 19) - (4 - 2) from the means before and after", None),
        ("31 - 19 - 2 from the three printed means", None),
        ("60 / 5 = 12 from the two printed means", None),  # no ratio, so no sum of ours
        ("People counted as 483 - 101.", None),
    ],
)
def test_a_difference_that_no_longer_fits_is_a_hint(said: str, gives: str | None, tea_files: dict[str, str]) -> None:
    _, problems = check({**tea_files, FILE: tea_files[FILE].replace(SAID, said)}, {})
    assert [(p.code, p.hint) for p in problems] == ([("H405", True)] if gives else [])
    assert all(p.fix.startswith(f"write '{gives}'") for p in problems)


@pytest.mark.parametrize(
    ("said", "gives"),
    [
        ("26 / 25 = 1.04 from the two printed means", None),
        ("26.1 / 25 kcal from the two printed means", None),  # 1.044, rounded as the estimate is
        ("27 / 25 = 1.08 from the two printed means (8% more)", "1.08"),
        ("27 / 25 * 0.963 from the two printed means", None),
        ("1 / 0 from the two printed means", None),
        ("2.08 - 1.04 from the two printed means, said of no ratio", None),
    ],
)
def test_a_ratio_that_no_longer_fits_is_a_hint(said: str, gives: str | None, tea_files: dict[str, str]) -> None:
    file = "claims/sources/specimen-2016.yml"
    _, problems = check({**tea_files, file: tea_files[file].replace("Ratio of the two means.", said)}, {})
    assert [(p.code, p.fix.split("'")[1]) for p in problems] == ([("H405", gives)] if gives else [])
