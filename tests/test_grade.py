"""Certainty is arithmetic: worked examples, and laws that hold for every ledger."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.grade import (
    DOMAINS,
    LADDER,
    Entry,
    allowed_starts,
    earned_level,
    missing_domains,
    sum_in_words,
    why_not_higher,
    why_not_lower,
)
from macros.model import Certainty, Concern, Design, Level, Source

CONCERNS = list(Concern)


def ledger(start: str, *concerns: str, up: tuple[int, ...] = (), level: str = "low") -> Certainty:
    """A ledger with these concerns in the order of the domains; the rest are none."""
    filled = [*concerns, *["none"] * (5 - len(concerns))]
    domains: dict[str, Any] = {
        name: {"concern": one, "reason": f"about {name}"} for name, one in zip(DOMAINS, filled, strict=True)
    }
    upgrades = [{"kind": "large-effect", "steps": str(steps), "reason": "twofold"} for steps in up]
    return Certainty.model_validate({"level": level, "start": start, "upgrades": upgrades, **domains})


LEDGERS = st.builds(
    lambda start, concerns, up: ledger(start, *concerns, up=tuple(up)),
    st.sampled_from(["high", "low"]),
    st.lists(st.sampled_from([str(c) for c in CONCERNS]), min_size=5, max_size=5),
    st.lists(st.integers(1, 2), max_size=3),
)


@pytest.mark.parametrize(
    ("certainty", "level", "words"),
    [
        (ledger("high"), "high", "high = high"),
        (ledger("high", "serious"), "moderate", "high - 1 (risk_of_bias) = moderate"),
        (ledger("high", "none", "very-serious"), "low", "high - 2 (inconsistency) = low"),
        (
            ledger("high", "serious", "none", "serious", "serious"),
            "very-low",
            "high - 1 (risk_of_bias) - 1 (indirectness) - 1 (imprecision) = very-low",
        ),
        (ledger("low"), "low", "low = low"),
        (ledger("low", up=(1,)), "moderate", "low + 1 (large-effect) = moderate"),
        (ledger("low", up=(2,)), "high", "low + 2 (large-effect) = high"),
        (
            ledger("low", "none", "none", "none", "none", "serious", up=(1,)),
            "low",
            "low - 1 (publication_bias) + 1 (large-effect) = low",
        ),
        (ledger("low", "very-serious", "very-serious"), "very-low", None),
        (ledger("low", up=(2, 2)), "high", None),
    ],
)
def test_worked_examples(certainty: Certainty, level: str, words: str | None) -> None:
    assert earned_level(certainty) == level
    if words:
        assert sum_in_words(certainty) == words


@given(LEDGERS)
def test_the_level_never_leaves_the_ladder(certainty: Certainty) -> None:
    assert earned_level(certainty) in LADDER


@given(LEDGERS, st.sampled_from(DOMAINS))
def test_more_concern_never_gives_a_higher_level(certainty: Certainty, name: str) -> None:
    levels = []
    for concern in CONCERNS:
        domain = getattr(certainty, name).model_copy(update={"concern": concern})
        levels.append(LADDER.index(earned_level(certainty.model_copy(update={name: domain}))))
    assert levels == sorted(levels, reverse=True)


@given(LEDGERS, st.integers(1, 2))
def test_an_upgrade_never_gives_a_lower_level(certainty: Certainty, steps: int) -> None:
    upgrade = ledger("low", up=(steps,)).upgrades
    raised = certainty.model_copy(update={"upgrades": [*certainty.upgrades, *upgrade]})
    assert LADDER.index(earned_level(raised)) >= LADDER.index(earned_level(certainty))


@given(LEDGERS)
def test_a_high_start_never_gives_a_lower_level_than_a_low_one(certainty: Certainty) -> None:
    high, low = (certainty.model_copy(update={"start": start}) for start in (Level.HIGH, Level.LOW))
    assert LADDER.index(earned_level(high)) >= LADDER.index(earned_level(low))


@given(LEDGERS)
def test_the_ledger_shows_every_domain_and_upgrade_once(certainty: Certainty) -> None:
    down, rest = why_not_higher(certainty), why_not_lower(certainty)
    assert sorted([e.domain for e in down] + [e.domain for e in rest if e.steps == 0]) == sorted(DOMAINS)
    assert all(e.steps < 0 for e in down)
    assert [e.steps for e in rest if e.steps] == [u.steps for u in certainty.upgrades]
    total = LADDER.index(certainty.start or Level.LOW) + sum(e.steps for e in down + rest)
    assert LADDER[max(0, min(3, total))] == earned_level(certainty)


def test_the_ledger_gives_the_reasons() -> None:
    certainty = ledger("low", "serious", up=(1,))
    assert why_not_higher(certainty) == [
        Entry("How the studies were done", "risk_of_bias", -1, "about risk_of_bias"),
    ]
    assert why_not_lower(certainty)[-1] == Entry("What raised it", "large-effect", 1, "twofold")


@pytest.mark.parametrize("name", ["start", *DOMAINS])
def test_a_ledger_with_a_gap_has_no_level(name: str) -> None:
    certainty = ledger("high").model_copy(update={name: None})
    assert missing_domains(certainty) == [name]
    with pytest.raises(ValueError, match=name):
        earned_level(certainty)


def test_no_study_is_a_level_of_its_own() -> None:
    assert earned_level(Certainty(level=Level.NONE)) == Level.NONE
    assert why_not_higher(Certainty(level=Level.NONE)) == why_not_lower(Certainty(level=Level.NONE)) == []


@pytest.mark.parametrize(
    ("designs", "starts"),
    [
        (["randomized-trial"], {"high"}),
        (["lab-crossover", "randomized-crossover"], {"high"}),
        (["cohort"], {"low"}),
        (["nonrandomized-trial"], {"low"}),
        (["before-after", "survey"], {"low"}),
        (["randomized-trial", "cohort"], {"high", "low"}),
        (["meta-analysis"], {"high", "low"}),
        (["systematic-review"], {"high", "low"}),
        ([], set()),
    ],
)
def test_the_start_follows_from_the_designs(designs: list[str], starts: set[str]) -> None:
    sources = [Source.model_construct(design=Design(design)) for design in designs]
    assert {str(level) for level in allowed_starts(sources)} == starts
