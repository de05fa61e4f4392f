"""What a shared link shows: every page has title, description and a picture that is there; claims carry linked data."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from tests.site.build import BuiltPage, text_of

GUIDES = ("real", "tea")
HOME = "https://example.org/guides/tea/"


def told(page: BuiltPage) -> dict[str, str]:
    """Property or name -> content of every meta element."""
    return {m.get("property") or m.get("name") or "": m.get("content") or "" for m in page.all("meta")}


def is_claim(page: BuiltPage) -> bool:
    return page.name.startswith("claims/") and any(e.get("class") == "ev-claim" for e in page.all("article"))


def picture_of(page: BuiltPage, guide: str) -> str:
    """Where the picture stands in the site."""
    image = told(page)["og:image"]
    if guide == "tea":
        assert image.startswith(HOME)
        return image.removeprefix(HOME)
    return (page.path.parent / image).resolve().relative_to(page.root.resolve()).as_posix()


@pytest.mark.parametrize("guide", GUIDES)
def test_every_page_has_a_preview(guide: str, pages: dict[str, list[BuiltPage]]) -> None:
    for page in pages[guide]:
        meta = told(page)
        assert meta["og:title"], page.name
        assert meta["twitter:card"] == "summary_large_image"
        with Image.open(page.root / picture_of(page, guide)) as image:
            assert image.size == (1200, 630), page.name
        if guide == "real":
            assert meta["og:description"], page.name


@pytest.mark.parametrize("guide", GUIDES)
def test_a_claim_shows_its_question_and_answer(guide: str, pages: dict[str, list[BuiltPage]]) -> None:
    claims = [page for page in pages[guide] if is_claim(page)]
    assert len(claims) > 2
    for page in claims:
        meta = told(page)
        answer = next(text_of(e) for e in page.all("p") if e.get("class") == "ev-answer__sentence")
        assert meta["og:description"] == meta["description"] == answer
        assert meta["og:title"] == text_of(next(page.all("h1")))
        assert meta["og:image:alt"].startswith(f"{meta['og:title']} {answer} How sure are we? ")
        assert picture_of(page, guide) == f"cards/{page.name.split('/')[1]}.png"
    assert len({picture_of(page, guide) for page in claims}) == len(claims)


@pytest.mark.parametrize("guide", GUIDES)
def test_linked_data_stands_on_claims_only(guide: str, pages: dict[str, list[BuiltPage]]) -> None:
    for page in pages[guide]:
        scripts = [s for s in page.all("script") if s.get("type") == "application/ld+json"]
        assert len(scripts) == is_claim(page), page.name
        for script in scripts:
            data = json.loads(script.text or "")
            assert data["@type"] == "WebPage"
            assert data["name"] == told(page)["og:title"]
            assert data["mainEntity"]["reviewBody"] == told(page)["description"]
            assert data.get("url") == (HOME + page.name if guide == "tea" else None)


def test_a_guide_with_an_address_names_it(pages: dict[str, list[BuiltPage]]) -> None:
    for page in pages["tea"]:
        canonical = [link.get("href") for link in page.all("link") if link.get("rel") == "canonical"]
        assert canonical == [HOME + page.name]
        assert told(page)["og:url"] == HOME + page.name
