"""Slips in how lines hang together: a text that goes on, a key without its blank, a line that stands too far left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..syntax import LINE, LONGEST, OPENS, indent, instead, quoted
from .broken import Broken, Slip, and_lines, fold

KEY = re.compile(r"( *(?:- +)*)([\w-]+):(?: .*)?")
ONE_WORD = re.compile(r" *(?:- +)*\S*")
WORDS = 4  # fewer may be a key without its colon
MOST_MOVED = 12  # more lines than this are not moved by a slip
# A key and what stands behind it, with no colon in between.
NO_COLON = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[\w-]+)(?P<sign> *[=;\uff1a] *| +|$)(?P<text>.*?) *")
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


def no_colon(broken: Broken) -> Slip | None:
    """A key without its colon, or with another sign in its place."""
    for n in dict.fromkeys((broken.began, broken.stopped, broken.above(broken.stopped))):
        found = n and NO_COLON.fullmatch(broken.lines[n - 1])
        if not found:
            continue
        head, text = f"{found['before']}{found['key']}:", found["text"]
        if found["key"] not in broken.names and not any(line.startswith(head) for line in broken.lines):
            continue
        for cure in [f"{head} {text}", f"{head} {quoted(text)}"] if text else [head]:
            if broken.cured_by((n, cure)) and broken.read_to((n, cure))[0] > n:
                message = f"a colon is missing behind '{found['key']}'"
                if found["sign"].strip():
                    message = f"a colon belongs behind '{found['key']}', not '{found['sign'].strip()}'"
                return n, found.start("key") + 1, len(found["key"]), message, instead(cure)
    return None


def no_opener(broken: Broken) -> Slip | None:
    """Fields or entries whose key was deleted above them, where the file has such a key with such a line below it elsewhere."""
    n = broken.stopped
    line = broken.lines[n - 1]
    moved = KEY.fullmatch(line)
    if not moved or indent(line) < 2:
        return None
    for opener, below in pairwise(one for one in broken.lines if one.strip()):
        like = KEY.fullmatch(below)
        if (
            OPENS.fullmatch(opener)
            and like
            and like.groups() == moved.groups()
            and _reads_below(broken, opener) > len(broken.lines)
        ):
            key = opener.strip()
            return n, indent(line) + 1, 1, f"'{key}' is missing above this line", f"put this line above it: '{opener}'"
    return None


def some_opener(broken: Broken) -> Slip | None:
    """A list whose key was deleted above it."""
    n = broken.stopped
    line = broken.lines[n - 1]
    far = indent(line) - 2
    if not ENTRY.fullmatch(line) or far < 0 or _reads_below(broken, f"{' ' * far}its-key:") <= n:
        return None
    fix = f"write the key of the list on a line of its own above this one, {far} spaces in"
    return n, indent(line) + 1, 1, "the key of this list is missing above it", fix


def _reads_below(broken: Broken, opener: str) -> int:
    """The line to which the file can be read when another one stands above that at which the reader stopped."""
    return broken.read_to((broken.stopped, f"{opener}\n{broken.lines[broken.stopped - 1]}"))[0] - 1


def text_below(broken: Broken) -> Slip | None:
    """A text with a colon that begins on the line below its key, without '>-'."""
    for n in range(broken.stopped - 1, max(0, broken.stopped - 1 - MOST_MOVED), -1):
        line, below = broken.lines[n - 1], broken.lines[n]
        if not OPENS.fullmatch(line) or not _is_text(below):
            continue
        if broken.cured_by((n, cure := f"{line.rstrip()} >-")):
            return n, indent(line) + 1, 1, "the text below holds a colon, and needs '>-' here", instead(cure)
    return None


def stray(broken: Broken) -> Slip | None:
    """Lines of text that belong to no field, such as a paragraph pasted between two."""
    n = broken.stopped
    alike = [_is_text(one) and indent(one) == indent(broken.lines[n - 1]) for one in broken.lines]
    first, last = n, n
    while first > 1 and alike[first - 2]:
        first -= 1
    while last < len(alike) and alike[last]:
        last += 1
    if not alike[n - 1] or not broken.cured_by(*((one, "") for one in range(first, last + 1))):
        return None
    line = broken.lines[first - 1]
    told, it, are = (
        ("this line belongs", "it", "it is")
        if first == last
        else (f"lines {first} to {last} belong", "them", "they are")
    )
    fix = (
        f"delete {it}, or put {it} below the field whose text {are}, two spaces further in, with '>-' behind its colon"
    )
    return first, indent(line) + 1, len(line.strip()), f"{told} to no field", fix


def _is_text(line: str) -> bool:
    """Whether a line is no key, no entry of a list and no sign to the reader of YAML."""
    return (
        bool(line.strip())
        and not KEY.fullmatch(line)
        and not ENTRY.fullmatch(line)
        and not line.startswith(("%", "---", "..."))
    )


def no_blank(broken: Broken) -> Slip | None:
    """A key and its value without a blank between them."""
    for n in (broken.began, broken.above(broken.stopped)):
        found = n and re.fullmatch(r"( *(?:- +)*[A-Za-z][\w-]*):([^\s:/].*)", broken.lines[n - 1])
        if found and broken.cured_by((n, cure := f"{found[1]}: {found[2]}")):
            return n, found.end(1) + 1, 1, "a space is missing behind this colon", instead(cure)
    return None


def too_far_left(broken: Broken) -> Slip | None:
    """A line, or some that follow each other, moved out of its block: the one at which the reader stopped, or those above."""
    doing = broken.failure.context
    if not ("parsing a block" in doing or "simple key" in doing) and not (
        broken.second_key and ONE_WORD.fullmatch(broken.before)
    ):
        return None
    tried = [
        (broken.read_to(*((n, " " * more + broken.lines[n - 1]) for n in group)), group, more)
        for group in _groups(broken)
        for more in _further_in(broken.lines, group[0])
    ]
    reached, (n, *others), more = max(tried, key=lambda one: one[0], default=((0, 0), [0], 0))
    if reached <= (broken.failure.at or (0, 0)):
        return None
    line = broken.lines[n - 1]
    fix = f"put {more} more space{'s' * (more > 1)} in front of it{' here' * bool(others)}{and_lines(others)}"
    if not others and len(line) < LONGEST:
        fix = instead(" " * more + line)
    return n, indent(line) + 1, 1, "this line stands too far left for what is above and below it", fix


def _groups(broken: Broken) -> Iterator[list[int]]:
    """Lines that may have moved together: those above the one at which the reader stopped, as far in as each other; then it."""
    group: list[int] = []
    n = broken.above(broken.stopped)
    while (
        n
        and len(group) < MOST_MOVED
        and (not group or indent(broken.lines[n - 1]) == indent(broken.lines[group[0] - 1]))
    ):
        group = [n, *group]
        yield group
        n = broken.above(n)
    yield [broken.stopped]


def _further_in(lines: list[str], n: int) -> Iterator[int]:
    """How many spaces line `n` may lack: it stood like keys (or entries) above, the nearest first, or inside the line above.

    A text of some words may have belonged to the text above."""
    moved, before = lines[n - 1], lines[: n - 1]
    above = next((line for line in reversed(before) if line.strip()), "")
    pattern = ENTRY if ENTRY.fullmatch(moved) else KEY
    if pattern.fullmatch(moved):
        found = (pattern.fullmatch(line) for line in reversed(before))
        inside = [indent(above.replace("- ", "  ")) + 2] if above.endswith(":") else []
        columns = [*inside, *(one.end(1) for one in found if one)]
    else:
        columns = [indent(above)] if len(moved.split()) >= WORDS else []
    yield from (col - indent(moved) for col in dict.fromkeys(columns) if col > indent(moved))
