"""Ids that a record gives to its own parts, for others to name: one that was mistyped is told where it stands, once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .document import Path
from .model import (
    Calculator,
    Caution,
    Claim,
    Comparison,
    EffectRef,
    Guide,
    Part,
    Plan,
    Practice,
    Record,
    ResultRef,
    inside,
)
from .problem import misspelt

CODES = {
    "E210": """The id of a group of people, topic, result, finding, column, group, choice or way is the one that others name.

    A letter that slips there leaves every mention without what it names. Fix: write the id that the others name; or
    change all of them.""",
}
Place = tuple[str, ...]
"""Id of the record (empty for guide.yml) and the list in it that gives the ids; for the arms of a result its id, too."""
POPULATIONS: Place = ("", "populations")
TOPICS: Place = ("", "topics")


@dataclass(frozen=True)
class Slip:
    """An id in a list of a record that nobody names, while `uses` places name another one, which is not there."""

    record: str
    path: tuple[str | int, ...]
    given: str
    meant: str
    uses: int


def as_meant(guide: Guide, records: Iterable[Record]) -> tuple[Guide, list[Record], list[Slip]]:
    """The guide, the records that hold a slip, both with each slip mended so that nothing else is blamed; and the slips."""
    by_id = {record.id: record for record in records}
    used: dict[Place, Counter[str]] = defaultdict(Counter)
    for record in by_id.values():
        for place, name in _uses(record):
            used[place][name] += 1
    slips: list[Slip] = []
    for place, names in used.items():
        record_id, field = place[:2]
        there = dict(_given(by_id.get(record_id) if record_id else guide, *place[1:]))
        given = list(there)
        idle = [one for one in given if one not in names]
        unknown = {name: uses for name, uses in names.items() if given and uses > 1 and name not in given}
        for meant, uses in unknown.items():
            close = misspelt(meant, idle)
            if close is None and field != "results" and len(idle) == len(unknown) == 1 and uses > 2:
                close = idle[0]  # of many results some are named by nobody; of other things, hardly any
            if close is not None:
                slips.append(Slip(record_id, there[close], close, meant, uses))
                idle.remove(close)
    mended: dict[str, Record] = {}
    for slip in slips:
        if not slip.record:
            guide = _put(guide, slip.path, slip.meant)
        else:
            mended[slip.record] = _put(mended.get(slip.record, by_id[slip.record]), slip.path, slip.meant)
    return guide, list(mended.values()), slips


def _put(part: Any, path: tuple[str | int, ...], value: str) -> Any:
    """A copy of a part with the value at `path`."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return [*part[:step], _put(part[step], rest, value), *part[step + 1 :]]
    return part.model_copy(update={step: _put(getattr(part, step), rest, value)})


def _given(owner: Part | None, field: str, result: str = "") -> Iterator[tuple[str, Path]]:
    """The ids in a list of a record, or the labels of the arms of one of its results, each with its place."""
    for i, one in enumerate(getattr(owner, field, ())):
        if not result:
            yield one.id, (field, i, "id")
        elif one.id == result:
            yield from ((arm.label, (field, i, "arms", j, "label")) for j, arm in enumerate(one.arms))


def _uses(record: Record) -> Iterator[tuple[Place, str]]:
    """Every id of a part that a record names, its own parts included."""
    if isinstance(record, Practice):
        yield POPULATIONS, record.population
    elif isinstance(record, Caution):
        yield from ((POPULATIONS, one) for one in (*record.populations, *record.first_for))
    elif isinstance(record, Claim):
        yield TOPICS, record.topic
        yield from ((POPULATIONS, finding.population) for finding in record.findings)
        yield from (((record.id, "findings"), entry.finding) for entry in record.history if entry.finding)
    elif isinstance(record, Plan):
        yield from (((record.id, "ways"), line.way) for step in record.steps for line in step.lines if line.way)
    elif isinstance(record, Comparison):
        for row in record.rows:
            yield from (((record.id, "columns"), name) for name in row.cells)
            if row.topic:
                yield TOPICS, row.topic
            for cell in row.cells.values():
                if cell.finding:
                    yield (cell.finding.claim, "findings"), cell.finding.finding
    elif isinstance(record, Calculator):
        yield (record.id, "choices"), record.start
        yield from (((record.id, "groups"), choice.group) for choice in record.choices)
    if isinstance(record, Claim | Comparison | Calculator):
        refs: Iterator[tuple[Path, EffectRef | ResultRef]] = inside(record, (EffectRef, ResultRef))
        for _, ref in refs:
            yield (ref.source, "results"), ref.result
            if isinstance(ref, ResultRef) and ref.arm:
                yield (ref.source, "results", ref.result), ref.arm
