"""A server on this machine that stands in for Crossref, PubMed and the web, faults included, and remembers who asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Page:
    """One response. `cut` breaks it off after so many bytes; `hang` never gives it."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    hang: bool = False


@dataclass
class Services:
    """What is served: path -> pages, given one after the other, the last one for ever. `asked` is what came in."""

    base: str
    pages: dict[str, list[Page]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def instead(self) -> dict[str, str]:
        """Every address the engine knows by itself, led here."""
        known = (
            "api.crossref.org",
            "eutils.ncbi.nlm.nih.gov",
            "doi.org",
            "pubmed.ncbi.nlm.nih.gov",
            "pmc.ncbi.nlm.nih.gov",
        )
        return {f"https://{host}": f"{self.base}/{host}" for host in known}

    def serve(self, path: str, *pages: Page) -> None:
        """Answer GET and HEAD of a path."""
        self.pages[path] = list(pages)

    def crossref(self, doi: str, *pages: Page) -> None:
        """Answer for one DOI."""
        self.serve(f"/api.crossref.org/v1/works/{quote(doi.lower(), safe='')}", *pages)

    def pubmed(self, pmid: str, *pages: Page) -> None:
        """Answer for one number."""
        self.serve(f"/eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?{pmid}", *pages)

    def next_page(self, path: str) -> Page:
        pages = self.pages.get(path) or [Page(404, "Resource not found.")]
        return pages.pop(0) if len(pages) > 1 else pages[0]


def work(doi: str, title: str, year: int, more: dict[str, Any] | None = None) -> Page:
    """A Crossref /works answer in the shape of its real ones, shortened; `more` adds fields or replaces them."""
    message = {"DOI": doi, "title": [title], "issued": {"date-parts": [[year, 3]]}, "type": "journal-article"} | (
        more or {}
    )
    return Page(
        body=json.dumps({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message})
    )


def update(kind: str, doi: str, label: str, day: tuple[int, ...], source: str = "publisher") -> dict[str, Any]:
    """One entry of updated-by or update-to."""
    return {"DOI": doi, "type": kind, "label": label, "source": source, "updated": {"date-parts": [list(day)]}}


def agency(doi: str, name: str, label: str) -> Page:
    """A Crossref /agency answer."""
    found = {"DOI": doi, "agency": {"id": name, "label": label}}
    return Page(body=json.dumps({"status": "ok", "message-type": "work-agency", "message": found}))


def article(
    pmid: str,
    title: str,
    year: int,
    doi: str = "",
    notices: tuple[tuple[str, str, str], ...] = (),
    kind: str = "Journal Article",
) -> Page:
    """A PubMed efetch answer. `notices` are (RefType, RefSource, PMID). The reference list is there to be left alone."""
    corrections = "".join(
        f'<CommentsCorrections RefType="{k}"><RefSource>{escape(s)}</RefSource><PMID>{p}</PMID></CommentsCorrections>'
        for k, s, p in notices
    )
    ids = f'<ArticleId IdType="pubmed">{pmid}</ArticleId>' + (
        f'<ArticleId IdType="doi">{escape(doi)}</ArticleId>' if doi else ""
    )
    return Page(
        body=f"""<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/x.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID>
<DateRevised><Year>2031</Year></DateRevised><Article><Journal><JournalIssue><PubDate><Year>{year}</Year></PubDate>
</JournalIssue></Journal><ArticleTitle>{title}</ArticleTitle><PublicationTypeList>
<PublicationType>{kind}</PublicationType></PublicationTypeList></Article>
<CommentsCorrectionsList>{corrections}</CommentsCorrectionsList></MedlineCitation>
<PubmedData><ArticleIdList>{ids}</ArticleIdList><ReferenceList><Reference><ArticleIdList>
<ArticleId IdType="doi">10.99999/somebody.else</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData>
</PubmedArticle></PubmedArticleSet>"""
    )


NO_ARTICLE = Page(body='<?xml version="1.0" ?>\n<PubmedArticleSet></PubmedArticleSet>')


@contextmanager
def stand_in() -> Iterator[Services]:
    """Serve on a free port until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            fields = parse_qs(parts.query)
            path = parts.path + (f"?{fields['id'][0]}" if "id" in fields else "")
            services.asked.append(f"{self.command} {path}")
            services.headers.append({**self.headers, **{name: values[0] for name, values in fields.items()}})
            page = services.next_page(path)
            if page.hang:
                services.released.wait()
                self.close_connection = True
                return
            body = page.body.encode()
            self.send_response(page.status)
            for name, value in {"Content-Length": str(len(body)), **page.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body[: page.cut])
            self.close_connection = page.cut is not None

        do_HEAD = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    services = Services(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield services
    finally:
        services.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
