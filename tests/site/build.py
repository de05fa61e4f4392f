"""Builds a guide as its users do, in a process of its own, and reads the pages that come out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

from tinyhtml5.parser import HTMLParser

SVG = "{http://www.w3.org/2000/svg}"


def mkdocs_build(guide: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` of the guide in folder `guide` into `out`."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(guide / "mkdocs.yml")]
    # Material's notice about its own end of life is dealt with in the Makefile.
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run([*command, "--site-dir", str(out)], capture_output=True, text=True, check=False, env=env)


@dataclass(frozen=True)
class BuiltPage:
    """One page of a built site."""

    root: Path
    path: Path

    @property
    def name(self) -> str:
        """Its address below the site: '' for the home page, 'claims/x/' for a claim."""
        folder = self.path.parent.relative_to(self.root).as_posix()
        return "" if folder == "." else f"{folder}/"

    @cached_property
    def html(self) -> str:
        """The page as text."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ElementTree.Element:
        """The page as a tree, without namespace on HTML elements."""
        parser = HTMLParser(namespace_html_elements=False)
        tree = parser.parse(self.html)
        # The theme is not ours to mend; errors are looked for in our part of the page only, see test_structure.py.
        return tree

    def all(self, tag: str) -> Iterator[ElementTree.Element]:
        """Every element of a kind, in order."""
        return self.tree.iter(tag)

    @cached_property
    def ids(self) -> list[str]:
        """Every id on the page, in order, repeats kept."""
        return [one for element in self.tree.iter() if (one := element.get("id"))]

    @property
    def article(self) -> ElementTree.Element:
        """Our part of the page: what stands inside the theme's frame."""
        return next(e for e in self.all("article") if "md-content__inner" in (e.get("class") or ""))


def pages_of(root: Path) -> list[BuiltPage]:
    """Every page of a built site except the theme's 404 page."""
    return [BuiltPage(root, path) for path in sorted(root.rglob("index.html"))]


def text_of(element: ElementTree.Element) -> str:
    """All text inside an element, white space folded."""
    return " ".join("".join(element.itertext()).split())
