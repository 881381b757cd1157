"""The reader's keys as data: what one may press on the text, and what it does there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QKeyCombination, Qt

from qda.i18n import mark

_Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Act(StrEnum):
    """What a key does on the text."""

    CODE = "code"
    COPY_WITH_REFERENCE = "copy_with_reference"
    FIND = "find"
    FIND_NEXT = "find_next"
    FIND_PREVIOUS = "find_previous"
    GO_TO = "go_to"
    LARGER = "larger"
    SMALLER = "smaller"
    NORMAL_SIZE = "normal_size"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    NEXT_CODING = "next_coding"
    PREVIOUS_CODING = "previous_coding"
    HOLD_START = "hold_start"
    HOLD_END = "hold_end"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Binding:
    """A key, what it does, and the English sentence that says so in the list of keys."""

    combination: QKeyCombination
    act: Act
    says: str


def _on(
    key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> QKeyCombination:
    return QKeyCombination(modifiers, key)


BINDINGS = (
    Binding(_on(_Key.Key_Return), Act.CODE, mark("Code the selected words")),
    Binding(_on(_Key.Key_Enter), Act.CODE, mark("Code the selected words")),
    Binding(_on(_Key.Key_C), Act.CODE, mark("Code the selected words")),
    Binding(_on(_Key.Key_S), Act.SENTENCE, mark("Select the sentence")),
    Binding(_on(_Key.Key_P), Act.PARAGRAPH, mark("Select the paragraph")),
    Binding(_on(_Key.Key_Down, _ALT), Act.NEXT_CODING, mark("Go to the next coding")),
    Binding(_on(_Key.Key_Up, _ALT), Act.PREVIOUS_CODING, mark("Go to the coding before")),
    Binding(_on(_Key.Key_BracketLeft), Act.HOLD_START, mark("Move where the coding starts")),
    Binding(_on(_Key.Key_BracketRight), Act.HOLD_END, mark("Move where the coding ends")),
    Binding(_on(_Key.Key_F, _CTRL), Act.FIND, mark("Find in this source")),
    Binding(_on(_Key.Key_F3), Act.FIND_NEXT, mark("Find the next")),
    Binding(_on(_Key.Key_F3, _SHIFT), Act.FIND_PREVIOUS, mark("Find the one before")),
    Binding(_on(_Key.Key_G, _CTRL), Act.GO_TO, mark("Go to paragraph")),
    Binding(_on(_Key.Key_Plus, _CTRL), Act.LARGER, mark("Larger letters")),
    Binding(_on(_Key.Key_Equal, _CTRL), Act.LARGER, mark("Larger letters")),
    Binding(_on(_Key.Key_Minus, _CTRL), Act.SMALLER, mark("Smaller letters")),
    Binding(_on(_Key.Key_0, _CTRL), Act.NORMAL_SIZE, mark("Letters of normal size")),
    Binding(_on(_Key.Key_C, _CTRL | _SHIFT), Act.COPY_WITH_REFERENCE, mark("Copy with reference")),
    Binding(_on(_Key.Key_Escape), Act.LEAVE, mark("Select nothing")),
)
_ACTS = {binding.combination.toCombined(): binding.act for binding in BINDINGS}


def act_of(key: int, modifiers: Qt.KeyboardModifier) -> Act | None:
    """What a key press does on the text, or None where it is Qt's."""
    ignored = Qt.KeyboardModifier.KeypadModifier
    if modifiers & _CTRL and key in (_Key.Key_Plus, _Key.Key_Equal):
        # On many keyboards the plus sign needs Shift.
        ignored |= _SHIFT
    combination = QKeyCombination(modifiers & ~ignored, Qt.Key(key))
    return _ACTS.get(combination.toCombined())


def digit_of(key: int, modifiers: Qt.KeyboardModifier) -> int | None:
    """The digit 1 to 9 that was pressed alone, or None."""
    plain = not modifiers & ~Qt.KeyboardModifier.KeypadModifier
    return key - _Key.Key_0 if plain and _Key.Key_1 <= key <= _Key.Key_9 else None
