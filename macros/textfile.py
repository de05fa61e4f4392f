"""Bytes to text: one encoding, nothing unseen, not too much of it. What cannot be read is refused with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .problem import Problem

MAX_LINES = 5000
MAX_LINE_LENGTH = 2000
MAX_BYTES = 256 * 1024

# Characters YAML does not allow, line breaks that editors do not count as lines, what breaks a word unseen (soft hyphen,
# zero-width space, word joiner), and marks that turn the direction of text so that it reads as what it is not.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
    "|\r(?!\n)"
)


class Refused(Exception):
    """The file cannot be read; carries the problems."""

    def __init__(self, *problems: Problem):
        super().__init__(problems)
        self.problems = list(problems)


class NoText(bytes):
    """What stands in the place of a file's bytes where there is no file to read; they say what there is instead."""


def decode(file: str, raw: str | bytes) -> str:
    """Text of a file. Raises Refused for a byte order mark, another encoding, unseen characters or too much of it,
    and where there is no file to read.
    """
    if isinstance(raw, NoText):
        raise Refused(Problem(file, 1, 1, "E001", raw.decode(), "delete it, or put the file itself in its place"))
    if isinstance(raw, bytes):
        try:
            raw = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode("utf-8")
            line, col = place(before, len(before))
            message = "this byte is not UTF-8 text"
            raise Refused(Problem(file, line, col, "E001", message, "save the file as UTF-8")) from None
    if raw.startswith("\ufeff"):
        message = "the file begins with a byte order mark"
        raise Refused(Problem(file, 1, 1, "E001", message, "save the file as UTF-8 without BOM"))
    _refuse_too_long(file, raw)
    # All of them are unprintable, and to ask that of a whole text is twenty times quicker.
    if not raw.replace("\n", "").isprintable() and (bad := FORBIDDEN.search(raw)):
        line, col = place(raw, bad.start())
        message = f"the character U+{ord(bad.group()[0]):04X} cannot be used here"
        raise Refused(Problem(file, line, col, "E002", message, "delete it and type the text again"))
    return raw


def as_texts(files: Mapping[str, str | bytes]) -> dict[str, str]:
    """Files as text for printing; nothing is refused: what is not UTF-8 shows as such, and what is no file as nothing."""
    return {
        file: raw if isinstance(raw, str) else "" if isinstance(raw, NoText) else raw.decode("utf-8", "replace")
        for file, raw in files.items()
    }


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column, from 1, of the character at index `at`."""
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def _refuse_too_long(file: str, text: str) -> None:
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE_LENGTH:
            message = f"this line has {len(line)} characters; {MAX_LINE_LENGTH} is the limit"
            fix = "break the text over lines with >-"
            raise Refused(Problem(file, number, MAX_LINE_LENGTH + 1, "E003", message, fix))
    size = len(text.encode("utf-8", "replace"))
    if len(lines) > MAX_LINES + 1 or size > MAX_BYTES:
        over = min(len(lines), MAX_LINES + 1)
        limit = f"{MAX_LINES} lines or {MAX_BYTES} bytes is the limit"
        message = f"the file has {len(lines)} lines and {size} bytes; {limit}"
        raise Refused(Problem(file, over, 1, "E003", message, "split the record"))
