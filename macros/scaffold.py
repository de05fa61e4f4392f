"""`guide new`: an empty record, commented from the model's own field help, that passes once its blanks are filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from .model import KINDS
from .model.shape import FOLDERS, FieldHelp, fields_help
from .rules.dates import months_after

NEWABLE = ("source", "claim", "caution", "practice", "article", "comparison")

DOMAINS = ("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias")
# Fields that the model can do without because some records must, but that nearly every new record needs to pass.
USUAL = {
    *(f"source.{name}" for name in ("title", "author", "author.family", "author.given", "issued")),
    *(f"source.{name}" for name in ("container-title", "DOI")),
    *(f"claim.findings.{name}" for name in ("headline", "certainty.start", "sources")),
    *(f"claim.findings.certainty.{name}" for name in DOMAINS),
    *("claim.history.finding", "claim.history.level_after"),
    *("caution.sources", "article.lines.about", "comparison.rows.cells.not_measured"),
}
# A table needs two columns to compare, and a cell for each; these ids stand in until somebody renames them.
COLUMNS = ("first", "second")


def path_of(kind: str, record_id: str, topic: str = "") -> str:
    """Where a new record belongs."""
    folder = next((folder for folder, name in FOLDERS.items() if name == kind), topic)
    return f"claims/{folder}/{record_id}.yml"


def new_record(kind: str, record_id: str, today: date, topic: str = "", review_months: int = 24) -> str:
    """The text of a new record of `kind`: needed fields as blanks, the others as comments.

    What can be derived is filled in: id, topic and the dates of review.
    """
    known = {
        f"{kind}.id": record_id,
        "claim.topic": topic,
        "claim.findings.headline": "yes",
        "claim.reviewed_on": str(today),
        "claim.review_due": str(months_after(today, review_months)),
        "claim.history.date": str(today),
        "claim.history.type": "new-record",
        "source.checked_on": str(today),
    }
    lines = [
        f"# yaml-language-server: $schema=../schema/{kind}.json",
        "# Fill in every blank. To use an optional field, delete the '# ' before its name and before what belongs to it.",
    ]
    return "\n".join([*lines, *_block(fields_help(KINDS[kind]), kind, known)]) + "\n"


def _block(fields: Iterable[FieldHelp], inside: str, known: Mapping[str, str]) -> list[str]:
    """The lines of all fields of a record or part; `inside` is its place, such as 'claim.findings'."""
    out: list[str] = []
    for field in fields:
        place = f"{inside}.{field.name}"
        told = all(word in field.description for word in field.words)
        words = "" if told else f" One of: {', '.join(field.words)}."
        if field.needed or place in USUAL:
            out += [f"# {field.description}{words}", *_field(field, place, known)]
        else:
            out.append(f"# (optional) {field.description}{words}")
            out += [f"# {line}" for line in _field(field, place, known)]
    return out


def _field(field: FieldHelp, place: str, known: Mapping[str, str]) -> list[str]:
    """Name and blank of one field, with everything inside it."""
    out = [f"{field.name}:{' ' + known[place] if known.get(place) else ''}"]
    if place == "comparison.columns":
        for column in COLUMNS:
            out += _entry(_block(field.parts, place, {f"{place}.id": column}))
    elif place == "comparison.rows.cells":
        for column in COLUMNS:
            out += [f"  {column}:", *(f"    {line}" for line in _block(field.parts, place, known))]
    elif field.parts:
        inner = _block(field.parts, place, known)
        out += _entry(inner) if field.is_list else [f"  {line}" for line in inner]
    elif field.is_list:
        out.append("  -")
    return out


def _entry(lines: list[str]) -> list[str]:
    """The lines of a list entry: the dash stands before its first field that is not a comment."""
    first = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    return [f"  {'- ' if i == first else '  '}{line}" for i, line in enumerate(lines)]
