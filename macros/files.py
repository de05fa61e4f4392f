"""The disk: which files a guide is made of, read as {path: bytes}. Everything behind this works on text alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .textfile import NoText

SCHEMA_FOLDER = "claims/schema"


def record_files(root: Path) -> dict[str, bytes]:
    """Every file under claims/ that should be a record. Generated editor schemas are left out.

    What is called like a record and is no file is there as NoText. Raises OSError when a file cannot be read.
    """
    found = {path: _read(root / path) for path in _under(root, "claims") if is_record(path)}
    for folder in sorted((root / "claims").rglob("*.yml")):
        name = folder.relative_to(root).as_posix()
        if folder.is_dir() and not folder.is_symlink() and is_record(name):
            found = {path: raw for path, raw in found.items() if not path.startswith(f"{name}/")}
            found[name] = NoText(b"this is a folder, and a record is a file")
    return found


def content_files(root: Path, folder: str = "content") -> dict[str, bytes]:
    """Every Markdown page under the content folder, as 'content/page.md' whatever the folder is called.

    What is no file, pictures included, is there as NoText: a site generator would fall over it. Raises OSError as above.
    """
    return {
        f"content/{Path(path).relative_to(folder).as_posix()}": _read(root / path)
        for path in _under(root, folder)
        if is_page(path) or not (_is_hidden(path) or (root / path).is_file())
    }


def _read(path: Path) -> bytes:
    if path.is_file():
        return path.read_bytes()
    return NoText(b"this link leads to no file" if path.is_symlink() else b"this is no file that can be read")


def is_record(path: str) -> bool:
    """Whether a file under claims/ should be a record; hidden files are an editor's or the system's business."""
    return path.startswith("claims/") and not path.startswith(SCHEMA_FOLDER + "/") and not _is_hidden(path)


def is_page(path: str) -> bool:
    """Whether a file under the content folder is a page."""
    return path.endswith(".md") and not _is_hidden(path)


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _under(root: Path, folder: str) -> Iterator[str]:
    for path in sorted((root / folder).rglob("*")):
        # A link that leads nowhere, or to a folder, is named, not passed over; so is a pipe.
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(root).as_posix()


ENGINE = Path(__file__).parent
STARTER = ENGINE / "starter"
# What stands beside the engine in its own repository and goes along with a copy of it.
BESIDE = (
    "requirements/site.txt",
    ".editorconfig",
    ".gitattributes",
    ".vscode/settings.json",
    ".vscode/extensions.json",
)


def starter_files() -> dict[str, str]:
    """The files a new guide begins with, by their path in macros/starter/."""
    return {path: (STARTER / path).read_text(encoding="utf-8") for path in _under(STARTER, ".")}


def engine_files() -> dict[str, bytes]:
    """The engine as another guide gets it: all of macros/, its licence, its locked packages and its editor settings.

    Raises FileNotFoundError when the engine does not stand in a repository that has them.
    """
    root = ENGINE.parent
    files = {
        f"macros/{path}": (ENGINE / path).read_bytes()
        for path in _under(ENGINE, ".")
        if "__pycache__" not in Path(path).parts
    }
    # In a guide that is itself a copy, the licence beside macros/ is that guide's own.
    if "macros/LICENSE" not in files:
        files["macros/LICENSE"] = (root / "LICENSE").read_bytes()
    return files | {path: (root / path).read_bytes() for path in BESIDE}
