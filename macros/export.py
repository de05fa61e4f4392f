"""All data of a guide as files: JSON, CSV, CSL-JSON, BibTeX, RIS. Pure: Book in, {path: text} out."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from .book import Book
from .cite import bibtex, csl_json, ris
from .views.parts import finding_sentence


def data_files(book: Book) -> dict[str, str]:
    """Every data file, by its path on the site."""
    claims = claims_data(book)
    return {
        "data/claims.json": _json(claims),
        "data/articles.json": _json(articles_data(book)),
        "data/cautions.json": _json([c.model_dump(mode="json", exclude_none=True) for c in book.cautions.values()]),
        "data/findings.csv": findings_csv(claims),
        "data/sources.csl.json": csl_json(book.sources.values()),
        "data/sources.bib": bibtex(book.sources.values()),
        "data/sources.ris": ris(book.sources.values()),
    }


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
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["claim", "verdict", "finding", "headline", *names, "sources"])
    for claim in claims:
        for f in claim["findings"]:
            sources = " ".join(f"{s['id']}({s['stance']})" for s in f["sources"])
            row = [claim["id"], claim["verdict"], f["id"], "yes" if f["headline"] else "no"]
            writer.writerow([*row, *(f[name] for name in names), sources])
    return out.getvalue()


def _json(value: Any) -> str:
    """One entry a line: small, and a change of one record is a change of one line."""
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in value)
    return f"[\n{rows}\n]\n" if rows else "[]\n"
