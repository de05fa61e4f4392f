"""The one door to Pillow: the picture that goes with a shared link, drawn without the network, the same bytes every time."""

from __future__ import annotations

import io
import math
import unicodedata
from functools import lru_cache

from PIL import Image, ImageColor, ImageDraw, ImageFont

from .preview import Card, Chip

Line = tuple[tuple[float, float], ...]

WIDTH, HEIGHT = 1200, 630
EDGE, TOP, GAP = 64, 92, 20
# As the theme's light colours, so that a shared link looks like the page behind it.
PAPER, BAND = "#ffffff", "#17384a"
INKS = {
    "band": PAPER,
    "text": "#14232c",
    "muted": "#4a5761",
    "line": "#c9d3d9",
    "sure": "#14597f",
    "benefit": "#0a6458",
    "harm": "#9a4300",
    "mixed": "#654596",
}
# The palette holds a ramp from paper to each ink. Drawing on it directly saves a third of the time of a picture in full
# colour that is reduced afterwards.
STEPS = 32
FIRST = {ink: i * STEPS for i, ink in enumerate(INKS)}
FILLED = {"high": 4, "moderate": 3, "low": 2, "very-low": 1, "none": 0}
# Shape of an effect -> polygons on a field of 24 by 12, as in theme/assets/evidence.css; a ring where there is none.
UP = ((6, 11), (12, 1), (18, 11))
DOWN = ((6, 1), (18, 1), (12, 11))
SHAPES = {
    **dict.fromkeys(("benefit", "up"), (UP,)),
    **dict.fromkeys(("harm", "down"), (DOWN,)),
    "same": (((5, 3), (19, 3), (19, 5.2), (5, 5.2)), ((5, 7), (19, 7), (19, 9.2), (5, 9.2))),
    "mixed": (((1, 11), (6, 1), (11, 11)), ((13, 1), (23, 1), (18, 11))),
}
# Sign of a verdict -> strokes, and dots, on the same field.
RING = tuple((12 + 4.6 * math.cos(turn * math.pi / 12), 6 + 4.6 * math.sin(turn * math.pi / 12)) for turn in range(25))
QUESTION = ((9, 3.6), (9.4, 1.9), (12, 1), (14.6, 1.9), (15, 3.6), (14.2, 5), (12, 6.2), (12, 8.2))
SIGNS: dict[str, tuple[Line, ...]] = {
    "supported": (((5, 6), (10, 10.5), (19, 1.5)),),
    "partly-supported": (RING, *(((x, 6 - h), (x, 6 + h)) for x, h in ((8.8, 3), (9.8, 4), (10.8, 4.4), (11.6, 4.6)))),
    "not-supported": (RING, ((8.6, 9.4), (15.4, 2.6))),
    "contradicted": (((7, 1.2), (17, 10.8)), ((17, 1.2), (7, 10.8))),
    "unclear": (QUESTION, ((12, 10), (12, 11))),
    "untested": (((5.4, 6), (6.6, 6)), ((11.4, 6), (12.6, 6)), ((17.4, 6), (18.6, 6))),
}
# Signs the built-in typeface lacks -> the nearest it has.
PLAIN = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "×": "x", "≥": "at least ", "≤": "at most ", "→": "-", "\u00a0": " "}
)


@lru_cache(maxsize=2048)
def png(card: Card) -> bytes:
    """The picture of a card as a PNG file of 1200 by 630 points; drawn once for each card of a living process."""
    image = Image.new("P", (WIDTH, HEIGHT), FIRST["text"])
    image.putpalette(_palette())
    ImageDraw.Draw(image).rectangle((0, 0, WIDTH, TOP), fill=FIRST["band"])
    _write(image, (EDGE, 26), card.guide, 36, "band", bold=True)
    size, title, sentence = _fitting(card, HEIGHT - TOP - (178 if card.chips else 40))
    y = TOP + 34
    for line in title:
        _write(image, (EDGE, y), line, size, "muted", bold=True)
        y += round(size * 1.25)
    y += 20
    for line in sentence:
        _write(image, (EDGE, y), line, size + 6, "text")
        y += round((size + 6) * 1.3)
    for i, chip in enumerate(card.chips):
        _chip(image, i, chip)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=4)
    return out.getvalue()


