"""A source page: what the work is, what it found, how far it was read, and who cites it for what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ..book import Book
from ..cite import Style, apa, link
from ..labels import DESIGNS, READS, STANCES, Label, Option, options
from ..model import Part, Record, ResultRef, Source, inside
from ..rules.references import texts
from ..text import cited_ids
from .parts import UNSTATED, EffectView, Prose, Ref, effect_view, people, prose, ref, source_name


@dataclass(frozen=True)
class Use:
    """One place that cites a source, and for what."""

    title: str
    page: str
    stance: str
    what: Prose


@dataclass(frozen=True)
class ResultView:
    """One result of the source."""

    effect: EffectView
    found: Prose
    p: str


@dataclass(frozen=True)
class SourceView:
    """Everything on a source page."""

    id: str
    heading: str
    citable: bool
    apa: str
    outside: str | None
    facts: tuple[tuple[str, str], ...]
    results: tuple[ResultView, ...]
    harms: Prose
    limits: Prose
    unverified: tuple[str, ...]
    status: str
    uses: tuple[Use, ...]
    siblings: tuple[Ref, ...]
    edit: str


@dataclass(frozen=True)
class SourceLine:
    """One line of the index of sources."""

    ref: Ref
    title: str
    apa: str
    outside: str
    design: Label
    read: Label
    people: str
    uses: int


@dataclass(frozen=True)
class SourceIndex:
    """Every source, under the first letter of its name; those that cannot be cited stand last, under no letter."""

    count: int
    letters: tuple[tuple[str, tuple[SourceLine, ...]], ...]
    designs: tuple[Option, ...]
    reads: tuple[Option, ...]


def source_view(book: Book, source: Source, uses: tuple[Use, ...], style: Style = apa) -> SourceView:
    """The page of a source, its reference set by `style`."""
    facts = {
        "Kind of study": DESIGNS[source.design],
        "People": people(source),
        "Studies inside": str(source.studies) if source.studies is not None else "",
        "Who": source.population,
        "What was done": source.intervention or "",
        "Compared with": source.comparator or "",
        "How much": source.dose or "",
        "Country": source.country or "",
        "Paid by": source.funding or UNSTATED,
        "Conflicts of interest": source.conflicts or UNSTATED,
        "Registered as": source.registration or "",
        "How far we read it": READS[source.read],
        "Last compared with the work": str(source.checked_on),
    }
    siblings = [s for s in book.sources.values() if source.group and s.group == source.group and s.id != source.id]
    return SourceView(
        source.id,
        (source.title if source.citable else None) or _capital(source_name(source)),
        source.citable,
        style([source]).get(source.id, ""),
        link(source),
        tuple((k, v) for k, v in facts.items() if v),
        tuple(ResultView(effect_view(book, source, r), prose(book, r.found), r.p or "") for r in source.results),
        prose(book, _capital(source.harms)),
        prose(book, _capital(source.limits)),
        tuple(source.unverified),
        str(source.status),
        uses,
        tuple(ref(book, s.id) for s in siblings),
        book.files[source.id],
    )


def source_index(book: Book, uses: dict[str, tuple[Use, ...]], style: Style = apa) -> SourceIndex:
    """The index: every source by name, with the kinds of study and the ways of reading that occur."""
    styled = style(book.sources.values())
    lines = [
        SourceLine(
            ref(book, s.id),
            (s.title if s.citable else None) or "",
            styled.get(s.id, ""),
            link(s) or "",
            Label(str(s.design), DESIGNS[s.design], ""),
            Label(str(s.read), READS[s.read], ""),
            people(s),
            len(uses.get(s.id, ())),
        )
        for s in book.sources.values()
    ]
    lines.sort(key=lambda line: (not line.apa, _plain(line.ref.name)))
    designs = [
        Label(str(one), word, "")
        for one, word in DESIGNS.items()
        if any(s.design == one for s in book.sources.values())
    ]
    reads = [
        Label(str(one), word, "") for one, word in READS.items() if any(s.read == one for s in book.sources.values())
    ]
    by_letter = tuple((letter, tuple(group)) for letter, group in groupby(lines, _letter))
    return SourceIndex(len(lines), by_letter, options(designs), options(reads))


def _plain(name: str) -> str:
    """A name as it is put in order: without accents and what stands before its first letter."""
    letters = unicodedata.normalize("NFD", name).lower()
    return re.sub(r"^[^a-z0-9]+|[\u0300-\u036f]", "", letters)


def _letter(line: SourceLine) -> str:
    """A to Z, or '#' for what begins with a number; nothing for what cannot be cited."""
    first = _plain(line.ref.name)[:1].upper()
    return (first if "A" <= first <= "Z" else "#") if line.apa else ""


def all_uses(book: Book) -> dict[str, tuple[Use, ...]]:
    """Source id -> every place that cites it. Made once for all pages."""
    found: dict[str, list[Use]] = {}
    for one, use in _uses(book):
        if one in book.sources and use not in found.setdefault(one, []):
            found[one].append(use)
    return {one: tuple(rows) for one, rows in found.items()}


def _uses(book: Book) -> Iterator[tuple[str, Use]]:
    for claim in book.claims.values():
        for finding in claim.findings:
            page = f"claims/{claim.id}#{finding.id}"
            title = f"{claim.title}: {book.populations[finding.population].label}, {finding.outcome}"
            for s in finding.sources:
                yield s.id, Use(title, page, STANCES[s.stance], prose(book, s.contributes))
            if finding.smallest_change:
                yield finding.smallest_change.source, Use(title, page, "the smallest change people notice", ())
        listed = {s.id for f in claim.findings for s in f.sources}
        yield from ((one, use) for one, use in _in_text(claim, claim.title, f"claims/{claim.id}") if one not in listed)
    for caution in book.cautions.values():
        for one in [*caution.sources, *_cited_in(caution)]:
            yield one, Use(caution.title, f"safety#{caution.id}", "basis of a caution", prose(book, caution.statement))
    for row in book.practice.values():
        for one in [*row.sources, *_cited_in(row)]:
            yield one, Use(row.title, f"start#{row.id}", "what was done", prose(book, row.detail))
    for table in book.comparisons.values():
        for line in table.rows:
            for cell in line.cells.values():
                for one in [*cell.sources, *([cell.result.source] if cell.result else [])]:
                    yield one, Use(f"{table.title}: {line.aspect}", f"compare#{table.id}", "a table cell", ())
    for calculator in book.calculators.values():
        used = [r.source for _, r in inside(calculator, ResultRef)]
        told = [one for _, text in texts(calculator) for one in cited_ids(text)]
        for one in [*used, *told]:
            what = "a value that is calculated with" if one in used else "mentioned"
            yield one, Use(calculator.title, f"{calculator.id}#{calculator.id}", what, ())


def _in_text(record: Record, title: str, page: str) -> Iterator[tuple[str, Use]]:
    for one in _cited_in(record):
        yield one, Use(title, page, "mentioned", ())


def _cited_in(part: Part) -> list[str]:
    """Ids cited in the texts at the top level of a record."""
    texts = [v for name in type(part).model_fields if isinstance(v := getattr(part, name), str)]
    return [one for text in texts for one in cited_ids(text)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
