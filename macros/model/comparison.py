"""A table of aspects against activities; a cell is a measured value, a finding, words with a source, or 'not measured'."""

from __future__ import annotations

from pydantic import Field

from .base import Id, Label, Part, Record, Text, YesNo


class ResultRef(Part):
    """Points at a source's result, or at one arm's mean in it."""

    source: Id = Field(description="Id of the source.")
    result: Id = Field(description="Id of the result inside that source.")
    arm: Label | None = Field(
        None, description="Label of the arm whose mean is shown; leave out for the effect itself."
    )


class FindingRef(Part):
    """Points at one finding of one claim."""

    claim: Id = Field(description="Id of the claim.")
    finding: Id = Field(description="Id of the finding inside that claim.")


class Cell(Part):
    """Exactly one of result, finding, says or not_measured."""

    result: ResultRef | None = Field(None, description="Show a measured value.")
    finding: FindingRef | None = Field(None, description="Show what a finding says, with its certainty.")
    says: Text | None = Field(None, description="Plain words without numbers; needs sources.")
    not_measured: YesNo = Field(False, description="yes when no study we found measured it.")
    sources: list[Id] = Field(default=[], description="Ids of the sources behind says.")
    note: Text | None = Field(None, description="A short remark under the value.")


class Column(Part):
    """One activity."""

    id: Id = Field(description="Short name used by the cells.")
    label: Label = Field(description="Heading.", max_length=40)


class Row(Part):
    """One aspect, with one cell for each column."""

    id: Id = Field(description="Short name, unique in this table.")
    aspect: Label = Field(description="What is compared, in plain words.", max_length=60)
    topic: Id | None = Field(None, description="An id from topics in guide.yml; rows of one topic stand together.")
    explain: Text | None = Field(None, description="What it means for you, one sentence.")
    cells: dict[Id, Cell] = Field(description="One cell for each column id.")


class Comparison(Record):
    """One comparison table."""

    title: Label = Field(description="Heading of the table.", max_length=80)
    caption: Text = Field(description="What the table shows and how to read it.")
    columns: list[Column] = Field(description="Activities, left to right.", min_length=2)
    rows: list[Row] = Field(description="Aspects, top to bottom.", min_length=1)
