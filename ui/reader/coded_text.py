"""The text with its codings: the words, the highlights on them, and where both stand in view.

It speaks code points to the outside. Highlights are never formatted into the document; they are
looked up for the lines in view.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from models.positions import Span
from models.shifting import cuts_between, shift_of
from qda.settings import Appearance
from ui.appearance import reading_font
from ui.reader.anchor import Anchor
from ui.reader.correcting import splice_document
from ui.reader.finding import Findings
from ui.reader.flash import Flash
from ui.reader.intervals import IntervalIndex
from ui.reader.letters import letter_start
from ui.reader.page import Codings, Layer, Page, interval_of, page_of, visible_lines
from ui.reader.pointing import unit_at, unit_near
from ui.reader.spacing import SpacedLayout
from ui.reader.state import Highlight, ReaderText
from ui.text_positions import PositionMap, shown_text

LINES_ABOVE = 6
"""How many lines stay in sight above a place that is gone to."""
_NOTHING = ReaderText(0, "", "", "")


class CodedText(QPlainTextEdit):
    """A source's text with its codings: what stands where, and what is in view.

    Signals:
        moved: the lines in view have changed; the margins follow.
        recoded: other codings are in view on the same lines.
        raised_changed: other codings stand out.
        highlights_changed: what the overview shows has changed: a highlight that came, or None.
        findings_changed: other findings are marked.
    """

    moved = Signal()
    recoded = Signal()
    raised_changed = Signal()
    highlights_changed = Signal(object)
    findings_changed = Signal()

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
        self._flash, self._anchor = Flash(self), Anchor(self, self._show_place)
        self._look = Appearance()
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
        self.set_look(self._look)

    def _connect(self) -> None:
        self._flash.changed.connect(self.viewport().update)
        self.updateRequest.connect(self._on_update)

    # --- text and highlights -------------------------------------------------------------------

    def show_text(self, text: ReaderText) -> None:
        """Show another text, from its start, without highlights."""
        self.shown = text
        self.positions = PositionMap(text.text)
        self.findings, self.found = Findings(), None
        self._flash.end()
        self._anchor.place = None
        self._highlights, self._index, self._lanes = {}, IntervalIndex(), {}
        self._spaced.forget()
        self.raised = frozenset()
        self.setPlainText(shown_text(text.text))
        self._touch()
        self.highlights_changed.emit(None)
        self.findings_changed.emit()

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
            self._flash.end()
            splice_document(self.document(), self.positions, cuts)
        self.shown, self.positions = text, PositionMap(text.text)
        moved = None if selected is None else shift.span(selected)
        if moved is None:
            self.put_caret(shift.end(caret))
        elif selected is not None:
            self.select(moved, caret_at_start=caret == selected.start)
        self.verticalScrollBar().setValue(down)
        self._touch()

    def set_highlights(self, highlights: Iterable[Highlight] | Layer) -> None:
        """Show these highlights and no others; a layer of thousands is taken as it is."""
        layer = highlights if isinstance(highlights, Layer) else Layer.of(highlights)
        self._highlights, self._index = layer.highlights, layer.index
        self._lanes = {}
        self._touch()
        self.highlights_changed.emit(None)

    def add_highlight(self, highlight: Highlight) -> None:
        """Show one more; one with the same id is replaced."""
        known = highlight.id in self._highlights
        self._highlights[highlight.id] = highlight
        self._index.add(interval_of(highlight))
        self._recode(highlight.span)
        self.highlights_changed.emit(None if known else highlight)

    def remove_highlight(self, id_: int) -> None:
        """Show one less; an unknown id is none less."""
        gone = self._highlights.pop(id_, None)
        if gone is not None:
            self._index.remove(id_)
            self._lanes.pop(id_, None)
            self._recode(gone.span)
            self.highlights_changed.emit(None)

    @property
    def codings(self) -> Codings:
        """The highlights with their index."""
        return Codings(self._highlights, self._index, self.positions)

    def highlight(self, id_: int) -> Highlight | None:
        """The highlight with this id, or None."""
        return self._highlights.get(id_)

    def highlights_of(self, ids: Iterable[int]) -> list[Highlight]:
        """The highlights with these ids, without those that are no more."""
        return [found for id_ in ids if (found := self._highlights.get(id_)) is not None]

    def raise_highlights(self, ids: frozenset[int]) -> None:
        """Make these stand out, in text and margin."""
        if ids != self.raised:
            self.raised = ids
            self.viewport().update()
            self.raised_changed.emit()

    def set_findings(self, findings: Findings, current: int | None) -> None:
        """Mark what a search found; `current` is the finding it stands on."""
        changed = findings is not self.findings
        self.findings, self.found = findings, current
        self.viewport().update()
        if changed:
            self.findings_changed.emit()

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
        self._anchor.place = span
        self._show_place(span)
        if flash:
            self._flash.frame(span)

    def _show_place(self, span: Span) -> None:
        lines, (start, end) = self.page().lines, self.positions.units_of(span)
        if not lines or start < lines[0].start or end > lines[-1].end:
            self.verticalScrollBar().setValue(max(0, self._line_number(start) - LINES_ABOVE))
            self.ensureCursorVisible()

    def _line_number(self, unit: int) -> int:
        """Which line of the whole text holds a UTF-16 position."""
        block = self.document().findBlock(unit)
        # A paragraph that was never in view has no lines yet; a long one has many.
        self._height(block)
        line = block.layout().lineForTextPosition(unit - block.position())
        return block.firstLineNumber() + (line.lineNumber() if line.isValid() else 0)

    def position_at(self, point: QPointF) -> int | None:
        """The code point whose letter is under a point of the viewport, or None."""
        unit = unit_at(self.page(), point)
        return None if unit is None else self.positions.to_code_points(unit)

    def position_near(self, point: QPointF, *, between: bool = False) -> int | None:
        """The code point nearest to a point of the viewport; None where there is no text.

        It is the letter there, or with `between` the nearest gap between two letters.
        """
        unit = unit_near(self.page(), point, between=between)
        if unit is None:
            return None
        return letter_start(self.shown.text, self.positions.to_code_points(unit))

    def selected_at(self, point: QPointF) -> bool:
        """Whether a point of the viewport is on the selection."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return False
        strips = self.page().strips(cursor.selectionStart(), cursor.selectionEnd())
        reach = self._spaced.extra / 2 + 1
        return any(strip.adjusted(-2, -reach, 2, reach).contains(point) for strip in strips)

    def right_to_left_at(self, point: int) -> bool:
        """Whether the paragraph at a code point position is written from right to left."""
        block = self.document().findBlock(self.positions.to_units(point))
        return block.textDirection() == Qt.LayoutDirection.RightToLeft

    def ids_at(self, point: QPointF) -> list[int]:
        """The codings under a point of the viewport, the shortest first."""
        position = self.position_at(point)
        return [] if position is None else self.codings.at(position)

    def ids_at_caret(self) -> list[int]:
        """The codings at the caret, or just before it, the shortest first."""
        codings, caret = self.codings, self.caret()
        at = codings.at(caret)
        return at if at or not caret else codings.at(caret - 1)

    # --- geometry ------------------------------------------------------------------------------

    def page(self) -> Page:
        """The geometry of the lines in view, kept until they change."""
        if self._page is None:
            lines = visible_lines(
                self.firstVisibleBlock(),
                offset=self.contentOffset(),
                bottom=float(self.viewport().height()),
                height=self._height,
                mixed=self._spaced.is_mixed,
            )
            self._page = page_of(lines, self.codings, self._lanes)
            self._lanes = dict(self._page.lanes)
        return self._page

    def _height(self, block: QTextBlock) -> float:
        return self.blockBoundingRect(block).height()

    def points(self) -> float:
        """The size of the letters in points."""
        return self.font().pointSizeF()

    def set_look(self, look: Appearance) -> None:
        """Show the text in these letters and lines, the same words in view."""
        self._look = look
        lines = self.page().lines if self.shown.text else []
        top = lines[0].start if lines else 0
        self.setFont(reading_font(look))
        self._spaced.set_leading(look.leading)
        self._fit_measure()
        if top:
            self.verticalScrollBar().setValue(self._line_number(top))
        self._touch()

    def measure(self) -> int:
        """The width of a full line in pixels; that of the whole window where it is to be filled."""
        letters = self._look.measure
        if not letters:
            return self.width()
        margin = self.document().documentMargin()
        return round(self.fontMetrics().averageCharWidth() * letters + 2 * margin)

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

    def _recode(self, span: Span) -> None:
        """Paint anew the lines that a highlight came to or went from; the others stay."""
        self._page = page_of(self.page().lines, self.codings, self._lanes)
        self._lanes = dict(self._page.lanes)
        stretch = self._page.stretch(*self.positions.units_of(span), reach=self._spaced.extra)
        if stretch is not None:
            top, bottom = stretch
            self.viewport().update(0, top, self.viewport().width(), bottom - top)
        self.recoded.emit()

    def _on_update(self, rect: QRect, _dy: int) -> None:
        # A blinking caret asks for its own small place; only a new layout asks for all.
        if rect.contains(self.viewport().rect()):
            self._page = None
            self.moved.emit()

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
        self._anchor.hold()
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
