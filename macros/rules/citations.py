"""The rule about citations in text: they have the form that becomes a link, and what they name is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from ..book import Book
from ..document import Path
from ..model import Record
from ..problem import did_you_mean
from ..text import CITATION, blank
from .references import texts, unknown
from .registry import Found, rule

ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
BETWEEN = r"(?:\s*[;,&]\s*|\s+and\s+|\s+)"
WELL_FORMED = re.compile(r"@[^\s@,;]+(?:\s*;\s*@[^\s@,;]+)*\s*")
IDS_ALONE = re.compile(rf"@?{ID}(?:{BETWEEN}@?{ID})*\s*[;,.]?\s*", re.IGNORECASE)
# Ids meant to be cited, with what of a bracket stands around them. An @ behind a letter is an e-mail address.
CITED = rf"(?<![\w.@/+-])@{ID}(?:{BETWEEN}@{ID})*"
MARKED = re.compile(rf"\[[^\[\]@]*{CITED}[^\[\]]*\]|\[\s*{CITED}|\(\s*{CITED}\s*\)|{CITED}(?:\s*\])?", re.IGNORECASE)
UNMARKED = re.compile(rf"\[\s*{ID}(?:{BETWEEN}{ID})*\s*\]", re.IGNORECASE)


@rule("E218", Record)
def citation_in_text_is_there(record: Record, book: Book) -> Iterator[Found]:
    """A citation in text is written [@id] or [@id; @other], and names a source or an article.

    It is how a number in a sentence leads to its source; in another form readers see the id itself and no link.
    Fix: write it in this form, and correct the id.
    """
    choices = [*book.sources, *book.articles]
    known = {*choices, *book.broken, *book.forwards}
    for path, text in texts(record):
        if "@" not in text and "[" not in text:
            continue
        for citation in CITATION.finditer(text):
            if WELL_FORMED.fullmatch(citation[1]):
                yield from _not_there(book, path, citation, choices)
            else:
                yield _misshapen(path, text, (citation.start(1) - 1, citation.end()), known)
        rest = CITATION.sub(blank, text)
        for found in MARKED.finditer(rest):
            if found[0].startswith("[@") or any(_meant(one, known) for one in _ids(found[0])):
                yield _misshapen(path, text, found.span(), known)
        for found in UNMARKED.finditer(rest):
            if any(one in known for one in _ids(found[0])):
                yield _misshapen(path, text, found.span(), known)


def _not_there(book: Book, path: Path, citation: re.Match[str], choices: Collection[str]) -> Iterator[Found]:
    for one in re.finditer(r"@([^\s;]+)", citation[1]):
        for found in unknown(book, path, one[1], choices, "source or article"):
            # the @ is underlined, so it is pasted too
            fix = re.sub(r"^(did you mean|write) '", r"\1 '@", found.fix)
            yield replace(found, fix=fix, span=(citation.start(1) + one.start(), citation.start(1) + one.end()))


def _misshapen(path: Path, text: str, span: tuple[int, int], known: Collection[str]) -> Found:
    given = text[slice(*span)]
    ids = _ids(given)
    fix = "leave only ids in the brackets, each with its @, and say the rest in front of them"
    if IDS_ALONE.fullmatch(given.strip("[()] ")) and all(
        _meant(one, known) or f"@{one}" in given.lower() for one in ids
    ):
        fix = f"write '[{'; '.join(f'@{_meant(one, known) or one}' for one in ids)}]'"
    return Found(path, f"'{given}' is no citation: readers would see it as it stands", fix, span=span)


def _ids(text: str) -> list[str]:
    return [one.lower() for one in re.findall(ID, text.replace(" and ", " "), re.IGNORECASE)]


def _meant(given: str, known: Collection[str]) -> str | None:
    """The id that is there under this name, or nearly."""
    return given if given in known else did_you_mean(given, known)
