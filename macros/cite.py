"""References as people and programs want them: APA text, CSL-JSON, BibTeX, RIS. The one door to the citation libraries."""

from __future__ import annotations

import html
import json
import warnings
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import BibliographyData, Entry, Person

from .model import CslType, Name, Source

Style = Callable[[Iterable[Source]], dict[str, str]]
"""Sources in, references by id out: apa(), or unstyled() where nobody will read them."""

STYLE = Path(__file__).parent / "styles" / "apa.csl"

BIBTEX_TYPES = {
    CslType.ARTICLE: "article",
    CslType.THESIS: "phdthesis",
    CslType.REPORT: "techreport",
    CslType.BOOK: "book",
    CslType.CHAPTER: "incollection",
}
RIS_TYPES = {
    CslType.ARTICLE: "JOUR",
    CslType.WEBPAGE: "ELEC",
    CslType.THESIS: "THES",
    CslType.REPORT: "RPRT",
    CslType.DATASET: "DATA",
    CslType.BOOK: "BOOK",
    CslType.CHAPTER: "CHAP",
}
FIELDS = ("container_title", "publisher", "volume", "issue", "page")


def short_name(source: Source) -> str:
    """What a sentence calls a work: 'Roos 2012', 'Roos and Barton 2012', or its short title when no author was seen."""
    year = f" {source.issued}" if source.issued else ""
    names = [a.family or a.literal or "" for a in source.author]
    if len(names) == 1:
        return f"{names[0]}{year}"
    if len(names) == 2:
        return f"{names[0]} and {names[1]}{year}"
    if names:
        return f"{names[0]} and others{year}"
    if source.title_short:
        return f"{source.title_short}{year}"
    words = (source.title or "").split()
    return (
        " ".join(words[:5]) + ("..." if len(words) > 5 else "") if words else "A work whose title we have not seen"
    ) + year


def link(source: Source) -> str | None:
    """Where a reader finds the work: DOI, else PubMed Central, else PubMed; never any other address."""
    if source.DOI:
        return f"https://doi.org/{source.DOI}"
    if source.PMCID:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{source.PMCID}/"
    return f"https://pubmed.ncbi.nlm.nih.gov/{source.PMID}/" if source.PMID else None


def csl(source: Source) -> dict[str, Any]:
    """One source as a CSL-JSON item."""
    item: dict[str, Any] = {"id": source.id, "type": str(source.type)}
    for field in ("title", "title_short", *FIELDS, "DOI", "PMID", "PMCID"):
        if value := getattr(source, field):
            item[field.replace("_", "-")] = value
    if source.author:
        item["author"] = [_csl_name(name) for name in source.author]
    if source.issued:
        item["issued"] = {"date-parts": [[source.issued]]}
    return item


def csl_json(sources: Iterable[Source]) -> str:
    """All citable sources as a CSL-JSON file."""
    return json.dumps([csl(s) for s in sources if s.citable], ensure_ascii=False, indent=1) + "\n"


def apa(sources: Iterable[Source]) -> dict[str, str]:
    """Id -> the reference in APA style as safe HTML, without its link. Uncitable works have none."""
    return {s.id: _apa_one(json.dumps(csl(s), ensure_ascii=False)) for s in sources if s.citable}


def unstyled(sources: Iterable[Source]) -> dict[str, str]:
    """Id -> what apa() makes its reference of. Two works alike here have the same reference; setting it costs far more."""
    return {s.id: json.dumps(csl(s), ensure_ascii=False) for s in sources if s.citable}


def bibtex(sources: Iterable[Source]) -> str:
    """All citable sources as a BibTeX file."""
    data = BibliographyData()
    for source in sources:
        if not source.citable:
            continue
        fields = {"title": source.title or "", "year": str(source.issued or ""), "doi": source.DOI or ""}
        container = {CslType.ARTICLE: "journal", CslType.CHAPTER: "booktitle"}.get(source.type, "howpublished")
        school = {CslType.THESIS: "school", CslType.REPORT: "institution"}.get(source.type, "publisher")
        fields |= {container: source.container_title or "", school: source.publisher or ""}
        fields |= {
            "volume": source.volume or "",
            "number": source.issue or "",
            "pages": (source.page or "").replace("-", "--"),
        }
        entry = Entry(BIBTEX_TYPES.get(source.type, "misc"), fields=[(k, v) for k, v in fields.items() if v])
        for name in source.author:
            person = (
                Person(last=name.family or "", first=name.given or "")
                if name.family
                else Person(last=f"{{{name.literal}}}")
            )
            entry.add_person(person, "author")
        data.add_entry(source.id, entry)
    return str(data.to_string("bibtex"))


class _Ris(rispy.RisWriter):  # type: ignore[misc]
    """RIS without the running number rispy prints before each reference; reference managers stumble over it."""

    def set_header(self, count: int) -> str:
        return ""


def ris(sources: Iterable[Source]) -> str:
    """All citable sources as a RIS file."""
    entries = []
    for source in sources:
        if not source.citable:
            continue
        entry: dict[str, Any] = {
            "type_of_reference": RIS_TYPES[source.type],
            "id": source.id,
            "title": source.title or "",
        }
        pages = (source.page or "").split("-")
        optional = {
            "authors": [", ".join(p for p in (a.family or a.literal, a.given) if p) for a in source.author],
            "year": str(source.issued or ""),
            "journal_name": source.container_title,
            "publisher": source.publisher,
            "volume": source.volume,
            "number": source.issue,
            "start_page": pages[0],
            "end_page": pages[1] if len(pages) > 1 else "",
            "doi": source.DOI,
            "accession_number": source.PMID,
        }
        entries.append(entry | {k: v for k, v in optional.items() if v})
    return str(rispy.dumps(entries, implementation=_Ris))


def _csl_name(name: Name) -> dict[str, str]:
    return {k: v for k, v in name.model_dump().items() if v}


@lru_cache(maxsize=4096)
def _apa_one(item_json: str) -> str:
    """One reference. Cached by content: a build and a rebuild set hundreds of the same ones.

    citeproc-py passes `<` and `&` of a title straight through, so every text is escaped before it goes in.
    """
    item = _escaped(json.loads(item_json))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of fields it does not know, such as PMCID
        bibliography = CitationStylesBibliography(_style(), CiteProcJSON([item]), formatter.html)
        bibliography.register(Citation([CitationItem(item["id"])]))
        return str(bibliography.bibliography()[0]).split("https://doi.org/")[0].strip()


@lru_cache(maxsize=1)
def _style() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CitationStylesStyle(str(STYLE), validate=False)


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return html.escape(value)
    if isinstance(value, list):
        return [_escaped(v) for v in value]
    if isinstance(value, dict):
        return {k: _escaped(v) for k, v in value.items()}
    return value
