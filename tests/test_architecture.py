"""The shape of the engine: no word of any topic, one door for each library, no file too long to read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.guide_files import ROOT, read_files

ENGINE = ROOT / "macros"
PYTHON = sorted(path.relative_to(ENGINE).as_posix() for path in ENGINE.rglob("*.py"))
TEXTS = sorted(
    path.relative_to(ENGINE).as_posix()
    for path in ENGINE.rglob("*")
    if path.is_file() and path.suffix in {".py", ".j2", ".md", ".css", ".js", ".html", ".svg"}
)
LIMIT = 250
# File -> why it may be longer.
LONGER: dict[str, str] = {}
# Library -> the only files (or folders) that may import it.
DOORS: dict[str, tuple[str, ...]] = {
    "yaml": ("yamlfile.py",),
    "pydantic": ("model/", "schema.py"),
    "jinja2": ("render.py",),
    "mkdocs": ("hook.py",),
    "subprocess": ("git.py",),
    "citeproc": ("cite.py",),
    # One door out, one door in: cite.py writes references, cite_in.py reads them.
    "pybtex": ("cite.py", "cite_in.py"),
    "rispy": ("cite.py", "cite_in.py"),
    # The weekly care reaches the network, through one file; nothing else in the engine does.
    "requests": ("verify/http.py",),
    "urllib3": ("verify/http.py",),
    "urllib": ("verify/http.py",),
    "PIL": ("cards.py",),
    "segno": ("qr.py",),
    "socket": (),
    "http": (),
}


def imported(code: str) -> Iterator[str]:
    """Top names of every library that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def through_a_wall(file: str, code: str) -> set[str]:
    """Libraries that `file` imports though it is not their door."""
    return {name for name in imported(code) if name in DOORS and not file.startswith(DOORS[name] or "\0")}


def topic_words(guide: Path) -> list[str]:
    """The words of a guide's topic that the engine must not contain."""
    return list(yaml.safe_load(str(read_files(guide)["claims/guide.yml"]))["topic_words"])


def words_found(text: str, words: list[str]) -> list[str]:
    """Which of the words stand in the text as whole words; an underscore ends a word, `ast.walk(` is Python's own."""
    text = re.sub(r"\b(ast|os|path)\.walk\(", "", text)
    return sorted({w for w in words if re.search(rf"(?<![a-z]){re.escape(w)}(?![a-z])", text, re.IGNORECASE)})


@pytest.mark.parametrize("file", PYTHON)
def test_each_library_has_its_door(file: str) -> None:
    assert through_a_wall(file, (ENGINE / file).read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("name", [name for name, doors in DOORS.items() if doors])
def test_each_door_is_used(name: str) -> None:
    """A door nobody goes through means that this list has grown old."""
    assert any(name in imported((ENGINE / file).read_text(encoding="utf-8")) for file in PYTHON)


@pytest.mark.parametrize("file", TEXTS)
def test_the_engine_has_no_word_of_the_topic(file: str) -> None:
    words = topic_words(ROOT)
    assert words
    assert words_found((ENGINE / file).read_text(encoding="utf-8") + file, words) == []


@pytest.mark.parametrize("file", PYTHON)
def test_a_file_is_short_enough_to_read(file: str) -> None:
    lines = (ENGINE / file).read_text(encoding="utf-8").count("\n")
    assert lines <= LIMIT or LONGER.get(file), f"{file} has {lines} lines"
    assert file not in LONGER or lines > LIMIT, f"{file} is short again; take it off the list"


@pytest.mark.parametrize("file", PYTHON)
def test_a_file_says_its_one_job_first(file: str) -> None:
    code = (ENGINE / file).read_text(encoding="utf-8")
    assert code.startswith('"""')
    job = code[3:].split("\n")[0].removesuffix('"""')
    assert job.endswith(".")
    assert len(job) > 20


def test_the_checks_themselves_can_fail() -> None:
    assert through_a_wall("book.py", "def f():\n    from yaml import x\n") == {"yaml"}
    assert through_a_wall("model/base.py", "import pydantic.fields\nimport subprocess") == {"subprocess"}
    assert through_a_wall("yamlfile.py", "import yaml\nfrom .book import yaml") == set()
    assert words_found("def tea_time(): Teapots", ["tea", "teapot"]) == ["tea"]
    assert words_found("ast.walk(x)", ["walk"]) == []
    assert words_found("walker.walk(x)", ["walk", "walker"]) == ["walk", "walker"]
