"""What the site's search knows: one entry for each page, caution and word, made from records instead of from HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .book import Book
from .model import Claim, Source
from .text import CITATION

# How much a hit in each field counts. 'words' are what readers type; 'more' is the rest of a page, never shown.
FIELDS = {"title": 40.0, "words": 80.0, "text": 4.0, "more": 1.0}
# A section of a page counts less than a page to the search engine; this makes it even. Works are found last.
SECTION, WORD, WORK = 2.5, 0.3, 0.1
TOKEN = re.compile(r"[^\W_][\w'’.,-]*[^\W_]|[^\W_]")


@dataclass(frozen=True)
class Entry:
    """One thing to be found: its title, the sentence shown with it, words readers would type, all other words."""

    title: str
    text: str
    words: tuple[str, ...] = ()
    more: str = ""
    boost: float = 1.0
    anchor: str = ""

    def fields(self, address: str) -> dict[str, object]:
        """The entry as the search engine reads it. `more` holds each word once, and none that stands elsewhere."""
        told = f"{self.title} {self.text} {' '.join(self.words)}"
        out: dict[str, object] = {
            "location": f"{address}#{self.anchor}" if self.anchor else address,
            "title": html.escape(self.title),
            "text": f"<p>{html.escape(self.text)}</p>" if self.text else "",
        }
        if self.words:
            out["words"] = " ".join(tokens(" ".join(self.words)))
        if more := [word for word in tokens(self.more) if word not in set(tokens(told))]:
            out["more"] = " ".join(more)
        if self.boost != 1.0:
            out["boost"] = self.boost
        return out


def tokens(text: str) -> list[str]:
    """The words of a text as they are looked up: small letters, each once, in order."""
    return list(dict.fromkeys(TOKEN.findall(text.lower())))


def claim_entry(book: Book, claim: Claim, sentence: str) -> Entry:
    """A claim: found by its title, saying and readers' words, shown with its answer."""
    groups = dict.fromkeys(book.populations[f.population].label for f in claim.findings)
    more = " ".join([claim.title, claim.saying, _told(claim.summary), *groups])
    return Entry(claim.question, sentence, tuple(claim.search_words), more)


def source_entry(source: Source, heading: str) -> Entry:
    """A work: found by its title, authors and year, all of them shown, after all pages that answer something."""
    names = [name.family or name.literal or "" for name in source.author]
    return Entry(heading, ", ".join([*names, *([str(source.issued)] if source.issued else [])]), boost=WORK)


def caution_entries(book: Book) -> tuple[Entry, ...]:
    """Every caution as a section of the safety page."""
    return tuple(
        Entry(c.title, _told(c.statement), tuple(c.search_words), f"{c.who} {_told(c.action)}", SECTION, c.id)
        for c in book.cautions.values()
    )


def term_entries(book: Book) -> tuple[Entry, ...]:
    """Every word of the glossary as a section of its page."""
    return tuple(Entry(t.term, _told(t.definition), tuple(t.also), "", WORD, t.id) for t in book.terms.values())


def entries(pages: Iterable[tuple[str, tuple[Entry, ...]]]) -> list[dict[str, object]]:
    """(address, entries) of all pages as the search engine reads them: each page before its sections."""
    return [entry.fields(address) for address, rows in pages for entry in rows]


def _told(text: str) -> str:
    return CITATION.sub("", text)
