"""`guide verify` as people type it: exit codes, one clear sentence, a bar on terminals only, and never by accident."""

from __future__ import annotations

import functools
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from macros.book import Book
from macros.cli import main
from macros.verify.command import CannotVerify, Options, run_verify
from macros.verify.http import Door
from macros.verify.progress import progress
from tests.guide_files import ROOT, TEA, read_files
from tests.verify.services import Page, Services, update, work
from tests.verify.test_run import all_is_well

CONTACT = ["--contact", "care@example.org"]
SAMPLE = "10.99999/invented.2019.7"


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, services: Services, tea: Book) -> Path:
    """The tea guide in a folder of its own, with services that agree with it; its reviews are not due for long."""
    monkeypatch.delenv("GUIDE_CONTACT", raising=False)
    monkeypatch.setattr("macros.verify.command.Door", functools.partial(Door, instead=services.instead))
    all_is_well(services, tea)
    for file, text in {**read_files(TEA), **read_files(TEA, "content")}.items():
        target = tmp_path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        far = str(text).replace("review_due: 2027", "review_due: 9027").replace("review_due: 2028", "review_due: 9028")
        target.write_text(far, encoding="utf-8")
    return tmp_path


def verify(guide: Path, *more: str) -> int:
    return main(["--root", str(guide), "verify", *more])


def test_all_is_well(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(guide, *CONTACT) == 0
    out, err = capsys.readouterr()
    assert out.endswith(
        " 0 hints in 40 files.\n10 questions; 0 replies kept from before; 0 not checked.\n".replace(
            "40", str(sum(1 for f in guide.rglob("*") if f.is_file() and ".build" not in f.parts))
        )
    )
    assert err == "", "no bar where nobody watches"
    assert verify(guide, *CONTACT) == 0
    assert "10 replies kept" in capsys.readouterr().out


def test_a_retraction_is_a_problem_at_its_place(
    guide: Path, services: Services, tea: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    notice = update("retraction", "10.99999/r", "Retraction", (2026, 3, 4))
    services.crossref(SAMPLE, work(SAMPLE, tea.sources["sample-2019"].title or "", 2019, {"updated-by": [notice]}))
    assert verify(guide, *CONTACT) == 1
    assert capsys.readouterr().out.startswith(
        "claims/sources/sample-2019.yml:28:9: V201 this work is retracted: "
        "“Retraction” “10.99999/r” of 2026-03-04, says Crossref\n"
        "   28 | status: current\n"
        "                ^^^^^^^\n"
        "  fix: write 'status: retracted', then grade again whatever rests on it\n"
    )


def test_what_could_not_be_checked_is_no_success(
    guide: Path, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    services.crossref(SAMPLE, Page(500))
    assert verify(guide, *CONTACT) == 2
    assert capsys.readouterr().out.startswith(f"not checked: Crossref {SAMPLE}: 127.0.0.1:")


def test_a_hint_alone_is_no_problem(guide: Path, services: Services, capsys: pytest.CaptureFixture[str]) -> None:
    services.serve("/moved", Page(301, headers={"Location": "/publisher"}))
    (guide / "content/start.md").write_text(f"See {services.base}/moved\n", encoding="utf-8")
    assert verify(guide, *CONTACT, "--links") == 0
    assert " V302 " in capsys.readouterr().out


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_other_forms(guide: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(guide, *CONTACT, "--format", form) == 0
    out = capsys.readouterr().out
    assert json.loads(out)["problems"] == [] if form == "json" else out.startswith("Looked at on 2")


@pytest.mark.parametrize("contact", ["", "me", "me@here", "a@b.org\nX-Evil: 1", "Me <me@example.org>"])
def test_no_contact_no_question(
    guide: Path, services: Services, contact: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(guide, "--contact", contact) == 2
    assert capsys.readouterr().err == (
        "guide: the services ask for an e-mail address they can write to; "
        "use --contact you@example.org or set GUIDE_CONTACT\n"
    )
    assert services.asked == []


def test_the_contact_may_stand_in_the_environment(
    guide: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIDE_CONTACT", "team@example.org")
    assert verify(guide) == 0
    assert {h["User-Agent"] for h in services.headers} == {"guide-verify (mailto:team@example.org)"}


def test_offline_is_one_sentence(
    guide: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("macros.verify.command.Door", Door)
    assert verify(guide, *CONTACT) == 2
    assert capsys.readouterr() == (
        "",
        "guide: neither api.crossref.org nor eutils.ncbi.nlm.nih.gov can be reached; try again when you are online\n",
    )


def test_an_interrupt_says_that_nothing_is_lost(
    guide: Path, monkeypatch: pytest.MonkeyPatch, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    real, asked = Door.ask, []

    def ask(door: Door, question: object) -> object:
        asked.append(question)
        if len(asked) == 4:
            raise KeyboardInterrupt
        return real(door, question)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Door, "ask", ask)
        assert verify(guide, *CONTACT) == 2
    assert capsys.readouterr().err == (
        "guide: interrupted; what was answered is kept, and the next start goes on from there\n"
    )
    assert verify(guide, *CONTACT) == 0
    assert "3 replies kept" in capsys.readouterr().out
    assert len(services.asked) == 10


def test_records_that_cannot_be_read_come_first(
    guide: Path, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / "claims/sources/sample-2019.yml").write_text("id: [\n", encoding="utf-8")
    assert verify(guide, *CONTACT) == 1
    assert " E004 " in capsys.readouterr().out
    assert services.asked == []


def test_answers_that_cannot_be_kept(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / ".build").write_text("a file where a folder should be", encoding="utf-8")
    assert verify(guide, *CONTACT) == 2
    assert capsys.readouterr().err.startswith("guide: ")


@pytest.mark.parametrize("days", ["-1", "x", "1.5", ""])
def test_an_age_is_a_number_of_days(guide: Path, days: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        verify(guide, *CONTACT, "--max-age", days)
    assert exit_.value.code == 2
    assert f"'{days}' is not a number of days" in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_one_line_that_goes_away() -> None:
    screen = Terminal()
    tell = progress(screen, width=40)
    tell(0, 4, "Crossref 10.99999/a")
    tell(3, 4, "PubMed " + "9" * 60)
    tell(4, 4, "")
    assert screen.getvalue().split("\r")[1:] == [
        "[........................] 0/4 Crossref\x1b[K",
        "[##################......] 3/4 PubMed 9\x1b[K",
        "\x1b[K",
    ]


def test_the_line_goes_away_before_a_sentence_is_said(tmp_path: Path, tea: Book) -> None:
    screen = Terminal()
    with pytest.raises(CannotVerify):
        run_verify(tea, {}, tmp_path, Options("care@example.org"), date(2026, 11, 21), screen)
    assert "0/10" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_anything_else_gets_nothing() -> None:
    log = io.StringIO()
    progress(log)(1, 4, "Crossref 10.99999/a")
    assert log.getvalue() == ""


OTHERS = sorted(path.stem for path in (ROOT / "macros/commands").glob("[a-z]*.py") if path.stem != "verify")


@pytest.mark.parametrize("module", ["macros.cli", "macros.hook", *(f"macros.commands.{name}" for name in OTHERS)])
def test_neither_the_build_nor_another_command_loads_it(module: str) -> None:
    code = f"import sys, {module}; print([m for m in sys.modules if m.startswith('macros.verify')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"
