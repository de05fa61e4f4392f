"""`guide verify`, from options to printed text: the only file of this room that the commands know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from ..book import Book
from .cache import Cache
from .http import CROSSREF, PUBMED, Door
from .progress import progress
from .report import as_json, markdown, text
from .run import Care, Offline, verify

ANSWERS = Path(".build/verify")
ADDRESS = re.compile(r"[^@\s<>()]+@[^@\s<>()]+\.[^@\s<>()]+")


class CannotVerify(Exception):
    """Nothing could be checked; the text is one clear sentence."""


@dataclass(frozen=True)
class Options:
    """What the command was asked for."""

    contact: str
    links: bool = False
    form: str = "text"
    max_age: int = 6


def run_verify(
    book: Book,
    files: Mapping[str, str],
    root: Path,
    options: Options,
    today: date,
    stream: TextIO,
) -> tuple[str, Care]:
    """The text to print and what it tells of. `files` are all records and pages; `stream` is for the progress bar.

    Answers are kept under `root`. Raises CannotVerify, or OSError where they cannot be kept.
    """
    if not ADDRESS.fullmatch(options.contact):
        raise CannotVerify(
            "the services ask for an e-mail address they can write to; use --contact you@example.org or set GUIDE_CONTACT"
        )
    content = {file: page for file, page in files.items() if file.startswith("content/")}
    cache = Cache(root / ANSWERS, today, options.max_age)
    door = Door(options.contact)
    try:
        care = verify(book, content, door, cache, today, links=options.links, tell=progress(stream))
    except Offline:
        hosts = " nor ".join(address.removeprefix("https://") for address in (CROSSREF, PUBMED))
        raise CannotVerify(f"neither {hosts} can be reached; try again when you are online") from None
    except KeyboardInterrupt:
        raise CannotVerify("interrupted; what was answered is kept, and the next start goes on from there") from None
    finally:
        progress(stream)(1, 1, "")
    forms = {"text": lambda: text(care, files), "json": lambda: as_json(care), "markdown": lambda: markdown(care)}
    return forms[options.form](), care
