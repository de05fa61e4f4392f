"""`guide check`: every problem of the records and pages, or of some of them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..check import check, errors
from ..problem import as_github, as_json, as_text, summary
from ..textfile import as_texts
from ..usage import FINE, PROBLEMS, UsageError, read_guide


def run(args: argparse.Namespace) -> int:
    records, content = read_guide(args.root)
    files = records | content
    chosen = _chosen(args.root, args.paths, files) if args.paths else None
    _, problems = check(records, content, chosen, date.today())
    shown = set(files) if chosen is None else chosen | {p.file for p in problems}
    texts = as_texts({file: raw for file, raw in files.items() if file in shown})
    if args.format == "github":
        print("\n".join(filter(None, [as_github(problems), summary(problems, len(texts))])))
    else:
        print(as_json(problems) if args.format == "json" else as_text(problems, texts))
    return PROBLEMS if errors(problems) else FINE


def _chosen(root: Path, paths: Sequence[str], files: dict[str, bytes]) -> set[str]:
    chosen: set[str] = set()
    for path in paths:
        if not path:
            raise UsageError("one of the paths is empty; name a file or a folder, or none at all to check everything")
        try:
            # From where somebody stands; or as the problems print it, from where the guide is.
            place = Path(os.path.abspath(path if os.path.lexists(path) else root / path))
            # A record that is a link is asked for by its own name, not by that of what it leads to.
            name = (place.parent.resolve() / place.name).relative_to(root.resolve()).as_posix()
        except ValueError:
            raise UsageError(f"{path} is outside this guide") from None
        found = {file for file in files if file == name or file.startswith(f"{name}/") or name == "."}
        if not found:
            raise UsageError(f"{path} holds no record and no page of this guide")
        chosen |= found
    return chosen
