"""Takes out the problems that claims/exceptions.yml names with a reason, and reports the exceptions nobody needs."""

from __future__ import annotations

from ..book import Book
from ..problem import Problem

FILE = "claims/exceptions.yml"
CODES = {
    "E208": """Every exception in claims/exceptions.yml is still needed.

    A list of exceptions that only grows hides the next real mistake. Fix: delete the entry.""",
}


def excused(book: Book, problems: list[Problem]) -> list[Problem]:
    """`problems` without the excused ones, and one more for each exception that excuses nothing."""
    entries = book.exceptions.exceptions if book.exceptions else []
    needed: set[int] = set()
    kept: list[Problem] = []
    for problem in problems:
        fits = {
            i
            for i, e in enumerate(entries)
            if (e.code, e.file) == (problem.code, problem.file) and e.words in problem.message
        }
        needed |= fits
        if not fits:
            kept.append(problem)
    if book.broken:  # what cannot be read cannot be judged, so nobody can say yet what is needed
        return kept
    for i, entry in enumerate(entries):
        if i not in needed:
            spot = book.documents[FILE].spot(("exceptions", i, "code"))
            message = f"nothing in {entry.file} needs this exception from {entry.code} any more"
            kept.append(Problem(FILE, spot.line, spot.col, "E208", message, "delete this entry", spot.width))
    return kept
