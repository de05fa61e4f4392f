"""Entries of a list that lack their dash, or the blank behind it."""

from __future__ import annotations

import re

from ..syntax import LONGEST, MISSING_DASH, OPENS, SHORT_WORDS, indent, instead
from .broken import Broken, Slip

NO_BLANK = re.compile(r"( *)-([^\W_].*)")
FIELD = re.compile(r" *([\w-]+):(?: .*)?")
ENTRY = re.compile(r"( *)- .*")


def no_blank_behind(broken: Broken) -> Slip | None:
    """A dash and the text of its entry without a blank between them."""
    for n in dict.fromkeys((broken.began, broken.stopped, broken.above(broken.stopped))):
        found = n and NO_BLANK.fullmatch(broken.lines[n - 1])
        if found and broken.cured_by((n, cure := f"{found[1]}- {found[2]}")):
            return n, found.end(1) + 1, 1, "a space is missing behind this dash", instead(cure)
    return None


def no_dash(broken: Broken) -> Slip | None:
    """The first entry of a list without its dash: the first line inside one of those that hold the line where the reader stopped."""
    least = indent(broken.lines[broken.stopped - 1])
    for above in range(broken.stopped - 1, 0, -1):
        opener, inside = broken.lines[above - 1], broken.lines[above : broken.stopped]
        if not opener.strip() or indent(opener) > least:
            continue
        least = indent(opener)
        below = [n for n, one in enumerate(inside, above + 1) if one.strip()]
        line = broken.lines[below[0] - 1]
        if not OPENS.fullmatch(opener) or len(below) < 2 or not FIELD.fullmatch(line):
            continue
        for far in {indent(broken.lines[broken.stopped - 1]), indent(broken.lines[below[1] - 1]) - 2}:
            if far >= least and broken.cured_by((below[0], cure := f"{' ' * far}- {line.lstrip()}")):
                return below[0], indent(line) + 1, 1, MISSING_DASH, instead(cure)
    return None


def later_dash(broken: Broken) -> Slip | None:
    """A later entry without its dash: others begin with its key. It belongs below those which let the file be read furthest."""
    for n in dict.fromkeys((broken.stopped, broken.above(broken.stopped))):
        line = broken.lines[n - 1]
        field = FIELD.fullmatch(line)
        if not n or not field or broken.lines[broken.above(n) - 1].strip() == "-":
            continue
        alike = re.compile(rf"( *)- +{re.escape(field[1])}:(?: .*)?")
        columns = {len(found[1]) for one in broken.lines[:n] if (found := alike.fullmatch(one))}
        cures = [f"{' ' * far}- {line.lstrip()}" for far in sorted(columns, key=lambda far: abs(far - indent(line)))]
        cure = max(cures, key=lambda one: broken.read_to((n, one)), default=line)
        if broken.read_to((n, cure))[0] > max(n, broken.stopped) and len(cure) <= LONGEST:
            return n, indent(line) + 1, 1, MISSING_DASH, instead(cure)
    return None


def text_dash(broken: Broken) -> Slip | None:
    """A text without its dash below an entry so short that nobody would have it go on in a new line."""
    n = broken.above(broken.stopped)
    line, entry = broken.lines[n - 1], broken.lines[broken.above(n) - 1]
    found = ENTRY.fullmatch(entry)
    both = f"{entry.strip()} {line.strip()}"
    if not n or not found or FIELD.fullmatch(line) or not SHORT_WORDS.fullmatch(both):
        return None
    if not broken.cured_by((n, cure := f"{found[1]}- {line.lstrip()}")):
        return None
    return n, indent(line) + 1, 1, MISSING_DASH, instead(cure)
