"""A plan: how somebody could begin, each line in words, each amount shown from the record that states it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from .base import Id, Label, Part, Record, Text, YesNo


class Shown(StrEnum):
    """A stated fact of a practice row, or a text of a caution, that is printed under a line. The words are field names."""

    MINUTES = "minutes"
    SESSIONS = "sessions_per_week"
    WEEKS = "weeks"
    SPEED = "speed"
    RAILS = "rails"
    SUPERVISION = "supervision"
    PROGRESSION = "progression"
    STATEMENT = "statement"
    ACTION = "action"


class Ground(Part):
    """One record that a line rests on."""

    id: Id = Field(description="Id of a practice row or a caution.")
    shows: list[Shown] = Field(default=[], description="What of it is printed, word for word and with its sources.")


class Way(Part):
    """One way to carry the plan out, such as a place or a machine."""

    id: Id = Field(description="Short name used by the lines.")
    label: Label = Field(description="As a reader would say where or how.", max_length=40)


class PlanLine(Part):
    """One thing to do."""

    do: Text = Field(description="What to do, in words: no amount of its own, those come from the records below.")
    way: Id | None = Field(None, description="Id of the way it belongs to; leave out when it is for all.")
    rests_on: list[Ground] = Field(description="The records behind it; a line without one is nobody's.", min_length=1)
    ours: Text | None = Field(None, description="What in this line no study and no article says: our own choice.")


class Step(Part):
    """One stretch of the plan, such as a week."""

    title: Label = Field(description="Heading.", max_length=60)
    first_session: YesNo = Field(
        False, description="yes when its lines belong to the first session, as on the handout."
    )
    lines: list[PlanLine] = Field(description="What to do, in order.", min_length=1, max_length=9)


class Plan(Record):
    """A careful way to begin, put together from practice rows and cautions. It never states an amount of its own."""

    title: Label = Field(description="Heading of the plan.", max_length=60)
    lead: Text = Field(description="What the plan is made from, and what nobody has tested.")
    ways: list[Way] = Field(
        default=[], description="Where or how it can be done, when lines differ; at most three.", max_length=3
    )
    steps: list[Step] = Field(description="In order, from before the first time to after the last.", min_length=1)
