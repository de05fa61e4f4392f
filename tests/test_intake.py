"""What a reference manager exported becomes the fields of a source: CSL-JSON, BibTeX and RIS say the same; nonsense is refused."""

from __future__ import annotations

import contextlib
import json
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.cite import bibtex, csl_json, ris
from macros.cite_in import NotReferences
from macros.intake import take_in
from macros.model import Source, read
from macros.scaffold import new_record, scalar
from macros.textfile import FORBIDDEN
from macros.yamlfile import parse

# One invented article, as three programs would export it. Nothing here was ever written by anybody.
CSL = json.dumps(
    [
        {
            "id": "http://example.org/items/1",
            "type": "article-journal",
            "title": "A <i>big</i> study: of Müller’s  things",
            "author": [
                {"family": "Mock", "given": "Gil"},
                {"family": "Berg", "given": "Ada", "non-dropping-particle": "van der", "suffix": "Jr."},
                {"literal": "Group of Invented Authors"},
            ],
            "issued": {"date-parts": [["2020", 5, 3]]},
            "container-title": "Journal of Invented Results",
            "volume": "12",
            "issue": 3,
            "page": "101-118",
            "DOI": "https://doi.org/10.99999/invented.2020.101",
            "URL": "https://example.org/invented",
            "abstract": "Text that is not ours to take.",
        }
    ]
)
BIB = r"""
@comment{exported by a program}
@article{mock2020,
  title = {A {Big} study: of {M\"u}ller’s things},
  author = {Mock, Gil and van der Berg, Jr., Ada and {Group of Invented Authors}},
  year = 2020,
  month = may,
  journal = {Journal of Invented Results},
  volume = 12,
  number = 3,
  pages = {101--118},
  doi = {10.99999/invented.2020.101}
}
"""
RIS = """TY  - JOUR
AU  - Mock, Gil
AU  - van der Berg, Ada, Jr.
AU  - Group of Invented Authors
PY  - 2020/05/03/
TI  - A big study: of Müller’s things
JO  - Journal of Invented Results
VL  - 12
IS  - 3
SP  - 101
EP  - 118
DO  - 10.99999/invented.2020.101
ER  -
"""
FIELDS = {
    "type": "article-journal",
    "title": "A big study: of Müller’s things",
    "author": [
        {"family": "Mock", "given": "Gil"},
        {"family": "van der Berg", "given": "Ada", "suffix": "Jr."},
        {"literal": "Group of Invented Authors"},
    ],
    "issued": "2020",
    "container-title": "Journal of Invented Results",
    "volume": "12",
    "issue": "3",
    "page": "101-118",
    "DOI": "10.99999/invented.2020.101",
}


@pytest.mark.parametrize("text", [CSL, BIB.replace("{Big}", "big"), RIS, "\ufeff" + CSL, RIS.replace("\n", "\r\n")])
def test_three_formats_say_the_same(text: str) -> None:
    taken = take_in(text)
    assert taken.fields == FIELDS
    assert taken.id == "mock-2020"
    assert taken.left_out == ()


