"""The line to write in the place of one that holds tabs, where it is the only such line and can be read so."""

from __future__ import annotations

from collections.abc import Callable

from ..syntax import LONGEST, Failure, edge, indent


def instead(text: str, read: Callable[[str], Failure | None]) -> str | None:
    """The fix, or None: more lines hold tabs, the line is too long to paste, or no number of spaces makes it readable."""
    lines = text.splitlines()
    found = [n for n, line in enumerate(lines) if "\t" in line]
    if len(found) != 1 or len(lines[found[0]]) > LONGEST:
        return None
    n = found[0]
    content = " ".join(lines[n].split("\t")).strip()
    for far in _places(lines, n):
        whole = " " * far + content
        if read("".join(f"{line}\n" for line in [*lines[:n], whole, *lines[n + 1 :]])) is None:
            # What is pasted goes behind the spaces that stand there.
            return f"write this line: {whole[indent_in_spaces(lines[n]) :]}"
    return None


def _places(lines: list[str], n: int) -> list[int]:
    """How far in the line may belong, the likeliest first: as it stands behind spaces; like its neighbours; or inside the line above."""
    line = lines[n]
    before = line[: indent(line)]
    if "\t" not in before:
        return [len(before)]
    above = next((one for one in reversed(lines[:n]) if one.strip()), "")
    below = next((one for one in lines[n + 1 :] if one.strip()), "")
    inside = [edge(above) + 2] if above.rstrip().endswith(":") else []
    far = [*inside, edge(above), indent(above), indent(below)]
    return [one for one in dict.fromkeys(far) if one >= indent_in_spaces(line)]


def indent_in_spaces(line: str) -> int:
    """How many spaces a line begins with, up to its first tab."""
    return len(line) - len(line.lstrip(" "))
