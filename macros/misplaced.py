"""A file that lies where no record of its kind is looked for: what to do with it, said once, at the file."""

from __future__ import annotations

from .document import Document
from .model import FOLDERS, meant
from .problem import Problem

CODES = {
    "E201": """Every file under claims/ is a record in its place.

    A file that is skipped without a word is a claim nobody sees. Fix: move or rename it as the message says.""",
}


def name_of(file: str) -> str:
    """The id that a file stands for by its name, whatever its folder and its ending."""
    name = file.rsplit("/", 1)[-1]
    return name.removesuffix(".yml") if name.endswith(".yml") else name.partition(".")[0]


def no_record(file: str) -> Problem:
    """The problem of a file whose folder or ending is that of no record."""
    name = file.rsplit("/", 1)[-1]
    if name.endswith(".yaml"):
        fix = f"rename it to {meant.as_id(name) or name_of(name)}.yml"
    elif not name.endswith(".yml"):
        fix = "records end in .yml; move other files out of claims/"
    else:
        fix = "put it one folder deep, such as claims/sources/ or claims/<topic>/"
    return Problem(file, 1, 1, "E201", "no record is expected here", fix)


def elsewhere(file: str, kind: str, other: str, document: Document) -> Problem:
    """The problem of a whole record in the folder of another kind: one mistake, not one for each of its fields."""
    spot = document.spot((next(iter(document.value)),), key=True)
    folder = {name: folder for folder, name in FOLDERS.items()}.get(other) or str(document.value.get("topic", "TOPIC"))
    fix = f"move it to claims/{folder}/{file.rsplit('/', 1)[-1]}"
    message = f"this is a {other} record, but the folder holds {kind} records"
    return Problem(file, spot.line, spot.col, "E201", message, fix, spot.width)
