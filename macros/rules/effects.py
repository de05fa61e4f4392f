"""Rules about numbers: an estimate lies in its interval, and words and numbers point the same way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..book import Book
from ..effects import RATIOS, crosses_no_effect, no_effect, points_to
from ..model import Claim, Direction, Level, Measure, Reported, Result, Source, Stance
from .references import unknown
from .registry import Found, rule

# A source with such a mistake is reported itself; what rests on its numbers waits.
NUMBERS = ("E206", "E401", "E402", "E403", "E404")
PERCENT = re.compile("%|per ?cent", re.IGNORECASE)
NEEDS_UNIT = {Measure.MD, Measure.MEAN, Measure.PERCENT_CHANGE, Measure.PERCENT}


@rule("E401", Source)
def estimate_lies_in_its_interval(source: Source, book: Book) -> Iterator[Found]:
    """An interval has both ends, the lower one first, and the estimate between them.

    Swapped ends and slipped digits are the commonest copying mistakes. Fix: compare with the work.
    """
    for i, r in enumerate(source.results):
        if (r.ci_low is None) != (r.ci_high is None):
            end = "ci_high" if r.ci_high is None else "ci_low"
            yield Found(
                ("results", i, "id"), f"the interval of '{r.id}' has no {end}", f"add {end}, or remove the other end"
            )
        elif r.ci_low is not None and r.ci_high is not None:
            if r.ci_low > r.ci_high:
                message = f"the interval of '{r.id}' runs from {r.ci_low} to {r.ci_high}"
                yield Found(("results", i, "ci_low"), message, _in_order(r))
            elif r.estimate is None:
                yield Found(("results", i, "ci_low"), f"'{r.id}' has an interval but no estimate", "add the estimate")
            elif not r.ci_low <= r.estimate <= r.ci_high:
                message = f"the estimate {r.estimate} lies outside its interval {r.ci_low} to {r.ci_high}"
                yield Found(("results", i, "estimate"), message, "compare all three numbers with the work")


def _in_order(r: Result) -> str:
    """What to do about an interval whose ends stand the wrong way round: they may be swapped, or one of them wrong."""
    if r.ci_low is None or r.ci_high is None or (r.estimate is not None and not r.ci_high <= r.estimate <= r.ci_low):
        return "compare all three numbers with the work; swapping the ends alone would leave the estimate outside"
    return f"write '{r.ci_high}' and 'ci_high: {r.ci_low}'"


@rule("E402", Source)
def number_says_what_it_is(source: Source, book: Book) -> Iterator[Found]:
    """A number comes with its measure, and with a unit where the measure has one.

    0.8 can be points, metres or a ratio. Fix: add `measure`, and `unit` for MD, mean, percent and percent-change.
    """
    for i, r in enumerate(source.results):
        has_number = r.estimate is not None or any(a.mean is not None for a in r.arms)
        if has_number and r.measure is None:
            message = f"'{r.id}' has a number but no measure"
            yield Found(("results", i, "id"), message, f"add 'measure: ' and one of: {', '.join(Measure)}")
        elif has_number and r.measure in NEEDS_UNIT and not r.unit:
            yield Found(
                ("results", i, "measure"),
                f"'{r.id}' has a number as {r.measure}, but no unit",
                "add 'unit: ', such as points or ml/kg/min",
            )
        elif r.estimate is not None and r.measure == Measure.MEAN and len(r.arms) > 1:
            message = f"'{r.id}' has two groups and an estimate, but its measure is mean"
            yield Found(("results", i, "measure"), message, "write 'MD' when the estimate is the difference")
        elif (
            not has_number
            and r.ci_low is None
            and not r.found
            and r.reported in (Reported.MIXED, Reported.NOT_COMPARED)
        ):
            yield Found(
                ("results", i, "id"),
                f"'{r.id}' holds neither a number nor words",
                "add 'found: ' with the finding in words",
            )


@rule("E403", Source)
def ratio_is_positive(source: Source, book: Book) -> Iterator[Found]:
    """Ratios are above zero.

    A ratio of -0.3 is a difference or a percentage under the wrong name. Fix: correct `measure` or the number.
    """
    for i, r in enumerate(source.results):
        if r.measure in RATIOS:
            for name in ("estimate", "ci_low", "ci_high"):
                value = getattr(r, name)
                if value is not None and value <= 0:
                    message = f"'{r.id}' is a ratio ({r.measure}), but {name} is {value}"
                    yield Found(
                        ("results", i, name), message, "write 'measure: MD' or 'percent-change', or correct the number"
                    )
                    break  # the others are wrong for the same reason


@rule("E404", Source)
def share_is_no_ratio(source: Source, book: Book) -> Iterator[Found]:
    """A number in percent is called a percentage, not a ratio or a standardised difference.

    28 percent more and 28 times as much differ by a hundred. Fix: write `measure: percent-change`; or turn the number into a ratio, such as 1.28, and leave `unit` out.
    """
    for i, r in enumerate(source.results):
        if r.estimate is not None and r.measure in {*RATIOS, Measure.SMD} and r.unit and PERCENT.match(r.unit):
            message = f"'{r.id}' is in {r.unit}, but its measure is {r.measure}, which has no unit"
            yield Found(("results", i, "measure"), message, "write 'percent-change', or give the ratio itself")


def _cited(claim: Claim, i: int, book: Book) -> list[tuple[int, Result]]:
    finding = claim.findings[i]
    counts = {s.id for s in finding.sources if s.stance != Stance.CONTEXT}
    found = [(j, book.result(e.source, e.result)) for j, e in enumerate(finding.effects) if e.source in counts]
    return [(j, r) for j, r in found if r is not None]


@rule("E411", Claim, after=("E211", "E212", *NUMBERS))
def direction_agrees_with_the_numbers(claim: Claim, book: Book) -> Iterator[Found]:
    """A finding called a benefit (or harm) has at least one effect that points that way.

    Sign and good are easily confused: less pain is a benefit, and its number is negative. Fix: correct `direction`, or `better` of the result.
    """
    for i, finding in enumerate(claim.findings):
        ways = {way for _, r in _cited(claim, i, book) if (way := points_to(r)) is not None}
        wanted = finding.direction
        if wanted in (Direction.BENEFIT, Direction.HARM) and ways and wanted not in ways:
            other = ways.pop()
            message = f"the direction is {wanted}, but every effect cited points to {other}"
            yield Found(("findings", i, "direction"), message, f"write '{other}', or correct 'better' in the source")


@rule("E412", Claim, after=("E211", "E301", *NUMBERS))
def interval_across_no_effect_is_said_with_may(claim: Claim, book: Book) -> Iterator[Found]:
    """When every printed interval holds 'no effect', a benefit or harm is said with 'may' at most.

    Such a result fits no effect as well. Fix: rate imprecision down until the level is low, or call it no-important-difference.
    """
    for i, finding in enumerate(claim.findings):
        if finding.direction not in (Direction.BENEFIT, Direction.HARM):
            continue
        if finding.certainty.level not in (Level.HIGH, Level.MODERATE):
            continue
        ranged = [r for _, r in _cited(claim, i, book) if r.ci_low is not None and no_effect(r.measure) is not None]
        if ranged and all(crosses_no_effect(r) for r in ranged):
            message = f"every interval cited holds no effect, but the level is {finding.certainty.level}"
            yield Found(
                ("findings", i, "certainty", "level"),
                message,
                "rate imprecision down to level low, or change the direction",
            )


@rule("E413", Claim, after=("E211", *NUMBERS))
def opposite_effects_are_said(claim: Claim, book: Book) -> Iterator[Found]:
    """When cited effects point both ways, the finding is mixed or names inconsistency as a concern.

    Leaving one side out of the words is how guides mislead. Fix: `direction: mixed`, or a concern under inconsistency.
    """
    for i, finding in enumerate(claim.findings):
        ways = {way for _, r in _cited(claim, i, book) if (way := points_to(r)) is not None}
        domain = finding.certainty.inconsistency
        if len(ways) < 2 or finding.direction not in (Direction.BENEFIT, Direction.HARM) or domain is None:
            continue
        if domain.concern == "none":
            message = f"effects point both ways, but '{finding.id}' is called a {finding.direction} without concern about inconsistency"
            yield Found(
                ("findings", i, "certainty", "inconsistency", "concern"),
                message,
                "write 'serious', or 'direction: mixed' above",
            )


@rule("E414", Claim, after=("E211", *NUMBERS))
def plotted_effects_have_numbers(claim: Claim, book: Book) -> Iterator[Found]:
    """An effect cited by a finding holds a number.

    Words without a number belong under `contributes`. Fix: cite a result with an estimate or group means, or remove the effect.
    """
    for i, finding in enumerate(claim.findings):
        for j, effect in enumerate(finding.effects):
            r = book.result(effect.source, effect.result)
            if r and r.estimate is None and not any(a.mean is not None for a in r.arms):
                message = f"'{effect.result}' of {effect.source} holds no number"
                yield Found(
                    ("findings", i, "effects", j, "result"),
                    message,
                    "remove this effect, or add the number to the source",
                )


@rule("E415", Claim, after=("E211",))
def smallest_change_has_a_source_and_a_unit(claim: Claim, book: Book) -> Iterator[Found]:
    """The smallest change people notice comes from a source that is there, in the unit of a result that is shown.

    A reader holds the effect against it, and the plot draws it. Fix: correct the id, or write the unit as in the results; leave the field out when no source states it.
    """
    for i, finding in enumerate(claim.findings):
        smallest = finding.smallest_change
        if smallest is None:
            continue
        yield from unknown(book, ("findings", i, "smallest_change", "source"), smallest.source, book.sources, "source")
        shown = [book.result(e.source, e.result) for e in finding.effects]
        units = sorted({r.unit for r in shown if r is not None and r.unit})
        if smallest.unit not in units:
            message = f"no result of finding '{finding.id}' is in '{smallest.unit}'"
            fix = f"write '{units[0]}'" if len(units) == 1 else "write the unit of a result under effects"
            yield Found(("findings", i, "smallest_change", "unit"), message, fix)
