"""References for programs: whole in every format, and never a word of a work that nobody could verify.

Everything cited here is invented.
"""

from __future__ import annotations

import io
import json
import re

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, parse_string

from macros.book import Book
from macros.cite import apa, bibtex, csl, csl_json, ris
from tests.invented import JOURNAL, MOCK, source


def test_a_work_nobody_could_verify_is_in_no_list_of_references(tea: Book) -> None:
    works = list(tea.sources.values())
    uncitable = [work for work in works if not work.citable]
    assert [work.id for work in uncitable] == ["unseen-fullness"]
    named = {work.id for work in works if work.citable}
    assert set(apa(works)) == named
    assert {item["id"] for item in json.loads(csl_json(works))} == named
    assert set(parsed(bibtex(works)).entries) == named
    assert {entry["id"] for entry in rispy.loads(ris(works))} == named
    for text in (*apa(works).values(), csl_json(works), bibtex(works), ris(works)):
        assert "fullness" not in text


def test_csl_json_has_the_standard_s_names_only(tea: Book) -> None:
    known = {
        "id",
        "type",
        "title",
        "title-short",
        "author",
        "issued",
        "container-title",
        "publisher",
        "volume",
        "issue",
    }
    known |= {"page", "DOI", "PMID", "PMCID"}
    items = {item["id"]: item for item in json.loads(csl_json(tea.sources.values()))}
    assert set().union(*items.values()) <= known
    assert {name for item in items.values() for one in item["author"] for name in one} <= {
        *("family", "given", "suffix", "literal")
    }
    assert items["sample-2018"] == {
        "id": "sample-2018",
        "type": "article-journal",
        "title": "Evening tea and sleep, an invented randomised trial",
        "container-title": "Journal of Invented Results",
        "volume": "10",
        "issue": "1",
        "page": "1-9",
        "DOI": "10.99999/invented.2018.1",
        "PMID": "99999901",
        "PMCID": "PMC9999901",
        "author": [{"family": "Sample", "given": "Dana"}, {"literal": "The Invented Tea Group"}],
        "issued": {"date-parts": [[2018]]},
    }
    assert csl(source(type="webpage", **{"title-short": "S"}))["title-short"] == "S"


def parsed(text: str) -> BibliographyData:
    """A BibTeX file as another program reads it."""
    return parse_string(text, "bibtex")


def balanced(text: str) -> bool:
    level = 0
    for character in text:
        level += {"{": 1, "}": -1}.get(character, 0)
        if level < 0:
            return False
    return level == 0


def test_bibtex_is_read_back_whole() -> None:
    author = [
        {"family": "Example", "given": "David R.", "suffix": "Jr."},
        {"family": "van der Muster", "given": "Jan"},
        {"literal": "Cups and Co, Inc"},
    ]
    text = bibtex([source(**JOURNAL, author=author, issued="2020", title="Half of {braces", id="example-2020")])
    assert balanced(text)
    entry = parsed(text).entries["example-2020"]
    assert entry.type == "article"
    assert dict(entry.fields) == {
        "title": "Half of (braces",
        "year": "2020",
        "doi": "10.99999/invented.2020.101",
        "journal": "Journal of Invented Results",
        "volume": "12",
        "number": "3",
        "pages": "101--118",
    }
    first, second, third = entry.persons["author"]
    assert (first.last_names, first.lineage_names) == (["Example"], ["Jr."])
    assert first.first_names + first.middle_names == ["David", "R."]
    assert second.prelast_names + second.last_names == ["van", "der", "Muster"]
    assert third.last_names == ["{Cups and Co, Inc}"]


@pytest.mark.parametrize(
    ("kind", "entry", "field"),
    [
        ("article-journal", "article", "publisher"),
        ("webpage", "misc", "publisher"),
        ("dataset", "misc", "publisher"),
        ("thesis", "phdthesis", "school"),
        ("report", "techreport", "institution"),
        ("book", "book", "publisher"),
        ("chapter", "incollection", "publisher"),
    ],
)
def test_each_kind_of_work_has_its_bibtex_entry(kind: str, entry: str, field: str) -> None:
    found = parsed(bibtex([source(type=kind, title="T", publisher="The House")])).entries["x"]
    assert found.type == entry
    assert found.fields[field] == "The House"


def test_ris_is_read_back_whole() -> None:
    author = [{"family": "Example", "given": "David R.", "suffix": "Jr."}, {"literal": "The Invented Tea Group"}]
    fields = {**JOURNAL, "PMID": "99", "author": author, "issued": "2020", "id": "example-2020"}
    text = ris([source(**fields, title="On two\nlines\nER  - "), source(type="webpage", title="Second", page="S1–S9")])
    first, second = rispy.loads(text)
    assert first == {
        "type_of_reference": "JOUR",
        "id": "example-2020",
        "title": "On two lines ER -",
        "authors": ["Example, David R., Jr.", "The Invented Tea Group"],
        "year": "2020",
        "journal_name": "Journal of Invented Results",
        "volume": "12",
        "number": "3",
        "start_page": "101",
        "end_page": "118",
        "doi": "10.99999/invented.2020.101",
        "accession_number": "99",
    }
    assert (second["type_of_reference"], second["start_page"], second["end_page"]) == ("ELEC", "S1", "S9")
    # No running number before an entry: reference managers take it for a broken line.
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in text.splitlines() if line)


LEGAL = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n"), min_size=1, max_size=40)


@given(LEGAL.filter(lambda text: bool(text.strip())))
def test_any_legal_text_stays_inside_its_field(text: str) -> None:
    author = [{"family": text, "given": text, "suffix": text}, {"literal": text}]
    fields = {"type": "article-journal", "container-title": text, "volume": text, "page": text, "publisher": text}
    one = source(**fields, author=author, issued="2020", title=text)
    two = source(**{**JOURNAL, "id": "second"}, author=MOCK, title="Second")
    file = bibtex([one, two])
    assert balanced(file)
    assert file.count("\n@article{") + file.startswith("@article{") == 2
    assert [entry["id"] for entry in rispy.load(io.StringIO(ris([one, two])))] == ["x", "second"]
    assert [item["title"] for item in json.loads(csl_json([one, two]))] == [" ".join(text.split()), "Second"]
    for reference in apa([one, two]).values():
        assert set(re.findall(r"<[^>]*>", reference)) <= {"<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>"}
        assert "<script" not in reference
