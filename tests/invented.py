"""Invented works for tests of references: nothing here was ever written by anybody."""

from __future__ import annotations

from typing import Any

from macros.model import Source, read

JOURNAL = {
    "type": "article-journal",
    "container-title": "Journal of Invented Results",
    "volume": "12",
    "issue": "3",
    "page": "101-118",
    "DOI": "10.99999/invented.2020.101",
}
MOCK = [{"family": "Mock", "given": "Gil"}]


def source(**fields: Any) -> Source:
    """A source of which only the bibliographic part matters."""
    rest = {"design": "survey", "population": "p", "harms": "h", "limits": "l", "read": "abstract", "status": "current"}
    kept = {name: value for name, value in fields.items() if value is not None}
    record, errors = read("source", {"id": "x", **rest, "checked_on": "2026-11-01", "citable": "yes", **kept})
    assert errors == []
    assert isinstance(record, Source)
    return record


def people(count: int) -> list[dict[str, str]]:
    return [{"family": f"Family{i:02}", "given": "Ada Bea"} for i in range(1, count + 1)]
