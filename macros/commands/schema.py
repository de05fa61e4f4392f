"""`guide schema`: the schemas that editors use, written from the models."""

from __future__ import annotations

import argparse

from ..book import GUIDE, load
from ..problem import as_text
from ..schema import schema_files
from ..textfile import as_texts
from ..usage import FINE, PROBLEMS, read_guide, write


def run(args: argparse.Namespace) -> int:
    records, _ = read_guide(args.root)
    book, problems = load(records)
    if book is None:
        # What is wrong with other records is no obstacle.
        texts = as_texts({file: raw for file, raw in records.items() if file == GUIDE})
        print(as_text([p for p in problems if p.file == GUIDE], texts))
        return PROBLEMS
    files = schema_files(book.guide)
    write(args.root, files)
    print("\n".join(files))
    return FINE
