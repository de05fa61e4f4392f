"""Self-check, plan and handout as views: nobody is left unasked, nothing is shown that no record states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from macros.author import for_pages
from macros.book import Book
from macros.model import Basis, CautionKind
from macros.site import render_site
from macros.views.handout import newest_day
from macros.views.plan import plan_view
from macros.views.selfcheck import self_check_view
from tests.guide_files import TEA, read_files

ADDRESS = "https://example.org/tea/"
CONTENT = read_files(TEA, "content")


@pytest.fixture(params=["tea", "real"])
def book(request: pytest.FixtureRequest) -> Book:
    found: Book = request.getfixturevalue(request.param)
    return found


def test_each_reason_not_to_begin_is_asked_for_once(book: Book) -> None:
    view = self_check_view(book)
    asked = [c.id for q in view.questions for c in q.cautions]
    assert len(asked) == len(set(asked))
    wanted = {c.id for c in book.cautions.values() if c.kind in (CautionKind.ASK_FIRST, CautionKind.SUPERVISED_ONLY)}
    assert wanted
    assert wanted <= set(asked)


def test_questions_come_in_the_order_of_the_safety_section(book: Book) -> None:
    kinds = [kind.key for kind in self_check_view(book).kinds]
    assert kinds[:3] == ["stop-now", "ask-first", "supervised-only"]
    order = [kinds.index(q.cautions[0].kind.key) for q in self_check_view(book).questions]
    assert order == sorted(order)


def test_advice_for_all_holds_nobody_s_own_caution(book: Book) -> None:
    view = self_check_view(book)
    asked = {c.id for q in view.questions for c in q.cautions}
    assert view.advice
    assert {c.kind.key for c in view.advice} <= {"place", "adapt"}
    assert not asked & {c.id for c in view.advice}


def test_the_real_guide_asks_few_questions(real: Book) -> None:
    assert 10 <= len(self_check_view(real).questions) <= 15


@pytest.mark.parametrize(
    ("trouble", "caution"), [("knee", "joint-trouble"), ("hip", "joint-trouble"), ("shin", "achilles-calf-ankle")]
)
def test_common_trouble_is_named_in_a_question_and_in_what_it_means(real: Book, trouble: str, caution: str) -> None:
    """Somebody with a bad knee looks for 'knee', not for 'metabolic illness or joint problem'."""
    asked = [q for q in self_check_view(real).questions if trouble in q.text]
    meant = {c.id: c.title.lower() for q in asked for c in q.cautions}
    assert trouble in meant[caution]


@pytest.mark.parametrize("macro", ["self_check", "plan", "handout"])
def test_html_of_the_tea_guide(macro: str, tea: Book, golden: Callable[[str, str], None]) -> None:
    ids = {"self_check": (), "plan": ("first-cups",), "handout": ("first-cups", "sleep")}[macro]
    golden(f"{macro}.html", for_pages(tea, ADDRESS)[macro](*ids).replace("><", ">\n<") + "\n")


def test_facts_of_a_plan_are_the_records_own_words(tea: Book) -> None:
    """Each with the name of its record, so that two studies under one line cannot be taken for one."""
    runs = [run for step in plan_view(tea, tea.plans["first-cups"]).steps for run in step.stretches]
    lab, press = tea.practice["one-cup-lab"], tea.practice["five-cups-press"]
    assert [(run.way, run.label) for run in runs] == [(0, ""), (2, "From a bag"), (1, "From a pot")]
    [bag], [pot] = runs[1].lines, runs[2].lines
    told = [(one.title, one.amounts, [r.id for r in one.refs]) for one in bag.stated]
    assert told == [
        (lab.title, f"{lab.minutes} minutes", lab.sources),
        (press.title, f"{press.sessions_per_week} times a week", press.sources),
    ]
    assert [g.basis for g in pot.grounds] == ["advice in the press, never tested", "Based on a study"]
    assert bag.basis == "1 laboratory study, press advice nobody tested, our own choice"
    assert pot.basis == "safety advice, press advice nobody tested"


def test_a_line_that_rests_on_a_caution_from_the_press_does_not_call_it_safety_advice(tea: Book) -> None:
    plan = tea.plans["first-cups"]
    one = next(g.id for s in plan.steps for line in s.lines for g in line.rests_on if g.id in tea.cautions)
    heard = tea.cautions[one].model_copy(update={"basis": Basis.PRESS_ADVICE})

    def told(book: Book) -> list[str]:
        lines = (line for step in plan_view(book, plan).steps for run in step.stretches for line in run.lines)
        return [line.basis for line in lines]

    book = replace(tea, cautions={**tea.cautions, one: heard})
    changed = [(was, now) for was, now in zip(told(tea), told(book), strict=True) if was != now]
    assert changed
    assert all("press advice nobody tested" in now for _, now in changed)


def test_the_handout_knows_its_address_only_when_it_is_told(tea: Book) -> None:
    with_address = render_site(tea, CONTENT, address=ADDRESS)["handout.md"].body
    without = render_site(tea, CONTENT)["handout.md"].body
    assert '<svg class="ev-handout__code"' in with_address
    assert ">example.org/tea<" in with_address
    assert "ev-handout__code" not in without
    assert "example.org" not in without


def test_the_edition_is_the_last_day_in_the_records(tea: Book) -> None:
    days = [entry.date for claim in tea.claims.values() for entry in claim.history]
    days += [claim.reviewed_on for claim in tea.claims.values()]
    assert newest_day(tea) == max(days)
    newest = max(days)
    body = render_site(tea, CONTENT)["handout.md"].body
    assert f"Edition {newest:%Y.%m}, records as of {newest.day} {newest:%B %Y}." in body
