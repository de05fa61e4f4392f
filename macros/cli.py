"""The commands: guide check | new | schema | stats | export | verify. Exit 0 fine, 1 problems in records, 2 usage or environment."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from .book import load
from .check import check, errors
from .export import data_files
from .files import content_files, record_files
from .model.base import ID_PATTERN
from .problem import as_github, as_json, as_text, summary
from .scaffold import NEWABLE, new_record, path_of
from .schema import schema_files
from .site import BadSite, file_link, render_site
from .views.stats import stats_view

FINE, PROBLEMS, USAGE = 0, 1, 2
CONTACT_HELP = "your e-mail address, which the services may write to (default: $GUIDE_CONTACT)"


class UsageError(Exception):
    """The command cannot be carried out as typed; the text is one clear sentence."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = args.command
    try:
        code = command(args)
        sys.stdout.flush()
        return code
    except UsageError as error:
        print(f"guide: {error}", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has seen enough
    except OSError as error:
        print(f"guide: {error.filename}: {error.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        print("guide: interrupted", file=sys.stderr)
    return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="guide", description="Check and build an evidence-graded guide from its records."
    )
    parser.add_argument("--root", type=Path, default=Path(), help="folder of the guide (default: this one)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="find every problem in records and pages")
    check.add_argument("paths", nargs="*", metavar="PATH", help="show only problems in these files or folders")
    check.add_argument("--format", choices=("text", "github", "json"), default="text", help="how to print them")
    check.set_defaults(command=_check)

    new = commands.add_parser("new", help="start a record, with help for every field")
    new.add_argument("kind", choices=NEWABLE)
    new.add_argument("id", help="its id and file name: small letters, digits, hyphens")
    new.add_argument("--topic", default="", help="for a claim: its topic, a folder under claims/")
    new.set_defaults(command=_new)

    schema = commands.add_parser("schema", help="write the schemas that editors use into claims/schema/")
    schema.set_defaults(command=_schema)

    stats = commands.add_parser("stats", help="count what there is")
    stats.set_defaults(command=_stats)

    export = commands.add_parser("export", help="write all pages as Markdown, and all data files")
    export.add_argument("dir", type=Path, metavar="DIR", help="an empty or new folder")
    export.set_defaults(command=_export)

    verify = commands.add_parser(
        "verify", help="ask Crossref and PubMed whether the sources still stand; needs a network"
    )
    verify.add_argument("--links", action="store_true", help="also try every published link")
    verify.add_argument("--contact", default="", metavar="ADDRESS", help=CONTACT_HELP)
    verify.add_argument("--format", choices=("text", "json", "markdown"), default="text", help="how to print it")
    verify.add_argument("--max-age", type=_days, default=6, metavar="DAYS", help="ask again what is older (default: 6)")
    verify.set_defaults(command=_verify)
    return parser


def _days(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of days")
    return int(text)


def _read(root: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    if not (root / "claims").is_dir():
        raise UsageError(
            f"there is no folder claims/ in {root.resolve().name or '/'}; run it where the guide is, or use --root"
        )
    return record_files(root), content_files(root)


def _check(args: argparse.Namespace) -> int:
    records, content = _read(args.root)
    _, problems = check(records, content)
    files = records | content
    if args.paths:
        chosen = _chosen(args.root, args.paths, files)
        problems = [p for p in problems if p.file in chosen]
        files = {file: raw for file, raw in files.items() if file in chosen}
    texts = {file: raw.decode("utf-8", "replace") for file, raw in files.items()}
    if args.format == "github":
        print("\n".join(filter(None, [as_github(problems), summary(problems, len(texts))])))
    else:
        print(as_json(problems) if args.format == "json" else as_text(problems, texts))
    return PROBLEMS if errors(problems) else FINE


def _chosen(root: Path, paths: Sequence[str], files: dict[str, bytes]) -> set[str]:
    chosen: set[str] = set()
    for path in paths:
        try:
            name = Path(path).resolve().relative_to(root.resolve()).as_posix()
        except ValueError:
            raise UsageError(f"{path} is outside this guide") from None
        found = {file for file in files if file == name or file.startswith(f"{name}/") or name == "."}
        if not found:
            raise UsageError(f"{path} holds no record and no page of this guide")
        chosen |= found
    return chosen


def _new(args: argparse.Namespace) -> int:
    records, _ = _read(args.root)
    book, _ = load(records)
    if not re.fullmatch(ID_PATTERN, args.id):
        raise UsageError(
            f"'{args.id}' cannot be an id; use small letters, digits and single hyphens, such as example-2024"
        )
    if args.kind == "claim":
        topics = [t.id for t in book.guide.topics] if book else []
        if args.topic not in topics:
            raise UsageError(f"a claim needs --topic; topics here: {', '.join(topics)}")
    elif args.topic:
        raise UsageError("only a claim has a topic")
    if book and args.id in book.files:
        raise UsageError(f"the id '{args.id}' is taken by {book.files[args.id]}")
    path = path_of(args.kind, args.id, args.topic)
    target = args.root / path
    if target.exists():
        raise UsageError(f"{path} exists already")
    months = book.guide.review_months if book else 24
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(new_record(args.kind, args.id, date.today(), args.topic, months), encoding="utf-8")
    print(f"{path} is ready. Fill in its blanks, then run: guide check {path}")
    return FINE


def _schema(args: argparse.Namespace) -> int:
    records, _ = _read(args.root)
    book, problems = load(records)
    if book is None:
        print(as_text([p for p in problems if p.file == "claims/guide.yml"], {}))
        return PROBLEMS
    for path, text in schema_files(book.guide).items():
        target = args.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        print(path)
    return FINE


def _stats(args: argparse.Namespace) -> int:
    records, content = _read(args.root)
    book, problems = check(records, content)
    if book is None:
        print(as_text(problems, {}))
        return PROBLEMS
    rows = stats_view(book).rows
    width = max(len(name) for name, _ in rows)
    print("\n".join(f"{name:<{width}}  {figure}" for name, figure in rows))
    return FINE


def _export(args: argparse.Namespace) -> int:
    records, content = _read(args.root)
    book, problems = check(records, content)
    texts = {file: raw.decode("utf-8", "replace") for file, raw in (records | content).items()}
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
    for name, text in files.items():
        target = args.dir / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    print(f"{len(pages)} pages and {len(files) - len(pages)} data files written to {args.dir}")
    return FINE


def _verify(args: argparse.Namespace) -> int:
    # Here and not above: no other command may load what reaches the network, or wait for it to load.
    from .verify.command import CannotVerify, Options, run_verify

    records, content = _read(args.root)
    book, problems = load(records)
    texts = {file: raw.decode("utf-8", "replace") for file, raw in (records | content).items()}
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
