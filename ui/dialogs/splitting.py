"""The dialog that splits a code: names of the parts, and which segments go where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from codebooks.framework import Wording
from qda.edits.codes import CodeWording
from qda.i18n import Speech
from qda.retrieval.rows import CodingRow
from ui.dialogs.form import FormDialog, plain
from ui.short_words import one_line

_PART = Qt.ItemDataRole.UserRole
_STAYS = -1


class SplitDialog(FormDialog):
    """Asks for the parts, one a line, and lets segments be put into them."""

    def __init__(
        self,
        speech: Speech,
        code: str,
        rows: Sequence[CodingRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            speech, title=speech("Split the code"), verb=speech("Split"), parent=parent
        )
        self.resize(680, 560)
        self.rows = tuple(rows)
        self.form.addRow(plain(speech("New codes beneath “{code}”, one a line:", code=code), self))
        self.names = QPlainTextEdit(self)
        self.names.setTabChangesFocus(True)
        self.names.setFixedHeight(self.names.fontMetrics().lineSpacing() * 4 + 12)
        self.names.setAccessibleName(speech("Names of the new codes, one a line"))
        self.form.addRow(self.names)
        self.table = QTableWidget(len(self.rows), 3, self)
        self._into: list[QTableWidgetItem] = []
        self._fill_table()
        self.column.addWidget(self.table, 1)
        self.part = QComboBox(self)
        self.put = QPushButton(speech("Put there"), self)
        self.put.setAutoDefault(False)
        row = QHBoxLayout()
        into = QLabel(speech("Selected segments &into"), self)
        into.setBuddy(self.part)
        row.addWidget(into)
        row.addWidget(self.part, 1)
        row.addWidget(self.put)
        self.column.addLayout(row)
        self.finish_layout()
        self.names.textChanged.connect(self._on_names)
        self.put.clicked.connect(self._on_put)
        self._on_names()

    def parts(self) -> tuple[CodeWording, ...]:
        """The new codes, named in the language of the window."""
        indonesian = self.speech.language == "id"
        return tuple(
            CodeWording(Wording(id=name) if indonesian else Wording(en=name))
            for name in self._named()
        )

    def assigned(self) -> dict[int, tuple[int, ...]]:
        """The ids of the codings that go into each new code, by its position."""
        count = len(self._named())
        found: dict[int, list[int]] = {number: [] for number in range(count)}
        for at, row in enumerate(self.rows):
            part = self._into[at].data(_PART)
            if 0 <= part < count:
                found[part].append(row.id)
        return {number: tuple(ids) for number, ids in found.items()}

    def _named(self) -> list[str]:
        lines = self.names.toPlainText().split("\n")
        return [name for line in lines if (name := " ".join(line.split()))]

    def _fill_table(self) -> None:
        speech, table = self.speech, self.table
        table.setAccessibleName(speech("Segments of the code"))
        table.setHorizontalHeaderLabels([speech("Place"), speech("Words"), speech("Into")])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for at, row in enumerate(self.rows):
            quote = one_line(row.quote)
            for column, words in enumerate((row.key, quote)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                table.setItem(at, column, item)
            into = QTableWidgetItem()
            table.setItem(at, 2, into)
            into.setData(_PART, _STAYS)
            self._into.append(into)

    def _on_names(self) -> None:
        chosen, names = self.part.currentIndex(), self._named()
        self.part.clear()
        for number, name in enumerate(names):
            self.part.addItem(name, number)
        self.part.addItem(self.speech("stays with the code"), _STAYS)
        self.part.setCurrentIndex(max(0, min(chosen, self.part.count() - 1)))
        self.accepting.setEnabled(bool(names))
        self._say_parts()

    def _on_put(self) -> None:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        for at in rows:
            self._into[at].setData(_PART, self.part.currentData())
        self._say_parts()

    def _say_parts(self) -> None:
        names = self._named()
        for at in range(len(self.rows)):
            item = self._into[at]
            part = item.data(_PART)
            item.setText(names[part] if 0 <= part < len(names) else "")
