"""The door: polite before, patient with faults, honest when there is no answer."""

from __future__ import annotations

import pytest

from macros.verify.http import CutOff, Door, Reply, Unanswered, Unreachable
from macros.verify.questions import Kind, Question, about_doi, about_pmid
from tests.verify.conftest import Clock
from tests.verify.services import Page, Services, stand_in

DOI = "10.99999/a"
WORKS = "GET /api.crossref.org/v1/works/10.99999%2Fa"
ASKED = about_doi(DOI)


def link(services: Services, path: str) -> Question:
    return Question(Kind.LINK, services.base + path)


def test_both_services_are_told_whom_to_write_to(services: Services, door: Door) -> None:
    services.crossref(DOI, Page(body="{}"))
    services.pubmed("7", Page(body="<x/>"))
    assert door.ask(ASKED) == Reply(200, "{}")
    assert door.ask(about_pmid("7")) == Reply(200, "<x/>")
    assert [h["User-Agent"] for h in services.headers] == ["guide-verify (mailto:care@example.org)"] * 2
    assert {k: services.headers[1][k] for k in ("db", "retmode", "tool", "email")} == {
        "db": "pubmed",
        "retmode": "xml",
        "tool": "guide-verify",
        "email": "care@example.org",
    }


def test_a_doi_with_every_sign_arrives_whole(services: Services, door: Door) -> None:
    doi = "10.99999/a<b>\"c'd&e|f(g)?h#i%2F;j+k"
    services.crossref(doi, Page(body="found"))
    assert door.ask(about_doi(doi)).body == "found"


def test_one_host_is_asked_once_a_second_and_another_is_not_kept_waiting(
    services: Services, door: Door, clock: Clock
) -> None:
    for _ in range(3):
        door.ask(ASKED)
    assert clock.naps == [1.0, 1.0]
    with stand_in() as other:
        other.serve("/page", Page())
        door.ask(link(other, "/page"))
    assert clock.naps == [1.0, 1.0]


def test_429_waits_as_long_as_it_says(services: Services, door: Door, clock: Clock) -> None:
    services.crossref(DOI, Page(429, headers={"Retry-After": "7"}), Page(body="ok"))
    assert door.ask(ASKED).body == "ok"
    assert clock.naps == [7]
    assert services.asked == [WORKS] * 2


def test_too_long_a_rest_is_taken_outside_this_start(services: Services, door: Door, clock: Clock) -> None:
    services.crossref(DOI, Page(429, headers={"Retry-After": "3600"}), Page(body="ok"))
    for _ in range(2):
        with pytest.raises(Unanswered, match=r"^127\.0\.0\.1:\d+ is busy \(HTTP 429\)$"):
            door.ask(ASKED)
    assert clock.naps == []
    assert services.asked == [WORKS]


def test_500_is_tried_again_with_growing_pauses(services: Services, door: Door, clock: Clock) -> None:
    services.crossref(DOI, Page(500), Page(502), Page(500), Page(body="ok"))
    assert door.ask(ASKED).body == "ok"
    assert clock.naps == [1, 2, 4]


def test_500_for_ever_is_no_answer_but_the_next_question_is_asked(services: Services, door: Door) -> None:
    services.crossref(DOI, Page(500))
    services.crossref("10.99999/b", Page(body="ok"))
    with pytest.raises(Unanswered, match=r"is busy \(HTTP 500\)$"):
        door.ask(ASKED)
    assert services.asked == [WORKS] * 4
    assert door.ask(about_doi("10.99999/b")).body == "ok"


def test_silence_is_told_and_three_silences_are_enough(services: Services, door: Door) -> None:
    services.crossref(DOI, Page(hang=True))
    quick = Door("care@example.org", instead=services.instead, timeout=(5, 0.05))
    for _ in range(3):
        with pytest.raises(Unanswered, match=r"^127\.0\.0\.1:\d+ gave no answer$"):
            quick.ask(ASKED)
    asked = len(services.asked)
    with pytest.raises(Unanswered, match=r"gave no answer 3 times in a row$"):
        quick.ask(ASKED)
    assert len(services.asked) == asked == 12


