"""Everything a guide says as named things, each with its facts: what a change of meaning is a change of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from .book import Book, headline
from .cite import short_name
from .effects import arms_text, number
from .facts import facts, in_order
from .model import Cell, Claim, Comparison, FindingSource, Result, Stance, inside
from .rules.references import texts
from .text import cited_ids
from .views.parts import finding_sentence

# In the order of a report. Shown cautions and findings belong to claims, numbers to sources, lines to articles, cells to tables.
KINDS = (
    *(
        "caution",
        "shown-caution",
        "claim",
        "finding",
        "number",
        "source",
        "practice",
        "plan",
        "article",
        "line",
        "table",
        "cell",
    ),
    *("calculator", "term"),
    *("guide", "forward", "exception"),
)
Key = tuple[str, str, str]
"""Kind, id of the record, name of the part inside it (empty for the record itself)."""


@dataclass(frozen=True)
class Thing:
    """What to call it, what it says field by field, and who rests on it or shows it."""

    title: str
    facts: Mapping[str, str]
    used_by: tuple[str, ...] = ()


def things(book: Book) -> dict[Key, Thing]:
    """Every thing of a guide. Besides the record's own fields, a finding has its `sentence`, a claim its `headline` and
    `answer`, a result its `number`, a cell what it `shows`; sources and articles have a count of their parts, and sources each of
    their `numbers`."""
    return {
        key: thing for part in (_practical, _claims, _works, _articles, _tables, _guide) for key, thing in part(book)
    }


def _practical(book: Book) -> Iterator[tuple[Key, Thing]]:
    for caution in book.cautions.values():
        yield ("caution", caution.id, ""), Thing(caution.title, facts(caution, {"id"}))
    for row in book.practice.values():
        yield ("practice", row.id, ""), Thing(row.title, facts(row, {"id"}))
    for plan in book.plans.values():
        yield ("plan", plan.id, ""), Thing(plan.title, facts(plan, {"id"}))
    for term in book.terms.values():
        yield ("term", term.id, ""), Thing(term.term, facts(term, {"id"}))


def _claims(book: Book) -> Iterator[tuple[Key, Thing]]:
    for claim in book.claims.values():
        first = headline(claim)
        answer = {"headline": first.id, "answer": finding_sentence(book, first)}
        order = in_order("findings", (f.id for f in claim.findings)) | in_order("cautions", claim.cautions)
        told = facts(claim, {"id", "findings", "cautions"}) | answer | order
        yield ("claim", claim.id, ""), Thing(claim.title, told)
        for caution in claim.cautions:
            shown = book.cautions[caution].title if caution in book.cautions else caution
            yield ("shown-caution", claim.id, caution), Thing(f"{claim.title}: the caution '{shown}'", {})
        yield from _findings(book, claim)


def _findings(book: Book, claim: Claim) -> Iterator[tuple[Key, Thing]]:
    for finding in claim.findings:
        told = facts(finding, {"id", "headline"}) | {"sentence": finding_sentence(book, finding)}
        title = f"{claim.title}: {book.populations[finding.population].label}"
        yield ("finding", claim.id, finding.id), Thing(title, told)


def _works(book: Book) -> Iterator[tuple[Key, Thing]]:
    shown_by, rests = _uses(book)
    mentioned = _in_words(book)
    for source in book.sources.values():
        name = short_name(source)
        told = facts(source, {"id", "results"}) | in_order("results", (r.id for r in source.results))
        count = {"numbers": str(len(source.results))}
        numbers = {f"numbers[{r.id}]": f"{r.outcome}: {_number_in_words(r)}" for r in source.results}
        yield (
            ("source", source.id, ""),
            Thing(name, told | count | numbers, _all(rests[source.id], mentioned[source.id])),
        )
        for result in source.results:
            told = facts(result, {"id"}) | number_facts(result)
            key = "number", source.id, result.id
            used_by = _all(shown_by[source.id, result.id], mentioned[source.id])
            yield key, Thing(f"{name}: {result.outcome}", told, used_by)


def number_facts(result: Result) -> dict[str, str]:
    """A reported number in one line, nothing rounded: 'MD 12 minutes (5 to 19), p 0.001'; and its groups' own figures."""
    told = [
        str(result.measure or ""),
        number(result.estimate) if result.estimate is not None else "",
        result.unit or "",
    ]
    line = " ".join(word for word in told if word) if result.estimate is not None else ""
    if result.ci_low is not None and result.ci_high is not None:
        line += f" ({number(result.ci_low)} to {number(result.ci_high)})"
    if result.p:
        line += f", p {result.p}" if line else f"p {result.p}"
    arms = "; ".join(arms_text(result))
    return {name: text for name, text in (("number", line), ("groups", arms)) if text}


