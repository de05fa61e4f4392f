"""What came of the weekly care, for a terminal, for programs, and as the text of one issue."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from ..problem import Problem, as_text
from .differences import CODES
from .run import Care

# GitHub takes no longer text; counted in characters, so this leaves room for those of several bytes.
LONGEST = 60_000


def text(care: Care, files: Mapping[str, str]) -> str:
    """As `guide check` prints it, with what could not be checked before the last lines, which count."""
    out = [f"not checked: {what}: {why}" for what, why in care.not_checked]
    return "\n".join([*out, as_text(care.problems, files), _counts(care)])


def as_json(care: Care) -> str:
    """One object: day, problems (as in `guide check`), not_checked, elsewhere, and the two counts."""
    return json.dumps(
        {
            "day": str(care.day),
            "asked": care.asked,
            "kept": care.kept,
            "problems": [asdict(problem) for problem in care.problems],
            "not_checked": [{"what": what, "why": why} for what, why in care.not_checked],
            "elsewhere": [{"DOI": doi, "agency": agency} for doi, agency in care.elsewhere],
        },
        ensure_ascii=False,
        indent=1,
    )


def markdown(care: Care) -> str:
    """The text of the issue: what to do first, the most serious first; one line each."""
    lines = [f"Looked at on {care.day}. {_counts(care)}", ""]
    if not care.problems:
        lines += ["Nothing to do." if not care.not_checked else "Nothing found in what could be checked.", ""]
    for part in (*_groups(care.problems), *_rest(care)):
        lines += part
    lines += ["---", "Written by `guide verify`; it replaces this text every week, so answer in a comment."]
    return _cut(lines)


def _groups(problems: tuple[Problem, ...]) -> Iterator[list[str]]:
    for code, heading in CODES.items():
        found = [p for p in problems if p.code == code]
        if found:
            items = [f"- `{p.file}` line {p.line}: {_safe(p.message)}. To do: {_safe(p.fix)}." for p in found]
            yield [f"### {heading} ({len(found)})", "", *items, ""]


def _rest(care: Care) -> Iterator[list[str]]:
    if care.not_checked:
        items = [f"- {_safe(what)}: {_safe(why)}" for what, why in care.not_checked]
        yield [f"### Not checked this time ({len(items)})", "", *items, ""]


def _counts(care: Care) -> str:
    counted = [
        f"{care.asked} questions",
        f"{care.kept} replies kept from before",
        f"{len(care.not_checked)} not checked",
    ]
    agencies = Counter(agency for _, agency in care.elsewhere)
    if agencies:
        named = ", ".join(f"{agency} {n}" for agency, n in sorted(agencies.items()))
        counted.append(f"{agencies.total()} DOIs that Crossref cannot compare ({named})")
    return "; ".join(counted) + "."


def _safe(told: str) -> str:
    """Words of strangers become code, where nothing is a link, a mention or markup; in ours, signs lose their meaning."""
    parts = re.split(r"(“[^”]*”)", told)
    return "".join(
        _code(p[1:-1]) if p.startswith("“") else re.sub(r"([\\`*_{}\[\]<>#@&|~!])", r"\\\1", p) for p in parts
    )


def _code(words: str) -> str:
    return f"`{words.replace('`', chr(39))}`" if words else ""


def _cut(lines: list[str]) -> str:
    """As many lines as an issue can hold, and how many are left out."""
    size, kept = 0, 0
    for line in lines:
        size += len(line) + 1
        if size > LONGEST:
            break
        kept += 1
    left = len(lines) - kept
    more = ["", f"{left} more lines do not fit here; `guide verify` prints them all."] if left else []
    return "\n".join([*lines[:kept], *more]) + "\n"
