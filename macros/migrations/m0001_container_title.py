"""Version 0 to 1: a source's `journal` becomes `container-title`, the name CSL has for it, since not all are journals.

No guide was ever published in version 0. It stands for the format before the first, and shows what a step looks like.
"""

from __future__ import annotations

from ..model import kind_of
from .edit import rename_key


def change(file: str, text: str) -> str:
    """The text of one file in version 1."""
    return rename_key(text, ("journal",), "container-title") if kind_of(file) == "source" else text
