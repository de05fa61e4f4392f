"""A plan as a reader meets it: what to do, what records state about it, and what is our own choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..book import Book
from ..labels import BASES, PRACTICE_KINDS, SHOWN
from ..model import Ground, Plan, PlanLine
from .parts import Prose, Ref, prose, ref


@dataclass(frozen=True)
class Fact:
    """What a record states, word for word, with its sources. A caution's text has no name and cites by itself."""

    name: str
    text: Prose
    refs: tuple[Ref, ...]


@dataclass(frozen=True)
class GroundView:
    """A record that a line rests on, and what kind of ground that is."""

    title: str
    page: str
    basis: str


@dataclass(frozen=True)
class LineView:
    """One thing to do. `way` counts from 1, 0 means all."""

    do: Prose
    way: int
    way_label: str
    facts: tuple[Fact, ...]
    grounds: tuple[GroundView, ...]
    ours: Prose


@dataclass(frozen=True)
class StepView:
    """One stretch of the plan."""

    title: str
    first_session: bool
    lines: tuple[LineView, ...]


@dataclass(frozen=True)
class PlanView:
    """The whole plan; `ways` in the order of their numbers."""

    id: str
    title: str
    lead: Prose
    ways: tuple[str, ...]
    steps: tuple[StepView, ...]


def plan_view(book: Book, plan: Plan) -> PlanView:
    """A plan, ready to print. Its rules have run: every id is there and everything shown is stated."""
    steps = (
        StepView(step.title, step.first_session, tuple(_line(book, plan, line) for line in step.lines))
        for step in plan.steps
    )
    return PlanView(plan.id, plan.title, prose(book, plan.lead), tuple(w.label for w in plan.ways), tuple(steps))


def _line(book: Book, plan: Plan, line: PlanLine) -> LineView:
    number = next((n for n, way in enumerate(plan.ways, 1) if way.id == line.way), 0)
    return LineView(
        prose(book, line.do),
        number,
        plan.ways[number - 1].label if number else "",
        tuple(fact for ground in line.rests_on for fact in _facts(book, ground)),
        tuple(_ground(book, ground) for ground in line.rests_on),
        prose(book, line.ours),
    )


def _facts(book: Book, ground: Ground) -> Iterator[Fact]:
    row = book.practice.get(ground.id)
    for shown in ground.shows:
        # A caution's text cites where it needs to; a fact of a practice row is a few bare words.
        text = prose(book, getattr(row or book.cautions[ground.id], shown))
        yield Fact(SHOWN[shown], text, tuple(ref(book, one) for one in row.sources) if row else ())


def _ground(book: Book, ground: Ground) -> GroundView:
    if row := book.practice.get(ground.id):
        return GroundView(row.title, f"start#{row.id}", PRACTICE_KINDS[row.kind])
    caution = book.cautions[ground.id]
    return GroundView(caution.title, f"safety#{caution.id}", BASES[caution.basis])
