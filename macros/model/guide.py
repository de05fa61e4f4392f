"""The topic's own words: everything the engine must not know by itself."""

from __future__ import annotations

from pydantic import Field

from .base import Id, Label, Part, Text, Whole, YesNo

# The version of the record format that these models read; macros/migrations/ carries older records over.
SCHEMA_VERSION = 1


class Population(Part):
    """One group of readers."""

    id: Id = Field(description="Short name that findings, cautions and practice rows use.")
    label: Label = Field(description="As a heading: 'Healthy adults'.", max_length=40)
    in_words: Label = Field(description="As it opens a sentence: 'In healthy adults'.", max_length=80)
    you: Label = Field(description="How a reader would say it: 'I am healthy'.", max_length=60)


class Topic(Part):
    """One shelf of claims; also a folder under claims/."""

    id: Id = Field(description="Folder name.")
    label: Label = Field(description="Heading.", max_length=60)
    about_harm: YesNo = Field(
        False, description="yes for a shelf about injury or harm: what was never tested there is not folded away."
    )


class Threshold(Part):
    """How big is big: the cut-offs that size words rest on."""

    outcome: Label = Field(description="Outcome or kind of number.")
    smallest: Label = Field(description="The smallest change people notice, with unit.")
    basis: Text = Field(description="Where the cut-off comes from.")


class Guide(Part):
    """claims/guide.yml: one file, the topic's own words."""

    schema_version: Whole = Field(
        description="Version of the record format. `guide migrate` raises it when the engine is newer."
    )
    name: Label = Field(description="Name of the guide.", max_length=40)
    tagline: Label = Field(description="What it is, in one line.", max_length=120)
    activity: Label = Field(description="What the guide is about, as a gerund: 'drinking tea'.", max_length=60)
    activity_words: list[Label] = Field(
        description="Words by which a sentence names the activity; overclaiming about it is looked for.", min_length=1
    )
    usual_activity: Label = Field(description="What it is usually compared with, as a gerund.", max_length=60)
    favours_intervention: Label = Field(description="Plot label for results that favour the activity.", max_length=40)
    favours_comparator: Label = Field(
        description="Plot label of the other side, where a finding's own comparator is too long for one.", max_length=40
    )
    topics: list[Topic] = Field(description="Shelves of claims.", min_length=1)
    populations: list[Population] = Field(description="Who readers are.", min_length=1)
    thresholds: list[Threshold] = Field(default=[], description="Cut-offs for size words.")
    review_months: Whole = Field(description="Longest time between reviews, in months.", le=36)
    emergency: Text = Field(description="What to do in an emergency.")
    disclaimer: Text = Field(description="What this guide is not.")
    topic_words: list[Label] = Field(description="Words of this topic that the engine must not contain.", min_length=1)
