"""The files under .github: what linters cannot know about them, and the script that comments on pull requests."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from tests.guide_files import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
SHA = "0123456789abcdef0123456789abcdef01234567"


def read(path: Path) -> dict[Any, Any]:
    """A YAML file of GitHub's; `on` reads as True, which is YAML's doing."""
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def permissions(workflow: dict[Any, Any]) -> set[str]:
    """Every permission a workflow gives, as 'what: how'."""
    given = [workflow["permissions"], *(job.get("permissions", {}) for job in workflow["jobs"].values())]
    return {f"{what}: {how}" for one in given for what, how in one.items()}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_says_its_name_and_what_may_run_at_once(path: Path) -> None:
    workflow = read(path)
    assert workflow["name"] == path.stem
    assert "concurrency" in workflow
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_actions_are_pinned_to_one_commit_each() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                found = re.fullmatch(r"\s+(?:- )?uses: ([\w/-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)", line)
                assert found, f"{path.name}: {line.strip()}"
                pins.setdefault(found[1], set()).add(found[2])
    assert len(pins) >= 5
    assert [name for name, versions in pins.items() if len(versions) > 1] == []


def test_code_of_strangers_never_meets_a_token_that_writes() -> None:
    for path in WORKFLOWS:
        workflow = read(path)
        assert "pull_request_target" not in path.read_text(encoding="utf-8"), path.name
        if "pull_request" in workflow[True]:
            assert permissions(workflow) == {"contents: read"}, path.name
            assert "secrets." not in path.read_text(encoding="utf-8"), path.name


def test_what_may_comment_runs_only_the_main_branch_and_reads_no_artifact() -> None:
    workflow = read(GITHUB / "workflows" / "preview-comment.yml")
    assert workflow[True]["workflow_run"]["workflows"] == [read(GITHUB / "workflows" / "preview.yml")["name"]]
    assert permissions(workflow) == {"actions: read", "contents: read", "pull-requests: write"}
    checkout, run = steps(workflow)
    assert checkout["uses"].startswith("actions/checkout@")
    assert checkout["with"] == {
        "ref": "${{ github.event.repository.default_branch }}",
        "sparse-checkout": ".github",
        "persist-credentials": False,
    }
    assert run["run"] == "python3 .github/preview_comment.py"
    assert set(run["env"]) == {"GH_TOKEN"}


def test_the_last_job_fails_when_any_job_does() -> None:
    jobs = read(GITHUB / "workflows" / "check.yml")["jobs"]
    last = jobs["pass"]
    assert set(last["needs"]) == set(jobs) - {"pass"}
    assert last["if"] == "always()"
    assert all(word in last["steps"][0]["if"] for word in ("failure", "cancelled", "skipped"))


def test_the_summary_page_shows_what_the_check_says_and_nothing_else(tmp_path: Path) -> None:
    """Run the step itself, with a `make` that finds problems and tries to write Markdown."""
    (step,) = (s for s in steps(read(GITHUB / "workflows" / "check.yml")) if "make --silent check" in s.get("run", ""))
    make = tmp_path / "make"
    make.write_text("#!/bin/sh\necho 'claims/a.yml:1:1: E101 x'\necho '# <b>hello</b>'\necho noise >&2\nexit 1\n")
    make.chmod(0o755)
    summary = tmp_path / "summary.md"
    env = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_STEP_SUMMARY": str(summary)}
    done = subprocess.run(["bash", "-e", "-c", step["run"]], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    lines = summary.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "## Records and pages"
    assert lines[2:4] == ["    claims/a.yml:1:1: E101 x", "    # <b>hello</b>"]
    assert len(lines) == 6


def test_every_label_in_use_is_explained() -> None:
    labels = yaml.safe_load((GITHUB / "labels.yml").read_text(encoding="utf-8"))
    names = [label["name"] for label in labels]
    assert len(set(names)) == len(names)
    for label in labels:
        assert set(label) == {"name", "color", "description"}
        assert re.fullmatch("[0-9a-f]{6}", label["color"])
        assert len(label["description"]) <= 100, "GitHub allows 100 characters"
    used = {label for form in FORMS for label in read(form)["labels"]}
    used |= {label for update in read(GITHUB / "dependabot.yml")["updates"] for label in update["labels"]}
    assert used <= set(names)


def test_each_reason_to_write_has_its_form_and_safety_comes_first() -> None:
    assert [read(form)["labels"] for form in FORMS] == [
        ["safety"],
        ["wrong number"],
        ["new study"],
        ["new claim"],
        ["unclear text"],
    ]
    assert "call your emergency number first" in read(FORMS[0])["body"][0]["attributes"]["value"]


def test_each_pull_request_form_is_linked_from_the_first_one() -> None:
    first = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    linked = re.findall(r"\(\?expand=1&template=([\w-]+\.md)\)", first)
    assert sorted(linked) == sorted(path.name for path in (GITHUB / "PULL_REQUEST_TEMPLATE").iterdir())


def test_owners_are_named_for_places_that_exist_and_the_placeholder_is_explained() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert [place for place, *_ in rules if place != "*" and not (ROOT / place.strip("/")).exists()] == []
    owners = {owner.split("/")[0] for _, *owners in rules for owner in owners}
    if "@YOUR-ORGANISATION" in owners:
        assert "YOUR-ORGANISATION" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_what_is_published_names_its_own_repository_and_no_placeholder(tmp_path: Path) -> None:
    """Run the step that looks, once on a page with the placeholder of mkdocs.yml and once on one without."""
    publish = steps(read(GITHUB / "workflows" / "publish.yml"))
    (build,) = (step for step in publish if step.get("run") == "make site")
    assert build["env"]["GUIDE_REPO_URL"] == "${{ github.server_url }}/${{ github.repository }}"
    looks = publish[publish.index(build) + 1]
    placeholder = re.search(r'GUIDE_REPO_URL, "(.+?)"', (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert placeholder
    page = tmp_path / "site" / "index.html"
    page.parent.mkdir()
    for address, code in ((placeholder[1], 1), ("https://github.com/somebody/retrograde", 0)):
        page.write_text(f'<a href="{address}/issues">Report</a>', encoding="utf-8")
        done = subprocess.run(
            ["bash", "-e", "-c", looks["run"]], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == code


# --- preview_comment.py, against a GitHub of our own


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("preview_comment", GITHUB / "preview_comment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class FakeGitHub:
    """Answers as the REST API does, and remembers what it was told to write."""

    def __init__(self, **changes: Any) -> None:
        self.pulls = [{"number": 7, "head": {"sha": SHA}, "base": {"repo": {"id": 1}}}]
        self.artifacts = [{"id": 55, "name": "site", "expired": False}]
        self.comments: list[dict[str, Any]] = []
        self.written: list[tuple[str, str, str]] = []
        self.asked: list[str] = []
        vars(self).update(changes)

    def __call__(self, method: str, path: str, text: str | None) -> Any:
        if text is not None:
            self.written.append((method, path, text))
            return {}
        self.asked.append(path)
        if path.startswith("pulls?"):
            return self.pulls
        if path.startswith("actions/runs/99/artifacts"):
            return {"artifacts": self.artifacts}
        page = int(path.rsplit("=", 1)[1])
        return self.comments[100 * (page - 1) : 100 * page]


def event(**run: Any) -> dict[str, Any]:
    base = {"id": 99, "head_sha": SHA, "head_branch": "fix/a&b=c", "head_repository": {"owner": {"login": "someone"}}}
    return {"workflow_run": {**base, **run}, "repository": {"id": 1, "html_url": "https://example.org/o/guide"}}


def test_the_first_comment_links_the_artifact() -> None:
    github = FakeGitHub()
    assert script().tell(event(), github) == "Commented on #7."
    ((method, path, text),) = github.written
    assert (method, path) == ("POST", "issues/7/comments")
    assert text.startswith("<!-- preview -->\n")
    assert "(https://example.org/o/guide/actions/runs/99/artifacts/55)" in text
    assert github.asked[0] == "pulls?state=open&per_page=100&head=someone%3Afix%2Fa%26b%3Dc"


def test_a_later_push_writes_the_same_comment_anew_and_leaves_those_of_others_alone() -> None:
    forged = {"id": 1, "user": {"login": "someone"}, "body": "<!-- preview --> mine"}
    ours = {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "<!-- preview -->\nold"}
    github = FakeGitHub(comments=[forged] * 100 + [ours])
    assert script().tell(event(), github) == "Wrote the comment on #7 anew."
    assert [(method, path) for method, path, _ in github.written] == [("PATCH", "issues/comments/2")]


@pytest.mark.parametrize(
    ("changes", "run", "told"),
    [
        ({"pulls": []}, {}, "No open pull request stands at this commit."),
        ({}, {"head_sha": "f" * 40}, "No open pull request stands at this commit."),
        ({}, {"head_repository": None}, "No open pull request stands at this commit."),
        ({"artifacts": []}, {}, "The run left no preview."),
        ({"artifacts": [{"id": 55, "name": "site", "expired": True}]}, {}, "The run left no preview."),
        ({"artifacts": [{"id": 55, "name": "other", "expired": False}]}, {}, "The run left no preview."),
    ],
)
def test_where_there_is_nothing_to_tell_nothing_is_written(
    changes: dict[str, Any], run: dict[str, Any], told: str
) -> None:
    github = FakeGitHub(**changes)
    assert script().tell(event(**run), github) == told
    assert github.written == []


def test_only_numbers_and_a_commit_id_reach_the_comment() -> None:
    github = FakeGitHub(artifacts=[{"id": "55) [x](evil", "name": "site", "expired": False}])
    with pytest.raises(ValueError, match="invalid literal"):
        script().tell(event(), github)
    with pytest.raises(ValueError, match="no commit id"):
        script().text_of(event(head_sha="x](evil)"), FakeGitHub())
    assert github.written == []
