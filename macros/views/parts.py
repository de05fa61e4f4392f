"""Small views shared by many pages: references, prose with citations, chips, effects, cautions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..book import Book
from ..cite import link, short_name
from ..effects import arithmetic, arms_text, effect_text
from ..labels import BASES, CAUTION_KINDS, LEVELS, UNSEEN_LABEL, VERDICTS, Label, effect_label
from ..model import Caution, Claim, Design, Finding, Result, Source, Stance
from ..text import Piece, sentences
from ..wording import UNSEEN, sentence, statement

# What a work is called that may be described but not cited, where 'a study' would be wrong.
UNNAMED = {
    Design.GUIDELINE: "a guideline",
    Design.META_ANALYSIS: "a review",
    Design.EXPERT_OPINION: "an expert's advice",
    Design.PRESS_ARTICLE: "a press article",
    Design.REFERENCE_TABLE: "a table",
}

UNSTATED = "not stated in what we read"


@dataclass(frozen=True)
class Ref:
    """A work or article to link to: what to call it, the page of this site about it, and where it is published."""

    id: str
    name: str
    page: str
    outside: str | None = None


@dataclass(frozen=True)
class CitedPiece:
    """A run of text, or the references that stand at this place."""

    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """One sentence of record text; `cited` says whether it carries its sources."""

    pieces: tuple[CitedPiece, ...]

    @property
    def cited(self) -> bool:
        """Whether the sentence names a source."""
        return any(piece.refs for piece in self.pieces)


Prose = tuple[Sentence, ...]


@dataclass(frozen=True)
class EffectView:
    """One reported number, with the words that make it readable."""

    outcome: str
    comparison: str
    text: str
    arms: tuple[str, ...]
    computed: str
    note: Prose
    ref: Ref
    result: str
    locator: str


@dataclass(frozen=True)
class CautionView:
    """One caution as a reader meets it."""

    id: str
    title: str
    kind: Label
    who: str
    statement: Prose
    action: Prose
    why: Prose
    basis: str
    basis_note: Prose
    refs: tuple[Ref, ...]
    populations: tuple[str, ...]
    edit: str


@dataclass(frozen=True)
class AnswerView:
    """The answer to a claim: the generated sentence and the three chips, always in this order."""

    claim: str
    page: str
    question: str
    title: str
    sentence: str
    note: Prose
    sure: Label
    effect: Label
    verdict: Label
    population: str
    rests_on: tuple[Ref, ...]


def ref(book: Book, one: str) -> Ref:
    """The reference behind an id. Raises KeyError for an id that is neither source nor article."""
    if one in book.sources:
        source = book.sources[one]
        return Ref(one, source_name(source), f"sources/{one}", link(source))
    return Ref(one, book.articles[one].name, f"articles#{one}")


def source_name(source: Source) -> str:
    """How a source is called in a sentence; works that cannot be cited are described, not named."""
    if source.citable:
        return short_name(source)
    noun = UNNAMED.get(source.design, "a review" if "review" in source.design else "a study")
    told = f" of {people(source)} people" if source.participants and noun == "a study" else ""
    return f"{noun}{told} (details not verified)"


def people(source: Source) -> str:
    """How many took part, in digits that can be read at a glance; empty when nobody said."""
    return "" if source.participants is None else f"{source.participants:,}"


def prose(book: Book, text: str | None, said_by: str = "") -> Prose:
    """Record text as sentences whose citations are resolved; `said_by` is not named again in its own words."""
    rows = (tuple(_piece(book, p) for p in row if p.cites != (said_by,)) for row in _sentences(text or ""))
    return tuple(Sentence(row) for row in rows)


@lru_cache(maxsize=8192)
def _sentences(text: str) -> tuple[tuple[Piece, ...], ...]:
    return tuple(sentences(text))


def _piece(book: Book, piece: Piece) -> CitedPiece:
    return CitedPiece(piece.text, tuple(ref(book, one) for one in piece.cites))


def effect_view(book: Book, source: Source, result: Result) -> EffectView:
    """One result of one source, ready to print."""
    return EffectView(
        result.outcome,
        result.comparison or "",
        effect_text(result),
        tuple(arms_text(result)),
        arithmetic(result.computed or ""),
        prose(book, result.note),
        ref(book, source.id),
        result.id,
        result.locator,
    )


def caution_view(book: Book, caution: Caution) -> CautionView:
    """One caution, ready to print."""
    return CautionView(
        caution.id,
        caution.title,
        CAUTION_KINDS[caution.kind],
        caution.who,
        prose(book, caution.statement),
        prose(book, caution.action),
        prose(book, caution.why),
        BASES[caution.basis],
        prose(book, caution.basis_note),
        tuple(ref(book, one) for one in caution.sources),
        tuple(book.populations[p].label for p in caution.populations),
        book.files[caution.id],
    )


def finding_sentence(book: Book, finding: Finding) -> str:
    """The generated sentence of a finding, with its population in front."""
    if finding.unseen:
        return sentence("", UNSEEN)
    core = statement(
        finding.direction,
        finding.size,
        finding.certainty.level,
        finding.verb,
        finding.intervention,
        finding.outcome,
        finding.comparator,
    )
    return sentence(book.populations[finding.population].in_words, core)


def rests_on(book: Book, finding: Finding) -> tuple[Ref, ...]:
    """The sources a finding's grade rests on; those that only give context are left out."""
    return tuple(ref(book, s.id) for s in finding.sources if s.stance != Stance.CONTEXT)


def sure_label(finding: Finding) -> Label:
    """The certainty chip of a finding."""
    return UNSEEN_LABEL if finding.unseen else LEVELS[finding.certainty.level]


def finding_effect(finding: Finding) -> Label:
    """The effect chip of a finding."""
    return effect_label(
        finding.direction, finding.size, finding.certainty.level, finding.verb, finding.better, finding.outcome_type
    )


def answer_view(book: Book, claim: Claim, finding: Finding) -> AnswerView:
    """The answer of a claim by one of its findings."""
    return AnswerView(
        claim.id,
        f"claims/{claim.id}",
        claim.question,
        claim.title,
        finding_sentence(book, finding),
        prose(book, finding.note),
        sure_label(finding),
        finding_effect(finding),
        VERDICTS[claim.verdict],
        book.populations[finding.population].label,
        rests_on(book, finding),
    )
