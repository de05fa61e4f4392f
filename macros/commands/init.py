"""`guide init`: a new guide about any topic, with a copy of the engine."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from ..files import engine_files
from ..new_guide import name_of, new_guide
from ..usage import FINE, UsageError, write


def run(args: argparse.Namespace) -> int:
    target: Path = args.dir
    # A repository that holds nothing but its own .git is empty enough.
    if target.exists() and (not target.is_dir() or any(one.name != ".git" for one in target.iterdir())):
        raise UsageError(f"{target} is not an empty folder; name a new one, so that nothing of yours is overwritten")
    try:
        engine = engine_files()
    except FileNotFoundError as error:
        raise UsageError(
            f"this engine stands alone, without {error.filename}; run it from its own repository"
        ) from None
    files = new_guide(name_of(target.resolve().name), date.today())
    for name, raw in engine.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(raw)
    write(target, files)
    print(
        f"{target} holds a guide of examples, with a copy of the engine. Read its README.md, then type there: make site"
    )
    return FINE
