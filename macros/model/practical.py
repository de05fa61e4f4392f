"""What to watch for and what was done: cautions and practice rows."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from .base import SEARCH_WORDS, Id, Label, Record, Text, Title


class CautionKind(StrEnum):
    """The five blocks of the safety section, in their fixed order."""

    STOP_NOW = "stop-now"
    ASK_FIRST = "ask-first"
    SUPERVISED_ONLY = "supervised-only"
    PLACE = "place"
    ADAPT = "adapt"


class Basis(StrEnum):
    """What a piece of advice rests on, strongest first."""

    TRIAL = "trial"
    GUIDELINE = "guideline"
    EXPERT_OPINION = "expert-opinion"
    PRESS_ADVICE = "press-advice"
    COMMON_SENSE = "common-sense"


class CautionCertainty(StrEnum):
    """How sure the reason behind a caution is; good-practice where grading makes no sense [GRADE good practice statement]."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"
    NONE = "none"
    GOOD_PRACTICE = "good-practice"


class Caution(Record):
    """One thing that keeps somebody safe."""

    kind: CautionKind = Field(description="stop-now, ask-first, supervised-only, place or adapt.")
    order: int | None = Field(None, description="Lower comes first inside its block.", ge=1)
    title: Label = Field(description="Two to six words to find it by.", max_length=60)
    who: Label = Field(description="Who this is for, in words they would use of themselves.")
    populations: list[Id] = Field(
        default=[], description="Ids from populations in guide.yml that must see it; empty means everyone."
    )
    first_for: list[Id] = Field(
        default=[], description="Ids from populations in guide.yml whose own page shows it before all others."
    )
    question: Title | None = Field(
        None,
        description="For the self-check: what a person whom this is for answers yes to. It ends with a question mark.",
    )
    asked_with: Id | None = Field(
        None, description="Instead of question: id of the caution whose question asks for this one too."
    )
    statement: Text = Field(description="What to do or not to do, said to the reader.")
    action: Text = Field(description="The next step: whom to ask, what to change, what to do instead.")
    why: Text = Field(description="The reason; every number with its [@source].")
    basis: Basis = Field(description="trial, guideline, expert-opinion, press-advice or common-sense.")
    basis_note: Text = Field(description="What the basis covers and what was never tested, in plain words.")
    certainty: CautionCertainty = Field(description="high to very-low, none, or good-practice.")
    sources: list[Id] = Field(
        default=[], description="Ids of sources or articles it rests on; may be empty only for common sense."
    )
    search_words: list[Label] = Field(default=[], description=SEARCH_WORDS)


class PracticeKind(StrEnum):
    """Where a row of the practice table comes from."""

    SYNTHESIS = "synthesis"
    TRIAL = "trial"
    REVIEW = "review"
    LAB = "lab"
    PRESS_ADVICE = "press-advice"


class Practice(Record):
    """What one trial did, or what one article advises. It describes; it does not prescribe."""

    title: Label = Field(description="A few words for the row.", max_length=80)
    kind: PracticeKind = Field(description="synthesis, trial, review, lab or press-advice.")
    population: Id = Field(description="Who: an id from populations in guide.yml.")
    detail: Text = Field(description="What was done or advised, in plain words.")
    minutes: Label | None = Field(None, description="Minutes a session, as stated.")
    sessions_per_week: Label | None = Field(None, description="Sessions a week, as stated.")
    weeks: Label | None = Field(None, description="Weeks, as stated.")
    speed: Label | None = Field(None, description="Speed with unit, as stated.")
    rails: Label | None = Field(None, description="Handrails: held, offered; leave out when not stated.")
    supervision: Label | None = Field(None, description="Who watched, as stated.")
    progression: Label | None = Field(None, description="What was raised, and how.")
    caveat: Text | None = Field(None, description="What a reader must know before copying it.")
    sources: list[Id] = Field(description="Ids of the sources or articles it comes from.", min_length=1)

    def stated(self, field: str) -> str:
        """What a field states; nothing where it is left out or says that it is not stated."""
        text = getattr(self, field, None) or ""
        return "" if text.startswith("not stated") else text
