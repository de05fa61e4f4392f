"""Leads the first use of each glossary word on a finished page to its definition; what is a link or a heading stays as it is."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property

from .book import Book
from .render import draw
from .views.glossary import by_name
from .views.parts import Prose, prose

TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^>]*)>")
# Inside these a link is not allowed or not wanted (headings, links, summaries, what a form asks), not seen (drawings, the heads of tables that are
# cards on a phone) or not ours (the title of a work).
CLOSED = {
    "a",
    "button",
    "summary",
    "label",
    "legend",
    "select",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "thead",
    "svg",
    "code",
    "script",
    "style",
}
# What Markdown makes such a thing of: front matter, headings, code, links.
CLOSED_MARKDOWN = re.compile(
    r"\A---\n.*?\n---\n|^#+ [^\n]*|```.*?```|`[^`\n]*`|!?\[[^]\n]*\]\([^)\n]*\)", re.DOTALL | re.MULTILINE
)
CLOSED_CLASS = re.compile(r'class="[^"]*\bev-(?:reference|references|refs|hidden|chip|kicker|handout|matrix)\b')


@dataclass(frozen=True)
class Word:
    """A glossary word: its forms, its definition, and where the glossary explains it."""

    id: str
    term: str
    forms: tuple[str, ...]
    definition: Prose

    @cached_property
    def link(self) -> tuple[str, str]:
        """What stands before and after the word on a page."""
        before, after = draw("glossary.html.j2", "link", self, "\0").split("\0")
        return before, after


@dataclass(frozen=True)
class Glossary:
    """All words, ready to be found on pages."""

    words: tuple[Word, ...]

    @cached_property
    def by_form(self) -> dict[str, Word]:
        """Form as it is matched -> word."""
        return {_key(form): word for word in self.words for form in word.forms}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any form of any word; longer forms first, so that the whole of 'systematic review' is found."""
        forms = sorted((form for word in self.words for form in word.forms), key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_either_case, forms))})(?![\w-])" if forms else r"(?!)")

    def explain(self, body: str) -> tuple[str, tuple[Word, ...]]:
        """The page with the first use of each word led to its definition, and the words met, in their order."""
        met: dict[str, Word] = {}

        def lead(match: re.Match[str]) -> str:
            word = self.by_form[_key(html.unescape(match.group()))]
            if word.id in met:
                return match.group()
            met[word.id] = word
            before, after = word.link
            return f"{before}{match.group()}{after}"

        out: list[str] = []
        at = depth = 0
        closed = ""
        for tag in TAG.finditer(body):
            text = body[at : tag.start()]
            out += [text if closed else self.pattern.sub(lead, text), tag.group()]
            at = tag.end()
            name = tag["name"].lower()
            if closed:
                depth += 0 if name != closed else -1 if tag["end"] else 1
                closed = closed if depth else ""
            elif not tag["end"] and (name in CLOSED or CLOSED_CLASS.search(tag["rest"])):
                closed, depth = name, 1
        rest = body[at:]
        out.append(rest if closed else self.pattern.sub(lead, rest))
        return "".join(out), tuple(met.values())


def glossary(book: Book) -> Glossary:
    """The words of a guide, by name."""
    return Glossary(tuple(Word(t.id, t.term, (t.term, *t.also), prose(book, t.definition)) for t in by_name(book)))


def with_words(body: str, words: Glossary) -> str:
    """A finished page with its glossary words led to their definitions, which stand at its end."""
    body, met = words.explain(body)
    return f"{body} {draw('glossary.html.j2', 'met', met)}" if met else body


def without_closed(text: str) -> str:
    """The text of a hand-written page, still Markdown, without what holds no glossary word that is explained."""
    return CLOSED_MARKDOWN.sub(" ", text)


def _key(form: str) -> str:
    return form[:1].lower() + form[1:]


def _either_case(form: str) -> str:
    """A pattern for a form, its first letter large or small; a short form such as 'MET' as it is."""
    text = html.escape(form)
    if len(form) > 1 and form[1].isupper():
        return re.escape(text)
    return (
        f"[{re.escape(text[0].lower())}{re.escape(text[0].upper())}]{re.escape(text[1:])}"
        if text[0].isalpha()
        else re.escape(text)
    )
