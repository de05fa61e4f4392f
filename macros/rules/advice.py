"""Rules about advice a reader may follow: the self-check asks for every caution, a plan says no amount of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..book import Book
from ..document import Path
from ..model import Caution, CautionKind, Plan, Practice, Shown
from ..plain_language import bare_numbers
from .plain import sentence_texts
from .references import unknown
from .registry import Found, rule

# What nobody may begin with unasked. The other kinds tell how, not whether.
ASKED = (CautionKind.ASK_FIRST, CautionKind.SUPERVISED_ONLY)
# An amount spelt out is an amount all the same.
SPELT = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|sixty|half an)[ -]"
    r"(?:seconds?|minutes?|hours?|days?|times|sessions?|met(?:re|er)s?|kilomet(?:re|er)s?|miles?|yards?|feet|per ?cent)\b",
    re.IGNORECASE,
)


@rule("E224", Plan)
def plan_points_to_what_is_there(plan: Plan, book: Book) -> Iterator[Found]:
    """Every record a plan rests on is there, and every way a line belongs to is one of its ways.

    A line that rests on nothing is somebody's opinion in the dress of a record. Fix: correct the id.
    """
    ways = [way.id for way in plan.ways]
    for i, step in enumerate(plan.steps):
        for j, line in enumerate(step.lines):
            path: Path = ("steps", i, "lines", j)
            if line.way is not None:
                yield from unknown(book, (*path, "way"), line.way, ways, "way", " in this plan")
            for k, ground in enumerate(line.rests_on):
                choices = [*book.practice, *book.cautions]
                yield from unknown(book, (*path, "rests_on", k, "id"), ground.id, choices, "practice row or caution")


@rule("E703", Caution, after=("E213",))
def caution_is_asked_for(caution: Caution, book: Book) -> Iterator[Found]:
    """A caution of kind ask-first or supervised-only is in the self-check: by a question, or by another caution's.

    Who answers every question must have met every reason not to begin. Fix: add `question`, which ends with a question
    mark, or `asked_with` and the id of the caution whose question covers it.
    """
    if caution.question and caution.asked_with:
        yield Found(
            ("asked_with",),
            "this caution has a question and is asked with another",
            "remove one of the two",
            at_key=True,
        )
    elif caution.question and not caution.question.endswith("?"):
        yield Found(("question",), "the question has no question mark", "end it with '?', so that yes means this is me")
    elif caution.kind in ASKED and not caution.question and not caution.asked_with:
        fix = "add a question, or asked_with and the id of the caution whose question covers it"
        yield Found(("kind",), f"a caution of kind {caution.kind} is not in the self-check", fix)
    elif (other := book.cautions.get(caution.asked_with or "")) and not other.question and _may_be_silent(other):
        message = f"'{caution.asked_with}' has no question of its own"
        yield Found(("asked_with",), message, "name a caution that has one")


def _may_be_silent(caution: Caution) -> bool:
    """Whether a caution without a question is right by itself; one that is not is reported where it stands."""
    return caution.kind not in ASKED or caution.asked_with is not None


@rule("E731", Plan)
def plan_says_no_amount_of_its_own(plan: Plan, book: Book) -> Iterator[Found]:
    """A plan is told in words; amounts are shown from the records it rests on.

    A number typed into a plan would be a prescription nobody has tested. Fix: say it without the amount, and let
    `shows` print what the practice row or caution states.
    """
    for path, text in sentence_texts(plan):
        spelt = SPELT.search(text)
        for amount in [*bare_numbers(text, book.names), *([spelt] if spelt else [])][:1]:
            message = f"the amount '{amount.group()}' stands in the plan, not in a record"
            fix = "say it in words without an amount, and show a record's under rests_on"
            yield Found(path, message, fix, span=amount.span())


@rule("E732", Plan, after=("E224",))
def what_a_plan_shows_is_stated(plan: Plan, book: Book) -> Iterator[Found]:
    """What a plan shows of a record is stated there.

    'Not stated' under a line helps nobody. Fix: show a field that the record fills, or leave `shows` out.
    """
    for i, step in enumerate(plan.steps):
        for j, line in enumerate(step.lines):
            for k, ground in enumerate(line.rests_on):
                record = book.practice.get(ground.id) or book.cautions.get(ground.id)
                for n, shown in enumerate(ground.shows):
                    if record is None or _stated(record, shown):
                        continue
                    kind = "practice row" if isinstance(record, Practice) else "caution"
                    message = f"the {kind} '{ground.id}' states no {shown}"
                    stated = ", ".join(stated_fields(record))
                    path: Path = ("steps", i, "lines", j, "rests_on", k, "shows", n)
                    yield Found(path, message, f"it states: {stated}" if stated else "leave shows out")


def stated_fields(record: Practice | Caution) -> list[str]:
    """What of a record a plan can show."""
    return [str(one) for one in Shown if _stated(record, one)]


def _stated(record: Practice | Caution, field: str) -> str:
    return record.stated(field) if isinstance(record, Practice) else getattr(record, field, None) or ""
