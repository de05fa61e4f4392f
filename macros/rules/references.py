"""Rules about what a record points to: it is there, it is in use, and it is spelt right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..book import Book
from ..document import Path
from ..model import Article, Calculator, Caution, Claim, Comparison, Part, Practice, ResultRef, Source, Term, inside
from ..problem import did_you_mean
from .registry import Found, rule

MOST_LISTED = 12  # ids that a message shows; more are not read


def unknown(book: Book, path: Path, given: str, choices: Iterable[str], what: str, where: str = "") -> Iterator[Found]:
    """One Found when `given` is not among `choices`; silent when a broken file may hold it."""
    choices = list(choices)
    if given in choices or given in book.broken:
        return
    if given in book.forwards:
        to = book.forwards[given].forward.to
        fix = f"write '{to}'" if to else "point to another record, or remove this"
        yield Found(path, f"'{given}' was {'moved' if to else 'withdrawn'}", fix)
        return
    close = did_you_mean(given, choices)
    fix = f"did you mean '{close}'?" if close else _fix_of(choices, what, where)
    yield Found(path, f"there is no {what} '{given}'{where}", fix)


def _fix_of(choices: list[str], what: str, where: str) -> str:
    """What to do about an id that is like no other: the ids there are, where one file holds them all."""
    first = f"add the {what}{where} first"
    if not where or not choices:
        return f"{first}, or correct the id"
    more = f" ... ({len(choices)} in all)" if len(choices) > MOST_LISTED else ""
    return f"use one of: {', '.join(choices[:MOST_LISTED])}{more}; or {first}"


@rule("E211", Claim)
def claim_points_to_what_is_there(claim: Claim, book: Book) -> Iterator[Found]:
    """Everything a claim points to exists.

    A dead pointer is a number without a source. Fix: correct the id, or add the record first.
    """
    for i, one in enumerate(claim.cautions):
        yield from unknown(book, ("cautions", i), one, book.cautions, "caution")
    for i, one in enumerate(claim.related):
        yield from unknown(book, ("related", i), one, book.claims, "claim")
    findings = [f.id for f in claim.findings]
    for i, entry in enumerate(claim.history):
        if entry.finding is not None:
            yield from unknown(book, ("history", i, "finding"), entry.finding, findings, "finding", " in this claim")
    for i, finding in enumerate(claim.findings):
        yield from unknown(
            book,
            ("findings", i, "population"),
            finding.population,
            book.populations,
            "population",
            " in claims/guide.yml",
        )
        for j, source in enumerate(finding.sources):
            yield from unknown(book, ("findings", i, "sources", j, "id"), source.id, book.sources, "source")
        for j, effect in enumerate(finding.effects):
            path: Path = ("findings", i, "effects", j)
            if effect.source in book.sources:
                results = [r.id for r in book.sources[effect.source].results]
                yield from unknown(book, (*path, "result"), effect.result, results, "result", f" in {effect.source}")
            else:
                yield from unknown(book, (*path, "source"), effect.source, book.sources, "source")


@rule("E212", Claim, after=("E211",))
def effects_come_from_the_finding_s_sources(claim: Claim, book: Book) -> Iterator[Found]:
    """An effect shown for a finding comes from one of its sources.

    Else the plot would show a study the grade never looked at. Fix: add the source to the finding, or drop the effect.
    """
    for i, finding in enumerate(claim.findings):
        listed = {s.id for s in finding.sources}
        for j, effect in enumerate(finding.effects):
            if effect.source not in listed:
                message = f"'{effect.source}' is not among the sources of finding '{finding.id}'"
                yield Found(
                    ("findings", i, "effects", j, "source"), message, "add it under sources, or remove this effect"
                )


@rule("E213", Caution)
def caution_points_to_what_is_there(caution: Caution, book: Book) -> Iterator[Found]:
    """A caution's sources and populations, and the caution it is asked with, exist.

    Somebody may follow it tomorrow; its basis must be open to view. Fix: correct the id.
    """
    for i, one in enumerate(caution.sources):
        yield from unknown(book, ("sources", i), one, [*book.sources, *book.articles], "source or article")
    for name in ("populations", "first_for"):
        for i, one in enumerate(getattr(caution, name)):
            yield from unknown(book, (name, i), one, book.populations, "population", " in claims/guide.yml")
    if caution.asked_with is not None:
        yield from unknown(book, ("asked_with",), caution.asked_with, book.cautions, "caution")


@rule("E214", Practice)
def practice_points_to_what_is_there(row: Practice, book: Book) -> Iterator[Found]:
    """A practice row's sources and population exist.

    What was done must lead to who did it. Fix: correct the id.
    """
    for i, one in enumerate(row.sources):
        yield from unknown(book, ("sources", i), one, [*book.sources, *book.articles], "source or article")
    yield from unknown(book, ("population",), row.population, book.populations, "population", " in claims/guide.yml")


@rule("E215", Article)
def article_line_is_answered(article: Article, book: Book) -> Iterator[Found]:
    """Every line of an article points to the record that answers it.

    A saying without an answer is what this guide is against. Fix: correct the id, or write the claim.
    """
    choices = [*book.claims, *book.cautions, *book.practice]
    for i, line in enumerate(article.lines):
        if line.about is not None:
            yield from unknown(book, ("lines", i, "about"), line.about, choices, "claim, caution or practice row")
        if (line.about is None) == (line.background is None):
            has = "neither about nor background" if line.about is None else "both about and background"
            yield Found(
                ("lines", i, "says"), f"this line has {has}", "give the id that answers it, or say why it needs none"
            )


@rule("E216", Source)
def review_includes_what_is_there(source: Source, book: Book) -> Iterator[Found]:
    """The trials a review is said to include exist as sources.

    They are not counted beside the review, so a wrong id would count one twice. Fix: correct the id.
    """
    for i, one in enumerate(source.includes):
        yield from unknown(book, ("includes", i), one, book.sources, "source")


@rule("E217", Comparison)
def cell_points_to_what_is_there(table: Comparison, book: Book) -> Iterator[Found]:
    """A cell's result, arm, finding or sources exist.

    A table is read at a glance and copied on; each cell must be right. Fix: correct the id.
    """
    for i, row in enumerate(table.rows):
        for column, cell in row.cells.items():
            path: Path = ("rows", i, "cells", column)
            for j, one in enumerate(cell.sources):
                yield from unknown(book, (*path, "sources", j), one, book.sources, "source")
            if cell.finding:
                claim = book.claims.get(cell.finding.claim)
                if claim is None:
                    yield from unknown(book, (*path, "finding", "claim"), cell.finding.claim, book.claims, "claim")
                else:
                    ids = [f.id for f in claim.findings]
                    yield from unknown(
                        book, (*path, "finding", "finding"), cell.finding.finding, ids, "finding", f" in {claim.id}"
                    )
            if cell.result:
                yield from _result_is_there(book, (*path, "result"), cell.result)


def _result_is_there(book: Book, path: Path, ref: ResultRef) -> Iterator[Found]:
    """One Found when the source, its result or the arm that `ref` names is not there."""
    source = book.sources.get(ref.source)
    if source is None:
        yield from unknown(book, (*path, "source"), ref.source, book.sources, "source")
        return
    result = book.result(source.id, ref.result)
    if result is None:
        ids = [r.id for r in source.results]
        yield from unknown(book, (*path, "result"), ref.result, ids, "result", f" in {source.id}")
    elif ref.arm is not None:
        arms = [a.label for a in result.arms]
        yield from unknown(book, (*path, "arm"), ref.arm, arms, "arm", f" in {result.id}")


@rule("E223", Calculator)
def calculator_points_to_what_is_there(calculator: Calculator, book: Book) -> Iterator[Found]:
    """Every result, claim, group and choice a calculator names exists.

    People act on what a calculator says; each value must be open to view. Fix: correct the id.
    """
    for path, ref in inside(calculator, ResultRef):
        yield from _result_is_there(book, path, ref)
    groups, choices = [g.id for g in calculator.groups], [c.id for c in calculator.choices]
    for i, group in enumerate(calculator.groups):
        if group.claim is not None:
            yield from unknown(book, ("groups", i, "claim"), group.claim, book.claims, "claim")
    for i, choice in enumerate(calculator.choices):
        yield from unknown(book, ("choices", i, "group"), choice.group, groups, "group", " in this calculator")
    yield from unknown(book, ("start",), calculator.start, choices, "choice", " in this calculator")
    if calculator.mismatch:
        instead = calculator.mismatch.instead
        yield from unknown(book, ("mismatch", "instead"), instead, choices, "choice", " in this calculator")


@rule("E222", Term)
def definition_points_to_what_is_there(term: Term, book: Book) -> Iterator[Found]:
    """The sources of a definition exist.

    A definition that leans on a work leads to it. Fix: correct the id, or leave `sources` out.
    """
    for i, one in enumerate(term.sources):
        yield from unknown(book, ("sources", i), one, book.sources, "source")


def texts(part: Part, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text inside a record, with its place."""
    for name, field in type(part).model_fields.items():
        yield from _texts_in(getattr(part, name), (*path, field.alias or name))


def _texts_in(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, Part):
        yield from texts(value, path)
    elif isinstance(value, list):
        for i, one in enumerate(value):
            yield from _texts_in(one, (*path, i))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts_in(one, (*path, key))
    elif type(value) is str:
        yield path, value
