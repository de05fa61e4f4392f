"""What is wrong, where, and how to fix it; and how to print that for people, for GitHub and for programs."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass, replace

# What is missing, and where: the same id may be looked for as a source, or as a source or an article.
MISSING = re.compile(r"there is no [^']+ '([^']+)'(.*)")
MOST_PLACES = 4  # more make a message longer than clearer
YEAR = re.compile(r"-\d{4}[a-z]?(?=-|$)")


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. `line` and `col` count from 1; `width` is how many characters the caret underlines."""

    file: str
    line: int
    col: int
    code: str
    message: str
    fix: str
    width: int = 1
    hint: bool = False


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, with those that miss the same thing as one, at the first place that names it: what is gone was lost once."""
    missed: dict[tuple[str, ...], list[Problem]] = {}
    for problem in sorted(problems):
        found = MISSING.fullmatch(problem.message)
        missed.setdefault(found.groups() if found else tuple(map(str, astuple(problem))), []).append(problem)
    return [_with_others(*those) for those in missed.values()]


def _with_others(first: Problem, *others: Problem) -> Problem:
    if not others:
        return first
    places = ", ".join(f"line {p.line}" if p.file == first.file else f"{p.file}:{p.line}" for p in others[:MOST_PLACES])
    more = len(others) - MOST_PLACES
    return replace(first, message=f"{first.message}; named also in {places}{f' and {more} more' if more > 0 else ''}")


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """The closest of `choices` to `word`, or None when nothing is close.

    The same letters, swapped or in another case, are closer than any measure of likeness knows. An id of a study is like
    one of the same author, or of an author spelt nearly so; a year makes nobody alike.
    """
    choices = list(choices)
    if YEAR.search(word):
        author, authors = YEAR.split(word)[0], {one: YEAR.split(one)[0] for one in choices}
        names = set(authors.values())
        swapped = [one for one in names if sorted(one) == sorted(author)]  # in a name however short
        close = author if author in names else swapped[0] if len(swapped) == 1 else misspelt(author, names)
        choices = [one for one in choices if authors[one] == close]
    same = [one for one in choices if sorted(one.casefold()) == sorted(word.casefold())]
    likest = difflib.get_close_matches(word, same or choices, n=1, cutoff=0 if same else 0.6)
    return likest[0] if likest and (same or _alike(word, likest[0])) else None


def _alike(word: str, other: str) -> bool:
    """Whether one is a misspelling or a part of the other: an ending in common likens words that are not alike."""
    one, two = sorted((word.casefold(), other.casefold()), key=len)
    return one in two or _slips(one, two) <= max(2, len(one) // 3)


def misspelt(word: str, words: Iterable[str]) -> str | None:
    """The one word of a closed list that `word` is a spelling of, or None when it may be a word of its own.

    Nearness in letters only: 'new-source' is not 'new-search', and 'indirect' is not 'direct'.
    """

    def plain(text: str) -> str:
        return re.sub(r"[\s_-]+", "-", text.strip().casefold())

    given = plain(word)
    near = {one: _slips(given, plain(one)) for one in words if abs(len(one) - len(given)) <= 2}
    least = min(near.values(), default=9)
    close = [one for one, slips in near.items() if slips == least]
    turned = any(
        one.startswith(("in", "non", "un", "dis")) != given.startswith(("in", "non", "un", "dis")) for one in close
    )
    allowed = 0 if turned or len(given) < 4 else 1 if len(given) < 8 else 2
    return close[0] if len(close) == 1 and least <= allowed else None


def _slips(one: str, other: str) -> int:
    """How many letters were left out, added, exchanged, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            best = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and (a, one[i - 2]) == (other[j - 2], b):
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]


def printable(text: str) -> str:
    """Text with everything that a terminal would obey, or nobody can see, written as an escape such as \\x1b."""
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return "".join(c.encode("unicode_escape").decode() if unicodedata.category(c) in hidden else c for c in text)


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for a mark on another."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _fitting(text: str, room: int) -> str:
    """The beginning of a text that fits into so many columns."""
    end = min(len(text), room)
    while _columns(text[:end]) > room:
        end -= 1
    return text[:end]


def _frame(problem: Problem, text: str) -> list[str]:
    """The line itself with a caret under the place, cut to a width that fits a terminal."""
    lines = text.splitlines()
    if not 1 <= problem.line <= len(lines):
        return []
    # What a terminal would obey instead of show becomes a sign of its own width.
    line = "".join(c if c.isprintable() else "\ufffd" if c != "\t" else " " for c in lines[problem.line - 1])
    before = _fitting(line[: problem.col - 1][::-1], 60)[::-1]
    after = _fitting(line[problem.col - 1 :], 100 - _columns(before))
    caret = "^" * max(1, _columns(after[: problem.width]))
    number = f"{problem.line:>5} | "
    return [number + before + after, " " * (len(number) + _columns(before)) + caret]


def as_text(problems: Iterable[Problem], texts: Mapping[str, str]) -> str:
    """For a terminal: place and message, the line with a caret, the fix; last line counts.

    `texts` maps file to its text; a file that is missing there is printed without its line.
    """
    out: list[str] = []
    problems = told_once(problems)
    for p in problems:
        out.append(printable(f"{p.file}:{p.line}:{p.col}: {p.code} {p.message}"))
        out += _frame(p, texts.get(p.file, ""))
        out.append(printable(f"  fix: {p.fix}"))
    return "\n".join([*out, summary(problems, len(texts))])


def summary(problems: Iterable[Problem], files: int) -> str:
    """One line that counts errors and hints, printed last whatever the outcome."""
    problems = told_once(problems)
    hints = sum(p.hint for p in problems)
    errors = len(problems) - hints
    return f"{_count(errors, 'error')}, {_count(hints, 'hint')} in {_count(files, 'file')}."


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def as_github(problems: Iterable[Problem]) -> str:
    """GitHub workflow commands: each problem becomes an annotation on its line of the pull request."""

    def escape(text: str, also: str = "") -> str:
        text = printable(text).replace("%", "%25")
        for mark in also:
            text = text.replace(mark, f"%{ord(mark):02X}")
        return text

    return "\n".join(
        f"::{'notice' if p.hint else 'error'} file={escape(p.file, ',:')},line={p.line},col={p.col},"
        f"title={escape(p.code, ',:')}::{escape(f'{p.message} Fix: {p.fix}')}"
        for p in told_once(problems)
    )


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects with the fields of `Problem`, in ASCII, so that it can be read back whatever the terminal's encoding."""
    return json.dumps([asdict(p) for p in sorted(problems)], indent=1)
