"""The weekly workflow: its own steps, carried out with a `guide` and a `gh` of ours."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.guide_files import ROOT

WORKFLOW: dict[Any, Any] = yaml.safe_load((ROOT / ".github/workflows/weekly.yml").read_text(encoding="utf-8"))
LOOK, ISSUE = WORKFLOW["jobs"]["look"], WORKFLOW["jobs"]["issue"]


def test_what_reads_strangers_cannot_write_and_what_writes_installs_nothing() -> None:
    assert WORKFLOW["permissions"] == {}
    assert LOOK["permissions"] == {"contents": "read"}
    assert ISSUE["permissions"] == {"issues": "write"}
    assert "GH_TOKEN" not in str(LOOK)
    assert [set(step) for step in ISSUE["steps"]] == [{"env", "run"}]


def test_only_the_main_branch_is_looked_at() -> None:
    assert set(WORKFLOW[True]) == {"schedule", "workflow_dispatch"}
    assert LOOK["if"] == "github.ref == 'refs/heads/main'"
    assert LOOK["steps"][0]["with"] == {"ref": "main", "persist-credentials": False}


def carried_out(step: dict[str, Any], folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    given = {"PATH": f"{folder}:{os.environ['PATH']}", "RUNNER_TEMP": str(folder), **env}
    command = ["bash", "-e", "-c", step["run"]]
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False)


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize(("code", "warned"), [(0, False), (1, False), (2, True)])
def test_the_text_is_handed_on_whatever_was_found(tmp_path: Path, code: int, warned: bool) -> None:
    program(tmp_path / ".venv/bin/guide", f"echo \"$@\"; echo 'text<<x'; exit {code}")
    output, summary = tmp_path / "output", tmp_path / "summary"
    done = carried_out(LOOK["steps"][-1], tmp_path, GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 0
    assert ("::warning::" in done.stdout) == warned
    first, start, *text, end = output.read_text(encoding="utf-8").splitlines()
    assert first == f"code={code}"
    assert start == f"text<<{end}"
    assert text == ["verify --links --format markdown", "text<<x"]
    assert summary.read_text(encoding="utf-8").splitlines() == text


def test_when_nothing_could_be_checked_the_job_fails(tmp_path: Path) -> None:
    program(tmp_path / ".venv/bin/guide", "echo 'guide: offline' >&2; exit 2")
    done = carried_out(LOOK["steps"][-1], tmp_path, GITHUB_OUTPUT=str(tmp_path / "o"), GITHUB_STEP_SUMMARY="/dev/null")
    assert (done.returncode, done.stderr) == (2, "guide: offline\n")
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    ("number", "code", "calls"),
    [
        ("", "0", []),
        ("", "2", []),
        ("", "1", ["issue create --title Weekly care --body-file -"]),
        ("7", "1", ["issue edit 7 --body-file -"]),
        ("7", "2", ["issue edit 7 --body-file -"]),
        ("7", "0", ["issue edit 7 --body-file -", "issue close 7 --comment Nothing is left to do."]),
    ],
)
def test_one_issue_is_opened_updated_or_closed(tmp_path: Path, number: str, code: str, calls: list[str]) -> None:
    program(
        tmp_path / "gh",
        'echo "$@" >> calls\ncase "$2" in list) printf "%s" "$NUMBER" ;; create | edit) cat > body ;; esac',
    )
    text = "`$(touch broken)` $HOME\n-n \\n"
    done = carried_out(ISSUE["steps"][0], tmp_path, NUMBER=number, CODE=code, TEXT=text)
    assert (done.returncode, done.stderr) == (0, "")
    listed, *others = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert listed.startswith("issue list --state open --app github-actions --limit 200 --json number,title --jq map(")
    assert others == calls
    if calls:
        assert (tmp_path / "body").read_text(encoding="utf-8") == f"{text}\n"
    assert not (tmp_path / "broken").exists()
