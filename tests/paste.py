"""Does what a contributor does with a fix: pastes it where the caret is."""

from __future__ import annotations

import re

from macros.problem import Problem

WHOLE_LINE = re.compile(r"write this line: (.+)")
NEW_LINE = re.compile(r"add the line '(.+?)' to this entry")
LAST_ENTRY = re.compile(r"(?:.*; else )?add this line at the end of history: (.+)")
# What a person fills in, with all that breaks a line of YAML where it stands without quotes.
FILLED_IN = {"NAME": "Rater, Invented", "REASON": "Low, not moderate: it's one study #3"}
QUOTED = re.compile(r"(?:write|rename it to|did you mean) '(.+?)'(?: and '(.+?)')?(?=[:,.? ]|$)")


def pasted(text: str, problem: Problem) -> str | None:
    """The file's text with the fix pasted in; None when the fix holds nothing to paste.

    `add the line 'key: value' to this entry` adds one below the caret; `write this line: x` replaces the whole line; 'key: value' the nearest field of that name on another line;
    an entry goes to the end of the history, filled in; any other text in quotes what the caret underlines, so that a fix which repeats the key there cures nothing.
    """
    lines = text.split("\n")
    at = problem.line - 1
    if whole := WHOLE_LINE.fullmatch(problem.fix):
        lines[at] = whole[1]
        return "\n".join(lines)
    if new := NEW_LINE.match(problem.fix):  # below the field the caret is under, as far in as that
        return "\n".join([*lines[: at + 1], " " * (problem.col - 1) + new[1], *lines[at + 1 :]])
    if last := LAST_ENTRY.fullmatch(problem.fix):
        history = lines.index("history:")
        days = re.findall(r"\d{4}-\d\d-\d\d", "\n".join(lines[history:]))
        end = next((i for i in range(history + 1, len(lines)) if not lines[i].startswith(" ")), len(lines))
        entry = last[1].replace("DAY", max(days))
        for word, text in FILLED_IN.items():
            entry = entry.replace(word, text)
        return "\n".join([*lines[:end], entry, *lines[end:]])
    quoted = QUOTED.match(problem.fix)
    if not quoted:
        return None
    for one in filter(None, quoted.groups()):
        field = re.fullmatch(r"([\w-]+): .+", one)
        own = re.match(r" *(?:- +)?([\w-]+):", lines[at])
        if field and not (own and own[1] == field[1]):
            place = re.compile(rf"( *(?:- +)?){re.escape(field[1])}: *.*")
            near = [i for i, line in enumerate(lines) if place.fullmatch(line)]
            if not near:
                return None  # a field to add, not to change
            i = min(near, key=lambda i: abs(i - at))
            lines[i] = place.sub(lambda found, one=one: found[1] + one, lines[i])  # type: ignore[misc]
        else:
            start, end = problem.col - 1, problem.col - 1 + problem.width
            lines[at] = lines[at][:start] + one + lines[at][end + one.endswith(":") :]
    return "\n".join(lines)
