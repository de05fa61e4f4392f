"""The disk: which files a guide is made of, read as {path: bytes}. Everything behind this works on text alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

SCHEMA_FOLDER = "claims/schema"


def record_files(root: Path) -> dict[str, bytes]:
    """Every file under claims/ that should be a record. Generated editor schemas are left out.

    Raises OSError when a file cannot be read.
    """
    return {
        path: (root / path).read_bytes() for path in _under(root, "claims") if not path.startswith(SCHEMA_FOLDER + "/")
    }


def content_files(root: Path, folder: str = "content") -> dict[str, bytes]:
    """Every Markdown page under the content folder, as 'content/page.md' whatever the folder is called."""
    return {
        f"content/{Path(path).relative_to(folder).as_posix()}": (root / path).read_bytes()
        for path in _under(root, folder)
        if path.endswith(".md")
    }


def _under(root: Path, folder: str) -> Iterator[str]:
    for path in sorted((root / folder).rglob("*")):
        name = path.relative_to(root).as_posix()
        # Hidden files are an editor's or the system's business. A link that leads nowhere is named, not passed over.
        if (path.is_file() or path.is_symlink()) and not any(part.startswith(".") for part in Path(name).parts):
            yield name