def csl(**fields: Any) -> str:
    """An invented reference with some fields changed, or left out when None."""
    item = {**json.loads(CSL)[0], **fields}
    return json.dumps([{name: value for name, value in item.items() if value is not None}])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ("Title: T", "it is neither CSL-JSON, BibTeX nor RIS"),
        ("PMID- 99999901\nTI  - A title\n", "it is in PubMed's own format; open it in a reference manager and export RIS or CSL-JSON"),
        (RIS.replace("ER  -", ""), "an entry in it has no last line 'ER  - ', so it may be cut off; export it again"),
        (RIS + RIS.replace("ER  -", ""), "an entry in it has no last line 'ER  - ', so it may be cut off; export it again"),
        ("# A page\n\nwith an address, x@example.org (mine)\n", "it is neither CSL-JSON, BibTeX nor RIS"),
        ("[]", "it holds no reference"),
        ("[1, 2]", "its JSON is no list of references"),
        ('{"cell": 1}', "the reference has no title"),
        ('[{"title": ', "its JSON breaks off or is wrong at line 1, column 12; export it again"),
        ("@article{a, title = {Never closed", "its BibTeX cannot be read: syntax error in line 1: premature end of file"),
        ("@article{a, title = undefined-name}", "its BibTeX cannot be read: undefined string in line 1: undefined-name"),
        (csl(title=None), "the reference has no title"),
        (csl(title="<i> </i>"), "the reference has no title"),
        (csl(type="banana"), "its type 'banana' is no kind of publication; kinds here: article-journal, webpage, thesis, report, dataset, book, chapter"),
        ("@banana{a, title = {T}}", "its type 'banana' is no kind of publication; kinds here: article-journal, webpage, thesis, report, dataset, book, chapter"),
        (RIS.replace("JOUR", "XXXX"), "its type 'XXXX' is no kind of publication; kinds here: article-journal, webpage, thesis, report, dataset, book, chapter"),
        (BIB + BIB.replace("mock2020", "mock2021"), "it holds 2 references; add --pick with one of: mock2020 (A Big study: of Müller’s things), mock2021 (A Big study: of Müller’s things)"),
        (RIS + RIS.replace("A big study: of", f"A study {'long ' * 20}of"), "it holds 2 references; add --pick with one of: 1 (A big study: of Müller’s things), 2 (A study long long long long long long long ...)"),
        (json.dumps([{"id": f"x{n}"} for n in range(40)]), "it holds 40 references; add --pick with one of: x0, x1, x2, x3, x4, x5 ... or a number up to 40"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_with_one_sentence(text: str, told: str) -> None:
    with pytest.raises(NotReferences) as error:
        take_in(text)
    assert str(error.value) == told


def test_one_of_several_is_picked_by_key_or_number() -> None:
    several = BIB + BIB.replace("mock2020", "other").replace("year = 2020", "year = 2021")
    assert take_in(several, "other").id == take_in(several, "2").id == "mock-2021"
    with pytest.raises(NotReferences) as error:
        take_in(several, "third")
    title = "A Big study: of Müller’s things"
    assert str(error.value) == f"it holds no single reference 'third'; there are: mock2020 ({title}), other ({title})"


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"DOI": "see the web"}, "DOI", "DOI ('see the web' does not have the form of 'DOI')"),
        ({"PMID": "PubMed 1"}, "PMID", "PMID ('PubMed 1' does not have the form of 'PMID')"),
        ({"title-short": "x" * 201}, "title-short", "title-short ('title-short' has 201 characters; 200 is the limit)"),
        ({"type": "paper-conference"}, "type", "type (choose one of: article-journal, webpage, thesis, report, dataset, book, chapter)"),
        ({"author": [{"family": "Mock", "given": "x" * 201}]}, "author", "author ('given' has 201 characters; 200 is the limit)"),
    ],
)  # fmt: skip
def test_what_the_model_would_refuse_is_left_out_and_said(change: dict[str, Any], field: str, told: str) -> None:
    taken = take_in(csl(**change))
    assert field not in taken.fields
    assert taken.left_out == (told,)


@pytest.mark.parametrize(
    "issued", [{"raw": "3 May 2020"}, {"literal": "2020"}, {"date-parts": [[2020]]}, "2020-05", 2020]
)
def test_a_year_is_found_in_every_way_to_write_a_date(issued: Any) -> None:
    assert take_in(csl(issued=issued)).fields["issued"] == "2020"


@pytest.mark.parametrize("issued", [{}, {"date-parts": [[]]}, {"date-parts": []}, "n.d.", [], 12020])
def test_no_year_is_made_up(issued: Any) -> None:
    taken = take_in(csl(issued=issued))
    assert "issued" not in taken.fields
    assert taken.id == ""


@pytest.mark.parametrize(
    ("given_title", "title"),
    [
        (r"The \textit{in vivo} effect of {\textless}tea{\textgreater}", "The in vivo effect of <tea>"),
        (r"VO$_2$ and H$_{2}$O at $p<0.05$", "VO2 and H2O at p<0.05"),
        (r"{\emph{Big}} \& small, 50\%, {\O}rsted", "Big & small, 50%, Ørsted"),
        (r"{\textquotedblleft}Tea{\textquotedblright} for \$5", "“Tea” for $5"),
        ("A study of things.", "A study of things"),
        ("Tea in the U.S.", "Tea in the U.S."),
        ("And then ...", "And then ..."),
    ],
)
def test_a_title_from_bibtex_is_as_printed(given_title: str, title: str) -> None:
    text = BIB.replace(r"A {Big} study: of {M\"u}ller’s things", given_title)
    taken = take_in(text)
    assert (taken.fields.get("title"), taken.left_out) == (title, ())


