"""`guide check` as people type it: what is printed, how it ends, and never a traceback."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.cli import main
from macros.problem import Problem, as_text
from tests.commands import KETTLE, SLEEP, Guide, Ran, refused
from tests.guide_files import ROOT, TEA


@pytest.fixture
def guide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Guide:
    shutil.copytree(TEA, tmp_path / "tea")
    return Guide(tmp_path / "tea", capsys)


def test_a_guide_without_a_problem(guide: Guide) -> None:
    assert guide.run("check") == Ran(0, "0 errors, 0 hints in 48 files.\n", "")
    assert guide.run("check", "--format", "github") == Ran(0, "0 errors, 0 hints in 48 files.\n", "")
    assert guide.run("check", "--format", "json") == Ran(0, "[]\n", "")


def test_two_errors_in_two_files_and_one_in_a_page_are_reported_in_one_run(guide: Guide) -> None:
    guide.spoil(KETTLE, "kind: place", "kind: kitchen")
    guide.spoil(SLEEP, "verdict:", "verdikt:")
    guide.spoil("content/about.md", "answer('hostile-text')", "answer('nothing')")
    (guide.root / "claims/body/tab.yml").write_text("id:\ttab\n")
    ran = guide.run("check")
    assert ran.code == 1
    heads = re.findall(r"^([^ ]+):(\d+):\d+: (E\d+) ", ran.out, re.MULTILINE)
    # Other pages and records that lean on the broken claim say nothing: one mistake, one message.
    assert {(file, code) for file, _, code in heads} == {
        (KETTLE, "E103"),
        (SLEEP, "E101"),
        ("claims/body/tab.yml", "E002"),
        ("content/about.md", "E901"),
    }
    assert ran.out.count("  fix: ") == len(heads)
    assert ran.last == f"{len(heads)} errors, 0 hints in 49 files."


def test_text_shows_the_line_with_a_caret(guide: Guide) -> None:
    guide.spoil(KETTLE, "kind: place", "kind: plaice")
    ran = guide.run("check", str(guide.root / KETTLE))
    assert ran.out.split("\n")[:3] == [
        f"{KETTLE}:2:7: E103 'plaice' is not a word for 'kind'",
        "    2 | kind: plaice",
        "              ^^^^^^",
    ]
    assert ran.out.split("\n")[3].startswith("  fix: write 'place'")
    assert ran.last == "1 error, 0 hints in 1 file."


def test_github_gets_an_annotation_a_problem_and_the_count_last(guide: Guide) -> None:
    guide.spoil(KETTLE, "kind: place", "kind: plaice")
    ran = guide.run("check", "--format", "github")
    annotation, last = ran.out.rstrip("\n").split("\n")
    assert ran.code == 1
    assert annotation.startswith(f"::error file={KETTLE},line=2,col=7,title=E103::'plaice' is not a word for 'kind'")
    assert last == "1 error, 0 hints in 48 files."


def test_json_is_a_list_of_problems(guide: Guide) -> None:
    guide.spoil(KETTLE, "kind: place", "kind: plaice")
    ran = guide.run("check", "--format", "json")
    [problem] = [Problem(**one) for one in json.loads(ran.out)]
    assert ran.code == 1
    assert (problem.file, problem.line, problem.col, problem.code) == (KETTLE, 2, 7, "E103")


def test_only_problems_of_the_paths_named_are_shown(guide: Guide) -> None:
    guide.spoil(KETTLE, "kind: place", "kind: kitchen")
    guide.spoil(SLEEP, "verdict:", "verdikt:")
    kettle = guide.run("check", str(guide.root / KETTLE))
    assert (kettle.code, SLEEP in kettle.out, kettle.last) == (1, False, "1 error, 0 hints in 1 file.")
    folder = guide.run("check", str(guide.root / "claims/mind"))
    assert (folder.code, KETTLE in folder.out, SLEEP in folder.out) == (1, False, True)
    assert guide.run("check", str(guide.root / "claims/practice")).code == 0
    both = guide.run("check", str(guide.root / "claims"))
    assert (KETTLE in both.out, SLEEP in both.out) == (True, True)
    assert guide.run("check", str(guide.root)).out == guide.run("check").out


def test_a_path_is_found_from_where_somebody_stands(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(guide.root)
    guide.spoil(KETTLE, "kind: place", "kind: kitchen")
    assert main(["check", KETTLE]) == 1
    monkeypatch.chdir(guide.root / "claims/safety")
    assert main(["--root", "../..", "check", "place-kettle.yml"]) == 1
    assert main(["--root", "../..", "check", "late-cups.yml"]) == 0


def test_paths_that_cannot_be_checked(guide: Guide, tmp_path: Path) -> None:
    refused(guide.run("check", str(tmp_path)), "outside this guide")
    refused(guide.run("check", "/"), "outside this guide")
    refused(guide.run("check", str(guide.root / "claims/nowhere")), "holds no record and no page")
    refused(guide.run("check", str(guide.root / "mkdocs.yml")), "holds no record and no page")


def test_no_claims_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["check"], ["new", "source", "x"], ["schema"], ["export", str(tmp_path / "out")]):
        refused(Guide(tmp_path, capsys).run(*command), "there is no folder claims/", "--root")


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (None, "claims/guide.yml is missing"),
        ("", "the file is empty"),
        ("name: [", "E004"),
        ("name: Tea\n", "'topics' is missing"),
        (b"\xff\xfe", "E001"),
    ],
)
def test_a_broken_guide_yml_is_one_more_problem(guide: Guide, broken: str | bytes | None, words: str) -> None:
    path = guide.root / "claims/guide.yml"
    path.unlink()
    if broken is not None:
        path.write_bytes(broken if isinstance(broken, bytes) else broken.encode())
    guide.spoil(KETTLE, "kind: place", "kind: kitchen")
    ran = guide.run("check")
    assert ran.code == 1
    assert words in ran.out
    assert f"{KETTLE}:2:7: E103" in ran.out
    for command in (["schema"], ["export", str(guide.root / "out")]):
        ran = guide.run(*command)
        assert (ran.code, words in ran.out) == (1, True)
    assert not (guide.root / "out").exists()
    assert not (guide.root / "claims/schema").exists()
    # What does not need the guide's words can still be started.
    assert guide.run("new", "source", "new-source").code == 0
    told = "guide: claims/guide.yml is missing or cannot be read, so no topic is known; first run: guide check\n"
    assert guide.run("new", "claim", "new-claim", "--topic", "mind") == Ran(2, "", told)
    assert guide.run("schema").last.endswith("in 0 files." if broken is None else "in 1 file.")


@pytest.mark.parametrize("goal", ["nowhere.yml", "place-kettle.yml", ".", "../pipe"])
@pytest.mark.parametrize("path", [KETTLE, "content/about.md", "content/picture.png", "content/loop"])
def test_a_link_that_leads_to_no_file_is_one_problem_among_others(path: str, goal: str, guide: Guide) -> None:
    guide.spoil(SLEEP, "verdict:", "verdikt:")
    os.mkfifo(guide.root / "claims/pipe")
    os.mkfifo(guide.root / "pipe")
    (guide.root / path).unlink(missing_ok=True)
    (guide.root / path).symlink_to(goal)
    ran = guide.run("check")
    assert ran.code == 1
    assert f"{path}:1:1: E001 this link leads to no file\n  fix: delete it, or put" in ran.out
    assert f"{SLEEP}:9:1: E101" in ran.out
    assert "claims/pipe:1:1: E201 no record is expected here" in ran.out
    assert ran.last.startswith("3 errors")
    ran = guide.run("check", str(guide.root / path))
    assert (ran.code, ran.last) == (1, "1 error, 0 hints in 1 file.")
    for command in (["export", str(guide.root / "out")], ["stats"], ["migrate", "--dry-run"]):
        assert guide.run(*command).code in (0, 1)


def test_a_folder_or_a_pipe_called_like_a_record_is_named_once(guide: Guide) -> None:
    (guide.root / KETTLE).unlink()
    os.mkfifo(guide.root / KETTLE)
    (guide.root / "claims/safety/place-cup.yml").mkdir()
    shutil.copy(guide.root / SLEEP, guide.root / "claims/safety/place-cup.yml/place-cup.yml")
    os.mkfifo(guide.root / "content/pipe.md")
    assert re.findall("^(.*) E001 (.*)$", guide.run("check").out, re.MULTILINE) == [
        ("claims/safety/place-cup.yml:1:1:", "this is a folder, and a record is a file"),
        (f"{KETTLE}:1:1:", "this is no file that can be read"),
        ("content/pipe.md:1:1:", "this is no file that can be read"),
    ]
    assert guide.run("check").last.startswith("3 errors")


def test_an_empty_path_is_no_path(guide: Guide) -> None:
    refused(guide.run("check", ""), "one of the paths is empty")
    refused(guide.run("check", KETTLE, ""), "one of the paths is empty")


def test_from_a_folder_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    for root in ([], ["--root", "."]):
        assert main([*root, "check"]) == 2
        assert capsys.readouterr() == ("", "guide: the folder you stand in has been deleted; go to another one\n")


def test_a_file_that_cannot_be_read_is_one_sentence(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", fail)
    refused(guide.run("check"), "claims/", "Permission denied")


HARD_NAMES = (b"cups-\xff.yml", "cups-ψ😀.yml".encode(), b"cups-\x1b[31m\r\x07\n.yml")


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-8"])
def test_whatever_a_name_or_a_text_holds_can_be_printed(encoding: str, guide: Guide) -> None:
    guide.spoil(KETTLE, "kind: place", "kind: plaçe-ψ-😀")
    paths = [os.path.join(os.fsencode(guide.root), b"claims/safety", name) for name in HARD_NAMES]
    for path in paths:
        shutil.copy(guide.root / "claims/safety/late-cups.yml", os.fsdecode(path))
    looks: list[list[str | bytes]] = [["check"], ["check", "--format", "github"], ["check", "--format", "json"]]
    missing: list[list[str | bytes]] = [["check", path + b"x"] for path in paths]
    for command in looks + missing:
        told = [os.fsdecode(word) for word in ["--root", guide.root, *command]]
        env = {**os.environ, "PYTHONIOENCODING": encoding}
        ran = subprocess.run([sys.executable, "-m", "macros", *told], capture_output=True, cwd=ROOT, env=env)
        assert ran.returncode == (2 if command in missing else 1)
        assert b"Traceback" not in ran.stderr
        out = (ran.stdout + ran.stderr).decode(encoding)
        assert out.count("cups-") >= (1 if command in missing else len(paths))
        assert all(c.isprintable() or c == "\n" for c in out)
        if "json" in command:
            assert len(json.loads(out)) == len(paths) + 1


def test_the_caret_stands_under_the_place_whatever_the_width_of_characters() -> None:
    def frame(line: str, at: int, width: int) -> list[str]:
        problem = Problem("x.yml", 1, at + 1, "E1", "wrong", "mend it", width)
        return as_text([problem], {"x.yml": line}).split("\n")[1:3]

    assert frame("茶: 😀 here", 5, 4) == ["    1 | 茶: 😀 here", "        " + "       ^^^^"]
    assert frame("茶茶 x", 1, 1) == ["    1 | 茶茶 x", "        " + "  ^^"]
    assert frame("e\u0301e\u0301: x", 6, 1) == ["    1 | e\u0301e\u0301: x", "        " + "    ^"]
    shown, caret = frame("茶" * 100 + "x" + "茶" * 100, 100, 1)
    assert shown == "    1 | " + "茶" * 30 + "x" + "茶" * 19
    assert caret == "        " + " " * 60 + "^"


def test_a_reader_who_has_seen_enough(guide: Guide) -> None:
    for path in (guide.root / "claims/safety").iterdir():
        path.write_text(f"id: {path.stem}\n" + "".join(f"wrong{i}: x\n" for i in range(400)), encoding="utf-8")
    command = f"'{sys.executable}' -m macros --root '{guide.root}' check | head -1"
    ran = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, cwd=ROOT)
    assert ran.returncode != 0
    assert re.fullmatch(r"claims/safety/\S+: E10[12] .*\n", ran.stdout)
    assert ran.stderr == ""


@pytest.mark.parametrize(
    "args", [[], ["inspect"], ["check", "--format", "xml"], ["new"], ["new", "sauce", "x"], ["export"]]
)
def test_what_is_typed_wrong_is_usage(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(args)
    assert stop.value.code == 2
    assert "usage: guide" in capsys.readouterr().err
