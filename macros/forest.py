"""Forest plot arithmetic: values in, positions on a fixed-width axis and round ticks out. Numbers only, no model, no markup."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# As wide as a phone leaves room for, so that letters keep their size there; wide screens enlarge it only a little.
WIDTH = 320.0
MARGIN = 12.0
ROW = 56.0
TOP = 6.0
BOTTOM = 26.0


@dataclass(frozen=True)
class Value:
    """An estimate with or without its interval, all in the same measure and unit."""

    estimate: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Mark:
    """Where one row is drawn; the axis is always long enough for all of it."""

    y: float
    x: float
    x_low: float | None
    x_high: float | None


@dataclass(frozen=True)
class Tick:
    """One label on the axis."""

    x: float
    text: str


@dataclass(frozen=True)
class Plot:
    """Everything the drawing needs."""

    width: float
    height: float
    x_null: float
    axis_y: float
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    band: tuple[float, float] | None = None
    """Where what nobody would notice begins and ends."""


def plot(values: Sequence[Value], null: float, *, log: bool, smallest: float | None = None) -> Plot:
    """Place `values` on one axis that always shows `null`, the value of no effect.

    `smallest`, the smallest difference people notice, becomes a band on both sides of `null`; the axis is long enough for it.
    Ratios use a logarithmic axis (`log`), on which halving and doubling are equally far from no effect.
    Raises ValueError when there is nothing to plot, or a ratio is not above zero.
    """
    if not values:
        raise ValueError("nothing to plot")
    ends = [v for value in values for v in (value.estimate, value.low, value.high) if v is not None]
    edges = () if smallest is None or log else (null - smallest, null + smallest)
    ends += edges
    if log and min([*ends, null]) <= 0:
        raise ValueError("a logarithmic axis has no place for zero or less")
    ticks = _log_ticks([*ends, null]) if log else _linear_ticks([*ends, null])
    forward = math.log if log else float
    first, last = forward(ticks[0]), forward(ticks[-1])

    def x(value: float) -> float:
        share = (forward(value) - first) / (last - first)
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    marks = tuple(
        Mark(
            round(TOP + (i + 0.78) * ROW, 1),
            x(v.estimate),
            None if v.low is None else x(v.low),
            None if v.high is None else x(v.high),
        )
        for i, v in enumerate(values)
    )
    axis_y = TOP + len(values) * ROW + 6
    band = (x(edges[0]), x(edges[1])) if edges else None
    return Plot(WIDTH, axis_y + BOTTOM, x(null), axis_y, marks, tuple(Tick(x(t), _text(t)) for t in ticks), band)


def _linear_ticks(values: list[float]) -> list[float]:
    """Three to six round steps (1, 2 or 5 times a power of ten) that span the values."""
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    raw = (high - low) / 4
    digits = -math.floor(math.log10(raw))
    step = next(s for s in (1, 2, 5, 10) if s >= raw * 10.0**digits) / 10.0**digits
    start, stop = math.floor(low / step), math.ceil(high / step)
    return [round(i * step, max(digits, 0)) for i in range(start, stop + 1)]


def _log_ticks(values: list[float]) -> list[float]:
    """Round ratios that span the values: fine ones when all lie near 1, doublings or decades when they do not."""
    low, high = min(values), max(values)
    for steps in (
        [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5],
        [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2],
        [0.1, 0.25, 0.5, 1, 2, 4, 8],
    ):
        if steps[0] <= low and high <= steps[-1]:
            inside_low = max(s for s in steps if s <= low)
            inside_high = min(s for s in steps if s >= high)
            chosen = [s for s in steps if inside_low <= s <= inside_high]
            return chosen if len(chosen) > 1 else [steps[steps.index(chosen[0]) - 1], *chosen]
    start, stop = math.floor(math.log10(low)), math.ceil(math.log10(high))
    return [10.0**i for i in range(start, max(stop, start + 1) + 1)]


def _text(value: float) -> str:
    return f"{value:g}".replace("-", "\u2212")
