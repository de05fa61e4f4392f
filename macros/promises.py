"""Promises in text for readers: what nobody can know of whoever reads it, such as a cure, or safety for everyone."""

from __future__ import annotations

import re

from .plain_language import HEDGES

HOW_TO_SAY = "say what was seen, in whom, and how sure we are: may, probably; or that nobody knows"
PROMISE = re.compile(
    r"\bwill (?:\w+ly |also |always |soon )?(?:cure|fix|heal|prevent|end|stop|reverse|eliminate|get rid of)\b"
    r"|\bguaranteed?\b|\brisk-free\b|\b(?:no|zero|without(?: any)?) risks?\b"
    r"|\bsafe for (?:everyone|everybody|anyone|anybody|all)\b"
    r"|\b(?:completely|totally|entirely|absolutely|perfectly|always|100 ?%) safe\b",
    re.IGNORECASE,
)


def promise(sentence: str) -> re.Match[str] | None:
    """The words by which a sentence promises a cure or safety, or None; a question, or what is denied or doubted, does not."""
    if sentence.rstrip().endswith("?"):
        return None
    found = (one for one in PROMISE.finditer(sentence) if not HEDGES.search(sentence[: one.start()]))
    return next(found, None)
