"""`guide migrate`: records carried over to the format this engine reads."""

from __future__ import annotations

import argparse
import difflib

from ..migrations import CannotMigrate, migrated
from ..model import SCHEMA_VERSION
from ..problem import as_text
from ..textfile import Refused, as_texts, decode
from ..usage import FINE, PROBLEMS, UsageError, read_guide, write


def run(args: argparse.Namespace) -> int:
    raw = read_guide(args.root)[0]
    try:
        before = {file: decode(file, one) for file, one in raw.items()}
        changed = migrated(before)
    except Refused as refused:
        print(as_text(refused.problems, as_texts({p.file: raw[p.file] for p in refused.problems})))
        return PROBLEMS
    except CannotMigrate as error:
        raise UsageError(str(error)) from None
    if not changed:
        print(f"These records are in version {SCHEMA_VERSION}, the one this engine reads. Nothing to do.")
        return FINE
    if args.dry_run:
        for file, text in changed.items():
            told = difflib.unified_diff(before[file].splitlines(), text.splitlines(), file, file, n=1, lineterm="")
            print("\n".join(told))
        print(f"{_files(changed)} would change. Nothing was written.")
        return FINE
    write(args.root, changed)
    print(f"{_files(changed)} changed to version {SCHEMA_VERSION}. Now run: guide check")
    return FINE


def _files(changed: dict[str, str]) -> str:
    return f"{len(changed)} file{'' if len(changed) == 1 else 's'}"
