"""Promises: a cure and safety for everyone are found; what is denied, doubted, asked or told of a place is left alone."""

from __future__ import annotations

import pytest

from macros.promises import promise


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Evening tea will fix your sleep and is safe for everyone.", "will fix"),
        ("It is safe for everyone.", "safe for everyone"),
        ("Tea will quickly heal a sore throat.", "will quickly heal"),
        ("There is no risk.", "no risk"),
        ("It is completely safe.", "completely safe"),
        ("You drink without any risk.", "without any risk"),
        ("Better sleep is guaranteed.", "guaranteed"),
    ],
)
def test_a_promise_is_found(sentence: str, words: str) -> None:
    found = promise(sentence)
    assert found is not None
    assert found[0] == words


@pytest.mark.parametrize(
    "sentence",
    [
        "Is it safe for everyone?",
        "Nobody knows whether it is safe for everyone.",
        "It is not completely safe.",
        "Articles say that tea will cure colds.",
        "A length of one metre will do.",
        "Tea in the evening carries a risk of its own.",
        "Use an even, safe surface.",
    ],
)
def test_other_sentences_promise_nothing(sentence: str) -> None:
    assert promise(sentence) is None
