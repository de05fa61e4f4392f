"""The handout: one sheet of paper for a wall, with the cautions in short, a first session, a few answers, the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..book import Book, headline
from ..labels import CAUTION_KINDS, Label
from ..model import Claim, Plan
from ..qr import QrCode, qr_code
from .parts import AnswerView, answer_view
from .plan import PlanView, plan_view
from .practical import SafetyBlock, safety_view


@dataclass(frozen=True)
class HandoutView:
    """Everything on the sheet. Without an address there is no QR code, and the tagline says what to look for."""

    guide: str
    tagline: str
    stop: SafetyBlock | None
    ask: tuple[SafetyBlock, ...]
    emergency: str
    disclaimer: str
    plan: PlanView
    answers: tuple[AnswerView, ...]
    address: str
    code: QrCode | None
    edition: str
    as_of: str


def handout_view(book: Book, plan: Plan, claims: Iterable[Claim], address: str) -> HandoutView:
    """The sheet for one plan and some claims; `address` is where the guide is published, or empty."""
    safety = safety_view(book)
    stop, ask, supervised, *_ = CAUTION_KINDS.values()
    newest = newest_day(book)
    return HandoutView(
        book.guide.name,
        book.guide.tagline,
        _block(safety.blocks, stop),
        tuple(block for kind in (ask, supervised) if (block := _block(safety.blocks, kind))),
        safety.emergency,
        safety.disclaimer,
        plan_view(book, plan),
        tuple(answer_view(book, claim, headline(claim)) for claim in claims),
        address.partition("://")[2].rstrip("/"),
        qr_code(address) if address else None,
        f"{newest:%Y.%m}" if newest else "",
        f"{newest.day} {newest:%B %Y}" if newest else "",
    )


def newest_day(book: Book) -> date | None:
    """The last day on which somebody wrote down a review or a change; the same records always give the same day."""
    days = [claim.reviewed_on for claim in book.claims.values()]
    days += [entry.date for claim in book.claims.values() for entry in claim.history]
    return max(days, default=None)


def _block(blocks: Iterable[SafetyBlock], kind: Label) -> SafetyBlock | None:
    return next((block for block in blocks if block.kind == kind), None)
