"""Moves one edge of a coding: hold the edge, nudge it by words or letters, then keep or leave it.

By keys and by mouse alike an edge stops where a word begins or ends, or between two letters where
one asks for that. It never cuts a letter, and never passes the other edge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from models.positions import Span
from ui.reader.letters import (
    letter_start,
    nearest_of,
    next_letter,
    next_of,
    previous_letter,
    previous_of,
    word_ends,
    word_starts,
)
from ui.reader.text_view import ReaderTextView

_BACK: Final = (Qt.Key.Key_Left,)
_SIDEWAYS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_LINES: Final = {
    Qt.Key.Key_Up: QTextCursor.MoveOperation.Up,
    Qt.Key.Key_Down: QTextCursor.MoveOperation.Down,
    Qt.Key.Key_Home: QTextCursor.MoveOperation.StartOfLine,
    Qt.Key.Key_End: QTextCursor.MoveOperation.EndOfLine,
}


@dataclass(frozen=True, slots=True)
class HeldEdge:
    """The edge of the coding `id` that is being moved; `span` is what the coding would cover."""

    id: int
    at_start: bool
    span: Span

    @property
    def position(self) -> int:
        """Where the edge stands."""
        return self.span.start if self.at_start else self.span.end

    def moved_to(self, text: str, position: int) -> HeldEdge:
        """The edge at a position, between two letters, and at least one from the other edge."""
        place = letter_start(text, min(max(position, 0), len(text)))
        start, end = self.span.start, self.span.end
        if self.at_start:
            start = min(place, previous_letter(text, end))
        else:
            end = max(place, next_letter(text, start))
        return replace(self, span=Span(start, end))

    def nudged(self, text: str, *, forward: bool, by_letter: bool) -> HeldEdge:
        """The edge one word further, or one letter."""
        here = self.position
        if by_letter:
            place = (next_letter if forward else previous_letter)(text, here)
        else:
            edges = (word_starts if self.at_start else word_ends)(text, here)
            place = next_of(edges, here, here) if forward else previous_of(edges, here, here)
            if place == here:
                # Beyond the last word of the text there may still be white space.
                place = (next_letter if forward else previous_letter)(text, here)
        return self.moved_to(text, place)

    def snapped(self, text: str, position: int, *, by_letter: bool) -> HeldEdge:
        """The edge at the word's edge nearest to a position, or between two letters there."""
        position = min(max(position, 0), len(text))
        if not by_letter:
            edges = (word_starts if self.at_start else word_ends)(text, position)
            start, end = self.span.start, self.span.end
            # At least one word stays coded.
            beyond = [edge for edge in edges if (edge < end if self.at_start else edge > start)]
            position = nearest_of(beyond, position, self.position)
        return self.moved_to(text, position)


def hold(view: ReaderTextView, id_: int, *, at_start: bool) -> HeldEdge | None:
    """Take hold of an edge: the coding's words are selected, the caret stands at that edge."""
    highlight = view.highlight(id_)
    if highlight is None:
        return None
    held = HeldEdge(id_, at_start, highlight.span)
    show_held(view, held)
    return held


def show_held(view: ReaderTextView, held: HeldEdge) -> None:
    """Select the words that the coding would cover; the caret stands at the edge."""
    view.select(held.span, caret_at_start=held.at_start)


def nudged_by_key(view: ReaderTextView, held: HeldEdge, event: QKeyEvent) -> HeldEdge | None:
    """The edge after a key press; None where the key moves none.

    Left and Right go word by word, with Shift letter by letter; Up, Down, Home and End by lines.
    """
    text = view.shown.text
    key = Qt.Key(event.key())
    if key in _SIDEWAYS:
        forward = (key not in _BACK) != view.right_to_left_at(held.position)
        by_letter = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return held.nudged(text, forward=forward, by_letter=by_letter)
    if key in _LINES:
        cursor = view.textCursor()
        cursor.movePosition(_LINES[key], QTextCursor.MoveMode.KeepAnchor)
        return held.moved_to(text, view.positions.to_code_points(cursor.position()))
    return None
