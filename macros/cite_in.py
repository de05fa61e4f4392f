"""What a reference manager exported, as CSL-JSON items. The door to the citation libraries for reading; cite.py writes.

CSL-JSON is read as it is; BibTeX goes through pybtex, RIS through rispy, and both come out under CSL names.
"""

from __future__ import annotations

import json
import re
from typing import Any

import rispy
from pybtex.database import Entry, Person, parse_string
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text
from rispy.config import TYPE_OF_REFERENCE_MAPPING

Item = dict[str, Any]

# Types of each format that have a CSL name here; the value "" says that the type is known but that nobody can say what it
# is here, so a person chooses.
BIBTEX = {
    "article": "article-journal",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "book": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "online": "webpage",
    "electronic": "webpage",
    "dataset": "dataset",
    **dict.fromkeys(("misc", "inproceedings", "conference", "proceedings", "unpublished", "manual", "booklet"), ""),
}
RIS = dict.fromkeys(TYPE_OF_REFERENCE_MAPPING, "") | {
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "THES": "thesis",
    "RPRT": "report",
    "DATA": "dataset",
    "BOOK": "book",
    "EBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
}


# Signs that LaTeX spells out and pybtex leaves as they are.
SIGNS = {
    "textless": "<",
    "textgreater": ">",
    "textquotedblleft": "\u201c",
    "textquotedblright": "\u201d",
    "textquoteleft": "\u2018",
    "textquoteright": "\u2019",
    "textendash": "\u2013",
    "textemdash": "\u2014",
    "textregistered": "\u00ae",
    "texttrademark": "\u2122",
    "textdegree": "\u00b0",
    "textpm": "\u00b1",
    "texttimes": "\u00d7",
    "textmu": "\u00b5",
}


class NotReferences(ValueError):
    """The text is in no format a reference manager exports, or is broken; the text of the error is one sentence."""


def read_items(text: str) -> list[Item]:
    """Every entry of the export, each with the `id` it has there, or its number. Raises NotReferences."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise NotReferences("it is empty")
    if re.search(r"^PMID- ", text, re.MULTILINE):
        raise NotReferences("it is in PubMed's own format; open it in a reference manager and export RIS or CSL-JSON")
    try:
        if text.lstrip()[:1] in ("[", "{"):
            items = _json_items(text)
        elif re.search(r"^TY {1,2}- ?", text, re.MULTILINE):
            items = _ris_items(text)
        elif re.search(r"@\s*\w+\s*[{(]", text):
            items = [_from_bibtex(key, entry) for key, entry in parse_string(text, "bibtex").entries.items()]
        else:
            raise NotReferences("it is neither CSL-JSON, BibTeX nor RIS")
    except PybtexError as error:
        raise NotReferences(f"its BibTeX cannot be read: {_first_line(error)}") from None
    except json.JSONDecodeError as error:
        raise NotReferences(
            f"its JSON breaks off or is wrong at line {error.lineno}, column {error.colno}; export it again"
        ) from None
    except NotReferences:
        raise
    except (ValueError, KeyError, OSError, RecursionError) as error:
        raise NotReferences(f"it cannot be read: {_first_line(error)}") from None
    return [{**item, "id": str(item.get("id") or number)} for number, item in enumerate(items, 1)]


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120].rstrip(".")


def _json_items(text: str) -> list[Item]:
    found = json.loads(text)
    if isinstance(found, dict):
        found = found["items"] if isinstance(found.get("items"), list) else [found]
    if not all(isinstance(item, dict) for item in found):
        raise NotReferences("its JSON is no list of references")
    return list(found)


def _ris_items(text: str) -> list[Item]:
    begun, ended = (len(re.findall(rf"^{tag} {{1,2}}-", text, re.MULTILINE)) for tag in ("TY", "ER"))
    if begun != ended:
        raise NotReferences("an entry in it has no last line 'ER  - ', so it may be cut off; export it again")
    return [_from_ris(entry) for entry in rispy.loads(text)]


def _from_bibtex(key: str, entry: Entry) -> Item:
    fields = {name.lower(): _from_latex(value) for name, value in entry.fields.items()}

    def first(*names: str) -> str:
        return next((fields[name] for name in names if fields.get(name)), "")

    item = {
        "id": key,
        "type": BIBTEX.get(entry.type.lower(), entry.type),
        "title": first("title"),
        "title-short": first("shorttitle"),
        "author": [_bibtex_name(one) for one in entry.persons.get("author", [])],
        "issued": first("year", "date"),
        "container-title": first("journal", "journaltitle", "booktitle", "howpublished"),
        "publisher": first("publisher", "school", "institution", "organization"),
        "volume": first("volume"),
        "issue": first("number", "issue"),
        "page": re.sub(r"\s*[-–]+\s*", "-", first("pages")),
        "DOI": first("doi"),
        "PMID": first("pmid"),
        "PMCID": first("pmcid", "pmc"),
        "note": first("note", "annotation"),
    }
    return {name: value for name, value in item.items() if value or name == "type"}


def _from_latex(text: str) -> str:
    """What LaTeX prints, without the type it is printed in; a command that nobody knows here stays, to be seen."""
    text = re.sub(
        r"\\(?:text(?:it|bf|rm|sc|sf|tt|up|sub|super|subscript|superscript)|emph|uppercase|lowercase)\s*(?=\{)",
        "",
        text,
    )
    text = re.sub(r"\\(text\w+)(?:\s+|\{\}|(?=\W)|$)", lambda found: SIGNS.get(found[1], found[0]), text)
    # A formula of one piece: VO$_2$, H$_{2}$O, $p<0.05$.
    text = re.sub(r"(?<!\\)\$[_^]?\{?([^$\\{}_^]*)\}?\$", r"\1", text)
    return str(Text.from_latex(text)).replace("\\$", "$")


def _bibtex_name(person: Person) -> Item:
    def words(parts: list[str]) -> str:
        return str(Text.from_latex(" ".join(parts)))

    family = words([*person.prelast_names, *person.last_names])
    given = words([*person.first_names, *person.middle_names])
    if not given:
        return {"literal": family}
    return {"family": family, "given": given, "suffix": words(person.lineage_names)}


def _from_ris(entry: Item) -> Item:
    def first(*names: str) -> str:
        return next((str(entry[name]) for name in names if entry.get(name)), "")

    kind = first("type_of_reference")
    pages = [page for page in (first("start_page"), first("end_page")) if page]
    pubmed = first("name_of_database").lower() in ("pubmed", "medline")
    item = {
        "id": first("id"),
        "type": RIS.get(kind, kind),
        "title": first("title", "primary_title"),
        "title-short": first("short_title"),
        "author": [_ris_name(name) for name in entry.get("authors") or entry.get("first_authors") or []],
        "issued": first("year", "publication_year", "date"),
        "container-title": first("journal_name", "alternate_title3", "secondary_title", "alternate_title1"),
        "publisher": first("publisher"),
        "volume": first("volume"),
        "issue": first("number"),
        "page": "-".join(pages if len(set(pages)) > 1 else pages[:1]),
        "DOI": first("doi"),
        "PMID": first("accession_number") if pubmed else "",
        "note": "\n".join(entry.get("notes") or []),
    }
    return {name: value for name, value in item.items() if value or name == "type"}


def _ris_name(name: str) -> Item:
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 1:
        return {"literal": name}
    return {"family": parts[0], "given": parts[1], "suffix": ", ".join(parts[2:])}
