"""Guessing what was meant: a right value is never changed, a doubtful one never guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.model import (
    CslType,
    Design,
    Directness,
    HistoryType,
    Level,
    Measure,
    Read,
    Verdict,
    meant,
)
from macros.model.base import ID_PATTERN
from macros.problem import misspelt
from macros.syntax import in_quotes
from macros.yamlfile import Refused, parse

DOI = r"^10\.\d{4,9}/\S+$"


@pytest.mark.parametrize(
    ("given_text", "number"),
    [
        ("12 minutes", "12"),
        ("12minutes", "12"),
        ("28%", "28"),
        ("−0.6", "-0.6"),
        ("–3", "-3"),
        ("+3", "3"),
        ("0,8", "0.8"),
        (".80", "0.80"),
        (" 7 ", "7"),
        ("1,200", None),  # twelve hundred, or one and a fifth
        ("about 80", None),
        ("5 to 9", None),
        ("5-9", None),
        ("<0.01", None),
        ("12.", None),
        ("-", None),
        ("", None),
        ("twelve", None),
    ],
)
def test_numbers(given_text: str, number: str | None) -> None:
    assert meant.number(given_text) == number


@pytest.mark.parametrize(
    ("given_text", "number"), [("80 people", "80"), ("80.5", None), ("-80", None), ("2,040", "2040")]
)
def test_whole_numbers(given_text: str, number: str | None) -> None:
    assert meant.whole_number(given_text) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-9999, max_value=9999))
def test_a_number_keeps_its_value_and_its_digits(value: Decimal) -> None:
    assert meant.number(str(value)) == str(value)
    assert meant.number(f"{value} ml/kg") == str(value)


@pytest.mark.parametrize(
    ("given_text", "day"),
    [
        ("01.11.2026", "2026-11-01"),
        ("2026/11/1", "2026-11-01"),
        ("2026-1-5", "2026-01-05"),
        ("1 November 2026", "2026-11-01"),
        ("Nov 1, 2026", "2026-11-01"),
        ("11/01/2026", None),  # January or November
        ("30.02.2026", None),
        ("2026", None),
        ("yesterday", None),
    ],
)
def test_days(given_text: str, day: str | None) -> None:
    assert meant.day(given_text) == day


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_day_is_the_same_day_in_every_form(day: date) -> None:
    for form in ("%d.%m.%Y", "%Y/%m/%d", "%d %B %Y"):
        assert meant.day(day.strftime(form)) == day.isoformat()


@pytest.mark.parametrize(
    ("given_text", "p"),
    [
        ("p = 0.011", "0.011"),
        ("P < .05", "<0.05"),
        ("P-value: 0,011", "0.011"),
        ("p<=0.05", "<=0.05"),
        ("p \u2264 0.05", "<=0.05"),
        ("p > 0.05", '">0.05"'),
        ("p", None),
        ("1%", "0.01"),
        ("<0,1 %", "<0.001"),
        ("100%", "1"),
        ("p = 12", None),
        ("n.s.", None),
    ],
)
def test_p_values(given_text: str, p: str | None) -> None:
    assert meant.p_value(given_text) == p


def test_the_form_inside_a_value() -> None:
    assert meant.inside("https://doi.org/10.99999/x.1", DOI) == "10.99999/x.1"
    assert meant.inside("doi:10.99999/x.1", DOI) == "10.99999/x.1"
    assert meant.inside("10.9/x", DOI) is None
    assert meant.inside("1234567890", r"^\d{1,9}$") is None
    assert meant.as_list("a-1, b", ID_PATTERN) == "[a-1, b]"
    assert meant.as_list("A sentence, and more", ID_PATTERN) is None


def test_yes_and_no() -> None:
    assert [meant.yes_or_no(one) for one in ("TRUE", "off", "maybe")] == ["yes", "no", None]


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "Sm")), min_size=1, max_size=40))
def test_a_line_in_quotes_can_be_read_and_holds_the_text(text: str) -> None:
    """Whatever stands behind a key, the line offered is YAML; unless quotes were tried, its value is the text itself."""
    text = " ".join(text.split())
    line = in_quotes([f"why: {text}"], 1)
    if not line.startswith("write this line: "):
        return
    value = text
    try:
        value = parse("x.yml", line.removeprefix("write this line: ")).value["why"]
    except Refused as refused:
        told = refused.problems
    else:
        told = ()
    assert {problem.code for problem in told} <= {"E002"}  # a character that may stand in no file, quoted or not
    if told:
        return
    if text[0] not in "\"'“”„‘’":
        assert value == text


def test_text_that_goes_on_below_is_not_offered_as_a_line() -> None:
    assert in_quotes(["why: a: b", "  more"], 1) == "put the whole text in quotes"
    assert in_quotes(["why: a: b", "", "next: 1"], 1) == 'write this line: why: "a: b"'
    assert in_quotes(["  - id: x", "    why: a: b", "    who: c"], 2) == 'write this line:     why: "a: b"'
    assert in_quotes(["  - why: a: b"], 1) == 'write this line:   - why: "a: b"'
    assert in_quotes(["why: " + "long: " * 40], 1) == "put the whole text in quotes"


@pytest.mark.parametrize(
    ("given_text", "year"),
    [("March 2025", "2025"), ("2025-03-01", "2025"), ("2019-2020", None), ("12025", None), ("n.d.", None)],
)
def test_years(given_text: str, year: str | None) -> None:
    assert meant.year(given_text) == year


@pytest.mark.parametrize(
    ("given_text", "word"),
    [
        ("RCT", "randomized-trial"),
        ("Randomised controlled trial", "randomized-trial"),
        ("cohort study", "cohort"),
        ("controlled trial", None),  # nobody says how people came into the groups
        ("mean difference", None),  # a measure, no design
    ],
)
def test_standard_terms(given_text: str, word: str | None) -> None:
    assert meant.word(given_text, list(Design)) == word


def test_every_standard_term_leads_to_a_word_that_is_there() -> None:
    assert set(meant.TERMS.values()) <= {*Design, *Measure, *CslType, *Read}


@pytest.mark.parametrize(
    ("given_text", "words", "word"),
    [
        ("randomised trial", list(Design), "randomized-trial"),
        ("Cohort", list(Design), "cohort"),
        ("very low", list(Level), "very-low"),
        ("moderat", list(Level), "moderate"),
        ("lwo", list(Level), None),  # three letters are too few to guess from
        ("new-source", list(HistoryType), None),
        ("indirect", list(Directness), None),
        ("unsupported", list(Verdict), None),
        ("XR", list(Measure), None),
        ("", list(Level), None),
        ("x" * 4000, list(Design), None),
    ],
)
def test_only_a_spelling_of_a_word_is_taken_for_it(given_text: str, words: list[str], word: str | None) -> None:
    assert misspelt(given_text, words) == word


@pytest.mark.parametrize(
    ("given_text", "meant_id"),
    [
        ("Müller 2024.yml", "muller-2024"),
        ("bias (2)", "bias-2"),
        ("x-２０２４", "x-2024"),
        ("x-٢٠٢٤", "x-2024"),
        ("???", ""),
    ],
)
def test_ids(given_text: str, meant_id: str) -> None:
    assert meant.as_id(given_text) == meant_id


def test_digits_of_every_script_are_offered_as_plain_ones() -> None:
    assert meant.number("１２") == meant.whole_number("١٢") == "12"
    assert meant.day("２０２４-01-05") == "2024-01-05"
    assert meant.year("٢٠٢٤") == "2024"
