"""Edits of a record's text that leave everything else in it as it stands: comments, order, quotes, blank lines."""

from __future__ import annotations

from ..document import Path, Spot
from ..yamlfile import parse


def rename_key(text: str, path: Path, name: str) -> str:
    """The text with the key at `path` called `name`; unchanged when there is no such key, or `name` is taken."""
    document = parse("", text)
    taken = (*path[:-1], name) in document.keys
    return text if path not in document.keys or taken else _put(text, document.keys[path], name)


def set_value(text: str, path: Path, value: str) -> str:
    """The text with `value` at `path`, which holds one word; unchanged when it is not there."""
    document = parse("", text)
    return _put(text, document.values[path], value) if path in document.values else text


def _put(text: str, spot: Spot, word: str) -> str:
    lines = text.split("\n")
    line, at = lines[spot.line - 1], spot.col - 1
    lines[spot.line - 1] = line[:at] + word + line[at + spot.width :]
    return "\n".join(lines)
