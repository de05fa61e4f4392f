"""What a shared link and a search engine get to know of a page: the card to draw, and linked data [schema.org]."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .book import Book
from .model import Claim
from .views.parts import AnswerView

ASKED = ("How sure are we?", "Which way, how big?", "Does the saying hold?")


@dataclass(frozen=True)
class Chip:
    """One of the three answers: what is asked, the word, and the key of its shape."""

    axis: str
    asks: str
    word: str
    key: str


@dataclass(frozen=True)
class Card:
    """What a picture shows. `chips` is empty on the card of the guide itself."""

    guide: str
    title: str
    sentence: str
    chips: tuple[Chip, ...] = ()


def guide_card(book: Book) -> Card:
    """The card of every page that has none of its own."""
    return Card(book.guide.name, book.guide.tagline, book.guide.disclaimer)


def claim_card(book: Book, answer: AnswerView) -> Card:
    """The card of a claim: question, answer, the three chips."""
    labels = zip(("sure", "effect", "verdict"), ASKED, (answer.sure, answer.effect, answer.verdict), strict=True)
    chips = tuple(Chip(axis, asks, label.word, label.key) for axis, asks, label in labels)
    return Card(book.guide.name, answer.question, answer.sentence, chips)


def claim_data(book: Book, claim: Claim, answer: AnswerView) -> dict[str, Any]:
    """A claim page as schema.org names it. The verdict is a word: no number stands behind it, so none is given."""
    guide = {"@type": "Organization", "name": book.guide.name}
    heard = [
        {"@type": "CreativeWork", "name": article.name}
        for article in book.articles.values()
        if any(line.about == claim.id for line in article.lines)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": claim.question,
        "description": answer.sentence,
        "lastReviewed": str(claim.reviewed_on),
        "reviewedBy": [{"@type": "Organization", "name": rater} for rater in claim.raters],
        "isPartOf": {"@type": "WebSite", "name": book.guide.name},
        "mainEntity": {
            "@type": "ClaimReview",
            "claimReviewed": claim.saying,
            "itemReviewed": {"@type": "Claim", "text": claim.saying, **({"appearance": heard} if heard else {})},
            "reviewRating": {"@type": "Rating", "alternateName": answer.verdict.word},
            "reviewBody": answer.sentence,
            "datePublished": str(claim.reviewed_on),
            "author": guide,
        },
    }


def as_script(data: Mapping[str, Any], url: str = "") -> str:
    """Linked data as the text of a script element; `url` is the page's own address where it is known.

    No '<' is left in it, so that no text of a record can end the element.
    """
    placed = dict(data)
    if url:
        placed["url"] = url
        placed["mainEntity"] = {**data["mainEntity"], "url": url}
    text = json.dumps(placed, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
