"""A calculator with every value resolved: the form, what each choice shows, and the whole table worked out beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product, repeat
from math import prod

from ..book import Book, headline
from ..calculate import PairValues, exact_text, factor, pair_values, printed, ratio, span, value
from ..effects import number, with_unit
from ..model import Calculator, Choice, Group, Input, Mismatch, Pair, ResultRef, Unit
from .parts import AnswerView, Prose, Ref, answer_view, prose, ref


@dataclass(frozen=True)
class UnitView:
    """One unit of an input. Factor and limits are exact, as '1/60', for the script."""

    id: str
    label: str
    factor: str
    low: str
    high: str


@dataclass(frozen=True)
class InputView:
    """One field of the form."""

    id: str
    label: str
    start: str
    units: tuple[UnitView, ...]


@dataclass(frozen=True)
class LinkedNumber:
    """A number as printed in a source, and the place of its result on the source's page."""

    text: str
    page: str


@dataclass(frozen=True)
class Amounts:
    """The three answers for one example, rounded: '168', '210', '42', or ranges such as '31 to 64'."""

    comparator: str
    intervention: str
    extra: str


@dataclass(frozen=True)
class PairView:
    """One pair of values. `factors` are for the script: comparator, intervention and extra, exact, ends of ranges apart."""

    id: str
    basis: str
    comparator: LinkedNumber
    intervention: LinkedNumber | None
    ratios: tuple[LinkedNumber, ...]
    refs: tuple[Ref, ...]
    note: Prose
    factors: tuple[str, str, str]
    amounts: tuple[Amounts, ...]


@dataclass(frozen=True)
class ChoiceView:
    """One choice: its pairs, the ends of all of them together, how sure; or why there is no number."""

    id: str
    label: str
    pairs: tuple[PairView, ...]
    factors: tuple[str, str, str]
    answer: AnswerView | None
    no_number: Prose


@dataclass(frozen=True)
class QuotedRow:
    """One row of the table that sets a popular pair right."""

    label: str
    amounts: Amounts
    percent: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True)
class MismatchView:
    """A popular pair of unlike conditions beside like with like."""

    title: str
    text: Prose
    example: str
    rows: tuple[QuotedRow, ...]


@dataclass(frozen=True)
class CalculatorView:
    """Everything a calculator shows. `examples` hold what differs, such as '60 kg', `fixed` what all of them share."""

    id: str
    record: Calculator
    caption: Prose
    formula_note: Prose
    caveat: Prose
    estimate_note: Prose
    inputs: tuple[InputView, ...]
    groups: tuple[tuple[str, tuple[ChoiceView, ...]], ...]
    examples: tuple[str, ...]
    fixed: str
    mismatch: MismatchView | None
    limits: tuple[Prose, ...]


def calculator_view(book: Book, calculator: Calculator) -> CalculatorView:
    """One calculator; rules have checked that every value is there."""
    groups = tuple((group.label, tuple(_choices(book, calculator, group))) for group in calculator.groups)
    varying = [len(field.examples) > 1 for field in calculator.inputs]
    return CalculatorView(
        calculator.id,
        calculator,
        prose(book, calculator.caption),
        prose(book, calculator.formula_note),
        prose(book, calculator.caveat),
        prose(book, calculator.estimate_note),
        tuple(_input(one) for one in calculator.inputs),
        groups,
        tuple(_told(calculator, one, varying) for one in _examples(calculator)),
        _told(calculator, _examples(calculator)[0], [not varies for varies in varying]),
        _mismatch(book, calculator, calculator.mismatch) if calculator.mismatch else None,
        tuple(prose(book, text) for text in calculator.limits),
    )


def _input(field: Input) -> InputView:
    units = tuple(
        UnitView(u.id, u.label, str(factor(u, Fraction(1))), number(u.low), number(u.high)) for u in field.units
    )
    return InputView(field.id, field.label, number(field.start), units)


def _choices(book: Book, calculator: Calculator, group: Group) -> Iterator[ChoiceView]:
    claim = book.claims.get(group.claim or "")
    answer = answer_view(book, claim, headline(claim)) if claim else None
    return (_choice(book, calculator, one, answer) for one in calculator.choices if one.group == group.id)


