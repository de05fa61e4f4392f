"""Rules for hand-written pages: no effect stated as a fact, no number of their own, no word kept from readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .book import Book
from .plain_language import NEVER, NEVER_RE, bare_effect, bare_numbers, how_to_say
from .problem import Problem
from .promises import HOW_TO_SAY, promise
from .text import blank
from .textfile import place

CODES = {
    "E911": """A hand-written page never states an effect of the activity with a bare verb.

    No page may sound surer than its records. Fix: say 'may' or 'probably', call answer() for the generated sentence, or list
    a true exception in exceptions.yml.""",
    "E912": """A number in a hand-written page comes from a macro, so from a record that names its source.

    A number typed into a page goes stale and leads nowhere. Fix: call the macro number() with source and result. Dates, list numbers and
    the names of groups of people are free.""",
    "E913": """A hand-written page shows the cautions before it says what to do.

    Who copies a plan has often stopped reading above it. Fix: call safety_first() before plan() or practice().""",
}

# What is not text of the page: front matter, code, macros, HTML tags, link targets and attributes of headings.
NOT_TEXT = re.compile(
    r"\A---\n.*?\n---\n|```.*?```|`[^`\n]*`|\{\{.*?\}\}|\{%.*?%\}|\{##.*?##\}|<[^>\n]+>|\]\([^)\n]*\)|\{[:#.][^}\n]*\}",
    re.DOTALL,
)
# Macros that tell somebody what to do, and those that show the cautions; a macro that does both is in neither.
CALL = re.compile(r"\{\{[^}]*?\b(plan|practice|safety|safety_first)\(")
DOING = ("plan", "practice")
LIST_NUMBER = re.compile(r"^(\s*)\d+\.", re.MULTILINE)
# A sentence ends at its mark; a heading, a list entry and a paragraph end one too.
SENTENCE = re.compile(r"[^\n.!?](?:[^.!?\n]|[.!?](?!\s|$)|\n(?!\s*(?:\n|[-*#|]|\d+\.)))*[.!?]?")


def told(text: str) -> str:
    """The words of a page alone: without front matter, code, macros, tags and link targets."""
    return NOT_TEXT.sub(" ", text)


def page_problems(book: Book, file: str, text: str) -> Iterator[Problem]:
    """Every problem of the words of one page."""
    shown = LIST_NUMBER.sub(lambda m: " " * len(m.group()), NOT_TEXT.sub(blank, text))
    for match in SENTENCE.finditer(shown):
        if found := bare_effect(match.group(), book.guide.activity_words):
            verb, start, _ = found
            message = f"'{verb}' states an effect as a fact: {' '.join(match.group().split())}"
            yield _problem(file, text, match.start() + start, len(verb), "E911", message, how_to_say(verb))
        if promised := promise(match.group()):
            message = f"'{promised[0]}' is a promise: {' '.join(match.group().split())}"
            at = match.start() + promised.start()
            yield _problem(file, text, at, len(promised[0]), "E804", message, HOW_TO_SAY)
    for match in NEVER_RE.finditer(shown):
        word = match.group(1)
        yield _problem(file, text, match.start(), len(word), "E801", f"'{word}' is not a word for readers", NEVER[word])
    for match in bare_numbers(shown, book.names):
        message = f"the number {match.group()} stands in a page, not in a record"
        fix = "use {{ number('source', 'result') }}, or say it in words if it is no finding"
        yield _problem(file, text, match.start(), len(match.group()), "E912", message, fix)
    first = next(CALL.finditer(text), None)
    if first and first.group(1) in DOING:
        message = f"{first.group(1)}() says what to do, and no caution stands above it"
        yield _problem(
            file, text, first.start(), first.end() - first.start(), "E913", message, "call safety_first() above it"
        )


def _problem(file: str, text: str, at: int, width: int, code: str, message: str, fix: str) -> Problem:
    return Problem(file, *place(text, at), code, message, fix, width)
