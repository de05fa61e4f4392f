"""Forest plot arithmetic: whatever is plotted lies inside the box, in order, beside an axis that can be read."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.forest import MARGIN, WIDTH, Plot, Value, plot

# As printed in studies, and in units that make them very small or very large.
PRINTED = st.decimals(-1000, 1000, places=4, allow_nan=False, allow_infinity=False).map(float)
NUMBERS = PRINTED | st.tuples(PRINTED, st.integers(-12, 12)).map(lambda pair: pair[0] * 10.0 ** pair[1])
RATIOS = st.decimals("0.0001", 100000, places=4, allow_nan=False, allow_infinity=False).map(float)


def values(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[list[Value]]:
    """Rows with and without an interval, which always contains its estimate."""
    whole = st.tuples(numbers, numbers, numbers).map(sorted).map(lambda v: Value(v[1], v[0], v[2]))
    return st.lists(whole | numbers.map(Value), min_size=1, max_size=6)


def plots() -> st.SearchStrategy[tuple[list[Value], Plot]]:
    """Rows and their plot, on either kind of axis."""
    linear = values(NUMBERS).map(lambda v: (v, plot(v, 0, log=False)))
    return linear | values(RATIOS).map(lambda v: (v, plot(v, 1, log=True)))


def number(text: str) -> float:
    return float(text.replace("\u2212", "-"))


@given(plots())
def test_everything_lies_inside_the_box(made: tuple[list[Value], Plot]) -> None:
    rows, drawn = made
    assert drawn.width == WIDTH
    across = [drawn.x_null, *(t.x for t in drawn.ticks)]
    across += [x for m in drawn.marks for x in (m.x, m.x_low, m.x_high) if x is not None]
    assert all(MARGIN <= x <= WIDTH - MARGIN for x in across)
    # The names of a row stand up to 28 above its mark, in letters of 12; a mark is 8 high.
    assert all(m.y > 28 + 12 and m.y + 4 < drawn.axis_y for m in drawn.marks)
    assert drawn.axis_y + 18 < drawn.height
    assert len(drawn.marks) == len(rows)


@given(plots())
def test_rows_stand_one_below_the_other(made: tuple[list[Value], Plot]) -> None:
    _, drawn = made
    down = [m.y for m in drawn.marks]
    assert all(below - above >= 28 + 12 + 8 for above, below in pairwise(down))


@given(plots())
def test_larger_numbers_stand_further_right(made: tuple[list[Value], Plot]) -> None:
    rows, drawn = made
    placed = [
        pair
        for row, mark in zip(rows, drawn.marks, strict=True)
        for pair in ((row.estimate, mark.x), (row.low, mark.x_low), (row.high, mark.x_high))
        if None not in pair
    ]
    across = [x for _, x in sorted(placed, key=lambda pair: (pair[0] or 0, pair[1] or 0))]
    assert across == sorted(x for x in across if x is not None)


@given(plots())
def test_an_interval_contains_its_estimate_and_is_drawn_only_when_given(made: tuple[list[Value], Plot]) -> None:
    rows, drawn = made
    for row, mark in zip(rows, drawn.marks, strict=True):
        assert (mark.x_low is None) == (row.low is None)
        assert (mark.x_high is None) == (row.high is None)
        if mark.x_low is not None and mark.x_high is not None:
            assert mark.x_low <= mark.x <= mark.x_high


@given(plots())
def test_the_axis_begins_and_ends_at_a_tick_and_shows_no_effect(made: tuple[list[Value], Plot]) -> None:
    _, drawn = made
    across = [t.x for t in drawn.ticks]
    assert across[0] == MARGIN
    assert across[-1] == WIDTH - MARGIN
    assert all(left < right for left, right in pairwise(across))
    assert drawn.x_null in across


@given(values(PRINTED), st.decimals("0.01", 50, places=2).map(float))
def test_the_smallest_change_is_a_band_around_no_effect_inside_the_axis(rows: list[Value], smallest: float) -> None:
    drawn = plot(rows, 0, log=False, smallest=smallest)
    assert drawn.band is not None
    left, right = drawn.band
    assert MARGIN <= left <= drawn.x_null <= right <= WIDTH - MARGIN
    assert right - drawn.x_null == pytest.approx(drawn.x_null - left, abs=0.11)
    # The band tells the same as the numbers: an estimate outside it stands outside it.
    for row, mark in zip(rows, drawn.marks, strict=True):
        assert (left - 0.1 <= mark.x <= right + 0.1) or abs(row.estimate) > smallest


def test_a_ratio_has_no_band() -> None:
    assert plot([Value(2)], 1, log=True, smallest=0.5).band is None


@given(plots())
def test_ticks_are_round_increasing_and_few(made: tuple[list[Value], Plot]) -> None:
    rows, drawn = made
    shown = [number(t.text) for t in drawn.ticks]
    assert all(left < right for left, right in pairwise(shown))
    assert 2 <= len(shown) <= 11
    assert all(len(t.text.lstrip("\u2212").replace(".", "").strip("0").split("e")[0]) <= 3 for t in drawn.ticks)
    ends = [v for row in rows for v in (row.estimate, row.low, row.high) if v is not None]
    assert shown[0] <= min(ends)
    assert max(ends) <= shown[-1]


@given(st.lists(RATIOS, min_size=1, max_size=4))
def test_halving_and_doubling_are_equally_far_from_no_effect(numbers: list[float]) -> None:
    both = [Value(v) for number in numbers for v in (number, 1 / number)]
    drawn = plot(both, 1, log=True)
    for one, other in zip(drawn.marks[::2], drawn.marks[1::2], strict=True):
        assert (one.x - drawn.x_null) == pytest.approx(drawn.x_null - other.x, abs=0.11)


@pytest.mark.parametrize(
    ("rows", "null", "log", "ticks"),
    [
        ([Value(-25, -40, -10)], 0, False, ["\u221240", "\u221230", "\u221220", "\u221210", "0"]),
        ([Value(0.10, -0.20, 0.40)], 0, False, ["\u22120.2", "0", "0.2", "0.4"]),
        ([Value(12, 5, 19), Value(-45, -50, -40)], 0, False, ["\u221260", "\u221240", "\u221220", "0", "20"]),
        ([Value(0)], 0, False, ["\u22121", "\u22120.5", "0", "0.5", "1"]),
        ([Value(3e-12)], 0, False, ["0", "1e\u221212", "2e\u221212", "3e\u221212"]),
        ([Value(1.04, 1.01, 1.07)], 1, True, ["1", "1.1"]),
        ([Value(1.40, 1.10, 1.78)], 1, True, ["1", "1.25", "1.5", "2"]),
        ([Value(2.4, 1.8, 3.2)], 1, True, ["1", "2", "4"]),
        ([Value(0.02), Value(30)], 1, True, ["0.01", "0.1", "1", "10", "100"]),
        ([Value(1)], 1, True, ["0.9", "1"]),
    ],
)
def test_ticks(rows: list[Value], null: float, log: bool, ticks: list[str]) -> None:
    assert [t.text for t in plot(rows, null, log=log).ticks] == ticks


@pytest.mark.parametrize(
    ("rows", "null", "log", "message"),
    [
        ([], 0, False, "nothing to plot"),
        ([Value(0)], 1, True, "zero or less"),
        ([Value(1, -0.5, 2)], 1, True, "zero or less"),
        ([Value(1)], 0, True, "zero or less"),
    ],
)
def test_what_cannot_be_drawn_is_refused(rows: list[Value], null: float, log: bool, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        plot(rows, null, log=log)


def test_a_linear_axis_takes_what_a_logarithmic_one_refuses() -> None:
    fine: dict[str, Any] = {"values": [Value(0), Value(-3)], "null": 0, "log": False}
    assert len(plot(**fine).marks) == 2
