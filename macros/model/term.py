"""A word that needs explaining, and its plain definition."""

from __future__ import annotations

from pydantic import Field

from .base import Id, Label, Record, Text


class Term(Record):
    """One word of the glossary."""

    term: Label = Field(description="The word, as it stands inside a sentence: 'certainty', 'GRADE'.", max_length=60)
    also: list[Label] = Field(
        default=[], description="Other forms and spellings to find it by: plural, adjective, full name of a short form."
    )
    definition: Text = Field(description="What it means, in one to three short sentences a reader would use.")
    sources: list[Id] = Field(default=[], description="Ids of sources the definition leans on, where it is not common.")
