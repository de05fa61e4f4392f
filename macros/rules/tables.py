"""Rules about cautions and comparison tables: every cell says one thing, every caution its basis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..book import Book
from ..model import Basis, Caution, CautionCertainty, Cell, Comparison
from ..problem import did_you_mean
from .registry import Found, rule

FORMS = ("result", "finding", "says", "not_measured")


def filled(cell: Cell) -> list[str]:
    """Which of the four forms of a cell are used."""
    return [name for name in FORMS if getattr(cell, name)]


@rule("E701", Caution)
def caution_states_its_basis(caution: Caution, book: Book) -> Iterator[Found]:
    """Only common sense may stand without a source.

    Safety text is followed tomorrow; readers must see what it rests on. Fix: add sources, or `basis: common-sense`.
    """
    if not caution.sources and caution.basis != Basis.COMMON_SENSE:
        yield Found(
            ("basis",),
            f"the basis is {caution.basis}, but there is no source",
            "add sources, or write 'common-sense'",
        )


@rule("E702", Caution)
def advice_without_tests_is_not_graded_high(caution: Caution, book: Book) -> Iterator[Found]:
    """Common sense and press advice are good practice at best, never a graded level above low.

    A grade would dress an opinion as a finding. Fix: write `certainty: good-practice`.
    """
    weak = caution.basis in (Basis.COMMON_SENSE, Basis.PRESS_ADVICE)
    if weak and caution.certainty in (CautionCertainty.HIGH, CautionCertainty.MODERATE):
        yield Found(("certainty",), f"{caution.basis} cannot be graded {caution.certainty}", "write 'good-practice'")


@rule("E711", Comparison)
def row_fills_every_column(table: Comparison, book: Book) -> Iterator[Found]:
    """Each row has one cell for each column, and no others.

    An empty cell looks like a slip; `not_measured: yes` is an answer. Fix: add the cell.
    """
    columns = [c.id for c in table.columns]
    for i, row in enumerate(table.rows):
        missing = [name for name in columns if name not in row.cells]
        for name in row.cells:
            if name not in columns:
                close = did_you_mean(name, missing)
                fix = f"write '{close}:'" if close else f"use one of: {', '.join(columns)}"
                yield Found(("rows", i, "cells", name), f"'{name}' is not a column", fix, at_key=True)
                missing = [one for one in missing if one != close]
        for name in missing:
            fix = f"add '{name}: {{not_measured: yes}}', or what was measured"
            yield Found(("rows", i, "cells"), f"row '{row.id}' has no cell for '{name}'", fix, at_key=True)


@rule("E712", Comparison)
def cell_says_one_thing(table: Comparison, book: Book) -> Iterator[Found]:
    """A cell is exactly one of result, finding, says or not_measured; words come with sources and without digits.

    Numbers come from results, so that each leads to its study. Fix: keep one form.
    """
    for i, row in enumerate(table.rows):
        for name, cell in row.cells.items():
            where = ("rows", i, "cells", name)
            forms = filled(cell)
            if len(forms) != 1:
                message = f"a cell says one thing; this one has {' and '.join(forms) or 'nothing'}"
                yield Found(where, message, f"keep one of: {', '.join(FORMS)}", at_key=True)
            elif cell.says and not cell.sources:
                yield Found((*where, "says"), "these words have no source", "add 'sources: [...]' with their ids")
            elif cell.says and re.search(r"\d", cell.says):
                yield Found(
                    (*where, "says"), "a number in words leads to no study", "put it into a source and use 'result:'"
                )


@rule("E713", Comparison, after=("E217", "E402", "E712"))
def shown_result_has_a_number(table: Comparison, book: Book) -> Iterator[Found]:
    """A result shown in a cell has the number the cell asks for.

    Fix: name an arm with a mean, or a result with an estimate.
    """
    for i, row in enumerate(table.rows):
        for name, cell in row.cells.items():
            if cell.result is None or (result := book.result(cell.result.source, cell.result.result)) is None:
                continue
            where = ("rows", i, "cells", name, "result")
            if cell.result.arm is None and result.estimate is None:
                yield Found(
                    where, f"'{result.id}' has no estimate", "name one of its arms, or use 'says:'", at_key=True
                )
            for arm in result.arms:
                if arm.label == cell.result.arm and arm.mean is None:
                    message = f"arm '{arm.label}' of '{result.id}' has no mean"
                    yield Found((*where, "arm"), message, "use 'says:' with its source")


@rule("E714", Comparison)
def row_stands_under_a_topic_of_the_guide(table: Comparison, book: Book) -> Iterator[Found]:
    """The topic of a row, where it has one, is in guide.yml.

    Readers choose rows by these topics. Fix: correct `topic`, or leave it out.
    """
    topics = [t.id for t in book.guide.topics]
    for i, row in enumerate(table.rows):
        if row.topic is not None and row.topic not in topics:
            close = did_you_mean(row.topic, topics)
            fix = f"write '{close}'" if close else f"use one of: {', '.join(topics)}"
            yield Found(("rows", i, "topic"), f"'{row.topic}' is not a topic in guide.yml", fix)
