"""Which act a key on the text means, on keyboards that have signs in different places."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.reader.keys import act_of, digit_of

Key, Modifier = Qt.Key, Qt.KeyboardModifier
NONE, SHIFT, CTRL = Modifier.NoModifier, Modifier.ShiftModifier, Modifier.ControlModifier
KEYPAD = Modifier.KeypadModifier


@pytest.mark.parametrize(
    ("key", "act"),
    [
        (Key.Key_Plus, "supporting"),
        (Key.Key_Minus, "inhibiting"),
        (Key.Key_Asterisk, "mixed"),
        (Key.Key_Exclam, "important"),
        (Key.Key_Slash, "again_paragraph"),
        (Key.Key_Semicolon, "again_turn"),
    ],
)
@pytest.mark.parametrize("modifiers", [NONE, SHIFT, KEYPAD], ids=["alone", "shift", "keypad"])
def test_a_sign_means_its_act_whether_or_not_it_lies_beneath_shift(
    key: Qt.Key, act: str, modifiers: Qt.KeyboardModifier
) -> None:
    assert act_of(key, modifiers) == act


def test_a_letter_with_shift_is_another_key() -> None:
    assert act_of(Key.Key_C, NONE) == "code"
    assert act_of(Key.Key_C, SHIFT) == "code_here"
    assert act_of(Key.Key_D, SHIFT) is None


def test_control_with_plus_makes_letters_larger_and_judges_nothing() -> None:
    assert act_of(Key.Key_Plus, CTRL) == "larger"
    assert act_of(Key.Key_Equal, CTRL | SHIFT) == "larger"
    assert act_of(Key.Key_Minus, CTRL) == "smaller"


@pytest.mark.parametrize("modifiers", [NONE, KEYPAD])
def test_digits_stand_for_recent_codes_and_zero_for_neutral(
    modifiers: Qt.KeyboardModifier,
) -> None:
    assert [digit_of(Key(Key.Key_0 + n), modifiers) for n in range(1, 10)] == list(range(1, 10))
    assert digit_of(Key.Key_0, modifiers) is None
    assert act_of(Key.Key_0, modifiers) == "neutral"
