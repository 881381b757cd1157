"""The reader's keys as data."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.reader.keys import BINDINGS, Act, act_of, digit_of

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PAD = Qt.KeyboardModifier.KeypadModifier


@pytest.mark.parametrize(
    ("key", "modifiers", "act"),
    [
        (Qt.Key.Key_C, NONE, Act.CODE),
        (Qt.Key.Key_Enter, PAD, Act.CODE),
        (Qt.Key.Key_C, CTRL, None),
        (Qt.Key.Key_C, CTRL | SHIFT, Act.COPY_WITH_REFERENCE),
        (Qt.Key.Key_Plus, CTRL | SHIFT, Act.LARGER),
        (Qt.Key.Key_Plus, CTRL | PAD, Act.LARGER),
        (Qt.Key.Key_A, NONE, None),
    ],
)
def test_a_key_does_what_is_written(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, act: Act | None
) -> None:
    assert act_of(key, modifiers) is act


def test_every_act_has_a_key_and_no_key_two_acts() -> None:
    assert {binding.act for binding in BINDINGS} == set(Act)
    combinations = [binding.combination.toCombined() for binding in BINDINGS]
    assert len(combinations) == len(set(combinations))


def test_digits_are_told_apart() -> None:
    assert digit_of(Qt.Key.Key_1, NONE) == 1
    assert digit_of(Qt.Key.Key_9, PAD) == 9
    assert digit_of(Qt.Key.Key_0, NONE) is None
    assert digit_of(Qt.Key.Key_1, CTRL) is None
