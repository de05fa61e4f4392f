"""Links between the pages of a guide: how they are written, and which of them lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from .problem import Problem, did_you_mean
from .textfile import place

# In templates and record pages a link is written '@/page?query#anchor', and '@file/data/x.csv' for a file that is no page;
# both are made relative once the page is known.
LINK = re.compile(r'href="@/([^"#?]*)(\?[^"#]*)?(#[^"]*)?"')
FILE_LINK = re.compile(r'href="@file/([^"]*)"')
# In a hand-written page, '](page.md#anchor)' or '[name]: page.md' outside front matter and code.
WRITTEN = re.compile(
    r"\A---\n.*?\n---\n|```.*?```|`[^`\n]*`|(?:\]\(|^\[[^]\n]+\]:[ ]+)(?P<to>[^\s()#:?%]+\.md)(?P<anchor>#[^\s()]*)?",
    re.DOTALL | re.MULTILINE,
)


class Linked(Protocol):
    """What a page must have for its links to be followed."""

    @property
    def path(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def edit(self) -> str: ...
    @property
    def generated(self) -> bool: ...


def dead_links(pages: Mapping[str, Linked | None], texts: Mapping[str, str]) -> list[Problem]:
    """One problem for each page, or place on a page, that is not there, where a link first leads to it.

    `texts` holds the hand-written pages as they stand in their files; None among the pages is one that is there and not made
    yet, so that nobody knows its links and its places.
    """
    found: dict[str, Problem] = {}
    for file, text in texts.items():
        for goal, problem in _written(pages, file, text):
            found.setdefault(goal, problem)
    for page in filter(None, pages.values()):
        for link in LINK.finditer(page.body):
            target, _, anchor = link.groups(default="")
            goal = f"{target}.md"
            if wrong := _wrong(pages, goal, anchor, target):
                # What a macro draws stands on one line, which is the line of its call.
                line = 1 if page.generated else page.body.count("\n", 0, link.start()) + 1
                found.setdefault(goal + anchor, Problem(page.edit, line, 1, "E902", wrong, _fix(goal, anchor)))
    return list(found.values())


def _written(pages: Mapping[str, Linked | None], file: str, text: str) -> Iterator[tuple[str, Problem]]:
    """Goal of each dead link that stands in a hand-written page, and what to say of it."""
    own = posixpath.dirname(file.removeprefix("content/"))
    for link in WRITTEN.finditer(text):
        target, anchor = link["to"], link["anchor"] or ""
        if not target:
            continue
        goal = posixpath.normpath(posixpath.join(own, target))
        if goal in pages and not ((page := pages[goal]) and page.generated):
            continue  # where its headings are, only the site generator knows; it looks for them itself
        if wrong := _wrong(pages, goal, anchor, target):
            close = did_you_mean(goal, pages) if goal not in pages else None
            fix = f"did you mean '{posixpath.relpath(close, own or '.')}'?" if close else _fix(goal, anchor)
            line, col = place(text, link.start("to"))
            width = len(target) + (len(anchor) if goal in pages else 0)
            yield goal + anchor, Problem(file, line, col, "E902", wrong, fix, width)


def _wrong(pages: Mapping[str, Linked | None], goal: str, anchor: str, shown: str) -> str | None:
    """What is wrong with a link to a page and a place on it; None when both are there."""
    if goal not in pages:
        return f"a link leads to '{shown}', which is not a page"
    if anchor and (page := pages[goal]) and f'id="{anchor[1:]}"' not in page.body:
        return f"a link leads to '{shown}{anchor}', but that page has no such anchor"
    return None


def _fix(goal: str, anchor: str) -> str:
    return "correct the link or the page" if anchor else f"add content/{goal}"
