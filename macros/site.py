"""All pages of a guide as one pure function: Book and hand-written pages in, {path: Page} out."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .author import for_check, for_pages
from .book import Book
from .links import FILE_LINK, LINK, dead_links
from .model import kind_of
from .preview import Card, claim_card, claim_data
from .problem import Problem
from .prose import page_problems, told
from .render import BadPage, draw, expand
from .search import Entry, caution_entries, claim_entry, source_entry, term_entries
from .textfile import Refused, decode
from .views.claim import Published, claim_view
from .views.reader import doors, reader_view
from .views.source import all_uses, source_view
from .words import Glossary, glossary, with_words

HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>')
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Heading:
    """A section of a generated page, for its list of contents."""

    id: str
    text: str


@dataclass(frozen=True)
class Page:
    """One page. `body` is Markdown for hand-written pages, finished HTML for generated ones.

    `search` is what the site's search knows of it: first the page, then its sections. What a hand-written page is called
    stands in its front matter, so there the first entry holds only its words. `card` and `data` are for shared links.
    """

    path: str
    body: str
    edit: str
    generated: bool = False
    title: str = ""
    description: str = ""
    headings: tuple[Heading, ...] = ()
    search: tuple[Entry, ...] = ()
    card: Card | None = None
    data: Mapping[str, Any] | None = None

    def markdown(self) -> str:
        """The page as a Markdown file any generator takes: generated HTML gets a front matter with its title."""
        if not self.generated:
            return self.body
        quoted = (json.dumps(text, ensure_ascii=False) for text in (self.title, self.description))
        return "---\ntitle: {}\ndescription: {}\n---\n\n{}\n".format(*quoted, self.body)


class BadSite(Exception):
    """The pages cannot be made; carries every problem."""

    def __init__(self, problems: list[Problem]):
        super().__init__(f"{len(problems)} problems in pages")
        self.problems = problems


def url_link(page: str, target: str) -> str:
    """The link from one page to another when each page is a folder with an index ('claims/x/')."""
    start = posixpath.dirname(page) if posixpath.basename(page) == "index" else page
    goal = posixpath.dirname(target) if posixpath.basename(target) == "index" else target
    return posixpath.relpath(goal or ".", start or ".").rstrip("/") + "/"


def file_link(page: str, target: str) -> str:
    """The link from one page to another when each page is a Markdown file ('claims/x.md')."""
    return posixpath.relpath(f"{target}.md", posixpath.dirname(page) or ".")


def render_site(
    book: Book,
    content: Mapping[str, str | bytes],
    link: Callable[[str, str], str] = url_link,
    address: str = "",
    repository: str = "",
) -> dict[str, Page]:
    """Every page of the guide, by its path ('claims/x.md').

    `content` maps 'content/page.md' to its text; `link` says how pages point to each other;
    `address` is where the guide is published ('https://example.org/guide/'), for what is printed, and `repository` where
    its records are and problems are reported; each empty if unknown.
    Raises BadSite with every problem found in hand-written pages and links.
    """
    texts, problems = _texts(content)
    pages: dict[str, Page] = {}
    macros = for_pages(book, address)
    # Links to cautions and words lead to these two pages, so they are found there.
    sections = {"safety.md": caution_entries(book), "glossary.md": term_entries(book)}
    for file, text in texts.items():
        path = file.removeprefix("content/")
        try:
            found = (Entry("", "", more=told(text)), *sections.get(path, ()))
            pages[path] = Page(path, expand(file, text, macros), file, search=found)
        except BadPage as bad:
            problems += bad.problems
    if problems:
        raise BadSite(problems)
    pages |= _generated(book, Published(address, repository))
    problems = dead_links(pages, texts)
    if problems:
        raise BadSite(problems)
    return {path: _linked(page, link) for path, page in pages.items()}


def check_content(
    book: Book, content: Mapping[str, str | bytes], judged: Collection[str] | None = None
) -> list[Problem]:
    """Every problem of the hand-written pages, or of those `judged`, without drawing anything: a place on a page that a link
    leads to is not looked for."""
    texts, problems = _texts({file: raw for file, raw in content.items() if judged is None or file in judged})
    macros = for_check(book)
    for file, text in texts.items():
        try:
            expand(file, text, macros)
        except BadPage as bad:
            problems += bad.problems
        problems += page_problems(book, file, text)
    return problems + dead_links(dict.fromkeys(_addresses(book, content)), texts)


def _addresses(book: Book, content: Collection[str]) -> Iterator[str]:
    """Where there is a page, or would be one if its record could be read."""
    yield from (file.removeprefix("content/") for file in content)
    yield from (f"for/{one}.md" for one in (book.populations if book.broken else (door.id for door in doors(book))))
    for folder, records in (("claims", book.claims), ("sources", book.sources)):
        yield from (f"{folder}/{one}.md" for one in (*records, *book.broken, *book.forwards))


def explained(words: Glossary, path: str, body: str) -> str:
    """The finished HTML of a hand-written page with the glossary's words led to their definitions, as on generated pages.

    The page that explains them all stays as it is.
    """
    own = path.removesuffix(".md")
    return body if own == "glossary" else _relative(with_words(body, words), own, url_link)


def _texts(content: Mapping[str, str | bytes]) -> tuple[dict[str, str], list[Problem]]:
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for file in sorted(content):
        try:
            texts[file] = decode(file, content[file])
        except Refused as refused:
            problems += refused.problems
    return texts, problems


def _generated(book: Book, where: Published) -> dict[str, Page]:
    """One page for each claim and source, and one at each address that was left."""
    uses, words = all_uses(book), glossary(book)
    pages = []
    for claim in book.claims.values():
        body = with_words(draw("claim.html.j2", "claim", view := claim_view(book, claim, where=where)), words)
        answer = view.answer
        page = _page(f"claims/{claim.id}.md", claim.question, answer.sentence, body, view.edit)
        found = (claim_entry(book, claim, answer.sentence),)
        pages.append(replace(page, search=found, card=claim_card(book, answer), data=claim_data(book, claim, answer)))
    for source in book.sources.values():
        work = source_view(book, source, uses.get(source.id, ()))
        body = with_words(draw("source.html.j2", "source", work), words)
        about = f"What this work found, how far we read it, and who cites it: {work.heading}"
        page = _page(f"sources/{source.id}.md", work.heading, about, body, work.edit)
        pages.append(replace(page, search=(source_entry(source, work.heading),)))
    for door in doors(book):
        body = draw("reader.html.j2", "reader", reader_view(book, book.populations[door.id]))
        about = f"{door.you}: what studies found about people like you, what nobody has tested, and what to watch for."
        page = _page(f"{door.page}.md", door.label, about, body, "claims/guide.yml")
        pages.append(replace(page, search=(Entry(door.label, about, (door.you,)),)))
    for old in book.forwards.values():
        pages += forwarding_pages(book, old.id)
    return {page.path: page for page in pages}


def forwarding_pages(book: Book, old: str) -> list[Page]:
    """The page at the address of a moved or withdrawn claim or source; other kinds have no page of their own."""
    forward = book.forwards[old].forward
    folder = {"claim": "claims", "source": "sources"}.get(kind_of(book.files[old]) or "")
    if folder is None:
        return []
    target = None
    if forward.to and forward.to in book.claims:
        target = {"page": f"claims/{forward.to}", "title": book.claims[forward.to].title}
    elif forward.to and forward.to in book.sources:
        target = {"page": f"sources/{forward.to}", "title": forward.to}
    title = "This page has moved" if target else "This record was withdrawn"
    body = draw("source.html.j2", "moved", title, target, forward.why, forward.on)
    return [_page(f"{folder}/{old}.md", title, forward.why, body, book.files[old])]


def _page(path: str, title: str, description: str, body: str, edit: str) -> Page:
    headings = tuple(Heading(one, html.unescape(TAG.sub("", text))) for one, text in HEADING.findall(body))
    return Page(path, body, edit, True, title, description, headings)


def _linked(page: Page, link: Callable[[str, str], str]) -> Page:
    return replace(page, body=_relative(page.body, page.path.removesuffix(".md"), link))


def _relative(body: str, own: str, link: Callable[[str, str], str]) -> str:
    """The HTML of page `own` with its '@/' links made relative."""

    def one(match: re.Match[str]) -> str:
        target, query, anchor = match.group(1), match.group(2) or "", match.group(3) or ""
        if target == own and anchor and not query:
            return f'href="{anchor}"'
        goal = link(own, target)
        # What reads the query is a script of the site; another generator that meets a file would not find it.
        return f'href="{goal + ("" if goal.endswith(".md") else query) + anchor}"'

    top = link(own, "index").removesuffix("index.md")
    body = FILE_LINK.sub(lambda match: f'href="{top}{match.group(1)}"', body)
    return LINK.sub(one, body)
