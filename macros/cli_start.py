"""The commands that begin something or carry it over: guide new, guide init, guide migrate."""

from __future__ import annotations

import argparse
import difflib
import re
from datetime import date
from pathlib import Path
from typing import Any

from .book import load
from .cite_in import NotReferences
from .files import engine_files
from .intake import Intake, take_in
from .migrations import CannotMigrate, migrated
from .model import SCHEMA_VERSION
from .model.base import ID_PATTERN
from .new_guide import name_of, new_guide
from .problem import as_text
from .scaffold import NEWABLE, new_record, path_of
from .textfile import Refused, as_texts, decode
from .usage import FINE, PROBLEMS, UsageError, read_guide, write

MAX_EXPORT = 20 * 1024 * 1024


def add_commands(commands: Any) -> None:
    """Hang these commands under the parser of `guide`."""
    new = commands.add_parser("new", help="start a record, with help for every field")
    new.add_argument("kind", choices=NEWABLE)
    new.add_argument("id", nargs="?", default="", help="its id and file name: small letters, digits, hyphens")
    new.add_argument("--topic", default="", help="for a claim: its topic, a folder under claims/")
    new.add_argument("--csl", type=Path, metavar="FILE", help="for a source: CSL-JSON, BibTeX or RIS to fill it from")
    new.add_argument("--pick", default="", metavar="KEY", help="which reference, when FILE holds several")
    new.set_defaults(command=_new)

    init = commands.add_parser("init", help="start a new guide about any topic, engine included")
    init.add_argument("dir", type=Path, metavar="DIR", help="an empty or new folder")
    init.set_defaults(command=_init)

    migrate = commands.add_parser("migrate", help="carry records over to the format this engine reads")
    migrate.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
    migrate.set_defaults(command=_migrate)


def _new(args: argparse.Namespace) -> int:
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


def _init(args: argparse.Namespace) -> int:
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


def _migrate(args: argparse.Namespace) -> int:
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
