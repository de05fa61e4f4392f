"""Record text: citations are found, sentences are split, and no word is lost on the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.text import CITATION, Piece, cited_ids, sentences

IDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
CITED = st.lists(IDS, min_size=1, max_size=3).map(lambda ids: "[" + "; ".join(f"@{one}" for one in ids) + "]")
PARTS = st.lists(
    st.text(max_size=12)
    | CITED
    | st.sampled_from([". ", "! A", "? 5", " (", "[x]", "[@", "]", "\n", "e.g. ", "|", "<b>"])
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("No citation.", []),
        ("One [@a-1].", ["a-1"]),
        ("Two [@a; @b-2] and one again [@a].", ["a", "b-2", "a"]),
        ("Not [a] nor (@b) nor @c nor me@d.org.", []),
        ("Many blanks [@a ;  @b ].", ["a", "b"]),
        ("Never closed [@a", []),
    ],
)
def test_ids_are_found(text: str, ids: list[str]) -> None:
    assert cited_ids(text) == ids


def test_sentences_and_their_pieces() -> None:
    assert sentences("It is 1.5 times more [@a; @b]. Is it? “Yes” [@c] it is.") == [
        (Piece("It is 1.5 times more"), Piece("", ("a", "b")), Piece(".")),
        (Piece("Is it?"),),
        (Piece("“Yes”"), Piece("", ("c",)), Piece(" it is.")),
    ]
    assert sentences("") == []
    assert len(sentences("We drank tea (Assam) A, and it took 5 minutes; “B” too.")) == 1


@given(PARTS.map("".join))
def test_no_word_and_no_citation_is_lost(text: str) -> None:
    pieces = [piece for sentence in sentences(text) for piece in sentence]
    assert all(bool(piece.text) != bool(piece.cites) for piece in pieces)
    kept = "".join(piece.text for piece in pieces)
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", CITATION.sub("", text))
    assert [one for piece in pieces for one in piece.cites] == cited_ids(text)


@given(st.text())
def test_text_without_citations_keeps_every_character_inside_its_sentences(text: str) -> None:
    if "[@" in text:
        return
    for sentence in sentences(text):
        assert "".join(piece.text for piece in sentence) in text
