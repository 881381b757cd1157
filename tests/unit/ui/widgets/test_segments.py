"""Filtering and copying lists of coded segments."""

from __future__ import annotations

import pytest

from tests.ui.samples import rows
from ui.widgets.segments import copied, matching, one_line


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("PETUGASNYA", [3]),
        ("w03:4 finansial", [5]),
        ("sumber dimas", [4]),
        ("😤", [1, 2]),
        ("nihil", []),
    ],
)
def test_every_word_must_occur_somewhere_in_the_row(words: str, ids: list[int]) -> None:
    assert [row.id for row in matching(rows(), words)] == ids


def test_a_copy_holds_the_quotes_to_the_letter() -> None:
    assert copied(rows()[7:8]) == "“𝗕𝗮𝗴𝘂𝘀 sekali” (W03:6)"


def test_a_quote_is_shown_on_one_line() -> None:
    assert one_line("satu\n dua\t\u2028tiga") == "satu dua tiga"
