"""The one door to segno: an address in, the dark squares of its QR code out, as numbers that a template draws."""

from __future__ import annotations

from dataclasses import dataclass

import segno

QUIET = 4  # squares of white that a reader of the code needs on every side


@dataclass(frozen=True)
class QrCode:
    """A square of `side` by `side` small squares; each run is (x, y, length) of dark ones in a row."""

    side: int
    runs: tuple[tuple[int, int, int], ...]


def qr_code(address: str) -> QrCode:
    """The QR code of an address, with its quiet zone. Raises ValueError for one too long for any code."""
    # Level M still reads when a tenth of the print is worn; `boost_error` takes more where it costs no squares.
    rows = segno.make(address, error="m", micro=False, boost_error=True).matrix
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = next((n for n in range(len(row) - x) if not row[x + n]), len(row) - x)
            if length:
                runs.append((x + QUIET, y + QUIET, length))
            x += length or 1
    return QrCode(len(rows) + 2 * QUIET, tuple(runs))
