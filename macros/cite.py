"""References as people and programs want them: APA text, CSL-JSON, BibTeX, RIS. The one door to the citation libraries."""

from __future__ import annotations

import html
import json
import re
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
    CslType.THESIS: "THES",  # codespell:ignore
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
        if value := _line(getattr(source, field)):
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
    return {s.id: _apa_one(json.dumps(_apa_item(s), ensure_ascii=False)) for s in sources if s.citable}


def unstyled(sources: Iterable[Source]) -> dict[str, str]:
    """Id -> what apa() makes its reference of. Two works alike here have the same reference; setting it costs far more."""
    return {s.id: json.dumps(csl(s), ensure_ascii=False) for s in sources if s.citable}


def bibtex(sources: Iterable[Source]) -> str:
    """All citable sources as a BibTeX file."""
    data = BibliographyData()
    for source in sources:
        if not source.citable:
            continue
        container = {CslType.ARTICLE: "journal", CslType.CHAPTER: "booktitle"}.get(source.type, "howpublished")
        school = {CslType.THESIS: "school", CslType.REPORT: "institution"}.get(source.type, "publisher")
        fields = {
            "title": source.title,
            "year": str(source.issued or ""),
            "doi": source.DOI,
            container: source.container_title,
            school: source.publisher,
            "volume": source.volume,
            "number": source.issue,
            "pages": "--".join(_pages(source)),
        }
        filled = [(name, _braced(_line(value))) for name, value in fields.items() if value]
        entry = Entry(BIBTEX_TYPES.get(source.type, "misc"), fields=filled)
        for name in source.author:
            if name.family:
                parts = (_braced(_line(part)) for part in (name.family, name.given, name.suffix))
                person = Person(**dict(zip(("last", "first", "lineage"), parts, strict=True)))
            else:
                person = Person(last=f"{{{_braced(_line(name.literal))}}}")
            entry.add_person(person, "author")
        data.add_entry(source.id, entry)
    return str(data.to_string("bibtex"))


class _Ris(rispy.RisWriter):  # type: ignore[misc]
    """RIS without the count that rispy prints before each reference; reference managers stumble over it."""

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
            "title": _line(source.title),
        }
        first, last = [*_pages(source), "", ""][:2]
        names = [(a.family or a.literal, a.given, a.suffix) for a in source.author]
        optional = {
            "authors": [", ".join(_line(part) for part in name if part) for name in names],
            "year": str(source.issued or ""),
            "journal_name": _line(source.container_title),
            "publisher": _line(source.publisher),
            "volume": _line(source.volume),
            "number": _line(source.issue),
            "start_page": first,
            "end_page": last,
            "doi": source.DOI,
            "accession_number": source.PMID,
        }
        entries.append(entry | {k: v for k, v in optional.items() if v})
    return str(rispy.dumps(entries, implementation=_Ris))


def _line(text: str | None) -> str:
    """On one line: a line break would end the field, or the whole entry, in most of these formats."""
    return " ".join((text or "").split())


def _pages(source: Source) -> list[str]:
    """First and last page, or whatever one word stands for them."""
    return [part for part in re.split(r"\s*[-\u2013]+\s*", _line(source.page), maxsplit=1) if part]


def _braced(text: str) -> str:
    """Text that BibTeX can hold: it has no way to write a brace without its partner."""
    level = lowest = 0
    for character in text:
        level += {"{": 1, "}": -1}.get(character, 0)
        lowest = min(lowest, level)
    return text if level == lowest == 0 else text.replace("{", "(").replace("}", ")")


def _csl_name(name: Name) -> dict[str, str]:
    return {k: _line(v) for k, v in name.model_dump().items() if v}


def _apa_item(source: Source) -> dict[str, Any]:
    """The CSL item with what citeproc-py or the style would get wrong put right, its text safe as HTML.

    citeproc-py passes `<` and `&` of a title straight through, so every text is escaped before it goes in.
    """
    item = _escaped({k: v for k, v in csl(source).items() if k not in ("DOI", "PMID", "PMCID", "title-short")})
    within = source.type in (CslType.ARTICLE, CslType.CHAPTER)
    if not within and source.type != CslType.WEBPAGE and "container-title" in item:
        # The style takes a report inside a series for a chapter of a book.
        site = item.pop("container-title")
        item.setdefault("publisher", site)
    for name, printed in zip(item.get("author", []), source.author, strict=True):
        if printed.given:
            name["given"] = html.escape(_initials(printed.given))
    for where in () if within else ("publisher", "container-title"):
        if [{"literal": item.get(where)}] == item.get("author"):
            del item[where]  # an author who is also the publisher is named once
    if not source.author and "title" in item:
        # citeproc-py would print the title twice: where the author stands, and again behind the year.
        title = item.pop("title")
        item["author"] = [{"literal": title if within and "container-title" in item else f"<i>{title}</i>"}]
    return dict(item)


def _initials(given: str) -> str:
    """Given names as the style's initials need them: 'Shin-ichiro' as 'Shin-Ichiro', 'MB' as 'M B', no nicknames."""
    words = (word for word in given.replace(".", ". ").split() if word[0].isalpha())
    apart = (" ".join(word) if word.isupper() and len(word) <= 3 else word for word in words)
    return re.sub(r"-(\w)", lambda match: match.group().upper(), " ".join(apart))


@lru_cache(maxsize=4096)
def _apa_one(item_json: str) -> str:
    """One reference. Cached by content: a build and a rebuild set hundreds of the same ones."""
    item = json.loads(item_json)
    school = item.pop("publisher", "") if item["type"] == CslType.THESIS else ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of fields it does not know
        bibliography = CitationStylesBibliography(_style(), CiteProcJSON([item]), formatter.html)
        bibliography.register(Citation([CitationItem(item["id"])]))
        text = str(bibliography.bibliography()[0]).strip()
    if school:
        text = f"{text.removesuffix('.')} [Thesis, {school}]."
    return re.sub(r"([?!](?:</i>)?)\.(?= |$)", r"\1", text)  # no full stop behind a title that asks


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
