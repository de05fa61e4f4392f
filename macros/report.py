"""What a change means, told: for a terminal, as Markdown for a pull request, as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from .diff import ANSWER, Change, Did, Field, diff
from .facts import entries
from .model import Level
from .problem import printable
from .render import write
from .sides import Files, Side, book_of, pages_of, refuse_dead_pointers
from .text import in_brackets
from .touched import Told, TouchedPage, touched

NOTHING = "no change of meaning"
# How many numbers of a source that came or went are told one by one.
NUMBERS_TOLD = 12
# What GitHub takes as a comment; a step summary may be longer.
MARKDOWN_LIMIT = 60_000
SECTIONS = (
    ("Safety", ("caution", "shown-caution")),
    ("Answers", ("claim", "finding")),
    ("Numbers", ("number",)),
    ("Sources", ("source",)),
    ("Practice", ("practice", "plan")),
    ("Articles", ("article", "line")),
    ("Tables", ("table", "cell", "calculator")),
    ("Glossary", ("term",)),
    ("The guide itself", ("guide", "forward", "exception")),
)
NOUNS = {
    "shown-caution": ("caution shown with a claim", "cautions shown with a claim"),
    "number": ("number", "numbers"),
    "practice": ("practice row", "practice rows"),
    "line": ("article line", "article lines"),
    "guide": ("set of the guide's own words", "sets of the guide's own words"),
    "forward": ("forwarding record", "forwarding records"),
}


@dataclass(frozen=True)
class Entry:
    """One change, ready to print: what comes first, what is folded away, who rests on it, what stayed the same in it."""

    name: str
    title: str
    did: str
    leading: tuple[Field, ...]
    details: tuple[Field, ...]
    used_by: tuple[str, ...]
    same: str
    also: str
    unsaid: str


@dataclass(frozen=True)
class Section:
    """Changes of one sort."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Report:
    """Everything there is to tell about two states of a guide."""

    before: Side
    after: Side
    changes: tuple[Change, ...]
    pages: tuple[TouchedPage, ...]

    @property
    def tally(self) -> str:
        """The whole in one line: '1 finding changed (less sure), 1 number changed; 4 pages touched.'"""
        if not self.changes and not self.pages:
            return f"{NOTHING}."
        counts = Counter((change.kind, change.did) for change in self.changes)
        words = [f"{_noun(kind, n)} {did}{_surer(self.changes, kind, did)}" for (kind, did), n in counts.items()]
        return f"{', '.join(words) or 'no record changed'}; {_count(len(self.pages), 'page')} touched."

    @property
    def foremost(self) -> tuple[TouchedPage, ...]:
        """The pages to look at, those of the records that changed before those that print what changed."""
        own = {change.record for change in self.changes}
        pages = (page for page in self.pages if page.foremost)
        return tuple(sorted(pages, key=lambda page: page.record not in own))

    @property
    def others(self) -> str:
        """How many pages are not worth a look of their own, and why; empty when there are none."""
        n = sum(not page.foremost for page in self.pages)
        return f"{_count(n, 'page')} in which only details, lists, counts, links or days differ" if n else ""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The changes by sort, in the order a reviewer should read them."""
        found = (
            Section(title, tuple(_entry(change) for change in self.changes if change.kind in kinds))
            for title, kinds in SECTIONS
        )
        return tuple(section for section in found if section.entries)


def compare(before: Side, after: Side, files_before: Files, files_after: Files) -> Report:
    """The report on two states of a guide, each all its files, records and pages.

    Raises Unreadable when a record of either cannot be read or points to nothing. Other broken rules are no obstacle:
    an old revision may not know a rule of today.
    """
    books = book_of(before, files_before), book_of(after, files_after)
    pages = pages_of(files_before), pages_of(files_after)
    try:
        changes = diff(*books)
        return Report(before, after, changes, touched(*books, *pages, told_by(changes)))
    except LookupError:
        for side, book in zip((before, after), books, strict=True):
            refuse_dead_pointers(side, book)
        raise


def told_by(changes: Iterable[Change]) -> Told:
    """What the changes tell, for finding the pages that print it."""
    changes = tuple(changes)
    texts = (text for c in changes for f in c.fields if f.leads for text in (f.before, f.after) if text)
    return Told(frozenset(c.record for c in changes), frozenset(texts), any(c.kind == "number" for c in changes))


def as_text(report: Report) -> str:
    """For a terminal; details are named, not told. The last line counts."""
    out = [f"{report.before} -> {report.after}", ""]
    if not report.changes and not report.pages:
        return f"{out[0]}: {NOTHING}."
    for section in report.sections:
        out.append(section.title)
        for entry in section.entries:
            out.append(f"  {entry.name} {entry.did}: {entry.title}")
            out += [f"      unchanged: {entry.same}"] if entry.same else []
            out += [f"      {entry.unsaid}"] if entry.unsaid else []
            out += [line for field in entry.leading for line in _lines(field)]
            out += [f"      also: {entry.also}"] if entry.also else []
            if entry.used_by:
                out.append(f"      used by: {', '.join(entry.used_by)}")
        out.append("")
    if report.pages:
        out += ["Pages", *(f"  {page_in_words(page)}" for page in report.foremost)]
        out += [f"  {report.others}"] if report.others else []
        out.append("")
    return "\n".join([*out, report.tally])


def as_markdown(report: Report) -> str:
    """For the summary of a pull request: safety and answers open, everything else folded.

    A report too long for a comment leaves out details, then all but names, and says so.
    """
    for depth in (2, 1, 0):
        text = write("diff.md.j2", report=report, depth=depth, page_in_words=page_in_words)
        if len(text) <= MARKDOWN_LIMIT:
            break
    return text


def as_json(report: Report) -> str:
    """An object: before, after, tally, changes[] with their fields[], pages[]; in ASCII, as with problems."""
    sides = {"before": asdict(report.before), "after": asdict(report.after)}
    told = {"changes": [asdict(c) for c in report.changes], "pages": [asdict(p) for p in report.pages]}
    return json.dumps({**sides, "tally": report.tally, **told}, indent=1)


def page_in_words(page: TouchedPage) -> str:
    """A page and what happened to it, where that is more than the records behind it."""
    told = page.did if page.did != "changed" else "its own text" if page.rewritten else ""
    path = printable(page.path)
    return f"{path} ({told})" if told else path


def _entry(change: Change) -> Entry:
    fields = _bounded(change.fields) if change.kind == "source" else change.fields
    told = [Field(f.name, in_brackets(f.before), in_brackets(f.after), f.leads) for f in fields]
    name = "/".join(part for part in (change.record, change.part) if part)
    return Entry(
        name,
        change.title,
        f"{change.did}{_surer([change], change.kind, change.did)}",
        tuple(f for f in told if f.leads),
        tuple(f for f in told if not f.leads),
        change.used_by if change.did != Did.EDITED else (),
        ", ".join(change.unchanged),
        ", ".join(entries(f.name for f in told if not f.leads)),
        f"no entry in the history for {change.part}" if change.without_entry else "",
    )


def _bounded(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields of a source, with a count in place of the last numbers where it has very many."""
    numbers = [field for field in fields if field.name.startswith("numbers[")]
    left = numbers[NUMBERS_TOLD:]
    if not left:
        return fields
    more = f"and {len(left)} more"
    last = Field("numbers", more if left[0].before else None, more if left[0].after else None, True)
    return tuple(last if field == left[0] else field for field in fields if field not in left[1:])


