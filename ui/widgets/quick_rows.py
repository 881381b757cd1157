"""The rows of the quick list: values, a model that knows which are ticked, and their painting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qda.i18n import Speech
from ui.theme import Colours, Space, colours_of
from ui.widgets.marks import MARK, paint_mark

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ITEM_ROLE: Final = Qt.ItemDataRole.UserRole
NEW: Final = 0
"""The id of the row that makes a new one of what is typed; ids of a study begin at 1."""

DIGITS: Final = 9
_BOX: Final = 18


@dataclass(frozen=True, slots=True)
class QuickItem:
    """What can be chosen: its name, a line on where it comes from, and what it means."""

    id: int
    name: str
    origin: str = ""
    colour: str = ""
    meaning: str = ""
    proposed: bool = False


class QuickModel(QAbstractListModel):
    """The rows that answer to what is typed; ticks stay while the rows change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[QuickItem, ...] = ()
        self.ticked: dict[int, QuickItem] = {}
        self.speech = Speech("en")
        self.several = False

    def show_items(self, items: Sequence[QuickItem]) -> None:
        """Show these rows and no others."""
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def item(self, row: int) -> QuickItem | None:
        """The item of a row, or None."""
        return self.items[row] if 0 <= row < len(self.items) else None

    def tick(self, row: int) -> None:
        """Tick a row, or take its tick away; the row for a new one takes none."""
        item = self.item(row)
        if item is None or item.id == NEW or not self.several:
            return
        if self.ticked.pop(item.id, None) is None:
            self.ticked[item.id] = item
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override."""
        item = self.item(index.row())
        if item is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return item.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.said(index.row())
        if role == Qt.ItemDataRole.CheckStateRole and self.several and item.id != NEW:
            ticked = item.id in self.ticked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return item if role == ITEM_ROLE else None

    def said(self, row: int) -> str:
        """A row as a screen reader says it."""
        item = self.item(row)
        if item is None:
            return ""
        digit = f"{row + 1}. " if row < DIGITS else ""
        ticked = self.speech("collected") if item.id in self.ticked else ""
        parts = (f"{digit}{item.name}", item.origin, ticked)
        return ". ".join(part for part in parts if part)


class QuickRowPainter(QStyledItemDelegate):
    """Paints a row: its digit, a box to tick, the mark, the name, and beneath it the origin."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Override: two lines."""
        return QSize(0, 2 * option.fontMetrics.lineSpacing() + Space.SMALL)

    def box(self, row: QRect, metrics: QFontMetrics) -> QRect:
        """Where the box to tick stands in a row."""
        left = row.left() + Space.SMALL + metrics.horizontalAdvance("00")
        return QRect(left, row.center().y() - _BOX // 2, _BOX, _BOX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Override."""
        item = index.data(ITEM_ROLE)
        if not isinstance(item, QuickItem):
            return
        view, metrics, row = option.widget, option.fontMetrics, option.rect
        colours = colours_of(view)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(row, view.palette().color(QPalette.ColorRole.Highlight))
            painter.fillRect(row.left(), row.top(), 3, row.height(), QColor(colours.accent))
        muted, text = QColor(colours.muted), QColor(colours.text)
        line = metrics.lineSpacing()
        first = QRect(row.left(), row.top() + Space.TIGHT, row.width() - Space.SMALL, line)
        box = self.box(row, metrics)
        if index.row() < DIGITS:
            painter.setPen(muted)
            place = QRect(row.left() + Space.SMALL, first.top(), box.left() - row.left(), line)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, str(index.row() + 1))
        left = box.left()
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            ticked = Qt.CheckState(state) is Qt.CheckState.Checked
            _paint_box(painter, box, ticked=ticked, colours=colours)
            left = box.right() + Space.SMALL
        if item.colour:
            corner = QPointF(left, first.top() + (line - MARK) / 2)
            paint_mark(painter, corner, colour=item.colour, colours=colours, proposed=item.proposed)
        first.setLeft(left + MARK + Space.SMALL)
        painter.setPen(text)
        name = metrics.elidedText(item.name, Qt.TextElideMode.ElideRight, first.width())
        painter.drawText(first, Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(muted)
        origin = metrics.elidedText(item.origin, Qt.TextElideMode.ElideRight, first.width())
        painter.drawText(first.translated(0, line), Qt.AlignmentFlag.AlignLeft, origin)
        painter.restore()


def _paint_box(painter: QPainter, place: QRect, *, ticked: bool, colours: Colours) -> None:
    box = QRectF(place).adjusted(2.5, 2.5, -2.5, -2.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.muted), 1))
    painter.setBrush(QColor(colours.base))
    painter.drawRoundedRect(box, 2, 2)
    if ticked:
        painter.setPen(QPen(QColor(colours.accent), 2))
        low = QPointF(box.left() + box.width() * 0.42, box.bottom() - 3)
        painter.drawLine(QPointF(box.left() + 3, box.center().y()), low)
        painter.drawLine(low, QPointF(box.right() - 2.5, box.top() + 3))
    painter.restore()
