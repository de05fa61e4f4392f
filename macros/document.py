"""One file's values, and where each key, each value and each word of a long text stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .syntax import indent
from .textfile import place

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Spot:
    """A place in a file: line and column from 1, and how many characters it covers on that line."""

    line: int
    col: int
    width: int = 1


# Path -> where its key stands; path -> where its value stands.
Places = tuple[dict[Path, Spot], dict[Path, Spot]]


@dataclass
class Document:
    """One file's values, all text, and where each key and value stands, looked up when a mistake first asks for it."""

    file: str
    value: dict[str, Any]
    text: str = field(repr=False)
    find_places: Callable[[str], Places] = field(repr=False)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, as an editor counts them."""
        return self.text.split("\n")

    @property
    def keys(self) -> dict[Path, Spot]:
        """Path -> where its key stands."""
        return self._places[0]

    @property
    def values(self) -> dict[Path, Spot]:
        """Path -> where its value stands."""
        return self._places[1]

    @cached_property
    def _places(self) -> Places:
        return self.find_places(self.text)

    def spot(self, path: Path, *, key: bool = False) -> Spot:
        """Where `path` stands, or its nearest ancestor that exists; the first line when nothing does."""
        where = self.keys if key else self.values
        while path:
            if path in where:
                return where[path]
            if path in self.keys:
                return self.keys[path]
            if path in self.values:
                return self.values[path]
            path = path[:-1]
        return Spot(1, 1)

    def narrow(self, path: Path, start: int, end: int) -> Spot:
        """Where the characters from `start` to `end` of the text at `path` stand; the text itself when an escape hides them.

        A value is folded and the file is not, so the same words are counted in both.
        """
        value: Any = self.value
        for step in path:
            value = value[step]
        text = value.strip()  # as records hold it
        words = re.compile(r"\s+".join(map(re.escape, text[start:end].split())))
        nth = len(words.findall(text[:start]))
        spot = self.spot(path)
        above = len("\n".join([*self.lines[: spot.line - 1], ""]))
        found = list(words.finditer("\n".join(self.lines[: self._last(path, spot)]), above + spot.col - 1))
        if nth >= len(found):
            return spot
        line, col = place(self.text, found[nth].start())
        return Spot(line, col, min(end - start, len(self.lines[line - 1]) - col + 1))

    def lines_of(self, path: Path) -> tuple[int, int]:
        """The first and the last line of the entry of a list, without the empty lines below it."""
        spot = self.spot(path)
        end = self._last(path, spot)
        while not self.lines[end - 1].strip():
            end -= 1
        return spot.line, end

    def _last(self, path: Path, spot: Spot) -> int:
        """The last line of the text that begins at `spot`: those below stand further in than its key or its dash."""
        first = self.lines[spot.line - 1]
        far = self.keys[path].col - 1 if path in self.keys else indent(first)
        below = enumerate(self.lines[spot.line :], spot.line)
        return next((n for n, one in below if one.strip() and indent(one) <= far), len(self.lines))
