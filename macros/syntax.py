"""What the YAML reader says of a syntax error, turned into what a contributor should do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .problem import Problem

INDENT = "line it up with its neighbours (two spaces for each level), and give each key a colon and a space"
QUOTE = "put the whole text in quotes"
# Typographic quotes around a whole text: an editor's, put there for YAML's own.
CURLY = re.compile(r"[\u201c\u201d\u201e\u2018\u2019](.*)[\u201c\u201d\u2018\u2019]")
# One at the front of a text, and none behind it.
LONE = re.compile(r"[\u201c\u201e]([^\"\u201c\u201d\u201e]*)", re.DOTALL)
# A list in brackets on its one line.
ON_ONE_LINE = re.compile(r"( *(?:- +)*[\w-]+: +)\[(.*)\] *")
QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019"
# A single quote between two letters is an apostrophe.
CLOSING = re.compile(r"(?<!\w)'|'(?!\w)")
LINE = re.compile(r" *((?:- +)*(?:[\w-]+: +)?)(\S.*?) *")
KEY = re.compile(r" *(?:- +)*(?=[\w-]+:(?: |$))")
OPENS = re.compile(r" *(?:- +)*[\w-]+: *")  # the key of a list or of fields
MISSING_DASH = "the dash of this entry is missing"
# Nobody breaks such a text over two lines; these are two entries of a list.
SHORT_WORDS = re.compile(r"[^.,;:!?]{1,50}")
LONGEST = 160  # a longer line is better quoted by hand than pasted from a terminal


@dataclass(frozen=True)
class Failure:
    """The reader's own words: what it was doing and since where; what stopped it and where (line, col from 1)."""

    context: str
    since: tuple[int, int] | None
    problem: str
    at: tuple[int, int] | None


def in_quotes(lines: list[str], line: int) -> str:
    """How to put the text on a line in quotes: the line itself, ready to paste, unless its text goes on below."""
    found = LINE.fullmatch(lines[line - 1])
    if (
        not found
        or not found[1]
        or indent(below(lines, line)) > edge(lines[line - 1])
        or len(lines[line - 1]) > LONGEST
    ):
        return QUOTE
    return instead(f"{lines[line - 1][: found.start(2)]}{quoted(found[2])}")


def words_in_quotes(line: str) -> tuple[str, list[str]] | None:
    """A list in brackets with each of its words in straight quotes, and the words that lack one of their two; None when it
    is not plain what its words are: two are torn, so that a comma may be part of the text between them."""
    found = ON_ONE_LINE.fullmatch(line)
    words = [one.strip() for one in found[2].split(",")] if found else []
    bare = [one.strip(QUOTES) for one in words]
    torn = [one for one in words if one and (one[0] in QUOTES) != (one[-1] in QUOTES)]
    if not found or len(torn) > 1 or len(line) > LONGEST or not all(bare) or re.search(r'["\\[\]{}]', "".join(bare)):
        return None
    quoted_ones = ", ".join(f'"{one}"' for one in bare)
    return f"{found[1]}[{quoted_ones}]", torn


def typographic(text: str, lines: list[str], line: int) -> tuple[str, str] | None:
    """What is wrong and the fix when a text begins with an editor's quote, put there for YAML's own; else None."""
    if CURLY.fullmatch(text):
        told = "these quotes are part of the text; those of YAML are straight"
    elif LONE.fullmatch(text):
        told = "this quote is part of the text, and none closes it"
    else:
        return None
    if not ON_ONE_LINE.fullmatch(lines[line - 1]):
        return told, in_quotes(lines, line)
    words = words_in_quotes(lines[line - 1])
    return told, instead(words[0]) if words else "put each word of the list in straight quotes"


def instead(line: str) -> str:
    """The fix that is a whole line, the blanks in front of it included: it takes the place of the one that stands there."""
    return f"write this line: {line.rstrip()}"


def below(lines: list[str], line: int) -> str:
    """The nearest line below that is not empty; '' when there is none."""
    return next((one for one in lines[line:] if one.strip()), "")


def indent(line: str) -> int:
    """How many blanks a line begins with."""
    return len(line) - len(line.lstrip())


def edge(line: str) -> int:
    """How far in the key of a line stands, behind its dashes, or the line when it has none: its text goes on further in."""
    key = KEY.match(line)
    return key.end() if key else indent(line)


