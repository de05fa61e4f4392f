"""Where a record and the answers about its work differ; pure, so that every case can be told without a network."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..book import Book
from ..document import Path
from ..model import Source
from ..model.source import Status
from ..problem import Problem
from .answers import Answer, Missing, Notice, NoticeKind, Work, clean
from .questions import Place, Question

# Code -> what its group is called in a report, the most serious first.
CODES = {
    "V201": "Retracted",
    "V202": "Expression of concern",
    "V101": "Identifiers that lead nowhere",
    "V102": "Identifiers of another work",
    "V103": "Titles that differ",
    "V104": "Years that differ",
    "V203": "Corrected since",
    "V301": "Links that are broken",
    "V401": "Reviews that are due",
    "V204": "Newer versions",
    "V302": "Links that moved",
}
NOTICE_CODES = {
    NoticeKind.RETRACTED: "V201",
    NoticeKind.CONCERN: "V202",
    NoticeKind.CORRECTED: "V203",
    NoticeKind.NEWER: "V204",
}
HINTS = frozenset({"V204", "V302"})
SUBTITLE = re.compile(r"\s*[:?.!]\s+|\s+[-–—]\s*|\s*—\s*")


@dataclass(frozen=True)
class Difference:
    """One thing to look at, at one field of one record."""

    field: Path
    code: str
    message: str
    fix: str


def quoted(text: str) -> str:
    """A stranger's words between quotation marks that they cannot end themselves."""
    return f"“{clean(text).replace('“', chr(39)).replace('”', chr(39))}”"


def of_source(book: Book, source: Source, crossref: Answer | None, pubmed: Answer | None) -> Iterator[Problem]:
    """The differences of one source, each at its place."""
    for found in differences(source, crossref, pubmed):
        file, spot = book.spot(source.id, found.field)
        hint = found.code in HINTS
        yield Problem(file, spot.line, spot.col, found.code, found.message, found.fix, spot.width, hint)


def differences(source: Source, crossref: Answer | None, pubmed: Answer | None) -> Iterator[Difference]:
    """Everything in which the answers speak against the record. An answer of None was not given; it says nothing."""
    found: dict[str, Difference] = {}
    works: list[Work] = []
    for answer, compared in ((crossref, _of_doi(source, crossref)), (pubmed, _of_pmid(source, pubmed))):
        of_this = list(compared)
        # Both services often say the same; one mistake is told once.
        found = {difference.code: difference for difference in of_this} | found
        # Notices about another work would mislead.
        if isinstance(answer, Work) and all(difference.code != "V102" for difference in of_this):
            works.append(answer)
    yield from found.values()
    yield from _notices(source, works)


def _of_doi(source: Source, answer: Answer | None) -> Iterator[Difference]:
    if isinstance(answer, Missing):
        message = f"no agency knows the DOI {source.DOI}"
        yield Difference(("DOI",), "V101", message, "copy the DOI again from the work, or leave it out")
    elif isinstance(answer, Work):
        yield from _compared(source, answer, ("DOI",), f"the DOI {source.DOI}", "Crossref")


def _of_pmid(source: Source, answer: Answer | None) -> Iterator[Difference]:
    if isinstance(answer, Missing):
        message = f"PubMed does not know the number {source.PMID}"
        yield Difference(("PMID",), "V101", message, "copy the PMID again from PubMed, or leave it out")
    elif isinstance(answer, Work):
        if source.DOI and answer.doi and answer.doi != source.DOI.lower():
            message = f"PubMed number {source.PMID} belongs to the DOI {quoted(answer.doi)}, not to {source.DOI}"
            if answer.titles:
                message += f"; it is {quoted(answer.titles[0])}"
            yield Difference(("PMID",), "V102", message, "correct the PMID or the DOI, whichever is another work's")
            return
        yield from _compared(source, answer, ("PMID",), f"PubMed number {source.PMID}", "PubMed")


def _compared(source: Source, work: Work, field: Path, name: str, service: str) -> Iterator[Difference]:
    if work.notice_of is not None:
        message = f"{name} is not the work, but a notice about {quoted(work.notice_of)}"
        yield Difference(field, "V102", message, "write the identifier of the work itself")
        return
    title = source.title is None or not work.titles or any(same_title(source.title, t) for t in work.titles)
    year = source.issued is None or not work.years or any(abs(source.issued - y) <= 1 for y in work.years)
    years = " or ".join(map(str, sorted(work.years)))
    if not title and not year:
        message = f"{name} is {quoted(work.titles[0])} of {years}, not the work of this record"
        yield Difference(field, "V102", message, "copy the identifier again from the work")
    elif not title:
        fix = "write the title as printed, or correct the identifier"
        yield Difference(("title",), "V103", f"{service} has another title: {quoted(work.titles[0])}", fix)
    elif not year:
        fix = f"write 'issued: {min(work.years)}' if the work says so, or correct the identifier"
        yield Difference(("issued",), "V104", f"{service} says {years}, the record {source.issued}", fix)


