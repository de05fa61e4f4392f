"""A claim page: the answer first, then for whom, harms, doubts, and everything a clinician asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..book import Book, headline
from ..cite import Style, apa, link
from ..labels import CHANGES, STRENGTHS
from ..model import Claim, Finding, HistoryEntry, Level, Source
from ..rules.references import texts
from ..text import cited_ids
from .finding import FindingView, SearchView, finding_view, search_view
from .parts import AnswerView, CautionView, Prose, Ref, answer_view, caution_view, prose, ref
from .studies import StudyCard, practice_of, study_cards


@dataclass(frozen=True)
class Published:
    """Where the guide lives, as far as that is known: its address, and the repository that takes reports."""

    address: str = ""
    repository: str = ""


@dataclass(frozen=True)
class Heard:
    """A line of an article about this claim."""

    ref: Ref
    says: str
    strength: str


@dataclass(frozen=True)
class HistoryRow:
    """One change of the record."""

    date: date
    what: str
    finding: str
    by: str
    why: Prose


@dataclass(frozen=True)
class Reference:
    """One entry of the reference list; `apa` is empty for works that are described, not cited."""

    ref: Ref
    apa: str
    outside: str | None
    missing: str


@dataclass(frozen=True)
class ClaimView:
    """Everything on a claim page."""

    id: str
    title: str
    question: str
    saying: str
    topic: str
    answer: AnswerView
    surer: AnswerView | None
    """The same outcome in the same people against something else, where we know more of that than of the headline."""
    summary: Prose
    verdict_reason: Prose
    findings: tuple[FindingView, ...]
    names: tuple[str, ...]
    """What tells each finding from its neighbours: who, what, against what."""
    groups: tuple[tuple[str, str, tuple[FindingView, ...]], ...]
    """Id and label of a group of readers, and its findings."""
    others: tuple[tuple[str, str], ...]
    """Id and label of the groups of readers that this claim has no finding for."""
    cautions: tuple[CautionView, ...]
    heard: tuple[Heard, ...]
    harms: Prose
    mechanism: Prose
    best_case_against: Prose
    what_would_change_this: Prose
    search: SearchView
    reviewed_on: date
    review_due: date
    raters: tuple[str, ...]
    history: tuple[HistoryRow, ...]
    related: tuple[AnswerView, ...]
    studies: tuple[StudyCard, ...]
    references: tuple[Reference, ...]
    reference_files: tuple[tuple[str, str], ...]
    """Format and path of the files that hold the references; none when no work can be cited."""
    practice: tuple[tuple[str, str], ...]
    """Title and page of the practice rows that tell what these studies did."""
    cite_as: str
    page_address: str
    repository: str
    edit: str

    @property
    def citable(self) -> int:
        """How many of the references the files hold; the others are described, not cited."""
        return sum(bool(one.apa) for one in self.references)


def claim_view(book: Book, claim: Claim, style: Style = apa, where: Published | None = None) -> ClaimView:
    """The page of a claim, its references set by `style`; `where` is for what leads out of the site."""
    where = where or Published()
    address = f"{where.address.rstrip('/')}/claims/{claim.id}/" if where.address else ""
    order = _headline_first(claim)
    cited = {s.id: None for f in order for s in f.sources}
    findings = tuple(finding_view(book, f) for f in order)
    groups = dict.fromkeys(f.population for f in order)
    return ClaimView(
        claim.id,
        claim.title,
        claim.question,
        claim.saying,
        next(t.label for t in book.guide.topics if t.id == claim.topic),
        answer_view(book, claim, headline(claim)),
        answer_view(book, claim, better) if (better := surer(claim)) else None,
        prose(book, claim.summary),
        prose(book, claim.verdict_reason),
        findings,
        _names(findings),
        tuple(
            (p, book.populations[p].label, tuple(v for v, f in zip(findings, order, strict=True) if f.population == p))
            for p in groups
        ),
        tuple((p.id, p.label) for p in book.guide.populations if p.id not in groups),
        tuple(caution_view(book, book.cautions[one]) for one in claim.cautions),
        tuple(_heard(book, claim.id)),
        prose(book, claim.harms),
        prose(book, claim.mechanism),
        prose(book, claim.best_case_against),
        prose(book, claim.what_would_change_this),
        search_view(book, claim.search),
        claim.reviewed_on,
        claim.review_due,
        tuple(claim.raters),
        tuple(history_row(book, claim, entry) for entry in claim.history),
        tuple(answer_view(book, book.claims[one], headline(book.claims[one])) for one in claim.related),
        study_cards(book, cited, (e for f in findings for e in f.effects)),
        references(book, works := works_of(book, claim), style),
        reference_files(claim.id) if any(work.citable for work in works) else (),
        tuple((row.title, f"start#{row.id}") for row in practice_of(book, cited)),
        f"{book.guide.name} contributors ({claim.reviewed_on.year}). {claim.question} In: {book.guide.name}, "
        f"edition of {edition(book)}, this page reviewed on {claim.reviewed_on}.",
        address,
        where.repository.rstrip("/"),
        book.files[claim.id],
    )


def works_of(book: Book, claim: Claim) -> list[Source]:
    """Every work a claim leans on: the sources of its findings first, then those that only its words or thresholds name."""
    named = [s.id for f in _headline_first(claim) for s in f.sources]
    named += [f.smallest_change.source for f in claim.findings if f.smallest_change]
    named += [one for _, text in texts(claim) for one in cited_ids(text)]
    return [book.sources[one] for one in dict.fromkeys(named) if one in book.sources]


def _headline_first(claim: Claim) -> list[Finding]:
    return sorted(claim.findings, key=lambda f: not f.headline)


def surer(claim: Claim) -> Finding | None:
    """The finding on the headline's outcome and people, against something else, whose certainty is highest and above its own."""
    rungs, asked = list(Level), headline(claim)
    others = (f for f in claim.findings if (f.outcome, f.population) == (asked.outcome, asked.population))
    best = min(others, key=lambda f: rungs.index(f.certainty.level))
    return best if rungs.index(best.certainty.level) < rungs.index(asked.certainty.level) else None


