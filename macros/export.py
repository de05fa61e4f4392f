"""All data of a guide as files: JSON, CSV, CSL-JSON, BibTeX, RIS. Pure: Book in, {path: text} out."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from .book import Book
from .cite import bibtex, csl_json, ris
from .effects import arms_text
from .views.claim import reference_files, works_of
from .views.parts import finding_sentence


def data_files(book: Book) -> dict[str, str]:
    """Every data file, by its path on the site."""
    claims = claims_data(book)
    return {
        "data/claims.json": _json(claims),
        "data/articles.json": _json(articles_data(book)),
        "data/cautions.json": _json([c.model_dump(mode="json", exclude_none=True) for c in book.cautions.values()]),
        "data/findings.csv": findings_csv(claims),
        "data/results.csv": results_csv(book),
        "data/sources.csl.json": csl_json(book.sources.values()),
        "data/sources.bib": bibtex(book.sources.values()),
        "data/sources.ris": ris(book.sources.values()),
        **_references(book),
    }


def _references(book: Book) -> dict[str, str]:
    """The references of each claim, for a reference manager; none for a claim whose works cannot be cited."""
    write = {"RIS": ris, "BibTeX": bibtex, "CSL-JSON": csl_json}
    files: dict[str, str] = {}
    for claim in book.claims.values():
        used = [work for work in works_of(book, claim) if work.citable]
        if used:
            files |= {path: write[name](used) for name, path in reference_files(claim.id)}
    return files


def claims_data(book: Book) -> list[dict[str, Any]]:
    """Claims with their findings, as programs read them; the fields are fixed in the README."""
    return [
        {
            "id": claim.id,
            "title": claim.title,
            "url": f"claims/{claim.id}/",
            "verdict": str(claim.verdict),
            "reviewed_on": str(claim.reviewed_on),
            "findings": [
                {
                    "id": f.id,
                    "headline": f.headline,
                    "population": f.population,
                    "comparator": f.comparator,
                    "outcome": f.outcome,
                    "direction": str(f.direction),
                    "size": str(f.size),
                    "certainty": str(f.certainty.level),
                    "sentence": finding_sentence(book, f),
                    "sources": [{"id": s.id, "stance": str(s.stance)} for s in f.sources],
                    "intervention": f.intervention,
                    "outcome_type": str(f.outcome_type),
                    "better": str(f.better),
                    "effects": [{"source": e.source, "result": e.result} for e in f.effects],
                    "harms": f.harms,
                }
                for f in claim.findings
            ],
        }
        for claim in book.claims.values()
    ]


def articles_data(book: Book) -> list[dict[str, str]]:
    """Every line of every article with the record that answers it."""
    return [
        {"article": article.id, "says": line.says, "about": line.about or "background", "strength": str(line.strength)}
        for article in book.articles.values()
        for line in article.lines
    ]


def findings_csv(claims: list[dict[str, Any]]) -> str:
    """One row a finding."""
    out = io.StringIO()
    names = ["population", "comparator", "outcome", "direction", "size", "certainty", "sentence"]
    more = ["intervention", "outcome_type", "better", "harms"]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["claim", "verdict", "finding", "headline", *names, "sources", *more, "effects"])
    for claim in claims:
        for f in claim["findings"]:
            sources = " ".join(f"{s['id']}({s['stance']})" for s in f["sources"])
            row = [claim["id"], claim["verdict"], f["id"], "yes" if f["headline"] else "no"]
            effects = " ".join(f"{e['source']}#{e['result']}" for e in f["effects"])
            writer.writerow([*row, *(f[name] for name in names), sources, *(f[name] for name in more), effects])
    return out.getvalue()


def results_csv(book: Book) -> str:
    """One row a result of a source; how many people is the group's own, where a study has groups."""
    out = io.StringIO()
    own = ["outcome", "comparison", "reported", "better", "measure", "estimate", "ci_low", "ci_high", "unit", "p"]
    last = ["found", "locator", "computed", "note"]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["source", "result", *own, "n", "groups", *last, "design", "participants", "read", "citable"])
    for source in book.sources.values():
        people = "" if source.participants is None else source.participants
        about = [source.design, people, source.read, "yes" if source.citable else "no"]
        for r in source.results:
            values = r.model_dump(mode="json")
            counted = [arm.n for arm in r.arms]
            n = sum(one or 0 for one in counted) if counted and None not in counted else ""
            told = (["" if values[name] is None else values[name] for name in names] for names in (own, last))
            first, rest = told
            writer.writerow([source.id, r.id, *first, n, "; ".join(arms_text(r)), *rest, *about])
    return out.getvalue()


def _json(value: Any) -> str:
    """One entry a line: small, and a change of one record is a change of one line."""
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in value)
    return f"[\n{rows}\n]\n" if rows else "[]\n"
