"""What a claim page says of groups, studies, comparators and sizes, before any browser sees them."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from macros.book import Book
from macros.cite import unstyled
from macros.export import data_files
from macros.model import Level
from macros.render import draw
from macros.site import Page, file_link, render_site
from macros.views.claim import Published, claim_view, surer, works_of
from macros.views.finding import count_studies, finding_view
from macros.views.parts import UNSTATED
from tests.guide_files import TEA, read_files

CONTENT = read_files(TEA, "content")


@pytest.fixture(scope="module")
def pages(tea: Book) -> dict[str, Page]:
    return render_site(tea, CONTENT)


def test_each_group_has_a_door_under_the_chips_and_the_others_are_known(tea: Book, pages: dict[str, Page]) -> None:
    body = pages["claims/sleep.md"].body
    answer = body.split('<div class="ev-answer">')[1].split("</div>")[0]
    nav = answer.split("<nav")[1].split("</nav>")[0]
    assert answer.index("</ul>") < answer.index("<nav")
    doors = re.findall(r'<a href="#for-([\w-]+)" data-who="([\w-]+)">', nav)
    others = re.findall(r'<span hidden data-who="([\w-]+)" data-label="[^"]+">', nav)
    assert doors
    assert all(anchor == who and f'id="for-{who}"' in body and f'data-group="{who}"' in body for anchor, who in doors)
    assert sorted([who for _, who in doors] + others) == sorted(p.id for p in tea.guide.populations)


def test_a_surer_answer_to_a_like_question_stands_in_the_box(tea: Book, real: Book) -> None:
    """Only the same outcome in the same people, and only where more is known of it than of the headline."""
    claim = tea.claims["sleep"]
    asked = next(f for f in claim.findings if f.headline)
    unsure = asked.model_copy(update={"certainty": asked.certainty.model_copy(update={"level": Level.NONE})})
    like = asked.model_copy(update={"id": "like", "headline": False, "comparator": "an early night"})
    for other, shown in (
        (like, True),
        (like.model_copy(update={"outcome": "dreams"}), False),
        (like.model_copy(update={"population": "someone-else"}), False),
        (like.model_copy(update={"certainty": unsure.certainty}), False),
    ):
        found = surer(claim.model_copy(update={"findings": [unsure, other]}))
        assert (found == other) is shown
        assert (found is None) is not shown
    view = claim_view(real, real.claims["knee-osteoarthritis"], unstyled)
    assert view.surer is not None
    assert view.surer.sentence in " ".join(
        draw("claim.html.j2", "claim", view).split("</ul>")[1].split("<nav")[0].split()
    )


def test_a_claim_says_the_saying_then_the_answer_then_whom_to_ask_then_how_to_begin(
    tea: Book, pages: dict[str, Page]
) -> None:
    body = " ".join(pages["claims/sleep.md"].body.split())
    order = ("</h1>", "You may have read:", 'id="answer"', 'class="ev-lead"', 'class="ev-gate"', ">How to start<")
    places = [body.index(one) for one in order]
    assert places == sorted(places)
    claim = tea.claims["sleep"]
    assert f"{claim.saying}</p>" in body.split("You may have read:")[1][:300]
    # What no article says is not put into their mouths.
    silent = draw("claim.html.j2", "claim", claim_view(replace(tea, articles={}), claim))
    assert "You may have heard:" in silent
    assert "You may have read:" not in silent


def test_links_between_markdown_files_lead_to_files(tea: Book) -> None:
    exported = render_site(tea, CONTENT, file_link)
    assert 'href="../claims/sleep.md"' in exported["for/older-adults.md"].body
    assert "?who=" not in "".join(page.body for page in exported.values())
    assert 'href="../data/claims/sleep.ris"' in exported["claims/sleep.md"].body


def test_every_file_that_a_claim_offers_is_there(tea: Book, pages: dict[str, Page]) -> None:
    files = data_files(tea)
    offered = re.findall(r'href="\.\./\.\./(data/[^"]+)"', "".join(p.body for p in pages.values()))
    assert len(offered) >= 3 * 4
    assert set(offered) <= set(files)


def test_a_study_says_what_it_does_not_state(tea: Book) -> None:
    sleep = claim_view(tea, tea.claims["sleep"])
    cards = {card.ref.id: card for card in sleep.studies}
    assert list(cards) == list(dict.fromkeys(s.id for f in tea.claims["sleep"].findings for s in f.sources))
    trial = cards["sample-2018"]
    assert (trial.people, trial.paid, trial.read) == ("80", UNSTATED, "full text")
    assert (trial.watched, trial.practice) == ("none", "start#two-cups-trial")
    bare = tea.sources["sample-2018"].model_copy(update={"participants": None, "funding": "The Board"})
    silent = replace(tea, sources={**tea.sources, bare.id: bare}, practice={})
    card = next(c for c in claim_view(silent, silent.claims["sleep"]).studies if c.ref.id == bare.id)
    assert (card.people, card.paid, card.watched, card.practice) == (UNSTATED, "The Board", UNSTATED, "")
    # Nobody watches people answer questions, so nothing is said of it.
    assert cards["pattern-2015"].watched == ""


def test_people_are_not_given_as_if_every_study_had_said_how_many(tea: Book) -> None:
    finding = tea.claims["sleep"].findings[0]
    sources = [s.model_copy(update={"stance": "supports"}) for s in finding.sources]
    one, other = (tea.sources[s.id] for s in sources)
    known = one.model_copy(update={"participants": 30, "group": None, "design": "cohort", "studies": None})
    unknown = other.model_copy(update={"participants": None, "group": None, "design": "cohort", "studies": None})
    book = replace(tea, sources={**tea.sources, one.id: known, other.id: unknown})
    both = finding.model_copy(update={"sources": sources})
    told = "at least 30 people; 1 of 2 studies did not say how many in what we read"
    assert count_studies(book, both) == ("2 studies", told)
    review = unknown.model_copy(update={"design": "meta-analysis", "studies": 4})
    book = replace(book, sources={**book.sources, other.id: review})
    told = "30 people in 1 study; people inside reviews are not added"
    assert count_studies(book, both) == ("1 review of 4 studies and 1 study", told)
    alone = both.model_copy(update={"sources": both.sources[1:]})
    assert count_studies(book, alone)[1] == "how many people is not stated in what we read"
    assert count_studies(book, finding.model_copy(update={"sources": []})) == ("no study", "")
    # Two reviews may hold the same studies, so nobody adds them up.
    larger = known.model_copy(update={"design": "meta-analysis", "studies": 9})
    two = replace(book, sources={**book.sources, one.id: larger})
    assert count_studies(two, both)[0] == "2 reviews of 9 and 4 studies, some perhaps the same"
    silent = replace(two, sources={**two.sources, one.id: larger.model_copy(update={"studies": None})})
    assert count_studies(silent, both)[0] == "2 reviews (one of 4 studies)"


def test_what_is_named_in_words_or_as_a_threshold_is_among_the_references(tea: Book) -> None:
    claim = tea.claims["alertness"]
    listed = [work.id for work in works_of(tea, claim)]
    assert {s.id for f in claim.findings for s in f.sources} <= set(listed)
    assert [f.smallest_change.source for f in claim.findings if f.smallest_change]
    assert {f.smallest_change.source for f in claim.findings if f.smallest_change} <= set(listed)
    named = claim.model_copy(update={"mechanism": "Said elsewhere [@mock-2021]."})
    assert "mock-2021" not in listed
    assert "mock-2021" in [work.id for work in works_of(tea, named)]


def test_clinicians_read_all_findings_then_all_studies_in_a_table_each(tea: Book, pages: dict[str, Page]) -> None:
    def rows(table: str) -> list[str]:
        return re.findall(r'<tr role="row"><th scope="row".*?</tr>', table.split("</table>")[0], re.DOTALL)

    claim = tea.claims["alertness"]
    part = pages["claims/alertness.md"].body.split('<h2 id="clinicians">')[1]
    summary = rows(part.split('<h3 id="summary">')[1])
    assert [re.findall(r'href="#([\w-]+)-details"', row)[0] for row in summary] == [f.id for f in claim.findings]
    for row, finding in zip(summary, claim.findings, strict=True):
        assert f'<details class="ev-finding" id="{finding.id}-details">' in part
        assert str(finding.certainty.level).replace("-", " ").capitalize() in row.split('data-label="Certainty"')[1]
        assert all(f"sources/{e.source}/#{e.result}" in row for e in finding.effects)
    works = rows(part.split('<details id="studies-table">')[1])
    card = {c.ref.id: c for c in claim_view(tea, claim, unstyled).studies}
    assert [re.findall(r'data-source="([\w-]+)"', row)[0] for row in works] == list(card)
    [row] = [row for row in works if 'data-source="example-2020"' in row]
    assert card["example-2020"].effects
    assert all(e.text in row for e in card["example-2020"].effects)
    assert card["example-2020"].paid in row
    assert card["example-2020"].people in row


def test_what_is_shown_without_being_counted_is_named_beside_the_count(tea: Book) -> None:
    """Two numbers beside 'one review' would read as a contradiction."""
    finding = next(f for f in tea.claims["alertness"].findings if len({e.source for e in f.effects}) > 1)
    one = finding.effects[0].source
    for stance, uncounted in (("supports", []), ("context", [one])):
        stances = {s.id: stance if s.id == one else "supports" for s in finding.sources}
        sources = [s.model_copy(update={"stance": stances[s.id]}) for s in finding.sources]
        view = finding_view(tea, finding.model_copy(update={"sources": sources}))
        assert [r.id for r in view.uncounted] == uncounted
        told = draw("clinicians.html.j2", "studies", view)
        assert ("Shown, but not counted: " in told) == bool(uncounted)
        assert re.findall(r'data-source="([\w-]+)"', told) == uncounted


def test_findings_in_full_are_told_apart_by_their_names(real: Book) -> None:
    for claim in real.claims.values():
        names = claim_view(real, claim, unstyled).names
        assert len(set(names)) == len(names) == len(claim.findings), claim.id


def test_a_plot_begins_with_what_is_pooled_and_names_the_comparator(tea: Book) -> None:
    claim = tea.claims["alertness"]
    finding = claim.findings[0].model_copy(update={"effects": claim.findings[0].effects[::-1]})
    view = finding_view(tea, finding)
    [plot] = view.plots
    assert [(row.ref.id, row.pooled) for row in plot.rows] == [("example-2020", True), ("sample-2018", False)]
    assert [e.ref.id for e in view.effects] == ["example-2020", "sample-2018"]
    assert (plot.left, plot.right) == ("favours tea", "favours drinking water")
    assert "right of it: favours drinking water" in plot.description
    long = finding.model_copy(
        update={"comparator": "drinking a glass of the same water at the same time of the same day"}
    )
    assert finding_view(tea, long).plots[0].right == tea.guide.favours_comparator


def test_the_smallest_change_stands_beside_the_effect_with_its_source(tea: Book) -> None:
    claim = tea.claims["alertness"]
    everyday = finding_view(tea, claim.findings[0]).everyday
    assert everyday is not None
    assert [(text, one.id) for text, one in everyday.reported] == [
        ("25\u00a0ms lower", "example-2020"),
        ("18\u00a0ms lower", "sample-2018"),
    ]
    assert everyday.smallest == "20\u00a0ms"
    assert everyday.smallest_ref is not None
    assert everyday.smallest_ref.page == "sources/invented-guideline"
    silent = claim.findings[0].model_copy(update={"smallest_change": None})
    drawn = draw("parts.html.j2", "everyday", finding_view(tea, silent).everyday)
    assert "no agreed number in what we read" in drawn
    assert finding_view(tea, silent).plots[0].plot.band is None
    # A number beside "we do not know" would be read as an answer.
    lower = silent.certainty.model_copy(update={"level": "very-low"})
    assert finding_view(tea, silent.model_copy(update={"certainty": lower})).everyday is None
    assert finding_view(tea, silent.model_copy(update={"outcome_type": "mechanism"})).everyday is None


def test_what_leads_out_of_the_site_is_there_only_where_it_is_known(tea: Book) -> None:
    claim = tea.claims["sleep"]

    def shown(where: Published | None) -> str:
        return draw("claim.html.j2", "claim", claim_view(tea, claim, where=where))

    full = shown(Published("https://example.org/tea/", "https://example.org/repo/"))
    assert "https://example.org/tea/claims/sleep/</p></details>" in full
    [link] = re.findall(r'href="(https://example.org/repo/issues/new[^"]+)"', full)
    assert "title=Against the answer: Sleeping better" in unquote(link)
    assert "claim=https://example.org/tea/claims/sleep/" in unquote(link)
    assert "example.org" not in shown(None).replace("doi.org", "")
