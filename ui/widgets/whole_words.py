"""Breaks long words in a tree into lines instead of cutting them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

_LEAST = 60
_MOST_KNOWN = 5_000


class WholeWords(QStyledItemDelegate):
    """Makes a row as high as the words of these columns need at their present widths.

    What words need is measured once: a tree that unfolds asks of every row. Without `others` the
    other columns are not measured; numbers in the letters of the words need no more height.
    """

    def __init__(
        self, tree: QTreeView, columns: tuple[int, ...] = (0,), *, others: bool = True
    ) -> None:
        super().__init__(tree)
        self._others = others
        self._tree = tree
        self._columns = columns
        self._known: dict[tuple[object, ...], QSize] = {}

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Override: the height of the broken words."""
        column = index.column()
        if column not in self._columns and not self._others:
            return QSize()
        width = self._width(index) if column in self._columns else 0
        role = Qt.ItemDataRole
        own = index.data(role.FontRole)
        key = (
            index.data(role.DisplayRole),
            width,
            option.font.key(),
            None if own is None else own.key(),
            column,
        )
        found = self._known.get(key)
        if found is None:
            asked = QStyleOptionViewItem(option)
            if width:
                asked.rect = QRect(0, 0, width, 1000)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = super().sizeHint(asked, index)
        return found

    def _width(self, index: QModelIndex | QPersistentModelIndex) -> int:
        column = index.column()
        width = self._tree.columnWidth(column)
        if column == 0:
            depth, above = 1, index.parent()
            while above.isValid():
                depth, above = depth + 1, above.parent()
            width -= depth * self._tree.indentation()
        return max(_LEAST, width)