def test_silences_that_are_not_in_a_row_do_no_harm(services: Services) -> None:
    services.crossref(DOI, Page(hang=True))
    services.crossref("10.99999/b", Page(body="ok"))
    quick = Door("care@example.org", instead=services.instead, timeout=(5, 0.05))
    for _ in range(4):
        with pytest.raises(Unanswered, match=r"gave no answer$"):
            quick.ask(ASKED)
        quick.timeout = (5, 5)
        assert quick.ask(about_doi("10.99999/b")).body == "ok"
        quick.timeout = (5, 0.05)


def test_an_answer_that_breaks_off_is_known_as_such(services: Services, door: Door) -> None:
    services.crossref(DOI, Page(body='{"message": {"DOI": "10.99999/a"', cut=12))
    with pytest.raises(CutOff, match=r"^its answer broke off$"):
        door.ask(ASKED)


def test_text_that_is_no_utf_8_counts_as_broken_off(
    services: Services, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.crossref(DOI, Page(body="ok"))
    monkeypatch.setattr("requests.Response.content", b"\xff\xfe")
    with pytest.raises(CutOff):
        door.ask(ASKED)


def test_404_is_an_answer(services: Services, door: Door) -> None:
    assert door.ask(ASKED) == Reply(404, "Resource not found.")


def test_a_link_is_asked_for_its_head_first(services: Services, door: Door) -> None:
    services.serve("/page", Page(body="long"))
    assert door.ask(link(services, "/page")) == Reply(200)
    assert services.asked == ["HEAD /page"]


def test_a_server_that_knows_no_head_is_asked_for_the_page(services: Services, door: Door) -> None:
    services.serve("/page", Page(405), Page(body="long"))
    assert door.ask(link(services, "/page")) == Reply(200)
    assert services.asked == ["HEAD /page", "GET /page"]


def test_redirects_are_followed_and_kept(services: Services, door: Door) -> None:
    services.serve("/old", Page(301, headers={"Location": "/newer"}))
    services.serve("/newer", Page(302, headers={"Location": f"{services.base}/new?x=1"}))
    services.serve("/new", Page())
    assert door.ask(link(services, "/old")) == Reply(200, "", (f"{services.base}/newer", f"{services.base}/new?x=1"))


def test_a_service_may_redirect_too(services: Services, door: Door) -> None:
    services.crossref(DOI, Page(301, headers={"Location": "/api.crossref.org/v1/works/10.99999%2Fb"}))
    services.crossref("10.99999/b", Page(body="primary"))
    assert door.ask(ASKED).body == "primary"


def test_going_round_in_circles_ends(services: Services, door: Door) -> None:
    services.serve("/a", Page(302, headers={"Location": "/b"}))
    services.serve("/b", Page(302, headers={"Location": "/a"}))
    with pytest.raises(Unanswered, match=r"^it redirects more than 8 times$"):
        door.ask(link(services, "/a"))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://", "http://[", "javascript:alert(1)"])
def test_a_redirect_that_is_no_web_address_is_not_followed(services: Services, door: Door, target: str) -> None:
    services.serve("/a", Page(302, headers={"Location": target}))
    with pytest.raises(Unanswered):
        door.ask(link(services, "/a"))


def test_a_host_that_is_not_there_is_tried_again_and_then_left_alone(
    services: Services, door: Door, clock: Clock
) -> None:
    nowhere = Question(Kind.LINK, "https://nowhere.example.org/page")
    with pytest.raises(Unreachable, match=r"^nowhere\.example\.org cannot be reached$"):
        door.ask(nowhere)
    naps = list(clock.naps)
    assert naps == [1, 2, 4]
    with pytest.raises(Unreachable):
        door.ask(nowhere)
    assert clock.naps == naps


def test_a_proxy_that_lets_nobody_through_is_no_way_out(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", services.base)
    door = Door("care@example.org")
    with pytest.raises(Unreachable, match=r"^api\.crossref\.org cannot be reached$"):
        door.ask(ASKED)
    assert not door.online()


def test_online_means_that_one_service_is_there(services: Services) -> None:
    only_pubmed = {start: other for start, other in services.instead.items() if "eutils" in start}
    assert Door("care@example.org", instead=only_pubmed).online()
    assert not Door("care@example.org").online()
