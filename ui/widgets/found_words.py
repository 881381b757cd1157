"""Marks the words that a search found, wherever a line or two of a text are painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout

from models.positions import Span
from ui.text_positions import PositionMap
from ui.theme import Colours

_BEFORE: Final = 24
"""So many letters stand before the first found word where a text does not begin at its start."""

_LEFT_OUT: Final = "…"


def marked(words: str, spans: Sequence[Span], colours: Colours) -> list[QTextLayout.FormatRange]:
    """How found words are dressed: bold on a ground of their own."""
    if not spans:
        return []
    positions = PositionMap(words)
    ranges = []
    for span in spans:
        start, end = positions.units_of(span)
        found = QTextLayout.FormatRange()
        found.start, found.length = start, end - start
        dress = QTextCharFormat()
        dress.setBackground(QColor(colours.found))
        dress.setForeground(QColor(colours.text))
        dress.setFontWeight(QFont.Weight.Bold)
        found.format = dress
        ranges.append(found)
    return ranges


def from_first_found(words: str, spans: Sequence[Span], room: int) -> tuple[str, tuple[Span, ...]]:
    """The words as they are, or from a little before the first found one.

    They begin there where `room`, so many letters from the start, would end before it.
    """
    if not spans or spans[0].end <= room:
        return words, tuple(spans)
    start = words.rfind(" ", 0, max(0, spans[0].start - _BEFORE)) + 1
    shift = len(_LEFT_OUT) - start
    moved = tuple(Span(each.start + shift, each.end + shift) for each in spans)
    return _LEFT_OUT + words[start:], moved
