"""Rules about the words readers see: nothing that sounds surer, or more learned, than it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..book import Book
from ..model import Caution, Claim, Record
from ..yamlfile import Path
from .registry import Found, rule

# Word -> what to write instead. Cochrane's plain-language guidance and the wording table keep these from readers.
NEVER = {
    "proven": "say how sure we are: may, probably",
    "proves": "say how sure we are: may, probably",
    "cure": "say what changed, and for whom",
    "cures": "say what changed, and for whom",
    "significant": "say how big it is, or leave it out",
    "significantly": "say how big it is, or leave it out",
    "RCT": "write 'trial'",
    "RCTs": "write 'trials'",
    "SMD": "say it in the outcome's own unit, or 'clearly' and 'a little'",
    "p-value": "leave it out",
    "low-certainty evidence": "write 'may', or 'we do not know'",
    "moderate-certainty evidence": "write 'probably'",
    "high-certainty evidence": "say it plainly",
}
NEVER_RE = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, sorted(NEVER, key=len, reverse=True))) + r")(?![\w-])")

READER_FIELDS = {
    Claim: (
        "title",
        "question",
        "saying",
        "summary",
        "verdict_reason",
        "mechanism",
        "harms",
        "best_case_against",
        "what_would_change_this",
    ),
    Caution: ("title", "who", "statement", "action", "why", "basis_note"),
}
FINDING_FIELDS = ("intervention", "comparator", "outcome", "harms", "note")


def reader_texts(record: Record) -> Iterator[tuple[Path, str]]:
    """Every field of a record that is printed before 'For clinicians', with its place."""
    for kind, names in READER_FIELDS.items():
        if isinstance(record, kind):
            for name in names:
                yield (name,), getattr(record, name)
    if isinstance(record, Claim):
        for i, finding in enumerate(record.findings):
            for name in FINDING_FIELDS:
                if text := getattr(finding, name):
                    yield ("findings", i, name), text


@rule("E801", Record)
def readers_meet_no_forbidden_word(record: Record, book: Book) -> Iterator[Found]:
    """Words that sound surer than evidence is, or that only specialists know, stay out of reader text.

    Most people read 'significant' as 'big' and 'proven' as 'certain'. Fix: say it plainly; technical fields are exempt.
    """
    for path, text in reader_texts(record):
        for match in NEVER_RE.finditer(text):
            word = match.group(1)
            yield Found(path, f"'{word}' is not a word for readers", NEVER[word], word=word)
