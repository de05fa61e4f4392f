"""What Crossref and PubMed say of a work, in one shape: titles, years, DOI, and notices that stand against it."""

from __future__ import annotations

import html
import json
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from xml.etree import ElementTree

LONGEST = 300


class NoticeKind(StrEnum):
    """What a notice does to a work; the most serious first."""

    RETRACTED = "retracted"
    CONCERN = "expression of concern"
    CORRECTED = "corrected"
    NEWER = "newer version"


@dataclass(frozen=True)
class Notice:
    """One notice about a work: what it does, what it is called, who says so, and where to find it."""

    kind: NoticeKind
    called: str
    by: str
    where: str = ""
    on: str = ""
    """Its date as given: a year, a month or a day."""
    day: date | None = None
    """The latest day that this can mean, to compare with; None when it has no date."""


@dataclass(frozen=True)
class Work:
    """What a service knows of one work."""

    titles: tuple[str, ...] = ()
    """The first is the one to show; the others (with subtitle, in the original language) count as right too."""
    years: frozenset[int] = frozenset()
    """In print, online, issued."""
    doi: str | None = None
    notices: tuple[Notice, ...] = ()
    notice_of: str | None = None
    """This is no study, but the notice about that one."""


@dataclass(frozen=True)
class Missing:
    """The service answers, and does not know it."""


@dataclass(frozen=True)
class Elsewhere:
    """A DOI that another agency looks after; Crossref cannot say what it is."""

    agency: str


Answer = Work | Missing | Elsewhere


class Garbled(Exception):
    """The text is not what this service answers with, or only a part of it."""


# The twelve kinds of update in Crossref's schema; what is not in here is shown as a correction, never passed over.
UPDATES = {
    "retraction": NoticeKind.RETRACTED,
    "withdrawal": NoticeKind.RETRACTED,
    "removal": NoticeKind.RETRACTED,
    "expression_of_concern": NoticeKind.CONCERN,
    "partial_retraction": NoticeKind.CORRECTED,
    "correction": NoticeKind.CORRECTED,
    "corrigendum": NoticeKind.CORRECTED,
    "erratum": NoticeKind.CORRECTED,
    "addendum": NoticeKind.CORRECTED,
    "clarification": NoticeKind.CORRECTED,
    "new_edition": NoticeKind.NEWER,
    "new_version": NoticeKind.NEWER,
}
RELATIONS = {"is-preprint-of": "Published version", "is-replaced-by": "Replacement"}
# RefType of CommentsCorrections in PubMed's XML: what is "in" another text concerns this one.
REFERENCES = {
    "RetractionIn": (NoticeKind.RETRACTED, "Retraction"),
    "ExpressionOfConcernIn": (NoticeKind.CONCERN, "Expression of concern"),
    "PartialRetractionIn": (NoticeKind.CORRECTED, "Partial retraction"),
    "ErratumIn": (NoticeKind.CORRECTED, "Erratum"),
    "CorrectedandRepublishedIn": (NoticeKind.CORRECTED, "Corrected and republished"),
    "UpdateIn": (NoticeKind.NEWER, "Update"),
}
NOTICE_OF = {"RetractionOf", "PartialRetractionOf", "ErratumFor", "ExpressionOfConcernFor"}
YEARS = ("issued", "published", "published-print", "published-online")
WITHDRAWN_TITLE = re.compile(r"^\W*(RETRACTED|WITHDRAWN|REMOVED)( ARTICLE| PAPER| PUBLICATION)?\W*:\s*", re.IGNORECASE)


def crossref(text: str) -> Work:
    """A /works/{doi} answer. Raises Garbled."""
    try:
        message: dict[str, Any] = json.loads(text)["message"]
        doi = str(message["DOI"]).lower()
        named = [clean(str(t)) for t in message.get("title") or []]
        titles = [*named, *(clean(str(t)) for t in message.get("original-title") or [])]
        titles += [f"{title}: {clean(str(sub))}" for title in named for sub in message.get("subtitle") or []]
        years = {parts[0][0] for name in YEARS if (parts := (message.get(name) or {}).get("date-parts")) and parts[0]}
        to_others = [u for u in message.get("update-to") or [] if str(u.get("DOI")).lower() != doi]
        # A work that updates itself was changed in place.
        updates = [
            *(message.get("updated-by") or []),
            *(u for u in message.get("update-to") or [] if u not in to_others),
        ]
        notices = [_crossref_notice(update) for update in updates]
        for name, called in RELATIONS.items():
            for other in (message.get("relation") or {}).get(name) or []:
                notices.append(Notice(NoticeKind.NEWER, called, "Crossref", clean(str(other.get("id", "")))))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        raise Garbled("it is not what Crossref answers with") from None
    return _work(titles, {y for y in years if isinstance(y, int)}, doi, notices, "Crossref", _first_doi(to_others))


