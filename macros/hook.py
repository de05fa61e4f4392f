"""The one door to MkDocs: hands over the pages that render_site() makes, in memory, with the edit link on the record."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from macros.book import Book
from macros.cards import png
from macros.check import check, errors
from macros.export import data_files
from macros.files import content_files, record_files
from macros.paper import with_pages
from macros.preview import as_script, guide_card
from macros.problem import as_text
from macros.search import FIELDS, Entry
from macros.site import BadSite, Page, explained, render_site
from macros.textfile import as_texts
from macros.words import Glossary, glossary

# The hand-written pages of the build at hand, expanded, and its glossary; MkDocs asks for the pages one by one.
_pages: dict[str, Page] = {}
_words: list[Glossary] = []
# No record has an id with a dot, so this is nobody's.
GUIDE_CARD = "cards/all.pages.png"
# What a link may lead to on a finished page.
ANCHOR = re.compile(r' id="([^"]+)"')


class ReadyPage(MkDocsPage):
    """A page whose HTML is finished: Markdown conversion, the largest cost of a build, is skipped."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig):
        # The theme prints titles as they are, so text of a record is escaped before it gets there.
        super().__init__(html.escape(page.title), file, config)
        self.ready = page

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.meta = {"title": self.title, "description": html.escape(self.ready.description)}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self.ready.body
        # The theme leads those who skip its frame to the first of these, and lists what is below it as contents.
        top = AnchorLink(self.title or "", "title", 1)
        top.children = [AnchorLink(html.escape(h.text), h.id, 2) for h in self.ready.headings]
        self.toc = TableOfContents([top])
        self.present_anchor_ids = set(ANCHOR.findall(self.ready.body))


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Check the records, make all pages, and add the generated ones and the data files to the site.

    Raises PluginError with every problem, so that a build never leaves out a page in silence.
    """
    root = Path(config.config_file_path).parent
    records, content = record_files(root), content_files(root, Path(config.docs_dir).relative_to(root).as_posix())
    book, problems = check(records, content)
    if errors(problems) or book is None:
        raise PluginError("\n" + as_text(errors(problems), as_texts(records | content)))
    try:
        pages = render_site(book, content, address=config.site_url or "", repository=config.repo_url or "")
    except BadSite as bad:
        raise PluginError("\n" + as_text(bad.problems, as_texts(content))) from None
    _words[:] = [glossary(book)]
    _pages.clear()
    _pages.update({path: page for path, page in pages.items() if not page.generated})
    # Edit links start from the docs folder; records stand beside it.
    up = "/".join([".."] * len(Path(config.docs_dir).relative_to(root).parts))
    for page in pages.values():
        if page.generated:
            file = File.generated(config, page.path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            file.edit_uri = f"{up}/{page.edit}"
            ReadyPage(page, file, config)
            files.append(file)
    for path, text in data_files(book).items():
        files.append(File.generated(config, path, content=text))
    for path, picture in _pictures(book, pages).items():
        files.append(File.generated(config, path, content=picture))
    return files


def _pictures(book: Book, pages: dict[str, Page]) -> dict[str, bytes]:
    """The picture for shared links: one for each page that has a card, and the guide's own for all others."""
    own = {_card_path(page): png(page.card) for page in pages.values() if page.card}
    return own | {GUIDE_CARD: png(guide_card(book))}


def _card_path(page: Page) -> str:
    return f"cards/{Path(page.path).stem}.png" if page.card else GUIDE_CARD


def on_env(env: Any, config: MkDocsConfig, files: Files, **_: Any) -> Any:
    """Tell the search and shared links what to know of each page; every page has been read by now."""
    plugin = config.plugins.get("search") or config.plugins.get("material/search")
    index = getattr(plugin, "search_index", None)
    if index is not None:
        index.config["fields"] = {name: {"boost": boost} for name, boost in FIELDS.items()}
    for file in files.documentation_pages():
        page = file.page
        if page is None:
            continue
        page.meta["preview"] = _preview(page, config)
        if index is not None:
            index.entries += [entry.fields(page.url) for entry in _found_by(page)]
            # The plugin would read every word of the HTML: the second cost of a build, and most of what a reader loads.
            page.meta["search"] = {"exclude": True}
    return env


def _found_by(page: MkDocsPage) -> tuple[Entry, ...]:
    """What the search knows of a page; of a hand-written one, by the title, description and search_words of its front matter."""
    if isinstance(page, ReadyPage):
        return page.ready.search
    made = _pages.get(page.file.src_uri)
    wanted = page.meta.get("search") or {}
    if made is None or not made.search or wanted.get("exclude"):
        return ()
    words = tuple(map(str, page.meta.get("search_words") or ()))
    description = str(page.meta.get("description") or "")
    boost = float(wanted.get("boost", 1))
    own = replace(made.search[0], title=str(page.title), text=description, words=words, boost=boost)
    return (own, *made.search[1:])


def _preview(page: MkDocsPage, config: MkDocsConfig) -> dict[str, str]:
    """What main.html puts into the head of a page, escaped."""
    made = page.ready if isinstance(page, ReadyPage) else _pages.get(page.file.src_uri)
    title = config.site_name if page.is_homepage else made.title if made and made.title else str(page.title)
    told = made.description if made and made.generated else str(page.meta.get("description") or "")
    told = told or str(config.site_description or "")
    alt = f"{title} {told}"
    if made and made.card:
        alt = " ".join([alt, *(f"{chip.asks} {chip.word}." for chip in made.card.chips)])
    data = as_script(made.data, page.canonical_url or "") if made and made.data else ""
    kind = "article" if made and made.card else "website"
    image = _card_path(made) if made else GUIDE_CARD
    texts = {"title": title, "description": told, "alt": alt, "image": image, "kind": kind}
    return {**{name: html.escape(text) for name, text in texts.items()}, "data": data}


def on_page_read_source(page: MkDocsPage, config: MkDocsConfig, **_: Any) -> str | None:
    """The expanded text of a hand-written page; None (MkDocs reads on) for anything else."""
    made = _pages.get(page.file.src_uri)
    return made.body if made else None


def on_page_content(body: str, page: MkDocsPage, **_: Any) -> str:
    """The finished page, its links named for paper; a hand-written one, HTML only now, with its glossary words explained."""
    path = page.file.src_uri
    return with_pages(explained(_words[0], path, body) if path in _pages else body, page.url)
