"""Every code a check can print, with its documentation: those of text, shape and pages, and the rules."""

from __future__ import annotations

from ..book import CODES as BOOK_CODES
from ..misnamed import CODES as NAME_CODES
from ..misplaced import CODES as PLACE_CODES
from ..model import CODES as SHAPE_CODES
from ..prose import CODES as PROSE_CODES
from ..render import CODES as PAGE_CODES
from ..yamlfile import CODES as FILE_CODES
from .dates import CODES as DAY_CODES
from .excused import CODES as EXCUSED_CODES
from .registry import RULES, Rule


def catalogue() -> list[Rule]:
    """All of them, in order."""
    plain_codes = {
        **FILE_CODES,
        **SHAPE_CODES,
        **PLACE_CODES,
        **NAME_CODES,
        **BOOK_CODES,
        **PAGE_CODES,
        **PROSE_CODES,
        **EXCUSED_CODES,
        **DAY_CODES,
    }
    documented = [Rule(code, None, text, None, ()) for code, text in plain_codes.items()]
    return sorted([*documented, *RULES], key=lambda rule: rule.code)
