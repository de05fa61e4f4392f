"""What the page of a group of readers says, and in which order, before any browser sees it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from macros.book import Book
from macros.render import draw
from macros.site import Page, render_site
from macros.views.reader import IN_FULL, reader_view
from tests.guide_files import TEA, read_files

CONTENT = read_files(TEA, "content")


@pytest.fixture(scope="module")
def pages(tea: Book) -> dict[str, Page]:
    return render_site(tea, CONTENT)


def test_links_from_a_group_and_from_the_map_say_who_asks(pages: dict[str, Page]) -> None:
    for name in ("for/older-adults.md", "claims.md"):
        links = re.findall(r'href="([^"]*(?:sleep|alertness)/[^"]*)"', pages[name].body)
        asked = [link for link in links if "?who=older-adults" in link]
        assert asked, name
        # Nobody lands far down: the page shows the group's first answer at its top.
        assert not [link for link in asked if "#" in link and name == "claims.md"]


def test_a_group_reads_first_what_a_record_puts_first_for_it(tea: Book) -> None:
    older = reader_view(tea, tea.populations["older-adults"])
    assert older.cautions[0].id == "racing-heart"
    adults = reader_view(tea, tea.populations["healthy-adults"])
    assert "racing-heart" not in [c.id for c in adults.cautions]
    assert "late-cups" in [c.id for c in adults.cautions]  # its own, though only a piece of advice


def test_who_comes_with_a_bad_joint_reads_first_of_joints(real: Book) -> None:
    """Not of fresh injuries, which are the next best guess."""
    knees = reader_view(real, real.populations["knee-osteoarthritis"])
    assert [c.id for c in knees.cautions[:2]] == ["joint-trouble", "recent-injury-or-surgery"]


def test_a_group_reads_a_few_cautions_in_full_and_the_rest_in_a_fold(real: Book) -> None:
    for population in real.guide.populations:
        view = reader_view(real, population)
        own = [c for c in real.cautions.values() if population.id in (*c.first_for, *c.populations)]
        assert len(view.cautions) == max(IN_FULL, len(own)), population.id
        assert {c.id for c in own} <= {c.id for c in view.cautions}
        assert {c.id for c in view.cautions[: len(own)]} == {c.id for c in own}
        assert not {c.id for c in view.cautions} & {c.id for c in view.anybody}


def test_what_was_never_tested_about_harm_is_not_folded(tea: Book) -> None:
    def shown(book: Book) -> str:
        return draw("reader.html.j2", "reader", reader_view(book, book.populations["pregnancy"]))

    assert [t.about_harm for t in reader_view(tea, tea.populations["pregnancy"]).topics] == [True]
    assert "<details><summary>Asked" not in shown(tea)
    topics = [t.model_copy(update={"about_harm": False}) for t in tea.guide.topics]
    folded = shown(replace(tea, guide=tea.guide.model_copy(update={"topics": topics})))
    summary = folded.split("<details><summary>Asked")[1].split("</summary>")[0]
    assert tea.claims["blood-pressure"].title in summary
