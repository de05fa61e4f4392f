"""The sentence is generated: direction x size x certainty -> words [GRADE informative statements, lay variant].

After Santesso et al. 2020 (doi 10.1016/j.jclinepi.2019.10.014), in the variant fixed for this engine: `probably` for
moderate, `may` for low, 'we do not know' for very low. No page can say more than its record carries.
"""

from __future__ import annotations

from .model import Direction, Level, Size, Verb

UNTESTED = "No study we found has tested this"
UNSEEN = "A study has looked at this, but we could not see its result"
UNCLEAR_SIZE = " (by how much is unclear)"

THIRD_PERSON = {
    Verb.REDUCE: "reduces",
    Verb.LOWER: "lowers",
    Verb.SHORTEN: "shortens",
    Verb.SLOW: "slows",
    Verb.INCREASE: "increases",
    Verb.RAISE: "raises",
    Verb.LENGTHEN: "lengthens",
    Verb.IMPROVE: "improves",
    Verb.WORSEN: "worsens",
}
# Which way the outcome itself moves; improve and worsen name the valence instead.
DOWNWARD = {Verb.REDUCE, Verb.LOWER, Verb.SHORTEN, Verb.SLOW}
UPWARD = {Verb.INCREASE, Verb.RAISE, Verb.LENGTHEN}

MODAL = {Level.HIGH: "", Level.MODERATE: "probably ", Level.LOW: "may "}


def statement(
    direction: Direction,
    size: Size,
    certainty: Level,
    verb: Verb,
    intervention: str,
    outcome: str,
    comparator: str = "",
) -> str:
    """One cell of the wording table, without population and full stop.

    `intervention` is the subject, `outcome` the object, `comparator` what follows 'compared with' (may be empty).
    """
    against = f", compared with {comparator}" if comparator else ""
    if certainty == Level.NONE:
        return UNTESTED
    does = THIRD_PERSON[verb]
    unknown = f"We do not know whether {_lower_first(intervention)} {does} {outcome}{against}"
    if certainty == Level.VERY_LOW:
        return f"{unknown}: {'studies disagree and ' if direction == Direction.MIXED else ''}the evidence is very uncertain"
    if direction == Direction.UNKNOWN:
        return f"{unknown}: the studies do not tell"
    if direction == Direction.MIXED:
        whether = {Level.HIGH: "depends", Level.MODERATE: "probably depends", Level.LOW: "may depend"}[certainty]
        return (
            f"Whether {_lower_first(intervention)} {does} {outcome}{against}, {whether} on the person or the situation"
        )
    base = certainty == Level.LOW
    modal = MODAL[certainty]
    if direction == Direction.NO_DIFFERENCE or size == Size.TRIVIAL:
        return f"{intervention} {modal}{'make' if base else 'makes'} little or no difference to {outcome}{against}"
    word = str(verb) if base else does
    if size == Size.LARGE:
        return f"{intervention} {modal}greatly {word} {outcome}{against}"
    tail = {Size.SMALL: " slightly", Size.NOT_ESTIMABLE: UNCLEAR_SIZE}.get(size, "")
    return f"{intervention} {modal}{word} {outcome}{tail}{against}"


def sentence(population: str, core: str) -> str:
    """A whole sentence: 'In healthy adults, ' before `core` from statement(), a full stop behind it."""
    if core in (UNTESTED, UNSEEN):
        return f"{core}."
    return f"{population}, {_lower_first(core)}."


def question(verb: Verb, intervention: str, outcome: str, comparator: str = "") -> str:
    """What a finding asks: 'Does drinking tea reduce worry, compared with drinking water?'"""
    against = f", compared with {comparator}" if comparator else ""
    return f"Does {_lower_first(intervention)} {verb} {outcome}{against}?"


def valence(verb: Verb, better: str) -> Direction | None:
    """Whether doing `verb` to an outcome of which `better` is good is a benefit or a harm; None when neither is."""
    if verb == Verb.IMPROVE:
        return Direction.BENEFIT
    if verb == Verb.WORSEN:
        return Direction.HARM
    if better == "neither":
        return None
    good = "lower" if verb in DOWNWARD else "higher"
    return Direction.BENEFIT if better == good else Direction.HARM


def _lower_first(text: str) -> str:
    """Small first letter inside a sentence, unless the word is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
