"""The reader's keys as data."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.reader.keys import KEYS, act_of, digit_of
from ui.reader.reader import OWN

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PAD = Qt.KeyboardModifier.KeypadModifier


@pytest.mark.parametrize(
    ("key", "modifiers", "act"),
    [
        (Qt.Key.Key_C, NONE, "code"),
        (Qt.Key.Key_Enter, PAD, "code"),
        (Qt.Key.Key_C, CTRL, None),
        (Qt.Key.Key_C, CTRL | SHIFT, "copy_with_reference"),
        (Qt.Key.Key_Plus, CTRL | SHIFT, "larger"),
        (Qt.Key.Key_Plus, CTRL | PAD, "larger"),
        (Qt.Key.Key_Equal, CTRL, "larger"),
        (Qt.Key.Key_A, NONE, None),
    ],
)
def test_a_key_does_what_is_written(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, act: str | None
) -> None:
    assert act_of(key, modifiers) == act


def test_every_act_of_the_reader_has_a_key() -> None:
    assert set(OWN) <= set(KEYS.values())


def test_digits_are_told_apart() -> None:
    assert digit_of(Qt.Key.Key_1, NONE) == 1
    assert digit_of(Qt.Key.Key_9, PAD) == 9
    assert digit_of(Qt.Key.Key_0, NONE) is None
    assert digit_of(Qt.Key.Key_1, CTRL) is None
