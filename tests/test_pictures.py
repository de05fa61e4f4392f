"""The drawings of the whole guide: the ladder counts every finding once, and panels share one axis."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from macros.author import for_pages
from macros.book import Book
from macros.model import Measure
from macros.render import Unknown
from macros.views.pictures import ladder_view, multiples_view


def test_the_ladder_counts_every_finding_once(tea: Book) -> None:
    view = ladder_view(tea)
    assert sum(rung.count for rung in view.rungs) == view.total == sum(len(c.findings) for c in tea.claims.values())
    assert [rung.label.key for rung in view.rungs] == ["high", "moderate", "low", "very-low", "none"]
    assert max(rung.share for rung in view.rungs) == 1
    assert all(f"{rung.label.word.lower()}: {rung.count}" in view.description for rung in view.rungs)


def test_panels_share_one_axis_and_a_percent_is_a_ratio(tea: Book) -> None:
    claim = tea.claims["energy"]
    effect = claim.findings[0].effects[0]
    source = tea.sources[effect.source]
    ratio = Decimal("1.25")

    def with_result(measure: Measure, estimate: Decimal) -> Book:
        results = [
            r.model_copy(update={"measure": measure, "estimate": estimate, "ci_low": None, "ci_high": None})
            if r.id == effect.result
            else r
            for r in source.results
        ]
        changed = source.model_copy(update={"results": results})
        return replace(tea, sources={**tea.sources, source.id: changed})

    as_ratio = multiples_view(with_result(Measure.ROM, ratio), [claim, claim])
    as_percent = multiples_view(with_result(Measure.PERCENT_CHANGE, (ratio - 1) * 100), [claim, claim])
    assert as_ratio.panels[0].dots[0].effect == "25% more"
    assert as_ratio == as_percent
    assert as_ratio.panels[0].dots == as_ratio.panels[1].dots
    assert as_ratio.ticks[0].text == "same"
    assert all(re.fullmatch(r"same|[+\u2212]\d+%", tick.text) for tick in as_ratio.ticks)
    assert as_ratio.x_null < as_ratio.panels[0].dots[0].x < as_ratio.width


def test_a_claim_without_a_ratio_is_named(tea: Book) -> None:
    with pytest.raises(Unknown, match="the headline of 'sleep' cites no ratio"):
        for_pages(tea)["small_multiples"]("energy", "sleep")
