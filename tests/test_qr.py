"""A QR code drawn from runs is the code that was asked for, square by square, with white around it."""

from __future__ import annotations

from itertools import pairwise

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from macros.qr import QUIET, qr_code


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=200))
def test_the_runs_are_the_dark_squares(address: str) -> None:
    code = qr_code(address)
    dark = {(x + i, y) for x, y, length in code.runs for i in range(length)}
    rows = segno.make(address, error="m", micro=False).matrix
    assert dark == {(x + QUIET, y + QUIET) for y, row in enumerate(rows) for x, square in enumerate(row) if square}
    assert code.side == len(rows) + 2 * QUIET


def test_runs_do_not_touch_in_a_row() -> None:
    runs = qr_code("https://example.org/guide/").runs
    assert len(runs) > 100
    for (x, y, length), (next_x, next_y, _) in pairwise(runs):
        assert next_y > y or next_x > x + length


def test_what_no_code_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="Data too large"):
        qr_code("x" * 5000)
