"""The data files: names and fields that other programs rely on, and nothing of a page in them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from macros.book import Book
from macros.export import claims_data, data_files, findings_csv, results_csv

FILES = (
    *("claims.json", "articles.json", "cautions.json", "findings.csv", "results.csv"),
    *("sources.csl.json", "sources.bib", "sources.ris"),
)


def test_the_names_of_the_files_are_fixed(tea: Book) -> None:
    whole = [name for name in data_files(tea) if not name.startswith("data/claims/")]
    assert sorted(whole) == sorted(f"data/{name}" for name in FILES)


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
                *("intervention", "outcome_type", "better", "effects", "harms"),
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
        "intervention": "Drinking tea in the evening",
        "outcome_type": "performance",
        "better": "lower",
        "effects": [{"source": "sample-2018", "result": "latency"}, {"source": "sample-2018", "result": "awake"}],
        "harms": "One person in each group stopped because of headache.",
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
        apart = ("id", "headline", "sources", "effects")
        assert {name: row[name] for name in row if name in finding and name not in apart} == {
            name: value for name, value in finding.items() if name not in apart
        }
        assert row["headline"] == ("yes" if finding["headline"] else "no")
        assert row["sources"].split() == [f"{s['id']}({s['stance']})" for s in finding["sources"]]
        assert row["effects"].split() == [f"{e['source']}#{e['result']}" for e in finding["effects"]]


def test_every_result_of_every_source_is_one_row(tea: Book) -> None:
    rows = list(csv.DictReader(io.StringIO(results_csv(tea))))
    assert [(r["source"], r["result"]) for r in rows] == [(s.id, r.id) for s in tea.sources.values() for r in s.results]
    latency = next(row for row in rows if (row["source"], row["result"]) == ("sample-2018", "latency"))
    wanted = {"estimate": "12", "ci_low": "5", "ci_high": "19", "unit": "minutes", "p": "0.001", "n": "80"}
    assert {name: latency[name] for name in wanted} == wanted
    assert (latency["locator"], latency["participants"], latency["read"]) == ("table 2", "80", "full-text")
    # One group without its number: the sum would be too small, so there is none.
    sleep = tea.sources["sample-2018"]
    first = sleep.results[0]
    arms = [first.arms[0], first.arms[1].model_copy(update={"n": None})]
    work = sleep.model_copy(update={"results": [first.model_copy(update={"arms": arms})]})
    [row] = csv.DictReader(io.StringIO(results_csv(replace(tea, sources={work.id: work}))))
    assert row["n"] == ""


def test_each_claim_has_the_references_of_its_findings_thresholds_and_words(tea: Book) -> None:
    files = data_files(tea)
    for claim in tea.claims.values():
        named = {s.id for f in claim.findings for s in f.sources}
        named |= {f.smallest_change.source for f in claim.findings if f.smallest_change}
        named |= set(re.findall(r"@([\w-]+)", claim.model_dump_json()))
        used = {one for one in named & tea.sources.keys() if tea.sources[one].citable}
        if not used:
            assert f"data/claims/{claim.id}.ris" not in files
            continue
        assert {item["id"] for item in json.loads(files[f"data/claims/{claim.id}.csl.json"])} == used
        assert files[f"data/claims/{claim.id}.ris"].count("ER  -") == len(used)
        assert files[f"data/claims/{claim.id}.bib"].count("\n@") + 1 == len(used)


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