def _lines(field: Field) -> list[str]:
    """A field on one line where it fits there, else what went and what came below each other."""
    before, after = field.before, field.after
    if before is not None and after is not None and len(before) + len(after) <= 60:
        return [f"      {field.name}: {before} -> {after}"]
    told = [f"{sign} {text}" for sign, text in (("-", before), ("+", after)) if text is not None]
    if len(told) == 1:
        return [f"    {told[0][0]} {field.name}: {told[0][2:]}"]
    return [f"      {field.name}:", *(f"      {line}" for line in told)]


def _surer(changes: Iterable[Change], kind: str, did: Did) -> str:
    """' (2 surer, 1 same answer)' for findings that changed; one alone needs no number."""
    levels = list(Level)
    steps = [
        levels.index(Level(field.before)) - levels.index(Level(field.after))
        for change in changes
        for field in change.fields
        if (change.kind, change.did) == (kind, did) == ("finding", Did.CHANGED)
        and field.name == "certainty.level"
        and field.before
        and field.after
    ]
    same = sum((c.kind, c.did) == (kind, did) and len(c.unchanged) == len(ANSWER) for c in changes)
    counts = {
        "surer": sum(step > 0 for step in steps),
        "less sure": sum(step < 0 for step in steps),
        "same answer": same,
    }
    told = [f"{n} {word}" if len(steps) + same > 1 else word for word, n in counts.items() if n]
    return f" ({', '.join(told)})" if told else ""


def _noun(kind: str, n: int) -> str:
    one, many = NOUNS.get(kind, (kind, f"{kind}s"))
    return f"{n} {one if n == 1 else many}"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"
