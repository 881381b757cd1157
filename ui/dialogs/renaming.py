"""The dialogs on names: replace one everywhere with a preview, and look one up in the key."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.errors import StudyError
from qda.i18n import Speech
from qda.pseudonyms.finding import Wanted
from qda.pseudonyms.key_file import Key, alike
from qda.pseudonyms.key_places import FoundKey
from qda.pseudonyms.places import NamePlace
from ui.dialogs.form import FormDialog, plain
from ui.dialogs.places_table import PlacesModel
from ui.theme import Space
from ui.widgets.progress_row import ProgressRow

_WIDE: Final = (960, 640)


class RenameDialog(FormDialog):
    """Asks for a name and its pseudonym, shows every place, and lets each be chosen.

    Signals:
        find_wanted: the places of the name are to be found (`Wanted`).
        pseudonym_wanted: a pseudonym is to be proposed for a name.
        key_wanted: the place of the key is to be chosen.
        stop_wanted: finding is to stop.
    """

    find_wanted = Signal(object)
    pseudonym_wanted = Signal(str)
    key_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, name: str, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(
            speech, title=speech("Replace a name everywhere"), verb=speech("Replace"), parent=parent
        )
        self.resize(*_WIDE)
        self._key_place: Path | None = None
        self._typed_pseudonym = False
        self.name, self.pseudonym = QLineEdit(name, self), QLineEdit(self)
        self.parts = QCheckBox(speech("Also each &part of the name by itself"), self)
        self.exact = QCheckBox(speech("Only with these &capitals"), self)
        self.key = plain("", self)
        self.choose = QPushButton(speech("C&hoose …"), self)
        self.finding = QPushButton(speech("&Find the places"), self)
        self.progress = ProgressRow(speech, self)
        self.said = plain(
            speech("Every place of the name is shown before anything is replaced."), self
        )
        self.model = PlacesModel(speech, self)
        self.table = QTableView(self)
        self.all = QPushButton(speech("&All"), self)
        self.none = QPushButton(speech("&None"), self)
        self._lay_out()
        self._connect()
        self.show_key(None)
        self.finding.setEnabled(bool(name.strip()))

    def _lay_out(self) -> None:
        speech = self.speech
        self.form.addRow(speech("Na&me"), self.name)
        self.form.addRow(speech("P&seudonym"), self.pseudonym)
        options = QHBoxLayout()
        options.addWidget(self.parts)
        options.addWidget(self.exact)
        options.addStretch(1)
        self.form.addRow("", options)
        key = QHBoxLayout()
        key.addWidget(self.key, 1)
        key.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        self.form.addRow(speech("Key"), key)
        ticks = QHBoxLayout()
        ticks.addWidget(self.finding)
        ticks.addWidget(self.said, 1)
        ticks.addWidget(self.all)
        ticks.addWidget(self.none)
        self.column.addLayout(ticks)
        self.column.addWidget(self.progress)
        self.table.setModel(self.model)
        self.table.setAccessibleName(speech("Places of the name"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        for column in (2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, self.fontMetrics().horizontalAdvance("U00-000000") + 48)
        self.column.addWidget(self.table, 1)
        self.choose.setAccessibleName(speech("Choose where the key is kept"))
        for button in (self.choose, self.finding, self.all, self.none):
            button.setAutoDefault(False)
        self.finish_layout()
        self.table.installEventFilter(self)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._on_name)
        self.name.editingFinished.connect(self._on_named)
        self.pseudonym.textEdited.connect(self._on_pseudonym_typed)
        self.pseudonym.textChanged.connect(self._on_pseudonym)
        self.parts.toggled.connect(self._forget_places)
        self.exact.toggled.connect(self._forget_places)
        self.choose.clicked.connect(self.key_wanted)
        self.finding.clicked.connect(self._on_find)
        self.all.clicked.connect(self._on_all)
        self.none.clicked.connect(self._on_none)
        self.model.ticks_changed.connect(self._on_ticks)
        self.progress.stopped.connect(self.stop_wanted)

    # --- what was asked for --------------------------------------------------------------------

    def wanted(self) -> Wanted:
        """The name and how it is to be looked for."""
        return Wanted(
            self.name.text(), parts=self.parts.isChecked(), exact_case=self.exact.isChecked()
        )

    def chosen(self) -> tuple[NamePlace, ...]:
        """The places that are ticked."""
        return self.model.chosen()

    def said_pseudonym(self) -> str:
        """What is to stand for the name."""
        return " ".join(self.pseudonym.text().split())

    def key_place(self) -> Path | None:
        """Where the key is, or None where it is not chosen yet."""
        return self._key_place

    # --- what is told --------------------------------------------------------------------------

    def show_key(self, place: Path | None) -> None:
        """Say where the key is."""
        self._key_place = place
        self.key.setText(
            self.speech(
                "Not chosen yet. The key says who is behind a pseudonym; keep it in another folder "
                "than the study."
            )
            if place is None
            else str(place)
        )
        self._check()

    def show_found_key(self, found: FoundKey) -> None:
        """Say where the key was found, or what is wrong with it."""
        self.show_key(found.place if found.refusal is None else None)
        if found.refusal is not None:
            self.refuse(found.refusal)

    def refuse(self, error: StudyError) -> None:
        """Say what is wrong, here, where it can be put right."""
        self.progress.end()
        self.finding.setEnabled(True)
        self.said.setText(error.say(self.speech.language))

    def propose(self, pseudonym: str) -> None:
        """Fill in a pseudonym, unless one was typed."""
        if not self._typed_pseudonym:
            self.pseudonym.setText(pseudonym)

    def show_finding(self) -> None:
        """The places are being found."""
        self.finding.setEnabled(False)
        self.said.setText("")
        self.progress.begin(self.speech("Looking for the name"))

    def show_places(self, places: tuple[NamePlace, ...]) -> None:
        """Show what was found."""
        self.progress.end()
        self.finding.setEnabled(True)
        self.model.show_places(places)
        self._fit_kinds()
        if places:
            self.table.setFocus()
            self.table.selectRow(0)
        else:
            self.said.setText(self.speech("The name stands nowhere in this study."))

    def _fit_kinds(self) -> None:
        """Make the second column as wide as its words; the table would measure every row."""
        metrics, header = self.table.fontMetrics(), self.table.horizontalHeader()
        widths = [metrics.horizontalAdvance(words) for words in self.model.kinds()]
        wide = max(widths, default=0) + 2 * Space.MEDIUM
        self.table.setColumnWidth(1, max(wide, header.sectionSizeHint(1)))

    # --- slots ---------------------------------------------------------------------------------

    def _on_name(self) -> None:
        self._forget_places()
        self.finding.setEnabled(bool(self.name.text().strip()))

    def _on_named(self) -> None:
        self.pseudonym_wanted.emit(self.name.text())

    def _on_pseudonym_typed(self) -> None:
        self._typed_pseudonym = bool(self.pseudonym.text().strip())

    def _on_pseudonym(self) -> None:
        self.model.set_pseudonym(self.said_pseudonym())
        self._check()

    def _on_find(self) -> None:
        self.find_wanted.emit(self.wanted())

    def _on_all(self) -> None:
        self.model.tick_all(ticked=True)

    def _on_none(self) -> None:
        self.model.tick_all(ticked=False)

    def _on_ticks(self) -> None:
        self.said.setText(self.model.counted() if self.model.rowCount() else "")
        self._check()

    def _forget_places(self) -> None:
        self.model.show_places(())

    def _check(self) -> None:
        found = self.model.rowCount() > 0
        ready = bool(found and self.said_pseudonym() and self._key_place is not None)
        self.accepting.setEnabled(ready and self.model.any_chosen())
        # Enter finds as long as there is nothing to replace.
        self.finding.setDefault(not found)
        self.accepting.setDefault(found)
        for button in (self.all, self.none):
            button.setEnabled(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override: the space bar turns the ticks of the chosen rows, in whatever column."""
        if (
            watched is self.table
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        ):
            for index in self.table.selectionModel().selectedRows():
                self.model.toggle(index.row())
            return True
        return super().eventFilter(watched, event)


