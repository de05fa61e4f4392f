"""The picture of a shared link: its size, the same bytes every time, everything inside its edges, whatever the text."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from macros.book import Book, headline
from macros.cards import EDGE, FILLED, HEIGHT, SHAPES, SIGNS, WIDTH, png
from macros.labels import LEVELS, VERDICTS
from macros.preview import ASKED, Card, as_script, claim_card, claim_data, guide_card
from macros.views.parts import answer_view
from tests.guide_files import ROOT


@pytest.fixture(scope="module")
def card(tea: Book) -> Card:
    claim = tea.claims["sleep"]
    return claim_card(tea, answer_view(tea, claim, headline(claim)))


def picture(card: Card) -> Image.Image:
    image = Image.open(io.BytesIO(png(card)))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    return image.convert("RGB")


def used(image: Image.Image) -> tuple[int, int, int, int]:
    """The part of a picture below its band that is not paper."""
    below = image.crop((0, 93, WIDTH, HEIGHT)).convert("L").point(lambda level: 255 * (level < 250))
    box = below.getbbox()
    assert box is not None
    return box


def test_card_says_what_the_page_says(tea: Book, card: Card) -> None:
    assert (card.guide, card.title) == ("Steep", tea.claims["sleep"].question)
    assert [chip.asks for chip in card.chips] == list(ASKED)
    assert [chip.word for chip in card.chips] == ["Fairly sure", "Harm, moderate", "Does not hold"]


def test_each_part_of_a_card_is_drawn(card: Card) -> None:
    drawn = png(card)
    chip = card.chips[1]
    others = [
        replace(card, guide="Other"),
        replace(card, title="Other?"),
        replace(card, sentence="Other."),
        replace(card, chips=()),
        *(
            replace(card, chips=(card.chips[0], replace(chip, **{name: value}), card.chips[2]))
            for name, value in (("asks", "Other"), ("word", "Other"), ("key", "benefit"))
        ),
    ]
    assert len({drawn, *map(png, others)}) == len(others) + 1


def test_same_bytes_in_another_process(card: Card) -> None:
    code = (
        "import hashlib,json,sys; from macros.preview import *; from macros.cards import png;"
        "c=json.loads(sys.argv[1]); c['chips']=tuple(Chip(**x) for x in c['chips']);"
        "print(hashlib.sha256(png(Card(**c))).hexdigest())"
    )
    told = json.dumps({**card.__dict__, "chips": [chip.__dict__ for chip in card.chips]})
    run = subprocess.run([sys.executable, "-c", code, told], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == hashlib.sha256(png(card)).hexdigest()


@settings(max_examples=25)
@given(title=st.text(min_size=1, max_size=120), sentence=st.text(min_size=1, max_size=900))
def test_any_text_stays_inside_the_edges(title: str, sentence: str) -> None:
    left, _, right, bottom = used(picture(Card("Guide", f"x{title}", f"x{sentence}")))
    assert left >= EDGE - 4
    assert right <= WIDTH - EDGE + 8
    assert bottom <= HEIGHT - 93 - 20


def test_a_long_answer_does_not_run_into_the_chips(card: Card) -> None:
    image = picture(replace(card, sentence="word " * 400))
    between = image.crop((0, HEIGHT - 170, WIDTH, HEIGHT - 160))
    assert between.getcolors() == [(WIDTH * 10, (255, 255, 255))]


def test_shapes_know_every_key() -> None:
    assert {label.key for label in LEVELS.values()} == set(FILLED)
    assert {label.key for label in VERDICTS.values()} == set(SIGNS)
    assert not set(SHAPES) & set(SIGNS)


def test_the_guide_has_a_card(tea: Book) -> None:
    assert guide_card(tea).title == tea.guide.tagline
    assert png(guide_card(tea)) != b""


@given(st.text())
def test_linked_data_cannot_end_its_script(text: str) -> None:
    data = {"name": f"</script><!--{text}", "mainEntity": {"text": f"]]>{text}"}}
    told = as_script(data, "https://example.org/")
    assert "<" not in told
    assert ">" not in told
    assert json.loads(told)["name"] == data["name"]


def test_linked_data_names_the_review(tea: Book) -> None:
    claim = tea.claims["sleep"]
    data = claim_data(tea, claim, answer_view(tea, claim, headline(claim)))
    assert data["lastReviewed"] == str(claim.reviewed_on)
    review = data["mainEntity"]
    assert review["claimReviewed"] == review["itemReviewed"]["text"] == claim.saying
    # A number would say more than the verdict does.
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Does not hold"}
    assert json.loads(as_script(data, "https://example.org/x/"))["mainEntity"]["url"] == "https://example.org/x/"
    assert "url" not in json.loads(as_script(data))
