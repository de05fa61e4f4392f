"""What is wrong with the shape of a record, at its place in the file: one message a mistake, one for a record just begun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .document import Document, Path, Spot
from .model import KINDS, Guide, ShapeError, fields_at, kind_of
from .problem import Problem
from .syntax import KEY, LINE, LONGEST, below, edge, in_quotes, indent, instead, quoted

# A record, or an entry of one, with this many blanks or more, and more blanks than values, was just begun.
BEGUN = 8


def shape_problems(file: str, document: Document, errors: list[ShapeError], guide: Guide | None) -> Iterator[Problem]:
    """Each mistake as a problem of the file; the blanks of a record just begun, or of a finding, are told together."""
    blanks = [error for error in errors if error.code == "E102" and not error.at_key]
    begun = [blanks] if _begun(blanks, document.value) else _parts_begun(blanks, document.value)
    moved = _moved_out(file, document, errors)
    there = {(*inner, str(path[-1]).strip()) for path, inner in moved.items()}
    errors = [error for error in errors if error.path not in there]
    together = {error.path: those for those in begun for error in those}
    for error in errors:
        those = together.get(error.path, [error])
        if error.path != those[0].path:
            continue
        spot = document.spot(error.path, key=error.at_key)
        message, fix = error.message, error.fix
        if len(those) > 1:
            message = f"{len(those)} blanks are left to fill in, the first one here: {message}"
        if error.population:
            fix = _group(error.population, guide)
        elif error.code == "E102" and (swallowed := _swallowed(document, spot)):
            message, fix = swallowed
        elif error.several:
            fix = _apart(document, spot, error.several)
        elif error.wants:
            cure = _as_text if error.wants == "text" else _as_entry
            fix = cure(document, error.path, spot) or fix
        elif error.path in moved:
            message, fix = _back(document, error.path, moved[error.path])
        yield Problem(file, spot.line, spot.col, error.code, message, fix, spot.width)


def _as_text(document: Document, path: Path, spot: Spot) -> str | None:
    """The line in quotes, when what YAML takes for a list or for fields is one line that somebody typed as text."""
    line = document.lines[spot.line - 1]
    typed_so = document.spot(path, key=True).line == spot.line and not line[spot.col - 1 :].startswith("- ")
    if not typed_so or indent(below(document.lines, spot.line)) > edge(line) or " #" in line or len(line) > LONGEST:
        return None
    return instead(line[: spot.col - 1] + quoted(line[spot.col - 1 :].rstrip()))


def _as_entry(document: Document, path: Path, spot: Spot) -> str | None:
    """The first line of what should be a list, with the dash that it lacks, when it stands below the key of the list."""
    line, key = document.lines[spot.line - 1], document.spot(path, key=True)
    next_one = below(document.lines, spot.line)
    far = spot.col - 3
    if not KEY.match(line):  # a text: as far in as the entry below it, or else one level
        entry = next_one.lstrip().startswith("- ")
        far = indent(next_one) if entry else key.col + 1
        if not entry and indent(next_one) >= key.col:
            return None
    if key.line == spot.line or far < key.col - 1 or len(line) > LONGEST:
        return None
    # A dash that stands there, such as that of '-late-cups', lacks only its blank.
    return instead(f"{' ' * far}- {line.lstrip().removeprefix('-')}")


def _swallowed(document: Document, spot: Spot) -> tuple[str, str] | None:
    """When YAML took what stands behind a colon for a sign of its own, so that the field is empty: in quotes it is text."""
    found = LINE.fullmatch(document.lines[spot.line - 1])
    if not found or not re.match(r"[|>][1-9]|#\S", found[2]):
        return None
    return f"text cannot begin with '{found[2][0]}'", in_quotes(document.lines, spot.line)


def _apart(document: Document, spot: Spot, ids: tuple[str, ...]) -> str:
    """How to part ids: by a comma in a list in brackets, by lines in any other."""
    before = document.lines[spot.line - 1][: spot.col - 1].rstrip()
    if not before.endswith(("[", ",")):
        return f"write each on a line of its own: {', '.join(f'- {one}' for one in ids)}"
    if spot.width < len(" ".join(ids)):  # a line break stands between them
        return f"put a comma between them: {', '.join(ids)}"
    return f"write '{', '.join(ids)}'"


def _moved_out(file: str, document: Document, errors: list[ShapeError]) -> dict[Path, Path]:
    """Path of a field that nobody knows at the edge of the record -> that of the entry right above it which has such a field."""
    model = KINDS[str(kind_of(file))]
    found: dict[Path, Path] = {}
    for error in errors:
        if error.code == "E101" and len(error.path) == 1:
            line, name = document.spot(error.path, key=True).line, str(error.path[0]).strip()
            _, above = max(
                ((spot.line, path) for path, spot in document.keys.items() if spot.line < line), default=(0, ())
            )
            for inner in (above[:end] for end in range(len(above) - 1, 0, -1)):
                if name in fields_at(model, inner) and (*inner, name) not in document.keys:
                    found[error.path] = inner
                    break
    return found


def _back(document: Document, path: Path, inner: Path) -> tuple[str, str]:
    spot, far = document.spot(path, key=True), document.spot(inner).col - 1
    line, name = document.lines[spot.line - 1], str(path[0])
    if name != name.strip():
        return f"the blanks in front of '{name.strip()}' are not plain spaces", f"write '{' ' * far}{name.strip()}'"
    message = f"'{name}' stands too far left: it is a field of the entry above"
    if 0 < indent(below(document.lines, spot.line)) <= far or len(line) > LONGEST:
        return message, f"put {far} spaces in front of each of its lines"
    return message, instead(" " * far + line)


def _begun(blanks: list[ShapeError], value: Any) -> bool:
    return len(blanks) >= BEGUN and len(blanks) * 2 > sum(1 for _ in _values(value))


def _parts_begun(blanks: list[ShapeError], record: Any) -> list[list[ShapeError]]:
    """The blanks of each entry of a list of the record, such as a finding, that was just begun."""
    parts: dict[tuple[str | int, ...], list[ShapeError]] = {}
    for error in blanks:
        parts.setdefault(error.path[:2], []).append(error)
    inside = ((those, path) for path, those in parts.items() if len(path) == 2 and isinstance(path[1], int))
    return [those for those, path in inside if _begun(those, record[path[0]][path[1]])]


def _values(value: Any) -> Iterator[str]:
    """Every text inside a record, empty ones included."""
    if isinstance(value, str):
        yield value
    else:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _values(one)


def _group(given: str, guide: Guide | None) -> str:
    """A fix for words where the id of a group of people is needed. Only a group that is called so is offered to paste:
    'under 65' is nearly 'over 65'."""
    groups = guide.populations if guide else []
    words = f"-{'-'.join(re.findall('[a-z0-9]+', given.casefold()))}-"
    called = [one.id for one in groups if given.casefold() in (one.label.casefold(), one.in_words.casefold())]
    called = called or [one.id for one in groups if f"-{one.id}-" in words]
    wanted = f"use the id of a group in guide.yml: {', '.join(one.id for one in groups)}"
    return f"write '{called[0]}', or {wanted}" if len(called) == 1 else wanted
