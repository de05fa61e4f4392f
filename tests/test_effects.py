"""What a reported number says: where no effect lies, which way it points, and how it is printed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.effects import (
    DIFFERENCES,
    MEASURE_NAMES,
    RATIOS,
    arithmetic,
    arms_text,
    at_least_twofold,
    crosses_no_effect,
    effect_text,
    no_effect,
    number,
    points_to,
    with_unit,
)
from macros.model import Arm, Better, Direction, Measure, Result

NUMBERS = st.decimals(-1000, 1000, places=2, allow_nan=False, allow_infinity=False)


def result(measure: str | None = None, **fields: Any) -> Result:
    given = {"id": "r", "outcome": "o", "reported": "mixed", "better": "lower", "locator": "here"}
    return Result.model_validate({**given, **({"measure": measure} if measure else {}), **fields})


def test_every_measure_has_a_name_and_at_most_one_family() -> None:
    assert set(MEASURE_NAMES) == set(Measure)
    assert not RATIOS & DIFFERENCES


@pytest.mark.parametrize(
    ("measure", "null"),
    [("RR", 1), ("ROM", 1), ("HR", 1), ("MD", 0), ("SMD", 0), ("percent-change", 0), ("mean", None), ("AUC", None)],
)
def test_where_no_effect_lies(measure: str, null: int | None) -> None:
    assert no_effect(Measure(measure)) == null


@pytest.mark.parametrize(
    ("measure", "low", "high", "crosses"),
    [
        ("MD", "-1", "1", True),
        ("MD", "0", "1", True),
        ("MD", "-1", "0", True),
        ("MD", "0.1", "1", False),
        ("MD", "-1", "-0.1", False),
        ("RR", "0.9", "1.1", True),
        ("RR", "0.1", "0.9", False),
        ("RR", "1.01", "2", False),
        ("mean", "-1", "1", False),
    ],
)
def test_whether_an_interval_holds_no_effect(measure: str, low: str, high: str, crosses: bool) -> None:
    assert crosses_no_effect(result(measure, ci_low=low, ci_high=high)) is crosses


def test_no_interval_holds_nothing() -> None:
    assert not crosses_no_effect(result("MD", estimate="0"))
    assert not crosses_no_effect(result("MD", ci_low="-1"))


@pytest.mark.parametrize(
    ("measure", "estimate", "better", "way"),
    [
        ("MD", "-2", "lower", "benefit"),
        ("MD", "-2", "higher", "harm"),
        ("MD", "2", "higher", "benefit"),
        ("RR", "0.5", "lower", "benefit"),
        ("RR", "1.5", "lower", "harm"),
        ("ROM", "1.28", "higher", "benefit"),
        ("MD", "0", "lower", None),
        ("RR", "1.00", "lower", None),
        ("MD", "2", "neither", None),
        ("mean", "2", "higher", None),
    ],
)
def test_which_way_an_effect_points(measure: str, estimate: str, better: str, way: str | None) -> None:
    assert points_to(result(measure, estimate=estimate, better=better)) == way


def test_nothing_points_nowhere() -> None:
    assert points_to(result("MD")) is None
    assert points_to(result(estimate="3")) is None


@given(st.sampled_from(sorted(RATIOS | DIFFERENCES)), NUMBERS)
def test_turning_what_is_better_turns_the_way(measure: Measure, estimate: Decimal) -> None:
    ways = [points_to(result(measure, estimate=estimate, better=better)) for better in (Better.HIGHER, Better.LOWER)]
    assert ways in ([Direction.BENEFIT, Direction.HARM], [Direction.HARM, Direction.BENEFIT], [None, None])
    assert (ways == [None, None]) == (estimate == no_effect(measure))


@pytest.mark.parametrize(
    ("fields", "twofold"),
    [
        ({"measure": "RR", "estimate": "2"}, True),
        ({"measure": "RR", "estimate": "1.99"}, False),
        ({"measure": "RR", "estimate": "0.5"}, True),
        ({"measure": "RR", "estimate": "0.51"}, False),
        ({"measure": "MD", "estimate": "20", "unit": "x"}, False),
        ({"arms": [{"label": "a", "mean": "20"}, {"label": "b", "mean": "10"}]}, True),
        ({"arms": [{"label": "a", "mean": "19"}, {"label": "b", "mean": "10"}]}, False),
        ({"arms": [{"label": "a", "mean": "5"}, {"label": "b", "mean": "10"}]}, True),
        ({"arms": [{"label": "a", "mean": "5"}, {"label": "b", "mean": "0"}]}, False),
        ({"arms": [{"label": "a", "mean": "-20"}, {"label": "b", "mean": "10"}]}, False),
        ({"arms": [{"label": "a", "mean": "20"}]}, False),
    ],
)
def test_what_is_at_least_twofold(fields: dict[str, Any], twofold: bool) -> None:
    assert at_least_twofold(result(**fields)) is twofold


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, ""),
        ({"measure": "MD", "estimate": "-0.80", "unit": "points"}, "−0.80\u00a0points"),
        (
            {"measure": "MD", "estimate": "-0.8", "ci_low": "-1.2", "ci_high": "-0.4", "unit": "points"},
            "−0.8\u00a0points (−1.2 to −0.4)",
        ),
        ({"measure": "percent-change", "estimate": "12", "unit": "%"}, "12%"),
        ({"measure": "ROM", "estimate": "1.28"}, "28% more"),
        ({"measure": "ROM", "estimate": "0.75"}, "25% less"),
        ({"measure": "ROM", "estimate": "1.004"}, "the same"),
        (
            {"measure": "ROM", "estimate": "1.04", "ci_low": "1.01", "ci_high": "1.07"},
            "4% more; ratio 1.04 (1.01 to 1.07)",
        ),
        (
            {"measure": "RR", "estimate": "1.40", "ci_low": "1.10", "ci_high": "1.78"},
            "risk ratio 1.40 (1.10 to 1.78)",
        ),
        ({"measure": "SMD", "estimate": "-0.2"}, "−0.2 standard deviations"),
        ({"measure": "AUC", "estimate": "0.71"}, "area under the curve 0.71"),
        ({"measure": "MD", "estimate": "2", "ci_low": "1", "unit": "m"}, "2\u00a0m"),
    ],
)
def test_an_effect_in_its_own_unit(fields: dict[str, Any], text: str) -> None:
    assert effect_text(result(**fields)) == text


@given(NUMBERS)
def test_a_number_is_printed_as_it_was_written(value: Decimal) -> None:
    assert "-" not in number(value)
    assert Decimal(number(value).replace("−", "-")) == value


def test_one_point_is_one_point() -> None:
    assert with_unit("1", "points on 0-10") == "1\u00a0point on 0-10"
    assert with_unit("\u22121", "points") == "\u22121\u00a0point"
    assert with_unit("0.8", "points on 0-10") == "0.8\u00a0points on 0-10"


def test_units_and_groups() -> None:
    assert with_unit("12", None) == "12"
    assert with_unit("12", "") == "12"
    arms = [Arm(label="tea", mean=Decimal("3.40"), sd=Decimal("1.4"), n=20), Arm(label="water", n=19), Arm(label="ice")]
    assert arms_text(result("mean", arms=arms, unit="kg")) == [
        "tea: 3.40\u00a0kg (SD 1.4), 20 people",
        "water: 19 people",
        "ice",
    ]
    assert arms_text(result("mean", arms=[Arm(label="tea", sd=Decimal(2))])) == ["tea: (SD 2)"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("-1.8 - (-1.0) from two means", "\u22121.8 \u2212 (\u22121.0) from two means"),
        ("3464 - 4445 W", "3464 \u2212 4445 W"),
        ("the 6-week change over 0-10 points", "the 6-week change over 0-10 points"),
    ],
)
def test_what_we_worked_out_shows_a_minus_where_one_is_meant(typed: str, read: str) -> None:
    assert arithmetic(typed) == read
