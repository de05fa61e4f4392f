"""What changed: the history of every claim, newest day first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ..book import Book
from ..labels import CHANGES
from ..model import Claim, HistoryEntry
from .claim import HistoryRow, history_row


@dataclass(frozen=True)
class ChangedClaim:
    """What happened to one claim on one day."""

    title: str
    page: str
    told: str
    by: tuple[str, ...]
    rows: tuple[HistoryRow, ...]


@dataclass(frozen=True)
class Day:
    """Everything that changed on one day."""

    date: date
    claims: tuple[ChangedClaim, ...]


def changes_view(book: Book) -> tuple[Day, ...]:
    """Every history entry of every claim, by day and claim."""
    days: dict[date, dict[str, list[HistoryEntry]]] = {}
    for claim in book.claims.values():
        for entry in claim.history:
            days.setdefault(entry.date, {}).setdefault(claim.id, []).append(entry)
    return tuple(
        Day(day, tuple(_changed(book, book.claims[one], entries) for one, entries in sorted(days[day].items())))
        for day in sorted(days, reverse=True)
    )


def _changed(book: Book, claim: Claim, entries: list[HistoryEntry]) -> ChangedClaim:
    kinds = Counter(e.type for e in entries)
    told = ", ".join(f"{n} {CHANGES[kind][n > 1]}" for kind, n in kinds.items())
    by = tuple(dict.fromkeys(e.by for e in entries))
    rows = tuple(history_row(book, claim, e) for e in entries)
    return ChangedClaim(claim.title, f"claims/{claim.id}", told, by, rows)
