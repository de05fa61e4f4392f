"""The rule about sums: an estimate that was worked out is what its own sum gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..book import Book
from ..effects import DIFFERENCES, RATIOS
from ..model import Source
from .registry import Found, rule

NUMBER = r"\(?([+-]?\d+(?:\.\d+)?)\)?"
# At the very front; what follows may say what the sum gives, and the unit.
SUM = re.compile(rf"{NUMBER} (-|minus|/) {NUMBER}(?![\d.,]*\d)(?: = [\d.]+)?(?P<rest>.*)", re.DOTALL)
# The sum goes on, so its first step alone is not what the estimate is.
GOES_ON = re.compile(r"\s[-+*/x×÷^]\s|\b(?:times|divided|multiplied|half|halved|doubled|minus|plus)\b")


@rule("H405", Source, after=("E206", "E401", "E402", "E403", "E404"))
def estimate_is_what_its_sum_gives(source: Source, book: Book) -> Iterator[Found]:
    """An estimate that was worked out as `A - B` or `A / B` is what that gives, rounded at most.

    A number corrected in one of the two places leaves the other behind, and both look sure. A hint, because only a plain sum
    at the front of `computed` is understood. Fix: write what the sum gives, or correct the sum.
    """
    for i, r in enumerate(source.results):
        told = SUM.fullmatch(r.computed or "")
        if told is None or r.estimate is None or GOES_ON.search(told["rest"]):
            continue
        one, sign, two = Decimal(told[1]), told[2], Decimal(told[3])
        if r.measure not in (RATIOS if sign == "/" else DIFFERENCES) or (sign == "/" and not two):
            continue
        gives = one / two if sign == "/" else one - two
        last = Decimal(1).scaleb(min(0, int(r.estimate.as_tuple().exponent)))
        if abs(gives - r.estimate) > last / 2:
            shown = f"{gives.quantize(last):f}"
            message = f"the estimate is {r.estimate}, but its sum under 'computed' gives {shown}"
            yield Found(("results", i, "estimate"), message, f"write '{shown}', or correct the sum under 'computed'")
