"""The commands of a guide: check, new, init, migrate, diff, schema, stats, export, verify. Exit 0 fine, 1 problems, 2 usage."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from . import git, report
from .book import GUIDE, load
from .check import check, errors
from .cli_start import add_commands
from .export import data_files
from .problem import as_github, as_json, as_text, summary
from .schema import schema_files
from .site import BadSite, file_link, render_site
from .textfile import as_texts
from .usage import FINE, PROBLEMS, USAGE, UsageError, read_guide, write
from .views.stats import stats_view

CONTACT_HELP = "your e-mail address, which the services may write to (default: $GUIDE_CONTACT)"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = _parser().parse_args(argv)
    gc.disable()  # a command lives for a second; looking for rubbish among its records would be a fifth of that
    command: Callable[[argparse.Namespace], int] = args.command
    try:
        code = command(args)
        sys.stdout.flush()
        return code
    except (UsageError, git.GitError) as error:
        print(f"guide: {error}", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has seen enough
    except OSError as error:
        print(f"guide: {error.filename}: {error.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        print("guide: interrupted", file=sys.stderr)
    finally:
        gc.enable()
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

    add_commands(commands)

    diff = commands.add_parser("diff", help="tell what a change means: answers, levels, numbers, cautions, pages")
    diff.add_argument("revisions", nargs="*", metavar="REV", help="before, and after (default: HEAD, the working tree)")
    diff.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="how to tell it")
    diff.set_defaults(command=_diff)

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


def _check(args: argparse.Namespace) -> int:
    records, content = read_guide(args.root)
    _, problems = check(records, content)
    files = records | content
    if args.paths:
        chosen = _chosen(args.root, args.paths, files)
        problems = [p for p in problems if p.file in chosen]
        files = {file: raw for file, raw in files.items() if file in chosen}
    texts = as_texts(files)
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


def _diff(args: argparse.Namespace) -> int:
    if len(args.revisions) > 2:
        raise UsageError("two revisions can be compared, not more")
    before, files_before = _state(args.root, (args.revisions or ["HEAD"])[0])
    after, files_after = _state(args.root, args.revisions[1] if len(args.revisions) == 2 else None)
    try:
        told = report.compare(before, after, files_before, files_after)
    except report.Unreadable as error:
        files = files_before if error.side is before else files_after
        texts = as_texts({p.file: files.get(p.file, b"") for p in error.problems})
        print(f"guide: {error}", as_text(error.problems, texts), sep="\n", file=sys.stderr)
        return PROBLEMS
    tell = {"text": report.as_text, "markdown": report.as_markdown, "json": report.as_json}[args.format]
    print(tell(told).rstrip("\n"))
    return FINE


def _state(root: Path, revision: str | None) -> tuple[report.Side, dict[str, bytes]]:
    """The files of a revision, or of the working tree when none is named, and what to call them."""
    if revision is None:
        records, content = read_guide(root)
        return report.Side("the working tree", uncommitted=git.uncommitted(root)), records | content
    commit = git.commit_of(root, revision)
    files = git.files_of(root, commit)
    if not any(path.startswith("claims/") for path in files):
        raise UsageError(f"'{revision}' has no folder claims/ here, so there is no guide to compare")
    return report.Side(revision, commit), files


def _schema(args: argparse.Namespace) -> int:
    records, _ = read_guide(args.root)
    book, problems = load(records)
    if book is None:
        print(as_text([p for p in problems if p.file == GUIDE], {}))
        return PROBLEMS
    files = schema_files(book.guide)
    write(args.root, files)
    print("\n".join(files))
    return FINE


def _stats(args: argparse.Namespace) -> int:
    records, content = read_guide(args.root)
    book, problems = check(records, content)
    if book is None:
        print(as_text(problems, {}))
        return PROBLEMS
    rows = stats_view(book).rows
    width = max(len(name) for name, _ in rows)
    print("\n".join(f"{name:<{width}}  {figure}" for name, figure in rows))
    return FINE


def _export(args: argparse.Namespace) -> int:
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


def _verify(args: argparse.Namespace) -> int:
    # Here and not above: no other command may load what reaches the network, or wait for it to load.
    from .verify.command import CannotVerify, Options, run_verify

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
