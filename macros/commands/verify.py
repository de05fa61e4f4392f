"""`guide verify`: whether the sources still stand. The only command that loads what reaches the network."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date

from ..book import load
from ..check import errors
from ..problem import as_text
from ..textfile import as_texts
from ..usage import FINE, PROBLEMS, USAGE, UsageError, read_guide
from ..verify.command import CannotVerify, Options, run_verify


def run(args: argparse.Namespace) -> int:
    records, content = read_guide(args.root)
    book, problems = load(records)
    texts = as_texts(records | content)
    if book is None or problems:
        print(as_text(problems, texts))
        return PROBLEMS
    contact = args.contact or os.environ.get("GUIDE_CONTACT", "")
    options = Options(contact, args.links, args.format, args.max_age)
    try:
        printed, care = run_verify(book, texts, args.root, options, date.today(), sys.stderr)
    except CannotVerify as why:
        raise UsageError(str(why)) from None
    print(printed.rstrip("\n"))
    if errors(list(care.problems)):
        return PROBLEMS
    return USAGE if care.not_checked else FINE
