"""The commands that write files: a new record, the editors' schemas, a whole guide as plain files; nothing is overwritten."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from macros.cli import main
from macros.model import NEWABLE
from macros.model.shape import FOLDERS
from macros.scaffold import with_finding
from macros.yamlfile import parse
from tests.commands import KETTLE, SLEEP, Guide, Ran, refused
from tests.guide_files import TEA


@pytest.fixture
def guide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Guide:
    shutil.copytree(TEA, tmp_path / "tea")
    return Guide(tmp_path / "tea", capsys)


@pytest.mark.parametrize("kind", NEWABLE)
def test_new_starts_a_record_of_every_kind(kind: str, guide: Guide) -> None:
    topic = ["--topic", "mind"] if kind == "claim" else []
    folder = next((folder for folder, name in FOLDERS.items() if name == kind), "mind")
    path = f"claims/{folder}/my-new-one.yml"
    ran = guide.run("new", kind, "my-new-one", *topic)
    assert ran == Ran(0, f"{path} is ready. Fill in its blanks, then run: guide check {path}\n", "")
    ran = guide.run("check", str(guide.root / path))
    assert ran.code == 1
    assert set(re.findall(r": (E\d+) ", ran.out)) == {"E102"}
    refused(guide.run("new", kind, "my-new-one", *topic), f"{path} exists already")


def test_new_makes_the_folder_of_a_topic(guide: Guide) -> None:
    guide.spoil("claims/guide.yml", "  - id: body\n", "  - id: herbs\n    label: Herbs\n  - id: body\n")
    assert guide.run("new", "claim", "mint", "--topic", "herbs").code == 0
    assert (guide.root / "claims/herbs/mint.yml").is_file()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["source", "mock-2021"], "the id 'mock-2021' is taken by claims/sources/mock-2021.yml"),
        (["caution", "mock-2021"], "taken by claims/sources/mock-2021.yml"),
        (["source", "detox"], "taken by claims/body/detox.yml"),
        (["source", "Mock 2021"], "'Mock 2021' cannot be an id"),
        (["source", "../mock"], "cannot be an id"),
        (["source", "mock--2021"], "cannot be an id"),
        (["term", "a" * 81], "this id has 81 characters, and 80 is the limit"),
        (["source", "a" * 300], "this id has 300 characters"),
        (["finding", "sleep", "a" * 81], "this id has 81 characters"),
        (["claim", "green"], "a claim needs --topic; topics here: mind, body"),
        (["claim", "green", "--topic", "soul"], "there is no topic 'soul'; topics here: mind, body"),
        (["claim", "green", "--topic", "minds"], "did you mean 'mind'? topics here: mind, body"),
        (["finding", "sleep"], "guide new finding CLAIM ID"),
        (["finding", "sleeep", "x"], "there is no claim 'sleeep'; did you mean 'sleep'?"),
        (["finding", "sleep", "A b"], "'A b' cannot be an id"),
        (["finding", "sleep", "healthy-adults-water"], "'sleep' has a finding 'healthy-adults-water' already"),
        (["source", "green", "--topic", "mind"], "only a claim has a topic"),
    ],
)
def test_new_refuses(args: list[str], words: str, guide: Guide) -> None:
    before = sorted(guide.root.rglob("*"))
    refused(guide.run("new", *args), words)
    assert sorted(guide.root.rglob("*")) == before


def test_a_new_finding_stands_at_the_end_of_its_list_and_nothing_else_moves(guide: Guide) -> None:
    before = (guide.root / SLEEP).read_text(encoding="utf-8")
    ran = guide.run("new", "finding", "sleep", "one-more")
    assert ran.code == 0
    assert f"guide check {SLEEP}" in ran.out
    text = (guide.root / SLEEP).read_text(encoding="utf-8")
    raw, was = parse(SLEEP, text).value, parse(SLEEP, before).value
    assert {**raw, "findings": raw["findings"][:-1], "history": raw["history"][:-1]} == was
    finding, entry = raw["findings"][-1], raw["history"][-1]
    assert finding["id"] == entry["finding"] == "one-more"
    assert "headline" not in finding
    assert entry["type"] == "new-record"
    # Not a line of what was there went away.
    left = iter(text.split("\n"))
    assert all(any(line == other for other in left) for line in before.rstrip("\n").split("\n"))
    told = guide.run("check", str(guide.root / SLEEP)).out
    assert re.findall(r": (E\d+) ", told) == ["E102"] * 4  # one for the finding, three for the entry
    assert "27 blanks are left to fill in, the first one here: 'population' is empty" in told


@pytest.mark.parametrize("change", ["\r\n", "no end", "flat", "comments"])
def test_a_new_finding_keeps_to_the_layout_that_is_there(change: str) -> None:
    text = (TEA / SLEEP).read_text(encoding="utf-8")
    if change == "\r\n":
        text = text.replace("\n", "\r\n")
    elif change == "no end":
        text = text.rstrip("\n")
    elif change == "flat":  # lists that begin where their name begins
        text = re.sub(r"(?<=\nfindings:\n)((?:  .*\n)+)", lambda found: re.sub("(?m)^  ", "", found[1]), text)
        assert "\nfindings:\n- id" in text
    else:
        text = text.replace("\nmechanism:", "\n\n# About how it works.\nmechanism:").replace(
            "findings:\n", "findings: # all\n  # first\n"
        )
    new = with_finding(text, "one-more", date(2026, 11, 21))
    assert new is not None
    raw = parse(SLEEP, new).value
    assert (raw["findings"][-1]["id"], raw["history"][-1]["finding"]) == ("one-more", "one-more")
    assert len(raw["findings"]) == 3
    assert new.count("\r") == (new.count("\n") if change == "\r\n" else 0)
    if change == "comments":
        assert "\n\n# About how it works.\nmechanism:" in new
    assert new.endswith("\n")


def test_a_list_on_one_line_gets_no_new_finding() -> None:
    assert with_finding("id: x\nfindings: []\nhistory:\n  - a\n", "y", date(2026, 11, 21)) is None


def test_from_a_folder_further_in_the_guide_is_found(
    guide: Guide, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(guide.root / "claims/safety")
    assert main(["check", "place-kettle.yml"]) == 0
    assert capsys.readouterr().out == "0 errors, 0 hints in 1 file.\n"
    assert main(["new", "source", "here-2026"]) == 0
    path = "../sources/here-2026.yml"
    assert capsys.readouterr().out == f"{path} is ready. Fill in its blanks, then run: guide check {path}\n"
    assert main(["check", path]) == 1
    printed = capsys.readouterr().out.split(":")[0]
    assert printed == "claims/sources/here-2026.yml"
    assert main(["check", printed]) == 1
    monkeypatch.chdir(guide.root / "claims")
    assert main(["check", "safety"]) == 0


def test_schema_writes_a_file_a_kind_and_is_not_taken_for_records(guide: Guide) -> None:
    ran = guide.run("schema")
    written = sorted(path.relative_to(guide.root).as_posix() for path in (guide.root / "claims/schema").iterdir())
    assert ran == Ran(0, ran.out, "")
    assert sorted(ran.out.split()) == written
    assert "claims/schema/claim.json" in written
    assert guide.run("check").last == "0 errors, 0 hints in 48 files."


def links(text: str) -> list[str]:
    """Targets of the links of a page, hand-written and generated, that lead to another page."""
    found = re.findall(r'href="([^"]*)"', text) + re.findall(r"\]\(([^)]*)\)", text)
    return [one for one in found if not re.match(r"[a-z]+:|#", one)]


def test_export_writes_pages_any_generator_takes(guide: Guide, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = guide.run("export", str(out))
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    pages = [name for name in files if name.endswith(".md")]
    assert ran == Ran(0, f"{len(pages)} pages and {len(files) - len(pages)} data files written to {out}\n", "")
    assert {"index.md", "claims/sleep.md", "claims/wakefulness.md", "sources/mock-2021.md"} <= set(pages)
    assert {"data/claims.json", "data/sources.bib"} <= set(files)
    leading = 0
    for name in pages:
        text = (out / name).read_text(encoding="utf-8")
        assert "@/" not in text
        # What is left of braces is text of the records that hold them on purpose, as a reader sees it.
        assert set(re.findall(r"\{\{ *(.*?) *\}\}", text)) <= {"x", "7 * 7", "money", "points", "tea"}, name
        for target in links(text):
            if "hostile" in name and "javascript" in target:
                continue
            path, _, anchor = target.partition("#")
            goal = (out / name).parent / path
            assert path.endswith(".md") or "/data/claims/" in path, f"{name}: {target}"
            assert goal.is_file(), f"{name}: {target}"
            assert not anchor or f'id="{anchor}"' in goal.read_text(encoding="utf-8"), f"{name}: {target}"
            leading += 1
    assert leading > 100


def test_a_generated_page_carries_its_title_whatever_it_holds(guide: Guide, tmp_path: Path) -> None:
    guide.run("export", str(tmp_path / "out"))
    text = (tmp_path / "out/claims/hostile-text.md").read_text(encoding="utf-8")
    head = text.split("---\n")[1].split("\n")
    title = json.loads(head[0].removeprefix("title: "))
    assert title == 'Does <script>alert("tea")</script> | {{ 7 * 7 }} {% x %} warm שלום?'
    assert head[1].startswith('description: "')


def test_export_overwrites_nothing(guide: Guide, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    refused(guide.run("export", str(tmp_path / "full")), "is not an empty folder")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]
    refused(guide.run("export", str(tmp_path / "full/mine.txt")), "is not an empty folder")
    (tmp_path / "empty").mkdir()
    assert guide.run("export", str(tmp_path / "empty")).code == 0
    assert guide.run("export", str(tmp_path / "new/deep")).code == 0


def test_export_writes_nothing_of_a_guide_with_a_problem(guide: Guide, tmp_path: Path) -> None:
    guide.spoil("content/index.md", "answer('sleep')", "answer('slep')")
    ran = guide.run("export", str(tmp_path / "out"))
    assert (ran.code, "content/index.md" in ran.out, (tmp_path / "out").exists()) == (1, True, False)
    guide.spoil("content/index.md", "answer('slep')", "answer('sleep')")
    (guide.root / "content/grading.md").unlink()
    ran = guide.run("export", str(tmp_path / "out"))
    assert (ran.code, "E902" in ran.out, (tmp_path / "out").exists()) == (1, True, False)


def test_export_writes_nothing_of_a_record_that_breaks_a_rule(guide: Guide, tmp_path: Path) -> None:
    guide.spoil(KETTLE, "basis: common-sense", "basis: trial")
    ran = guide.run("export", str(tmp_path / "out"))
    assert (ran.code, f"{KETTLE}:" in ran.out, (tmp_path / "out").exists()) == (1, True, False)
