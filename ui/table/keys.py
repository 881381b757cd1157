"""The keys of a table: which act a press of a key on its rows asks for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_KEYS: Final = {
    "c": "table_code",
    ".": "table_code_again",
    "q": "table_question",
    "y": "table_confirm",
    "x": "table_throw",
    "j": "table_next",
    "k": "table_previous",
    "n": "table_uncoded",
    "t": "table_text",
    "o": "table_unfold",
    " ": "table_unfold",
    "/": "table_search",
    "f": "table_fold",
    "g": "table_group",
    "s": "table_sort",
    "d": "table_strength",
    "w": "table_time",
    "b": "table_confidence",
    "m": "table_memo",
}
"""The plain keys of the table with the acts they ask for; Shift+C is one of its own."""

_SIGNS: Final = {
    "+": "table_supporting",
    "-": "table_inhibiting",
    "*": "table_mixed",
    "0": "table_neutral",
    "!": "table_important",
}
"""The signs that judge, with Shift or without, as keyboards have them."""


def act_of(event: QKeyEvent) -> str | None:
    """The act that a key of the table asks for, or None."""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_plain(event):
        return "table_open"
    shift = event.modifiers() & ~_IGNORED == Qt.KeyboardModifier.ShiftModifier
    if shift and event.key() == Qt.Key.Key_C:
        return "table_code_all"
    if shift and event.key() == Qt.Key.Key_N:
        return "table_uncoded_before"
    if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_L:
        return "table_code_again"
    if is_plain(event) and (act := _KEYS.get(event.text().casefold())) is not None:
        return act
    return _SIGNS.get(event.text()) if shift or is_plain(event) else None


def is_plain(event: QKeyEvent) -> bool:
    """Whether a key was pressed alone, be it on the keypad."""
    return event.modifiers() & ~_IGNORED == Qt.KeyboardModifier.NoModifier


_IGNORED: Final = Qt.KeyboardModifier.KeypadModifier
