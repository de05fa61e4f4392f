"""`guide new source --csl`: what is known is filled in, the rest is blank, and nothing is written when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.cli import main
from macros.yamlfile import parse
from tests.test_intake import BIB, FIELDS, RIS, csl

# No record of the tea guide has it.
NEW_DOI = "10.99999/invented.2020.102"


@pytest.fixture
def guide(tmp_path: Path, tea_files: dict[str, str]) -> Path:
    """The tea guide's records in a folder, and three exports beside them."""
    for file, text in {**tea_files, "a.json": csl(DOI=NEW_DOI), "a.bib": BIB, "two.ris": RIS + RIS}.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_command_fills_what_is_known(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(guide), "new", "source", "--csl", str(guide / "a.json")]) == 0
    path = "claims/sources/mock-2020.yml"
    assert capsys.readouterr().out.split("\n") == [
        "taken over: type, title, container-title, volume, issue, page, DOI, author, issued",
        "still blank: design, population, harms, limits, read, checked_on, status, citable",
        f"{path} is ready. Fill in its blanks, then run: guide check {path}",
        "",
    ]
    text = (guide / path).read_text(encoding="utf-8")
    raw = parse(path, text).value
    assert {name: raw[name] for name in FIELDS} == {**FIELDS, "DOI": NEW_DOI}
    assert raw["id"] == "mock-2020"
    assert [name for name, value in raw.items() if value == ""] == [
        *("design", "population", "harms", "limits", "read", "checked_on", "status", "citable"),
    ]
    # Fields in use are explained, not called optional.
    assert "# Volume, as printed.\nvolume: 12\n" in text


def test_an_id_may_stand_behind_the_file(guide: Path) -> None:
    assert main(["--root", str(guide), "new", "source", "--csl", str(guide / "a.json"), "my-own-2020"]) == 0
    assert (guide / "claims/sources/my-own-2020.yml").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["source", "--csl", "two.ris"], "two.ris cannot be used: it holds 2 references; add --pick with one of: 1 (A big study: of Müller’s things), 2 (A big study: of Müller’s things)"),
        (["source", "--csl", "none.bib"], "none.bib: No such file or directory"),
        (["source", "--pick", "2"], "--pick chooses a reference of an export; name the file with --csl"),
        (["claim", "x", "--csl", "a.bib"], "only a source can be filled from an export, so --csl and --pick go with 'new source'"),
        (["source"], "the record needs an id; name it: guide new source ID, or let an export name it: guide new source --csl FILE"),
        (["source", "mock-2021", "--csl", "a.json"], "the id 'mock-2021' is taken by claims/sources/mock-2021.yml; the same work? then edit that file; else: guide new source OTHER-ID --csl a.json"),
        (["source", "one", "--csl", "a.bib", "two"], "one id is needed, not 2: one two"),
        (["source", "x", "--csl", "latin.bib"], "latin.bib cannot be used: it is not text in UTF-8; export it again as RIS or CSL-JSON in UTF-8"),
        (["source", "sample-2018", "--csl", "known.json"], "claims/sources/sample-2018.yml has this DOI already; cite 'sample-2018'"),
        (["source", "--csl", "known.json"], "claims/sources/sample-2018.yml has this DOI already; cite 'sample-2018'"),
        (["source", "--csl", "known-note.json"], "claims/sources/sample-2018.yml has this PMID already; cite 'sample-2018'"),
        (["source", "one", "two"], "one id is needed, not 2: one two"),
        (["source", "--csl", "no-year.json"], "the record needs an id; the reference has no author or no year to make one from"),
    ],
)  # fmt: skip
def test_the_command_refuses_in_one_sentence(
    guide: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(guide)
    (guide / "latin.bib").write_bytes(RIS.encode("latin-1", "replace"))
    (guide / "no-year.json").write_text(csl(issued=None), encoding="utf-8")
    (guide / "known.json").write_text(csl(DOI="10.99999/INVENTED.2018.1"), encoding="utf-8")
    (guide / "known-note.json").write_text(csl(DOI=None, note="tex.x: y\nPMID: 99999901"), encoding="utf-8")
    before = sorted(guide.rglob("*"))
    assert main(["new", *words]) == 2
    assert capsys.readouterr().err == f"guide: {told}\n"
    assert sorted(guide.rglob("*")) == before
