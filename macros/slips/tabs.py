"""The spaces to write in the place of tabs: how far in each line belongs is tried before it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, pairwise

from ..syntax import LONGEST, Failure, edge, indent, instead
from .broken import and_lines

GENERAL = "use spaces; two for each level"
NAME = re.compile(r" *(?:- +)*([\w-]+):(?: |$)")
OPENS = re.compile(r".*(?::|[|>][-+]?)")  # a line below which something stands further in
MOST_FRONTS = 4  # ways in which lines begin with tabs; more are no slip, and take long to try
MOST_TOLD = 12  # lines
# Blanks that hold a tab, in front of a line -> how many spaces belong there.
Fronts = Mapping[str, int]


def cured(text: str, read: Callable[[str], Failure | None]) -> tuple[str, str]:
    """What is wrong and the fix: the whole line where only one holds tabs, else how many spaces each wants."""
    lines = text.splitlines()
    tabbed = [n for n, line in enumerate(lines) if "\t" in line]
    told = "there is a tab here"
    first, *others = tabbed
    ways = _best(lines, tabbed, read)
    wanted = [_in_words(lines[:first], _spaced(lines[first], fronts)) for fronts in ways]
    if len(ways) != 1:
        return told, f"write {' or '.join(wanted)}" if not others and 1 < len(ways) < 4 else GENERAL
    if others or len(lines[first]) > LONGEST:
        return told, _for_each(lines, tabbed, ways[0])
    if "\t" in _front(lines[first]):
        told += f"; {wanted[0]} belong in front of this line"
    return told, instead(_spaced(lines[first], ways[0]))


def _in_words(above: list[str], line: str) -> str:
    """How many spaces a line begins with, and the key it stands under then."""
    keys = (NAME.match(one) for one in reversed(above) if edge(one) < edge(line))
    parent = next((f" (under {key[1]!r})" for key in keys if key), "")
    return f"{indent(line)} spaces{parent}"


def _best(lines: list[str], tabbed: list[int], read: Callable[[str], Failure | None]) -> list[Fronts]:
    """The ways to write the lines that can be read, and in which most keys stand as far in as elsewhere in the file."""
    odd = sorted({front for n in tabbed if "\t" in (front := _front(lines[n]))}, key=lambda one: len(one.expandtabs(8)))
    if len(odd) > MOST_FRONTS:
        return []
    plain = [line for n, line in enumerate(lines) if n not in tabbed and line.strip()]
    far = {0, *map(edge, plain), *map(indent, plain), *(edge(one) + 2 for one in plain if OPENS.fullmatch(one))}
    found: dict[tuple[int, ...], list[Fronts]] = {}
    for columns in combinations(sorted(far), len(odd)):
        fronts = dict(zip(odd, columns, strict=True))
        new = [_spaced(line, fronts) for line in lines]
        if read("\n".join([*new, ""])) is None:
            levels = sum(
                col - len(one) in (tabs, 3 * tabs) for one, col in fronts.items() if (tabs := one.count("\t")) > 1
            )
            found.setdefault((sum(_fits(plain, new, n) for n in tabbed), levels), []).append(fronts)
    return found[max(found)] if found else []


def _fits(plain: list[str], new: list[str], n: int) -> bool:
    """Whether a line stands as far in as its key does elsewhere, below a line that stands there as it does here; a text, as
    the text above it or inside the key above it."""
    above = next((one for one in reversed(new[:n]) if one.strip()), "")
    if not (name := NAME.match(new[n])):
        return indent(new[n]) == (edge(above) + 2 if OPENS.fullmatch(above) else indent(above))
    places = (edge(above), edge(new[n]))
    like = ((edge(a), edge(b), NAME.match(b)) for a, b in pairwise(plain))
    return any(places == (a, b) and found and found[1] == name[1] for a, b, found in like)


def _for_each(lines: list[str], tabbed: list[int], fronts: Fronts) -> str:
    """How many spaces each line wants; each tab, where that is the same everywhere."""
    each = {col / one.count("\t") if not one.strip("\t") else 0.5 for one, col in fronts.items()}
    inside = [n + 1 for n in tabbed if "\t" in lines[n].lstrip()]
    if len(each) == 1 and not inside and (width := each.pop()) == int(width):
        others = [n + 1 for n in tabbed[1:]]
        where = and_lines(others) if len(others) <= MOST_TOLD else f" and on {len(others)} more lines"
        return f"put {int(width)} spaces in the place of each tab here{where}"
    if len(tabbed) > MOST_TOLD:
        return GENERAL
    return f"put spaces in their place: {'; '.join(_told(lines, tabbed, fronts, inside))}"


def _told(lines: list[str], tabbed: list[int], fronts: Fronts, inside: list[int]) -> Iterator[str]:
    for col in sorted(set(fronts.values())):
        of_it = [n + 1 for n in tabbed if fronts.get(_front(lines[n])) == col]
        yield f"{col} in front{and_lines(of_it).removeprefix(' and')}"
    if inside:
        yield f"1 in the text{and_lines(inside).removeprefix(' and')}"


def _spaced(line: str, fronts: Fronts) -> str:
    front = _front(line)
    return " " * fronts.get(front, len(front)) + " ".join(line[len(front) :].split("\t")).rstrip()


def _front(line: str) -> str:
    """The blanks a line begins with."""
    return line[: indent(line)]
