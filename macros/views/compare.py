"""A comparison table with every cell resolved: a number, a finding, words with a source, or not measured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..book import Book
from ..effects import effect_text, number, with_unit
from ..labels import Label, Option
from ..model import Cell, Comparison, Level
from .parts import Prose, Ref, finding_effect, prose, ref, sure_label

# From so many numbers in one unit on, a column can be put in their order.
SORTED_FROM = 3


@dataclass(frozen=True)
class CellView:
    """One cell of a comparison table; neighbours that nobody measured are one cell over several columns."""

    kind: str
    text: str
    detail: str
    note: Prose
    refs: tuple[Ref, ...]
    page: str
    sure: Label | None
    value: str = ""
    """The number alone, where the cell shows one, and its unit."""
    unit: str = ""
    gap: bool = False
    """Nobody measured it, or no study was found."""
    columns: tuple[Option, ...] = ()


@dataclass(frozen=True)
class CompareRow:
    """One aspect."""

    aspect: str
    topic: str
    explain: Prose
    cells: tuple[CellView, ...]

    @property
    def gaps(self) -> str:
        """Whether something is missing in the row: `some` or `none`."""
        return "some" if any(cell.gap for cell in self.cells) else "none"


@dataclass(frozen=True)
class ColumnView:
    """One column; `comparable` when its numbers share a unit, so that rows can be put in their order."""

    id: str
    label: str
    comparable: bool


@dataclass(frozen=True)
class CompareView:
    """One comparison table, its rows by topic."""

    id: str
    title: str
    caption: Prose
    columns: tuple[ColumnView, ...]
    groups: tuple[tuple[str, tuple[CompareRow, ...]], ...]
    """Name of a topic (empty for rows without one) and its rows."""
    topics: tuple[Option, ...]
    gaps: bool
    """Whether some rows have a gap and others none."""


def compare_view(book: Book, table: Comparison) -> CompareView:
    """One comparison table with every cell resolved."""
    cells = [
        [replace(_cell(book, row.cells[c.id]), columns=((c.id, c.label),)) for c in table.columns] for row in table.rows
    ]
    columns = tuple(
        ColumnView(c.id, c.label, _comparable(row[i] for row in cells)) for i, c in enumerate(table.columns)
    )
    rows = tuple(
        CompareRow(row.aspect, row.topic or "", prose(book, row.explain), _merged(found))
        for row, found in zip(table.rows, cells, strict=True)
    )
    labels = {t.id: t.label for t in book.guide.topics}
    topics = list(dict.fromkeys(row.topic for row in rows))
    return CompareView(
        table.id,
        table.title,
        prose(book, table.caption),
        columns,
        tuple((labels.get(one, ""), tuple(row for row in rows if row.topic == one)) for one in topics),
        tuple((one, labels[one]) for one in topics if one) if len(topics) > 1 else (),
        len({row.gaps for row in rows}) > 1,
    )


def _comparable(cells: Iterable[CellView]) -> bool:
    told = [cell for cell in cells if cell.kind != "none"]
    return len(told) >= SORTED_FROM and all(cell.value for cell in told) and len({cell.unit for cell in told}) == 1


def _merged(cells: Iterable[CellView]) -> tuple[CellView, ...]:
    """The cells of a row; neighbours that nobody measured, for the same reason, become one."""
    merged: list[CellView] = []
    for cell in cells:
        last = merged[-1] if merged else None
        if last and cell.kind == last.kind == "none" and cell.note == last.note:
            merged[-1] = replace(last, columns=(*last.columns, *cell.columns))
        else:
            merged.append(cell)
    return tuple(merged)


def _cell(book: Book, cell: Cell) -> CellView:
    note = prose(book, cell.note)
    if cell.result:
        result = book.result(cell.result.source, cell.result.result)
        assert result is not None, "a rule has checked that the result is there"
        text, detail, value = effect_text(result), result.comparison or "", ""
        for arm in result.arms:
            if arm.label == cell.result.arm and arm.mean is not None:
                value = str(arm.mean)
                text = with_unit(number(arm.mean), result.unit)
                detail = f"{arm.n} people" if arm.n else ""
        source = ref(book, cell.result.source)
        page = f"{source.page}#{result.id}"
        return CellView("result", text, detail, note, (source,), page, None, value, result.unit or "")
    if cell.finding:
        finding = book.finding(cell.finding.claim, cell.finding.finding)
        assert finding is not None, "a rule has checked that the finding is there"
        page = f"claims/{cell.finding.claim}#{finding.id}"
        sure = sure_label(finding)
        told, gap = finding_effect(finding).word, finding.certainty.level == Level.NONE
        who = book.populations[finding.population].label
        return CellView("finding", told, who, note, (), page, sure, gap=gap)
    if cell.says:
        return CellView("says", cell.says, "", note, tuple(ref(book, one) for one in cell.sources), "", None)
    return CellView("none", "not measured", "", note, (), "", None, gap=True)
