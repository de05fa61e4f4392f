"""Reader's words for evidence terms: what a chip says, and what it means in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .model import (
    Basis,
    Better,
    CautionKind,
    Design,
    Direction,
    Directness,
    HistoryType,
    Level,
    OutcomeType,
    PracticeKind,
    Read,
    Shown,
    Size,
    Stance,
    Strength,
    Verb,
    Verdict,
)
from .wording import DOWNWARD, UPWARD


@dataclass(frozen=True)
class Label:
    """A word for readers and the line that explains it. `key` names its shape and colour in the style sheet."""

    key: str
    word: str
    legend: str


# A value and its word, as a list to choose from shows them.
Option = tuple[str, str]


def options(labels: Iterable[Label]) -> tuple[Option, ...]:
    """The words of chips as choices."""
    return tuple((label.key, label.word) for label in labels)


LEVELS = {
    Level.HIGH: Label("high", "Very sure", "More studies are unlikely to change this answer."),
    Level.MODERATE: Label("moderate", "Fairly sure", "Probably right; more studies could change the details."),
    Level.LOW: Label("low", "Not very sure", "It may be so. More studies could well change this answer."),
    Level.VERY_LOW: Label("very-low", "We do not know", "There are studies, but too few or too weak to tell."),
    Level.NONE: Label("none", "Not tested", "We looked and found no study of this."),
}

# Level none too, but not for want of a study.
UNSEEN_LABEL = Label("none", "Result not seen", "A study exists, but nobody here could see its result.")

VERDICTS = {
    Verdict.SUPPORTED: Label("supported", "Holds", "What studies found fits the saying."),
    Verdict.PARTLY: Label("partly-supported", "Partly holds", "True for some people, or of some of it."),
    Verdict.NOT_SUPPORTED: Label("not-supported", "Not shown", "Studies do not bear the saying out."),
    Verdict.CONTRADICTED: Label("contradicted", "Does not hold", "What was measured speaks against the saying."),
    Verdict.UNCLEAR: Label("unclear", "Unclear", "Studies cannot tell yet whether the saying holds."),
    Verdict.UNTESTED: Label("untested", "Never tested", "No study we found has looked at the saying."),
}

SIZES = {
    Size.LARGE: "large",
    Size.MODERATE: "moderate",
    Size.SMALL: "small",
    Size.TRIVIAL: "too small to matter",
    Size.NOT_ESTIMABLE: "size unclear",
}

CAUTION_KINDS = {
    CautionKind.STOP_NOW: Label("stop-now", "Stop now", "If any of these happens, stop at once."),
    CautionKind.ASK_FIRST: Label(
        "ask-first", "Ask first", "If one of these is you, ask a doctor or physiotherapist first."
    ),
    CautionKind.SUPERVISED_ONLY: Label(
        "supervised-only",
        "Only with trained help",
        "Not on your own. Ask whose help you need.",
    ),
    CautionKind.PLACE: Label("place", "The place", "Make the surroundings safe before you begin."),
    CautionKind.ADAPT: Label("adapt", "Build up", "How to begin, and what to change for yourself."),
}

BASES = {
    Basis.TRIAL: "Based on a study",
    Basis.GUIDELINE: "Based on a guideline",
    Basis.EXPERT_OPINION: "Based on expert opinion",
    Basis.PRESS_ADVICE: "Based on advice in the press",
    Basis.COMMON_SENSE: "Common sense",
}

# What a line of a plan can say of the record behind it.
PRACTICE_KINDS = {
    PracticeKind.SYNTHESIS: "what studies have in common",
    PracticeKind.TRIAL: "what one study did",
    PracticeKind.REVIEW: "what a review reports",
    PracticeKind.LAB: "what was done in a laboratory",
    PracticeKind.PRESS_ADVICE: "advice in the press, never tested",
}

# The same where a line has no room: how often it stands there is counted.
GROUNDS = {
    PracticeKind.SYNTHESIS: ("what studies have in common", "what studies have in common"),
    PracticeKind.TRIAL: ("1 study", "{} studies"),
    PracticeKind.REVIEW: ("1 review", "{} reviews"),
    PracticeKind.LAB: ("1 laboratory study", "{} laboratory studies"),
    PracticeKind.PRESS_ADVICE: ("press advice nobody tested", "press advice nobody tested"),
}

SHOWN = {
    Shown.MINUTES: "Minutes",
    Shown.SESSIONS: "Sessions a week",
    Shown.WEEKS: "Weeks",
    Shown.SPEED: "Speed",
    Shown.RAILS: "Rails",
    Shown.SUPERVISION: "Watched",
    Shown.PROGRESSION: "Step by step",
    Shown.STATEMENT: "",
    Shown.ACTION: "",
}

# What stands behind a bare number; anything else keeps its name in front.
UNITS = {
    Shown.MINUTES: ("minute", "minutes"),
    Shown.SESSIONS: ("time a week", "times a week"),
    Shown.WEEKS: ("week", "weeks"),
}

STANCES = {
    Stance.SUPPORTS: "for",
    Stance.REFUTES: "against",
    Stance.MIXED: "mixed",
    Stance.CONTEXT: "context only",
}

STRENGTHS = {
    Strength.STATES: "states it as fact",
    Strength.HEDGES: "says it may be so",
    Strength.REJECTS: "doubts it",
    Strength.ADVISES: "advises it",
}

# One change, and several.
CHANGES = {
    HistoryType.NEW_RECORD: ("first grading", "first gradings"),
    HistoryType.NEW_SEARCH: ("new search", "new searches"),
    HistoryType.REGRADE: ("new level", "new levels"),
    HistoryType.AMENDMENT: ("change of text", "changes of text"),
    HistoryType.CORRECTION: ("correction", "corrections"),
    HistoryType.RETRACTION: ("retracted study", "retracted studies"),
}

OUTCOME_TYPES = {
    OutcomeType.FELT: "something people feel or live with",
    OutcomeType.PERFORMANCE: "something people do in a test",
    OutcomeType.SURROGATE: "a stand-in, such as a blood value",
    OutcomeType.MECHANISM: "a laboratory quantity",
}

READS = {Read.ABSTRACT: "abstract only", Read.FULL_TEXT: "full text", Read.EXCERPT: "parts of it"}

DESIGNS = {
    Design.META_ANALYSIS: "review that pools studies (meta-analysis)",
    Design.SYSTEMATIC_REVIEW: "systematic review",
    Design.RANDOMIZED_TRIAL: "randomised trial",
    Design.RANDOMIZED_CROSSOVER: "same people both ways, in random order",
    Design.LAB_CROSSOVER: "laboratory study, same people both ways",
    Design.NONRANDOMIZED_TRIAL: "trial without random groups",
    Design.BEFORE_AFTER: "before-and-after study",
    Design.COHORT: "follow-up study",
    Design.CROSS_SECTIONAL: "one-time measurement",
    Design.CASE_SERIES: "series of cases",
    Design.SURVEY: "survey",
    Design.GUIDELINE: "guideline",
    Design.NARRATIVE_REVIEW: "overview",
    Design.EXPERT_OPINION: "expert opinion",
    Design.REFERENCE_TABLE: "reference table",
    Design.PRESS_ARTICLE: "press article",
}

DIRECTNESS = {
    Directness.DIRECT: "direct",
    Directness.POPULATION: "other people",
    Directness.INTERVENTION: "other programme",
    Directness.COMPARATOR: "other comparison",
    Directness.OUTCOME: "other outcome",
}


def effect_label(
    direction: Direction, size: Size, level: Level, verb: Verb, better: Better, outcome_type: OutcomeType
) -> Label:
    """The chip for 'how big, and which way'. Says nothing of direction where certainty does not carry it."""
    if level == Level.NONE:
        return Label("none", "Not measured", "No study we found has measured it.")
    if level == Level.VERY_LOW or direction == Direction.UNKNOWN:
        return Label("unknown", "Effect unclear", "The studies cannot tell whether there is an effect.")
    if direction == Direction.MIXED:
        return Label("mixed", "Mixed results", "Studies point in different directions.")
    if direction == Direction.NO_DIFFERENCE or size == Size.TRIVIAL:
        return Label("same", "Little or no difference", "No difference that you would notice.")
    # A laboratory quantity is more or less; whether that is good for anybody is another question.
    if (better == Better.NEITHER or outcome_type == OutcomeType.MECHANISM) and verb in DOWNWARD | UPWARD:
        way = "Less" if verb in DOWNWARD else "More"
        key = "down" if verb in DOWNWARD else "up"
    else:
        way, key = ("Benefit", "benefit") if direction == Direction.BENEFIT else ("Harm", "harm")
    told = {
        "benefit": "It points to a benefit. The last words say how big.",
        "harm": "It points to a harm. The last words say how big.",
    }
    legend = told.get(key, "What was measured. Whether that is good for you is another question.")
    return Label(key, f"{way}, {SIZES[size]}", legend)
