"""A plan as a reader meets it: what to do, what records state about it, and what is our own choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ..book import Book
from ..labels import BASES, GROUNDS, PRACTICE_KINDS
from ..model import Basis, Ground, Plan, PlanLine, PracticeKind
from .parts import Prose, Ref, prose, ref
from .practical import told


@dataclass(frozen=True)
class Stated:
    """What one record states: amounts of a practice row, with its name and sources; or a caution's own text."""

    title: str
    page: str
    amounts: str
    refs: tuple[Ref, ...]
    text: Prose


@dataclass(frozen=True)
class GroundView:
    """A record that a line rests on, and what kind of ground that is."""

    title: str
    page: str
    basis: str


@dataclass(frozen=True)
class LineView:
    """One thing to do; `basis` says in a few words what it rests on."""

    do: Prose
    stated: tuple[Stated, ...]
    basis: str
    grounds: tuple[GroundView, ...]
    ours: Prose


@dataclass(frozen=True)
class Stretch:
    """Lines that follow each other and belong to the same way. `way` counts from 1, 0 means all."""

    way: int
    label: str
    lines: tuple[LineView, ...]


@dataclass(frozen=True)
class StepView:
    """One stretch of the plan."""

    title: str
    first_session: bool
    stretches: tuple[Stretch, ...]


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
    steps = (StepView(step.title, step.first_session, tuple(_stretches(book, plan, step.lines))) for step in plan.steps)
    return PlanView(plan.id, plan.title, prose(book, plan.lead), tuple(w.label for w in plan.ways), tuple(steps))


def _stretches(book: Book, plan: Plan, lines: list[PlanLine]) -> Iterator[Stretch]:
    ways = [None, *(way.id for way in plan.ways)]
    labels = ["", *(way.label for way in plan.ways)]
    for number, group in groupby(lines, key=lambda line: ways.index(line.way)):
        yield Stretch(number, labels[number], tuple(_line(book, line) for line in group))


def _line(book: Book, line: PlanLine) -> LineView:
    return LineView(
        prose(book, line.do),
        tuple(_stated(book, ground) for ground in line.rests_on if ground.shows),
        _basis(book, line),
        tuple(_ground(book, ground) for ground in line.rests_on),
        prose(book, line.ours),
    )


def _stated(book: Book, ground: Ground) -> Stated:
    if row := book.practice.get(ground.id):
        sources = tuple(ref(book, one) for one in row.sources)
        return Stated(row.title, f"start#{row.id}", told(row, *ground.shows), sources, ())
    # A caution's text cites where it needs to.
    texts = (prose(book, getattr(book.cautions[ground.id], shown)) for shown in ground.shows)
    return Stated("", "", "", (), tuple(one for text in texts for one in text))


def _basis(book: Book, line: PlanLine) -> str:
    """'safety advice, 2 studies, our own choice': enough to judge a line by, without a list of names."""
    rows = Counter(row.kind for ground in line.rests_on if (row := book.practice.get(ground.id)))
    advice = {book.cautions[ground.id].basis for ground in line.rests_on if ground.id in book.cautions}
    words = ["safety advice"] if advice - {Basis.PRESS_ADVICE} else []
    rows[PracticeKind.PRESS_ADVICE] += Basis.PRESS_ADVICE in advice
    words += [
        (one if rows[kind] == 1 else many).format(rows[kind]) for kind, (one, many) in GROUNDS.items() if rows[kind]
    ]
    return ", ".join([*words, *(["our own choice"] if line.ours else [])])


def _ground(book: Book, ground: Ground) -> GroundView:
    if row := book.practice.get(ground.id):
        return GroundView(row.title, f"start#{row.id}", PRACTICE_KINDS[row.kind])
    caution = book.cautions[ground.id]
    return GroundView(caution.title, f"safety#{caution.id}", BASES[caution.basis])
