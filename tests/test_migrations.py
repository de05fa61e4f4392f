"""Older records are carried over without losing a comment: golden before and after, twice is once, all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros import rules
from macros.book import load
from macros.cli import main
from macros.migrations import STEPS, CannotMigrate, migrated
from macros.migrations.edit import rename_key, set_value
from macros.model import SCHEMA_VERSION
from macros.yamlfile import Refused, parse
from tests.guide_files import HERE

CASES = sorted((HERE / "migrations").glob("*.yml"))
GUIDE = "claims/guide.yml"


def read_case(path: Path) -> dict[str, Any]:
    """why, step, file, before, after."""
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def in_version_0(files: dict[str, str]) -> dict[str, str]:
    """The tea guide as it would have been before the first version."""
    old = {file: text.replace("\ncontainer-title:", "\njournal:") for file, text in files.items()}
    return {**old, GUIDE: old[GUIDE].replace("schema_version: 1", "schema_version: 0")}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_step_changes_what_it_should_and_nothing_else(path: Path) -> None:
    case = read_case(path)
    assert set(case) == {"why", "step", "file", "before", "after"}
    assert path.stem.startswith(f"{case['step']:04}-")
    change = STEPS[case["step"] - 1]
    assert change(case["file"], case["before"]) == case["after"]
    assert change(case["file"], case["after"]) == case["after"]


def test_there_is_a_step_to_each_version_and_a_case_for_each_step() -> None:
    assert len(STEPS) == SCHEMA_VERSION
    names = [step.__module__.rsplit(".", 1)[1] for step in STEPS]
    assert [name[:6] for name in names] == [f"m{n:04}_" for n in range(1, SCHEMA_VERSION + 1)]
    assert {path.stem[:4] for path in CASES} == {name[1:5] for name in names}


def test_a_whole_guide_is_carried_over(tea_files: dict[str, str]) -> None:
    old = in_version_0(tea_files)
    changed = migrated(old)
    sources = [file for file in old if "\njournal:" in old[file]]
    assert sources
    assert list(changed) == [*sorted(sources), GUIDE]  # the version comes last
    new = {**old, **changed}
    assert new == tea_files
    book, problems = load(new)
    assert book is not None
    assert problems + rules.run(book) == []
    assert migrated(new) == {}


def test_interrupted_it_can_begin_again(tea_files: dict[str, str]) -> None:
    old = in_version_0(tea_files)
    half = {**old, **dict(list(migrated(old).items())[:2])}
    assert {**half, **migrated(half)} == tea_files


@pytest.mark.parametrize(
    ("version", "told"),
    [
        (" 2", "these records are in version 2, and this engine reads version 1; use a newer engine"),
        (" one", "claims/guide.yml has no schema_version that is a whole number; write the one the records have"),
        ("", "claims/guide.yml has no schema_version that is a whole number; write the one the records have"),
        (" >-\n  0", "claims/guide.yml has no schema_version that is a whole number; write the one the records have"),
    ],
)
def test_an_unknown_version_is_refused(tea_files: dict[str, str], version: str, told: str) -> None:
    text = tea_files[GUIDE].replace("schema_version: 1", f"schema_version:{version}")
    with pytest.raises(CannotMigrate) as error:
        migrated({**tea_files, GUIDE: text})
    assert str(error.value) == told


def test_without_a_guide_nothing_is_changed(tea_files: dict[str, str]) -> None:
    with pytest.raises(CannotMigrate) as error:
        migrated({file: text for file, text in tea_files.items() if file != GUIDE})
    assert str(error.value) == "claims/guide.yml is missing, so nobody can say which version these records have"


def test_half_a_guide_is_not_carried_over(tea_files: dict[str, str]) -> None:
    bad = {"claims/mind/sleep.yml": "id: 'sleep\n", "claims/body/energy.yml": "\tid: energy\n"}
    with pytest.raises(Refused) as error:
        migrated({**in_version_0(tea_files), **bad})
    assert {problem.file for problem in error.value.problems} == set(bad)


WORDS = st.text(st.characters(codec="ascii", categories=("Ll",)), min_size=1, max_size=8)
VALUES = st.sampled_from(
    ["1", "'quoted: text'", '"double # text"', ">-\n  a: b\n  c", "\n  - x\n  - y", "text # remark"]
)


@given(
    st.lists(st.tuples(WORDS, VALUES), min_size=1, unique_by=lambda pair: pair[0]),
    WORDS,
    st.sampled_from(["\r\n", "\n"]),
)
def test_renaming_moves_one_key_and_keeps_every_other_character(
    pairs: list[tuple[str, str]], name: str, end: str
) -> None:
    text = "".join(f"# about {key}\n{key}: {value}\n" for key, value in pairs).replace("\n", end)
    old = pairs[len(pairs) // 2][0]
    after = rename_key(text, (old,), name)
    if name in (key for key, _ in pairs):
        assert after == text
        return
    before_value, after_value = parse("x", text).value, parse("x", after).value
    assert list(after_value) == [name if key == old else key for key in before_value]
    assert list(after_value.values()) == list(before_value.values())
    assert after.count(end) == text.count(end)
    assert rename_key(after, (old,), name) == after
    assert rename_key(after, (name,), old) == text


def test_a_value_is_set_in_its_place() -> None:
    text = "# first\na: 'x'  # remark\nb: y\n"
    assert set_value(text, ("a",), "z") == "# first\na: z  # remark\nb: y\n"
    assert set_value(text, ("c",), "z") == text


@pytest.fixture
def old_guide(tmp_path: Path, tea_files: dict[str, str]) -> Path:
    """The tea guide in version 0, in a folder."""
    for file, text in in_version_0(tea_files).items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8", newline="")
    return tmp_path


def texts(root: Path) -> dict[str, str]:
    return {p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in root.rglob("*.yml")}


def test_the_command_shows_first_and_changes_then(
    old_guide: Path, tea_files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(old_guide)
    command = ["--root", str(old_guide), "migrate"]
    assert main([*command, "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "-journal: " in told
    assert "+container-title: " in told
    assert "-schema_version: 0\n+schema_version: 1\n" in told
    assert told.endswith(" files would change. Nothing was written.\n")
    assert texts(old_guide) == before

    assert main(command) == 0
    assert capsys.readouterr().out.endswith(" files changed to version 1. Now run: guide check\n")
    assert texts(old_guide) == tea_files

    assert main(command) == 0
    told = capsys.readouterr().out
    assert told == "These records are in version 1, the one this engine reads. Nothing to do.\n"
    assert texts(old_guide) == tea_files


def test_the_command_names_what_stands_in_its_way(old_guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (old_guide / "claims/mind/sleep.yml").write_text("id: 'sleep\n", encoding="utf-8")
    before = texts(old_guide)
    assert main(["--root", str(old_guide), "migrate"]) == 1
    assert "claims/mind/sleep.yml:1:5: E004 " in capsys.readouterr().out
    assert texts(old_guide) == before
    (old_guide / GUIDE).write_text("schema_version: 7\n", encoding="utf-8")
    (old_guide / "claims/mind/sleep.yml").unlink()
    assert main(["--root", str(old_guide), "migrate"]) == 2
    told = capsys.readouterr().err
    assert told == "guide: these records are in version 7, and this engine reads version 1; use a newer engine\n"
