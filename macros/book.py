"""All records together: loaded from {path: text}, found by id, with the place of every field at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import Any

from .document import Document, Path, Spot
from .misnamed import as_meant
from .misplaced import elsewhere, name_of, no_record
from .misshapen import shape_problems
from .model import (
    SCHEMA_VERSION,
    Article,
    Calculator,
    Caution,
    Claim,
    Comparison,
    Exceptions,
    Finding,
    Forward,
    Guide,
    Plan,
    Population,
    Practice,
    Record,
    Result,
    ShapeError,
    Source,
    Term,
    kind_of,
    misfiled,
    names_in,
    read,
)
from .problem import Problem
from .yamlfile import Refused, parse

GUIDE = "claims/guide.yml"

CODES = {
    "E209": """The records are written in the format this engine reads.

    Fields of another version would be reported one by one as mistakes, though nobody made one.
    Fix: `guide migrate` for older records, a newer engine for newer ones.""",
}


@dataclass(frozen=True)
class Book:
    """Every record of one guide. Frozen: nothing downstream may change a fact."""

    guide: Guide
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    cautions: Mapping[str, Caution]
    practice: Mapping[str, Practice]
    articles: Mapping[str, Article]
    comparisons: Mapping[str, Comparison]
    plans: Mapping[str, Plan]
    terms: Mapping[str, Term]
    calculators: Mapping[str, Calculator]
    forwards: Mapping[str, Forward]
    files: Mapping[str, str]
    """Record id -> file it stands in."""
    documents: Mapping[str, Document] = field(repr=False)
    """File -> its values and places."""
    broken: frozenset[str] = frozenset()
    """Names of files that exist, but could not be read as the records they name: nobody may say that they are unknown."""
    twice: tuple[tuple[str, str], ...] = ()
    """(file, the file whose id it is) for each file that claims the id of another."""
    exceptions: Exceptions | None = None
    """Places where a rule does not apply."""

    def records(self) -> Iterator[Record]:
        """Every record except the guide, in order of kind and id."""
        for shelf in (
            *(self.claims, self.sources, self.cautions, self.practice, self.plans),
            *(self.articles, self.comparisons, self.terms, self.calculators, self.forwards),
        ):
            yield from shelf.values()

    def spot(self, record_id: str, path: Path = (), *, key: bool = False) -> tuple[str, Spot]:
        """File and place of a field of a record (or of its nearest parent that is written down)."""
        file = self.files[record_id]
        return file, self.documents[file].spot(path, key=key)

    def result(self, source: str, result: str) -> Result | None:
        """One result of one source, or None."""
        return self._results.get((source, result))

    def finding(self, claim: str, finding: str) -> Finding | None:
        """One finding of one claim, or None."""
        found = self.claims.get(claim)
        return next((f for f in found.findings if f.id == finding), None) if found else None

    @cached_property
    def works(self) -> dict[tuple[str, str], str]:
        """(DOI, PMID or PMCID; its value in small letters) -> the first source that has it."""
        found: dict[tuple[str, str], str] = {}
        for source in self.sources.values():
            for name in ("DOI", "PMID", "PMCID"):
                if value := getattr(source, name):
                    found.setdefault((name, value.lower()), source.id)
        return found

    @cached_property
    def populations(self) -> dict[str, Population]:
        """Groups of readers by id, in the guide's order."""
        return {p.id: p for p in self.guide.populations}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """How groups of readers are called, and the part of a name that holds an age ('over 65'): numbers that are no findings."""
        told = [name for p in self.guide.populations for name in (p.label, p.in_words.removeprefix("In "), p.you)]
        return (*told, *(part for name in told for part in re.findall(r"\w+ \d+", name)))

    @cached_property
    def _results(self) -> dict[tuple[str, str], Result]:
        return {(s.id, r.id): r for s in self.sources.values() for r in s.results}


def headline(claim: Claim) -> Finding:
    """The finding that answers most readers; the first one when none is marked (a rule reports that)."""
    return next((f for f in claim.findings if f.headline), claim.findings[0])


