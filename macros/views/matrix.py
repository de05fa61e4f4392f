"""The map of the guide: every claim against every group of readers, empty cells included."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..book import Book, headline
from ..labels import LEVELS, VERDICTS, Label, Option, options
from ..model import Claim
from .parts import AnswerView, answer_view, finding_effect, sure_label
from .reader import Door, doors


@dataclass(frozen=True)
class Mark:
    """Findings inside a cell of the matrix that read alike: how many, and where the first one is."""

    page: str
    sure: Label
    effect: Label
    count: int


@dataclass(frozen=True)
class MatrixRow:
    """One claim and what is known of it for each group of readers; an empty cell is an answer too."""

    answer: AnswerView
    topic: str
    cells: tuple[tuple[Door, tuple[Mark, ...]], ...]

    @property
    def levels(self) -> tuple[str, ...]:
        """The certainty keys that occur in this row, for filters."""
        return tuple(sorted({m.sure.key for _, marks in self.cells for m in marks}))


@dataclass(frozen=True)
class MatrixView:
    """Claim x population."""

    columns: tuple[Door, ...]
    topics: tuple[tuple[str, str, tuple[MatrixRow, ...]], ...]
    """Id and label of a topic, and its rows."""
    searched: str
    whom: tuple[Option, ...]
    about: tuple[Option, ...]
    levels: tuple[Option, ...]
    verdicts: tuple[Option, ...]


def matrix_view(book: Book) -> MatrixView:
    """The map of the guide. Groups of readers without a single finding have no column."""
    columns = doors(book)
    topics = []
    for topic in book.guide.topics:
        rows = []
        for claim in book.claims.values():
            if claim.topic != topic.id:
                continue
            cells = tuple((column, _marks(claim, column.id)) for column in columns)
            rows.append(MatrixRow(answer_view(book, claim, headline(claim)), topic.id, cells))
        if rows:
            topics.append((topic.id, topic.label, tuple(rows)))
    dates = [c.search.date for c in book.claims.values()]
    searched = str(max(dates)) if dates else ""
    return MatrixView(
        columns,
        tuple(topics),
        searched,
        tuple((door.id, door.label) for door in columns),
        tuple((one, label) for one, label, _ in topics),
        options(LEVELS.values()),
        options(VERDICTS.values()),
    )


def _marks(claim: Claim, population: str) -> tuple[Mark, ...]:
    marks: dict[tuple[str, str], Mark] = {}
    for f in claim.findings:
        if f.population == population:
            sure, effect = sure_label(f), finding_effect(f)
            mark = marks.get((sure.word, effect.word), Mark(f"claims/{claim.id}#{f.id}", sure, effect, 0))
            marks[sure.word, effect.word] = replace(mark, count=mark.count + 1)
    return tuple(marks.values())
