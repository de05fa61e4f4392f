"""One popular saying, its findings by population and comparator, and how the grade was earned."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from .base import (
    SEARCH_WORDS,
    Better,
    Concern,
    Date,
    Direction,
    Id,
    Label,
    Level,
    Number,
    OutcomeType,
    OwnLabel,
    OwnText,
    Part,
    Record,
    Size,
    Stance,
    Text,
    Verb,
    Verdict,
    Whole,
    YesNo,
)


class Directness(StrEnum):
    """How closely a source fits the question [GRADE indirectness, PICO elements]."""

    DIRECT = "direct"
    POPULATION = "indirect-population"
    INTERVENTION = "indirect-intervention"
    COMPARATOR = "indirect-comparator"
    OUTCOME = "indirect-outcome"


class UpgradeKind(StrEnum):
    """Reasons to raise certainty [GRADE]; only for a low start."""

    LARGE_EFFECT = "large-effect"
    DOSE_RESPONSE = "dose-response"
    OPPOSING_CONFOUNDING = "opposing-confounding"


class HistoryType(StrEnum):
    """What kind of change it was [Cochrane 'What's new' events]."""

    NEW_RECORD = "new-record"
    NEW_SEARCH = "new-search"
    REGRADE = "regrade"
    AMENDMENT = "amendment"
    CORRECTION = "correction"
    RETRACTION = "retraction"


class Domain(Part):
    """One GRADE domain: how much it lowers certainty, and why."""

    concern: Concern = Field(description="none, serious (one step down) or very-serious (two steps down).")
    reason: Text = Field(description="Why, in one or two plain sentences. Also needed for none.")


class Upgrade(Part):
    """One reason to raise certainty."""

    kind: UpgradeKind = Field(description="large-effect, dose-response or opposing-confounding.")
    steps: Whole = Field(description="1 or 2.", ge=1, le=2)
    reason: Text = Field(description="The numbers it rests on.")


class Certainty(Part):
    """The ledger. The level must be what the start, the concerns and the upgrades add up to."""

    level: Level = Field(description="high, moderate, low, very-low; none when no study was found.")
    start: Level | None = Field(None, description="high or low, by study design. Leave out when level is none.")
    risk_of_bias: Domain | None = Field(None, description="Could the way the studies were done have bent the result?")
    inconsistency: Domain | None = Field(None, description="Do the studies disagree without explanation?")
    indirectness: Domain | None = Field(None, description="Other people, doses, comparators or outcomes than asked?")
    imprecision: Domain | None = Field(None, description="Too few people, or an interval that is too wide?")
    publication_bias: Domain | None = Field(None, description="Are results likely to be missing?")
    upgrades: list[Upgrade] = Field(default=[], description="Reasons to go up; only when start is low.")


class EffectRef(Part):
    """Points at one result of one source, for the plot and the effect column."""

    source: Id = Field(description="Id of the source.")
    result: Id = Field(description="Id of the result inside that source.")


class SmallestChange(Part):
    """The smallest change that people notice, as a source states it; the size of an effect is read against it."""

    value: Number = Field(description="How much, as a plain number above zero.", gt=0)
    unit: Label = Field(description="Its unit, word for word as in the results that this finding shows.")
    source: Id = Field(description="Id of the source that states it. Never from memory.")
    locator: Label = Field(description="Where it stands there: abstract, table 2, page 7.")


class FindingSource(Part):
    """One source of a finding, and what it contributes."""

    id: Id = Field(description="Id of the source.")
    stance: Stance = Field(description="supports, refutes, mixed, or context when it only helps to read the others.")
    directness: Directness = Field(
        description="direct, or what is different: indirect-population, -intervention, -comparator, -outcome."
    )
    contributes: Text = Field(description="What this source adds, in one sentence; numbers as in its results.")


class Search(Part):
    """What was looked for, where and when."""

    date: Date = Field(description="Day of the search.")
    where: Text = Field(description="Databases, stored pages, reference lists.")
    what: Text = Field(description="The words or questions searched.")
    found: Text | None = Field(None, description="What came up, if it needs saying.")


class Finding(Part):
    """One answer: one outcome, in one population, against one comparator [PICO]."""

    id: Id = Field(description="Short name, unique in this claim.")
    headline: YesNo = Field(False, description="yes for the one finding that answers most readers of the saying.")
    population: Id = Field(description="Who: an id from populations in guide.yml.")
    intervention: Label = Field(description="What was done, as the subject of a sentence: 'drinking tea daily'.")
    comparator: Label = Field(description="Against what, as it stands after 'compared with'.")
    outcome: Label = Field(description="What was measured, as it stands after the verb: 'pain'.")
    outcome_type: OutcomeType = Field(description="felt, performance, surrogate or mechanism.")
    verb: Verb = Field(description="The outcome's own verb: reduce, raise, improve ...")
    better: Better = Field(description="Which way of this outcome is good for the person: higher, lower or neither.")
    direction: Direction = Field(description="benefit, harm, no-important-difference, mixed or unknown.")
    size: Size = Field(description="large, moderate, small, trivial or not-estimable.")
    size_basis: Text = Field(description="The threshold the size was judged by, or why it cannot be judged.")
    effects: list[EffectRef] = Field(default=[], description="Results to show and plot.")
    smallest_change: SmallestChange | None = Field(
        None, description="The smallest change people notice, when a source states one. Leave out otherwise."
    )
    favours_intervention: Label | None = Field(
        None, description="Plot label of the side that speaks for the intervention, when the guide's own does not fit."
    )
    favours_comparator: Label | None = Field(
        None, description="Plot label of the other side, when 'favours' and the comparator do not say it."
    )
    certainty: Certainty = Field(description="How sure, and why.")
    sources: list[FindingSource] = Field(default=[], description="Every source that bears on it, for and against.")
    unseen: YesNo = Field(
        False, description="yes when the level is none because a study exists whose result nobody here could see."
    )
    search: Search | None = Field(None, description="The dated search, when no study was found.")
    harms: Text = Field(description="Harms seen in these studies, or: not measured.")
    note: Text | None = Field(None, description="One plain sentence a reader must hear with the answer.")


class HistoryEntry(Part):
    """One change of this record."""

    date: Date = Field(description="Day of the change.")
    type: HistoryType = Field(
        description=(
            "new-record (a finding graded for the first time), new-search (somebody searched the literature again), "
            "regrade (the level changed), amendment (something was added or said better, such as a study, and the level "
            "stayed), correction (a mistake was put right) or retraction (a source was retracted)."
        )
    )
    finding: Id | None = Field(None, description="Which finding, when a level is named.")
    level_before: Level | None = Field(
        None,
        description="Certainty before: the level_after of this finding's last entry. Leave out when the finding is new.",
    )
    level_after: Level | None = Field(None, description="Certainty after.")
    by: OwnLabel = Field(description="Who graded, or who made the change.")
    why: OwnText = Field(description="Why, and by which rules.")


class Claim(Record):
    """One saying people have heard, answered."""

    title: Label = Field(description="A few words for lists and tables.", max_length=60)
    question: Label = Field(description="The question a reader would ask, ending with a question mark.", max_length=120)
    saying: Label = Field(description="The saying, in our own words.")
    topic: Id = Field(description="An id from topics in guide.yml; also the folder.")
    summary: Text = Field(
        description="The answer in plain words: two to five short sentences; every number with its [@source]."
    )
    verdict: Verdict = Field(description="Does the saying hold?")
    verdict_reason: Text = Field(description="Why, in one plain sentence.")
    findings: list[Finding] = Field(description="One for each population and comparator.", min_length=1)
    mechanism: Text = Field(description="How it is thought to work. Shown as an idea, never as proof.")
    harms: Text = Field(description="What is known of harms over all findings, in plain words.")
    best_case_against: Text = Field(description="The strongest argument against our answer.")
    what_would_change_this: Text = Field(description="The study that would settle it.")
    search: Search = Field(description="The last search for this claim.")
    search_words: list[Label] = Field(default=[], description=SEARCH_WORDS)
    cautions: list[Id] = Field(default=[], description="Ids of cautions to show on this page first.")
    related: list[Id] = Field(default=[], description="Ids of claims to read next.")
    reviewed_on: Date = Field(description="Day of the last full review. Adding or correcting something is no review.")
    review_due: Date = Field(
        description="Day the next review is due: at most review_months after the last one (guide.yml)."
    )
    raters: list[Label] = Field(description="Who graded.", min_length=1)
    history: list[HistoryEntry] = Field(description="Every change, oldest first.", min_length=1)
