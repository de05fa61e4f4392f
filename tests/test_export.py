"""The data files: names and fields that other programs rely on, and nothing of a page in them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from macros.book import Book
from macros.export import claims_data, data_files, findings_csv

FILES = (
    *("claims.json", "articles.json", "cautions.json", "findings.csv"),
    *("sources.csl.json", "sources.bib", "sources.ris"),
)


def test_the_names_of_the_files_are_fixed(tea: Book) -> None:
    assert sorted(data_files(tea)) == sorted(f"data/{name}" for name in FILES)


@pytest.mark.parametrize("name", FILES)
def test_data_of_tea(name: str, tea: Book, golden: Callable[[str, str], None]) -> None:
    golden(f"data/{name}", data_files(tea)[f"data/{name}"])


def read_json(book: Book, name: str) -> Any:
    return json.loads(data_files(book)[f"data/{name}"])


def test_a_claim_has_the_fields_that_programs_rely_on(tea: Book) -> None:
    claims = read_json(tea, "claims.json")
    assert [claim["id"] for claim in claims] == list(tea.claims)
    for claim in claims:
        assert list(claim) == ["id", "title", "url", "verdict", "reviewed_on", "findings"]
        assert claim["url"] == f"claims/{claim['id']}/"
        assert claim["findings"]
        for finding in claim["findings"]:
            assert list(finding) == [
                *("id", "headline", "population", "comparator", "outcome"),
                *("direction", "size", "certainty", "sentence", "sources"),
            ]
            assert all(list(source) == ["id", "stance"] for source in finding["sources"])
        assert [finding["headline"] for finding in claim["findings"]].count(True) == 1


def test_a_claim_says_what_its_record_says(tea: Book) -> None:
    sleep = next(claim for claim in read_json(tea, "claims.json") if claim["id"] == "sleep")
    assert sleep["verdict"] == tea.claims["sleep"].verdict
    assert sleep["reviewed_on"] == "2026-11-01"
    assert sleep["findings"][0] == {
        "id": "healthy-adults-water",
        "headline": True,
        "population": "healthy-adults",
        "comparator": "drinking water in the evening",
        "outcome": "the time to fall asleep",
        "direction": "harm",
        "size": "moderate",
        "certainty": "moderate",
        "sentence": "In healthy adults, drinking tea in the evening probably lengthens the time to fall asleep, "
        "compared with drinking water in the evening.",
        "sources": [{"id": "sample-2018", "stance": "refutes"}, {"id": "sample-2019", "stance": "context"}],
    }


def test_each_line_of_an_article_points_to_its_answer(tea: Book) -> None:
    lines = read_json(tea, "articles.json")
    assert len(lines) == sum(len(article.lines) for article in tea.articles.values())
    for line in lines:
        assert list(line) == ["article", "says", "about", "strength"]
        assert line["article"] in tea.articles
        assert line["about"] in tea.files
    article = tea.articles["weekly-cup"]
    taste = article.lines[0].model_copy(update={"about": None, "background": "Taste."})
    changed = replace(tea, articles={"weekly-cup": article.model_copy(update={"lines": [taste]})})
    assert [line["about"] for line in read_json(changed, "articles.json")] == ["background"]


def test_the_table_of_findings_is_read_back_whole(tea: Book) -> None:
    claims = claims_data(tea)
    rows = list(csv.DictReader(io.StringIO(findings_csv(claims))))
    told = [(claim["id"], finding) for claim in claims for finding in claim["findings"]]
    assert [(row["claim"], row["finding"]) for row in rows] == [(claim, finding["id"]) for claim, finding in told]
    for row, (_, finding) in zip(rows, told, strict=True):
        assert None not in row.values()
        assert {name: row[name] for name in row if name in finding and name not in ("headline", "sources")} == {
            name: value for name, value in finding.items() if name not in ("id", "headline", "sources")
        }
        assert row["headline"] == ("yes" if finding["headline"] else "no")
        assert row["sources"].split() == [f"{s['id']}({s['stance']})" for s in finding["sources"]]


def test_an_empty_guide_gives_empty_lists(tea: Book) -> None:
    empty = replace(tea, claims={}, articles={}, cautions={}, sources={})
    files = data_files(empty)
    assert files["data/claims.json"] == files["data/articles.json"] == files["data/cautions.json"] == "[]\n"
    assert json.loads(files["data/sources.csl.json"]) == []
    assert files["data/findings.csv"].count("\n") == 1


def test_hostile_text_comes_out_as_it_went_in(tea: Book) -> None:
    """Data is for programs: nothing is escaped for HTML, nothing is lost."""
    claim = next(claim for claim in read_json(tea, "claims.json") if claim["id"] == "hostile-text")
    assert claim["title"] == tea.claims["hostile-text"].title
    assert claim["findings"][0]["outcome"] == "how <u>warm</u> | you feel"
    titles = {item["id"]: item["title"] for item in read_json(tea, "sources.csl.json")}
    assert titles["hostile-source"] == tea.sources["hostile-source"].title


@pytest.mark.parametrize("name", ["claims.json", "articles.json", "cautions.json"])
def test_a_changed_record_changes_one_line(name: str, tea: Book) -> None:
    text = data_files(tea)[f"data/{name}"]
    first, *rows, last, end = text.split("\n")
    assert (first, last, end) == ("[", "]", "")
    assert [json.loads(row.removesuffix(",")) for row in rows] == json.loads(text)
