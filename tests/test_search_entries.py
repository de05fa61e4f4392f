"""What the search is told: lean, escaped, each word once."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from macros.book import Book
from macros.search import FIELDS, Entry, caution_entries, source_entry, term_entries, tokens
from macros.site import render_site
from tests.guide_files import TEA, read_files


def test_words_stand_once_and_hidden_words_only_where_nothing_else_has_them() -> None:
    entry = Entry("Bad knees?", "They may <hurt>.", ("Sore knees", "sore joints"), "knees may creak, creak & crack")
    assert entry.fields("x/") == {
        "location": "x/",
        "title": "Bad knees?",
        "text": "<p>They may &lt;hurt&gt;.</p>",
        "words": "sore knees joints",
        "more": "creak crack",
    }


def test_a_section_has_its_anchor_and_its_weight() -> None:
    assert Entry("T", "", anchor="here", boost=2.5).fields("x/") == {
        "location": "x/#here",
        "title": "T",
        "text": "",
        "boost": 2.5,
    }


@given(st.text())
def test_any_text_gives_plain_words(text: str) -> None:
    found = tokens(text)
    assert len(set(found)) == len(found)
    assert not any(set(word) & set('<>&"') for word in found)
    fields = Entry(text, text, (text,), text).fields("x/")
    assert set(fields) - {"location", "boost"} <= set(FIELDS)
    assert json.loads(json.dumps(fields)) == fields


def test_every_claim_and_caution_and_word_is_told(tea: Book) -> None:
    pages = render_site(tea, read_files(TEA, "content"))
    found = {path: page.search for path, page in pages.items()}
    for claim in tea.claims.values():
        (entry,) = found[f"claims/{claim.id}.md"]
        assert entry.title == claim.question
        assert entry.text == pages[f"claims/{claim.id}.md"].description
    assert found["claims/sleep.md"][0].words == ("insomnia", "lie awake")
    assert [e.anchor for e in found["safety.md"][1:]] == list(tea.cautions)
    assert [e.anchor for e in found["glossary.md"][1:]] == list(tea.terms)
    assert found["safety.md"] == (found["safety.md"][0], *caution_entries(tea))
    assert found["glossary.md"][1:] == term_entries(tea)


def test_a_work_is_found_by_author_and_year_after_all_answers(tea: Book) -> None:
    entry = source_entry(tea.sources["sample-2018"], "Evening tea")
    author = tea.sources["sample-2018"].author[0].family
    # Both are shown, or nobody would see why the work was found.
    assert (entry.text.split(", ")[0], entry.text[-4:]) == (author, "2018")
    assert entry.boost < 1


def test_citations_are_not_told(tea: Book) -> None:
    told = [
        entry.text + entry.more
        for page in render_site(tea, read_files(TEA, "content")).values()
        for entry in page.search
    ]
    assert any("tea" in text for text in told)
    assert not any("[@" in text for text in told)