def _names(findings: tuple[FindingView, ...]) -> tuple[str, ...]:
    """A name for each finding; what was done is in it only where the rest does not tell two apart."""
    short = [f"{f.population}: {f.outcome}, compared with {f.comparator}" for f in findings]
    long = [f"{f.population}: {f.outcome}. {f.intervention}, compared with {f.comparator}" for f in findings]
    return tuple(a if short.count(a) == 1 else b for a, b in zip(short, long, strict=True))


def edition(book: Book) -> str:
    """The day of the newest review of any claim: what the whole guide is called by."""
    return str(max(c.reviewed_on for c in book.claims.values()))


def reference_files(claim: str) -> tuple[tuple[str, str], ...]:
    """Format and path of the files with the references of one claim."""
    ends = {"RIS": "ris", "BibTeX": "bib", "CSL-JSON": "csl.json"}
    return tuple((name, f"data/claims/{claim}.{end}") for name, end in ends.items())


def references(book: Book, sources: list[Source], style: Style = apa) -> tuple[Reference, ...]:
    """The reference list: citable works in APA style by name, then the ones that can only be described."""
    styled = style(sources)
    rows = [
        Reference(ref(book, s.id), styled.get(s.id, ""), link(s), "" if s.citable else "; ".join(s.unverified))
        for s in sources
    ]
    return tuple(sorted(rows, key=lambda r: (not r.apa, (r.apa or r.ref.name).lower())))


def _heard(book: Book, claim: str) -> list[Heard]:
    return [
        Heard(ref(book, article.id), line.says, STRENGTHS[line.strength])
        for article in book.articles.values()
        for line in article.lines
        if line.about == claim
    ]


def history_row(book: Book, claim: Claim, entry: HistoryEntry) -> HistoryRow:
    """One change of a claim: what kind, of which finding, from which level to which."""
    names = {f.id: f"{book.populations[f.population].label}: {f.outcome}" for f in claim.findings}
    what = CHANGES[entry.type][0]
    before, after = ((level or "").replace("-", " ") for level in (entry.level_before, entry.level_after))
    if before and after:
        what = f"{what}: {before} → {after}" if before != after else f"{what}: level unchanged, {after}"
    elif after:
        what = f"{what}: {after}"
    return HistoryRow(entry.date, what, names.get(entry.finding or "", ""), entry.by, prose(book, entry.why))