def _notices(source: Source, works: list[Work]) -> Iterator[Difference]:
    """One difference for each kind of notice that the record does not tell its readers yet."""
    for kind in NoticeKind:
        news = [n for work in works for n in work.notices if n.kind == kind and not _told(source, n)]
        if news:
            said = "; ".join(dict.fromkeys(_said(notice) for notice in news))
            yield Difference(("status",), NOTICE_CODES[kind], *_words(kind, said))


def _words(kind: NoticeKind, said: str) -> tuple[str, str]:
    if kind == NoticeKind.RETRACTED:
        return f"this work is retracted: {said}", "write 'status: retracted', then grade again whatever rests on it"
    if kind == NoticeKind.CONCERN:
        fix = "read it, write 'expression of concern' and what it says under limits, then grade again"
        return f"an expression of concern stands against this work: {said}", fix
    if kind == NoticeKind.CORRECTED:
        fix = "compare the numbers with the correction, write 'status: corrected' and today under checked_on"
        return f"this work is corrected: {said}", fix
    return (
        f"there is a newer version: {said}",
        "read it; cite it instead if it is the same study, or name it under limits",
    )


def _told(source: Source, notice: Notice) -> bool:
    """Whether the record knows already. A notice without a date is taken to be as old as what the record says."""
    if source.status == Status.RETRACTED:
        return True
    if notice.kind == NoticeKind.CONCERN:
        return "expression of concern" in source.limits.lower()
    if notice.kind == NoticeKind.CORRECTED:
        return source.status == Status.CORRECTED and not (notice.day and notice.day > source.checked_on)
    return notice.kind == NoticeKind.NEWER and notice.where.lower() in source.limits.lower()


def _said(notice: Notice) -> str:
    parts = [
        quoted(notice.called),
        quoted(notice.where) if notice.where else "",
        f"of {notice.on}" if notice.on else "",
    ]
    return f"{' '.join(filter(None, parts))}, says {notice.by}"


def same_title(one: str, other: str) -> bool:
    """Equal but for case, accents, signs, markup; or one of them is the other without its subtitle."""
    whole, whole_other = _plain(one), _plain(other)
    return whole == whole_other or whole in _heads(other) or whole_other in _heads(one)


def _heads(title: str) -> set[str]:
    """What may be left of a title when its subtitle is."""
    return {_plain(title[: m.start()]) for m in SUBTITLE.finditer(title)} - {""}


def _plain(title: str) -> str:
    letters = unicodedata.normalize("NFKD", clean(title)).casefold()
    return "".join(c for c in letters if c.isalnum())


def of_link(
    question: Question, places: tuple[Place, ...], status: int | None, hops: tuple[str, ...]
) -> Iterator[Problem]:
    """A problem at each place of a link that is broken, or that has moved. `status` None: its host is not there."""
    if status is None or status >= 400:
        why = "its host cannot be reached" if status is None else f"HTTP {status}"
        code, message, fix = "V301", f"{question.about} leads nowhere ({why})", "correct it, or take it out"
    elif hops:
        code, message, fix = (
            "V302",
            f"{question.about} leads on to {quoted(hops[-1])}",
            "write that address, if it is right",
        )
    else:
        return
    for place in places:
        # An identifier's address is made from the record; that it leads on to a publisher is its purpose.
        if code == "V301" or not place.file.startswith("claims/"):
            yield Problem(place.file, place.line, place.col, code, message, fix, place.width, hint=code in HINTS)


def overdue(book: Book, today: date) -> Iterator[Problem]:
    """Every claim whose next review should have been before today."""
    for claim in book.claims.values():
        days = (today - claim.review_due).days
        if days > 0:
            file, spot = book.spot(claim.id, ("review_due",))
            message = f"the review was due on {claim.review_due}, {days} day{'s' if days > 1 else ''} ago"
            fix = "search again, grade again, then set search.date, reviewed_on and review_due"
            yield Problem(file, spot.line, spot.col, "V401", message, fix, spot.width)
