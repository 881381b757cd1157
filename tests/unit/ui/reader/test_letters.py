"""Letters as readers take them, and words: an edge never falls within one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions import Span
from ui.reader.letters import (
    letter_end,
    letter_start,
    next_letter,
    previous_letter,
    whole_letters,
    word_ends,
    word_starts,
)

FAMILY = "👨‍👩‍👧"
FLAGS = "🇮🇩🇲🇾"
# One letter each, by the tables of Unicode's annex 29.
LETTERS = ("a", "e\u0301", FAMILY, "🇮🇩", "👍🏽", "❤️‍🔥", "1️⃣", "각", "\u1112\u1161\u11ab", "خَ")

PIECES = st.sampled_from(
    (*LETTERS, " ", "\n", "\t", "\r", "kata", "𝗕𝗮", "שלום", "\u0301", "\u200d", "🇮")
)
TEXTS = st.lists(PIECES, min_size=1, max_size=30).map("".join)


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_is_passed_in_one_step_both_ways(letter: str) -> None:
    text = f"x{letter}y"
    end = 1 + len(letter)
    assert next_letter(text, 1) == end
    assert previous_letter(text, end) == 1


@pytest.mark.parametrize("letter", LETTERS)
def test_a_place_within_a_letter_is_moved_to_its_edges(letter: str) -> None:
    text = f"x{letter}y"
    end = 1 + len(letter)
    for within in range(2, end):
        assert (letter_start(text, within), letter_end(text, within)) == (1, end)


def test_a_flag_far_down_a_row_of_flags_is_not_parted() -> None:
    text = "🇮🇩" * 900
    assert next_letter(text, 1000) == 1002
    assert letter_start(text, 1001) == 1000


def test_a_span_is_widened_to_whole_letters() -> None:
    text = f"ab {FAMILY} cd"
    assert whole_letters(text, Span(4, 5)) == Span(3, 3 + len(FAMILY))


def test_words_start_and_end_where_a_reader_sees_them() -> None:
    text = "Rp 3.000, kata-kata  (ya)."
    assert [text[start] for start in word_starts(text, 0)] == list("R3,k-k(y).")
    assert word_ends("satu dua", 0) == [4, 8]


def test_a_word_of_ten_thousand_letters_does_not_keep_one_from_moving() -> None:
    text = "a" * 10_000
    assert word_ends(text, 5000)[-1] > 5000
    assert next_letter(text, 5000) == 5001


@pytest.mark.parametrize("position", [0, 1])
def test_an_empty_text_has_one_edge(position: int) -> None:
    assert next_letter("", 0) == previous_letter("", 0) == letter_start("", 0) == 0
    assert next_letter("a", 1) == 1
    assert previous_letter("a", 0) == 0


@given(TEXTS)
def test_going_forward_and_back_meets_the_same_edges(text: str) -> None:
    forward = [0]
    while forward[-1] < len(text):
        forward.append(next_letter(text, forward[-1]))
        assert forward[-1] > forward[-2]
    back = [len(text)]
    while back[-1] > 0:
        back.append(previous_letter(text, back[-1]))
    assert forward == back[::-1]


@given(TEXTS, st.data())
def test_no_edge_of_a_word_cuts_a_letter(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text)))
    for edge in (*word_starts(text, position), *word_ends(text, position)):
        assert letter_start(text, edge) == edge
