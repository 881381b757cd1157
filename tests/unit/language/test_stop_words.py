"""Stop words never take away what turns a meaning."""

from __future__ import annotations

import json

import pytest

from qda.language.stop_words import stop_words
from tests.helpers.shared import shared


@pytest.mark.parametrize(
    "word", ["tidak", "bukan", "belum", "jangan", "kurang", "tanpa", "sangat", "paling", "cukup"]
)
def test_indonesian_negators_and_quantifiers_are_no_stop_words(word: str) -> None:
    assert word not in stop_words("id")


@pytest.mark.parametrize("word", ["not", "no", "never", "without", "very", "most", "few", "too"])
def test_english_negators_and_quantifiers_are_no_stop_words(word: str) -> None:
    assert word not in stop_words("en")


def test_the_commonest_function_words_are_stop_words() -> None:
    assert {"yang", "dan", "di", "untuk", "dengan"} <= stop_words("id")
    assert {"the", "and", "of", "to", "is"} <= stop_words("en")


def test_another_language_has_none() -> None:
    assert stop_words("de") == frozenset()


def test_most_of_the_list_stands_in_a_public_list_too() -> None:
    public = set(json.loads(shared("data", "lexicon", "stopwords-id_iso.json").read_text("utf-8")))
    ours = stop_words("id")
    assert len(ours & public) / len(ours) > 0.6
