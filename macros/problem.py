"""What is wrong, where, and how to fix it; and how to print that for people, for GitHub and for programs."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass


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


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """The closest of `choices` to `word`, or None when nothing is close.

    The same letters, swapped or in another case, are closer than any measure of likeness knows.
    """
    choices = list(choices)
    same = [one for one in choices if sorted(one.casefold()) == sorted(word.casefold())]
    close = difflib.get_close_matches(word, same or choices, n=1, cutoff=0 if same else 0.6)
    return close[0] if close else None


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


def _frame(problem: Problem, text: str) -> list[str]:
    """The line itself with a caret under the place, cut to a width that fits a terminal."""
    lines = text.splitlines()
    if not 1 <= problem.line <= len(lines):
        return []
    # What a terminal would obey instead of show becomes a sign of its own width.
    line = "".join(c if c.isprintable() else "\ufffd" if c != "\t" else " " for c in lines[problem.line - 1])
    start = max(0, problem.col - 1 - 60)
    shown = line[start : start + 100]
    caret_at = problem.col - 1 - start
    caret = "^" * max(1, min(problem.width, len(shown) - caret_at))
    number = f"{problem.line:>5} | "
    return [number + shown, " " * (len(number) + caret_at) + caret]


def as_text(problems: Iterable[Problem], texts: Mapping[str, str]) -> str:
    """For a terminal: place and message, the line with a caret, the fix; last line counts.

    `texts` maps file to its text; a file that is missing there is printed without its line.
    """
    out: list[str] = []
    problems = sorted(problems)
    for p in problems:
        out.append(f"{p.file}:{p.line}:{p.col}: {p.code} {p.message}")
        out += _frame(p, texts.get(p.file, ""))
        out.append(f"  fix: {p.fix}")
    return "\n".join([*out, summary(problems, len(texts))])


def summary(problems: Iterable[Problem], files: int) -> str:
    """One line that counts errors and hints, printed last whatever the outcome."""
    problems = list(problems)
    hints = sum(p.hint for p in problems)
    errors = len(problems) - hints
    return f"{_count(errors, 'error')}, {_count(hints, 'hint')} in {_count(files, 'file')}."


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def as_github(problems: Iterable[Problem]) -> str:
    """GitHub workflow commands: each problem becomes an annotation on its line of the pull request."""

    def escape(text: str, also: str = "") -> str:
        text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        for mark in also:
            text = text.replace(mark, f"%{ord(mark):02X}")
        return text

    return "\n".join(
        f"::{'notice' if p.hint else 'error'} file={escape(p.file, ',:')},line={p.line},col={p.col},"
        f"title={escape(p.code, ',:')}::{escape(f'{p.message} Fix: {p.fix}')}"
        for p in sorted(problems)
    )


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects with the fields of `Problem`."""
    return json.dumps([asdict(p) for p in sorted(problems)], ensure_ascii=False, indent=1)