def _number_in_words(result: Result) -> str:
    """What a result says in one line: its number and its groups' own figures, or its words."""
    return "; ".join(number_facts(result).values()) or result.found or "no number"


def _uses(book: Book) -> tuple[dict[tuple[str, str], list[str]], dict[str, list[str]]]:
    """Who shows a result, and what rests on a source; what a source only gives context to does not rest on it."""
    shown_by: dict[tuple[str, str], list[str]] = defaultdict(list)
    rests: dict[str, list[str]] = defaultdict(list)
    for claim in book.claims.values():
        for finding in claim.findings:
            for effect in finding.effects:
                shown_by[effect.source, effect.result].append(f"{claim.id}/{finding.id}")
            for source in finding.sources:
                if source.stance != Stance.CONTEXT:
                    rests[source.id].append(f"{claim.id}/{finding.id}")
    for caution in book.cautions.values():
        for cited in caution.sources:
            rests[cited].append(caution.id)
    for done in book.practice.values():
        for cited in done.sources:
            rests[cited].append(done.id)
    for table in book.comparisons.values():
        for row in table.rows:
            for column, cell in row.cells.items():
                if cell.result:
                    shown_by[cell.result.source, cell.result.result].append(f"{table.id}/{row.id}/{column}")
    return shown_by, rests


def _in_words(book: Book) -> dict[str, dict[str, None]]:
    """Records that cite a source in a text, or tell what it contributes: a number of it may stand there in words."""
    told: dict[str, dict[str, None]] = defaultdict(dict)
    for record in book.records():
        cited = [one for _, text in texts(record) for one in cited_ids(text)]
        cited += [one.id for _, one in inside(record, FindingSource)]
        for one in cited:
            told[one][record.id] = None
    return told


def _all(used_by: list[str], mentioned: Collection[str]) -> tuple[str, ...]:
    there = {one.split("/")[0] for one in used_by}
    return *used_by, *(f"{one} (in words)" for one in mentioned if one not in there)


def _articles(book: Book) -> Iterator[tuple[Key, Thing]]:
    for article in book.articles.values():
        told = facts(article, {"id", "lines"}) | in_order("lines", (line.says for line in article.lines))
        yield ("article", article.id, ""), Thing(article.name, told | {"count": str(len(article.lines))})
        seen: set[str] = set()
        for number_, line in enumerate(article.lines, 1):
            part = line.says if line.says not in seen else f"{line.says} #{number_}"
            seen.add(part)
            yield ("line", article.id, part), Thing(article.name, facts(line, {"says"}))


def _tables(book: Book) -> Iterator[tuple[Key, Thing]]:
    for table in book.comparisons.values():
        told = facts(table, {"id", "rows"}) | in_order("rows", (row.id for row in table.rows))
        for row in table.rows:
            told |= {f"rows[{row.id}].{name}": text for name, text in facts(row, {"id", "cells"}).items()}
        yield ("table", table.id, ""), Thing(table.title, told)
        yield from _cells(table)
    for one in book.calculators.values():
        yield ("calculator", one.id, ""), Thing(one.title, facts(one, {"id"}))


def _cells(table: Comparison) -> Iterator[tuple[Key, Thing]]:
    labels = {column.id: column.label for column in table.columns}
    for row in table.rows:
        for column, cell in row.cells.items():
            told = facts(cell, {"result", "finding", "says", "not_measured"}) | {"shows": _shows(cell)}
            title = f"{table.title} / {row.aspect} / {labels.get(column, column)}"
            yield ("cell", table.id, f"{row.id}/{column}"), Thing(title, told)


def _shows(cell: Cell) -> str:
    told = []
    if cell.result:
        arm = f" of {cell.result.arm}" if cell.result.arm else ""
        told.append(f"result {cell.result.source}/{cell.result.result}{arm}")
    if cell.finding:
        told.append(f"finding {cell.finding.claim}/{cell.finding.finding}")
    if cell.says:
        told.append(cell.says)
    if cell.not_measured:
        told.append("not measured")
    return "; ".join(told) or "nothing"


def _guide(book: Book) -> Iterator[tuple[Key, Thing]]:
    yield ("guide", "guide", ""), Thing(book.guide.name, facts(book.guide))
    for one in book.forwards.values():
        yield ("forward", one.id, ""), Thing(one.id, facts(one.forward))
    for excuse in book.exceptions.exceptions if book.exceptions else ():
        key = "exception", "exceptions", f"{excuse.code} {excuse.file} {excuse.words}"
        yield key, Thing(f"{excuse.code} in {excuse.file}", facts(excuse, {"code", "file", "words"}))
