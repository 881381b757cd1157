"""Paints codings beneath the words: a faint tint, and a line in the code's colour and lane.

A confirmed coding has a solid line, a proposed one a dashed line and no tint, so that what awaits
a researcher looks unlike what one has decided, in any colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.reader.finding import Findings
from ui.reader.page import Page
from ui.reader.state import Highlight
from ui.text_positions import PositionMap
from ui.theme import WASHES, Colours, tint, tone

_LINE: Final = 2.0
_STEP: Final = 3.5
_THIN: Final = 1.0
_DEEPEST: Final = 8
_ABOVE: Final = 2.0
"""Lines begin so far above the foot of the letters' room, where only few letters reach."""


def paint_underlays(
    painter: QPainter,
    page: Page,
    *,
    highlights: Mapping[int, Highlight],
    colours: Colours,
    raised: frozenset[int],
    room: float,
) -> None:
    """Tint and underline the codings in view; those in `raised` stand out more.

    `room` is the height between two lines of text: no line of a coding reaches into the next one.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for piece in page.pieces:
        highlight = highlights[piece.id]
        if not highlight.proposed and page.lanes[piece.id] < WASHES:
            painter.fillRect(piece.rect, tint(highlight.colour, colours.base, colours.wash))
    # The deeper the codings lie over one another, the finer and closer are their lines.
    depths = _depths(page)
    for piece in sorted(page.pieces, key=lambda each: each.id in raised):
        highlight, lane = highlights[piece.id], page.lanes[piece.id] % _DEEPEST
        foot = piece.rect.bottom()
        step = min(_STEP, (room + 2 * _ABOVE) / depths[foot])
        thin = min(_LINE, max(_THIN, step * 0.7))
        y = foot - _ABOVE + thin + step * lane
        width = thin + (piece.id in raised)
        painter.setPen(_pen(highlight.colour, colours.base, width, highlight.proposed))
        painter.drawLine(QPointF(piece.rect.left(), y), QPointF(piece.rect.right() - 1, y))


def _depths(page: Page) -> dict[float, int]:
    """How many lanes the codings on each line of text take, by the foot of the line."""
    depths: dict[float, int] = {}
    for piece in page.pieces:
        foot, lane = piece.rect.bottom(), page.lanes[piece.id] % _DEEPEST
        depths[foot] = max(depths.get(foot, 1), lane + 1)
    return depths


@cache
def _pen(colour: str, ground: str, width: float, dashed: bool) -> QPen:  # noqa: FBT001
    pen = QPen(tone(colour, ground))
    pen.setWidthF(width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([3, 2])
    return pen


def marked(
    findings: Findings, current: int | None, *, page: Page, positions: PositionMap
) -> list[tuple[int, int, bool]]:
    """The UTF-16 stretches of the findings in view, and which one the search stands on."""
    if not findings or not page.lines:
        return []
    start = positions.to_code_points(page.lines[0].start)
    end = positions.to_code_points(page.lines[-1].end)
    return [
        (*positions.units_of(findings.span(number)), number == current)
        for number in findings.touching(start, end)
    ]


def paint_findings(
    painter: QPainter, page: Page, findings: Iterable[tuple[int, int, bool]], colours: Colours
) -> None:
    """Mark what a search found; the one that the search stands on is framed."""
    for start, end, current in findings:
        for strip in page.strips(start, end):
            painter.fillRect(strip, QColor(colours.found))
            if current:
                painter.setPen(QPen(QColor(colours.text), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(strip)
