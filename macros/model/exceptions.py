"""claims/exceptions.yml: the places where a rule is right in general and wrong here, each with its reason."""

from __future__ import annotations

from pydantic import Field

from .base import Label, Part, Text


class RuleException(Part):
    """One place where a rule does not apply."""

    code: Label = Field(description="Code of the rule, such as E802.", pattern=r"^[EH]\d{3}$")
    file: Label = Field(description="The file, as the message names it.")
    words: Label = Field(description="Words of the message that tell this problem from others in the file.")
    reason: Text = Field(description="Why the rule is wrong here.")


class Exceptions(Part):
    """All exceptions of this guide. One that is no longer needed is an error, so the list can only shrink."""

    exceptions: list[RuleException] = Field(description="The places.", min_length=1)
