"""`guide stats`: how much of everything there is."""

from __future__ import annotations

import argparse

from ..check import check, errors
from ..problem import as_text
from ..textfile import as_texts
from ..usage import FINE, PROBLEMS, read_guide
from ..views.stats import stats_view


def run(args: argparse.Namespace) -> int:
    records, content = read_guide(args.root)
    book, problems = check(records, content)
    # A record that cannot be read would be left out of the count without a word.
    if book is None or errors(problems):
        print(as_text(problems, as_texts(records | content)))
        return PROBLEMS
    rows = stats_view(book).rows
    width = max(len(name) for name, _ in rows)
    print("\n".join(f"{name:<{width}}  {figure}" for name, figure in rows))
    return FINE
