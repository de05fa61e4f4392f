"""What the YAML reader says of a syntax error, turned into what a contributor should do about it."""

from __future__ import annotations

from dataclasses import dataclass

from .problem import Problem

INDENT = "line it up with its neighbours (two spaces for each level), and give each key a colon and a space"
QUOTE = "put the whole text in quotes"


@dataclass(frozen=True)
class Failure:
    """The reader's own words: what it was doing and since where; what stopped it and where (line, col from 1)."""

    context: str
    since: tuple[int, int] | None
    problem: str
    at: tuple[int, int] | None


def explain(file: str, text: str, failure: Failure) -> Problem:
    """One E004 or E006 at a place that exists in the text."""
    lines = text.splitlines() or [""]

    def at(place: tuple[int, int] | None, message: str, fix: str, code: str = "E004") -> Problem:
        line, col = place or (1, 1)
        if line > len(lines):  # the end of the file is no place to look; its last line is
            line, col = len(lines), 1
        return Problem(file, line, col, code, message, fix)

    said, doing, here, since = failure.problem, failure.context, failure.at, failure.since
    line, col = here if here and here[0] <= len(lines) else (len(lines), 1)
    before = lines[line - 1][: col - 1]
    if "another document" in said:
        return at((line, 1), "a second document starts here", "delete the line '---' and what follows it", "E006")
    if "parsing a quoted scalar" in doing:
        return at(here, "this backslash means nothing inside double quotes", "use single quotes instead, or write \\\\")
    if "scanning a quoted scalar" in doing:
        return at(since, "a quote is opened here and never closed", "close it with the same quote")
    if "flow" in doing:
        fix = "close it; or put text that begins with [ or { in quotes"
        return at(since, "a bracket is opened here and not closed, or a comma is missing in it", fix)
    if "mapping values are not allowed" in said:
        if ":" not in before:
            fix = f"{INDENT}; or put a text over several lines behind '>-'"
            return at((line, len(before) - len(before.lstrip()) + 1), "this key does not fit the lines above", fix)
        return at(here, "this ': ' makes YAML see a second key", 'put the whole text in quotes: key: "text: more text"')
    if "block sequence entries" in said:
        fix = f"begin the list on the next line, or {QUOTE}"
        return at(here, "a list cannot begin on the line of its key", fix)
    if "scanning a block scalar" in doing:
        fix = f"begin the text on the next line, two spaces in, or {QUOTE}"
        return at(here, "nothing may stand behind | or > on its line", fix)
    if "scanning an a" in doing and since:  # an alias or an anchor
        return at(since, f"text cannot begin with '{lines[since[0] - 1][since[1] - 1]}'", QUOTE)
    if "cannot start any token" in said or "mapping keys" in said or "node content" in said:
        sign = lines[line - 1][col - 1 : col]
        if sign.strip():
            return at(here, f"text cannot begin with '{sign}'", QUOTE)
    if before.rstrip().endswith(('"', "'")):
        fix = f"{QUOTE}; inside '...' an apostrophe is written twice, as in 'it''s'"
        return at(here, "the quote closes before the text ends", fix)
    if "did not find expected" in said or "could not find expected" in said:
        place = since if "simple key" in doing else here
        return at(place, "the indent or the colon of this line does not fit the lines above", INDENT)
    return at(here, f"YAML cannot be read here: {said}", "compare the line with another record")
