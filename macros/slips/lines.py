"""Slips in how lines hang together: a text that goes on, a key without its blank, a line that stands too far left."""

from __future__ import annotations

import re

from ..syntax import LINE, LONGEST, indent
from .broken import Broken, Slip, and_lines

KEY = re.compile(r"( *(?:- +)*)([\w-]+):(?: .*)?")
MOST_MOVED = 12  # more lines than this are not moved by a slip
ENTRY = re.compile(r"( *)- .*")


def text_goes_on(broken: Broken) -> Slip | None:
    """A text of several lines without '>-' that holds a colon further down: more than one word stands before it."""
    n = broken.stopped
    line = broken.lines[n - 1]
    before = line[: broken.failure.at[1] - 1] if broken.failure.at else ""
    one_word = re.fullmatch(r" *(?:- +)*\S*", before)
    if "mapping values" not in broken.failure.problem or one_word or ":" in before:
        return None
    first = broken.above(n)
    while first and indent(broken.lines[first - 1]) >= indent(line):
        first = broken.above(first)
    found = first and LINE.fullmatch(broken.lines[first - 1])
    if not found or not found[1].rstrip().endswith(":"):
        return None
    cure = f"{broken.lines[first - 1][: found.start(2)]}>-\n{' ' * indent(line)}{found[2]}"
    if not broken.cured_by((first, cure)):
        return None
    key = found[1].rstrip(": ").split()[-1]
    fix = f"put >- behind '{key}:' on line {first}, and what stands there on a new line below it, {indent(line)} spaces in"
    return n, len(before) + 1, 1, f"this ': ' makes YAML see a key in the text that begins on line {first}", fix


def no_blank(broken: Broken) -> Slip | None:
    """A key and its value without a blank between them."""
    n = broken.began
    found = re.fullmatch(r"( *(?:- +)*[A-Za-z][\w-]*):([^\s:/].*)", broken.lines[n - 1])
    if not found or not broken.cured_by((n, cure := f"{found[1]}: {found[2]}")):
        return None
    return n, found.end(1) + 1, 1, "a space is missing behind this colon", f"write this line: {cure.strip()}"


def too_far_left(broken: Broken) -> Slip | None:
    """A line, or some that follow each other, moved out of its block: the one at which the reader stopped, or those above."""
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
        pattern = ENTRY if ENTRY.fullmatch(first) else KEY
        for col in _columns(broken.lines[: group[0] - 1], pattern) if pattern.fullmatch(first) else ():
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


def _columns(lines: list[str], pattern: re.Pattern[str]) -> list[int]:
    """How far in the keys (or the entries) of the lines above stand, the nearest first."""
    found = (pattern.fullmatch(line) for line in reversed(lines))
    return list(dict.fromkeys(one.end(1) for one in found if one))
