"""The two states that are compared: what each is called, and what it says, or every reason why that cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .book import Book, load
from .files import is_page, is_record
from .problem import Problem
from .rules import run

Files = Mapping[str, bytes]
# The rules by which a record points to something that is there.
POINTERS = ("E211", "E213", "E214", "E215", "E217", "E218", "E711")

# The rules by which an id, of a record or of a part in it, stands once.
TWICE = ("E203", "E206")


@dataclass(frozen=True)
class Side:
    """One of the two states compared: what it is called, its commit, and for the working tree the files not committed."""

    name: str
    commit: str = ""
    uncommitted: int | None = None

    def __str__(self) -> str:
        if self.uncommitted is None:
            return f"{self.name} ({self.commit[:7]})"
        dirty = (
            f"{self.uncommitted} file{'' if self.uncommitted == 1 else 's'} not committed"
            if self.uncommitted
            else "all committed"
        )
        return f"{self.name} ({dirty})"


class Unreadable(Exception):
    """What one side says cannot be told; carries the side and every problem that is in the way."""

    def __init__(self, side: Side, problems: list[Problem], why: str = "cannot be read"):
        super().__init__(f"the records of {side.name} {why}, so what changed cannot be told")
        self.side = side
        self.problems = problems


def book_of(side: Side, files: Files) -> Book:
    """All records of one side; notes and an editor's backups that lie among them are passed over.

    Raises Unreadable when one cannot be read, or when one of two under the same id would go untold.
    """
    named = {path: raw for path, raw in files.items() if path.lower().endswith((".yml", ".yaml"))}
    book, problems = load({path: raw for path, raw in named.items() if is_record(path)})
    if book is None or problems:
        raise Unreadable(side, problems)
    if problems := run(book, TWICE):
        raise Unreadable(side, problems, "have two under the same id")
    return book


def pages_of(files: Files) -> Files:
    """All hand-written pages of one side."""
    return {path: raw for path, raw in files.items() if path.startswith("content/") and is_page(path)}


def refuse_dead_pointers(side: Side, book: Book) -> None:
    """Raises Unreadable when a record points to nothing."""
    if problems := run(book, POINTERS):
        raise Unreadable(side, problems) from None