@lru_cache(maxsize=1)
def _palette() -> list[int]:
    colours = []
    for name, ink in INKS.items():
        ground, over = (ImageColor.getrgb(c)[:3] for c in (BAND if name == "band" else PAPER, ink))
        for step in range(STEPS):
            colours += [g + (o - g) * step // (STEPS - 1) for g, o in zip(ground, over, strict=True)]
    return colours


@lru_cache(maxsize=64)
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow was built without FreeType"
    return font


def _fitting(card: Card, room: int) -> tuple[int, list[str], list[str]]:
    """The largest size in which question and sentence fit, and their lines; at the smallest the sentence is cut."""
    for size in range(38, 19, -2):
        title, sentence = _lines(card.title, size), _lines(card.sentence, size + 6)
        if len(title) * size * 1.25 + len(sentence) * (size + 6) * 1.3 + 54 <= room:
            return size, title, sentence
    kept = max(1, int((room - 54 - len(title[:4]) * size * 1.25) / ((size + 6) * 1.3)))
    return size, title[:4], [*sentence[: kept - 1], f"{sentence[kept - 1]} ..."]


def _lines(text: str, size: int) -> list[str]:
    """The text in lines that fit between the edges; a word too long for a line is cut."""
    font, wide = _font(size), WIDTH - 2 * EDGE
    lines = [""]
    for word in _plain(text).split():
        while font.getlength(word) > wide:
            word = word[:-1]
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= wide:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _plain(text: str) -> str:
    """The text in signs the typeface has: accents are dropped, what it cannot show at all is left out."""
    parts = unicodedata.normalize("NFKD", text.translate(PLAIN))
    return "".join(c for c in parts if c.isascii() or c in "‘’“”")


def _write(image: Image.Image, at: tuple[int, int], text: str, size: int, ink: str, *, bold: bool = False) -> None:
    """One line of text. The built-in typeface has one weight; a thin outline makes the heavier one."""
    text, font = _plain(text), _font(size)
    stroke = size / 45 if bold else 0
    mask = Image.new("L", (round(font.getlength(text)) + 8, round(size * 1.3)))
    ImageDraw.Draw(mask).text((2, 2), text, font=font, fill=255, stroke_width=stroke)
    ramp = [FIRST[ink] + level * (STEPS - 1) // 255 for level in range(256)]
    image.paste(mask.point(ramp), (at[0] - 2, at[1] - 2))


def _chip(image: Image.Image, i: int, chip: Chip) -> None:
    wide = (WIDTH - 2 * EDGE - 2 * GAP) // 3
    x, y = EDGE + i * (wide + GAP), HEIGHT - 158
    full = STEPS - 1
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((x, y, x + wide, y + 112), 12, outline=FIRST["line"] + full, width=3)
    _write(image, (x + 20, y + 16), chip.asks, 22, "muted")
    ink = "sure" if chip.axis == "sure" else chip.key if chip.key in INKS else "text"
    _shape(draw, (x + 20, y + 60), chip, FIRST[ink] + full)
    size = 30
    while size > 16 and _font(size).getlength(_plain(chip.word)) > wide - 110:
        size -= 1
    _write(image, (x + 88, y + 58 + (30 - size) // 2), chip.word, size, ink, bold=True)


def _shape(draw: ImageDraw.ImageDraw, at: tuple[float, float], chip: Chip, colour: int, scale: float = 2.4) -> None:
    """The shape of a chip: nothing is said by colour alone, here as on the page."""

    def placed(points: Line) -> list[tuple[float, float]]:
        return [(at[0] + px * scale, at[1] + py * scale) for px, py in points]

    if chip.axis == "sure":
        for step in range(4):
            left, top = step * 6 + 0.75, 8.5 - step * 2.5
            box = placed(((left, top), (left + 4.2, 11.25)))
            filled = colour if step < FILLED[chip.key] else None
            draw.rectangle((*box[0], *box[1]), fill=filled, outline=colour, width=2)
        return
    if chip.axis == "verdict":
        for line in SIGNS[chip.key]:
            draw.line(placed(line), fill=colour, width=4, joint="curve")
        return
    for polygon in SHAPES.get(chip.key, ()):
        draw.polygon(placed(polygon), fill=colour)
    if chip.key not in SHAPES:
        box = placed(((7.4, 1.4), (16.6, 10.6)))
        draw.ellipse((*box[0], *box[1]), outline=colour, width=4)
