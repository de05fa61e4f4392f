"""The words of every command, read; what a command does stands in commands/. Exit 0 fine, 1 problems, 2 usage."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from .model import NEWABLE
from .problem import printable
from .usage import USAGE, UsageError, guide_folder

CONTACT_HELP = "your e-mail address, which the services may write to (default: $GUIDE_CONTACT)"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name or a text may hold what the terminal's encoding has no sign for
            stream.reconfigure(errors="backslashreplace")
    args = _read(argv)
    gc.disable()  # a command lives for a second; looking for rubbish among its records would be a fifth of that
    try:
        args.root = guide_folder(args.root)
        # Only the room of this command is loaded: the pages and their libraries cost more time than a check of one file.
        code: int = import_module(f".commands.{args.command}", __package__).run(args)
        if sys.stdout:  # there is none when whoever started the command closed it
            sys.stdout.flush()
        return code
    except UsageError as error:
        print(f"guide: {printable(str(error))}", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has seen enough
    except OSError as error:
        told = ": ".join(str(one) for one in (error.filename, error.strerror) if one)
        print(f"guide: {printable(told)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("guide: interrupted", file=sys.stderr)
    finally:
        gc.enable()
    return USAGE


def _read(argv: Sequence[str] | None) -> argparse.Namespace:
    """The words of one command; an id may stand behind an option, too."""
    parser = _parser()
    args, left = parser.parse_known_args(argv)
    if left and (args.command != "new" or any(one.startswith("-") for one in left)):
        parser.error(f"unrecognized arguments: {' '.join(left)}")
    if left:
        args.ids += left
    return args


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="guide", description="Check and build an evidence-graded guide from its records."
    )
    parser.add_argument("--root", type=Path, help="folder of the guide (default: this one, or the nearest above it)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")

    check = commands.add_parser("check", help="find every problem in records and pages")
    check.add_argument("paths", nargs="*", metavar="PATH", help="show only problems in these files or folders")
    check.add_argument("--format", choices=("text", "github", "json"), default="text", help="how to print them")

    new = commands.add_parser("new", help="start a record, with help for every field")
    new.add_argument("kind", choices=(*NEWABLE, "finding"))
    new.add_argument(
        "ids", nargs="*", metavar="ID", help="its id and file name; for a finding: its claim, then its own id"
    )
    new.add_argument("--topic", default="", help="for a claim: its topic, a folder under claims/")
    new.add_argument("--csl", type=Path, metavar="FILE", help="for a source: CSL-JSON, BibTeX or RIS to fill it from")
    new.add_argument("--pick", default="", metavar="KEY", help="which reference, when FILE holds several")

    init = commands.add_parser("init", help="start a new guide about any topic, engine included")
    init.add_argument("dir", type=Path, metavar="DIR", help="an empty or new folder")

    migrate = commands.add_parser("migrate", help="carry records over to the format this engine reads")
    migrate.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")

    diff = commands.add_parser("diff", help="tell what a change means: answers, levels, numbers, cautions, pages")
    diff.add_argument("revisions", nargs="*", metavar="REV", help="before, and after (default: HEAD, the working tree)")
    diff.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="how to tell it")

    commands.add_parser("schema", help="write the schemas that editors use into claims/schema/")
    commands.add_parser("stats", help="count what there is")

    export = commands.add_parser("export", help="write all pages as Markdown, and all data files")
    export.add_argument("dir", type=Path, metavar="DIR", help="an empty or new folder")

    verify = commands.add_parser(
        "verify", help="ask Crossref and PubMed whether the sources still stand; needs a network"
    )
    verify.add_argument("--links", action="store_true", help="also try every published link")
    verify.add_argument("--contact", default="", metavar="ADDRESS", help=CONTACT_HELP)
    verify.add_argument("--format", choices=("text", "json", "markdown"), default="text", help="how to print it")
    verify.add_argument("--max-age", type=_days, default=6, metavar="DAYS", help="ask again what is older (default: 6)")
    return parser


def _days(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of days")
    return int(text)
