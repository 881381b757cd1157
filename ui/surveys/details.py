"""What a line of the dictionary cannot hold of a question: all its words, choices, no answers."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech
from qda.importers.surveys.draft import Choice
from qda.retrieval.questions import QuestionRow
from ui.dialogs.form import plain
from ui.surveys.draft_model import CLOSED
from ui.theme import Space
from ui.widgets.speaking import Speaking


class _At(IntEnum):
    VALUE = 0
    INDONESIAN = 1
    ENGLISH = 2
    WORTH = 3


_FIXED: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_SPLIT: Final = ";"


class DictionaryDetails(Speaking, QWidget):
    """The current question.

    Signals:
        choices_wanted: its choices are to be these (question, tuple of `Choice`).
        missing_wanted: these cells are to be no answer (question, tuple of text).
        refused: what was written cannot be taken, and why.
    """

    choices_wanted = Signal(object, object)
    missing_wanted = Signal(object, object)
    refused = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: QuestionRow | None = None
        self._filling = False
        self.words, self.facts = plain("", self, bold=True), plain("", self)
        self.choices = QTableWidget(0, len(_At), self)
        self.missing_label, self.missing = QLabel(self), QLineEdit(self)
        self.missing_label.setBuddy(self.missing)
        self.choices.verticalHeader().hide()
        self.choices.verticalHeader().setDefaultSectionSize(
            self.fontMetrics().height() + Space.SMALL
        )
        self.choices.setTabKeyNavigation(False)
        self.choices.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.choices.horizontalHeader()
        header.setHighlightSections(False)
        for at in (_At.VALUE, _At.INDONESIAN, _At.ENGLISH):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.words)
        column.addWidget(self.facts)
        column.addWidget(self.choices, 1)
        column.addWidget(self.missing_label)
        column.addWidget(self.missing)
        column.addStretch(0)
        self.choices.itemChanged.connect(self._on_changed)
        self.missing.editingFinished.connect(self._on_missing)
        self.set_speech(speech)

    def retranslate(self) -> None:
        """Override: headings, and the question that is shown."""
        speech = self.speech
        self.choices.setAccessibleName(speech("Choices of the question"))
        self.choices.setHorizontalHeaderLabels(
            [speech("In the file"), speech("In Indonesian"), speech("In English"), speech("Worth")]
        )
        self.missing_label.setText(speech("&No answer are these cells, separated by ;"))
        self.show_question(self.row)

    def show_question(self, row: QuestionRow | None) -> None:
        """Show a question, or none."""
        self.row = row
        is_closed = row is not None and row.role in CLOSED
        self.words.setText("" if row is None else f"{row.key}  {row.text(self.speech.language)}")
        self.facts.setText("" if row is None else self._said(row))
        for part in (self.missing_label, self.missing):
            part.setVisible(is_closed)
        self.missing.setText("" if row is None else f"{_SPLIT} ".join(row.missing))
        self._fill(row.choices if row is not None and is_closed else ())

    def _said(self, row: QuestionRow) -> str:
        speech = self.speech
        said = [speech("Columns of the file: {columns}", columns=" · ".join(row.columns))]
        if row.group:
            said.append(speech("Part: {group}", group=row.group))
        if row.sources:
            said.append(speech.many("{n} text", "{n} texts", row.sources))
        return "\n".join(said)

    def _fill(self, choices: tuple[Choice, ...]) -> None:
        self._filling = True
        self.choices.setVisible(bool(choices))
        self.choices.setRowCount(len(choices))
        for at, choice in enumerate(choices):
            worth = "" if choice.worth is None else f"{choice.worth:g}"
            for place, words in enumerate((choice.value, choice.id, choice.en, worth)):
                item = QTableWidgetItem(words)
                if place == _At.VALUE:
                    item.setFlags(_FIXED)
                self.choices.setItem(at, place, item)
        self._filling = False

    # --- what is written -----------------------------------------------------------------------

    def _on_changed(self, item: QTableWidgetItem) -> None:
        row = self.row
        if self._filling or row is None or item.row() >= len(row.choices):
            return
        changed = _changed(row.choices[item.row()], _At(item.column()), item.text().strip())
        if changed is None:
            self.refused.emit(item.text())
            self._fill(row.choices)
            return
        choices = list(row.choices)
        choices[item.row()] = changed
        if tuple(choices) != row.choices:
            self.choices_wanted.emit(row, tuple(choices))

    def _on_missing(self) -> None:
        row = self.row
        if row is None:
            return
        cells = tuple(
            dict.fromkeys(
                each.strip() for each in self.missing.text().split(_SPLIT) if each.strip()
            )
        )
        if cells != row.missing:
            self.missing_wanted.emit(row, cells)


def _changed(choice: Choice, at: _At, written: str) -> Choice | None:
    """The choice with what was written in a cell; None where a worth is no number."""
    if at is _At.INDONESIAN:
        return replace(choice, id=written)
    if at is _At.ENGLISH:
        return replace(choice, en=written)
    if not written:
        return replace(choice, worth=None)
    try:
        return replace(choice, worth=float(written.replace(",", ".")))
    except ValueError:
        return None
