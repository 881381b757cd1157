"""What a search over all texts found: places in a list, opened by Enter or a double click."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech, mark
from qda.retrieval.rows import HitRow
from qda.retrieval.searching import Hits, search_texts
from ui.desk import Desk
from ui.panes.pane import Pane
from ui.text_positions import PositionMap, shown_text
from ui.theme import Colours, Space, colours_of
from ui.widgets.empty_state import EmptyState, Invitation

Index = QModelIndex | QPersistentModelIndex
_HIT = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_LEFT_OUT = "…"
_NONE = Invitation(
    mark("Nothing was found"),
    mark("No text holds all of these words. Try fewer of them, or only how a word begins: lapor*"),
)


class SearchPane(Pane):
    """Where the wanted words stand, in all sources.

    Signals:
        place_opened: show a place (source id, `Span`).
        titled: what was searched is known.
    """

    shows = frozenset({"source", "source_text"})

    place_opened = Signal(int, object)
    titled = Signal(str)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.words = ""
        self._hits = Hits((), 0)
        self.head = QLabel(self)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setWordWrap(True)
        self.model = HitModel(self)
        self.list = _List(self)
        self.empty = EmptyState(_NONE, speech, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.addWidget(self.head)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        column.addLayout(self._pages, 1)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Snippets(self.list))
        self.list.chosen.connect(self._on_chosen)
        self.list.doubleClicked.connect(self._on_chosen)
        self.setFocusProxy(self.list)
        self.set_speech(speech)

    def search(self, words: str) -> None:
        """Search all texts for the sources that hold these words."""
        self.words = words
        self.titled.emit(self.speech("Search: {words}", words=words))
        self.refresh()

    def refresh(self) -> None:
        """Override: search once more."""
        words = self.words
        if words:
            self.desk.read("search", lambda state: search_texts(state, words), self._on_hits)

    def retranslate(self) -> None:
        """Override: the heading, the list's name and the title of the tab."""
        speech = self.speech
        self.list.setAccessibleName(speech("Places found"))
        self.empty.set_speech(speech)
        if not self.words:
            return
        self.titled.emit(speech("Search: {words}", words=self.words))
        places = speech.many("{n} place", "{n} places", len(self._hits.places))
        held = speech.many("in {n} text", "in {n} texts", self._hits.sources)
        self.head.setText(f"“{self.words}”: {places} {held}")

    def _on_hits(self, hits: Hits) -> None:
        self._hits = hits
        self.model.set_hits(hits.places)
        self._pages.setCurrentWidget(self.list if hits.places else self.empty)
        if hits.places:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.retranslate()

    def _on_chosen(self, index: QModelIndex) -> None:
        hit = self.model.hits[index.row()]
        self.place_opened.emit(hit.source_id, hit.span)


class HitModel(QAbstractListModel):
    """The places as a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[HitRow, ...] = ()

    def set_hits(self, hits: tuple[HitRow, ...]) -> None:
        """Show other places."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override."""
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == _HIT:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{hit.key}  {hit.title}\n{hit.snippet}"
        return None


class _List(QListView):
    chosen = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Snippets(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        widget = self.parent()
        assert isinstance(widget, _List)
        width = widget.viewport().width()
        layout = _laid_out(index.data(_HIT), widget, width - 2 * Space.SMALL)
        line = QFontMetricsF(widget.font()).lineSpacing()
        return QSize(width, round(line + layout.boundingRect().height() + 2 * Space.SMALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        widget = self.parent()
        assert isinstance(widget, _List)
        hit, colours = index.data(_HIT), colours_of(widget)
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, QColor(colours.selection))
        painter.setPen(QColor(colours.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(Space.SMALL, Space.SMALL, -Space.SMALL, -Space.SMALL)
        metrics = QFontMetricsF(widget.font())
        head = f"{hit.key}  {hit.title}"
        elided = metrics.elidedText(head, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(colours.text if selected else colours.muted))
        painter.drawText(QPointF(room.left(), room.top() + metrics.ascent()), elided)
        painter.setPen(QColor(colours.text))
        layout = _laid_out(hit, widget, room.width())
        place = QPointF(room.left(), room.top() + metrics.lineSpacing())
        layout.draw(painter, place, _marked(hit, colours))
        painter.restore()


def _laid_out(hit: HitRow, widget: QWidget, width: float) -> QTextLayout:
    """The snippet broken into lines of a width; the found words are dressed as it is drawn."""
    before = _LEFT_OUT if hit.span.start > hit.marks[0].start else ""
    layout = QTextLayout(before + shown_text(hit.snippet) + _LEFT_OUT, widget.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    y = 0.0
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(max(40.0, width))
        line.setPosition(QPointF(0, y))
        y += line.height()
        line = layout.createLine()
    layout.endLayout()
    return layout


def _marked(hit: HitRow, colours: Colours) -> list[QTextLayout.FormatRange]:
    positions = PositionMap(hit.snippet)
    before = len(_LEFT_OUT) if hit.span.start > hit.marks[0].start else 0
    ranges = []
    for span in hit.marks:
        start, end = positions.units_of(span)
        found = QTextLayout.FormatRange()
        found.start, found.length = before + start, end - start
        dress = QTextCharFormat()
        dress.setBackground(QColor(colours.found))
        dress.setForeground(QColor(colours.text))
        dress.setFontWeight(QFont.Weight.Bold)
        found.format = dress
        ranges.append(found)
    return ranges
