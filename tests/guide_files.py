"""Reads a guide's records into {path: text}, as the loader wants them; the only place where tests touch the disk for it."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
TEA = HERE / "guides" / "tea"


def read_files(guide: Path, folder: str = "claims") -> dict[str, str | bytes]:
    """Every file under guide/folder, keyed 'folder/...'; bytes where it is not UTF-8, so that the loader can say so."""
    found: dict[str, str | bytes] = {}
    for path in sorted((guide / folder).rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            try:
                found[path.relative_to(guide).as_posix()] = raw.decode("utf-8")
            except UnicodeDecodeError:
                found[path.relative_to(guide).as_posix()] = raw
    return found