def quoted(text: str) -> str:
    """A text in quotes, whatever quotes somebody tried to give it."""
    mark = text[0]
    marks = len(CLOSING.findall(text)) if mark == "'" else text.count(mark)
    if (curly := CURLY.fullmatch(text) or LONE.fullmatch(text)) is not None:
        text = curly[1]
    elif mark in "\"'" and (marks % 2 or (marks == 2 and text.endswith(mark))):
        # a pair around the whole; or an odd one, which is left of a pair
        text = text[1:].removesuffix(mark)
    plain = text.replace("''", "'") if mark == "'" else text
    return "'" + plain.replace("'", "''") + "'" if '"' in plain or "\\" in plain else f'"{plain}"'


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
        fix = in_quotes(lines, line).replace(QUOTE, "use single quotes instead, or write \\\\")
        return at(here, "this backslash means nothing inside double quotes", fix)
    if "scanning a quoted scalar" in doing and since:
        fix = in_quotes(lines, since[0]).replace(QUOTE, "close it with the same quote")
        return at(since, "a quote is opened here and never closed", fix)
    if "flow" in doing:
        fix = "close it; or put text that begins with [ or { in quotes"
        return at(since, "a bracket is opened here and not closed, or a comma is missing in it", fix)
    if "mapping values are not allowed" in said:
        if ":" not in before:
            fix = f"{INDENT}; or put a text over several lines behind '>-'"
            return at((line, indent(before) + 1), "this key does not fit the lines above", fix)
        return at(here, "this ': ' makes YAML see a second key", in_quotes(lines, line))
    if "block sequence entries" in said:
        fix = f"begin the list on the next line, two spaces in, or {QUOTE}"
        return at(here, "a list cannot begin on the line of its key", fix)
    if "scanning a block scalar" in doing:
        if (fix := in_quotes(lines, line)) is not QUOTE:  # no text below, so no sign for it
            return at(since, f"text cannot begin with '{lines[line - 1][since[1] - 1]}'" if since else said, fix)
        fix = f"begin the text on the next line, two spaces in, or {QUOTE}"
        return at(here, "nothing may stand behind | or > on its line", fix)
    if "scanning an a" in doing and since:  # an alias or an anchor
        return at(since, f"text cannot begin with '{lines[since[0] - 1][since[1] - 1]}'", in_quotes(lines, since[0]))
    if "cannot start any token" in said or "mapping keys" in said or "node content" in said:
        sign = lines[line - 1][col - 1 : col]
        if sign.strip():
            return at(here, f"text cannot begin with '{sign}'", in_quotes(lines, line))
    if before.rstrip().endswith(('"', "'")):
        return at(here, "the quote closes before the text ends", in_quotes(lines, line))
    if "did not find expected" in said or "could not find expected" in said:
        place = since if "simple key" in doing else here
        return at(place, "the indent or the colon of this line does not fit the lines above", INDENT)
    return at(here, f"YAML cannot be read here: {said}", "compare the line with another record")


def twice(key: str, lines: list[str], first: int, entry: bool) -> tuple[str, str]:
    """What is wrong and how to mend it when a key stands again that stood on line `first`; whether it may begin an entry."""
    told = f"'{key}' stands already on line {first}"
    line = lines[first - 1]
    if re.match(rf" *- +{re.escape(key)}:", line):
        fix = (
            f"if a new entry of the list begins here, write '- {key}: ...', with the dash below the one of line {first}"
        )
        return told, f"{fix}; else keep one of the two"
    if not entry:
        return told, "keep one of the two"
    opener = next((one for one in reversed(lines[: first - 1]) if one.strip()), "")
    far = max(indent(line) - 2, edge(opener))
    if OPENS.fullmatch(opener) and far < indent(line):  # the entry of that line lacks its dash as well
        fix = f"if entries of a list begin here and on line {first}, begin both with '{' ' * far}- {key}: ...'"
        return told, f"{fix}; else keep one of each"
    dash = re.compile(rf" {{{indent(line) - 2}}}- +([\w-]+):")
    begins = next((found for one in reversed(lines[: first - 1]) if (found := dash.match(one))), None)
    if begins and indent(line):
        return (
            told,
            f"if a new entry of the list begins here, put its first line above: '{begins[0]} ...'; else keep one of each",
        )
    return (
        told,
        f"if an entry of a list begins here, write '  - {key}: ...' and put each line below it 4 spaces in; else keep one of each",
    )
