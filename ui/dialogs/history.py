"""The history as a table: who did what, when, newest first."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qda.edits.titles import title_of
from qda.i18n import Speech
from qda.retrieval.histories import acts
from qda.retrieval.rows import ActRow
from qda.session import StudyState
from ui.desk import Desk

MOST = 500
"""Acts that the dialog shows; `runut history` prints all."""


class HistoryDialog(QDialog):
    """The newest acts of the study's audit trail."""

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.setWindowTitle(speech("History"))
        self.resize(860, 520)
        self.table = QTableWidget(0, 4, self)
        self.table.setHorizontalHeaderLabels(
            [speech("When"), speech("Who"), speech("Act"), speech("What")]
        )
        self.table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName(speech("History"))
        buttons = QDialogButtonBox(self)
        buttons.addButton(speech("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.table)
        column.addWidget(buttons)
        desk.read("history", _read, self._on_read)

    def _on_read(self, rows: tuple[ActRow, ...]) -> None:
        speech = self.speech
        words = {"do": speech("did"), "undo": speech("undid"), "redo": speech("redid")}
        self.table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            when = speech.moment(datetime.fromisoformat(row.at).astimezone())
            what = title_of(row.kind, row.facts, speech)
            for column, text in enumerate((when, row.coder, words[row.act], what)):
                self.table.setItem(at, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)


def _read(connection: StudyState) -> tuple[ActRow, ...]:
    return acts(connection, count=MOST)
