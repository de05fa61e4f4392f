"""`guide export`: all pages as Markdown, and all data files, for another site generator."""

from __future__ import annotations

import argparse

from ..check import check, errors
from ..export import data_files
from ..problem import as_text
from ..site import BadSite, file_link, render_site
from ..textfile import as_texts
from ..usage import FINE, PROBLEMS, UsageError, read_guide, write


def run(args: argparse.Namespace) -> int:
    records, content = read_guide(args.root)
    book, problems = check(records, content)
    texts = as_texts(records | content)
    if book is None or errors(problems):
        print(as_text(problems, texts))
        return PROBLEMS
    if args.dir.exists() and (not args.dir.is_dir() or any(args.dir.iterdir())):
        raise UsageError(f"{args.dir} is not an empty folder; name a new one, so that nothing of yours is overwritten")
    try:
        pages = render_site(book, content, file_link)
    except BadSite as bad:
        print(as_text(bad.problems, texts))
        return PROBLEMS
    files = {path: page.markdown() for path, page in pages.items()} | data_files(book)
    write(args.dir, files)
    print(f"{len(pages)} pages and {len(files) - len(pages)} data files written to {args.dir}")
    return FINE
