"""`guide schema`: the schemas that editors use, written from the models."""

from __future__ import annotations

import argparse

from ..book import GUIDE, load
from ..problem import as_text
from ..schema import schema_files
from ..usage import FINE, PROBLEMS, read_guide, write


def run(args: argparse.Namespace) -> int:
    records, _ = read_guide(args.root)
    book, problems = load(records)
    if book is None:
        print(as_text([p for p in problems if p.file == GUIDE], {}))
        return PROBLEMS
    files = schema_files(book.guide)
    write(args.root, files)
    print("\n".join(files))
    return FINE
