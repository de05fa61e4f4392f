"""Record text: plain words with citations in Pandoc's form, [@id] or [@id; @other]; split for pages and checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CITATION = re.compile(r"\s*\[(@[^\[\]]*)\]")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"'\u2018\u201c(])")


# Type that a title may be set in, as LaTeX, HTML, MathML and JATS write it; readers would see it as it stands.
MARKUP = re.compile(r"\\[a-z]+|\$[_^]|</?(?:(?:mml|jats):\w+|i|b|em|strong|sub|sup|sc|scp|span|p)(?:\s[^<>]*)?/?>")


@dataclass(frozen=True)
class Piece:
    """Plain text, or (then `text` is empty) the ids cited at this place."""

    text: str
    cites: tuple[str, ...] = ()


def ids_in(citation: str) -> tuple[str, ...]:
    """The ids in '@one; @two'."""
    return tuple(part.strip().removeprefix("@") for part in citation.split(";") if part.strip())


def cited_ids(text: str) -> list[str]:
    """Every id cited in a text, in order, repeats kept."""
    return [one for match in CITATION.finditer(text) for one in ids_in(match.group(1))]


def in_brackets(text: str | None) -> str | None:
    """Record text with its citations as plain words, which no site takes for the name of a user."""
    return None if text is None else CITATION.sub(lambda match: f" ({', '.join(ids_in(match.group(1)))})", text)


def parts(text: str) -> Iterator[tuple[int, str]]:
    """Where each sentence of a text begins, and the sentence."""
    at = 0
    for end in SENTENCE_END.finditer(text):
        yield at, text[at : end.start()]
        at = end.end()
    yield at, text[at:]


def sentences(text: str) -> list[tuple[Piece, ...]]:
    """A text as sentences, each a row of plain pieces and citations."""
    return [_pieces(part) for _, part in parts(text) if part]


def blank(match: re.Match[str]) -> str:
    """As many blanks as the match has characters, its line breaks kept, so that places stay right."""
    return re.sub(r"[^\n]", " ", match.group())


def _pieces(text: str) -> tuple[Piece, ...]:
    out: list[Piece] = []
    at = 0
    for match in CITATION.finditer(text):
        if match.start() > at:
            out.append(Piece(text[at : match.start()]))
        out.append(Piece("", ids_in(match.group(1))))
        at = match.end()
    if at < len(text):
        out.append(Piece(text[at:]))
    return tuple(out)
