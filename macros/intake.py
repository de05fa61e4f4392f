"""From a reference manager's export to the fields of a source record: only what the model takes, the rest said aloud."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from .cite_in import NotReferences, read_items
from .model import CslType, Name, Source, meant, read
from .text import MARKUP
from .textfile import FORBIDDEN

# Every item type CSL knows; one that is not ours is left for a person to choose, any other word is no type at all.
CSL_TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage"
)
TEXTS = ("title", "title-short", "container-title", "publisher", "volume", "issue", "page", "DOI", "PMID", "PMCID")
TYPE = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|scp|span|nocase)(?:\s[^<>]*)?>", re.IGNORECASE)
# Numbers that reference managers keep in a note when they have no field for them.
IN_NOTE = {"PMID": re.compile(r"\bPMID:\s*(\d{1,9})\b"), "PMCID": re.compile(r"\bPMCID:\s*(PMC\d+)\b")}
# How many references of an export are named to choose from.
MAX_LISTED = 6
FIELDS = {field.alias or name for name, field in Source.model_fields.items()}


@dataclass(frozen=True)
class Intake:
    """The fields of one reference, the id a record of it would have, and what was there but could not be taken over."""

    fields: dict[str, Any]
    id: str
    left_out: tuple[str, ...]


def take_in(text: str, pick: str = "") -> Intake:
    """One reference of an export; `pick` is its key or number when there are several.

    Raises NotReferences, with one sentence, for anything that is not one reference with a title and a known type.
    """
    return _intake(_one(read_items(text), pick))


def _one(items: list[dict[str, Any]], pick: str) -> dict[str, Any]:
    if not items:
        raise NotReferences("it holds no reference")
    if pick:
        chosen = [item for number, item in enumerate(items, 1) if pick in (item["id"], str(number))]
        exact = [item for item in chosen if item["id"] == pick]
        if len(exact or chosen) != 1:
            raise NotReferences(f"it holds no single reference '{pick}'; there are: {_listed(items)}")
        return (exact or chosen)[0]
    if len(items) > 1:
        raise NotReferences(f"it holds {len(items)} references; add --pick with one of: {_listed(items)}")
    return items[0]


def _listed(items: list[dict[str, Any]]) -> str:
    """What to pick by, the key or where it names several the number, each with the beginning of its title."""
    keys = [item["id"] for item in items]
    shown = []
    for number, (key, item) in enumerate(zip(keys[:MAX_LISTED], items, strict=False), 1):
        title = shorten(_plain(item.get("title")), 50, placeholder=" ...")
        shown.append((key if keys.count(key) == 1 else str(number)) + (f" ({title})" if title else ""))
    return ", ".join(shown) + (f" ... or a number up to {len(keys)}" if len(keys) > len(shown) else "")


def _intake(item: dict[str, Any]) -> Intake:
    kind = str(item.get("type") or "")
    if kind and kind not in CSL_TYPES.split():
        raise NotReferences(f"its type '{kind[:40]}' is no kind of publication; kinds here: {', '.join(CslType)}")
    fields: dict[str, Any] = {"type": kind} if kind in set(CslType) else {}
    fields |= {name: text for name in TEXTS if (text := _plain(item.get(name)))}
    if not fields.get("title"):
        raise NotReferences("the reference has no title")
    fields["title"] = re.sub(r"(?<=[^.\s]{2})\.$", "", fields["title"])
    for number, pattern in IN_NOTE.items():
        if number not in fields and (found := pattern.search(str(item.get("note") or ""))):
            fields[number] = found[1]
    if fields.get("container-title", "").startswith("http"):
        del fields["container-title"]
    authors = item.get("author")
    fields["author"] = [name for one in authors if (name := _name(one))] if isinstance(authors, list) else []
    fields["issued"] = _year(item.get("issued"))
    if "DOI" in fields:
        fields["DOI"] = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", fields["DOI"], flags=re.IGNORECASE)
    if fields.get("PMCID", "").isdigit():
        fields["PMCID"] = f"PMC{fields['PMCID']}"
    kept, left_out = _accepted({name: value for name, value in fields.items() if value})
    if not fields.get("type"):
        left_out = (f"type (choose one of: {', '.join(CslType)})", *left_out)
    if "others" in (one.get("literal") for one in fields["author"]):
        kept["author"] = [one for one in fields["author"] if one.get("literal") != "others"]
        left_out = (*left_out, "the authors behind 'and others'")
    return Intake({name: value for name, value in kept.items() if value}, _id(kept), left_out)


def _accepted(fields: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields that the model takes as they are, and the others with what is wrong with them."""
    _, errors = read("source", fields)
    wrong = {str(e.path[0]): e.message for e in errors if e.path and e.path[0] in fields}
    for name in TEXTS:
        if found := MARKUP.search(fields.get(name, "")):
            wrong[name] = f"'{found[0]}' in it is markup; write it as it is printed"
    kept = {name: value for name, value in fields.items() if name not in wrong and name in FIELDS}
    return kept, tuple(f"{name} ({message})" for name, message in wrong.items())


def _plain(value: Any) -> str:
    """Text on one line without the markup that CSL allows in titles, and without characters nobody can see."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    text = str(value)
    for _ in range(2):  # tags may themselves be written as signs: &lt;i&gt;
        text = html.unescape(TYPE.sub("", text))
    text = TYPE.sub("", text)
    return " ".join(FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text)).split())


def _name(one: Any) -> dict[str, str]:
    if not isinstance(one, dict):
        return {}
    particles = [_plain(one.get(key)) for key in ("dropping-particle", "non-dropping-particle")]
    parts = {key: _plain(one.get(key)) for key in ("family", "given", "suffix", "literal")}
    if parts["family"]:
        parts = {**parts, "family": " ".join(p for p in (*particles, parts["family"]) if p), "literal": ""}
    return {key: text for key, text in parts.items() if text and key in Name.model_fields}


def _year(issued: Any) -> str:
    """The year out of the ways in which CSL, BibTeX and RIS write a date, or nothing."""
    if isinstance(issued, dict):
        parts = issued.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
            issued = parts[0][0]
        else:
            issued = issued.get("raw") or issued.get("literal")
    found = re.search(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)", str(issued or ""))
    return found.group() if found else ""


def _id(fields: dict[str, Any]) -> str:
    """First author and year, as ids of sources are made here; nothing when one of them is missing."""
    first = (fields.get("author") or [{}])[0]
    word = meant.as_id(first.get("family") or first.get("literal") or "")
    return f"{word}-{fields['issued']}"[-80:].strip("-") if word and fields.get("issued") else ""
