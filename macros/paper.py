"""What a link says on paper, where nobody can follow it: the first link of a page to each other page carries its name."""

from __future__ import annotations

import posixpath
import re

# Tables are looked at, not read: a name in each of their cells would hide what stands there.
TAG = re.compile(r"<(?P<end>/?)(?P<name>table|a)\b(?P<rest>[^>]*)>")
HREF = re.compile(r'href="(?P<page>[^":#?]+)[^":]*"')
# A citation leads by its name, a number and a word by what they are; a chip and a door are not read in a sentence.
NAMED = re.compile(r'class="[^"]*\b(?:ev-(?:ref|number|term|inline-chip|mark)|headerlink)\b')


def with_pages(html: str, own: str) -> str:
    """A finished page with `data-page` on those links; `own` is the address of the page inside the site ('claims/x/')."""
    met = {_name(own, ".")}
    depth = 0

    def name(match: re.Match[str]) -> str:
        nonlocal depth
        if match["name"] == "table":
            depth += -1 if match["end"] else 1
            return match.group()
        found = HREF.search(match["rest"])
        if depth or not found or NAMED.search(match["rest"]):
            return match.group()
        page = _name(own, found["page"])
        if page in met or page == ".":
            return match.group()
        met.add(page)
        return f'<a data-page="{page}"{match["rest"]}>'

    return TAG.sub(name, html)


def _name(own: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(own or ".", href))
