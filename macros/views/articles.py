"""What popular articles say, line by line, beside what studies bear out."""

from __future__ import annotations

from dataclasses import dataclass

from ..book import Book, headline
from ..labels import STRENGTHS, VERDICTS, Label
from ..model import Article, Line
from .parts import Prose, prose, sure_label


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
        sure = sure_label(headline(claim))
        page = f"claims/{claim.id}"
        return LineView(line.says, strength, note, claim.title, page, "", VERDICTS[claim.verdict], sure)
    if caution := book.cautions.get(line.about):
        return LineView(line.says, strength, note, caution.title, f"safety#{caution.id}", "", None, None)
    row = book.practice[line.about]
    return LineView(line.says, strength, note, row.title, f"start#{row.id}", "", None, None)