def _choice(book: Book, calculator: Calculator, choice: Choice, answer: AnswerView | None) -> ChoiceView:
    values = [pair_values(book, calculator, pair) for pair in choice.pairs]
    pairs = tuple(
        _pair(book, calculator, pair, one, f"{choice.id}-{i}")
        for i, (pair, one) in enumerate(zip(choice.pairs, values, strict=True), 1)
    )
    return ChoiceView(choice.id, choice.label, pairs, _factors(values), answer, prose(book, choice.no_number))


def _pair(book: Book, calculator: Calculator, pair: Pair, values: PairValues, one: str) -> PairView:
    ends = sorted(pair.ratios, key=lambda r: ratio(book, r))
    return PairView(
        one,
        pair.basis,
        _linked(book, calculator, pair.comparator),
        _linked(book, calculator, pair.intervention) if pair.intervention else None,
        tuple(LinkedNumber(exact_text(ratio(book, r)), _page(r)) for r in dict.fromkeys((*ends[:1], *ends[-1:]))),
        _refs(book, [pair]),
        prose(book, pair.note),
        _factors([values]),
        tuple(_amounts([values], _times(calculator, example)) for example in _examples(calculator)),
    )


def _mismatch(book: Book, calculator: Calculator, wrong: Mismatch) -> MismatchView:
    """The popular pair, and the choice that sets like beside like, for what the form begins with."""
    start = tuple(Fraction(field.start) for field in calculator.inputs)
    right = next(choice for choice in calculator.choices if choice.id == wrong.instead)
    quoted = Pair(basis=wrong.title, comparator=wrong.comparator, intervention=wrong.intervention)
    rows = []
    for label, pairs in (("As quoted", [quoted]), (right.label, right.pairs)):
        values = [pair_values(book, calculator, pair) for pair in pairs]
        percent = span((extra / v.comparator for v in values for extra in v.extras), Fraction(100))
        rows.append(QuotedRow(label, _amounts(values, _times(calculator, start)), percent, _refs(book, pairs)))
    return MismatchView(wrong.title, prose(book, wrong.text), _told(calculator, start), tuple(rows))


def _examples(calculator: Calculator) -> list[tuple[Fraction, ...]]:
    """Every combination of the examples of all inputs."""
    return list(product(*([Fraction(one) for one in field.examples] for field in calculator.inputs)))


def _first_units(calculator: Calculator) -> list[Unit]:
    return [field.units[0] for field in calculator.inputs]


def _times(calculator: Calculator, amounts: Iterable[Fraction]) -> Fraction:
    """What the values are multiplied by for some amounts, given in the first units."""
    units = _first_units(calculator)
    return prod((factor(unit, one) for unit, one in zip(units, amounts, strict=True)), start=Fraction(1))


def _told(calculator: Calculator, amounts: Iterable[Fraction], told: Iterable[bool] = repeat(True)) -> str:
    """'70 kg, 30 minutes', or only those of the amounts that are to be `told`."""
    rows = zip(amounts, _first_units(calculator), told, strict=False)
    return ", ".join(with_unit(exact_text(one).removesuffix(".0"), unit.label) for one, unit, shown in rows if shown)


def _amounts(values: Iterable[PairValues], times: Fraction) -> Amounts:
    values = list(values)
    return Amounts(
        span((v.comparator for v in values), times),
        span((one for v in values for one in v.interventions), times),
        span((one for v in values for one in v.extras), times),
    )


def _factors(values: Iterable[PairValues]) -> tuple[str, str, str]:
    values = list(values)
    comparators = [v.comparator for v in values]
    interventions = [one for v in values for one in v.interventions]
    extras = [one for v in values for one in v.extras]
    first, second, third = (" ".join(map(str, sorted(set(one)))) for one in (comparators, interventions, extras))
    return first, second, third


def _linked(book: Book, calculator: Calculator, one: ResultRef) -> LinkedNumber:
    """A value as printed; one in another unit with what it is in the calculator's."""
    found, result = printed(book, one)
    text = with_unit(number(found), result.unit)
    if result.unit != calculator.value_unit:
        text += f", which is {with_unit(exact_text(value(book, calculator, one)), calculator.value_unit)}"
    return LinkedNumber(text, _page(one))


def _refs(book: Book, pairs: Iterable[Pair]) -> tuple[Ref, ...]:
    """The sources of the values of some pairs, each once; ratios carry links of their own."""
    values = [one for pair in pairs for one in (pair.comparator, pair.intervention) if one]
    return tuple(ref(book, source) for source in dict.fromkeys(one.source for one in values))


def _page(one: ResultRef) -> str:
    return f"sources/{one.source}#{one.result}"
