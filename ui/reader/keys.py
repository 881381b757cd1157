"""The keys of the text: which act of `ui.menus` a key press on it means."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from ui.menus import coding, judging, memos, queue, text, view

_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_THEMES: Final = (text, coding, judging, queue, memos, view)
_ACTS: Final = tuple(act for theme in _THEMES for act in theme.ACTS if act.needs_text)


def combined(key: str) -> int:
    """A key as written in `ui.menus`, such as `Ctrl+G`, as Qt's one number."""
    # Qt's type hints do not know that a sequence can be indexed.
    first: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
    return first.toCombined()


_SIGNS: Final = frozenset(
    QKeyCombination.fromCombined(combined(key)).key()
    for act in _ACTS
    for key in act.text_keys
    if len(key) == 1 and not key.isalnum()
)
"""The keys that are neither letters nor digits."""

KEYS: Final = {
    combined(key): act.name
    for act in _ACTS
    for key in (*act.text_keys, *((act.key,) if act.key else ()))
}
"""The acts that need a text, by the keys that mean them there."""


def act_of(key: int, modifiers: Qt.KeyboardModifier) -> str | None:
    """The name of the act that a key press on the text means, or None where it is Qt's."""
    ignored = Qt.KeyboardModifier.KeypadModifier
    if modifiers & _CTRL and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        # On many keyboards the plus sign needs Shift, on others it is the equals sign.
        ignored |= Qt.KeyboardModifier.ShiftModifier
        key = Qt.Key.Key_Plus
    elif key in _SIGNS and not modifiers & _CTRL:
        # Where a sign lies beneath Shift differs from keyboard to keyboard; the sign is meant.
        ignored |= Qt.KeyboardModifier.ShiftModifier
    combination = QKeyCombination(modifiers & ~ignored, Qt.Key(key))
    return KEYS.get(combination.toCombined())


def digit_of(key: int, modifiers: Qt.KeyboardModifier) -> int | None:
    """The digit 1 to 9 that was pressed alone, or None."""
    plain = not modifiers & ~Qt.KeyboardModifier.KeypadModifier
    return key - Qt.Key.Key_0 if plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9 else None
