"""How far we are, on one line of a terminal; nothing at all anywhere else, so that logs stay readable."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TextIO

BAR = 24


def progress(stream: TextIO, width: int | None = None) -> Callable[[int, int, str], None]:
    """A function (done, of, what) that draws on `stream` if that is a terminal, and wipes its line at the end."""
    if not stream.isatty():
        return lambda done, of, what: None

    def draw(done: int, of: int, what: str) -> None:
        columns = width or shutil.get_terminal_size().columns
        full = BAR * done // of if of else BAR
        line = f"[{'#' * full}{'.' * (BAR - full)}] {done}/{of} {what}" if done < of else ""
        stream.write(f"\r{line[: columns - 1]}\x1b[K")
        stream.flush()

    return draw
