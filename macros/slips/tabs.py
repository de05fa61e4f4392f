"""The line to write in the place of one that holds tabs, where it is the only such line and can be read so."""

from __future__ import annotations

from collections.abc import Callable

from ..syntax import LONGEST, Failure, edge, indent


def instead(text: str, read: Callable[[str], Failure | None]) -> str | None:
    """The fix, or None: more lines hold tabs, the line is too long to paste, or not just one number of spaces makes it readable."""
    lines = text.splitlines()
    found = [n for n, line in enumerate(lines) if "\t" in line]
    if len(found) != 1 or len(lines[found[0]]) > LONGEST:
        return None
    n = found[0]
    content = " ".join(lines[n].split("\t")).strip()
    wholes = [" " * far + content for far in _places(lines, n)]
    readable = [one for one in wholes if read("\n".join([*lines[:n], one, *lines[n + 1 :], ""])) is None]
    # What is pasted goes behind the spaces that stand there. In two places it would say two things.
    return f"write this line: {readable[0][_spaces(lines[n]) :]}" if len(readable) == 1 else None


def _places(lines: list[str], n: int) -> list[int]:
    """How far in the line may belong: where it stands behind spaces; else like any line above, or inside the nearest one."""
    line = lines[n]
    if "\t" not in line[: indent(line)]:
        return [indent(line)]
    above = [one for one in lines[:n] if one.strip()]
    inside = [edge(above[-1]) + 2] if above and above[-1].rstrip().endswith(":") else []
    far = {*inside, *map(edge, above), *map(indent, above)}
    return sorted(one for one in far if one >= _spaces(line))


def _spaces(line: str) -> int:
    """How many spaces a line begins with, up to its first tab."""
    return len(line) - len(line.lstrip(" "))
