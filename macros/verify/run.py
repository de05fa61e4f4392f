"""One start of the weekly care: asks what is not answered yet, keeps every answer, and compares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..book import Book
from ..problem import Problem
from .answers import Answer, Elsewhere, Garbled, Missing, agency, crossref, pubmed
from .cache import Cache
from .differences import of_link, of_source, overdue
from .http import CutOff, Door, Reply, Unanswered, Unreachable
from .questions import Kind, Place, Question, about_doi, about_pmid, identifiers, published_links

GONE = frozenset({400, 404, 410})


class Offline(Exception):
    """Neither service can be reached."""


@dataclass(frozen=True)
class Care:
    """What came of it."""

    day: date
    asked: int
    """How many questions there were."""
    kept: int
    """How many replies came from an earlier start."""
    problems: tuple[Problem, ...]
    not_checked: tuple[tuple[str, str], ...]
    """What could not be checked this time, and why."""
    elsewhere: tuple[tuple[str, str], ...]
    """DOI and agency of works that Crossref cannot compare."""


def verify(
    book: Book,
    content: Mapping[str, str],
    door: Door,
    cache: Cache,
    today: date,
    *,
    links: bool = False,
    tell: Callable[[int, int, str], None] = lambda done, of, what: None,
) -> Care:
    """Check every identifier, every review date and, with `links`, every published address.

    `content` maps page file to its text; `tell` hears how far we are before each question and once at the end.
    Raises Offline, or OSError where an answer cannot be kept. Interrupted, it loses nothing: start it again.
    """
    places = published_links(book, content) if links else {}
    questions = (*identifiers(book), *places)
    asking = _Asking(door, cache)
    for number, question in enumerate(questions):
        tell(number, len(questions), str(question))
        asking.ask(question)
    tell(len(questions), len(questions), "")
    return Care(
        today,
        len(questions),
        asking.kept,
        tuple(sorted([*_problems(book, asking, places), *overdue(book, today)])),
        tuple((str(question), str(why)) for question, why in asking.failed.items() if not _gone(question, why)),
        tuple((q.about, answer.agency) for q, answer in asking.works.items() if isinstance(answer, Elsewhere)),
    )


def _problems(book: Book, asking: _Asking, places: Mapping[Question, tuple[Place, ...]]) -> Iterator[Problem]:
    for source in book.sources.values():
        of_doi = asking.works.get(about_doi(source.DOI)) if source.DOI else None
        of_pmid = asking.works.get(about_pmid(source.PMID)) if source.PMID else None
        yield from of_source(book, source, of_doi, of_pmid)
    for question, where in places.items():
        if question in asking.links:
            reply = asking.links[question]
            yield from of_link(question, where, reply.status, reply.hops)
        elif _gone(question, asking.failed[question]):
            yield from of_link(question, where, None, ())


def _gone(question: Question, why: Unanswered) -> bool:
    """A service that is away comes back. An address whose host is away is what we came to find out."""
    return question.kind == Kind.LINK and isinstance(why, Unreachable)


class _Asking:
    """The answers of this start by question, and the reasons where there are none."""

    def __init__(self, door: Door, cache: Cache) -> None:
        self._door, self._cache = door, cache
        self.kept = 0
        self.works: dict[Question, Answer] = {}
        self.links: dict[Question, Reply] = {}
        self.failed: dict[Question, Unanswered] = {}

    def ask(self, question: Question) -> None:
        """Put the answer where it belongs, or the reason into `failed`. Raises Offline."""
        try:
            reply = self._reply(question)
            if question.kind == Kind.LINK:
                self.links[question] = reply
                return
            answer = read(question, reply)
            if question.kind == Kind.CROSSREF and isinstance(answer, Missing):
                other = Question(Kind.AGENCY, question.about)
                answer = read(other, self._reply(other))
            self.works[question] = answer
        except Unanswered as why:
            if isinstance(why, Unreachable) and not self._door.online():
                raise Offline from None
            self.failed[question] = why

    def _reply(self, question: Question) -> Reply:
        """The kept reply, or a new one, which is kept. One that cannot be read is asked for once more."""
        kept = self._cache.get(question)
        if kept is not None:
            self.kept += 1
            return kept
        try:
            reply = self._readable(question)
        except (CutOff, Garbled):
            try:
                reply = self._readable(question)
            except Garbled as why:
                raise Unanswered(str(why)) from None
        self._cache.put(question, reply)
        return reply

    def _readable(self, question: Question) -> Reply:
        reply = self._door.ask(question)
        if question.kind != Kind.LINK:
            read(question, reply)
        elif reply.status >= 400 and reply.status not in GONE:
            raise Unanswered(f"it does not answer programs (HTTP {reply.status})")
        return reply


def read(question: Question, reply: Reply) -> Answer:
    """What a service's reply says. Raises Garbled, or Unanswered for a status that is no answer."""
    if reply.status == 404 and question.kind != Kind.PUBMED:
        return Missing()
    if reply.status != 200:
        raise Unanswered(f"it was refused (HTTP {reply.status})")
    if question.kind == Kind.PUBMED:
        return pubmed(reply.body, question.about)
    return crossref(reply.body) if question.kind == Kind.CROSSREF else agency(reply.body)
