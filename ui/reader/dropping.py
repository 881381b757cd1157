"""A code that is dragged over the text and dropped: a frame shows which words it would be given."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QDragMoveEvent, QDropEvent, QPainter, QPen

from models.positions import Span
from ui.reader.state import CODE_MIME, unpacked_code
from ui.reader.text_view import ReaderTextView
from ui.reader.units import paragraph, sentence
from ui.theme import colours_of

_MOVES = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class Dropping(QObject):
    """Lets a code fall on the selection, or else on the sentence under the pointer.

    With Shift it falls on the paragraph.

    Signals:
        code_dropped: a code (id) was dropped on words (their span).
    """

    code_dropped = Signal(int, object)

    def __init__(self, view: ReaderTextView) -> None:
        super().__init__(view)
        self._view = view
        self.target: Span | None = None
        view.overlays.append(self._paint)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override: all that is dragged over the text."""
        if event.type() in _MOVES and isinstance(event, QDragMoveEvent):
            self._aim(self._words(event))
            _answer(event, welcome=self.target is not None)
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._fall(event)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._aim(None)
        return super().eventFilter(watched, event)

    def _fall(self, event: QDropEvent) -> None:
        code = unpacked_code(bytes(event.mimeData().data(CODE_MIME).data()))
        words = self._words(event)
        self._aim(None)
        _answer(event, welcome=code is not None and words is not None)
        if code is not None and words is not None:
            self.code_dropped.emit(code, words)

    def _words(self, event: QDropEvent) -> Span | None:
        """The words that what is dragged would be dropped on, or None."""
        if not event.mimeData().hasFormat(CODE_MIME):
            return None
        if self._view.selected_at(event.position()):
            return self._view.selected_span()
        position = self._view.position_near(event.position())
        if position is None:
            return None
        unit = paragraph if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else sentence
        return unit(self._view.shown, position)

    def _aim(self, target: Span | None) -> None:
        if target != self.target:
            self.target = target
            self._view.viewport().update()

    def _paint(self, painter: QPainter) -> None:
        if self.target is None:
            return
        view = self._view
        pen = QPen(QColor(colours_of(view).accent), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        for strip in view.page().strips(*view.positions.units_of(self.target)):
            painter.drawRect(strip.adjusted(-2, -1, 2, 2))


def _answer(event: QDropEvent, *, welcome: bool) -> None:
    if welcome:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
    else:
        event.ignore()
