"""The door of the commands: an interrupt before anything is loaded, and output that somebody closed, end in a sentence."""

from __future__ import annotations

import builtins
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from macros.__main__ import main
from macros.rules.dates import months_after
from tests.guide_files import TEA


def test_an_interrupt_while_loading_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def interrupted(name: str, *args: Any) -> Any:
        if name == "cli":
            raise KeyboardInterrupt
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", interrupted)
    assert main() == 2
    assert capsys.readouterr() == ("", "guide: interrupted\n")


def test_a_closed_output_is_no_traceback() -> None:
    command = f'exec "{sys.executable}" -m macros --root "{TEA}" stats >&-'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, cwd=TEA.parents[2])
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 2)


@pytest.mark.parametrize(("day", "later"), [(date(9998, 11, 21), date.max), (date(2026, 1, 31), date(2028, 1, 31))])
def test_a_review_due_after_the_calendar_ends_is_due_on_its_last_day(day: date, later: date) -> None:
    assert months_after(day, 24) == later
