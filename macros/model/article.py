"""A popular article, line by line, each line pointing to the record that answers it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from .base import Id, Label, Part, Record, Text


class Strength(StrEnum):
    """How strongly the article says it."""

    STATES = "states"
    HEDGES = "hedges"
    REJECTS = "rejects"
    ADVISES = "advises"


class Line(Part):
    """One thing the article says, in our own words."""

    says: Text = Field(description="What it says, in our own words, one thing a line.")
    about: Id | None = Field(None, description="Id of the claim, caution or practice row that answers it.")
    background: Text | None = Field(
        None, description="Instead of about: why it needs no answer, such as history or the writer's own taste."
    )
    strength: Strength = Field(description="states, hedges, rejects or advises.")
    note: Text | None = Field(None, description="Anything that needs saying about this line.")


class Article(Record):
    """One popular article, fairly told."""

    title: Label | None = Field(None, description="Headline, if known.")
    name: Label = Field(description="What to call it on the site, such as its outlet and subject.", max_length=80)
    outlet: Label | None = Field(None, description="Where it appeared, if known.")
    author: Label | None = Field(None, description="Who wrote it, if known.")
    date: Label | None = Field(None, description="When it appeared, if known.")
    subject: Label = Field(description="What it is about, in a few words.")
    summary: Text = Field(description="A fair summary in our own words, what it gets right first.")
    interest: Text | None = Field(None, description="What the writer sells, if stated.")
    studies_named: Text = Field(description="Which studies it names, or that it names none.")
    omits: list[Text] = Field(default=[], description="What a reader would need that it leaves out.")
    lines: list[Line] = Field(description="Every line that a record answers.", min_length=1)
