"""All records together: every file is a record or a problem, whatever the order, and everything is found by its id."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros import rules
from macros.book import Book, headline, load
from macros.model import Forward
from tests.guide_files import TEA, read_files

FILES = {file: str(text) for file, text in read_files(TEA).items()}
KETTLE = "claims/safety/place-kettle.yml"


def test_the_tea_guide_is_complete(tea: Book) -> None:
    found = [finding for claim in tea.claims.values() for finding in claim.findings]
    assert len(tea.claims) == 5
    assert {str(f.certainty.level) for f in found} == {"high", "moderate", "low", "very-low", "none"}
    assert {str(f.direction) for f in found} >= {"benefit", "harm", "no-important-difference", "mixed"}
    assert {str(c.kind) for c in tea.cautions.values()} == {
        "stop-now",
        "ask-first",
        "supervised-only",
        "place",
        "adapt",
    }
    assert {f.forward.to for f in tea.forwards.values()} == {"alertness", None}


def test_every_file_is_a_record(tea: Book, tea_files: dict[str, str]) -> None:
    assert {*tea.files.values(), "claims/guide.yml"} == set(tea_files)
    assert len(list(tea.records())) == len(tea_files) - 1


def test_the_order_of_files_does_not_matter(tea: Book) -> None:
    files = {**FILES, "claims/safety/second.yml": FILES[KETTLE], "claims/safety/broken.yml": "x"}
    book, problems = load({name: files[name] for name in sorted(files, reverse=True)})
    sorted_book, sorted_problems = load(files)
    assert book == sorted_book
    assert problems == sorted_problems
    assert book is not None
    assert list(book.records()) == list(tea.records())


def test_bytes_and_text_are_the_same(tea: Book) -> None:
    book, problems = load({file: text.encode() for file, text in FILES.items()})
    assert problems == []
    assert book is not None
    assert list(book.records()) == list(tea.records())


def test_things_are_found_by_id(tea: Book) -> None:
    result = tea.result("sample-2018", "latency")
    assert result is not None
    assert str(result.estimate) == "12"
    assert tea.result("sample-2018", "nothing") is None
    assert tea.result("nobody", "latency") is None
    finding = tea.finding("sleep", "older-adults-none")
    assert finding is not None
    assert finding.population == "older-adults"
    assert tea.finding("sleep", "nobody") is None
    assert tea.finding("nobody", "older-adults-none") is None
    assert headline(tea.claims["sleep"]).id == "healthy-adults-water"
    assert list(tea.populations) == ["healthy-adults", "older-adults", "pregnancy", "everyone"]


def test_a_field_has_its_place(tea: Book) -> None:
    file, spot = tea.spot("sleep", ("findings", 1, "certainty", "level"))
    assert FILES[file].split("\n")[spot.line - 1][spot.col - 1 :] == "low"
    file, spot = tea.spot("sleep", ("findings", 1, "note"))  # not written, so the finding itself
    assert FILES[file].split("\n")[spot.line - 1].strip() == "- id: older-adults-none"


def test_a_book_is_frozen(tea: Book) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        tea.guide = tea.guide  # type: ignore[misc]


def test_nothing_at_all_is_one_problem() -> None:
    book, problems = load({})
    assert book is None
    assert [(p.file, p.code) for p in problems] == [("claims/guide.yml", "E201")]


def test_a_broken_guide_is_not_called_missing_and_other_files_are_still_read() -> None:
    book, problems = load({**FILES, "claims/guide.yml": "name: [\n", KETTLE: "id: x\n  y: z\n"})
    assert book is None
    assert {(p.file, p.code) for p in problems} == {("claims/guide.yml", "E004"), (KETTLE, "E004")}


def test_a_broken_file_is_never_called_unknown() -> None:
    source = "claims/sources/sample-2018.yml"
    book, problems = load({**FILES, source: FILES[source].replace("design:", "designs:")})
    assert book is not None
    assert "sample-2018" in book.broken
    assert [(p.file, p.code) for p in problems + rules.run(book)] == [(source, "E101")]


def test_every_broken_file_is_reported_in_one_run() -> None:
    broken = {file: "x: 'y\n" for file in FILES if file != "claims/guide.yml"}
    _, problems = load({**FILES, **broken})
    assert sorted(p.file for p in problems) == sorted(broken)


def test_a_second_record_with_the_same_id_is_kept_apart() -> None:
    book, _ = load({**FILES, "claims/safety/sleep.yml": FILES[KETTLE].replace("id: place-kettle", "id: sleep")})
    assert book is not None
    assert book.twice == (("claims/safety/sleep.yml", "claims/mind/sleep.yml"),)
    assert "sleep" not in book.cautions
    assert "sleep" in book.claims


@pytest.mark.parametrize("folder", ["body", "safety"])
def test_a_record_called_guide_is_not_lost(folder: str) -> None:
    file = f"claims/{folder}/guide.yml"
    text = "id: guide\nforward:\n  on: 2026-11-01\n  why: Not a guide.\n"
    book, problems = load({**FILES, file: text})
    assert book is not None
    kept = isinstance(book.forwards.get("guide"), Forward) and book.files["guide"] == file
    assert kept or any(p.file == file for p in problems + rules.run(book))


@given(
    st.dictionaries(
        st.sampled_from([*FILES, "claims/x.yml", "claims/mind/x.yaml", "claims/a/b/c.yml", "claims/mind/x"]),
        st.text(max_size=30) | st.binary(max_size=30),
        max_size=4,
    )
)
def test_any_files_give_problems_in_those_files_only(changed: dict[str, str | bytes]) -> None:
    book, problems = load({**FILES, **changed})
    assert {p.file for p in problems} >= set(changed)
    if book is not None:
        assert {p.file for p in problems} == set(changed)
        rules.run(book)
