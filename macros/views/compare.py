"""A comparison table with every cell resolved: a number, a finding, words with a source, or not measured."""

from __future__ import annotations

from dataclasses import dataclass

from ..book import Book
from ..effects import effect_text, number, with_unit
from ..labels import Label
from ..model import Cell, Comparison
from .parts import Prose, Ref, finding_effect, prose, ref, sure_label


@dataclass(frozen=True)
class CellView:
    """One cell of a comparison table."""

    kind: str
    text: str
    detail: str
    note: Prose
    refs: tuple[Ref, ...]
    page: str
    sure: Label | None


@dataclass(frozen=True)
class CompareRow:
    """One aspect."""

    aspect: str
    explain: Prose
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class CompareView:
    """One comparison table."""

    id: str
    title: str
    caption: Prose
    columns: tuple[str, ...]
    rows: tuple[CompareRow, ...]


def compare_view(book: Book, table: Comparison) -> CompareView:
    """One comparison table with every cell resolved."""
    rows = tuple(
        CompareRow(row.aspect, prose(book, row.explain), tuple(_cell(book, row.cells[c.id]) for c in table.columns))
        for row in table.rows
    )
    return CompareView(table.id, table.title, prose(book, table.caption), tuple(c.label for c in table.columns), rows)


def _cell(book: Book, cell: Cell) -> CellView:
    note = prose(book, cell.note)
    if cell.result:
        result = book.result(cell.result.source, cell.result.result)
        assert result is not None, "a rule has checked that the result is there"
        text, detail = effect_text(result), result.comparison or ""
        for arm in result.arms:
            if arm.label == cell.result.arm and arm.mean is not None:
                text = with_unit(number(arm.mean), result.unit)
                detail = f"{arm.n} people" if arm.n else ""
        source = ref(book, cell.result.source)
        return CellView("result", text, detail, note, (source,), f"{source.page}#{result.id}", None)
    if cell.finding:
        finding = book.finding(cell.finding.claim, cell.finding.finding)
        assert finding is not None, "a rule has checked that the finding is there"
        page = f"claims/{cell.finding.claim}#{finding.id}"
        sure = sure_label(finding)
        told = finding_effect(finding).word
        return CellView("finding", told, book.populations[finding.population].label, note, (), page, sure)
    if cell.says:
        return CellView("says", cell.says, "", note, tuple(ref(book, one) for one in cell.sources), "", None)
    return CellView("none", "not measured", "", note, (), "", None)
