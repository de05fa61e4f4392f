"""Pages about the guide itself: what the words mean, what each field holds, what each rule asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..labels import LEVELS, VERDICTS, Label
from ..model import KINDS
from ..model.fields import FieldHelp, fields_help
from ..rules.catalogue import catalogue


@dataclass(frozen=True)
class LegendView:
    """The words of the three chips."""

    levels: tuple[tuple[Label, str], ...]
    verdicts: tuple[Label, ...]


@dataclass(frozen=True)
class RuleView:
    """One rule of `guide check`."""

    code: str
    title: str
    explanation: str


@dataclass(frozen=True)
class FieldView:
    """One field of a record."""

    name: str
    depth: int
    needed: bool
    words: tuple[str, ...]
    description: str


@dataclass(frozen=True)
class KindView:
    """One kind of record."""

    name: str
    description: str
    fields: tuple[FieldView, ...]


def legend_view() -> LegendView:
    """Certainty from most to least sure with its GRADE name, then the verdicts."""
    return LegendView(
        tuple((label, str(level).replace("-", " ")) for level, label in LEVELS.items()), tuple(VERDICTS.values())
    )


def rules_view() -> tuple[RuleView, ...]:
    """Every rule, made from its docstring."""
    return tuple(RuleView(r.code, r.title, r.explanation) for r in catalogue())


def fields_view(kinds: Iterable[str] = KINDS) -> tuple[KindView, ...]:
    """Every field of these kinds of record (of all when none is named), made from the models."""
    return tuple(
        KindView(name, (KINDS[name].__doc__ or "").strip().splitlines()[0], tuple(_flat(fields_help(KINDS[name]), 0)))
        for name in kinds
    )


def _flat(fields: Iterable[FieldHelp], depth: int) -> Iterator[FieldView]:
    for f in fields:
        yield FieldView(f.name, depth, f.needed, f.words, f.description)
        yield from _flat(f.parts, depth + 1)
