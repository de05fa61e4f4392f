"""Pages about the guide itself: what the words mean, what each field holds, what each rule asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

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
class Piece:
    """Some words of an explanation: plain, or as somebody would type them."""

    kind: Literal["text", "code"]
    text: str


@dataclass(frozen=True)
class RuleView:
    """One rule of `guide check`: what must hold and why, and how to put it right."""

    code: str
    title: tuple[Piece, ...]
    why: tuple[Piece, ...]
    fix: tuple[Piece, ...]


@dataclass(frozen=True)
class FieldView:
    """One field of a record."""

    name: str
    depth: int
    needed: bool
    words: tuple[str, ...]
    description: tuple[Piece, ...]


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
    rows = []
    for rule in catalogue():
        why, _, fix = rule.explanation.partition("Fix: ")
        rows.append(RuleView(rule.code, pieces(rule.title), pieces(why.strip()), pieces(fix)))
    return tuple(rows)


def pieces(text: str) -> tuple[Piece, ...]:
    """The words of a docstring; what stands in backticks is code."""
    parts = text.split("`")
    return tuple(Piece("code" if i % 2 else "text", part) for i, part in enumerate(parts) if part)


def fields_view(kinds: Iterable[str] = KINDS) -> tuple[KindView, ...]:
    """Every field of these kinds of record (of all when none is named), made from the models."""
    return tuple(
        KindView(name, (KINDS[name].__doc__ or "").strip().splitlines()[0], tuple(_flat(fields_help(KINDS[name]), 0)))
        for name in kinds
    )


def _flat(fields: Iterable[FieldHelp], depth: int) -> Iterator[FieldView]:
    for f in fields:
        # Words that the description lists itself need no second list behind it.
        told = set(re.findall(r"[\w-]+", f.description))
        yield FieldView(f.name, depth, f.needed, () if told.issuperset(f.words) else f.words, pieces(f.description))
        yield from _flat(f.parts, depth + 1)
