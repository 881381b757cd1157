"""Levels and order of right-to-left text; expected levels are those of ICU 72."""

from __future__ import annotations

import pytest

from exports.documents.bidi import has_right_to_left, resolved, visual


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("abc", "000"),
        ("אבג", "111"),
        ("abc אבג", "0000111"),
        ("אבג abc", "1111222"),
        ("אב 12 ג", "1112211"),
        ("عر 12,3", "1112222"),
        ("a (ב) c", "0001000"),
        ("א (b) ג", "1112111"),
        ("a ב-1 c", "0011200"),
        ("\u202eabc\u202c d", "0111000"),
        ("a\u2067ב c\u2069d", "0011200"),
        ("א\u2066b ג\u2069ד", "1122311"),
        ("", ""),
    ],
)
def test_levels_are_those_of_the_standard(text: str, levels: str) -> None:
    told = resolved(text).levels
    # What shows nothing takes the level of its neighbour, which no reader sees.
    seen = [n for n, char in enumerate(text) if char not in "\u202e\u202c"]
    assert [str(told[n]) for n in seen] == [levels[n] for n in seen]


def test_the_first_letter_decides_the_direction() -> None:
    assert resolved("12 אב").base == 1
    assert resolved("12 ab אב").base == 0
    assert resolved("12").base == 0


@pytest.mark.parametrize(
    ("levels", "order"),
    [
        ([0, 0, 0], [0, 1, 2]),
        ([1, 1, 1], [2, 1, 0]),
        ([0, 1, 1, 0], [0, 2, 1, 3]),
        ([1, 2, 2, 1], [3, 1, 2, 0]),
        ([0, 1, 2, 3, 2, 1, 0], [0, 5, 2, 3, 4, 1, 6]),
        ([], []),
    ],
)
def test_pieces_are_turned_level_by_level(levels: list[int], order: list[int]) -> None:
    assert visual(levels) == order


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc é 中", False), ("سلام", True), ("שלום", True), ("a\u202eb", True), ("٣", True)],
)
def test_right_to_left_letters_are_noticed(text: str, expected: bool) -> None:  # noqa: FBT001
    assert has_right_to_left(text) is expected
