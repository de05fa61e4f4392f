"""The rule about numbers that are copied: what a finding says of a source stands in the record of that source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from ..book import Book
from ..effects import RATIOS
from ..model import Claim, Part, Source
from ..plain_language import bare_numbers
from ..text import CITATION, blank, cited_ids
from .effects import NUMBERS
from .registry import Found, rule

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# How wide an interval is is no finding; what was worked out here says so, and stands nowhere else.
FREE = re.compile(r"\b95 ?(?:%|percent)")
WHERE_TO_FIND_IT = {"id", "volume", "issue", "page", "DOI", "PMID", "PMCID", "registration", "locator", "checked_on"}
OWN = "our arithmetic"


@rule("H415", Claim, after=("E211", "E218", *NUMBERS))
def number_stands_in_the_source(claim: Claim, book: Book) -> Iterator[Found]:
    """A number under `contributes` stands in the record of that source, or of one cited beside it, rounded at most.

    A hint, because a number can be said in another unit. A digit that slipped while copying looks as sure as a right one.
    Fix: correct it, add it to the results of the source, or say "our arithmetic" where it was worked out here.
    """
    seen: dict[str, set[Decimal]] = {}
    for i, finding in enumerate(claim.findings):
        for j, source in enumerate(finding.sources):
            told = FREE.sub(blank, CITATION.sub(blank, source.contributes))
            numbers = bare_numbers(told, book.names)
            ids = [source.id, *(one for one in cited_ids(source.contributes) if one != source.id)]
            if not numbers or OWN in told or any(one not in book.sources for one in ids):
                continue
            for one in ids:
                if one not in seen:
                    seen[one] = _in_record(book.sources[one])
            there = set().union(*(seen[one] for one in ids))
            for number in numbers:
                if not all(_stands(value, there) for value in _numbers(number.group())):
                    message = f"the number {number.group()} stands nowhere in the record of {' or '.join(ids)}"
                    fix = f"correct it, add it to the results of '{source.id}', or say '{OWN}' where it was worked out here"
                    yield Found(("findings", i, "sources", j, "contributes"), message, fix, span=number.span())


def _in_record(source: Source) -> set[Decimal]:
    """Every number of a record; and what a ratio is in percent, as people say it: 1.28 is 28 percent more."""
    ratios = [r for r in source.results if r.measure in RATIOS]
    ends = (end for r in ratios for end in (r.estimate, r.ci_low, r.ci_high) if end is not None)
    return _numbers(" ".join(_values(source))) | {abs(end - 1) * 100 for end in ends}


def _numbers(text: str) -> set[Decimal]:
    return {Decimal(one.replace(",", "")) for one in NUMBER.findall(text)}


def _stands(value: Decimal, there: Collection[Decimal]) -> bool:
    """Whether a number is among others, as it is or rounded to as many digits."""
    half = Decimal(5).scaleb(min(0, int(value.as_tuple().exponent)) - 1)
    return value in there or any(abs(value - one) <= half for one in there)


def _values(value: object) -> Iterator[str]:
    """Every value inside a record that says what was done or found, as text."""
    if isinstance(value, Part):
        for name in type(value).model_fields:
            if name not in WHERE_TO_FIND_IT:
                yield from _values(getattr(value, name))
    elif isinstance(value, list):
        for one in value:
            yield from _values(one)
    elif value is not None:
        yield str(value)
