"""`guide init` gives another team a guide that works at once: it checks clean, builds, explains itself, knows no topic."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros.check import check
from macros.cli import main
from macros.model import KINDS, SCHEMA_VERSION, kind_of
from macros.model.fields import FieldHelp, fields_help
from macros.new_guide import name_of, new_guide
from macros.site import render_site
from macros.yamlfile import parse
from tests.guide_files import ROOT, TEA, read_files
from tests.test_architecture import topic_words, words_found

TODAY = date(2026, 11, 21)
FILES = new_guide("Cold baths", TODAY)
RECORDS = {file: text for file, text in FILES.items() if file.startswith("claims/") and file.endswith(".yml")}
PAGES = {file: text for file, text in FILES.items() if file.startswith("content/")}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new guide in a folder of its own, as the command writes it."""
    folder = tmp_path_factory.mktemp("init") / "cold-baths"
    assert main(["init", str(folder)]) == 0
    return folder


def test_it_passes_its_own_check(made: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "macros", "check"], cwd=made, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (
        0,
        f"0 errors, 0 hints in {len(RECORDS) + len(PAGES)} files.\n",
        "",
    )


def test_it_builds(made: Path, tmp_path: Path) -> None:
    # Run inside it, so that the engine is the copy.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False, env=env)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "WARNING" not in run.stdout + run.stderr
    claim = (tmp_path / "site/claims/example-claim/index.html").read_text(encoding="utf-8")
    assert "doing the new thing may raise the example score slightly" in " ".join(claim.split())
    assert "<title>" in claim
    assert "Cold baths" in claim


def test_it_holds_the_whole_engine_and_nothing_that_was_made(made: Path) -> None:
    there = {p.relative_to(made).as_posix() for p in (made / "macros").rglob("*") if p.is_file()}
    there = {file for file in there if "__pycache__" not in file}  # from the check above
    here = {p.relative_to(ROOT).as_posix() for p in (ROOT / "macros").rglob("*") if p.is_file()}
    assert there == {file for file in here if "__pycache__" not in file} | {"macros/LICENSE"}
    assert (made / "macros/LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert (made / "requirements/site.txt").read_bytes() == (ROOT / "requirements/site.txt").read_bytes()
    assert (made / ".gitignore").is_file()
    assert not (made / "tests").exists()


def test_there_is_one_record_of_each_kind_that_pages_need() -> None:
    kinds = sorted(str(kind_of(file)) for file in RECORDS)
    assert kinds == ["article", "caution", "claim", "comparison", "guide", "practice", "source"]
    book, problems = check(RECORDS, PAGES)
    assert problems == []
    assert book is not None
    assert render_site(book, PAGES)
    assert book.guide.schema_version == SCHEMA_VERSION
    assert book.guide.name == "Cold baths"
    assert book.claims["example-claim"].reviewed_on == TODAY


def described(fields: tuple[FieldHelp, ...]) -> set[str]:
    """The help of every field of a record."""
    return {f.description for f in fields} | {one for f in fields for one in described(f.parts)}


@pytest.mark.parametrize("file", RECORDS)
def test_every_field_is_explained_in_the_model_s_words(file: str) -> None:
    text = RECORDS[file]
    kind = str(kind_of(file))
    assert [one for one in described(fields_help(KINDS[kind])) if f" {one}" not in text] == []
    schema = text.split("\n")[0].removeprefix("# yaml-language-server: $schema=")
    target = re.sub(r"[^/]+/\.\./", "", f"{Path(file).parent.as_posix()}/{schema}")
    assert target in FILES
    assert "An EXAMPLE" in text.split("\n")[1]


@pytest.mark.parametrize("guide", [ROOT, TEA], ids=["real", "tea"])
def test_it_knows_no_topic(guide: Path) -> None:
    # The models' field help, which records and schemas repeat, has an example of its own: 'drinking tea'.
    own = {file: text for file, text in FILES.items() if "/schema/" not in file}
    values = {file: str(parse(file, text).value) for file, text in RECORDS.items()}
    found = {file: words_found(values.get(file, text), topic_words(guide)) for file, text in own.items()}
    assert {file: words for file, words in found.items() if words} == {}


def test_every_page_is_in_the_navigation() -> None:
    nav = re.findall(r": ([\w-]+\.md)$", FILES["mkdocs.yml"], re.MULTILINE)
    assert sorted(f"content/{page}" for page in nav) == sorted(PAGES)


def test_its_workflows_use_the_actions_this_project_trusts() -> None:
    def actions(texts: list[str]) -> set[str]:
        return {line for text in texts for line in re.findall(r"uses: (\S+)", text)}

    ours = actions([p.read_text(encoding="utf-8") for p in (ROOT / ".github/workflows").glob("*.yml")])
    theirs = {file: text for file, text in FILES.items() if file.startswith(".github/workflows/")}
    assert len(theirs) == 2
    assert actions(list(theirs.values())) <= ours
    targets = set(re.findall(r"^([a-z]+):", FILES["Makefile"], re.MULTILINE))
    for text in theirs.values():
        assert "permissions" in yaml.safe_load(text)
        assert set(re.findall(r"run: make (\w+)", text)) <= targets


def test_a_copy_can_begin_another_guide(made: Path, tmp_path: Path) -> None:
    target = tmp_path / "second"
    command = [sys.executable, "-m", "macros", "init", str(target)]
    run = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert (target / "macros/LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert read_files(target, "content") == read_files(made, "content")


def test_nothing_of_yours_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    for target in (tmp_path, tmp_path / "mine.txt"):
        assert main(["init", str(target)]) == 2
        told = f"guide: {target} is not an empty folder; name a new one, so that nothing of yours is overwritten\n"
        assert capsys.readouterr().err == told
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
    (tmp_path / "repository/.git").mkdir(parents=True)
    assert main(["init", str(tmp_path / "repository")]) == 0


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("cold-baths", "Cold baths"),
        ("Cold_Baths", "Cold Baths"),
        ("--", "New guide"),
        ("", "New guide"),
        ("null", "New guide"),
        ("2026", "2026"),
        ("on", "On"),
        ("é", "É"),
    ],
)
def test_the_folder_names_the_guide(folder: str, name: str) -> None:
    assert name_of(folder) == name


@given(st.text(min_size=1, max_size=80))
def test_whatever_the_folder_is_called_the_guide_can_be_read(folder: str) -> None:
    files = new_guide(name_of(folder), TODAY)
    assert parse("claims/guide.yml", files["claims/guide.yml"]).value["name"] == name_of(folder)
    assert yaml.load(files["mkdocs.yml"], yaml.BaseLoader)["site_name"] == name_of(folder)  # type: ignore[attr-defined]


@pytest.mark.parametrize("folder", ["123", "2026", "2026-11-28", "yes", "on", "true"])
def test_a_name_that_looks_like_something_else_stays_a_name(folder: str) -> None:
    (line,) = (one for one in new_guide(name_of(folder), TODAY)["mkdocs.yml"].split("\n") if "site_name" in one)
    assert yaml.safe_load(line) == {"site_name": name_of(folder)}
