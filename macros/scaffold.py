"""`guide new`: a record, commented from the model's own field help, that passes once its blanks are filled."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .model import KINDS
from .model.fields import FieldHelp, fields_help
from .model.shape import FOLDERS
from .rules.dates import months_after

DOMAINS = ("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias")
# Fields that the model can do without because some records must, but that nearly every new record needs to pass.
USUAL = {
    *(f"source.{name}" for name in ("title", "author", "author.family", "author.given", "issued")),
    *(f"source.{name}" for name in ("container-title", "DOI")),
    *(f"claim.findings.{name}" for name in ("headline", "certainty.start", "sources")),
    *(f"claim.findings.certainty.{name}" for name in DOMAINS),
    *("claim.history.finding", "claim.history.level_after"),
    *(f"calculator.choices.{name}" for name in ("pairs", "pairs.intervention", "pairs.comparator.arm")),
    "calculator.choices.pairs.intervention.arm",
    *("caution.sources", "article.lines.about", "comparison.rows.cells.not_measured"),
}
# Of several findings only one is the headline, and a claim that gets another one has it already.
USUAL_IN_ANOTHER_FINDING = USUAL - {"claim.findings.headline"}
# A table needs two columns to compare, and a cell for each; these ids stand in until somebody renames them.
COLUMNS = ("first", "second")
# So do the ids by which the parts of a new calculator find each other.
FIRST = dict.fromkeys(
    (f"calculator.{place}" for place in ("start", "groups.id", "choices.id", "choices.group")), "first"
)
# What YAML reads back as it stands: no colon, quote or bracket, and nothing at its start that means something.
PLAIN = re.compile(r"[^\W_](?:[\w ,.;()/+=<>?!–—’-]*[\w,.;()?!%])?")


def path_of(kind: str, record_id: str, topic: str = "") -> str:
    """Where a new record belongs."""
    folder = next((folder for folder, name in FOLDERS.items() if name == kind), topic)
    return f"claims/{folder}/{record_id}.yml"


def new_record(
    kind: str,
    record_id: str,
    today: date | None,
    topic: str = "",
    review_months: int = 24,
    given: Mapping[str, Any] | None = None,
) -> str:
    """The text of a new record of `kind`: needed fields as blanks, the others as comments.

    What can be derived is filled in: id, topic and, where `today` is known, the dates of review. `given` holds values that are known already, as
    they stand in a record: text, lists, fields inside fields.
    """
    day, due = (str(today), str(months_after(today, review_months))) if today else ("", "")
    known = {
        f"{kind}.id": record_id,
        "claim.topic": topic,
        "claim.findings.headline": "yes",
        "claim.reviewed_on": day,
        "claim.review_due": due,
        "claim.history.date": day,
        "claim.history.type": "new-record",
        **FIRST,
    }
    lines = [
        f"# yaml-language-server: $schema={'' if kind == 'guide' else '../'}schema/{kind}.json",
        "# Fill in every blank. To use an optional field, delete the '# ' before its name and before what belongs to it.",
    ]
    usual = USUAL | {f"{kind}.{name}" for name in given or {}}
    return "\n".join([*lines, *_block(fields_help(KINDS[kind]), kind, known, given or {}, usual)]) + "\n"


def with_finding(text: str, finding_id: str, today: date) -> str | None:
    """The text of a claim with one more finding at the end of `findings` and its entry at the end of `history`.

    Everything else stays byte for byte. None when one of the two is no list with an entry a line.
    """
    for key, entry in _finding(finding_id, str(today)).items():
        longer = _with_entry(text, key, entry)
        if longer is None:
            return None
        text = longer
    return text


def blank_finding() -> str:
    """What to paste into a claim that is there, for somebody who has no command at hand."""
    finding, entry = _finding("", "").values()
    above = ["# At the end of findings, in the claim:"], ["", "# And at the end of history:"]
    return "\n".join([*above[0], *finding, *above[1], *entry]) + "\n"


def _finding(finding_id: str, day: str) -> dict[str, list[str]]:
    """Where the lines of one more finding go: its own, and those of its first entry in the history."""
    known = {"claim.findings.id": finding_id, "claim.history.date": day, "claim.history.finding": finding_id}
    known["claim.history.type"] = "new-record"
    fields = {one.name: one for one in fields_help(KINDS["claim"]) if one.name in ("findings", "history")}
    return {
        name: _entry(_block(field.parts, f"claim.{name}", known, {}, USUAL_IN_ANOTHER_FINDING))
        for name, field in fields.items()
    }


def _with_entry(text: str, key: str, entry: list[str]) -> str | None:
    """The text with one more entry in a list at its top level, as far in as the others there."""
    found = re.search(rf"^{key}:[ ]*(?:#.*)?\r?\n(?:[ ]*(?:#.*)?\r?\n)*([ ]*)- (?:.*(?:\r?\n|\Z))", text, re.MULTILINE)
    if not found:
        return None
    # The list ends where the next field begins; what stands above that field belongs to it.
    after = re.compile(r"(?:^(?:#.*)?\r?\n)*^[^\s#-]|\s*\Z", re.MULTILINE).search(text, found.end())
    at = after.start() if after else len(text)
    end = "\r\n" if "\r\n" in text else "\n"
    lines = "".join(f"{found[1]}{line[2:]}{end}" for line in entry)
    before, rest = text[:at], text[at:]
    if before.endswith("\n"):
        return before + lines + rest
    return before + end + lines.removesuffix(end) + (rest or end)


def _block(
    fields: Iterable[FieldHelp],
    inside: str,
    known: Mapping[str, str],
    given: Mapping[str, Any],
    usual: Iterable[str] = USUAL,
) -> list[str]:
    """The lines of all fields of a record or part; `inside` is its place, such as 'claim.findings'."""
    out: list[str] = []
    for field in fields:
        place = f"{inside}.{field.name}"
        told = all(word in field.description for word in field.words)
        words = "" if told else f" One of: {', '.join(field.words)}."
        lines = _filled(field, place, known, given[field.name]) if field.name in given else _field(field, place, known)
        if field.needed or place in usual:
            out += [f"# {field.description}{words}", *lines]
        else:
            out.append(f"# (optional) {field.description}{words}")
            out += [f"# {line}" for line in lines]
    return out


def _field(field: FieldHelp, place: str, known: Mapping[str, str]) -> list[str]:
    """Name and blank of one field, with everything inside it."""
    out = [f"{field.name}:{' ' + known[place] if known.get(place) else ''}"]
    if place == "comparison.columns":
        for column in COLUMNS:
            out += _entry(_block(field.parts, place, {f"{place}.id": column}, {}))
    elif place == "comparison.rows.cells":
        for column in COLUMNS:
            out += [f"  {column}:", *(f"    {line}" for line in _block(field.parts, place, known, {}))]
    elif field.parts:
        inner = _block(field.parts, place, known, {})
        out += _entry(inner) if field.is_list else [f"  {line}" for line in inner]
    elif field.is_list:
        out.append("  -")
    return out


def _filled(field: FieldHelp, place: str, known: Mapping[str, str], value: Any) -> list[str]:
    """Name and value of one field; of a list, only the first entry is explained."""
    if isinstance(value, str):
        return [f"{field.name}: {scalar(value)}"]

    def part(one: Mapping[str, Any]) -> list[str]:
        return _block(field.parts, place, known, one, {f"{place}.{name}" for name in one})

    out = [f"{field.name}:"]
    if isinstance(value, list):
        for i, one in enumerate(value):
            lines = [scalar(one)] if isinstance(one, str) else part(one)
            out += _entry([line for line in lines if i == 0 or not line.lstrip().startswith("#")])
    elif place == "comparison.rows.cells":
        for column, cell in value.items():
            out += [f"  {column}:", *(f"    {line}" for line in part(cell))]
    else:
        out += [f"  {line}" for line in part(value)]
    return out


def scalar(text: str) -> str:
    """Text as a YAML value on one line, in quotes where it needs them."""
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _entry(lines: list[str]) -> list[str]:
    """The lines of a list entry: the dash stands before its first field that is not a comment."""
    first = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    return [f"  {'- ' if i == first else '  '}{line}" for i, line in enumerate(lines)]
