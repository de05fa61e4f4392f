"""Effects of a finding as forest plots: one plot for each measure and unit that can share an axis."""

from __future__ import annotations

from dataclasses import dataclass

from ..book import Book
from ..effects import MEASURE_NAMES, RATIOS, bare_effect, effect_text, no_effect, number, with_unit
from ..forest import Plot, Value, plot
from ..model import Better, Design, Finding, Measure, Result, Source
from .parts import Ref, ref

# A comparator that is longer than this makes no label.
LONGEST = 60


@dataclass(frozen=True)
class PlotRow:
    """The words beside one mark."""

    name: str
    detail: str
    effect: str
    interval: bool
    pooled: bool
    """Whether it is several studies taken together."""
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
    band: str
    """The smallest change people notice, when the plot shows it."""
    band_ref: Ref | None


def shown_effects(book: Book, finding: Finding) -> list[tuple[Source, Result]]:
    """The results a finding shows, what pools several studies before single ones."""
    found = [
        (book.sources[e.source], result)
        for e in finding.effects
        if (result := book.result(e.source, e.result)) is not None
    ]
    return sorted(found, key=lambda pair: not _pooled(pair[0]))


def smallest_change(finding: Finding) -> str:
    """The smallest change people notice, with its unit; empty when no source states it."""
    one = finding.smallest_change
    return with_unit(number(one.value), one.unit) if one else ""


def _pooled(source: Source) -> bool:
    return source.design == Design.META_ANALYSIS


def plot_views(book: Book, prefix: str, finding: Finding) -> tuple[PlotView, ...]:
    """The plots of a finding; none when no cited effect has a value of no effect to be compared with."""
    groups: dict[tuple[Measure, str, Better], list[tuple[Source, Result]]] = {}
    for source, result in shown_effects(book, finding):
        if result.measure is None or result.estimate is None or no_effect(result.measure) is None:
            continue
        key = (result.measure, result.unit or "", result.better)
        groups.setdefault(key, []).append((source, result))
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
    against = f"favours {finding.comparator}"
    left, right = book.guide.favours_intervention, book.guide.favours_comparator
    right = against if len(against) <= LONGEST else right
    if better == Better.NEITHER:
        left, right = f"less when {book.guide.activity}", f"more when {book.guide.activity}"
    left, right = finding.favours_intervention or left, finding.favours_comparator or right
    if better == Better.HIGHER:
        left, right = right, left
    measured = MEASURE_NAMES[measure] + (f", {unit}" if unit else "")
    told = "; ".join(f"{ref(book, s.id).name}: {effect_text(r)}" for s, r in rows)
    smallest = finding.smallest_change if measure == Measure.MD else None
    smallest = smallest if smallest and smallest.unit == unit else None
    return PlotView(
        figure_id,
        f"{finding.outcome[:1].upper()}{finding.outcome[1:]} ({measured})",
        f"{len(rows)} reported {'effect' if len(rows) == 1 else 'effects'}. The upright line means no effect; "
        f"left of it: {left}; right of it: {right}. {told}.",
        left,
        right,
        plot(values, null, log=measure in RATIOS, smallest=float(smallest.value) if smallest else None),
        tuple(
            PlotRow(_name(book, s), r.outcome, bare_effect(r), r.ci_low is not None, _pooled(s), ref(book, s.id))
            for s, r in rows
        ),
        smallest_change(finding) if smallest else "",
        ref(book, smallest.source) if smallest else None,
    )


def _name(book: Book, source: Source) -> str:
    """What stands beside a mark; that nobody verified the details is said in the caption."""
    return ref(book, source.id).name.partition(" (")[0]


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))
