"""The one door to git: which commit a name means, and the files of that commit as {path: bytes}. It only reads."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Collection
from pathlib import Path

FOLDERS = ("claims", "content")
# Messages in English, no prompt for a password, no lock left beside somebody else's work.
SETTINGS = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


class GitError(Exception):
    """Git cannot give what was asked; the text is one clear sentence."""


def commit_of(root: Path, revision: str) -> str:
    """The full name of the commit that a branch, tag or other revision means, seen from the folder `root`.

    Raises GitError when git is missing, `root` is in no repository, or there is no such commit.
    """
    _git(root, "rev-parse", "--git-dir")
    if ".." in revision:
        first, _, second = revision.partition("..")
        raise GitError(f"write two revisions with a space between: {first or 'HEAD'} {second.lstrip('.') or 'HEAD'}")
    found = (
        None if revision.startswith("-") else _asked(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    )
    if found:
        return found
    if _asked(root, "rev-parse", "--is-shallow-repository") == "true":
        raise GitError(f"'{revision}' is not in this shallow clone; fetch the rest with: git fetch --unshallow")
    if _asked(root, "rev-parse", "--verify", "--quiet", "HEAD") is None:
        raise GitError("this repository has no commit yet, so there is nothing to compare with")
    raise GitError(f"'{revision}' is no revision of this repository; name a branch, a tag or a commit")


def files_of(root: Path, commit: str, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Every `wanted` file that a commit holds in FOLDERS under `root`, by its path from there; a link is what it leads to.

    Raises GitError when git cannot read one of them, or a link leads to no file of the commit.
    """
    names: list[tuple[str, bytes]] = []
    for line in _git(root, "ls-tree", "-r", "-z", commit, "--", *(f"{folder}/" for folder in FOLDERS)).split(b"\0"):
        head, tab, path = line.partition(b"\t")
        file = path.decode("utf-8", "replace")
        if not tab or not wanted(file) or head.startswith(b"160"):  # the last is another repository
            continue
        is_link = head.startswith(b"120") and b"\n" not in path
        names.append((file, commit.encode() + b":./" + path if is_link else head.split()[2]))
    told = _git(root, "cat-file", "--batch", "--follow-symlinks", given=b"".join(name + b"\n" for _, name in names))
    files: dict[str, bytes] = {}
    at = 0
    for file, name in names:
        start = told.index(b"\n", at) + 1
        answer = told[at:start].split()
        if answer[1:2] != [b"blob"]:
            if b":" in name:
                raise GitError(f"{file} is a link in {commit[:7]} that leads to no file there")
            raise GitError(f"git has lost {file} as it was in {commit[:7]}; fetch the clone again")
        end = start + int(answer[2])
        files[file] = told[start:end]
        at = end + 1  # a line break follows each file
    return files


def uncommitted(root: Path, folders: Collection[str] = FOLDERS) -> int:
    """How many files in `folders` differ from the last commit, new ones included."""
    told = _git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *folders)
    return len([line for line in told.split(b"\0") if line])


def default_branch(root: Path) -> str | None:
    """The branch that others start from: what the remote calls its own, else main or master; None when there is none of them."""
    remote = _asked(root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    names = (one for one in (remote, "main", "master") if one)
    return next((one for one in names if _asked(root, "rev-parse", "--verify", "--quiet", one)), None)


def merge_base(root: Path, one: str, other: str) -> str | None:
    """The commit at which two branches parted, or None when they have none in common."""
    return _asked(root, "merge-base", one, other)


def _asked(root: Path, *words: str) -> str | None:
    """The one line that git answers, or None when it says no."""
    run = _run(root, words)
    return run.stdout.decode().strip() if run.returncode == 0 else None


def _git(root: Path, *words: str, given: bytes = b"") -> bytes:
    """What git answers. Raises GitError when it fails."""
    run = _run(root, words, given)
    if run.returncode == 0:
        return run.stdout
    told = run.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in told:
        raise GitError("this folder is not in a git repository, so there are no revisions to compare")
    if "dubious ownership" in told:
        raise GitError(
            "git does not read a repository that belongs to somebody else; see: git help config, safe.directory"
        )
    raise GitError(f"git cannot do this: {told.splitlines()[0] if told else f'git {words[0]} failed without a word'}")


def _run(root: Path, words: Collection[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", "-C", str(root), *words],
            input=given,
            capture_output=True,
            env={**os.environ, **SETTINGS},
            check=False,
        )
    except FileNotFoundError:
        raise GitError("git is not installed, or not where programs are looked for (PATH)") from None
