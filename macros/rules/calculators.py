"""Rules about calculators: each choice has like beside like or says why not, each value fits the formula, each limit holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from ..book import Book
from ..calculate import NoValue, one_is, ratio, value
from ..document import Path
from ..model import Calculator
from .registry import Found, rule


@rule("E721", Calculator)
def choice_has_values_or_says_why_not(calculator: Calculator, book: Book) -> Iterator[Found]:
    """A choice has pairs of values, or says why there is no number; never both, never neither.

    A calculator that is silent where nothing is known invites a guess. Fix: add pairs, or `no_number` with the reason.
    """
    for i, choice in enumerate(calculator.choices):
        if bool(choice.pairs) == bool(choice.no_number):
            has = "both pairs and no_number" if choice.pairs else "neither pairs nor no_number"
            fix = "keep pairs when there are values, else say in 'no_number' why there are none"
            yield Found(("choices", i, "label"), f"the choice '{choice.id}' has {has}", fix)
    choices = {choice.id: choice for choice in calculator.choices}
    named: list[tuple[Path, str]] = [(("start",), calculator.start)]
    if calculator.mismatch:
        named.append((("mismatch", "instead"), calculator.mismatch.instead))
    for path, one in named:
        if one in choices and not choices[one].pairs:
            yield Found(path, f"'{one}' has no number to show", "name a choice that has pairs")


@rule("E722", Calculator)
def pair_is_listed_or_estimated(calculator: Calculator, book: Book) -> Iterator[Found]:
    """The second value of a pair is a result, or an estimate from ratios; never both, never neither.

    Readers are told which of the two they look at. Fix: keep `intervention` or `ratios`.
    """
    for i, choice in enumerate(calculator.choices):
        for j, pair in enumerate(choice.pairs):
            if (pair.intervention is None) == (not pair.ratios):
                has = "both intervention and ratios" if pair.ratios else "neither intervention nor ratios"
                fix = "keep 'intervention' for a value that is printed, 'ratios' for an estimate"
                yield Found(("choices", i, "pairs", j, "basis"), f"the pair '{pair.basis}' has {has}", fix)


@rule("E723", Calculator, after=("E223", "E402", "E722"))
def value_fits_the_formula(calculator: Calculator, book: Book) -> Iterator[Found]:
    """Each value is a printed number above zero in the calculator's unit, or in one it converts; each ratio is a ratio.

    Else the product would be a number of nothing. Fix: point to another result or arm, or add a conversion.
    """
    wrong = [
        found
        for i, conversion in enumerate(calculator.conversions)
        for found in _no_value(("conversions", i, "over"), one_is, book, conversion)
    ]
    if wrong:  # what cannot be converted cannot be judged yet
        yield from wrong
        return
    for i, choice in enumerate(calculator.choices):
        for j, pair in enumerate(choice.pairs):
            path: Path = ("choices", i, "pairs", j)
            yield from _no_value((*path, "comparator"), value, book, calculator, pair.comparator)
            if second := pair.intervention:
                yield from _no_value((*path, "intervention"), value, book, calculator, second)
            for k, one in enumerate(pair.ratios):
                yield from _no_value((*path, "ratios", k), ratio, book, one)
    if quoted := calculator.mismatch:
        for name, ref in (("comparator", quoted.comparator), ("intervention", quoted.intervention)):
            yield from _no_value(("mismatch", name), value, book, calculator, ref)


def _no_value(path: Path, ask: Callable[..., Fraction], *of: object) -> Iterator[Found]:
    try:
        ask(*of)
    except NoValue as error:
        yield Found(path, str(error), error.fix, at_key=True)


@rule("E724", Calculator)
def amounts_lie_within_their_limits(calculator: Calculator, book: Book) -> Iterator[Found]:
    """Each unit's limits are above zero and in order, and what the form and the table begin with lies within them.

    A form that refuses its own example looks broken. Fix: correct the amount or the limit.
    """
    for i, field in enumerate(calculator.inputs):
        for j, unit in enumerate(field.units):
            for name in ("times", "over", "low"):
                if getattr(unit, name) <= 0:
                    yield Found(("inputs", i, "units", j, name), f"'{name}' is not above zero", "correct the number")
            if unit.high <= unit.low:
                message = f"the largest amount, {unit.high}, is not above the smallest, {unit.low}"
                yield Found(("inputs", i, "units", j, "high"), message, "correct one of the two")
        first = field.units[0]
        named: list[tuple[Path, Decimal]] = [(("start",), field.start)]
        named += [(("examples", k), one) for k, one in enumerate(field.examples)]
        for path, amount in named:
            if not first.low <= amount <= first.high:
                message = f"{amount} is not between {first.low} and {first.high} {first.label}"
                yield Found(("inputs", i, *path), message, "correct the amount or the limits")
