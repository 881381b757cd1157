"""Sentences, paragraphs and turns, and one more of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions import Span
from ui.reader.state import ParagraphMark, ReaderText
from ui.reader.units import Unit, paragraph, sentence, turn, widened

LINES = (
    ("Bu Sari", "Satu dua. Tiga Rp 3.000 dll. yang empat!"),
    (None, "  Lima enam. "),
    ("Pak Budi", "Tujuh? Delapan."),
    (None, ""),
    ("Bu Sari", "Sembilan"),
)


def _shown() -> ReaderText:
    marks, at = [], 0
    for number, (speaker, words) in enumerate(LINES, 1):
        if words:
            marks.append(ParagraphMark(number, Span(at, at + len(words)), speaker=speaker))
        at += len(words) + 1
    return ReaderText(1, "W01", "x", "\n".join(words for _, words in LINES), tuple(marks))


SHOWN = _shown()


def at(words: str) -> int:
    """Where words stand."""
    return SHOWN.text.index(words)


@pytest.mark.parametrize(
    ("unit", "place", "found"),
    [
        (sentence, "dua", "Satu dua."),
        (sentence, "3.000", "Tiga Rp 3.000 dll. yang empat!"),
        (paragraph, "enam", "Lima enam."),
        (turn, "Tiga", "Satu dua. Tiga Rp 3.000 dll. yang empat!\n  Lima enam."),
        (turn, "enam", "Satu dua. Tiga Rp 3.000 dll. yang empat!\n  Lima enam."),
        (turn, "Delapan", "Tujuh? Delapan."),
        (turn, "Sembilan", "Sembilan"),
    ],
)
def test_the_unit_at_a_place(unit: Unit, place: str, found: str) -> None:
    span = unit(SHOWN, at(place))
    assert span is not None
    assert span.of(SHOWN.text) == found


def test_without_speakers_a_turn_is_a_paragraph() -> None:
    shown = ReaderText(1, "D1", "x", "satu\ndua", (ParagraphMark(1, Span(0, 4)),))
    assert turn(shown, 1) == Span(0, 4)
    assert turn(ReaderText(1, "D1", "x", "satu"), 1) == Span(0, 4)


@pytest.mark.parametrize("unit", [sentence, paragraph, turn])
@pytest.mark.parametrize("position", [0, 3, 12])
def test_the_name_of_the_speaker_is_no_part_of_what_is_said(unit: Unit, position: int) -> None:
    mark = ParagraphMark(1, Span(0, 20), speaker="Bu Sari", words_start=9)
    span = unit(ReaderText(1, "W01", "x", "Bu Sari: Satu dua.\n\n", (mark,)), position)
    assert span == Span(9, 18)


@pytest.mark.parametrize("unit", [sentence, paragraph, turn])
def test_a_turn_of_no_words_is_its_line(unit: Unit) -> None:
    mark = ParagraphMark(1, Span(0, 8), speaker="Bu Sari", words_start=8)
    assert unit(ReaderText(1, "W01", "x", "Bu Sari:", (mark,)), 3) == Span(0, 8)


@pytest.mark.parametrize(
    ("unit", "selected", "found"),
    [
        (sentence, "Satu dua.", "Satu dua. Tiga Rp 3.000 dll. yang empat!"),
        (sentence, "dua. Tiga", "Satu dua. Tiga Rp 3.000 dll. yang empat!"),
        (
            sentence,
            "Tiga Rp 3.000 dll. yang empat!",
            "Tiga Rp 3.000 dll. yang empat!\n  Lima enam.",
        ),
        (sentence, "Delapan.", "Delapan.\n\nSembilan"),
        (paragraph, "Tujuh? Delapan.", "Tujuh? Delapan.\n\nSembilan"),
        (turn, "Lima", "Satu dua. Tiga Rp 3.000 dll. yang empat!\n  Lima enam."),
        (turn, "Sembilan", "Sembilan"),
    ],
)
def test_one_more_joins_what_is_selected(unit: Unit, selected: str, found: str) -> None:
    span = Span(at(selected), at(selected) + len(selected))
    assert widened(SHOWN, span, unit).of(SHOWN.text) == found


@given(st.sampled_from((sentence, paragraph, turn)), st.data())
def test_widening_never_gives_up_words_and_ends_at_the_end(
    unit: Callable[[ReaderText, int], Span | None], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(SHOWN.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(SHOWN.text))))
    for _ in range(12):
        wider = widened(SHOWN, span, unit)
        assert wider.contains(span)
        span = wider
    assert span.end == len(SHOWN.text)
