"""Which letter of the lines in view a point of the viewport means."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QMouseEvent, QTextCursor, QTextLine

from ui.reader.letters import letter_end, letter_start
from ui.reader.page import Page
from ui.text_positions import PositionMap

_ON_CHARACTER: Final = QTextLine.CursorPosition.CursorOnCharacter
_BETWEEN: Final = QTextLine.CursorPosition.CursorBetweenCharacters


def unit_at(page: Page, point: QPointF) -> int | None:
    """The UTF-16 position whose letter is under a point, or None."""
    line = next((ln for ln in page.lines if ln.top <= point.y() < ln.bottom), None)
    if line is None:
        return None
    x = point.x() - line.offset.x()
    unit = line.block_start + line.line.xToCursor(x, _ON_CHARACTER)
    over = any(strip.contains(point) for strip in line.strips(unit, unit + 1))
    return unit if over else None


def unit_near(page: Page, point: QPointF, *, between: bool) -> int | None:
    """The UTF-16 position nearest to a point; None where there is no text.

    It is that of the letter there, or with `between` of the nearest gap between two letters.
    """
    line = page.line_at(point.y())
    if line is None:
        return None
    x = point.x() - line.offset.x()
    unit = line.block_start + line.line.xToCursor(x, _BETWEEN if between else _ON_CHARACTER)
    return min(unit, line.end)


def out_of_letter(cursor: QTextCursor, text: str, positions: PositionMap) -> bool:
    """Move a cursor out of a letter that it cuts; whether it cut one."""
    anchor = positions.to_code_points(cursor.anchor())
    caret = positions.to_code_points(cursor.position())
    fixed = letter_end(text, caret) if caret > anchor else letter_start(text, caret)
    if fixed == caret:
        return False
    keep = QTextCursor.MoveMode.KeepAnchor if anchor != caret else QTextCursor.MoveMode.MoveAnchor
    cursor.setPosition(positions.to_units(fixed), keep)
    return True


def on_line(page: Page, event: QMouseEvent) -> QMouseEvent:
    """The same event, moved from between two lines to the nearer one."""
    position = event.position()
    line = page.line_at(position.y())
    if line is None or line.top <= position.y() < line.bottom:
        return event
    return QMouseEvent(
        event.type(),
        QPointF(position.x(), (line.top + line.bottom) / 2),
        event.globalPosition(),
        event.button(),
        event.buttons(),
        event.modifiers(),
        event.pointingDevice(),
    )
