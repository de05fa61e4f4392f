"""Slips that a sign gives away: marks of a merge or of code, odd blanks, a quote, a bullet or a bracket."""

from __future__ import annotations

import re

from ..syntax import LINE, QUOTE, edge, in_quotes, indent, instead, words_in_quotes
from .broken import Broken, Slip, and_lines, fold

MERGE = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")
FENCE = re.compile(r" *(?:`{3,}|~{3,}) *\w* *")
BULLET = re.compile(r" *([*+\u2022\u2013\u2014]) +\S.*")
# What a line begins with before its text, and in it the blanks that only look like one of the space bar.
BEGINNING = re.compile(r"\s*(?:-\s+)*(?:[\w-]+:\s+)?")
ODD_BLANK = re.compile(r" *[^\S \n]\s*")


def merge(broken: Broken) -> Slip | None:
    """A line that git puts around two versions of the same lines."""
    for n, line in enumerate(broken.lines, 1):
        if MERGE.fullmatch(line):
            fix = "keep the lines you want, and delete those that begin with <<<<<<<, ======= and >>>>>>>"
            return n, 1, len(line), "this line is left of a merge that is not finished", fix
    return None


def fence(broken: Broken) -> Slip | None:
    """A line that marks code in Markdown, copied along with the record."""
    found = [n for n, line in enumerate(broken.lines, 1) if FENCE.fullmatch(line)]
    if not found or not broken.cured_by(*((n, "") for n in found)):
        return None
    line = broken.lines[found[0] - 1]
    message = "this line marks code on a page, and is no part of a record"
    return found[0], indent(line) + 1, len(line.strip()), message, f"delete it here{and_lines(found[1:])}"


def odd_blank(broken: Broken) -> Slip | None:
    """No-break spaces and the like in front of a key, or behind its colon, copied from a page or a word processor."""
    places, plain = {}, {}
    for n, line in enumerate(broken.lines, 1):
        beginning = BEGINNING.match(line)
        if beginning and (odd := ODD_BLANK.search(beginning[0])):
            places[n] = odd.span()
            plain[n] = line[: odd.start()] + " " * len(odd[0]) + line[odd.end() :]
    if not places or not broken.cured_by(*plain.items()):
        return None
    first, *others = places
    start, end = places[first]
    message = "these blanks are not plain spaces; YAML needs those of the space bar here"
    fix = f"write '{' ' * (end - start)}': plain spaces"
    if others:
        fix = f"type plain spaces in their place here{and_lines(others)}"
    return first, start + 1, end - start, message, fix


def quote_in_list(broken: Broken) -> Slip | None:
    """A list in brackets, one word of which lacks one of its two quotes."""
    for n in dict.fromkeys((broken.began, broken.stopped)):
        line = broken.lines[n - 1]
        cure, torn = words_in_quotes(line) or ("", [])
        if torn and broken.cured_by((n, cure)):
            return n, line.index(torn[0]) + 1, len(torn[0]), "this word lacks one of its two quotes", instead(cure)
    return None


def open_quote(broken: Broken) -> Slip | None:
    """A quote without its end: YAML finds one in another text further down, and stumbles there."""
    for n, line in enumerate(broken.lines[: broken.stopped], 1):
        found = LINE.fullmatch(line)
        if not found or (mark := found[2][0]) not in "\"'" or _closes(found[2], mark):
            continue
        last = n
        while last < len(broken.lines) and indent(broken.lines[last]) > edge(line):
            last += 1
        if any(mark in one for one in broken.lines[n:last]):
            far = indent(broken.lines[n])
            cure = broken.folded(n, found.start(2), found[2][1:], far)
            if found[1] and n <= broken.stopped <= last and broken.cured_by(cure):
                fix = f"take the quotes around the whole text away, and {fold(found[1], far)}"
                return n, found.start(2) + 1, 1, "this quote is closed by one inside the text", fix
            continue
        if not broken.cured_by((last, broken.lines[last - 1].rstrip() + mark)):
            continue
        fix = in_quotes(broken.lines, n)
        if fix is QUOTE:
            fix = f"put {mark} at the end of {'this line' if last == n else f'line {last}'}, where the text ends"
        return n, found.start(2) + 1, 1, "a quote is opened here and never closed", fix
    return None


def bullet(broken: Broken) -> Slip | None:
    """An entry of a list under another mark than YAML's."""
    first = broken.stopped
    found = BULLET.fullmatch(broken.lines[first - 1])
    if not found:
        return None
    at, mark = found.start(1), found[1]
    alike = {
        n: f"{line[:at]}-{line[at + 1 :]}"
        for n, line in enumerate(broken.lines, 1)
        if n >= first and BULLET.fullmatch(line) and line[: at + 1] == broken.lines[first - 1][: at + 1]
    }
    if not broken.cured_by(*alike.items()):
        return None
    message = f"an entry of a list begins with '-', not with '{mark}'"
    fix = f"type - in its place here{and_lines(list(alike)[1:])}" if len(alike) > 1 else "write '-' in its place"
    return first, at + 1, 1, message, fix


def bracket(broken: Broken) -> Slip | None:
    """A text that begins with a bracket; or a list in brackets that lacks a comma or its end."""
    since = broken.failure.since if "flow" in broken.failure.context else None
    n = broken.began if since else broken.stopped
    line = broken.lines[n - 1]
    found = LINE.fullmatch(line)
    if not found or not found[1] or found[2][0] not in "[{":
        return None
    quoted, head = in_quotes(broken.lines, n), line[: found.start(2)]
    is_text = not since or ("," not in found[2] and len(found[2].split()) > 2)
    if is_text and (quoted is QUOTE or broken.cured_by((n, head + f"'{found[2].replace(chr(39), chr(39) * 2)}'"))):
        return n, len(head) + 1, 1, f"text cannot begin with '{found[2][0]}'", quoted
    if not since:
        return None
    place = broken.failure.at
    if place and place[0] == n:
        with_comma = f"{line[: place[1] - 1].rstrip()}, {line[place[1] - 1 :]}"
        if broken.cured_by((n, with_comma)):
            return n, place[1], 1, "a comma is missing in front of this", instead(with_comma)
    closed = f"{line.rstrip()}{']' if found[2][0] == '[' else '}'}"
    if broken.cured_by((n, closed)):
        return n, since[1], 1, "a bracket is opened here and not closed", instead(closed)
    return None


def _closes(text: str, mark: str) -> bool:
    """Whether a text that begins with a quote has its end on the same line."""
    rest = text[1:].replace("''", "") if mark == "'" else re.sub(r"\\.", "", text[1:])
    return mark in rest
