"""The rule about numbers that are copied: what a text says of a source stands in the record of that source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from functools import cache

from ..book import Book
from ..document import Path
from ..effects import RATIOS
from ..model import Claim, Part, Record, Source
from ..plain_language import bare_numbers
from ..text import CITATION, blank, cited_ids, parts
from .effects import NUMBERS, PERCENT
from .references import texts
from .registry import Found, rule

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# How wide an interval is is no finding; what was worked out here says so, and stands nowhere else.
FREE = re.compile(r"\b95 ?(?:%|percent)")
# What is counted or measured, behind a number.
UNIT = re.compile(r"[ -]?(%|[\w/]+)")
# What a size is held against is chosen, not found.
LIMIT = re.compile(r"\b(?:below|above|under|over|than|between|up to|at least) [\d.]+(?: (?:and|to) [\d.]+)?")
WHERE_TO_FIND_IT = {"id", "volume", "issue", "page", "DOI", "PMID", "PMCID", "registration", "locator", "checked_on"}
OWN = "our arithmetic"
# A record may spell out what a text for readers says in digits.
SPELT = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
WORD = re.compile(rf"\b(?:{'|'.join(SPELT)})\b", re.IGNORECASE)
MOST_NAMED = 3  # more ids than these make a message longer than clearer
# Texts of a finding that speak of its sources whether or not they cite them.
OF_THE_SOURCES = {"size_basis", "certainty"}


@rule("H415", Record, after=("E211", "E218", *NUMBERS))
def number_stands_in_the_source(record: Record, book: Book) -> Iterator[Found]:
    """A number that is said of a source stands in the record of that source, rounded at most.

    Said of a source is what stands under `contributes`, in a sentence that cites, or in the grade and the size of a finding.
    All the people of those sources together stand there, too. The history may tell old numbers; those of the saying are free,
    and so is what a size is held against. A hint, because a number can be said in another unit. A digit that slipped while
    copying looks as sure as a right one, and so does a number that was corrected in the source alone.
    Fix: write the number that the source has now, or add it to its results; where it was worked out here, say "our arithmetic".
    """
    in_record = cache(lambda one: _in_record(book.sources[one]))
    if isinstance(record, Source):  # what others say of it is held against it
        return
    for path, text in texts(record):
        if path[0] == "history" or not ("[@" in text or _of_finding(record, path)):
            continue
        told = FREE.sub(blank, CITATION.sub(blank, text))
        told = LIMIT.sub(blank, told) if path[-1] == "size_basis" else told
        if not (numbers := bare_numbers(told)):
            continue
        for at, sentence, ids in _of_sources(record, path, text):
            inside = [n for n in numbers if at <= n.start() < at + len(sentence)]
            if not inside or not ids or OWN in sentence.lower() or any(one not in book.sources for one in ids):
                continue
            people = sum(book.sources[one].participants or 0 for one in ids)
            there = {Decimal(people)}.union(_free(record, path, book), *map(in_record, ids))
            for number in inside:
                if all(_stands(value, there) for value in _numbers(number.group())):
                    continue
                # The names of groups of people are many, and hardly a number gets here.
                if number.span() in {one.span() for one in bare_numbers(told, book.names)}:
                    where = " or ".join(ids) if len(ids) <= MOST_NAMED else f"any of the {len(ids)} sources"
                    message = f"the number {number.group()} stands nowhere in the record of {where}"
                    meant = _meant(told, number, [book.sources[one] for one in ids])
                    fix = (
                        f"write '{meant}', if that estimate is meant" if meant else "write the number that stands there"
                    )
                    fix = f"{fix}; or add this one to the results; or say '{OWN}', if it was worked out here"
                    yield Found(path, message, fix, span=number.span())


def _meant(told: str, number: re.Match[str], sources: list[Source]) -> str | None:
    """The one estimate in the unit that stands behind a number, or as so many percent, that the text does not say already;
    of several the one whose interval the text tells."""
    unit = UNIT.match(told, number.end())
    in_percent = unit is not None and unit[1] in ("%", "percent")
    said = _numbers(told)
    found: dict[Decimal, bool] = {}
    for result in (result for source in sources for result in source.results if result.estimate is not None and unit):
        value = abs(result.estimate or Decimal())
        if in_percent and result.measure in RATIOS:
            value = (abs(value - 1) * 100).normalize()
        elif not (result.unit and unit and _same(result.unit, "%" if in_percent else unit[1])):
            continue
        if value not in said:
            ends = {abs(end) for end in (result.ci_low, result.ci_high) if end is not None}
            found[value] = found.get(value, False) or (bool(ends) and ends <= said)
    left = [value for value, its_interval in found.items() if its_interval] or list(found)
    return f"{left[0]:f}" if len(left) == 1 else None


def _same(unit: str, told: str) -> bool:
    """Whether a unit is the one that a text tells: percent in any of its forms, or the first word of it."""
    return bool(PERCENT.match(unit)) if told == "%" else unit.split()[0] == told


def _of_finding(record: Record, path: Path) -> bool:
    """Whether a text speaks of the sources of its finding though it cites none."""
    return (
        isinstance(record, Claim) and path[0] == "findings" and (path[2] in OF_THE_SOURCES or path[-1] == "contributes")
    )


def _of_sources(record: Record, path: Path, text: str) -> Iterator[tuple[int, str, list[str]]]:
    """What is said of sources in a text: where it begins, the words, the ids of the sources."""
    if isinstance(record, Claim) and path[-1] == "contributes":
        source = record.findings[int(path[1])].sources[int(path[3])].id
        yield 0, text, [source, *(one for one in dict.fromkeys(cited_ids(text)) if one != source)]
        return
    for at, sentence in parts(text):
        ids = list(dict.fromkeys(cited_ids(sentence)))
        if not ids and isinstance(record, Claim) and _of_finding(record, path):
            ids = [one.id for one in record.findings[int(path[1])].sources]
        yield at, sentence, ids


def _free(record: Record, path: Path, book: Book) -> set[Decimal]:
    """Numbers that need no source here: those of the saying, and where a size is judged those of the guide's thresholds."""
    if not isinstance(record, Claim):
        return set()
    thresholds = book.guide.thresholds if path[-1] == "size_basis" else []
    return _numbers(" ".join([record.question, record.saying, *(f"{t.smallest} {t.basis}" for t in thresholds)]))


def _in_record(source: Source) -> set[Decimal]:
    """Every number of a record; and what a ratio is in percent, as people say it: 1.28 is 28 percent more."""
    ratios = [r for r in source.results if r.measure in RATIOS]
    ends = (end for r in ratios for end in (r.estimate, r.ci_low, r.ci_high) if end is not None)
    told = " ".join(_values(source))
    spelt = {Decimal(SPELT.index(word.lower()) + 1) for word in WORD.findall(told)}
    return _numbers(told) | spelt | {abs(end - 1) * 100 for end in ends}


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
