"""One study, review, guideline or page: CSL names, how it was done, what it found, how far it was read."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from . import meant
from .base import Better, Count, Date, Id, Label, Number, Part, Problematic, Record, Text, Title, Year, YesNo

P_VALUE = re.compile(r"(?:[<>]=? ?|below |above )?(?:0(?:\.[0-9]+)?|1(?:\.0+)?)(?![\w.]|,\d| ?%).*", re.DOTALL)


def _p_value(value: str) -> str:
    if not P_VALUE.fullmatch(value):
        wanted = "it begins with the number, such as 0.011, <0.001 or '>0.05'; the p itself is printed anyway"
        raise Problematic(meant.first(meant.p_value(value), wanted))
    return value


PValue = Annotated[Label, AfterValidator(_p_value)]


class CslType(StrEnum):
    """Kinds of publication [CSL 1.0.2 item types]."""

    ARTICLE = "article-journal"
    WEBPAGE = "webpage"
    THESIS = "thesis"
    REPORT = "report"
    DATASET = "dataset"
    BOOK = "book"
    CHAPTER = "chapter"


class Design(StrEnum):
    """How the study was done. Decides where the GRADE arithmetic may start."""

    META_ANALYSIS = "meta-analysis"
    SYSTEMATIC_REVIEW = "systematic-review"
    RANDOMIZED_TRIAL = "randomized-trial"
    RANDOMIZED_CROSSOVER = "randomized-crossover"
    LAB_CROSSOVER = "lab-crossover"
    NONRANDOMIZED_TRIAL = "nonrandomized-trial"
    BEFORE_AFTER = "before-after"
    COHORT = "cohort"
    CROSS_SECTIONAL = "cross-sectional"
    CASE_SERIES = "case-series"
    SURVEY = "survey"
    GUIDELINE = "guideline"
    NARRATIVE_REVIEW = "narrative-review"
    EXPERT_OPINION = "expert-opinion"
    REFERENCE_TABLE = "reference-table"
    PRESS_ARTICLE = "press-article"


class Read(StrEnum):
    """How far the work was read by the person who wrote the record."""

    ABSTRACT = "abstract"
    FULL_TEXT = "full-text"
    EXCERPT = "excerpt"


class Status(StrEnum):
    """What has happened to the work since it appeared."""

    CURRENT = "current"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    PREPRINT = "preprint"


class Measure(StrEnum):
    """What the estimate is [Cochrane Handbook, chapter 6 names]."""

    MD = "MD"
    SMD = "SMD"
    ROM = "ROM"
    RR = "RR"
    OR = "OR"
    HR = "HR"
    IRR = "IRR"
    RD = "RD"
    RATIO = "ratio"
    PERCENT_CHANGE = "percent-change"
    MEAN = "mean"
    PERCENT = "percent"
    COUNT = "count"
    AUC = "AUC"
    CORRELATION = "correlation"


class Reported(StrEnum):
    """What the authors say of the comparison."""

    FAVOURS_INTERVENTION = "favours-intervention"
    FAVOURS_COMPARATOR = "favours-comparator"
    NO_DIFFERENCE = "no-difference"
    MIXED = "mixed"
    NOT_COMPARED = "not-compared"


class Name(Part):
    """One author [CSL name]."""

    family: Label | None = Field(None, description="Family name of a person.")
    given: Label | None = Field(None, description="Given names or initials, as printed.")
    suffix: Label | None = Field(None, description="What stands behind the name, such as Jr. or III.")
    literal: Label | None = Field(None, description="Name of a group or institution, instead of family and given.")


class Arm(Part):
    """One group of people, or one condition of a crossover, with its own figures as printed."""

    label: Label = Field(description="What this group did, in two to five words.")
    mean: Number | None = Field(None, description="Mean (or the printed centre) in the result's unit.")
    sd: Number | None = Field(None, description="Standard deviation, same unit.")
    n: Count | None = Field(None, description="How many people.")


class Result(Part):
    """One number or finding of the work. Estimates are intervention minus comparator, or intervention over comparator."""

    id: Id = Field(description="Short name, unique in this source; claims point to it.")
    outcome: Label = Field(
        description="What was measured, in plain words, without unit and without which way is better."
    )
    comparison: Label | None = Field(
        None, description="What was compared with what, intervention first. Leave out when nothing was."
    )
    reported: Reported = Field(description="What the authors say of this comparison.")
    better: Better = Field(
        description="Which way is good for the person: higher, lower, or neither for a plain description."
    )
    measure: Measure | None = Field(
        None, description="What the estimate (or the arms' figure) is. Leave out when no number is printed."
    )
    estimate: Number | None = Field(
        None, description="The effect as printed, or as computed (then say how under computed)."
    )
    ci_low: Number | None = Field(None, description="Lower end of the 95% confidence interval.")
    ci_high: Number | None = Field(None, description="Upper end of the 95% confidence interval.")
    p: PValue | None = Field(None, description="The p value as printed, such as 0.013 or <0.01.")
    unit: Label | None = Field(
        None, description="Unit of estimate, interval and arms, such as ml/kg/min. Leave out for ratios and SMD."
    )
    arms: list[Arm] = Field(default=[], description="The groups' own figures, intervention first.")
    found: Text | None = Field(
        None, description="The finding in words, where the work prints no number that could be read."
    )
    locator: Label = Field(description="Where it stands: abstract, table 2, page 7.")
    computed: Text | None = Field(
        None, description="How the estimate was worked out when the work does not print it. Leave out otherwise."
    )
    note: Text | None = Field(None, description="What a reader of the number must know.")


class Source(Record):
    """One work that findings, cautions and practice rows can point to."""

    type: CslType = Field(description="Kind of publication [CSL type].")
    title: Title | None = Field(None, description="Title as printed. Leave out when nobody has seen it.")
    title_short: Label | None = Field(
        None, alias="title-short", description="A few words to name it by when the authors are not known."
    )
    author: list[Name] = Field(default=[], description="Authors in order. Leave out when not seen; never from memory.")
    issued: Year | None = Field(None, description="Year it appeared. Leave out when not seen.")
    container_title: Label | None = Field(None, alias="container-title", description="Journal, site or proceedings.")
    publisher: Label | None = Field(None, description="Publisher or university, for reports and theses.")
    volume: Label | None = Field(None, description="Volume, as printed.")
    issue: Label | None = Field(None, description="Issue, as printed.")
    page: Label | None = Field(None, description="Pages, as printed.")
    DOI: Label | None = Field(
        None, pattern=r"^10\.[0-9]{4,9}/[^\s?]*[^\s?.,;]$", description="DOI without https://doi.org/ in front."
    )
    PMID: Label | None = Field(None, pattern=r"^[0-9]{1,9}$", description="PubMed number.")
    PMCID: Label | None = Field(None, pattern=r"^PMC[0-9]+$", description="PubMed Central number, with PMC in front.")
    design: Design = Field(description="How the study was done.")
    participants: Count | None = Field(None, description="How many people (for a review: leave out unless printed).")
    studies: Count | None = Field(None, description="For reviews: how many studies were pooled or described.")
    population: Text = Field(description="Who was studied.")
    intervention: Text | None = Field(None, description="What was done.")
    comparator: Text | None = Field(None, description="Against what.")
    dose: Text | None = Field(None, description="How much: minutes, sessions, weeks, speed, supervision.")
    country: Label | None = Field(None, description="Where, if stated.")
    funding: Text | None = Field(None, description="Who paid, if stated.")
    conflicts: Text | None = Field(None, description="Declared conflicts of interest, if stated.")
    registration: Label | None = Field(None, description="Trial registration number, if stated.")
    group: Id | None = Field(
        None,
        description="Same word in every source by the same team on the same or overlapping people. They count once.",
    )
    includes: list[Id] = Field(
        default=[], description="For reviews: ids of sources known to be inside it. They are not counted beside it."
    )
    results: list[Result] = Field(default=[], description="What it found, one entry a number or statement.")
    harms: Text = Field(description="What it says about harms, or: not stated in what we read.")
    limits: Text = Field(description="What weakens it.")
    read: Read = Field(description="How far it was read: abstract, full-text or excerpt.")
    checked_on: Date = Field(description="Day somebody last compared this record with the work.")
    status: Status = Field(description="current, corrected, retracted or preprint.")
    citable: YesNo = Field(
        description=(
            "yes when you saw its title, its year, and its authors or its DOI or PMID. no when one of these was never seen: "
            "then it is described in words only, and is never the only support."
        )
    )
    unverified: list[Label] = Field(default=[], description="What nobody could see in the work.", max_length=30)
