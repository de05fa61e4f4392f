"""What there is to ask about a guide: one question for each DOI, PubMed number and published link."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..book import Book
from ..cite import link
from ..document import Path

ADDRESS = re.compile(r"https?://[^\s<>\"'`\]]+")


class Kind(StrEnum):
    """Whom we ask."""

    CROSSREF = "Crossref"
    AGENCY = "Crossref about the agency of"
    PUBMED = "PubMed"
    LINK = "link"


@dataclass(frozen=True, order=True)
class Question:
    """One thing to ask once, however many records need the answer."""

    kind: Kind
    about: str
    """A DOI in small letters, a PubMed number, or an address."""

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


@dataclass(frozen=True, order=True)
class Place:
    """Where a published link stands."""

    file: str
    line: int
    col: int
    width: int


def about_doi(doi: str) -> Question:
    """The question about a DOI. Upper and lower case are the same DOI [DOI Handbook]."""
    return Question(Kind.CROSSREF, doi.lower())


def about_pmid(pmid: str) -> Question:
    """The question about a PubMed number."""
    return Question(Kind.PUBMED, pmid)


def identifiers(book: Book) -> tuple[Question, ...]:
    """A question for every DOI, then for every PubMed number, each once."""
    asked = {about_doi(s.DOI) for s in book.sources.values() if s.DOI}
    asked |= {about_pmid(s.PMID) for s in book.sources.values() if s.PMID}
    return tuple(sorted(asked))


def published_links(book: Book, content: Mapping[str, str]) -> dict[Question, tuple[Place, ...]]:
    """Every address that readers can click, with its places: one for each source, and those written in pages.

    `content` maps page file to its text. The records' own texts are plain text; nothing in them becomes a link.
    """
    found: dict[Question, set[Place]] = {}
    for source in book.sources.values():
        address = link(source)
        if address:
            field: Path = ("DOI",) if source.DOI else ("PMCID",) if source.PMCID else ("PMID",)
            file, spot = book.spot(source.id, field)
            found.setdefault(Question(Kind.LINK, address), set()).add(Place(file, spot.line, spot.col, spot.width))
    for file, text in content.items():
        for number, line in enumerate(text.splitlines(), 1):
            for match in ADDRESS.finditer(line):
                address = _without_sentence(match[0])
                place = Place(file, number, match.start() + 1, len(address))
                # What stands behind # is the page's own business; servers never see it.
                found.setdefault(Question(Kind.LINK, address.split("#")[0]), set()).add(place)
    return {question: tuple(sorted(places)) for question, places in sorted(found.items())}


def _without_sentence(address: str) -> str:
    """The address without the stop, comma or bracket that belongs to the sentence around it."""
    address = address.rstrip(".,;:!?*_")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?*_")
    return address
