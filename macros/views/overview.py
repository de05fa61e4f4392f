"""Pages that show many records: the matrix, the safety section, practice, articles, comparison tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..book import Book, headline
from ..effects import effect_text, number, with_unit
from ..labels import CAUTION_KINDS, LEVELS, STRENGTHS, VERDICTS, Label
from ..model import Article, Cell, Claim, Comparison, Line, Practice, PracticeKind
from .parts import (
    AnswerView,
    CautionView,
    Prose,
    Ref,
    answer_view,
    caution_view,
    finding_effect,
    prose,
    ref,
)


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
    cells: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True)
class MatrixView:
    """Claim x population."""

    columns: tuple[str, ...]
    topics: tuple[tuple[str, tuple[MatrixRow, ...]], ...]
    searched: str


@dataclass(frozen=True)
class SafetyBlock:
    """One of the five blocks of the safety section."""

    kind: Label
    cautions: tuple[CautionView, ...]


@dataclass(frozen=True)
class SafetyView:
    """Stop now, ask first, supervised only, the place, build up: always in this order."""

    blocks: tuple[SafetyBlock, ...]
    emergency: str
    disclaimer: str


@dataclass(frozen=True)
class PracticeRow:
    """One row of the practice table."""

    id: str
    title: str
    population: str
    detail: Prose
    amount: str
    speed: str
    watched: str
    progression: str
    caveat: Prose
    refs: tuple[Ref, ...]


@dataclass(frozen=True)
class PracticeView:
    """What studies did, and what the press advises, side by side and never mixed."""

    summary: tuple[PracticeRow, ...]
    studies: tuple[PracticeRow, ...]
    press: tuple[PracticeRow, ...]


@dataclass(frozen=True)
class LineView:
    """One line of an article and its answer."""

    says: str
    strength: str
    note: str
    answer_title: str
    answer_page: str
    background: str
    verdict: Label | None
    sure: Label | None


@dataclass(frozen=True)
class ArticleView:
    """One article, fairly told."""

    id: str
    name: str
    title: str
    byline: str
    summary: Prose
    interest: str
    studies_named: str
    omits: tuple[str, ...]
    lines: tuple[LineView, ...]
    strengths: str
    edit: str


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


def matrix_view(book: Book) -> MatrixView:
    """The map of the guide. Groups of readers without a single finding have no column."""
    used = {f.population for c in book.claims.values() for f in c.findings}
    columns = [p for p in book.guide.populations if p.id in used]
    topics = []
    for topic in book.guide.topics:
        rows = []
        for claim in book.claims.values():
            if claim.topic != topic.id:
                continue
            cells = tuple(_marks(claim, column.id) for column in columns)
            rows.append(MatrixRow(answer_view(book, claim, headline(claim)), cells))
        if rows:
            topics.append((topic.label, tuple(rows)))
    dates = [c.search.date for c in book.claims.values()]
    return MatrixView(tuple(p.label for p in columns), tuple(topics), str(max(dates)) if dates else "")


def _marks(claim: Claim, population: str) -> tuple[Mark, ...]:
    marks: dict[tuple[str, str], Mark] = {}
    for f in claim.findings:
        if f.population == population:
            sure, effect = LEVELS[f.certainty.level], finding_effect(f)
            mark = marks.get((sure.key, effect.key), Mark(f"claims/{claim.id}#{f.id}", sure, effect, 0))
            marks[sure.key, effect.key] = replace(mark, count=mark.count + 1)
    return tuple(marks.values())


def safety_view(book: Book) -> SafetyView:
    """All cautions in the fixed order of the five blocks."""
    blocks = []
    for kind, label in CAUTION_KINDS.items():
        cautions = [c for c in book.cautions.values() if c.kind == kind]
        cautions.sort(key=lambda c: (c.order or 1000, c.id))
        blocks.append(SafetyBlock(label, tuple(caution_view(book, c) for c in cautions)))
    return SafetyView(tuple(b for b in blocks if b.cautions), book.guide.emergency, book.guide.disclaimer)


def practice_view(book: Book) -> PracticeView:
    """All practice rows: what studies did apart from what the press advises."""

    def rows(*kinds: PracticeKind) -> tuple[PracticeRow, ...]:
        return tuple(_practice_row(book, p) for p in book.practice.values() if p.kind in kinds)

    return PracticeView(
        rows(PracticeKind.SYNTHESIS),
        rows(PracticeKind.TRIAL, PracticeKind.REVIEW, PracticeKind.LAB),
        rows(PracticeKind.PRESS_ADVICE),
    )


def _practice_row(book: Book, row: Practice) -> PracticeRow:
    amount = [
        f"{row.minutes} minutes" if row.minutes else "",
        f"{row.sessions_per_week} times a week" if row.sessions_per_week else "",
        f"{row.weeks} weeks" if row.weeks else "",
    ]
    watched = [row.supervision or "", f"rails: {row.rails}" if row.rails else ""]
    return PracticeRow(
        row.id,
        row.title,
        book.populations[row.population].label,
        prose(book, row.detail),
        ", ".join(a for a in amount if a),
        row.speed or "",
        ", ".join(w for w in watched if w),
        row.progression or "",
        prose(book, row.caveat),
        tuple(ref(book, one) for one in row.sources),
    )


def articles_view(book: Book) -> tuple[ArticleView, ...]:
    """All articles, each line beside what studies bear out."""
    return tuple(_article(book, a) for a in book.articles.values())


def _article(book: Book, article: Article) -> ArticleView:
    known = [
        article.title or "headline not known",
        article.outlet or "outlet not known",
        article.author or "",
        article.date or "",
    ]
    counts = {word: sum(line.strength == s for line in article.lines) for s, word in STRENGTHS.items()}
    return ArticleView(
        article.id,
        article.name,
        article.title or "",
        ", ".join(k for k in known if k),
        prose(book, article.summary),
        article.interest or "",
        article.studies_named,
        tuple(article.omits),
        tuple(_line(book, line) for line in article.lines),
        ", ".join(f"{word}: {n}" for word, n in counts.items() if n),
        book.files[article.id],
    )


def _line(book: Book, line: Line) -> LineView:
    strength, note = STRENGTHS[line.strength], line.note or ""
    if line.about is None:
        return LineView(line.says, strength, note, "", "", line.background or "", None, None)
    if claim := book.claims.get(line.about):
        sure = LEVELS[headline(claim).certainty.level]
        page = f"claims/{claim.id}"
        return LineView(line.says, strength, note, claim.title, page, "", VERDICTS[claim.verdict], sure)
    if caution := book.cautions.get(line.about):
        return LineView(line.says, strength, note, caution.title, f"safety#{caution.id}", "", None, None)
    row = book.practice[line.about]
    return LineView(line.says, strength, note, row.title, f"start#{row.id}", "", None, None)


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
        sure = LEVELS[finding.certainty.level]
        told = finding_effect(finding).word
        return CellView("finding", told, book.populations[finding.population].label, note, (), page, sure)
    if cell.says:
        return CellView("says", cell.says, "", note, tuple(ref(book, one) for one in cell.sources), "", None)
    return CellView("none", "not measured", "", note, (), "", None)
