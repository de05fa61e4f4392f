"""`guide new`: an empty record with help for every field, or a source filled from a reference manager's export."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

from ..book import GUIDE, Book, load
from ..cite_in import NotReferences
from ..intake import Intake, take_in
from ..model import kind_of, read
from ..model.base import ID_PATTERN, MAX_ID
from ..problem import did_you_mean
from ..scaffold import new_record, path_of, with_finding
from ..textfile import Refused, decode
from ..usage import FINE, UsageError, from_here, read_guide, write
from ..yamlfile import parse

OR_EXPORT = ", or let an export name it: guide new source --csl FILE"
MAX_EXPORT = 20 * 1024 * 1024


def run(args: argparse.Namespace) -> int:
    records, _ = read_guide(args.root)
    if args.kind != "source" and (args.csl or args.pick):
        raise UsageError("only a source can be filled from an export, so --csl and --pick go with 'new source'")
    if args.pick and not args.csl:
        raise UsageError("--pick chooses a reference of an export; name the file with --csl")
    if args.topic and args.kind != "claim":
        raise UsageError("only a claim has a topic")
    if args.kind == "finding":
        return _finding(args, records)
    if len(args.ids) > 1:
        raise UsageError(f"one id is needed, not {len(args.ids)}: {' '.join(args.ids)}")
    taken = _taken_in(args.csl, args.pick) if args.csl else None
    record_id = args.ids[0] if args.ids else taken.id if taken else ""
    if not record_id:
        why = (
            "the reference has no author or no year to make one from"
            if taken
            else f"name it: guide new {args.kind} ID{OR_EXPORT if args.kind == 'source' else ''}"
        )
        raise UsageError(f"the record needs an id; {why}")
    book, _ = load(records)
    _refuse_no_id(record_id)
    if args.kind == "claim":
        if book is None:
            raise UsageError(f"{GUIDE} is missing or cannot be read, so no topic is known; first run: guide check")
        _refuse_topic(args.topic, book)
    if book and taken:
        _refuse_known(taken, book)
    if book and record_id in book.files:
        there = f"the id '{record_id}' is taken by {book.files[record_id]}"
        other = f"; the same work? then edit that file; else: guide new source OTHER-ID --csl {args.csl}"
        raise UsageError(f"{there}{other if taken else ''}")
    path = path_of(args.kind, record_id, args.topic)
    if (args.root / path).exists():
        raise UsageError(f"{path} exists already")
    months = book.guide.review_months if book else 24
    text = new_record(args.kind, record_id, date.today(), args.topic, months, taken.fields if taken else None)
    write(args.root, {path: text})
    if taken:
        print(f"taken over: {', '.join(taken.fields)}")
    for one in taken.left_out if taken else ():
        print(f"not taken over: {one}")
    if taken:
        print(f"still blank: {', '.join(_blank(args.kind, text))}")
    shown = from_here(args.root, path)
    print(f"{shown} is ready. Fill in its blanks, then run: guide check {shown}")
    return FINE


def _finding(args: argparse.Namespace, records: dict[str, bytes]) -> int:
    """One more finding in a claim that is there."""
    if len(args.ids) != 2:
        raise UsageError("a finding needs the id of its claim and an id of its own: guide new finding CLAIM ID")
    claim, finding = args.ids
    _refuse_no_id(finding)
    claims = {path.rsplit("/", 1)[-1].removesuffix(".yml"): path for path in records if kind_of(path) == "claim"}
    if claim not in claims:
        close = did_you_mean(claim, claims)
        raise UsageError(f"there is no claim '{claim}'" + (f"; did you mean '{close}'?" if close else ""))
    path = claims[claim]
    shown = from_here(args.root, path)
    try:
        text = decode(path, records[path])
        findings = parse(path, text).value.get("findings")
    except Refused:
        raise UsageError(f"{shown} cannot be read; first run: guide check {shown}") from None
    if any(isinstance(one, dict) and one.get("id") == finding for one in findings or ()):
        raise UsageError(f"'{claim}' has a finding '{finding}' already")
    longer = with_finding(text, finding, date.today())
    if longer is None:
        raise UsageError(f"{shown} has no list of findings and history with each entry on lines of its own")
    write(args.root, {path: longer})
    print(f"'{finding}' stands at the end of findings and of history in {shown}.")
    print(f"Fill in its blanks, then run: guide check {shown}")
    return FINE


def _refuse_no_id(given: str) -> None:
    if not re.fullmatch(ID_PATTERN, given):
        raise UsageError(
            f"'{given}' cannot be an id; use small letters, digits and single hyphens, such as example-2024"
        )
    if len(given) > MAX_ID:
        raise UsageError(f"this id has {len(given)} characters, and {MAX_ID} is the limit; make it shorter")


def _refuse_topic(given: str, book: Book) -> None:
    topics = [topic.id for topic in book.guide.topics]
    if given in topics:
        return
    close = did_you_mean(given, topics)
    asked = f"there is no topic '{given}'" if given else "a claim needs --topic"
    meant = f"did you mean '{close}'? " if close else ""
    raise UsageError(f"{asked}; {meant}topics here: {', '.join(topics)}")


def _refuse_known(taken: Intake, book: Book) -> None:
    """No second record of a work that has one."""
    for name in ("DOI", "PMID", "PMCID"):
        if there := book.works.get((name, str(taken.fields.get(name, "")).lower())):
            raise UsageError(f"{book.files[there]} has this {name} already; cite '{there}'")


def _blank(kind: str, text: str) -> list[str]:
    """The fields of a new record that wait for a value."""
    _, errors = read(kind, parse("new.yml", text).value)
    return [".".join(str(step) for step in error.path) for error in errors if error.code == "E102"]


def _taken_in(file: Path, pick: str) -> Intake:
    if file.is_file() and file.stat().st_size > MAX_EXPORT:
        raise UsageError(f"{file.name} is larger than {MAX_EXPORT // 1024**2} MB; export fewer references")
    try:
        return take_in(file.read_bytes().decode("utf-8"), pick)
    except UnicodeDecodeError:
        raise UsageError(
            f"{file.name} cannot be used: it is not text in UTF-8; export it again as RIS or CSL-JSON in UTF-8"
        ) from None
    except NotReferences as error:
        raise UsageError(f"{file.name} cannot be used: {error}") from None
