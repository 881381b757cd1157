"""Paints codings beneath the words: a faint tint, and a line in the code's colour and lane.

A confirmed coding has a solid line, a proposed one a dashed line and no tint, so that what awaits
a researcher looks unlike what one has decided, in any colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.reader.page import Page
from ui.reader.state import Highlight
from ui.theme import WASHES, Colours, tint, tone

_LINE: Final = 2.0
_STEP: Final = 3.5


def paint_underlays(
    painter: QPainter,
    page: Page,
    *,
    highlights: Mapping[int, Highlight],
    colours: Colours,
    raised: frozenset[int],
) -> None:
    """Tint and underline the codings in view; those in `raised` stand out more."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for piece in page.pieces:
        highlight = highlights[piece.id]
        if not highlight.proposed and page.lanes[piece.id] < WASHES:
            painter.fillRect(piece.rect, tint(highlight.colour, colours.base, colours.wash))
    for piece in page.pieces:
        highlight = highlights[piece.id]
        y = piece.rect.bottom() + _STEP * (page.lanes[piece.id] % WASHES)
        width = _LINE + (piece.id in raised)
        painter.setPen(_pen(highlight.colour, colours.base, width, highlight.proposed))
        painter.drawLine(QPointF(piece.rect.left(), y), QPointF(piece.rect.right() - 1, y))


@cache
def _pen(colour: str, ground: str, width: float, dashed: bool) -> QPen:  # noqa: FBT001
    pen = QPen(tone(colour, ground))
    pen.setWidthF(width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([3, 2])
    return pen


def paint_found(
    painter: QPainter, strips: Iterable[QRectF], colours: Colours, *, current: bool
) -> None:
    """Mark what a search found; the one that the search stands on is framed."""
    for strip in strips:
        painter.fillRect(strip, QColor(colours.found))
        if current:
            painter.setPen(QPen(QColor(colours.text), 1.5))
            painter.drawRect(strip)


def paint_flash(painter: QPainter, strips: Iterable[QRectF], colours: Colours) -> None:
    """Frame the words that were just gone to."""
    painter.setPen(QPen(QColor(colours.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for strip in strips:
        painter.drawRect(strip.adjusted(-2, -2, 2, 3))
