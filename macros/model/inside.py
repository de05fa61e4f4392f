"""What stands inside a record, at any depth: found by its kind, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from ..document import Path
from .base import Part

T = TypeVar("T")


def inside(value: object, kind: type[T] | tuple[type[T], ...], path: Path = ()) -> Iterator[tuple[Path, T]]:
    """Everything of a kind inside a value of a record, with its place; what is inside of that is not asked again."""
    kinds = kind if isinstance(kind, tuple) else (kind,)
    if isinstance(value, kinds):
        yield path, value
        return
    steps: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, Part):
        steps = vars(value).items()
    elif isinstance(value, dict):
        steps = value.items()
    elif isinstance(value, list):
        steps = enumerate(value)
    for step, one in steps:
        if isinstance(one, (Part, dict, list, *kinds)):
            yield from inside(one, kinds, (*path, step))
