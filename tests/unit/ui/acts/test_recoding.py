"""Which codings hang together with one, so that they can be merged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.positions import Span
from qda.retrieval.rows import CodingRow
from ui.acts.recoding import named, touching
from ui.panes.highlights import new_row

TEXT = "Dana kurang.\n Laporan terlambat sekali."


def coding(number: int, start: int, end: int, *, code: int = 1, coder: int = 1) -> CodingRow:
    """A coding of a stretch of the text."""
    return replace(new_row(number, Span(start, end), code), coder_id=coder)


@pytest.mark.parametrize(
    ("spans", "wanted", "chain"),
    [
        ([(0, 4), (4, 12)], 1, [1, 2]),
        ([(0, 12), (14, 21)], 2, [1, 2]),
        ([(0, 4), (6, 12)], 1, [1]),
        ([(0, 12), (2, 4), (10, 11)], 3, [1, 2, 3]),
        ([(22, 31), (0, 12), (12, 21)], 3, [2, 3, 1]),
        ([(0, 4), (14, 21), (15, 31)], 3, [2, 3]),
    ],
    ids=["adjoining", "white space between", "words between", "nested", "chain", "two chains"],
)
def test_codings_hang_together_where_no_word_parts_them(
    spans: list[tuple[int, int]], wanted: int, chain: list[int]
) -> None:
    rows = [coding(number, *span) for number, span in enumerate(spans, start=1)]
    found = touching(rows[wanted - 1], rows, TEXT)
    assert [row.id for row in found] == chain


def test_other_codes_and_coders_do_not_hang_together() -> None:
    row = coding(1, 0, 4)
    others = [coding(2, 2, 6, code=2), coding(3, 2, 6, coder=2)]
    assert touching(row, [row, *others], TEXT) == [row]


def test_long_words_are_shortened_on_one_line() -> None:
    assert named("a\n b") == "a b"
    assert len(named("kata " * 40)) == 60
