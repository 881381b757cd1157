"""Dialogs on coders: who codes, what each has done, where one codes blind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import CoderKind
from qda.agreement.overview import CoderSummary, coder_summaries
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.rows import SourceRow
from ui.desk import Desk
from ui.dialogs.form import FormDialog, plain


class ChangeCoderDialog(FormDialog):
    """Asks who codes from now on: one of the study's people, or a new name."""

    def __init__(
        self, speech: Speech, names: Sequence[str], present: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            speech, title=speech("Change the coder"), verb=speech("Code as"), parent=parent
        )
        self.setMinimumWidth(420)
        self.field = QComboBox(self)
        self.field.setEditable(True)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field.addItems(list(dict.fromkeys([*names, present])))
        self.field.setCurrentText(present)
        advice = speech(
            "What is coded from now on stands in this name. A new name joins the study."
        )
        self.column.insertWidget(0, plain(advice, self))
        self.form.addRow(speech("&Coder"), self.field)
        self.finish_layout()
        self.field.editTextChanged.connect(self._check)
        edit = self.field.lineEdit()
        if edit is not None:
            edit.selectAll()

    def name(self) -> str:
        """The name that was chosen or written."""
        return self.field.currentText().strip()

    def _check(self) -> None:
        self.accepting.setEnabled(bool(self.name()))


class RenameCoderDialog(FormDialog):
    """Asks for another name of a coder."""

    def __init__(self, speech: Speech, present: str, parent: QWidget | None = None) -> None:
        super().__init__(
            speech, title=speech("Rename a coder"), verb=speech("Rename"), parent=parent
        )
        self.setMinimumWidth(380)
        self.field = QLineEdit(present, self)
        self.field.selectAll()
        self.form.addRow(speech("&Name"), self.field)
        self.finish_layout()
        self.field.textChanged.connect(self._check)

    def name(self) -> str:
        """The name that was written."""
        return self.field.text().strip()

    def _check(self) -> None:
        self.accepting.setEnabled(bool(self.name()))


class BlindDialog(FormDialog):
    """Asks in which sources others' codings are to be hidden."""

    def __init__(
        self,
        speech: Speech,
        sources: Sequence[SourceRow],
        chosen: int | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            speech, title=speech("Code blind"), verb=speech("Hide others' codings"), parent=parent
        )
        self.resize(480, 460)
        advice = speech(
            "While you code blind, the codings of other people, their memos on them and all counts "
            "of them are hidden from you. Proposals of term lists stay in sight."
        )
        self.column.insertWidget(0, plain(advice, self))
        self.everywhere = QRadioButton(speech("In &all sources"), self)
        self.some = QRadioButton(speech("Only in the &sources ticked here"), self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(speech("Sources"))
        for row in sources:
            item = QListWidgetItem(f"{row.key}  {row.title}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            ticked = Qt.CheckState.Checked if row.id == chosen else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
        self.column.addWidget(self.everywhere)
        self.column.addWidget(self.some)
        self.column.addWidget(self.list, 1)
        self.finish_layout()
        self.everywhere.setChecked(True)
        self.some.toggled.connect(self._check)
        self.list.itemChanged.connect(self._check)
        self._check()

    def source_ids(self) -> tuple[int, ...]:
        """The sources ticked; none stands for all."""
        if self.everywhere.isChecked():
            return ()
        items = (self.list.item(at) for at in range(self.list.count()))
        return tuple(
            int(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _check(self) -> None:
        self.list.setEnabled(self.some.isChecked())
        self.accepting.setEnabled(self.everywhere.isChecked() or bool(self.source_ids()))


class CodersDialog(QDialog):
    """The coders of the study with what each has done.

    Signals:
        rename_wanted: a person is to get another name (her id and present name).
        release_wanted: the codings of others are to be shown to a coder (her id).
    """

    rename_wanted = Signal(int, str)
    release_wanted = Signal(int)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.speech = desk, speech
        self.rows: tuple[CoderSummary, ...] = ()
        self.setWindowTitle(speech("Coders"))
        self.resize(820, 380)
        self.table = QTableWidget(0, 6, self)
        self.table.setHorizontalHeaderLabels(
            [
                speech("Coder"),
                speech("Kind"),
                speech("Codings"),
                speech("Sources"),
                speech("Last coded"),
                speech("Blind in"),
            ]
        )
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(speech("Coders"))
        buttons = QDialogButtonBox(self)
        self.rename = QPushButton(speech("Rename …"), self)
        self.release = QPushButton(speech("Show her the codings of others"), self)
        for button in (self.rename, self.release):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(speech("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.table)
        column.addWidget(buttons)
        self.rename.clicked.connect(self._on_rename)
        self.release.clicked.connect(self._on_release)
        self.table.itemSelectionChanged.connect(self._check)
        desk.changed.connect(self._read)
        self._read()

    def current(self) -> CoderSummary | None:
        """The coder who is current in the table."""
        at = self.table.currentRow()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def _read(self) -> None:
        self.desk.read(f"coders {id(self)}", coder_summaries, self._on_read)

    def _on_read(self, rows: tuple[CoderSummary, ...]) -> None:
        at = max(0, self.table.currentRow())
        self.rows = rows
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(_cells(row, self.speech)):
                self.table.setItem(number, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        if rows:
            self.table.selectRow(min(at, len(rows) - 1))
        self._check()

    def _check(self) -> None:
        row = self.current()
        self.rename.setEnabled(row is not None and row.coder.kind is CoderKind.PERSON)
        self.release.setEnabled(row is not None and row.blind is not None)

    def _on_rename(self) -> None:
        row = self.current()
        if row is not None:
            self.rename_wanted.emit(row.coder.id, row.coder.name)

    def _on_release(self) -> None:
        row = self.current()
        if row is not None:
            self.release_wanted.emit(row.coder.id)


def _cells(row: CoderSummary, speech: Speech) -> tuple[str, ...]:
    blind = row.blind
    where = "" if blind is None else ", ".join(blind.keys)
    if blind is not None and blind.everywhere:
        where = speech("all sources")
    last = speech.moment(datetime.fromisoformat(row.last_at).astimezone()) if row.last_at else ""
    return (
        row.coder.name,
        label(row.coder.kind, speech),
        speech("hidden") if row.hidden else speech.number(row.codings),
        "" if row.hidden else speech.number(row.sources),
        last,
        where,
    )
