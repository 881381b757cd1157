"""The text itself: Qt's plain text editor, read only, with codings painted beneath the words.

It speaks code points to the outside. Highlights are never formatted into the document; they are
looked up for the lines in view when these are painted.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextLine,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QToolTip, QWidget

from models.positions import Span
from models.shifting import cuts_between, shift_of
from ui.reader.correcting import splice_document
from ui.reader.finding import Findings
from ui.reader.intervals import Interval, IntervalIndex
from ui.reader.page import Codings, Page, page_of, visible_lines
from ui.reader.spacing import SpacedLayout
from ui.reader.state import (
    CODE_MIME,
    SPAN_MIME,
    Highlight,
    ReaderText,
    packed_span,
    unpacked_code,
)
from ui.reader.underlays import paint_flash, paint_found, paint_underlays
from ui.text_positions import PositionMap, shown_text
from ui.theme import colours_of, reading_font

MEASURE = 72
"""The width of a line in average letters; 60 to 80 read well (Bringhurst 2004, 2.1.2)."""
SMALLEST, NORMAL, LARGEST = 8.0, 12.0, 40.0
_FLASH_MS = 1600
_ON_CHARACTER = QTextLine.CursorPosition.CursorOnCharacter
_NOTHING = ReaderText(0, "", "", "")


class ReaderTextView(QPlainTextEdit):
    """A source's text with its codings; selecting, hovering, dragging and dropping on it.

    Signals:
        moved: the lines in view have changed; the margins follow.
        raised_changed: other codings stand out.
        highlight_clicked: a click fell on codings (their ids, the shortest first).
        code_dropped: a code (id) was dropped on the selection (its span).
        context_requested: a menu is wanted at a global point, for a span or None, and codings.
        hovered: the pointer is on these codings (a frozen set of ids, perhaps empty).
    """

    moved = Signal()
    raised_changed = Signal()
    highlight_clicked = Signal(object)
    code_dropped = Signal(int, object)
    context_requested = Signal(QPoint, object, object)
    hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = _NOTHING
        self.positions = PositionMap("")
        self.findings = Findings()
        self.found: int | None = None
        self.raised: frozenset[int] = frozenset()
        self._highlights: dict[int, Highlight] = {}
        self._index = IntervalIndex()
        self._page: Page | None = None
        self._lanes: dict[int, int] = {}
        self._flash: Span | None = None
        self._points = NORMAL
        document = QTextDocument(self)
        self._spaced = SpacedLayout(document)
        document.setDocumentLayout(self._spaced)
        self.setDocument(document)
        self._set_up()
        self._connect()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setCursorWidth(2)
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self._flash_end = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self.set_points(NORMAL)

    def _connect(self) -> None:
        self._flash_end.timeout.connect(self._end_flash)
        self.updateRequest.connect(self._on_update)

    # --- text and highlights -------------------------------------------------------------------

    def show_text(self, text: ReaderText) -> None:
        """Show another text, from its start, without highlights."""
        self.shown = text
        self.positions = PositionMap(text.text)
        self.findings, self.found = Findings(), None
        self._end_flash()
        self._highlights, self._index, self._lanes = {}, IntervalIndex(), {}
        self.raised = frozenset()
        self.setPlainText(shown_text(text.text))
        self._touch()

    def correct_text(self, text: ReaderText) -> None:
        """Show the same source with other words, without highlights.

        Only the words that differ are touched; caret, selection and the lines in view stay.
        """
        cuts = cuts_between(self.shown.text, text.text)
        shift, selected, caret = shift_of(cuts), self.selected_span(), self.caret()
        down = self.verticalScrollBar().value()
        if cuts:
            self._highlights, self._index, self._lanes = {}, IntervalIndex(), {}
            self.findings, self.found, self.raised = Findings(), None, frozenset()
            self._end_flash()
            splice_document(self.document(), self.positions, cuts)
        self.shown, self.positions = text, PositionMap(text.text)
        moved = None if selected is None else shift.span(selected)
        if moved is None:
            self.put_caret(shift.end(caret))
        elif selected is not None:
            self.select(moved, caret_at_start=caret == selected.start)
        self.verticalScrollBar().setValue(down)
        self._touch()

    def set_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Show these highlights and no others."""
        self._highlights = {highlight.id: highlight for highlight in highlights}
        self._index = IntervalIndex(_interval(each) for each in self._highlights.values())
        self._lanes = {}
        self._touch()

    def add_highlight(self, highlight: Highlight) -> None:
        """Show one more; one with the same id is replaced."""
        self._highlights[highlight.id] = highlight
        self._index.add(_interval(highlight))
        self._touch()

    def remove_highlight(self, id_: int) -> None:
        """Show one less; an unknown id is none less."""
        if self._highlights.pop(id_, None) is not None:
            self._index.remove(id_)
            self._lanes.pop(id_, None)
            self._touch()

    @property
    def codings(self) -> Codings:
        """The highlights with their index."""
        return Codings(self._highlights, self._index, self.positions)

    def highlight(self, id_: int) -> Highlight | None:
        """The highlight with this id, or None."""
        return self._highlights.get(id_)

    def raise_highlights(self, ids: frozenset[int]) -> None:
        """Make these stand out, in text and margin."""
        if ids != self.raised:
            self.raised = ids
            self.viewport().update()
            self.raised_changed.emit()

    def set_findings(self, findings: Findings, current: int | None) -> None:
        """Mark what a search found; `current` is the finding it stands on."""
        self.findings, self.found = findings, current
        self.viewport().update()

    # --- places --------------------------------------------------------------------------------

    def selected_span(self) -> Span | None:
        """The selection in code points; None where nothing is selected."""
        cursor = self.textCursor()
        return self.positions.span(cursor.selectionStart(), cursor.selectionEnd())

    def caret(self) -> int:
        """The caret's position in code points."""
        return self.positions.to_code_points(self.textCursor().position())

    def select(self, span: Span, *, caret_at_start: bool = False) -> None:
        """Select a span; the caret stands at its end, or at its start where asked."""
        anchor, position = self.positions.units_of(span)
        if caret_at_start:
            anchor, position = position, anchor
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def to_start(self) -> None:
        """Put the caret and the first line where reading begins."""
        self.put_caret(0)
        self.verticalScrollBar().setValue(0)

    def put_caret(self, point: int) -> None:
        """Put the caret at a code point position; nothing is selected."""
        cursor = self.textCursor()
        cursor.setPosition(self.positions.to_units(point))
        self.setTextCursor(cursor)

    def bring_into_view(self, span: Span, *, flash: bool) -> None:
        """Scroll to a span, a third down the view, and frame it for a moment."""
        block = self.document().findBlock(self.positions.to_units(span.start))
        page = self.page()
        start, end = self.positions.units_of(span)
        inside = page.lines and page.lines[0].start <= start and end <= page.lines[-1].end
        if not inside:
            self.verticalScrollBar().setValue(max(0, block.firstLineNumber() - 6))
            self.ensureCursorVisible()
        if flash:
            self._flash = span
            self._flash_end.start()
        self.viewport().update()

    def position_at(self, point: QPointF) -> int | None:
        """The code point whose letter is under a point of the viewport, or None."""
        line = next((ln for ln in self.page().lines if ln.top <= point.y() < ln.bottom), None)
        if line is None:
            return None
        x = point.x() - line.offset.x()
        unit = line.block_start + line.line.xToCursor(x, _ON_CHARACTER)
        over = any(strip.contains(point) for strip in line.strips(unit, unit + 1))
        return self.positions.to_code_points(unit) if over else None

    def ids_at(self, point: QPointF) -> list[int]:
        """The codings under a point of the viewport, the shortest first."""
        position = self.position_at(point)
        return [] if position is None else self.codings.at(position)

    # --- geometry ------------------------------------------------------------------------------

    def page(self) -> Page:
        """The geometry of the lines in view, kept until they change."""
        if self._page is None:
            lines = visible_lines(
                self.firstVisibleBlock(),
                offset=self.contentOffset(),
                bottom=float(self.viewport().height()),
                height=self._height,
            )
            self._page = page_of(lines, self.codings, self._lanes)
            self._lanes = dict(self._page.lanes)
        return self._page

    def _height(self, block: QTextBlock) -> float:
        return self.blockBoundingRect(block).height()

    def points(self) -> float:
        """The size of the letters in points."""
        return self._points

    def set_points(self, points: float) -> None:
        """Show the text in letters of this size, the same words in view."""
        self._points = min(LARGEST, max(SMALLEST, points))
        lines = self.page().lines if self.shown.text else []
        top = lines[0].start if lines else 0
        self.setFont(reading_font(self._points))
        self._spaced.measure_font()
        self._fit_measure()
        if top:
            first = self.document().findBlock(top).firstLineNumber()
            self.verticalScrollBar().setValue(first)
        self._touch()

    def measure(self) -> int:
        """The width of a full line in pixels."""
        margin = self.document().documentMargin()
        return round(self.fontMetrics().averageCharWidth() * MEASURE + 2 * margin)

    def set_margins(self, left: int, right: int) -> None:
        """Leave room for the margins beside the words."""
        self._margins = left, right
        self._fit_measure()

    _margins = (0, 0)

    def _fit_measure(self) -> None:
        left, right = self._margins
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        spare = max(0, room - left - right - self.measure())
        # The page stands a little left of the middle: names at its right need the room.
        margins = (left + spare // 3, 12, right + spare - spare // 3, 12)
        present = self.viewportMargins()
        if margins != (present.left(), present.top(), present.right(), present.bottom()):
            self.setViewportMargins(*margins)

    def _touch(self) -> None:
        self._page = None
        self.viewport().update()
        self.moved.emit()

    def _on_update(self, rect: QRect, _dy: int) -> None:
        # A blinking caret asks for its own small place; only a new layout asks for all.
        if rect.contains(self.viewport().rect()):
            self._page = None
            self.moved.emit()

    def _end_flash(self) -> None:
        self._flash = None
        self.viewport().update()

    # --- Qt ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Override: keep the measure."""
        if event.type() == QEvent.Type.Resize:
            # Before Qt tells the viewport its size: margins that change while it does are missed.
            self._fit_measure()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: the margins follow."""
        super().resizeEvent(event)
        self._page = None
        self.moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Override: the margins follow."""
        super().scrollContentsBy(dx, dy)
        self._page = None
        self.moved.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Override: other colours are painted anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._touch()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override: codings and findings beneath the words."""
        page, colours = self.page(), colours_of(self)
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        painter.fillRect(event.rect(), QColor(colours.base))
        paint_underlays(
            painter, page, highlights=self._highlights, colours=colours, raised=self.raised
        )
        self._paint_findings(painter, page)
        if self._flash is not None:
            paint_flash(painter, page.strips(*self.positions.units_of(self._flash)), colours)
        painter.end()
        super().paintEvent(event)

    def _paint_findings(self, painter: QPainter, page: Page) -> None:
        if not self.findings or not page.lines:
            return
        start = self.positions.to_code_points(page.lines[0].start)
        end = self.positions.to_code_points(page.lines[-1].end)
        for number in self.findings.touching(start, end):
            strips = page.strips(*self.positions.units_of(self.findings.span(number)))
            paint_found(painter, strips, colours_of(self), current=number == self.found)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Override: a press between two lines belongs to the nearer one."""
        super().mousePressEvent(self._on_line(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Override: dragging stays on the nearer line; hovering tells the codings."""
        super().mouseMoveEvent(self._on_line(event))
        if event.buttons() == Qt.MouseButton.NoButton:
            self.hovered.emit(frozenset(self.ids_at(event.position())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Override: a double click between two lines belongs to the nearer one."""
        super().mouseDoubleClickEvent(self._on_line(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override: a click on words tells their codings."""
        super().mouseReleaseEvent(self._on_line(event))
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            ids = self.ids_at(event.position())
            if ids:
                self.highlight_clicked.emit(ids)

    def leaveEvent(self, event: QEvent) -> None:
        """Override: nothing is hovered any more."""
        super().leaveEvent(event)
        self.hovered.emit(frozenset())

    def viewportEvent(self, event: QEvent) -> bool:
        """Override: hovering shows what the tooltips of the codings say."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            ids = self.ids_at(QPointF(event.pos()))
            said = "\n\n".join(self._highlights[id_].tooltip for id_ in ids)
            QToolTip.showText(event.globalPos(), escape(said).replace("\n", "<br>"), self)
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
        position = event.position()
        line = self.page().line_at(position.y())
        if line is None or line.top <= position.y() < line.bottom:
            return event
        if not self.viewport().rect().contains(position.toPoint()):
            return event
        moved = QPointF(position.x(), (line.top + line.bottom) / 2)
        return QMouseEvent(
            event.type(),
            moved,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
            event.pointingDevice(),
        )

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
        """Override: only a code can be dropped here."""
        return source.hasFormat(CODE_MIME)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Override: let a code in."""
        _answer(event, welcome=event.mimeData().hasFormat(CODE_MIME))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Override: a code may fall on the selection only."""
        welcome = event.mimeData().hasFormat(CODE_MIME) and self._selected_at(event.position())
        _answer(event, welcome=welcome)

    def dropEvent(self, event: QDropEvent) -> None:
        """Override: a code that fell on the selection."""
        code = unpacked_code(bytes(event.mimeData().data(CODE_MIME).data()))
        span = self.selected_span()
        welcome = code is not None and span is not None and self._selected_at(event.position())
        _answer(event, welcome=welcome)
        if welcome:
            self.code_dropped.emit(code, span)

    def _selected_at(self, point: QPointF) -> bool:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return False
        strips = self.page().strips(cursor.selectionStart(), cursor.selectionEnd())
        reach = self._spaced.extra / 2 + 1
        return any(strip.adjusted(-2, -reach, 2, reach).contains(point) for strip in strips)


def _interval(highlight: Highlight) -> Interval:
    return Interval(highlight.span.start, highlight.span.end, highlight.id)


def _answer(event: QDropEvent, *, welcome: bool) -> None:
    if welcome:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
    else:
        event.ignore()
