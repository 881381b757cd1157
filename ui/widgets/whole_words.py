"""Breaks long words in a tree into lines instead of cutting them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

_LEAST = 60
_MOST_KNOWN = 5_000
_BESIDE = 48
"""More pixels than a mark and the edges around words take."""


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
        self._metrics: dict[str, QFontMetrics] = {}
        self._lines: dict[str, int] = {}

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Override: the height of the broken words."""
        column = index.column()
        if column not in self._columns and not self._others:
            return QSize()
        width = self._width(index) if column in self._columns else 0
        role = Qt.ItemDataRole
        own, words = index.data(role.FontRole), index.data(role.DisplayRole)
        font = (option.font if own is None else own).key()
        if width and self._fits(words, own or option.font, font, width):
            if font not in self._lines:
                self._lines[font] = super().sizeHint(option, index).height()
            return QSize(width, self._lines[font])
        key = (words, width, font, column)
        found = self._known.get(key)
        if found is None:
            asked = QStyleOptionViewItem(option)
            if width:
                asked.rect = QRect(0, 0, width, 1000)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = super().sizeHint(asked, index)
        return found

    def _fits(self, words: object, font: QFont, key: str, width: int) -> bool:
        """Whether the words certainly stand in one line, with a mark before them."""
        if not isinstance(words, str) or "\n" in words:
            return False
        if key not in self._metrics:
            self._metrics[key] = QFontMetrics(font)
        return self._metrics[key].horizontalAdvance(words) + _BESIDE <= width

    def _width(self, index: QModelIndex | QPersistentModelIndex) -> int:
        column = index.column()
        width = self._tree.columnWidth(column)
        if column == 0:
            depth, above = 1, index.parent()
            while above.isValid():
                depth, above = depth + 1, above.parent()
            width -= depth * self._tree.indentation()
        return max(_LEAST, width)
