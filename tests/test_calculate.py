"""Arithmetic of calculators: exact to the last digit, rounded once, and equal to the worked examples of the evidence base."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.book import Book
from macros.calculate import exact_text, factor, pair_values, rounded, span
from macros.model import Calculator, Pair, Unit
from macros.views.calculator import CalculatorView, ChoiceView, calculator_view

EXAMPLE = Fraction(70) * Fraction(30, 60)  # 70 kg, 30 minutes: what the values are multiplied by


@pytest.fixture(scope="module")
def energy(real: Book) -> Calculator:
    """The calculator of the real guide."""
    return real.calculators["energy"]


def pair_of(energy: Calculator, choice: str, basis: str) -> Pair:
    found = [p for c in energy.choices if c.id == choice for p in c.pairs if p.basis == basis]
    assert len(found) == 1
    return found[0]


# Worked by hand when the evidence was gathered: choice, basis, forward, backward, extra, before rounding.
WORKED = [
    ("walk-3-5", "2024 edition", "168", "210", "42"),
    ("walk-3-5", "2011 edition", "150.5", "210", "59.5"),
    ("walk-3-0", "Measured in 13 athletes", "124.2", "159.5", "35.3"),
]


@pytest.mark.parametrize(("choice", "basis", "forward", "backward", "extra"), WORKED)
def test_worked_examples(
    real: Book, energy: Calculator, choice: str, basis: str, forward: str, backward: str, extra: str
) -> None:
    values = pair_values(real, energy, pair_of(energy, choice, basis))
    assert values.comparator * EXAMPLE == Fraction(forward)
    assert [one * EXAMPLE for one in values.interventions] == [Fraction(backward)] * 2
    assert [one * EXAMPLE for one in values.extras] == [Fraction(extra)] * 2


def choices(view: CalculatorView) -> list[ChoiceView]:
    """Every choice of a calculator, in order."""
    return [choice for _, group in view.groups for choice in group]


def shown(view: CalculatorView, one: str, example: str) -> tuple[str, str, str]:
    at = view.examples.index(example)
    amounts = next(p.amounts[at] for c in choices(view) for p in c.pairs if p.id == one)
    return amounts.comparator, amounts.intervention, amounts.extra


def test_the_table_shows_the_worked_examples(real: Book, energy: Calculator) -> None:
    view = calculator_view(real, energy)
    assert (view.fixed, view.examples) == ("30\u00a0minutes", ("60\u00a0kg", "70\u00a0kg", "80\u00a0kg"))
    assert shown(view, "walk-3-5-1", "70\u00a0kg") == ("168", "210", "42")
    assert shown(view, "walk-3-5-2", "70\u00a0kg") == ("151", "210", "60")
    assert shown(view, "walk-3-0-1", "70\u00a0kg") == ("124", "160", "35")


def test_the_popular_pair_is_set_right(real: Book, energy: Calculator) -> None:
    view = calculator_view(real, energy).mismatch
    assert view is not None
    assert view.example == "70\u00a0kg, 30\u00a0minutes"
    assert [(r.label, r.amounts.extra, r.percent) for r in view.rows] == [
        ("As quoted", "88", "71"),
        ("3.5 mph (5.6 km/h)", "42 to 60", "25 to 40"),
    ]


def test_an_estimate_spans_the_ratios_found(real: Book, energy: Calculator) -> None:
    running = pair_values(real, energy, pair_of(energy, "run-6-7", "2024 edition"))
    assert (running.low, running.high) == (Fraction("10.5") * Fraction("1.15"), Fraction("10.5") * Fraction("1.35"))


def test_every_speed_says_the_same_in_both_units(energy: Calculator) -> None:
    """A label such as '3.5 mph (5.6 km/h)': an international mile is 1.609344 km."""
    seen = 0
    for choice in energy.choices:
        if "mph" not in choice.label:
            continue
        left, right = choice.label.split(" mph (")
        miles = [Decimal(w) for w in left.split() if w[0].isdigit()]
        km = [Decimal(w) for w in right.replace(")", " ").split() if w[0].isdigit()]
        assert [(m * Decimal("1.609344")).quantize(Decimal("0.1"), ROUND_HALF_UP) for m in miles] == km
        seen += 1
    assert seen >= 10


@pytest.mark.parametrize("guide", ["tea", "real"])
def test_a_choice_spans_all_its_pairs(guide: str, request: pytest.FixtureRequest) -> None:
    """What all pairs of a choice span together is what the pairs span one by one."""
    book: Book = request.getfixturevalue(guide)
    for calculator in book.calculators.values():
        for choice in choices(calculator_view(book, calculator)):
            for i in range(3):
                ends = {one for pair in choice.pairs for one in pair.factors[i].split(" ")}
                assert set(choice.factors[i].split()) == ends


def test_tea_in_full(tea: Book, golden: Callable[[str, str], None]) -> None:
    view = calculator_view(tea, tea.calculators["caffeine"])
    lines = [f"{view.examples} {view.fixed!r} {[u for f in view.inputs for u in f.units]}"]
    for choice in choices(view):
        lines.append(f"{choice.id}: {choice.factors} {''.join(p.text for s in choice.no_number for p in s.pieces)}")
        for p in choice.pairs:
            second = p.intervention.text if p.intervention else f"times {[r.text for r in p.ratios]}"
            lines.append(f"  {p.id}: {p.comparator.text}; {second}; {[r.id for r in p.refs]}")
            lines += [f"    {a.comparator} | {a.intervention} | {a.extra}" for a in p.amounts]
    golden("calculator.txt", "\n".join(lines) + "\n")


NUMBERS = st.decimals(min_value=-10_000, max_value=10_000, places=3)


@given(NUMBERS)
def test_rounding_is_half_up(number: Decimal) -> None:
    assert rounded(Fraction(number)) == int(number.quantize(Decimal(1), ROUND_HALF_UP))


@given(st.lists(NUMBERS, min_size=1), st.decimals(min_value="0.001", max_value=1000, places=3))
def test_a_span_goes_from_lowest_to_highest(numbers: list[Decimal], times: Decimal) -> None:
    told = [int(w.replace("\u2212", "-")) for w in span(map(Fraction, numbers), Fraction(times)).split(" to ")]
    products = [int((one * times).quantize(Decimal(1), ROUND_HALF_UP)) for one in numbers]
    assert told == sorted({min(products), max(products)})


def test_half_below_zero_goes_away_from_zero() -> None:
    assert [rounded(Fraction(one)) for one in ("-0.5", "0.5", "150.5", "-59.5")] == [-1, 1, 151, -60]
    assert span([Fraction(-5), Fraction(3)]) == "\u22125 to 3"


def test_values_for_reading() -> None:
    told = [exact_text(Fraction(one)) for one in ("4.8", "6", "1.48")]
    assert told == ["4.8", "6.0", "1.48"]
    assert exact_text(Fraction("12.42") / Fraction("3.5")) == "3.55"


def test_a_unit_is_worth_what_it_says() -> None:
    pound = Unit(id="lb", label="lb", times=Decimal("0.45359237"), low=Decimal(1), high=Decimal(2))
    minute = Unit(id="min", label="min", over=Decimal(60), low=Decimal(1), high=Decimal(2))
    assert factor(pound, Fraction(100)) == Fraction("45.359237")
    assert factor(minute, Fraction(30)) == Fraction(1, 2)
