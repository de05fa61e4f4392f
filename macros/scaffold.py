"""`guide new`: an empty record, commented from the model's own field help, that passes once its blanks are filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from .model import KINDS
from .model.shape import FOLDERS, FieldHelp, fields_help
from .rules.dates import months_after

NEWABLE = ("source", "claim", "caution", "practice", "article", "comparison", "term")


def path_of(kind: str, record_id: str, topic: str = "") -> str:
    """Where a new record belongs."""
    folder = next((folder for folder, name in FOLDERS.items() if name == kind), topic)
    return f"claims/{folder}/{record_id}.yml"


def new_record(kind: str, record_id: str, today: date, topic: str = "", review_months: int = 24) -> str:
    """The text of a new record of `kind`: needed fields as blanks, the others as comments.

    What can be derived is filled in: id, topic and the dates of review.
    """
    known = {
        "id": record_id,
        "topic": topic,
        "reviewed_on": str(today),
        "review_due": str(months_after(today, review_months)),
        "checked_on": str(today),
    }
    lines = [
        f"# yaml-language-server: $schema=../schema/{kind}.json",
        "# Fill in every blank. To use an optional field, delete the '# ' before its name.",
    ]
    return "\n".join([*lines, *_block(fields_help(KINDS[kind]), known)]) + "\n"


def _block(fields: Iterable[FieldHelp], known: Mapping[str, str], pad: str = "", dash: bool = False) -> list[str]:
    """The lines of some fields, indented by `pad`; the first one carries the dash of a list entry."""
    out: list[str] = []
    for field in fields:
        lines = _field(field, known.get(field.name, ""))
        if not field.needed:
            lines = [f"# {line}" for line in lines]
        if dash:  # only a needed field can carry the dash, and every part of a list begins with one
            at = next(i for i, line in enumerate(lines) if not line.startswith("#"))
            lines = [f"  {line}" if i != at else f"- {line}" for i, line in enumerate(lines)]
            lines[:at] = [line[2:] for line in lines[:at]]
            pad, dash = pad, False
            out += [pad + line for line in lines]
            pad += "  "
            continue
        out += [pad + line for line in lines]
    return out


def _field(field: FieldHelp, value: str) -> list[str]:
    words = f" One of: {', '.join(field.words)}." if field.words else ""
    optional = "" if field.needed else "(optional) "
    lines = [f"# {optional}{field.description}{words}", f"{field.name}:{' ' + value if value else ''}"]
    if field.parts:
        lines += _block(field.parts, {}, "  ", dash=field.is_list)
    elif field.is_list:
        lines.append("  - ")
    return lines
