"""`guide diff`: what a change means, between two revisions or one and the working tree."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .. import git, report
from ..files import is_page, is_record
from ..problem import as_text
from ..sides import Side, Unreadable
from ..textfile import as_texts
from ..usage import FINE, PROBLEMS, UsageError, read_guide


def run(args: argparse.Namespace) -> int:
    """Tell what differs. Raises UsageError where git cannot give what was asked."""
    try:
        return _told(args)
    except git.GitError as error:
        raise UsageError(str(error)) from None


def _told(args: argparse.Namespace) -> int:
    if len(args.revisions) > 2:
        raise UsageError("two revisions can be compared, not more")
    before, files_before = _state(args.root, (args.revisions or ["HEAD"])[0])
    after, files_after = _state(args.root, args.revisions[1] if len(args.revisions) == 2 else None)
    try:
        told = report.compare(before, after, files_before, files_after)
    except Unreadable as error:
        files = files_before if error.side is before else files_after
        texts = as_texts({p.file: files.get(p.file, b"") for p in error.problems})
        print(f"guide: {error}", as_text(error.problems, texts), sep="\n", file=sys.stderr)
        return PROBLEMS
    tell = {"text": report.as_text, "markdown": report.as_markdown, "json": report.as_json}[args.format]
    print(tell(told).rstrip("\n"))
    if not told.changes and not told.pages and args.format != "json" and (hint := _instead(args.root, before, after)):
        print(hint)
    return FINE


def _instead(root: Path, before: Side, after: Side) -> str | None:
    """What to compare with when the last commit was compared with itself, and the branch has commits of its own."""
    main = git.default_branch(root)
    if after.uncommitted != 0 or main is None or before.commit != git.commit_of(root, "HEAD"):
        return None
    if git.merge_base(root, main, "HEAD") in (None, before.commit):
        return None
    return (
        f"All is committed. What this branch changed since it left {main}: `guide diff $(git merge-base {main} HEAD)`"
    )


def _state(root: Path, revision: str | None) -> tuple[Side, dict[str, bytes]]:
    """The files of a revision, or of the working tree when none is named, and what to call them."""
    if revision is None:
        records, content = read_guide(root)
        return Side("the working tree", uncommitted=git.uncommitted(root)), records | content
    commit = git.commit_of(root, revision)
    files = git.files_of(root, commit, lambda path: is_record(path) or is_page(path))
    if not any(path.startswith("claims/") for path in files):
        raise UsageError(f"'{revision}' has no folder claims/ here, so there is no guide to compare")
    return Side(revision, commit), files
