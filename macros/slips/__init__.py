"""The slip of a hand behind a syntax error: which line to mend, when the reader of YAML stumbles over another one."""

from __future__ import annotations

from ..problem import Problem
from . import dashes, lines, signs
from .broken import Broken

__all__ = ["Broken", "slip"]

# The surest signs first.
SLIPS = (
    *(signs.merge, signs.fence, signs.odd_blank, signs.quote_in_list, signs.open_quote, signs.bullet, signs.bracket),
    *(dashes.no_blank_behind, lines.no_colon, lines.no_blank, lines.no_opener, dashes.no_dash, dashes.later_dash),
    *(dashes.text_dash, lines.text_goes_on, lines.text_below),
    *(lines.too_far_left, lines.some_opener, lines.stray),
)


def slip(file: str, broken: Broken) -> Problem | None:
    """The slip as an E004, or None when the error is none of these."""
    for find in SLIPS:
        if found := find(broken):
            line, col, width, message, fix = found
            return Problem(file, line, col, "E004", message, fix, width)
    return None
