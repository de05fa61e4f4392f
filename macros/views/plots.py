"""Effects of a finding as forest plots: one plot for each measure and unit that can share an axis."""

from __future__ import annotations

from dataclasses import dataclass

from ..book import Book
from ..effects import MEASURE_NAMES, RATIOS, effect_text, no_effect
from ..forest import Plot, Value, plot
from ..model import Better, Finding, Measure, Result, Source
from .parts import Ref, ref


@dataclass(frozen=True)
class PlotRow:
    """The words beside one mark."""

    name: str
    detail: str
    effect: str
    interval: bool
    ref: Ref


@dataclass(frozen=True)
class PlotView:
    """One figure: its numbers, its words, and which side favours what."""

    id: str
    title: str
    description: str
    left: str
    right: str
    plot: Plot
    rows: tuple[PlotRow, ...]


def plot_views(book: Book, prefix: str, finding: Finding) -> tuple[PlotView, ...]:
    """The plots of a finding; none when no cited effect has a value of no effect to be compared with."""
    groups: dict[tuple[Measure, str, Better], list[tuple[Source, Result]]] = {}
    for effect in finding.effects:
        result = book.result(effect.source, effect.result)
        if result is None or result.measure is None or result.estimate is None or no_effect(result.measure) is None:
            continue
        key = (result.measure, result.unit or "", result.better)
        groups.setdefault(key, []).append((book.sources[effect.source], result))
    return tuple(_view(book, f"{prefix}-{i}", finding, key, rows) for i, (key, rows) in enumerate(groups.items(), 1))


def _view(
    book: Book,
    figure_id: str,
    finding: Finding,
    key: tuple[Measure, str, Better],
    rows: list[tuple[Source, Result]],
) -> PlotView:
    measure, unit, better = key
    null = float(no_effect(measure) or 0)
    values = [Value(float(r.estimate or 0), _float(r.ci_low), _float(r.ci_high)) for _, r in rows]
    left, right = book.guide.favours_intervention, book.guide.favours_comparator
    if better == Better.NEITHER:
        left, right = f"less when {book.guide.activity}", f"more when {book.guide.activity}"
    left, right = finding.favours_intervention or left, finding.favours_comparator or right
    if better == Better.HIGHER:
        left, right = right, left
    measured = MEASURE_NAMES[measure] + (f", {unit}" if unit else "")
    told = "; ".join(f"{ref(book, s.id).name}: {effect_text(r)}" for s, r in rows)
    return PlotView(
        figure_id,
        f"{finding.outcome[:1].upper()}{finding.outcome[1:]} ({measured})",
        f"{len(rows)} reported {'effect' if len(rows) == 1 else 'effects'}. The line in the middle means no effect. {told}.",
        left,
        right,
        plot(values, null, log=measure in RATIOS),
        tuple(
            PlotRow(ref(book, s.id).name, r.outcome, effect_text(r), r.ci_low is not None, ref(book, s.id))
            for s, r in rows
        ),
    )


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))
