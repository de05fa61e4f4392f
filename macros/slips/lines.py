"""Slips in how lines hang together: a text that goes on, a key without its blank, a line that stands too far left."""

from __future__ import annotations

import re

from ..syntax import LINE, LONGEST, indent
from .broken import Broken, Slip, and_lines, fold

KEY = re.compile(r"( *(?:- +)*)([\w-]+):(?: .*)?")
ONE_WORD = re.compile(r" *(?:- +)*\S*")
WORDS = 4  # fewer may be a key without its colon
MOST_MOVED = 12  # more lines than this are not moved by a slip
ENTRY = re.compile(r"( *)- .*")


def text_goes_on(broken: Broken) -> Slip | None:
    """A text of several lines without '>-' that holds a colon further down: more than one word stands before it."""
    n = broken.stopped
    line = broken.lines[n - 1]
    if not broken.second_key or ONE_WORD.fullmatch(broken.before):
        return None
    first = broken.above(n)
    while first and indent(broken.lines[first - 1]) >= indent(line):
        first = broken.above(first)
    found = first and LINE.fullmatch(broken.lines[first - 1])
    far = indent(line)
    if not found or not found[1] or not broken.cured_by(broken.folded(first, found.start(2), found[2], far)):
        return None
    message = f"this ': ' makes YAML see a key in the text that begins on line {first}"
    return n, len(broken.before) + 1, 1, message, f"on line {first}, {fold(found[1], far)}"


def no_blank(broken: Broken) -> Slip | None:
    """A key and its value without a blank between them."""
    for n in (broken.began, broken.above(broken.stopped)):
        found = n and re.fullmatch(r"( *(?:- +)*[A-Za-z][\w-]*):([^\s:/].*)", broken.lines[n - 1])
        if found and broken.cured_by((n, cure := f"{found[1]}: {found[2]}")):
            return n, found.end(1) + 1, 1, "a space is missing behind this colon", f"write this line: {cure.strip()}"
    return None


def too_far_left(broken: Broken) -> Slip | None:
    """A line, or some that follow each other, moved out of its block: the one at which the reader stopped, or those above."""
    doing = broken.failure.context
    if not ("parsing a block" in doing or "simple key" in doing) and not (
        broken.second_key and ONE_WORD.fullmatch(broken.before)
    ):
        return None
    last = broken.above(broken.stopped)
    groups = [[broken.stopped]]
    while (
        last
        and len(groups) <= MOST_MOVED
        and (not groups[1:] or indent(broken.lines[last - 1]) == indent(broken.lines[groups[-1][0] - 1]))
    ):
        groups.append([last, *(groups[-1] if groups[1:] else [])])
        last = broken.above(last)
    best: tuple[tuple[int, int], list[int], int] | None = None
    for group in [*groups[1:], groups[0]]:
        first = broken.lines[group[0] - 1]
        for col in _columns(broken.lines[: group[0] - 1], first):
            more = col - indent(first)
            reached = broken.read_to(*((n, " " * more + broken.lines[n - 1]) for n in group))
            if more > 0 and reached > (best[0] if best else broken.failure.at or (0, 0)):
                best = reached, group, more
    if not best:
        return None
    _, (n, *others), more = best
    line = broken.lines[n - 1]
    fix = f"put {more} more space{'s' * (more > 1)} in front of it{' here' * bool(others)}{and_lines(others)}"
    if not others and not indent(line) and len(line) < LONGEST:
        fix = f"write this line: {' ' * more}{line.rstrip()}"
    return n, indent(line) + 1, 1, "this line stands too far left for what is above and below it", fix


def _columns(lines: list[str], moved: str) -> list[int]:
    """How far in a line may have stood: like keys (or entries) above, the nearest first, or inside the line above.

    A text of some words may have belonged to the text above."""
    above = next((line for line in reversed(lines) if line.strip()), "")
    pattern = ENTRY if ENTRY.fullmatch(moved) else KEY
    if not pattern.fullmatch(moved):
        return [indent(above)] if len(moved.split()) >= WORDS else []
    found = (pattern.fullmatch(line) for line in reversed(lines))
    inside = [indent(above.replace("- ", "  ")) + 2] if above.endswith(":") else []
    return list(dict.fromkeys([*inside, *(one.end(1) for one in found if one)]))
