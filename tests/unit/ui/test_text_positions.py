"""Positions agree with Python's own UTF-16 encoder, whatever the text holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions import Span
from ui.text_positions import PositionMap, shown_text

PIECES = (
    "a",
    "Ibu Sari ",
    "\n",
    "😤",
    "👨‍👩‍👧",
    "🇮🇩",
    "❤️",
    "👍🏻",
    "𝗕𝗮𝗴𝘂𝘀",
    "e\u0301",
    "التطبيق",
    "שלום",
    "\u200f",
    "\ufeff",
    "漢字𠀀",
    "\t",
    "\r",
    "kata " * 2000,
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(texts, st.data())
def test_a_position_counts_the_units_before_it(text: str, data: st.DataObject) -> None:
    point = data.draw(st.integers(0, len(text)))
    assert PositionMap(text).to_units(point) == units(text[:point])


@given(texts, st.data())
def test_there_and_back_is_the_same_place(text: str, data: st.DataObject) -> None:
    positions = PositionMap(text)
    point = data.draw(st.integers(0, len(text)))
    assert positions.to_code_points(positions.to_units(point)) == point


@given(texts)
def test_the_whole_text_has_both_lengths(text: str) -> None:
    positions = PositionMap(text)
    assert (positions.code_points, positions.units) == (len(text), units(text))
    assert positions.plain == (len(text) == units(text))


@given(texts, st.data())
def test_a_span_of_units_is_the_words_between_them(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = PositionMap(text).span(units(text[:start]), units(text[:end]))
    assert (span.of(text) if span else "") == text[start:end]


@given(texts)
def test_a_position_inside_a_character_is_before_it(text: str) -> None:
    positions = PositionMap(text)
    for point, character in enumerate(text):
        if units(character) == 2:
            assert positions.to_code_points(positions.to_units(point) + 1) == point


def test_a_span_that_cuts_a_character_takes_all_of_it() -> None:
    assert PositionMap("a😀b").span(2, 4) == Span(1, 3)
    assert PositionMap("a😀b").span(0, 2) == Span(0, 2)


def test_an_empty_stretch_is_no_span() -> None:
    assert PositionMap("abc").span(2, 2) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("satu\ndua", "satu\ndua"),
        ("satu\rdua", "satu dua"),
        ("a\ufdd0b\ufdd1", "a\ufffdb\ufffd"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_what_qt_would_swallow_is_shown_as_one_other_character(text: str, shown: str) -> None:
    assert shown_text(text) == shown
    assert len(shown_text(text)) == len(text)
