"""What a calculator works out: exact values from results, exact products with what is entered, rounded only when printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .book import Book
from .effects import RATIOS
from .model import Calculator, Conversion, Measure, Pair, Result, ResultRef, Unit


class NoValue(ValueError):
    """A result does not give the value that is asked of it; the text says why and `fix` what to write instead."""

    def __init__(self, message: str, fix: str):
        super().__init__(message)
        self.fix = fix


@dataclass(frozen=True)
class PairValues:
    """The values of a pair in the calculator's unit, exact. A listed pair has one of each, an estimate a range."""

    comparator: Fraction
    low: Fraction
    high: Fraction

    @property
    def interventions(self) -> tuple[Fraction, Fraction]:
        """Both ends of the range."""
        return self.low, self.high

    @property
    def extras(self) -> tuple[Fraction, Fraction]:
        """Both ends of the difference; what both have in common is in neither."""
        return self.low - self.comparator, self.high - self.comparator


def printed(book: Book, ref: ResultRef) -> tuple[Decimal, Result]:
    """The number a reference points to as it is printed, and its result. Raises NoValue when there is none."""
    result = book.result(ref.source, ref.result)
    if result is None:
        raise NoValue(f"'{ref.result}' is not in {ref.source}", "correct the id")
    found = [arm.mean for arm in result.arms if arm.label == ref.arm] if ref.arm else [result.estimate]
    if not found or found[0] is None:
        raise NoValue(f"'{result.id}' has no number here", "name an arm with a mean, or another result")
    return found[0], result


def value(book: Book, calculator: Calculator, ref: ResultRef) -> Fraction:
    """A value in the calculator's unit, converted where a conversion says how. Raises NoValue."""
    number, result = printed(book, ref)
    if result.unit == calculator.value_unit:
        return _above_zero(Fraction(number))
    for conversion in calculator.conversions:
        if conversion.unit == result.unit:
            return _above_zero(Fraction(number)) / one_is(book, conversion)
    raise _other_unit(result, calculator.value_unit, *(c.unit for c in calculator.conversions))


def one_is(book: Book, conversion: Conversion) -> Fraction:
    """How many of a conversion's unit stand for one of the calculator's. Raises NoValue."""
    number, result = printed(book, conversion.over)
    if result.unit != conversion.unit:
        raise _other_unit(result, conversion.unit)
    return _above_zero(Fraction(number))


def ratio(book: Book, ref: ResultRef) -> Fraction:
    """A ratio of the two things, from a result that gives a ratio or a change in percent. Raises NoValue."""
    number, result = printed(book, ref)
    if ref.arm is None and result.measure == Measure.PERCENT_CHANGE:
        return _above_zero(1 + Fraction(number) / 100)
    if ref.arm is None and result.measure in RATIOS:
        return _above_zero(Fraction(number))
    raise NoValue(f"'{result.id}' gives no ratio", "point to a result whose measure is ROM or percent-change")


def _above_zero(exact: Fraction) -> Fraction:
    if exact <= 0:
        raise NoValue(f"{exact_text(exact)} cannot be multiplied into an amount", "point to a number above zero")
    return exact


def _other_unit(result: Result, *wanted: str) -> NoValue:
    return NoValue(f"'{result.id}' is in {result.unit or 'no unit'}", f"point to a result in {' or '.join(wanted)}")


def pair_values(book: Book, calculator: Calculator, pair: Pair) -> PairValues:
    """The exact values of a pair. Raises NoValue when a reference gives none."""
    first = value(book, calculator, pair.comparator)
    if pair.intervention is not None:
        second = value(book, calculator, pair.intervention)
        return PairValues(first, second, second)
    ratios = [ratio(book, one) for one in pair.ratios]
    return PairValues(first, first * min(ratios), first * max(ratios))


def factor(unit: Unit, amount: Fraction) -> Fraction:
    """What an amount in a unit is in the formula."""
    return amount * Fraction(unit.times) / Fraction(unit.over)


def rounded(exact: Fraction) -> int:
    """The nearest whole number; a half goes away from zero, as people are taught to round."""
    whole = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return whole if exact >= 0 else -whole


def span(values: Iterable[Fraction], times: Fraction = Fraction(1)) -> str:
    """'42', or '42 to 60' from the lowest to the highest, rounded to whole numbers."""
    whole = sorted({rounded(one * times) for one in values})
    ends = [str(one).replace("-", "\u2212") for one in whole]
    return ends[0] if len(ends) == 1 else f"{ends[0]} to {ends[-1]}"


def exact_text(value: Fraction, places: int = 2) -> str:
    """A value for reading: '4.8', '1.48', '4.56'; at most two places."""
    text = f"{rounded(value * 10**places) / 10**places:.{places}f}".rstrip("0")
    return text + "0" if text.endswith(".") else text
