"""What a reported number says: where no effect lies, which way it points, and how to print it."""

from __future__ import annotations

import re
from decimal import Decimal

from .model import Better, Direction, Measure, Reported, Result

RATIOS = {Measure.ROM, Measure.RR, Measure.OR, Measure.HR, Measure.IRR, Measure.RATIO}
DIFFERENCES = {Measure.MD, Measure.SMD, Measure.RD, Measure.PERCENT_CHANGE}

MEASURE_NAMES = {
    Measure.MD: "mean difference",
    Measure.SMD: "standardised mean difference",
    Measure.ROM: "ratio of means",
    Measure.RR: "risk ratio",
    Measure.OR: "odds ratio",
    Measure.HR: "hazard ratio",
    Measure.IRR: "rate ratio",
    Measure.RD: "risk difference",
    Measure.RATIO: "ratio of a kind not stated",
    Measure.PERCENT_CHANGE: "percent change",
    Measure.MEAN: "mean",
    Measure.PERCENT: "share",
    Measure.COUNT: "count",
    Measure.AUC: "area under the curve",
    Measure.CORRELATION: "correlation",
}


def no_effect(measure: Measure | None) -> Decimal | None:
    """The value that means 'no effect': 1 for ratios, 0 for differences, None for plain descriptions."""
    if measure in RATIOS:
        return Decimal(1)
    if measure in DIFFERENCES:
        return Decimal(0)
    return None


def crosses_no_effect(result: Result) -> bool:
    """Whether the printed interval holds the value of no effect. False when no interval is printed."""
    null = no_effect(result.measure)
    if null is None or result.ci_low is None or result.ci_high is None:
        return False
    return result.ci_low <= null <= result.ci_high


def points_to(result: Result) -> Direction | None:
    """Benefit or harm by sign of the estimate and `better`; None when the authors call it no difference, or no side is good."""
    null = no_effect(result.measure)
    if null is None or result.estimate is None or result.estimate == null:
        return None
    if result.better == Better.NEITHER or result.reported == Reported.NO_DIFFERENCE:
        return None
    higher = result.estimate > null
    return Direction.BENEFIT if higher == (result.better == Better.HIGHER) else Direction.HARM


def at_least_twofold(result: Result) -> bool:
    """Whether a printed number shows an effect of at least twofold [GRADE guidelines 9, large effect]."""
    ratio = result.estimate if result.measure in RATIOS else None
    means = [arm.mean for arm in result.arms if arm.mean is not None]
    if ratio is None and len(means) >= 2 and means[1]:
        ratio = means[0] / means[1]
    return ratio is not None and (ratio >= 2 or Decimal(0) < ratio <= Decimal("0.5"))


def number(value: Decimal) -> str:
    """As printed, with a real minus sign."""
    return str(value).replace("-", "\u2212")


def arithmetic(text: str) -> str:
    """What we worked out, as somebody typed it, with a real minus sign wherever a number is taken away or below zero."""
    return re.sub(r"(?<= )-(?= )|(?<![\w.)-])-(?=\d)", "\u2212", text)


def with_unit(value: str, unit: str | None) -> str:
    """'12 %' is '12%'; other units stand behind a no-break space, and one of them is '1 point'."""
    if not unit:
        return value
    if value.lstrip("\u2212") == "1":
        unit = re.sub(r"^points\b", "point", unit)
    return f"{value}{unit}" if unit.startswith("%") else f"{value}\u00a0{unit}"


def effect_text(result: Result) -> str:
    """The effect in its own unit, as a reader reads it: '28% more', '\u22120.8 points (\u22121.2 to \u22120.4)'. Empty when there is none."""
    if result.estimate is None:
        return ""
    interval = ""
    if result.ci_low is not None and result.ci_high is not None:
        interval = f" ({number(result.ci_low)} to {number(result.ci_high)})"
    if result.measure == Measure.ROM:
        return percent_more(result.estimate) + (f"; ratio {number(result.estimate)}{interval}" if interval else "")
    if result.measure == Measure.SMD:
        return f"{number(result.estimate)} standard deviations{interval}"
    if result.measure in RATIOS or result.measure in (Measure.AUC, Measure.CORRELATION):
        return f"{MEASURE_NAMES[result.measure]} {number(result.estimate)}{interval}"
    return with_unit(number(result.estimate), result.unit) + interval


def bare_effect(result: Result) -> str:
    """The effect where measure and unit stand beside it already: '\u22120.8 (\u22121.2 to \u22120.4)', '28% more'."""
    if result.measure == Measure.ROM or (result.unit or "").startswith("%") or result.estimate is None:
        return effect_text(result)
    if result.ci_low is None or result.ci_high is None:
        return number(result.estimate)
    return f"{number(result.estimate)} ({number(result.ci_low)} to {number(result.ci_high)})"


def everyday_text(result: Result) -> str:
    """A difference in its own unit, without signs: '0.8 points lower'. Empty for ratios, standard deviations and no unit."""
    if result.measure != Measure.MD or not result.estimate or not result.unit:
        return ""
    return f"{with_unit(str(abs(result.estimate)), result.unit)} {'higher' if result.estimate > 0 else 'lower'}"


def arms_text(result: Result) -> list[str]:
    """Each group's own figure: 'trained: 3.4 (SD 1.4), 20 people'."""
    out = []
    for arm in result.arms:
        figure = "" if arm.mean is None else with_unit(number(arm.mean), result.unit)
        if arm.sd is not None:
            figure += f" (SD {number(arm.sd)})"
        people = "" if arm.n is None else f"{arm.n} people"
        rest = ", ".join(part for part in (figure.strip(), people) if part)
        out.append(f"{arm.label}: {rest}" if rest else str(arm.label))
    return out


def percent_more(ratio: Decimal) -> str:
    """A ratio as readers say it: 1.28 is '28% more', 0.81 is '19% less', 1 is 'the same'."""
    percent = (ratio - 1) * 100
    rounded = abs(percent).quantize(Decimal(1))
    if rounded == 0:
        return "the same"
    return f"{rounded}% {'more' if percent > 0 else 'less'}"
