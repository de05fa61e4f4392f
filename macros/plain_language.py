"""Plain language, measured: words kept from readers, sentences surer than evidence, reading grade, bare numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from .text import CITATION, SENTENCE_END, blank

# Word -> what to write instead. After Cochrane's plain-language guidance.
NEVER = {
    "proven": "say how sure we are: may, probably",
    "proves": "say how sure we are: may, probably",
    "cure": "say what changed, and for whom",
    "cures": "say what changed, and for whom",
    "significant": "say how big it is, or leave it out",
    "significantly": "say how big it is, or leave it out",
    "RCT": "write 'trial'",
    "RCTs": "write 'trials'",
    "SMD": "say it in the outcome's own unit, or 'clearly' and 'a little'",
    "p-value": "leave it out",
    "low-certainty evidence": "write 'may', or 'we do not know'",
    "moderate-certainty evidence": "write 'probably'",
    "high-certainty evidence": "say it plainly",
}
NEVER_RE = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, sorted(NEVER, key=len, reverse=True))) + r")(?![\w-])")

# Verbs that state an effect as a fact -> the form that follows 'may'.
EFFECT_VERBS = {
    "reduces": "reduce",
    "lowers": "lower",
    "improves": "improve",
    "increases": "increase",
    "raises": "raise",
    "strengthens": "strengthen",
    "prevents": "prevent",
    "protects": "protect",
    "relieves": "relieve",
    "eases": "ease",
    "boosts": "boost",
    "burns": "burn",
    "fixes": "fix",
    "heals": "heal",
    "straightens": "straighten",
    "spares": "spare",
    "sharpens": "sharpen",
    # A comparison told flatly is an effect too.
    "is harder": "be harder",
    "is easier": "be easier",
    "is safer": "be safer",
    "is better": "be better",
    "is worse": "be worse",
    "is gentler": "be gentler",
    "takes more": "take more",
    "takes less": "take less",
    "uses more": "use more",
    "uses less": "use less",
    "needs more": "need more",
    "costs more": "cost more",
}
# Words that make plain that the sentence is not the guide's own certain statement.
HEDGES = re.compile(
    r"\b(may|might|could|can|probably|perhaps|possibly|whether|if|unclear|unknown|uncertain|not|no|nobody|never|doubt\w*|"
    r"sa(?:y|ys|id)|saying|claim\w*|idea|thought|theory|hope\w*|suggest\w*|hint\w*|argue\w*|believ\w*|expect\w*)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[A-Za-z]+(?:['\u2019-][A-Za-z]+)*")
VOWELS = re.compile(r"[aeiouy]+")
# Neighbours that are spoken apart: go-ing, i-de-a, u-su-al, ar-thri-a.
SPOKEN_APART = re.compile(r"[oeuy]ing|dea|(?<![gq])ua|(?<![tcsg])ia|io(?=l|d|v|t)|thm|sm$|iet|eab|react|oa(?=ct)")
# A silent e: at the end, before s or d, and before endings such as -ly and -ment; but 'table' and 'classes' speak it.
SILENT_E = re.compile(
    r"(?<=[^aeiouy])e(?=$|ly|ment|ful|less|ness|thing|one$|body)(?<![^aeiouy]le)"
    r"|(?<=[^aeiouytd])ed$|(?<=[^aeiouyszxcg])es$(?<![^aeiouy]les)"
)
# Dates are no findings.
DATE = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b(?:19|20)\d\d\b"
)
NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")


def split(text: str) -> list[str]:
    """A text as sentences, without its citations."""
    return [one for one in SENTENCE_END.split(CITATION.sub("", text).strip()) if one]


def words(text: str) -> list[str]:
    """The words of a text; numbers and signs are not counted."""
    return WORD.findall(text)


@cache  # the words of a guide come back hundreds of times
def syllables(word: str) -> int:
    """How many syllables an English word has, by its groups of vowels, at least 1.

    The test suite measures this rule against a pronouncing dictionary over the guide's own words.
    """
    low = word.lower().replace("\u2019", "").replace("'", "")
    return max(1, len(VOWELS.findall(low)) + len(SPOKEN_APART.findall(low)) - len(SILENT_E.findall(low)))


def reading_grade(texts: Iterable[str]) -> float:
    """Flesch-Kincaid grade of some texts taken together: 0.39 words per sentence + 11.8 syllables per word - 15.59.

    Kincaid, Fishburne, Rogers and Chissom 1975. Returns 0 for no words.
    """
    rows = [s for text in texts for s in split(text)]
    found = [w for row in rows for w in words(row)]
    if not found:
        return 0.0
    return 0.39 * len(found) / len(rows) + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


def bare_effect(sentence: str, activity_words: Iterable[str]) -> tuple[str, int, int] | None:
    """The verb by which a sentence states an effect of the activity as a fact, its start and its end; or None.

    The activity (or a leading 'it', 'this') comes before the verb, and nothing before the verb softens it.
    """
    named = rf"\b(?:{_any_of(activity_words)})\b|^[#*\s-]*(?:it|this|that)\b"
    if sentence.rstrip().endswith("?"):
        return None
    for match in re.finditer(rf"\b(?:{_any_of(EFFECT_VERBS)})\b", sentence, re.IGNORECASE):
        before = sentence[: match.start()]
        if re.search(named, before, re.IGNORECASE) and not HEDGES.search(before):
            return " ".join(match.group().lower().split()), *match.span()
    return None


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, over a line break too."""
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)


def how_to_say(verb: str) -> str:
    """What the wording table allows instead of a bare verb."""
    base = EFFECT_VERBS[verb]
    return f"write 'may {base}' (low) or 'probably {verb}' (moderate), or say in the past what one study found"


def bare_numbers(text: str, allowed: Iterable[str] = ()) -> list[re.Match[str]]:
    """Numbers in a text, each with its place, that are neither dates nor part of an allowed phrase (such as a group of people's name)."""
    if not NUMBER.search(text):
        return []
    for phrase in allowed:
        text = re.sub(re.escape(phrase), blank, text, flags=re.IGNORECASE)
    return list(NUMBER.finditer(DATE.sub(blank, text)))