def agency(text: str) -> Answer:
    """A /works/{doi}/agency answer for a DOI whose work Crossref does not have. Raises Garbled."""
    try:
        found = json.loads(text)["message"]["agency"]
        return Missing() if found["id"] == "crossref" else Elsewhere(clean(str(found.get("label") or found["id"])))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Garbled("it is not what Crossref answers with") from None


def pubmed(text: str, pmid: str) -> Answer:
    """An efetch answer for one number. A number that does not exist gives an empty set. Raises Garbled."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        root = ElementTree.Element("broken")
    if root.tag != "PubmedArticleSet":
        raise Garbled("it is not what PubMed answers with")
    if not len(root):
        return Missing()
    found = root.find("PubmedArticle")
    if found is None:
        return Work()  # a book: PubMed keeps those in another shape
    if found.findtext("MedlineCitation/PMID") != pmid:
        raise Garbled("it is about another number")
    article = "MedlineCitation/Article"
    titles = [_all_text(e) for name in ("ArticleTitle", "VernacularTitle") for e in found.iterfind(f"{article}/{name}")]
    dates = [f"{article}/Journal/JournalIssue/PubDate/Year", f"{article}/ArticleDate/Year"]
    # Where an issue has no year of its own: "2003 Nov-Dec", "1998-1999 Winter".
    dates.append(f"{article}/Journal/JournalIssue/PubDate/MedlineDate")
    years = {int(y) for path in dates for e in found.iterfind(path) for y in re.findall(r"\b\d{4}\b", e.text or "")}
    dois = [*found.iterfind("PubmedData/ArticleIdList/ArticleId"), *found.iterfind(f"{article}/ELocationID")]
    doi = next((e.text for e in dois if e.text and "doi" in (e.get("IdType"), e.get("EIdType"))), None)
    notices, notice_of = [], None
    for reference in found.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections"):
        kind = reference.get("RefType", "")
        number = reference.findtext("PMID")
        where = f"PMID {clean(number)}" if number else clean(reference.findtext("RefSource") or "")
        if kind in REFERENCES:
            notices.append(Notice(*REFERENCES[kind], "PubMed", where))
        elif kind in NOTICE_OF:
            notice_of = where
    types = {e.text for e in found.iterfind(f"{article}/PublicationTypeList/PublicationType")}
    if "Retracted Publication" in types and not any(n.kind == NoticeKind.RETRACTED for n in notices):
        notices.append(Notice(NoticeKind.RETRACTED, "Retracted publication", "PubMed"))
    return _work(titles, years, doi.lower() if doi else None, notices, "PubMed", notice_of)


def clean(text: str) -> str:
    """One printable line without markup: what a stranger sends must not reach a terminal or a page as more than text."""
    text = html.unescape(re.sub(r"<[^<>]*>", "", text))
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _work(
    titles: Iterable[str], years: Iterable[int], doi: str | None, notices: list[Notice], by: str, notice_of: str | None
) -> Work:
    """Titles lose what publishers put before them ("RETRACTED ARTICLE:"), which counts as a notice itself."""
    plain = tuple(dict.fromkeys(filter(None, (WITHDRAWN_TITLE.sub("", title) for title in titles))))
    withdrawn = any(WITHDRAWN_TITLE.match(title) for title in titles)
    if withdrawn and not any(n.kind == NoticeKind.RETRACTED for n in notices):
        notices.append(Notice(NoticeKind.RETRACTED, "Retracted in its title", by))
    return Work(plain, frozenset(years), doi, tuple(notices), notice_of)


def _crossref_notice(update: dict[str, Any]) -> Notice:
    kind = re.sub(r"[\s-]+", "_", str(update.get("type", "")).strip().lower())
    parts = ((update.get("updated") or {}).get("date-parts") or [[]])[0]
    called = clean(str(update.get("label") or update.get("type") or "Update"))
    by = "Retraction Watch" if update.get("source") == "retraction-watch" else "Crossref"
    where = clean(str(update.get("DOI", "")))
    day = _latest(parts)
    on = day.isoformat()[: 1 + 3 * len(parts)] if day else ""
    return Notice(UPDATES.get(kind, NoticeKind.CORRECTED), called, by, where, on, day)


def _latest(parts: list[Any]) -> date | None:
    """The latest day that date-parts [year, month, day] can mean; None when they mean none."""
    try:
        year, month, day = parts + [12, 31][len(parts) - 1 :]
        return date(year, month, day if len(parts) == 3 else monthrange(year, month)[1])
    except (ValueError, TypeError):
        return None


def _first_doi(updates: list[dict[str, Any]]) -> str | None:
    return next((clean(str(u["DOI"])) for u in updates if u.get("DOI")), None)


def _all_text(element: ElementTree.Element) -> str:
    """Text with the markup inside it gone, and without the brackets that PubMed puts round a translated title."""
    text = clean("".join(element.itertext()))
    return (
        text.removeprefix("[").removesuffix(".").removesuffix("]") if text.startswith("[") else text.removesuffix(".")
    )
