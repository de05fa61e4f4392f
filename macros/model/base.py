"""The words every record shares: text, numbers, dates, ids and the closed lists of evidence terms."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticKnownError

from . import meant

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MAX_ID = 80
# More than anybody measures, and what other programs still read exactly.
MAX_DIGITS = 15
NOTHING = {"null", "Null", "NULL", "~"}
# What fixes print where only a person knows the words.
PLACEHOLDERS = {"DAY", "NAME", "REASON", "YYYY-MM-DD", "..."}
STANDS_IN = re.compile(r"\b(?:NAME|REASON)\b")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Problematic(ValueError):
    """A value that cannot be read; the text is for the contributor and names the form that is wanted."""


def _number(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not NUMBER.fullmatch(value):
        wanted = "a plain number is needed, such as 12, -0.8 or 0.80 (no unit, no %, no thousands comma)"
        raise Problematic(meant.first(meant.number(str(value)), wanted))
    return Decimal(_not_too_long(value))


def _date(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str) or not DATE.fullmatch(value):
        raise Problematic(meant.first(meant.day(str(value)), "a date is needed in the form YYYY-MM-DD"))
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise Problematic(f"{value} is not a day in the calendar; dates are YYYY-MM-DD") from None


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("yes", "no"):
        raise Problematic(meant.first(meant.yes_or_no(str(value)), "yes or no is needed"))
    return bool(value == "yes")


def _whole(value: Any) -> int:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not value.isascii() or not value.isdigit():
        raise Problematic(meant.first(meant.whole_number(str(value)), "a whole number is needed, such as 20"))
    return int(_not_too_long(value))


def _not_too_long(value: str) -> str:
    digits = sum(c.isdigit() for c in value)
    if digits > MAX_DIGITS:
        raise Problematic(f"a number has at most {MAX_DIGITS} digits, and this has {digits}; correct or round it")
    return value


def _count(value: Any) -> int:
    if (number := _whole(value)) < 1:
        raise Problematic("write how many, 1 or more; or leave the field out")
    return number


def _year(value: Any) -> int:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,4}", value):
        raise Problematic(meant.first(meant.year(str(value)), "a year alone is needed, such as 2024"))
    return int(value)


def _printable(value: str) -> str:
    if CONTROL.search(value):
        raise Problematic("the text holds a control character; delete it and type the text again")
    if value in NOTHING:
        raise Problematic("when there is nothing to say, leave the field out")
    if value in PLACEHOLDERS:
        raise Problematic(f"put your own words in the place of {value}")
    return value


def _filled(value: str) -> str:
    """For what the fixes of the check leave to be completed, anywhere in it; other texts may hold such words."""
    if found := STANDS_IN.search(value):
        raise Problematic(f"put your own words in the place of {found[0]}")
    return value


def _in_plain_digits(value: str) -> str:
    """For whole sentences; names and titles stand as printed. A number in digits of another script escapes every check of numbers."""
    if (plain := meant.in_ascii_digits(value)) != value:
        raise Problematic(meant.first(plain if len(plain) <= 60 else None, "digits are 0 to 9 here"))
    return value


def _at_most(limit: int) -> AfterValidator:
    """A length limit that a field's own, smaller one can stand beside; of two limits in constraints the last would win."""

    def check(value: str) -> str:
        if len(value) > limit:
            raise PydanticKnownError("string_too_long", {"max_length": limit})
        return value

    return AfterValidator(check)


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN), _at_most(MAX_ID)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_printable)]
Label = Annotated[_Text, _at_most(200)]
Title = Annotated[_Text, _at_most(400)]
Text = Annotated[_Text, AfterValidator(_in_plain_digits), _at_most(4000)]
OwnLabel = Annotated[Label, AfterValidator(_filled)]
OwnText = Annotated[Text, AfterValidator(_filled)]
Number = Annotated[Decimal, BeforeValidator(_number, json_schema_input_type=str)]
Whole = Annotated[int, BeforeValidator(_whole, json_schema_input_type=str)]
Count = Annotated[int, BeforeValidator(_count, json_schema_input_type=str)]
Year = Annotated[int, BeforeValidator(_year, json_schema_input_type=str)]
Date = Annotated[datetime.date, BeforeValidator(_date, json_schema_input_type=str)]
YesNo = Annotated[bool, BeforeValidator(_flag, json_schema_input_type=str)]


class Part(BaseModel):
    """Anything inside a record: frozen, and no key that is not in the model."""

    # The kinds of record are built when the first of them is read, and their parts only inside them.
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


class Record(Part):
    """One YAML file. Its file name is its id and never changes."""

    id: Id = Field(
        description="The file name without .yml: small letters, digits and hyphens. Never changed once published."
    )


SEARCH_WORDS = (
    "Words a reader would type to find this and that stand nowhere in its title: other names, everyday words."
)


class Level(StrEnum):
    """Certainty of evidence [GRADE; FHIR certainty-rating codes], and `none` where no study was found."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"
    NONE = "none"


class Concern(StrEnum):
    """How far one GRADE domain lowers certainty: not at all, one step, two steps."""

    NONE = "none"
    SERIOUS = "serious"
    VERY_SERIOUS = "very-serious"


class Direction(StrEnum):
    """Which way the effect points for the person, not the sign of the number."""

    BENEFIT = "benefit"
    HARM = "harm"
    NO_DIFFERENCE = "no-important-difference"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Size(StrEnum):
    """How big the effect is, judged against a stated threshold."""

    LARGE = "large"
    MODERATE = "moderate"
    SMALL = "small"
    TRIVIAL = "trivial"
    NOT_ESTIMABLE = "not-estimable"


class OutcomeType(StrEnum):
    """What kind of thing was measured: felt by the person, done by the person, or a laboratory quantity."""

    FELT = "felt"
    PERFORMANCE = "performance"
    SURROGATE = "surrogate"
    MECHANISM = "mechanism"


class Verdict(StrEnum):
    """Does the popular saying hold?"""

    SUPPORTED = "supported"
    PARTLY = "partly-supported"
    NOT_SUPPORTED = "not-supported"
    CONTRADICTED = "contradicted"
    UNCLEAR = "unclear"
    UNTESTED = "untested"


class Stance(StrEnum):
    """What a source says about a finding."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    MIXED = "mixed"
    CONTEXT = "context"


class Better(StrEnum):
    """Which way of a measured quantity is good for the person."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Verb(StrEnum):
    """The outcome's own verb, as it stands after 'may'."""

    REDUCE = "reduce"
    LOWER = "lower"
    SHORTEN = "shorten"
    SLOW = "slow"
    INCREASE = "increase"
    RAISE = "raise"
    LENGTHEN = "lengthen"
    IMPROVE = "improve"
    WORSEN = "worsen"
