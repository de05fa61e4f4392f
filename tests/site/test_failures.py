"""What happens when something is wrong: nothing published, the last good site untouched, the line named."""

from __future__ import annotations

import hashlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guide_files import ROOT, TEA
from tests.site.build import mkdocs_build

PARTS = ("claims", "content", "mkdocs.yml")


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """A copy of the tea guide that may be broken, standing in a repository of its own."""
    folder = tmp_path / "guide"
    shutil.copytree(TEA, folder)
    shutil.copytree(ROOT / "macros", folder / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("../../../macros", "macros"), encoding="utf-8")
    shutil.copy(ROOT / "Makefile", folder)
    return folder


def tree_hash(folder: Path) -> str:
    """One hash over the names and bytes of all files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def make_site(guide: Path) -> subprocess.CompletedProcess[str]:
    """`make site` there, in the environment these tests run in."""
    bin_ = Path(sys.executable).parent
    # The stamp of the environment is replaced by a file that exists: nothing is to be installed for the copy.
    command = ["make", "site", f"BIN={bin_}", f"PY={sys.executable}", "SITE_ENV=Makefile"]
    return subprocess.run(command, cwd=guide, capture_output=True, text=True, check=False)


def change(path: Path, find: str, put: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put, 1), encoding="utf-8")


def test_failed_build_leaves_the_last_site_byte_for_byte(guide: Path) -> None:
    good = make_site(guide)
    assert good.returncode == 0, good.stdout + good.stderr
    before = tree_hash(guide / "site")
    record = guide / "claims" / "mind" / "sleep.yml"
    original = record.read_text(encoding="utf-8")

    change(record, "verdict:", "verdikt:")
    broken = make_site(guide)
    assert broken.returncode != 0
    assert "claims/mind/sleep.yml:" in broken.stdout
    assert "E101 'verdikt' is not a field here" in broken.stdout
    assert "Traceback" not in broken.stdout + broken.stderr
    assert tree_hash(guide / "site") == before

    record.write_text(original, encoding="utf-8")
    change(guide / "content" / "index.md", "](claims.md)", "](clams.md)")
    broken = make_site(guide)  # the check passes, the strict build does not
    assert broken.returncode != 0
    assert "clams.md" in broken.stdout + broken.stderr
    assert tree_hash(guide / "site") == before


def test_two_builds_are_the_same(guide: Path) -> None:
    assert make_site(guide).returncode == 0
    first = tree_hash(guide / "site")
    assert make_site(guide).returncode == 0
    assert tree_hash(guide / "site") == first


def test_broken_page_is_named_with_its_line(guide: Path, tmp_path: Path) -> None:
    page = guide / "content" / "about.md"
    lines = ["---", "description: x", "---", "", "# About", "", "{{ answer('slep') }}", ""]
    page.write_text("\n".join(lines), encoding="utf-8")
    run = mkdocs_build(guide, tmp_path / "out")
    assert run.returncode != 0
    told = run.stdout + run.stderr
    assert "content/about.md:7:12: E901 there is no claim 'slep'" in told
    assert "fix: did you mean 'sleep'?" in told
    assert "Traceback" not in told
    assert not list((tmp_path / "out").rglob("index.html"))


@pytest.mark.parametrize(
    ("name", "goal"), [("d.md", "nowhere.md"), ("loop", "."), ("loop", "loop"), ("d.png", "nowhere.png")]
)
def test_a_link_to_no_file_is_named(name: str, goal: str, guide: Path, tmp_path: Path) -> None:
    (guide / "content" / name).symlink_to(goal)
    run = mkdocs_build(guide, tmp_path / "out")
    assert run.returncode != 0
    told = run.stdout + run.stderr
    assert f"content/{name}:1:1: E001 this link leads to no file" in told
    assert "Traceback" not in told


@pytest.fixture
def served(guide: Path) -> Iterator[tuple[Path, str]]:
    """The copy under `mkdocs serve`, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", "--watch", "claims"]
    with subprocess.Popen(command, cwd=guide, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout is not None
            told = ""
            for line in server.stdout:
                told += line
                if "Serving on " in line:
                    yield guide, line.split("Serving on ")[1].strip()
                    return
            raise AssertionError(told)
        finally:
            server.terminate()


def test_serve_shows_a_changed_record(served: tuple[Path, str]) -> None:
    guide, address = served

    def page() -> str:
        with urllib.request.urlopen(f"{address}claims/sleep/", timeout=10) as answer:
            return str(answer.read().decode("utf-8"))

    assert "Changed while serving" not in page()
    record = guide / "claims" / "mind" / "sleep.yml"
    saying = next(line for line in record.read_text(encoding="utf-8").splitlines() if line.startswith("saying:"))
    change(record, saying, "saying: Changed while serving.")
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if "Changed while serving." in page():
            return
        time.sleep(0.2)
    raise AssertionError("the saved record did not show within 30 seconds")