class KeyDialog(QDialog):
    """The key as a table, with a field that narrows it."""

    def __init__(
        self, place: Path, key: Key, speech: Speech, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.speech = speech
        self.setWindowTitle(speech("The key of this study"))
        self.resize(560, 420)
        self._key = key
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(speech("Name or pseudonym"))
        self.field.setAccessibleName(speech("Name or pseudonym"))
        self.table = QTableWidget(0, 3, self)
        self.table.setHorizontalHeaderLabels(
            [speech("Pseudonym"), speech("Name"), speech("First replaced on")]
        )
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(speech("The key of this study"))
        self.empty = plain(
            speech("The key is empty. Names are written into it as they are replaced."), self
        )
        where = QLabel(str(place), self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        where.setEnabled(False)
        buttons = QDialogButtonBox(self)
        buttons.addButton(speech("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addWidget(where)
        column.addWidget(buttons)
        self.empty.setVisible(not key.lines)
        self.field.textChanged.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        wanted = alike(self.field.text())
        lines = [
            line
            for line in self._key.lines
            if wanted in alike(line.name) or wanted in alike(line.pseudonym)
        ]
        self.table.setRowCount(len(lines))
        for at, line in enumerate(lines):
            for column, words in enumerate((line.pseudonym, line.name, line.first_on)):
                self.table.setItem(at, column, QTableWidgetItem(words))
