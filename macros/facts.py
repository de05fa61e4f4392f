"""A record as flat facts {path: text}, so that two versions of it can be compared without knowing its kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from .model import Part

# The fields by which a person would tell one entry of a list from another; the first row that the entry has counts.
NAMES = (
    ("id",),
    ("source", "result"),
    ("code", "file", "words"),
    ("kind",),
    ("label",),
    ("outcome",),
    ("date", "type", "finding"),
    ("title",),
)


def facts(part: Part, without: Collection[str] = ()) -> dict[str, str]:
    """Every filled field of a record by its path as written in the file: 'sources[smith-2024].stance' -> 'supports'.

    Fields left out and fields that say nothing are the same. `without` names fields of the record itself to leave out.
    """
    found: dict[str, str] = {}
    for name, field in type(part).model_fields.items():
        label = field.alias or name
        if label not in without:
            found |= _told(label, getattr(part, name))
    return found


def in_order(name: str, entries: Iterable[str]) -> dict[str, str]:
    """The fact that entries stand in this order; nothing where there is no order to speak of."""
    told = list(entries)
    return {f"{name}.order": ", ".join(told)} if len(told) > 1 else {}


def entries(names: Iterable[str]) -> tuple[str, ...]:
    """Names of facts, several inside one entry of a list told as that entry: 'history[2026-11-28/amendment]'."""
    told = list(names)
    whole = [name.rpartition("].")[0] + "]" if "]." in name else name for name in told]
    return tuple(
        dict.fromkeys(entry if whole.count(entry) > 1 else name for name, entry in zip(told, whole, strict=True))
    )


def _told(name: str, value: Any) -> dict[str, str]:
    if value is None or value == []:
        return {}
    if isinstance(value, Part):
        return {f"{name}.{path}": text for path, text in facts(value).items()}
    if isinstance(value, Mapping):
        return _entries(name, dict(value), ())
    if isinstance(value, list) and isinstance(value[0], Part):
        names = next((row for row in NAMES if set(row) <= set(type(value[0]).model_fields)), ())
        keyed: dict[str, Part] = {}
        for number, entry in enumerate(value, 1):
            key = "/".join(str(one) for name in names if (one := getattr(entry, name)) is not None) or str(number)
            keyed[key if key not in keyed else f"{key} #{number}"] = entry
        return _entries(name, keyed, names) | in_order(name, keyed if names else ())
    if isinstance(value, list):
        return {name: "; ".join(str(one) for one in value)}
    return {name: ("yes" if value else "no") if isinstance(value, bool) else str(value)}


def _entries(name: str, keyed: Mapping[str, Part], names: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, entry in keyed.items():
        inner = facts(entry, names)
        found |= {f"{name}[{key}].{path}": text for path, text in inner.items()} or {f"{name}[{key}]": key}
    return found
