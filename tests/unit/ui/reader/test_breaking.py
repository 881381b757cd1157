"""Names are broken between words, and within one only where it is too wide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.reader.breaking import broken


def test_lines_hold_as_many_words_as_fit() -> None:
    assert broken("satu dua tiga", 8, len) == "satu dua\ntiga"


def test_only_the_word_that_is_too_wide_is_broken() -> None:
    assert broken("di antarorganisasi", 6, len) == "di\nantaro\nrganis\nasi"


@given(st.text("ab ", max_size=60), st.integers(1, 12))
def test_no_letter_is_lost_and_no_line_too_wide(text: str, width: int) -> None:
    lines = broken(text, width, len)
    assert lines.replace("\n", "").replace(" ", "") == text.replace(" ", "")
    assert all(len(line) <= width for line in lines.split("\n"))
