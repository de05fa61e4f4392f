"""Pictures for people who would rather look than read: the ladder of certainty, and one measure over several answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..book import Book, headline
from ..effects import percent_more
from ..forest import Tick, Value, plot
from ..labels import LEVELS, Label
from ..model import Claim, Level, Measure, Result
from .parts import Ref, finding_effect, ref, sure_label

MINUS = "\u2212"


@dataclass(frozen=True)
class Rung:
    """One level of certainty and how many findings of the guide stand on it; `share` is of the fullest rung."""

    label: Label
    count: int
    share: float


@dataclass(frozen=True)
class LadderView:
    """The rungs, surest first, and all of it in a sentence."""

    rungs: tuple[Rung, ...]
    total: int
    description: str


@dataclass(frozen=True)
class Dot:
    """One reported ratio in a panel."""

    x: float
    name: str
    effect: str
    ref: Ref


@dataclass(frozen=True)
class Panel:
    """One answer: what it is about, how sure, which way, its dots."""

    id: str
    title: str
    page: str
    sure: Label
    effect: Label
    dots: tuple[Dot, ...]
    description: str


@dataclass(frozen=True)
class MultiplesView:
    """Panels that share one axis of ratios, `x_null` where there is no difference."""

    width: float
    x_null: float
    ticks: tuple[Tick, ...]
    panels: tuple[Panel, ...]


def ladder_view(book: Book) -> LadderView:
    """How many findings stand on each rung. Levels are those of GRADE, and below them what nobody has tested."""
    counts = Counter(finding.certainty.level for claim in book.claims.values() for finding in claim.findings)
    fullest = max(counts.values(), default=0) or 1
    rungs = tuple(Rung(LEVELS[level], counts[level], counts[level] / fullest) for level in Level)
    told = ", ".join(f"{rung.label.word.lower()}: {rung.count}" for rung in rungs)
    return LadderView(
        rungs, counts.total(), f"From the top rung to the ground, how many findings stand on each: {told}."
    )


def ratios_of(book: Book, claim: Claim) -> list[tuple[str, Decimal]]:
    """(source, ratio) for each ratio that the headline finding of a claim cites; a percent change is the ratio 1 + p/100."""
    results = [(effect.source, book.result(effect.source, effect.result)) for effect in headline(claim).effects]
    return [(source, ratio) for source, result in results if result and (ratio := _ratio(result)) is not None]


def multiples_view(book: Book, claims: Iterable[Claim]) -> MultiplesView:
    """A panel for each claim, of the ratios its headline finding cites: at least one each, all above zero."""
    found = [(claim, ratios_of(book, claim)) for claim in claims]
    ratios = [ratio for _, rows in found for _, ratio in rows]
    axis = plot([Value(float(ratio)) for ratio in ratios], 1.0, log=True)
    marks = iter(axis.marks)
    panels = []
    for claim, rows in found:
        head = headline(claim)
        dots = tuple(
            Dot(next(marks).x, ref(book, source).name, percent_more(ratio), ref(book, source)) for source, ratio in rows
        )
        told = "; ".join(f"{dot.name}: {dot.effect}" for dot in dots)
        title = f"{claim.title}: {head.outcome}"
        panels.append(
            Panel(claim.id, title, f"claims/{claim.id}", sure_label(head), finding_effect(head), dots, f"{told}.")
        )
    ticks = tuple(Tick(tick.x, _tick(Decimal(tick.text))) for tick in axis.ticks)
    return MultiplesView(axis.width, axis.x_null, ticks, tuple(panels))


def _ratio(result: Result) -> Decimal | None:
    if result.estimate is None:
        return None
    if result.measure == Measure.ROM:
        return result.estimate
    if result.measure == Measure.PERCENT_CHANGE:
        return 1 + result.estimate / 100
    return None


def _tick(ratio: Decimal) -> str:
    percent = (ratio - 1) * 100
    if not percent:
        return "same"
    sign = "+" if percent > 0 else MINUS
    return f"{sign}{abs(percent).normalize():f}%"
