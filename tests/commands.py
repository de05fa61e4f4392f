"""Runs the commands in a copy of the tea guide, and keeps what they print."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.cli import main

KETTLE = "claims/safety/place-kettle.yml"
SLEEP = "claims/mind/sleep.yml"


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """The last line."""
        return self.out.rstrip("\n").split("\n")[-1]


@dataclass(frozen=True)
class Guide:
    """A copy of the tea guide, and the commands run in it."""

    root: Path
    capture: pytest.CaptureFixture[str]

    def run(self, *args: str) -> Ran:
        """`guide --root ... args`."""
        code = main(["--root", str(self.root), *args])
        out, err = self.capture.readouterr()
        assert "Traceback" not in out + err
        return Ran(code, out, err)

    def spoil(self, path: str, old: str, new: str) -> None:
        """Make a mistake in a record."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def refused(ran: Ran, *words: str) -> None:
    """Exit 2, one sentence on the error stream, nothing else."""
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("guide: ")
    assert ran.err.count("\n") == 1
    assert all(word in ran.err for word in words), ran.err
