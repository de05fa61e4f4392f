"""The guide in numbers: how much of what there is, how sure it is, how plainly it speaks."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass

from ..book import Book
from ..labels import LEVELS
from ..model import Level
from ..plain_language import reading_grade
from ..rules.plain import sentence_texts


@dataclass(frozen=True)
class StatsView:
    """Label and figure, in the order they are printed."""

    rows: tuple[tuple[str, str], ...]


def stats_view(book: Book) -> StatsView:
    """Count the records. Reading grades are Flesch-Kincaid over the plain fields of each claim."""
    findings = [f for claim in book.claims.values() for f in claim.findings]
    levels = Counter(f.certainty.level for f in findings)
    read = Counter(str(s.read) for s in book.sources.values())
    lines = [line for article in book.articles.values() for line in article.lines]
    answered = sum(1 for line in lines if line.about)
    grades = {c.id: reading_grade(text for _, text in sentence_texts(c)) for c in book.claims.values()}
    worst = max(grades, key=lambda one: grades[one], default="")
    rows = [
        ("Claims", str(len(book.claims))),
        ("Findings", str(len(findings))),
        *(
            (f"Findings: {LEVELS[level].word.lower()} ({str(level).replace('-', ' ')})", str(levels[level]))
            for level in Level
        ),
        ("Sources", str(len(book.sources))),
        ("Sources that can be cited", str(sum(s.citable for s in book.sources.values()))),
        *((f"Sources read as {kind.replace('-', ' ')}", str(n)) for kind, n in sorted(read.items())),
        ("Results in sources", str(sum(len(s.results) for s in book.sources.values()))),
        ("Cautions", str(len(book.cautions))),
        ("Practice rows", str(len(book.practice))),
        ("Plans", str(len(book.plans))),
        ("Article lines", str(len(lines))),
        ("Article lines answered by a record", str(answered)),
        ("Article lines declared background", str(len(lines) - answered)),
        ("Comparison tables", str(len(book.comparisons))),
    ]
    if grades:
        rows += [
            ("Reading grade of a claim, median", f"{statistics.median(grades.values()):.1f}"),
            ("Reading grade of a claim, hardest", f"{grades[worst]:.1f} ({book.claims[worst].title})"),
        ]
    return StatsView(tuple(rows))
