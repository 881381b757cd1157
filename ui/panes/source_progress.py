"""How far a source is, as a small bar with its number and in words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from models.vocabulary import Reading
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.progress import SourceProgress
from ui.theme import Space, colours_of

PROGRESS: Final = Qt.ItemDataRole.UserRole + 2
"""The role under which an item gives its `SourceProgress`."""

_HEIGHT: Final = 3.0
_SIGNS: Final = {Reading.UNREAD: "○", Reading.READING: "◐", Reading.READ: "●"}

Index = QModelIndex | QPersistentModelIndex


def progress_words(row: SourceProgress, speech: Speech) -> str:
    """How far a source is read and coded, and what waits in it, as one line."""
    parts = [label(row.reading, speech)]
    if row.collection_id is not None:
        parts = [
            speech(
                "{read} of {all} read", read=speech.number(row.read), all=speech.number(row.texts)
            )
        ]
    parts.append(speech("{n}% coded", n=speech.number(100 * row.share, 1)))
    parts.append(speech.many("{n} coding", "{n} codings", row.codings))
    if row.waiting:
        parts.append(speech.many("{n} proposal waits", "{n} proposals wait", row.waiting))
    return " · ".join(parts)


class ProgressBar(QStyledItemDelegate):
    """Draws how far a source is: a sign for its reading, the number, and a bar beneath."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree

    @staticmethod
    def width_in(tree: QTreeView) -> int:
        """The room that a sign and a number take."""
        return tree.fontMetrics().horizontalAdvance("● 100%") + 2 * Space.TIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Override: sign, number and bar; nothing where there is no progress."""
        row = index.data(PROGRESS)
        if not isinstance(row, SourceProgress):
            return
        colours = colours_of(self._tree)
        rect = QRectF(option.rect).adjusted(Space.TIGHT, 0, -Space.TIGHT, -2)
        painter.save()
        painter.setPen(QColor(colours.muted))
        words = f"{_SIGNS[row.reading]} {index.data()}"
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, 0, -_HEIGHT), side, words)
        ground = QRectF(rect.left(), rect.bottom() - _HEIGHT, rect.width(), _HEIGHT)
        painter.fillRect(ground, QColor(colours.border))
        done = QRectF(ground.left(), ground.top(), ground.width() * row.share, _HEIGHT)
        painter.fillRect(done, QColor(colours.accent))
        painter.restore()