@pytest.mark.parametrize(
    ("given_title", "markup"),
    [(r"A \unknown{thing}", r"\unknown"), (r"$\dot{V}_{2}$ alone", r"\dot")],
)
def test_a_title_that_cannot_be_made_plain_is_left_out_and_said(given_title: str, markup: str) -> None:
    taken = take_in(BIB.replace(r"A {Big} study: of {M\"u}ller’s things", given_title))
    assert "title" not in taken.fields
    assert len(taken.left_out) == 1
    assert taken.left_out[0].startswith("title (")
    assert markup.strip("\\") in taken.left_out[0]


def test_a_formula_that_never_ends_takes_no_time() -> None:
    start = time.process_time()
    take_in(BIB.replace("Journal of", "$" + 20_000 * " " + "$_"))
    assert time.process_time() - start < 2


def test_tags_written_as_signs_are_taken_away() -> None:
    assert take_in(csl(title="A &lt;i&gt;big&lt;/i&gt; study &amp;amp; more")).fields["title"] == "A big study & more"
    taken = take_in(csl(title="A <mml:math><mml:mi>x</mml:mi></mml:math> study"))
    assert taken.left_out == ("title ('<mml:math>' in it is markup; write it as it is printed)",)


@pytest.mark.parametrize(
    "text",
    [
        csl(note="Place: x\nPMID: 99999909\nPMCID: PMC99999909"),
        BIB.replace("year = 2020,", "year = 2020,\n note = {PMID: 99999909; PMCID: PMC99999909},"),
        RIS.replace("VL  -", "N1  - PMID: 99999909\nN1  - PMCID: PMC99999909\nVL  -"),
    ],
)
def test_numbers_kept_in_a_note_are_taken(text: str) -> None:
    fields = take_in(text).fields
    assert (fields["PMID"], fields["PMCID"]) == ("99999909", "PMC99999909")


def test_authors_who_were_cut_off_are_said() -> None:
    taken = take_in(BIB.replace(" and {Group of Invented Authors}", " and others"))
    assert [one["family"] for one in taken.fields["author"]] == ["Mock", "van der Berg"]
    assert taken.left_out == ("the authors behind 'and others'",)


@pytest.mark.parametrize("write", [csl_json, bibtex, ris], ids=lambda write: write.__name__)
@pytest.mark.parametrize("source", ["mock-2021", "sample-2018", "example-2020"])
def test_what_a_guide_exports_it_takes_in_again(source: str, write: Any, tea_files: dict[str, str]) -> None:
    raw = parse("x", tea_files[f"claims/sources/{source}.yml"]).value
    record, _ = read("source", raw)
    assert isinstance(record, Source)
    # RIS has no field of its own for a PubMed number, and none for a PubMed Central number.
    lost = {} if write is csl_json else {"PMID": None, "PMCID": None, "title-short": None}
    wanted = {name: value for name, value in raw.items() if name in {**FIELDS, "publisher": 0, "PMID": 0, "PMCID": 0}}
    assert take_in(write([record])).fields == {k: v for k, v in wanted.items() if k not in lost}


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_a_title_holds_the_record_can_be_read(title: str, name: str) -> None:
    text = json.dumps([{"type": "book", "title": f"T{title}", "author": [{"literal": name}], "issued": 2020}])
    taken = take_in(text)
    record = new_record("source", "x", date(2026, 11, 21), given=taken.fields)
    raw = parse("x.yml", record).value
    assert {field: raw[field] for field in taken.fields} == taken.fields
    assert not FORBIDDEN.search(record)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=40))
def test_text_comes_back_from_yaml_as_it_went_in(text: str) -> None:
    text = text.strip() or "x"
    assert parse("x", f"key: {scalar(text)}\n").value == {"key": text}


@given(st.text(max_size=200) | st.builds("".join, st.lists(st.sampled_from(["@article{", "TY  - JOUR\n", "ER  - \n", "{", "}", "[", '"title"', ":", ",", "AU  - ,", "\n", "title=", "\\", "$", "%"]), max_size=20)))  # fmt: skip
def test_no_text_breaks_the_reader(text: str) -> None:
    with contextlib.suppress(NotReferences):  # any other error fails the test
        assert take_in(text).fields is not None
