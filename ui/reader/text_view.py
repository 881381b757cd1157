"""The text itself: Qt's plain text editor, read only, with codings painted beneath the words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ui.reader.coded_text import CodedText
from ui.reader.pointing import on_line, out_of_letter
from ui.reader.state import SPAN_MIME, packed_span, told
from ui.reader.underlays import marked, paint_findings, paint_underlays
from ui.theme import colours_of


class ReaderTextView(CodedText):
    """The text as one sees and touches it: painted, hovered, clicked, dragged from and copied.

    `overlays` paint over the words.

    Signals:
        highlight_clicked: a click fell on codings (their ids, the shortest first).
        context_requested: a menu is wanted at a global point, for a span or None, and codings.
        hovered: the pointer is on these codings (a frozen set of ids, perhaps empty).
        zoomed: Control and the wheel ask for larger (1) or smaller letters (-1).
    """

    highlight_clicked = Signal(object)
    context_requested = Signal(QPoint, object, object)
    hovered = Signal(object)
    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.overlays: list[Callable[[QPainter], None]] = []

    # --- what is seen --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override: codings and findings beneath the words."""
        page, colours = self.page(), colours_of(self)
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        painter.fillRect(event.rect(), QColor(colours.base))
        paint_underlays(
            painter,
            page,
            highlights=self._highlights,
            colours=colours,
            raised=self.raised,
            room=self._spaced.extra,
        )
        found = marked(self.findings, self.found, page=page, positions=self.positions)
        paint_findings(painter, page, found, colours)
        self._flash.paint(painter, page, self.positions, colours)
        painter.end()
        super().paintEvent(event)
        self._paint_overlays(event)

    def _paint_overlays(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for paint in self.overlays:
            painter.save()
            paint(painter)
            painter.restore()
        painter.end()

    # --- mouse ---------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Override: with Control the letters grow and shrink."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoomed.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Override: a press between two lines belongs to the nearer one."""
        super().mousePressEvent(self._on_line(event))
        self._keep_letters_whole()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Override: dragging stays on the nearer line; hovering tells the codings."""
        super().mouseMoveEvent(self._on_line(event))
        if event.buttons() == Qt.MouseButton.NoButton:
            self.hovered.emit(frozenset(self.ids_at(event.position())))
        else:
            self._keep_letters_whole()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Override: a double click between two lines belongs to the nearer one."""
        super().mouseDoubleClickEvent(self._on_line(event))
        self._keep_letters_whole()

    def _keep_letters_whole(self) -> None:
        """Move the caret out of a letter that Qt would cut, such as a family of emoji."""
        cursor = self.textCursor()
        if out_of_letter(cursor, self.shown.text, self.positions):
            self.setTextCursor(cursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override: a click on words tells their codings."""
        super().mouseReleaseEvent(self._on_line(event))
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            ids = self.ids_at(event.position())
            if ids:
                self.highlight_clicked.emit(ids)

    def tell(self, ids: Iterable[int]) -> None:
        """Show beside the caret all that is known of these codings, as hovering does."""
        point = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        QToolTip.showText(point, told(self.highlights_of(ids)), self)

    def leaveEvent(self, event: QEvent) -> None:
        """Override: nothing is hovered any more."""
        super().leaveEvent(event)
        self.hovered.emit(frozenset())

    def viewportEvent(self, event: QEvent) -> bool:
        """Override: hovering shows what the tooltips of the codings say."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.highlights_of(self.ids_at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), told(found), self)
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Override: the pane owns the menu."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        here = self.cursorRect().bottomLeft() if by_key else event.pos()
        ids = self.codings.at(self.caret()) if by_key else self.ids_at(QPointF(here))
        point = self.viewport().mapToGlobal(here)
        self.context_requested.emit(point, self.selected_span(), ids)

    def _on_line(self, event: QMouseEvent) -> QMouseEvent:
        inside = self.viewport().rect().contains(event.position().toPoint())
        return on_line(self.page(), event) if inside else event

    # --- dragging and copying ------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """Override: the exact words of the source, and the span for our own panes."""
        data = QMimeData()
        span = self.selected_span()
        if span is not None:
            data.setText(span.of(self.shown.text))
            data.setData(SPAN_MIME, packed_span(self.shown.source_id, span))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Override: nothing is ever put into the text; `ui.reader.dropping` takes codes."""
        return False
