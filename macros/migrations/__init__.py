"""Carries records of an older format over to this engine's: numbered steps, each a pure function on the text of a file.

A step is a module `mNNNN_what.py` with `change(file, text) -> text`. It edits text in place, so comments and layout stay; it
changes nothing when there is nothing to change, so that it may run twice. To add one: write it, list it in STEPS, raise
SCHEMA_VERSION in model/guide.py, and put before and after into tests/migrations/.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..book import GUIDE
from ..model import SCHEMA_VERSION
from ..yamlfile import Refused, parse
from . import m0001_container_title
from .edit import set_value

# The step at place n carries records from version n to version n + 1.
STEPS: tuple[Callable[[str, str], str], ...] = (m0001_container_title.change,)


class CannotMigrate(Exception):
    """The records cannot be carried over; the text is one clear sentence."""


def version_of(files: Mapping[str, str]) -> int:
    """The version a guide's records are written in. Raises CannotMigrate when guide.yml does not say."""
    if GUIDE not in files:
        raise CannotMigrate(f"{GUIDE} is missing, so nobody can say which version these records have")
    document = parse(GUIDE, files[GUIDE])
    told = document.value.get("schema_version")
    spot = document.spot(("schema_version",))
    line = document.lines[spot.line - 1][spot.col - 1 :]
    if not isinstance(told, str) or not told.isascii() or not told.isdigit() or line[:1] in ("|", ">"):
        raise CannotMigrate(f"{GUIDE} has no schema_version that is a whole number; write the one the records have")
    return int(told)


def migrated(files: Mapping[str, str]) -> dict[str, str]:
    """The files that change on the way to this engine's version, with their new text; guide.yml comes last.

    Raises CannotMigrate when the version is unknown or newer than the engine's, and Refused with every problem when a
    file is not YAML: half a guide is not carried over.
    """
    problems = []
    for file, text in files.items():
        try:
            parse(file, text)
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*problems)
    version = version_of(files)
    if version > SCHEMA_VERSION:
        raise CannotMigrate(
            f"these records are in version {version}, and this engine reads version {SCHEMA_VERSION}; use a newer engine"
        )
    after = dict(files)
    for step in STEPS[version:]:
        after = {file: step(file, text) for file, text in after.items()}
    after[GUIDE] = set_value(after[GUIDE], ("schema_version",), str(SCHEMA_VERSION))
    changed = {file: text for file, text in after.items() if text != files[file]}
    # The version is written last: whoever is interrupted before it can simply begin again.
    return dict(sorted(changed.items(), key=lambda item: (item[0] == GUIDE, item[0])))
