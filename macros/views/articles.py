"""What popular articles say, line by line, beside what studies bear out."""

from __future__ import annotations

from dataclasses import dataclass

from ..book import Book, headline
from ..labels import STRENGTHS, VERDICTS, Label, Option, options
from ..model import Article, Line, Strength, Verdict
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
    found: str
    """What a line can be looked for by: the key of its verdict, `advice` or `background`."""


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
class ArticlesView:
    """All articles, and what their lines can be looked for by."""

    articles: tuple[ArticleView, ...]
    found: tuple[Option, ...]

    @property
    def names(self) -> tuple[Option, ...]:
        """The articles as choices."""
        return tuple((a.id, a.name) for a in self.articles)


ADVICE, BACKGROUND = Label("advice", "Advice", ""), Label("background", "Not a claim", "")
# How far a saying is from what studies found, farthest first.
FARTHEST = (
    *(Verdict.CONTRADICTED, Verdict.NOT_SUPPORTED, Verdict.UNTESTED, Verdict.UNCLEAR),
    *(Verdict.PARTLY, Verdict.SUPPORTED),
)
FIRMEST = (Strength.STATES, Strength.ADVISES, Strength.HEDGES, Strength.REJECTS)


def articles_view(book: Book) -> ArticlesView:
    """All articles, each line beside what studies bear out."""
    articles = tuple(_article(book, a) for a in book.articles.values())
    there = {line.found for a in articles for line in a.lines}
    labels = [VERDICTS[verdict] for verdict in FARTHEST] + [ADVICE, BACKGROUND]
    return ArticlesView(articles, options(label for label in labels if label.key in there))


def _risk(book: Book, line: Line) -> tuple[int, int]:
    """A line that says too much, and says it firmly, comes first; advice and background, and doubts, come last."""
    firm = FIRMEST.index(line.strength)
    claim = book.claims.get(line.about or "")
    if claim is None:
        return (len(FARTHEST) + (line.about is None), firm)
    doubts = line.strength == Strength.REJECTS and claim.verdict not in (Verdict.PARTLY, Verdict.SUPPORTED)
    return (len(FARTHEST) - 1 if doubts else FARTHEST.index(claim.verdict), firm)


def _article(book: Book, article: Article) -> ArticleView:
    known = [
        article.title or "Headline not known",
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
        tuple(_line(book, line) for line in sorted(article.lines, key=lambda line: _risk(book, line))),
        ", ".join(f"{word}: {n}" for word, n in counts.items() if n),
        book.files[article.id],
    )


def _line(book: Book, line: Line) -> LineView:
    strength, note = STRENGTHS[line.strength], line.note or ""
    if line.about is None:
        return LineView(line.says, strength, note, "", "", line.background or "", None, None, BACKGROUND.key)
    if claim := book.claims.get(line.about):
        sure = sure_label(headline(claim))
        page = f"claims/{claim.id}"
        return LineView(
            line.says, strength, note, claim.title, page, "", VERDICTS[claim.verdict], sure, str(claim.verdict)
        )
    if caution := book.cautions.get(line.about):
        return LineView(line.says, strength, note, caution.title, f"safety#{caution.id}", "", None, None, ADVICE.key)
    row = book.practice[line.about]
    return LineView(line.says, strength, note, row.title, f"start#{row.id}", "", None, None, ADVICE.key)
