"""The browser tests' browser is looked for in a fixed order, and when all fails one line says what to type."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser import chromium

DOWNLOADED = "/playwright/chrome"


class Machine:
    """A pretend machine: which programs are there, and what was tried to get more."""

    def __init__(self) -> None:
        self.programs: dict[str, str] = {}
        self.broken: set[str] = set()
        self.tried: list[str] = []
        self.brings: dict[str, Callable[[], None]] = {}

    def bring(self, how: str) -> None:
        self.tried.append(how)
        self.brings.get(how, lambda: None)()


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine without any browser, on which nothing can be installed."""
    machine = Machine()
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium.shutil, "which", machine.programs.get)
    monkeypatch.setattr(chromium, "starts", lambda path: path not in machine.broken)
    monkeypatch.setattr(chromium, "playwrights_own", lambda: machine.programs.get("playwright's"))
    monkeypatch.setattr(chromium, "download", lambda: machine.bring("download"))
    monkeypatch.setattr(chromium, "install_with_apt", lambda: machine.bring("apt"))
    monkeypatch.setattr(chromium.sys, "platform", "linux")
    return machine


def test_looks_in_the_promised_order(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    order = ["/named", *chromium.NAMES, *chromium.MAC_APPS, "playwright's"]
    machine.programs.update({name: f"found {name}" for name in order})
    monkeypatch.setenv("CHROMIUM", "/named")
    seen = [chromium.find()]
    monkeypatch.delenv("CHROMIUM")
    for name in order[1:]:
        seen.append(chromium.find())
        del machine.programs[name]
    assert seen == [f"found {name}" for name in order]
    assert chromium.find() is None


def test_a_stub_that_does_not_start_is_passed_over(machine: Machine) -> None:
    machine.programs.update({"chromium-browser": "/stub", "google-chrome": "/chrome"})
    machine.broken.add("/stub")
    assert chromium.find() == "/chrome"


def test_nothing_is_installed_when_one_is_there(machine: Machine) -> None:
    machine.programs["google-chrome"] = "/chrome"
    assert chromium.ensure() == "/chrome"
    assert machine.tried == []


@pytest.mark.parametrize(("helps", "tried"), [("download", ["download"]), ("apt", ["download", "apt"])])
def test_stops_installing_at_the_first_success(machine: Machine, helps: str, tried: list[str]) -> None:
    machine.brings[helps] = lambda: machine.programs.update({"playwright's": DOWNLOADED})
    assert chromium.ensure() == DOWNLOADED
    assert machine.tried == tried


@pytest.mark.parametrize(
    ("platform", "command"),
    [("linux", "sudo apt-get install -y chromium"), ("darwin", "brew install --cask chromium")],
)
def test_failure_is_one_line_to_type(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, platform: str, command: str
) -> None:
    monkeypatch.setattr(chromium.sys, "platform", platform)
    with pytest.raises(SystemExit) as end:
        chromium.ensure()
    assert end.value.code == (
        f"The tests need Chromium or Chrome and found none; type: {command}, then make test again; "
        "or name a browser you have: make test CHROMIUM=/path/to/chrome"
    )


def test_a_mistyped_name_is_said_not_worked_around(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.programs["chromium"] = "/chromium"
    monkeypatch.setenv("CHROMIUM", "/no/such")
    with pytest.raises(SystemExit, match="CHROMIUM=/no/such is not a program on this machine"):
        chromium.ensure()
    assert machine.tried == []


def test_fixtures_fail_rather_than_skip_without_a_browser(machine: Machine) -> None:
    with pytest.raises(RuntimeError, match="make test"):
        chromium.launch_options()


@pytest.mark.parametrize("root", [True, False])
def test_the_sandbox_is_given_up_only_for_root(machine: Machine, monkeypatch: pytest.MonkeyPatch, root: bool) -> None:
    machine.programs["chromium"] = "/chromium"
    monkeypatch.setattr(chromium, "is_root", lambda: root)
    options = chromium.launch_options()
    assert options["chromium_sandbox"] is not root
    assert options["headless"] is True
    assert "--disable-background-networking" in options["args"]


@pytest.mark.parametrize("known", [("chromium-headless-shell", "chromium"), ("chromium",)])
def test_apt_is_for_root_only_and_takes_the_first_it_knows(
    monkeypatch: pytest.MonkeyPatch, known: tuple[str, ...]
) -> None:
    commands: list[list[str]] = []

    def run(command: list[str], seconds: int) -> bool:
        commands.append(command)
        return command[-1] in known

    monkeypatch.setattr(chromium.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(chromium, "run", run)
    monkeypatch.setattr(chromium, "is_root", lambda: False)
    chromium.install_with_apt()
    assert commands == []
    monkeypatch.setattr(chromium, "is_root", lambda: True)
    chromium.install_with_apt()
    assert commands[0][4] == "update"
    assert {command[4] for command in commands[1:]} == {"install"}
    assert [command[-1] in known for command in commands[1:]] == [*[False] * (len(commands) - 2), True]
    assert commands[-1][-1] == known[0]


def test_a_command_that_hangs_or_is_missing_counts_as_failed() -> None:
    assert not chromium.run(["sleep", "9"], seconds=0)
    assert not chromium.run(["no-such-program-at-all"], seconds=9)
    assert chromium.run(["true"], seconds=9)