def load(files: Mapping[str, str | bytes]) -> tuple[Book | None, list[Problem]]:
    """Read every file of {path: text}. Paths are relative to the repository: 'claims/topic/id.yml'.

    Returns the Book of all records that could be read (None when claims/guide.yml could not) and
    every problem of text and shape. Rules are run afterwards, on the Book.
    """
    if stale := _other_version(files):
        return None, [stale]
    kinds = (Source, Claim, Caution, Practice, Article, Comparison, Plan, Term, Calculator, Forward)
    shelves: dict[type, dict[str, Record]] = {kind: {} for kind in kinds}
    guide: Guide | None = None
    exceptions: Exceptions | None = None
    documents: dict[str, Document] = {}
    where: dict[str, str] = {}
    broken: set[str] = set()
    twice: list[tuple[str, str]] = []
    problems: list[Problem] = []
    misshapen: list[tuple[str, Document, list[ShapeError]]] = []
    named: list[tuple[bool, str, Record]] = []
    for file in sorted(files):
        kind = kind_of(file)
        if kind is None:
            problems.append(no_record(file))
            broken.add(name_of(file))
            continue
        try:
            document, record, errors = _read(kind, file, files[file])
        except Refused as refused:
            problems += refused.problems
            broken.add(name_of(file))
            continue
        if errors and (other := misfiled(kind, document.value)):
            problems.append(elsewhere(file, kind, other, document))
            broken.add(name_of(file))
            continue
        if errors:
            misshapen.append((file, document, errors))
            broken.add(name_of(file))
            continue
        documents[file] = document
        if isinstance(record, Guide):
            guide = record
        elif isinstance(record, Exceptions):
            exceptions = record
        else:
            named.append((record.id != name_of(file), file, record))
    for astray, file, record in sorted(named, key=lambda one: one[:2]):  # an id is that of the file called so
        if astray:
            broken.add(name_of(file))
        if record.id in where:
            twice.append((file, where[record.id]))
        else:
            shelves[type(record)][record.id] = record
            where[record.id] = file
    for file, document, errors in misshapen:
        problems += shape_problems(file, document, errors, guide)
    if guide is None:
        if GUIDE not in files:
            fix = "copy claims/guide.yml from a guide that works and change its words"
            problems.append(Problem(GUIDE, 1, 1, "E201", f"{GUIDE} is missing", fix))
        return None, problems
    guide, mended, slips = as_meant(guide, [record for shelf in shelves.values() for record in shelf.values()])
    for record in mended:
        shelves[type(record)][record.id] = record
    for slip in slips:
        file = where.get(slip.record, GUIDE)
        spot = documents[file].spot(slip.path)
        message = f"'{slip.given}' is named nowhere, and '{slip.meant}', which is not here, in {slip.uses} places"
        fix = f"write '{slip.meant}', if that is what it is called; else correct the places that name it"
        problems.append(Problem(file, spot.line, spot.col, "E210", message, fix, spot.width))
    shelf = {kind: dict(sorted(records.items())) for kind, records in shelves.items()}
    book = Book(
        guide,
        shelf[Source],  # type: ignore[arg-type]
        shelf[Claim],  # type: ignore[arg-type]
        shelf[Caution],  # type: ignore[arg-type]
        shelf[Practice],  # type: ignore[arg-type]
        shelf[Article],  # type: ignore[arg-type]
        shelf[Comparison],  # type: ignore[arg-type]
        shelf[Plan],  # type: ignore[arg-type]
        shelf[Term],  # type: ignore[arg-type]
        shelf[Calculator],  # type: ignore[arg-type]
        shelf[Forward],  # type: ignore[arg-type]
        where,
        documents,
        frozenset(broken),
        tuple(twice),
        exceptions,
    )
    return book, problems


@lru_cache(maxsize=2048, typed=True)
def _read(kind: str, file: str, raw: str | bytes) -> tuple[Document, Any, list[ShapeError]]:
    """One file as its document and record. Kept, because two revisions share nearly all files, and so do two reloads."""
    document = parse(file, raw, partial(names_in, kind))
    return document, *read(kind, document.value)


def _other_version(files: Mapping[str, str | bytes]) -> Problem | None:
    """That the records are of another version than the engine; a guide.yml that cannot be read is reported later."""
    try:
        document = parse(GUIDE, files.get(GUIDE, ""))
    except Refused:
        return None
    told = document.value.get("schema_version")
    if not isinstance(told, str) or not told.isascii() or not told.isdigit() or int(told) == SCHEMA_VERSION:
        return None
    older = int(told) < SCHEMA_VERSION
    message = f"these records are in version {int(told)}, and this engine reads version {SCHEMA_VERSION}"
    fix = "run `guide migrate`" if older else "use a newer engine, or the records as they were before"
    spot = document.spot(("schema_version",))
    return Problem(GUIDE, spot.line, spot.col, "E209", message, fix, spot.width)
