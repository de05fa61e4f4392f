"""The one door to MkDocs: hands over the pages that render_site() makes, in memory, with the edit link on the record."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from macros.check import check, errors
from macros.export import data_files
from macros.files import content_files, record_files
from macros.problem import as_text
from macros.site import BadSite, Page, render_site

# The hand-written pages of the build at hand, expanded; MkDocs asks for them one by one.
_pages: dict[str, Page] = {}


class ReadyPage(MkDocsPage):
    """A page whose HTML is finished: Markdown conversion, the largest cost of a build, is skipped."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig):
        # The theme prints titles as they are, so text of a record is escaped before it gets there.
        super().__init__(html.escape(page.title), file, config)
        self.ready = page

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        # The search plugin would read every word of the HTML, the second cost of a build; on_env() tells it what to know.
        search = {"exclude": True}
        self.meta = {"title": self.title, "description": html.escape(self.ready.description), "search": search}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self.ready.body
        self.toc = TableOfContents([AnchorLink(html.escape(h.text), h.id, 2) for h in self.ready.headings])
        self.present_anchor_ids = {heading.id for heading in self.ready.headings}


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Check the records, make all pages, and add the generated ones and the data files to the site.

    Raises PluginError with every problem, so that a build never leaves out a page in silence.
    """
    root = Path(config.config_file_path).parent
    records, content = record_files(root), content_files(root, Path(config.docs_dir).relative_to(root).as_posix())
    book, problems = check(records, content)
    if errors(problems) or book is None:
        raise PluginError("\n" + as_text(errors(problems), _texts(records | content)))
    try:
        pages = render_site(book, content, address=config.site_url or "")
    except BadSite as bad:
        raise PluginError("\n" + as_text(bad.problems, _texts(content))) from None
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
    return files


def on_env(env: Any, config: MkDocsConfig, files: Files, **_: Any) -> Any:
    """Tell the search what to know of each generated page: its question and its answer, a few kilobytes for all."""
    plugin = config.plugins.get("search") or config.plugins.get("material/search")
    if plugin is None:
        return env
    for file in files.documentation_pages():
        if isinstance(file.page, ReadyPage) and file.page.ready.search:
            text = html.escape(file.page.ready.search)
            entry = {"location": file.page.url, "title": str(file.page.title), "text": f"<p>{text}</p>"}
            plugin.search_index.entries.append(entry)
    return env


def on_page_read_source(page: MkDocsPage, config: MkDocsConfig, **_: Any) -> str | None:
    """The expanded text of a hand-written page; None (MkDocs reads on) for anything else."""
    made = _pages.get(page.file.src_uri)
    return made.body if made else None


def _texts(files: dict[str, bytes]) -> dict[str, str]:
    return {file: raw.decode("utf-8", "replace") for file, raw in files.items()}
