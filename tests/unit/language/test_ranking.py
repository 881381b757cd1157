"""What a few typed words may mean, best first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.language.ranking import folded, rank

FIELDS = ("sumber daya finansial", "vmh2.2", "uang dan dana", "biaya program")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("CAFÉ", "cafe"),
        ("Straße", "strasse"),
        ("ﬁnal", "final"),
        ("أَهْلًا", "اهلا"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
    ],
)
def test_capitals_accents_and_ligatures_do_not_matter(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_the_more_important_the_field_the_better() -> None:
    ranks = [rank([word], FIELDS) for word in ("sumber", "umber", "vmh", "dana", "biaya")]
    assert ranks == sorted(ranks, key=lambda each: each or 0)
    assert len(set(ranks)) == 5


def test_every_word_must_occur() -> None:
    assert rank(["sumber", "gaji"], FIELDS) is None
    assert rank([], FIELDS) == 0


@given(st.permutations(["sumber", "vmh2", "biaya"]))
def test_the_order_of_the_words_does_not_matter(words: list[str]) -> None:
    assert rank(words, FIELDS) == rank(["biaya"], FIELDS)
