"""Rules about time: reviews come in order, and no level changes without a word."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import pairwise

from ..book import Book
from ..model import Claim, HistoryEntry, HistoryType, Source, inside
from ..problem import Problem
from .registry import Found, rule

# Changes that anybody can make without having gone through the whole claim.
WITHOUT_REVIEW = (HistoryType.AMENDMENT, HistoryType.CORRECTION)


# Before this there was hardly a work that says how it measured.
FIRST_YEAR = 1800
CODES = {
    "E605": """A day on which something was done is not to come.

    Only `guide check` asks the calendar, so a build is the same on every day. Fix: correct the day.""",
}


def months_after(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month; the calendar's last day when it ends before that."""
    year, month = divmod(day.month - 1 + months, 12)
    if day.year + year > date.max.year:
        return date.max
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


@rule("E601", Claim)
def review_dates_are_in_order(claim: Claim, book: Book) -> Iterator[Found]:
    """Search, review and next review follow each other, and the next one is not too far off.

    An old grade misleads quietly. Fix: correct the dates; the longest wait is `review_months` in guide.yml.
    """
    months = book.guide.review_months
    if claim.search.date > claim.reviewed_on:
        message = f"the search is of {claim.search.date}, after the review of {claim.reviewed_on}"
        yield Found(("search", "date"), message, "review the claim after the search, then set reviewed_on")
    if claim.review_due <= claim.reviewed_on:
        yield Found(
            ("review_due",), f"the next review is not after the last one of {claim.reviewed_on}", "write a later day"
        )
    elif claim.review_due > months_after(claim.reviewed_on, months):
        latest = months_after(claim.reviewed_on, months)
        yield Found(
            ("review_due",),
            f"the next review is more than {months} months away",
            f"write '{latest}', or an earlier day",
        )


@rule("E602", Claim)
def history_runs_forward(claim: Claim, book: Book) -> Iterator[Found]:
    """History entries stand in order of their days, and what takes a review is not later than the last one.

    An amendment or a correction may be later: whoever adds a study has not reviewed the claim. A new finding, a new search,
    a new level or a retraction may not. Fix: move the entry; or review the claim, then set `reviewed_on`.
    """
    for i, (before, after) in enumerate(pairwise(claim.history), 1):
        if after.date < before.date:
            message = f"this entry of {after.date} stands after one of {before.date}"
            yield Found(("history", i, "date"), message, "put the oldest entry first")
    later = [e for e in claim.history if e.date > claim.reviewed_on and e.type not in WITHOUT_REVIEW]
    if later:
        last = max(later, key=lambda entry: entry.date)
        message = f"the last review is older than the {last.type} of {last.date} in the history"
        fix = f"review the whole claim, then write '{last.date}'; only an amendment or a correction may be later than the review"
        yield Found(("reviewed_on",), message, fix)


def _entry(kind: str, finding: str, levels: str) -> str:
    """A fix: the last line of the history, to be pasted and completed. What only a person knows stands in capitals, and in
    quotes where it may hold a comma or a colon."""
    line = f'  - {{date: DAY, type: {kind}, finding: {finding}, {levels}, by: "NAME", why: "REASON"}}'
    return f"add this line at the end of history: {line}"


@rule("E603", Claim, after=("E206", "E211", "E301", "E302"))
def level_change_has_an_entry(claim: Claim, book: Book) -> Iterator[Found]:
    """The last history entry of a finding carries its level, each starts where the one before ended, the first is new-record.

    So nobody can change how sure we are, or grade something new without a review, and not say why. Fix: add an entry with
    level_before, level_after and why; the first one of a finding is of type new-record, without level_before.
    """
    for i, finding in enumerate(claim.findings):
        entries: list[tuple[int, HistoryEntry]] = [
            (j, e) for j, e in enumerate(claim.history) if e.finding == finding.id and e.level_after is not None
        ]
        where = ("findings", i, "certainty", "level")
        level = finding.certainty.level
        if not entries:
            yield Found(
                where,
                f"the history never says how '{finding.id}' came to be graded {level}",
                _entry("new-record", finding.id, f"level_after: {level}"),
            )
            continue
        at, first = entries[0]
        if first.type != HistoryType.NEW_RECORD:
            message = f"this entry is the first that grades '{finding.id}', and calls itself {first.type}"
            yield Found(("history", at, "type"), message, f"write '{HistoryType.NEW_RECORD}'")
        for (_, before), (j, after) in pairwise(entries):
            if after.level_before != before.level_after:
                was = f"'{finding.id}' was {before.level_after} before this entry"
                if after.level_before is None:
                    fix = f"add the line 'level_before: {before.level_after}' to this entry"
                    yield Found(("history", j, "level_after"), f"{was}, which does not say so", fix, at_key=True)
                else:
                    message = f"{was}, not {after.level_before}"
                    yield Found(("history", j, "level_before"), message, f"write '{before.level_after}'")
        at, entry = entries[-1]
        last = entry.level_after
        if last != level:
            _, spot = book.spot(claim.id, ("history", at, "level_after"))
            message = f"'{finding.id}' is graded {level}, but its history ends at {last} on line {spot.line}"
            fix = _entry("regrade", finding.id, f"level_before: {last}, level_after: {level}")
            if entry.type != HistoryType.AMENDMENT:  # an amendment changes no level
                fix = f"if that entry is new in your change, write '{level}' there; else {fix}"
            yield Found(where, message, fix)


@rule("E604", Source)
def year_of_a_work_can_be(source: Source, book: Book) -> Iterator[Found]:
    """A work appeared after 1800, and not later than the year after somebody compared its record with it.

    Journals print the year to come on their covers, and no later one. Fix: correct `issued`, or `checked_on`.
    """
    latest = source.checked_on.year + 1
    if source.issued is not None and not FIRST_YEAR <= source.issued <= latest:
        message = f"the work is said to be of {source.issued}, and was compared with this record in {latest - 1}"
        yield Found(("issued",), message, f"write the year as printed, from {FIRST_YEAR} to {latest}")


def days_to_come(book: Book, today: date, files: Collection[str] | None = None) -> Iterator[Problem]:
    """A problem for each day in a record, or those of `files`, that is after `today` and on which something was done."""
    tomorrow = today + timedelta(days=1)  # it is tomorrow already in some places
    for record in book.records():
        if files is not None and book.files[record.id] not in files:
            continue
        for path, day in inside(record, date):
            if day > tomorrow and path[-1] != "review_due":
                file, spot = book.spot(record.id, path)
                message = f"'{path[-1]}' is {day}, a day to come"
                fix = f"write the day it was done, {today} at the latest"
                yield Problem(file, spot.line, spot.col, "E605", message, fix, spot.width)
