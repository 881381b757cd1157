"""Breaks long words in a tree into lines instead of cutting them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

_LEAST = 60


class WholeWords(QStyledItemDelegate):
    """Makes a row as high as the words of these columns need at their present widths."""

    def __init__(self, tree: QTreeView, columns: tuple[int, ...] = (0,)) -> None:
        super().__init__(tree)
        self._tree = tree
        self._columns = columns

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Override: the height of the broken words."""
        column = index.column()
        if column not in self._columns:
            return super().sizeHint(option, index)
        width = self._tree.columnWidth(column)
        if column == 0:
            depth, above = 1, index.parent()
            while above.isValid():
                depth, above = depth + 1, above.parent()
            width -= depth * self._tree.indentation()
        narrowed = QStyleOptionViewItem(option)
        narrowed.rect = QRect(0, 0, max(_LEAST, width), 1000)
        return super().sizeHint(narrowed, index)
