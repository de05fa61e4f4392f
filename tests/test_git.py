"""`guide diff` against real repositories: which revision is meant, what is read from it, and one sentence when it cannot be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from macros import git
from macros.cli import main
from tests.guide_files import TEA

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")

SLEEP = "claims/mind/sleep.yml"


@pytest.fixture(autouse=True)
def _nobody_s_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Git as on a new machine, whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    # Where no folder above may be taken for the repository.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@example.org")


def run(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(folder: Path, message: str = "Change") -> str:
    run(folder, "add", "--all")
    run(folder, "commit", "--quiet", "--allow-empty", "-m", message)
    return run(folder, "rev-parse", "HEAD")


def change(folder: Path, find: str, put: str, file: str = SLEEP) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put, 1), encoding="utf-8")


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """The tea guide in a repository of its own with one commit."""
    folder = tmp_path / "guide"
    shutil.copytree(TEA, folder)
    run(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "Begin")
    return folder


def tell(folder: Path, *words: str) -> int:
    return main(["--root", str(folder), "diff", *words])


def refused(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one sentence on stderr, with exit code 2 and nothing else printed."""
    assert tell(folder, *words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("guide: ")
    assert err.count("\n") == 1
    return err.removeprefix("guide: ").strip()


def test_head_is_compared_with_the_working_tree(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = run(guide, "rev-parse", "--short=7", "HEAD")
    assert tell(guide) == 0
    assert capsys.readouterr().out == f"HEAD ({head}) -> the working tree (all committed): no change of meaning.\n"
    change(guide, "verdict: contradicted", "verdict: unclear")
    (guide / "claims" / "mind" / ".sleep.yml.swp").write_bytes(b"\xff")
    assert tell(guide) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"HEAD ({head}) -> the working tree (2 files not committed)\n")
    assert "      verdict: contradicted -> unclear\n" in out
    assert out.endswith("\n1 claim changed; 6 pages touched.\n")


def test_a_branch_with_all_committed_is_told_what_to_compare_with(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main = run(guide, "branch", "--show-current")
    run(guide, "switch", "-c", "mine")
    tell(guide)
    assert "merge-base" not in capsys.readouterr().out  # no commit of its own yet
    change(guide, "verdict: contradicted", "verdict: unclear")
    run(guide, "commit", "-a", "-m", "Doubt it")
    tell(guide)
    out = capsys.readouterr().out
    assert f"`guide diff $(git merge-base {main} HEAD)`" in out
    tell(guide, run(guide, "merge-base", main, "HEAD"))
    assert "verdict: contradicted -> unclear" in capsys.readouterr().out
    tell(guide, "--format", "json")
    assert "merge-base" not in capsys.readouterr().out


def test_one_revision_or_two(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(guide, "tag", "first")
    change(guide, "level: moderate", "level: low")
    second = commit(guide)
    change(guide, "verdict: contradicted", "verdict: unclear")
    assert tell(guide, "first", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [c["kind"] for c in told["changes"]] == ["claim", "finding"]
    assert told["after"] == {"name": "the working tree", "commit": "", "uncommitted": 1}
    assert tell(guide, "first", "HEAD", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [c["kind"] for c in told["changes"]] == ["finding"]
    assert told["after"] == {"name": "HEAD", "commit": second, "uncommitted": None}
    assert tell(guide, "HEAD", "first", "--format", "markdown") == 0
    assert "| certainty.level | low | moderate |" in capsys.readouterr().out


def test_a_moved_file_and_a_comment_are_no_change_of_meaning(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "claims" / "body" / "sleep.yml").write_text(
        "# moved\n" + (guide / SLEEP).read_text(encoding="utf-8"), encoding="utf-8"
    )
    (guide / SLEEP).unlink()
    commit(guide)
    assert tell(guide, "HEAD~1") == 0
    assert capsys.readouterr().out.endswith("(all committed): no change of meaning.\n")


def test_files_come_out_as_they_went_in(guide: Path) -> None:
    odd = guide / "content" / "Überblick mit Leerzeichen.md"
    odd.write_bytes(b"\x00\xff\nblob 12\n\n")
    (guide / "content" / "empty.md").write_bytes(b"")
    (guide / "elsewhere.md").write_text("# Elsewhere", encoding="utf-8")
    (guide / "content" / "link.md").symlink_to("about.md")
    (guide / "content" / "out.md").symlink_to("../elsewhere.md")
    (guide / "content" / "twice.md").symlink_to("link.md")
    head = commit(guide)
    found = git.files_of(guide, head, lambda path: True)
    on_disk = {p.relative_to(guide).as_posix(): p for folder in git.FOLDERS for p in (guide / folder).rglob("*")}
    assert found == {path: p.read_bytes() for path, p in on_disk.items() if p.is_file()}
    assert len(found) > 40
    assert set(git.files_of(guide, head, lambda path: path.endswith("link.md"))) == {"content/link.md"}


def test_a_record_that_is_a_link_is_what_it_leads_to(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / "claims/mind/real.txt").write_bytes((guide / SLEEP).read_bytes())
    (guide / SLEEP).unlink()
    (guide / SLEEP).symlink_to("real.txt")
    commit(guide)
    assert tell(guide, "HEAD~1") == 0
    assert capsys.readouterr().out.endswith("(all committed): no change of meaning.\n")
    assert tell(guide, "HEAD~1", "HEAD") == 0
    assert capsys.readouterr().out.endswith("no change of meaning.\n")


@pytest.mark.parametrize("goal", ["nowhere.yml", "sleep.yml", "../safety", "/etc/hostname", "../../../x.yml"])
def test_a_link_of_a_commit_that_leads_to_no_file_is_named(
    goal: str, guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (guide / SLEEP).unlink()
    (guide / SLEEP).symlink_to(goal)
    head = commit(guide)
    (guide / SLEEP).unlink()
    assert refused(guide, capsys, head) == f"{SLEEP} is a link in {head[:7]} that leads to no file there"
    (guide / "content/picture.png").symlink_to("nowhere.png")
    (guide / SLEEP).write_bytes((TEA / SLEEP).read_bytes())
    commit(guide)
    assert tell(guide) == 0


def test_a_guide_may_stand_in_a_folder_of_a_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(TEA, tmp_path / "guides" / "tea")
    run(tmp_path, "init", "--quiet")
    commit(tmp_path)
    (tmp_path / "elsewhere.txt").write_text("x", encoding="utf-8")
    assert tell(tmp_path / "guides" / "tea") == 0
    assert "all committed): no change of meaning." in capsys.readouterr().out


def test_an_unknown_revision(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = "'{}' is no revision of this repository; name a branch, a tag or a commit"
    for name in ("nowhere", "HEAD~1", "HEAD:claims", SLEEP, "", "a b", "HEAD^{tree}"):
        assert refused(guide, capsys, name) == told.format(name)
    assert refused(guide, capsys, "HEAD", "nowhere") == told.format("nowhere")
    assert refused(guide, capsys, "--", "--all") == told.format("--all")


def test_a_range_and_too_many_revisions(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(guide, capsys, "main..") == "write two revisions with a space between: main HEAD"
    assert refused(guide, capsys, "main...other") == "write two revisions with a space between: main other"
    assert refused(guide, capsys, "a", "b", "c") == "two revisions can be compared, not more"


def test_a_shallow_clone_without_the_revision(guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(guide, "level: moderate", "level: low")
    commit(guide)
    run(tmp_path, "clone", "--quiet", "--depth=1", guide.as_uri(), "shallow")
    assert refused(tmp_path / "shallow", capsys, "HEAD~1") == (
        "'HEAD~1' is not in this shallow clone; fetch the rest with: git fetch --unshallow"
    )
    assert tell(tmp_path / "shallow") == 0
    run(tmp_path / "shallow", "fetch", "--quiet", "--unshallow")
    assert tell(tmp_path / "shallow", "HEAD~1") == 0


def test_no_repository_no_commit_no_guide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "plain"
    shutil.copytree(TEA, folder)
    assert refused(folder, capsys) == "this folder is not in a git repository, so there are no revisions to compare"
    run(folder, "init", "--quiet")
    assert refused(folder, capsys) == "this repository has no commit yet, so there is nothing to compare with"
    run(folder, "add", "mkdocs.yml")
    run(folder, "commit", "--quiet", "-m", "Only the settings")
    assert refused(folder, capsys) == "'HEAD' has no folder claims/ here, so there is no guide to compare"


def test_no_git(guide: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(guide))
    assert refused(guide, capsys) == "git is not installed, or not where programs are looked for (PATH)"


def test_a_repository_that_lost_an_object(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = run(guide, "rev-parse", f"HEAD:{SLEEP}")
    (guide / ".git" / "objects" / name[:2] / name[2:]).unlink()
    assert refused(guide, capsys) == (
        f"git has lost {SLEEP} as it was in {run(guide, 'rev-parse', '--short=7', 'HEAD')}; fetch the clone again"
    )


def test_another_complaint_of_git_is_passed_on(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (guide / ".git" / "config").write_text("[core\n", encoding="utf-8")
    assert refused(guide, capsys).startswith("git cannot do this: ")


def test_a_revision_whose_records_cannot_be_read(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(guide, "verdict:", "verdikt:")
    commit(guide)
    change(guide, "verdikt:", "verdict:")
    assert tell(guide) == 1
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.split("\n")
    assert lines[0] == "guide: the records of HEAD cannot be read, so what changed cannot be told"
    assert lines[1] == f"{SLEEP}:9:1: E101 'verdikt' is not a field here"
    assert lines[2].endswith("verdikt: contradicted")
    assert lines[4] == "  fix: rename it to 'verdict'"
    assert lines[5] == "1 error, 0 hints in 1 file."
    assert tell(guide, "HEAD~1") == 0


def test_git_is_only_read(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(guide, "level: moderate", "level: low")
    before = {p: p.read_bytes() for p in guide.rglob("*") if p.is_file()}
    assert tell(guide) == 0
    assert {p: p.read_bytes() for p in guide.rglob("*") if p.is_file()} == before
