"""Cells of a table that hold one of a closed list: a click, Enter or F2 opens the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

_Index = QModelIndex | QPersistentModelIndex
_ARROW = "▾"
_ROOM = 4
_AT_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

Choice = tuple[str, str]
"""The words of a choice and its value."""


class EditedTable(QTableView):
    """A table whose cells are changed in place: Enter and F2 open the editor of the current one.

    Enter presses no button of a dialog around it, and F2 carries out no act of the window.
    """

    def event(self, event: QEvent) -> bool:
        """Override: F2 is meant for the cell."""
        is_asked = event.type() is QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F2:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Enter opens what can be changed here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.currentIndex()
            if index.isValid():
                self.enter(index)
            return
        super().keyPressEvent(event)

    def enter(self, index: QModelIndex) -> None:
        """What Enter does on a cell."""
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)


class ChoiceCells(QStyledItemDelegate):
    """Paints an arrow beside the words, and lets a choice be taken from a list."""

    def __init__(self, choices: Callable[[], Sequence[Choice]], parent: QObject) -> None:
        super().__init__(parent)
        self._choices = choices

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Override: the words, and an arrow where they can be changed."""
        super().paint(painter, option, index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            place = QRect(option.rect)
            painter.save()
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(place.adjusted(0, 0, -_ROOM, 0), _AT_THE_RIGHT, _ARROW)
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Override: with room for the arrow."""
        return super().sizeHint(option, index) + QSize(4 * _ROOM, 0)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Override: the list, open at once."""
        field = QComboBox(parent)
        for words, value in self._choices():
            field.addItem(words, value)
        field.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        field.activated.connect(lambda: self._take(field))
        QTimer.singleShot(0, field, lambda: field.showPopup() if isValid(field) else None)
        return field

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Override: what is chosen now."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Override: what was chosen."""
        if isinstance(editor, QComboBox) and editor.currentIndex() >= 0:
            model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)

    def _take(self, field: QComboBox) -> None:
        self.commitData.emit(field)
        self.closeEditor.emit(field)


class TickCells(QStyledItemDelegate):
    """Cells with a box to be ticked, whose edge is seen in the dark scheme, too."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Override: with an edge around the box."""
        super().paint(painter, option, index)
        if index.data(Qt.ItemDataRole.CheckStateRole) is None:
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        box = QApplication.style().subElementRect(
            QStyle.SubElement.SE_ItemViewItemCheckIndicator, shown, None
        )
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.restore()
