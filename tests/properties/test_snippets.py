"""Marks in a snippet are exactly the found words, whatever letters stand around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.search_index import parsed
from qda.retrieval.searching import folded, pattern_of, snippet, spans_in
from ui.text_positions import PositionMap

PIECES = st.lists(
    st.sampled_from(
        [
            "dana",
            "DÁNA",
            "da\u0301na",
            "danau",
            "👍🏽",
            "👩‍👩‍👧‍👦",
            " ",
            "\n",
            ".",
            "xé",
            "e\u0301",
            "𝗕𝗮",
            "ع",
            "z" * 70,
        ]
    ),
    max_size=40,
).map("".join)


@given(PIECES)
def test_every_mark_is_a_found_word_at_its_place(text: str) -> None:
    pattern = pattern_of(parsed("dana"))
    spans = spans_in(text, pattern)
    for number, span in enumerate(spans):
        made = snippet(text, spans, number)
        assert made.lead in made.marks
        assert made.lead.of(made.text) == span.of(text)
        assert list(made.marks) == sorted(made.marks)
        for mark in made.marks:
            assert folded(mark.of(made.text)).replace("\u0301", "").casefold() == "dana"
        assert "\n" not in made.text
        start = span.start - made.lead.start
        assert made.text == text[start : start + len(made.text)].replace("\n", " ")
        assert made.cut_before == (start > 0)
        assert made.cut_after == (start + len(made.text) < len(text))


@given(PIECES)
def test_marks_are_drawn_at_the_same_letters_that_qt_counts(text: str) -> None:
    spans = spans_in(text, pattern_of(parsed("dana")))
    for number in range(len(spans)):
        made = snippet(text, spans, number)
        units = made.text.encode("utf-16-le")
        positions = PositionMap(made.text)
        for mark in made.marks:
            start, end = positions.units_of(mark)
            assert units[2 * start : 2 * end].decode("utf-16-le") == mark.of(made.text)
