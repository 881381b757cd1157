"""The edges of a coding under the pointer: a handle shows where one can be taken and dragged.

A handle is taken by its lower half: in the upper one words are selected as anywhere, so that a
selection may begin where a coding does.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen

from models.positions import Span
from ui.reader.nudging import HeldEdge, show_held
from ui.reader.text_view import ReaderTextView
from ui.theme import colours_of

_REACH: Final = 5.0
_KNOB: Final = 3.5


class EdgeDragging(QObject):
    """Drags the start or the end of a coding that stands out, by words, with Alt by letters.

    Signals:
        kept: an edge was let go at another place: the coding's id and the new span.
    """

    kept = Signal(int, object)

    def __init__(self, view: ReaderTextView) -> None:
        super().__init__(view)
        self._view = view
        self.near: HeldEdge | None = None
        self.held: HeldEdge | None = None
        self._before: Span | None = None
        self._caret = 0
        view.overlays.append(self._paint)
        view.viewport().installEventFilter(self)

    def leave(self) -> bool:
        """Let go without keeping anything; False where nothing is held."""
        if self.held is None:
            return False
        self.held = self.near = None
        if self._before is None:
            self._view.put_caret(self._caret)
        else:
            self._view.select(self._before)
        self._point()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override: the pointer over the text."""
        if isinstance(event, QMouseEvent):
            kind, left = event.type(), event.button() == Qt.MouseButton.LeftButton
            if kind == QEvent.Type.MouseMove:
                return self._moved(event)
            if kind == QEvent.Type.MouseButtonPress and left and self.near is not None:
                return self._took(self.near)
            if kind == QEvent.Type.MouseButtonRelease and left and self.held is not None:
                return self._let_go(self.held)
        elif event.type() == QEvent.Type.Leave and self.held is None:
            self._approach(None)
        return super().eventFilter(watched, event)

    def _moved(self, event: QMouseEvent) -> bool:
        if self.held is not None:
            self._drag(self.held, event)
        elif event.buttons() == Qt.MouseButton.NoButton:
            self._approach(self._edge_at(event.position()))
        return self.near is not None

    def _took(self, edge: HeldEdge) -> bool:
        self._before, self._caret = self._view.selected_span(), self._view.caret()
        self.held = edge
        show_held(self._view, edge)
        return True

    def _drag(self, held: HeldEdge, event: QMouseEvent) -> None:
        view, point = self._view, event.position()
        self._scroll_to(point)
        position = view.position_near(point, between=True)
        if position is None:
            return
        by_letter = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self.held = self.near = held.snapped(view.shown.text, position, by_letter=by_letter)
        show_held(view, self.held)

    def _let_go(self, held: HeldEdge) -> bool:
        highlight = self._view.highlight(held.id)
        self.held = self.near = None
        self._view.put_caret(held.position)
        self._point()
        if highlight is not None and held.span != highlight.span:
            self.kept.emit(held.id, held.span)
        return True

    def _scroll_to(self, point: QPointF) -> None:
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        if point.y() < 0:
            bar.setValue(bar.value() - 1)
        elif point.y() > height:
            bar.setValue(bar.value() + 1)

    def _approach(self, edge: HeldEdge | None) -> None:
        if edge != self.near:
            self.near = edge
            self._point()

    def _point(self) -> None:
        shape = Qt.CursorShape.IBeamCursor if self.near is None else Qt.CursorShape.SplitHCursor
        self._view.viewport().setCursor(shape)
        self._view.viewport().update()

    def _edge_at(self, point: QPointF) -> HeldEdge | None:
        """The edge in reach of the pointer; of several the nearest, then the shortest coding's."""
        found: list[tuple[float, int, HeldEdge]] = []
        for id_ in self._view.raised:
            highlight = self._view.highlight(id_)
            if highlight is None:
                continue
            for at_start in (True, False):
                edge = HeldEdge(id_, at_start, highlight.span)
                line = self._line_of(edge)
                if line is not None and line.center().y() < point.y() <= line.y2() + _REACH:
                    away = abs(line.x1() - point.x())
                    found.append((away, len(highlight.span), edge))
        near = [each for each in found if each[0] <= _REACH]
        return min(near, key=lambda each: each[:2])[2] if near else None

    def _line_of(self, edge: HeldEdge) -> QLineF | None:
        units = self._view.positions.units_of(edge.span)
        return self._view.page().edge(*units, at_start=edge.at_start)

    def _paint(self, painter: QPainter) -> None:
        line = None if self.near is None else self._line_of(self.near)
        if line is None:
            return
        colours = colours_of(self._view)
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawLine(line)
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(line.p1(), _KNOB, _KNOB)
        painter.drawEllipse(line.p2(), _KNOB, _KNOB)
