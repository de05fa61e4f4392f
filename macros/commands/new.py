"""`guide new`: an empty record with help for every field, or a source filled from a reference manager's export."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

from ..book import load
from ..cite_in import NotReferences
from ..intake import Intake, take_in
from ..model.base import ID_PATTERN
from ..scaffold import new_record, path_of
from ..usage import FINE, UsageError, read_guide, write

MAX_EXPORT = 20 * 1024 * 1024


def run(args: argparse.Namespace) -> int:
    records, _ = read_guide(args.root)
    if args.kind != "source" and (args.csl or args.pick):
        raise UsageError("only a source can be filled from an export, so --csl and --pick go with 'new source'")
    if args.pick and not args.csl:
        raise UsageError("--pick chooses a reference of an export; name the file with --csl")
    taken = _taken_in(args.csl, args.pick) if args.csl else None
    record_id = args.id or (taken.id if taken else "")
    if not record_id:
        why = (
            "the reference has no author or no year to make one from" if taken else f"name it: guide new {args.kind} ID"
        )
        raise UsageError(f"the record needs an id; {why}")
    book, _ = load(records)
    if not re.fullmatch(ID_PATTERN, record_id):
        raise UsageError(
            f"'{record_id}' cannot be an id; use small letters, digits and single hyphens, such as example-2024"
        )
    if args.kind == "claim":
        topics = [t.id for t in book.guide.topics] if book else []
        if args.topic not in topics:
            raise UsageError(f"a claim needs --topic; topics here: {', '.join(topics)}")
    elif args.topic:
        raise UsageError("only a claim has a topic")
    if book and record_id in book.files:
        raise UsageError(f"the id '{record_id}' is taken by {book.files[record_id]}")
    path = path_of(args.kind, record_id, args.topic)
    if (args.root / path).exists():
        raise UsageError(f"{path} exists already")
    months = book.guide.review_months if book else 24
    given = taken.fields if taken else None
    write(args.root, {path: new_record(args.kind, record_id, date.today(), args.topic, months, given)})
    for one in taken.left_out if taken else ():
        print(f"not taken over: {one}")
    print(f"{path} is ready. Fill in its blanks, then run: guide check {path}")
    return FINE


def _taken_in(file: Path, pick: str) -> Intake:
    if file.is_file() and file.stat().st_size > MAX_EXPORT:
        raise UsageError(f"{file.name} is larger than {MAX_EXPORT // 1024**2} MB; export fewer references")
    try:
        return take_in(file.read_bytes().decode("utf-8"), pick)
    except UnicodeDecodeError:
        raise UsageError(f"{file.name} cannot be used: it is not text in UTF-8") from None
    except NotReferences as error:
        raise UsageError(f"{file.name} cannot be used: {error}") from None
