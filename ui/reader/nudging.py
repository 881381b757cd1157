"""Moves one edge of a coding by keys: hold the edge, nudge it, then keep or leave it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.reader.text_view import ReaderTextView

_MOVES = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)


@dataclass(frozen=True, slots=True)
class HeldEdge:
    """The edge of the coding `id` that is being moved; the selection shows where it would be."""

    id: int
    at_start: bool


def hold(view: ReaderTextView, id_: int, *, at_start: bool) -> HeldEdge | None:
    """Take hold of an edge: the coding's words are selected, the caret stands at that edge."""
    highlight = view.highlight(id_)
    if highlight is None:
        return None
    view.select(highlight.span, caret_at_start=at_start)
    return HeldEdge(id_, at_start)


def as_nudge(event: QKeyEvent) -> QKeyEvent | None:
    """The same key with Shift, so that an arrow moves the edge and not the caret alone.

    None for every other key. Control still moves by words.
    """
    if event.key() not in _MOVES and event.key() not in _ENDS:
        return None
    modifiers = event.modifiers() | Qt.KeyboardModifier.ShiftModifier
    return QKeyEvent(event.type(), event.key(), modifiers, event.text())
