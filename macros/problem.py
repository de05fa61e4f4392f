"""What is wrong, where, and how to fix it; and how to print that for people, for GitHub and for programs."""

from __future__ import annotations

import difflib
import json
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
