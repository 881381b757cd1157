"""The memos as a tree: journal entries under their days, others under what they are on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.memos import PlacedMemo
from ui.widgets.speaking import Speaking

_ID = Qt.ItemDataRole.UserRole


class MemoList(Speaking, QTreeView):
    """Memos to choose from.

    Signals:
        chosen: Enter or a click on a memo (its id).
    """

    chosen = Signal(int)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[PlacedMemo, ...] = ()
        self._by_day = False
        self._found = QStandardItemModel(self)
        self.setModel(self._found)
        self.setHeaderHidden(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.clicked.connect(self._on_chosen)
        self.set_speech(speech)

    def show_rows(self, rows: Iterable[PlacedMemo], *, by_day: bool) -> None:
        """Show these memos, under their days or under what they are on."""
        self.rows, self._by_day = tuple(rows), by_day
        self._show()

    def make_current(self, memo_id: int | None) -> None:
        """Mark the memo that is being written."""
        for at in range(self._found.rowCount()):
            branch = self._found.item(at)
            for number in range(branch.rowCount()):
                if branch.child(number).data(_ID) == memo_id:
                    self.setCurrentIndex(branch.child(number).index())
                    return
        self.setCurrentIndex(QModelIndex())

    def texts(self) -> list[str]:
        """What stands in the list, headings too, from the top."""
        found = []
        for at in range(self._found.rowCount()):
            branch = self._found.item(at)
            found.append(branch.text())
            found += [branch.child(number).text() for number in range(branch.rowCount())]
        return found

    def retranslate(self) -> None:
        """Override: headings and items."""
        self.setAccessibleName(self.speech("Memos"))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Enter chooses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        kept = self.currentIndex().data(_ID)
        down = self.verticalScrollBar().value()
        self._found.clear()
        branches: dict[str, list[QStandardItem]] = {}
        for row in self.rows:
            branches.setdefault(self._heading(row), []).append(self._item(row))
        for heading, items in branches.items():
            branch = QStandardItem(f"{heading} ({self.speech.number(len(items))})")
            branch.setSelectable(False)
            font = branch.font()
            font.setBold(True)
            branch.setFont(font)
            branch.appendRows(items)
            self._found.appendRow(branch)
        self.expandAll()
        if kept is not None:
            self.make_current(kept)
        self.verticalScrollBar().setValue(down)

    def _heading(self, row: PlacedMemo) -> str:
        speech = self.speech
        if self._by_day:
            return speech.date(date.fromisoformat(row.memo.day))
        if row.mentions:
            return speech("They speak of it")
        subject = row.subject
        if subject is None:
            return speech("On the study")
        return subject.key or subject.title(speech.language)

    def _item(self, row: PlacedMemo) -> QStandardItem:
        speech, memo = self.speech, row.memo
        day = speech.date(date.fromisoformat(memo.day))
        item = QStandardItem(memo.name)
        item.setData(memo.id, _ID)
        subject = row.subject
        on = speech("On the study") if subject is None else subject.key
        facts = (label(memo.kind, speech), day, memo.coder, on)
        told = f"{memo.name}\n" + " · ".join(fact for fact in facts if fact)
        item.setToolTip(told)
        item.setData(told, Qt.ItemDataRole.AccessibleTextRole)
        return item

    def _on_chosen(self, index: QModelIndex) -> None:
        memo_id = index.data(_ID)
        if memo_id is not None:
            self.chosen.emit(memo_id)
