"""A calculator: what the reader enters, times values that studies or tables give, for two things set side by side."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from .base import Id, Label, Number, Part, Record, Text
from .comparison import ResultRef


class Unit(Part):
    """One unit a reader may enter an amount in. The formula takes amount x times / over."""

    id: Id = Field(description="Short name, unique in this input.")
    label: Label = Field(description="The unit as it stands behind the number, such as kg.", max_length=30)
    times: Number = Field(Decimal(1), description="What one of these is worth in the formula's unit; 1 if left out.")
    over: Number = Field(Decimal(1), description="How many of these make one of the formula's unit; 1 if left out.")
    low: Number = Field(description="Smallest amount that is taken.")
    high: Number = Field(description="Largest amount that is taken.")


class Input(Part):
    """One number the reader enters; the formula multiplies all of them."""

    id: Id = Field(description="Short name, unique in this calculator.")
    label: Label = Field(description="What is asked for, as it stands above the field.", max_length=40)
    units: list[Unit] = Field(description="Units to choose from; the first one is used in the table.", min_length=1)
    start: Number = Field(description="The amount the form begins with, in the first unit.")
    examples: list[Number] = Field(description="Amounts the table is worked out for, in the first unit.", min_length=1)


class Conversion(Part):
    """How a value in another unit becomes one in the calculator's unit: it is divided by a result."""

    unit: Label = Field(description="Unit of the results that are converted.")
    over: ResultRef = Field(description="The result (in that unit) that stands for one of the calculator's unit.")


class Group(Part):
    """A heading over some of the choices."""

    id: Id = Field(description="Short name, used by the choices.")
    label: Label = Field(description="The heading.", max_length=60)
    claim: Id | None = Field(
        None, description="Id of the claim whose certainty stands beside every number of this group."
    )


class Pair(Part):
    """Two values for equal conditions, from one basis; the second is a value, or the first one times measured ratios."""

    basis: Label = Field(description="Where the pair comes from, in a few words.", max_length=60)
    comparator: ResultRef = Field(description="The usual thing's value.")
    intervention: ResultRef | None = Field(None, description="The other thing's value. Leave out for an estimate.")
    ratios: list[ResultRef] = Field(
        default=[], description="For an estimate: ratios found elsewhere; the lowest and the highest make the range."
    )
    note: Text | None = Field(None, description="What a reader must know of this pair.")


class Choice(Part):
    """One thing a reader may choose: with pairs of values, or with the reason why there is no number."""

    id: Id = Field(description="Short name, unique in this calculator.")
    group: Id = Field(description="Id of the group it stands under.")
    label: Label = Field(description="What the reader chooses.", max_length=60)
    pairs: list[Pair] = Field(default=[], description="Values for equal conditions, the best basis first.")
    no_number: Text | None = Field(None, description="Why there is no number; with sources. Instead of pairs.")


class Mismatch(Part):
    """A pair that is often quoted although it sets unlike conditions side by side."""

    title: Label = Field(description="Heading.", max_length=60)
    text: Text = Field(description="What is wrong with the pair; every number with its [@source].")
    comparator: ResultRef = Field(description="The usual thing's value, as quoted.")
    intervention: ResultRef = Field(description="The other thing's value, as quoted.")
    instead: Id = Field(description="Id of the choice that sets like beside like.")


class Calculator(Record):
    """A calculator with its table; it stands on the page of its own name."""

    title: Label = Field(description="Heading of the form.", max_length=80)
    caption: Text = Field(description="Where the values come from and how to read the table.")
    unit: Label = Field(description="Unit of the answer.", max_length=20)
    value_unit: Label = Field(description="Unit of the values in the formula.", max_length=20)
    formula: Label = Field(description="The formula in words and signs.")
    formula_note: Text = Field(description="What the formula stands on, and how answers are rounded.")
    comparator: Label = Field(description="Short name of the usual thing.", max_length=30)
    intervention: Label = Field(description="Short name of the other thing.", max_length=30)
    extra: Label = Field(description="Short name of the difference.", max_length=30)
    caveat: Text = Field(description="What to bear in mind, shown with each answer.")
    estimate_note: Text = Field(description="What an estimate rests on, shown with each estimate.")
    inputs: list[Input] = Field(description="What the reader enters.", min_length=1)
    choice_label: Label = Field(description="What is chosen, as it stands above the list.", max_length=40)
    start: Id = Field(description="Id of the choice the form begins with.")
    conversions: list[Conversion] = Field(default=[], description="For results in other units.")
    groups: list[Group] = Field(description="Headings over the choices.", min_length=1)
    choices: list[Choice] = Field(description="What a reader may choose, in order.", min_length=1)
    mismatch: Mismatch | None = Field(None, description="A popular pair of unlike conditions, set right.")
    limits: list[Text] = Field(description="What the answer cannot tell; one entry a point.", min_length=1)
