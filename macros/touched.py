"""Which pages a change touches: each page's views before and after, compared; drawn only for the words explained on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from .author import functions
from .book import Book
from .cite import unstyled
from .render import BadPage, draw, expand
from .site import forwarding_pages
from .textfile import Refused, as_texts, decode
from .views.claim import claim_view
from .views.reader import doors, reader_view
from .views.source import all_uses, source_view
from .words import Glossary, glossary, without_closed

Content = Mapping[str, str | bytes]
# Fewer signs than this may stand in a changed text by chance.
BY_CHANCE = 12
DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


@dataclass(frozen=True, order=True)
class TouchedPage:
    """A page, by its path in the site's sources; `did` is added, removed or changed, `rewritten` that its own text differs.

    `foremost` is a page that came or went, was rewritten, belongs to a record that changed, or prints what changed there;
    any other page differs only in details, lists, counts, links or days.
    """

    path: str
    did: str
    rewritten: bool = False
    foremost: bool = True

    @property
    def record(self) -> str:
        """Id of the claim or source whose own page it is; empty for any other page."""
        folder, _, name = self.path.rpartition("/")
        return name.removesuffix(".md") if folder in ("claims", "sources") else ""


@dataclass(frozen=True)
class Told:
    """What a change tells: the ids of its records, its texts before and after, and whether a number of a source is among it."""

    records: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    numbers: bool = False


@dataclass(frozen=True)
class _Shown:
    """What a page shows: its own text, the views of everything it asks the records for, and the words explained on it."""

    text: str
    views: Any
    words: tuple[Any, ...] = ()


def touched(
    before: Book, after: Book, pages_before: Content, pages_after: Content, told: Told
) -> tuple[TouchedPage, ...]:
    """Every page whose words, numbers or links differ between two guides, by path; `told` decides which are foremost.

    A page is what its views hold, so nothing is guessed and nothing is drawn; but where a word is explained is known only
    once a page is drawn, so pages are drawn when the glossary differs. Both Books must resolve. A page that cannot be made
    in one of them, because a record breaks another rule there, counts as touched.
    """
    words = glossary(before), glossary(after)
    differ = words[0] != words[1]
    old, new = (
        dict(_site(book, pages, its if differ else None))
        for book, pages, its in zip((before, after), (pages_before, pages_after), words, strict=True)
    )
    changed = (path for path in sorted({*old, *new}) if old.get(path) != new.get(path))
    return tuple(_touched(path, old.get(path), new.get(path), told) for path in changed)


def _touched(path: str, old: _Shown | None, new: _Shown | None, told: Told) -> TouchedPage:
    if old is None or new is None:
        return TouchedPage(path, "added" if old is None else "removed")
    page = TouchedPage(path, "changed", old.text != new.text)
    return replace(page, foremost=page.rewritten or page.record in told.records or _prints(told, old, new))


def _prints(told: Told, old: _Shown, new: _Shown) -> bool:
    """Whether what differs on a page is a text or a sentence that records say anew or no longer, or can be their numbers.

    A number is printed in many forms, so any that differs counts once a number of a source has changed; days do not.
    """
    was, now = (Counter(_words([shown.views, shown.words])) for shown in (old, new))
    differ = {*(was - now), *(now - was)}
    if not told.texts.isdisjoint(differ):
        return True
    if any(len(word) >= BY_CHANCE and any(word in text for text in told.texts) for word in differ):
        return True
    return told.numbers and any(re.search(r"\d", DAY.sub("", word)) for word in differ)


def _words(view: Any) -> Iterator[str]:
    """Every text inside a view, and every number that is no count."""
    if isinstance(view, str):
        yield view.strip()
    elif isinstance(view, Decimal | float):
        yield str(view)
    elif is_dataclass(view):
        for field in fields(view):
            yield from _words(getattr(view, field.name))
    elif isinstance(view, Mapping):
        yield from _words([*view, *view.values()])
    elif isinstance(view, list | tuple):
        for one in view:
            yield from _words(one)


def _site(book: Book, content: Content, words: Glossary | None) -> Iterator[tuple[str, _Shown]]:
    # A page's link to the file behind it is not a word of the page: a record that only moves changes nothing.
    nowhere = replace(book, files=dict.fromkeys(book.files, ""))
    for file, raw in content.items():
        yield file.removeprefix("content/"), _hand_written(nowhere, file, raw, words)
    for claim in book.claims.values():
        yield f"claims/{claim.id}.md", _made(partial(claim_view, nowhere, claim, unstyled), "claim", words)
    uses = all_uses(nowhere)
    for source in book.sources.values():
        view = partial(source_view, nowhere, source, uses.get(source.id, ()), unstyled)
        yield f"sources/{source.id}.md", _made(view, "source", words)
    for door in doors(book):
        yield f"{door.page}.md", _made(partial(reader_view, nowhere, book.populations[door.id]), "reader", None)
    for old in book.forwards:
        for page in forwarding_pages(book, old):
            yield page.path, _Shown("", replace(page, edit=""))


def _hand_written(book: Book, file: str, raw: str | bytes, words: Glossary | None) -> _Shown:
    views: list[Any] = []

    def keep(template: str, macro: str, view: Callable[[], Any]) -> str:
        made = view()
        views.append((template, macro, made))
        return draw(template, macro, made) if words else ""

    try:
        text = decode(file, raw).replace("\r\n", "\n")
        page = expand(file, text, functions(book, keep, unstyled))
    except (BadPage, Refused):
        return _Shown(as_texts({file: raw})[file], None)
    return _Shown(text, views, _explained(words, without_closed(page)))


def _made(view: Callable[[], Any], page: str, words: Glossary | None) -> _Shown:
    """A generated page; equal to nothing else when a record breaks a rule that its view relies on."""
    try:
        made = view()
        return _Shown("", made, _explained(words, draw(f"{page}.html.j2", page, made)) if words else ())
    except (LookupError, ValueError, ArithmeticError, AssertionError, StopIteration):
        return _Shown("", object())


def _explained(words: Glossary | None, body: str) -> tuple[Any, ...]:
    """Where a page leads to the glossary, and what it says of the words there; their other forms stand on no page."""
    if words is None:
        return ()
    led, met = words.explain(body)
    return (led, *((word.term, word.definition) for word in met))
