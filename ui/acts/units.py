"""The stretch at the caret that one may code in one stroke: its sentence, turn or paragraph."""

from __future__ import annotations

from enum import StrEnum

from models.positions import Span, trimmed
from ui.panes.reading import ReadingPane
from ui.reader.units import paragraph_around, sentence_around


class Unit(StrEnum):
    """What is coded in one stroke."""

    SENTENCE = "sentence"
    TURN = "turn"
    PARAGRAPH = "paragraph"


def unit_at_caret(pane: ReadingPane, unit: Unit) -> Span | None:
    """The unit at the caret, or None; the name of the speaker before the words is no part of it."""
    shown = pane.reader.shown_text()
    if shown is None:
        return None
    text, caret = shown.text, pane.reader.view.caret()
    turn = next((t for t in reversed(pane.turns) if t.span.start <= caret <= t.span.end), None)
    if unit is Unit.TURN:
        if turn is None or turn.words_start >= turn.span.end:
            return None
        return trimmed(text, Span(turn.words_start, turn.span.end))
    whole = paragraph_around(text, caret)
    if whole is None:
        return None
    if turn is not None and whole.start < turn.words_start < whole.end:
        whole = trimmed(text, Span(turn.words_start, whole.end)) or whole
    if unit is Unit.PARAGRAPH:
        return whole
    return sentence_around(text, max(caret, whole.start), whole)
