"""Certainty is arithmetic [GRADE]: start by design, minus concerns, plus upgrades; and the ledger that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .model import Certainty, Concern, Design, Finding, Level, Source, Stance

LADDER = (Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH)
STEPS = {Concern.NONE: 0, Concern.SERIOUS: 1, Concern.VERY_SERIOUS: 2}
DOMAINS = ("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias")

# Designs that start high for the immediate quantity they measured [GRADE; crossover: same people did both].
START_HIGH = {Design.RANDOMIZED_TRIAL, Design.RANDOMIZED_CROSSOVER, Design.LAB_CROSSOVER, Design.META_ANALYSIS}
# Reviews may pool either kind, so they decide nothing by themselves.
START_EITHER = {Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW}

DOMAIN_QUESTIONS = {
    "risk_of_bias": "How the studies were done",
    "inconsistency": "Whether the studies agree",
    "indirectness": "Whether they fit the question",
    "imprecision": "Whether they are big enough",
    "publication_bias": "Whether results are missing",
}


@dataclass(frozen=True)
class Entry:
    """One line of the ledger: what was looked at, how many steps it moved certainty, and why."""

    question: str
    domain: str
    steps: int
    reason: str


def missing_domains(certainty: Certainty) -> list[str]:
    """Names of the parts of the ledger that are not filled in, though a level is claimed."""
    return [name for name in ("start", *DOMAINS) if getattr(certainty, name) is None]


def earned_level(certainty: Certainty) -> Level:
    """The level the ledger adds up to.

    start - concerns + upgrades, never below very-low or above high [GRADE guidelines 3 and 9].
    Raises ValueError when the ledger is not complete.
    """
    return Level.NONE if certainty.level == Level.NONE else summed_level(certainty)


def summed_level(certainty: Certainty) -> Level:
    """What start, concerns and upgrades add up to, whatever level is claimed. Raises ValueError when one is missing."""
    if missing := missing_domains(certainty):
        raise ValueError(f"no level can be worked out without {', '.join(missing)}")
    down = sum(STEPS[getattr(certainty, name).concern] for name in DOMAINS)
    up = sum(upgrade.steps for upgrade in certainty.upgrades)
    at = LADDER.index(certainty.start or Level.LOW) - down + up
    return LADDER[max(0, min(len(LADDER) - 1, at))]


def sum_in_words(certainty: Certainty) -> str:
    """The arithmetic as a contributor would write it: 'high - 1 (imprecision) = moderate'."""
    parts = [str(certainty.start)]
    for name in DOMAINS:
        if steps := STEPS[getattr(certainty, name).concern]:
            parts.append(f"- {steps} ({name})")
    parts += [f"+ {upgrade.steps} ({upgrade.kind})" for upgrade in certainty.upgrades]
    return f"{' '.join(parts)} = {earned_level(certainty)}"


def why_not_higher(certainty: Certainty) -> list[Entry]:
    """The concerns that lowered certainty, in the order of the domains."""
    return [e for e in _entries(certainty) if e.steps < 0]


def why_not_lower(certainty: Certainty) -> list[Entry]:
    """The domains without a concern, and the upgrades."""
    upgrades = [Entry("What raised it", str(u.kind), u.steps, u.reason) for u in certainty.upgrades]
    return [e for e in _entries(certainty) if e.steps == 0] + upgrades


def _entries(certainty: Certainty) -> list[Entry]:
    return [
        Entry(DOMAIN_QUESTIONS[name], name, -STEPS[domain.concern], domain.reason)
        for name in DOMAINS
        if (domain := getattr(certainty, name)) is not None
    ]


def allowed_starts(sources: list[Source]) -> set[Level]:
    """Where the arithmetic may start, given the designs of the counted sources."""
    designs = {s.design for s in sources}
    starts: set[Level] = set()
    if designs & START_HIGH or designs & START_EITHER:
        starts.add(Level.HIGH)
    if designs - START_HIGH or designs & START_EITHER:
        starts.add(Level.LOW)
    return starts


def fix_without(finding: Finding, gone: str, sources: Mapping[str, Source]) -> str:
    """What to write when the source `gone` may no longer count for a finding: its stance, and what changes with it."""
    left = [s for s in finding.sources if s.id != gone and s.stance != Stance.CONTEXT]
    if not left:
        return "write 'context'; as no source is left that counts, leave only 'level: none' and add a search"
    starts = sorted(allowed_starts([sources[s.id] for s in left if s.id in sources]))
    if not starts or finding.certainty.start in starts or missing_domains(finding.certainty):
        return "write 'context' and regrade the finding"
    level = summed_level(finding.certainty.model_copy(update={"start": starts[0]}))
    return f"write 'context' and 'start: {starts[0]}', then 'level: {level}' and an entry in the history"


def fix_of_two(finding: Finding, here: str, other: str, sources: Mapping[str, Source]) -> str:
    """What to write `here` when two sources may not both count for a finding: the one to go is one its grade can be without."""

    def can_go(one: str) -> bool:
        left = [sources[s.id] for s in finding.sources if s.id not in (one, *_background(finding)) and s.id in sources]
        return any(work.citable for work in left) and finding.certainty.start in allowed_starts(left)

    if can_go(here):
        return f"write 'context'{' for one of them' if can_go(other) else f'; the grade rests on {other!r}'}"
    if can_go(other):
        return f"set the stance of '{other}' to context; the grade rests on this one"
    return fix_without(finding, here, sources)


def _background(finding: Finding) -> list[str]:
    return [s.id for s in finding.sources if s.stance == Stance.CONTEXT]
