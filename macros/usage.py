"""What all commands share: exit codes, the sentence for a command that cannot be carried out, reading a guide."""

from __future__ import annotations

import os
from pathlib import Path

from .files import content_files, record_files

FINE, PROBLEMS, USAGE = 0, 1, 2


class UsageError(Exception):
    """The command cannot be carried out as typed; the text is one clear sentence."""


def guide_folder(named: Path | None) -> Path:
    """The folder of the guide: the one named, or that somebody stands in: this one, or the nearest above it.

    Raises UsageError when the folder they stand in has been deleted.
    """
    try:
        up, here = Path(), Path.cwd()
    except FileNotFoundError:
        raise UsageError("the folder you stand in has been deleted; go to another one") from None
    if named is not None:
        return named
    for _ in (here, *here.parents):
        if (up / "claims").is_dir():
            return up
        up /= ".."
    return Path()


def from_here(root: Path, path: str) -> str:
    """A path of the guide as it is typed where somebody stands; below a root that was named, as it stands in the guide."""
    return os.path.relpath(root / path) if set(root.parts) <= {".."} else path


def read_guide(root: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Records and pages of the guide in folder `root`. Raises UsageError when there is none."""
    if not (root / "claims").is_dir():
        raise UsageError(
            f"there is no folder claims/ in {root.resolve().name or '/'} or above it; run it where the guide is, or use --root"
        )
    return record_files(root), content_files(root)


def write(root: Path, files: dict[str, str]) -> None:
    """Write every file below `root`, with its folders; line ends as they are in the text."""
    for name, text in files.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
