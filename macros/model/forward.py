"""What a renamed or withdrawn record leaves behind, so that its address never dies."""

from __future__ import annotations

from pydantic import Field

from .base import Date, Id, Part, Record, Text


class Forwarding(Part):
    """Where it went, or why it was withdrawn."""

    to: Id | None = Field(None, description="Id of the record that takes its place; leave out when it was withdrawn.")
    on: Date = Field(description="Day it was moved or withdrawn.")
    why: Text = Field(description="Why, in one or two plain sentences.")


class Forward(Record):
    """A record that is no longer there."""

    forward: Forwarding = Field(description="Where it went and why.")
