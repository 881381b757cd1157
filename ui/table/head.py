"""The line above a table: what it is called, and buttons for its columns, headings and folding."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from qda.i18n import Speech
from qda.retrieval.table.columns import TableColumn
from qda.retrieval.table.question import Alike
from qda.retrieval.table.wording import heading
from ui.table.layout import TableLayout
from ui.table.menus import fill_columns, fill_folding, fill_groups, fill_questions
from ui.theme import Space
from ui.widgets.speaking import Speaking


class TableHead(Speaking, QWidget):
    """Says what the table is, and lets one look at it in another way.

    Signals:
        layout_wanted: another way of looking at the table (`TableLayout`).
        closing_wanted: fold the rows under all headings away, or show them again.
        meant: whether coding a folded row codes all its texts, or only the one that is shown.
    """

    layout_wanted = Signal(object)
    closing_wanted = Signal(bool)
    meant = Signal(bool)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[TableColumn, ...] = ()
        self.look = TableLayout()
        self.whole = True
        self.title = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.columns_button, self.group_button = QPushButton(self), QPushButton(self)
        self.fold_button, self.question_button = QPushButton(self), QPushButton(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.SMALL)
        line.addWidget(self.title, 1)
        self.title.setMinimumWidth(1)
        for button, fill in (
            (self.question_button, self._fill_questions),
            (self.columns_button, self._fill_columns),
            (self.group_button, self._fill_groups),
            (self.fold_button, self._fill_folding),
        ):
            button.setMenu(QMenu(button))
            button.menu().aboutToShow.connect(fill)
            line.addWidget(button)
        self.set_speech(speech)

    def show_look(self, columns: tuple[TableColumn, ...], look: TableLayout) -> None:
        """Say how the table is looked at now."""
        self.columns, self.look = columns, look
        self.retranslate()

    def retranslate(self) -> None:
        """Override: the buttons, which say what they are set to."""
        speech, look = self.speech, self.look
        group = next((each for each in self.columns if each.name == look.group), None)
        folds = {
            None: speech("Duplicates"),
            Alike.SAME: speech("Folded: the same"),
            Alike.NEAR: speech("Folded: nearly the same"),
        }
        grouped = "" if group is None else speech("Group: {column}", column=heading(group, speech))
        self._say_question()
        self.columns_button.setText(speech("Columns"))
        self.group_button.setText(grouped or speech("Group"))
        self.fold_button.setText(folds[look.fold])
        for button, said in (
            (self.question_button, speech("Whose answers are read, coded and folded")),
            (self.columns_button, speech("Which columns are shown")),
            (self.group_button, speech("What the rows are grouped by")),
            (self.fold_button, speech("What becomes of texts that were written twice")),
        ):
            button.setToolTip(said)
            button.setAccessibleName(said)

    def _say_question(self) -> None:
        """Which open question is meant; a table without any says nothing of it."""
        asked = [each for each in self.columns if each.question_id is not None]
        meant = self.look.question_id(self.columns)
        named = next((each.question for each in asked if each.question_id == meant), "")
        chosen = self.speech("Answers to {question}", question=named)
        words = chosen if meant is not None else self.speech("Answers to which question?")
        self.question_button.setText(words.replace("&", "&&"))
        self.question_button.setVisible(bool(asked))

    def _fill_questions(self) -> None:
        menu = self.question_button.menu()
        fill_questions(menu, self.columns, self.look, self.speech, self.layout_wanted.emit)

    def _fill_columns(self) -> None:
        menu = self.columns_button.menu()
        fill_columns(menu, self.columns, self.look, self.speech, self.layout_wanted.emit)

    def _fill_groups(self) -> None:
        menu = self.group_button.menu()
        fill_groups(menu, self.columns, self.look, self.speech, self.layout_wanted.emit)
        menu.addSeparator()
        for closed, words in (
            (True, self.speech("Fold all headings")),
            (False, self.speech("Unfold all headings")),
        ):
            act = menu.addAction(words, partial(self.closing_wanted.emit, closed))
            act.setEnabled(bool(self.look.group))

    def _fill_folding(self) -> None:
        fill_folding(
            self.fold_button.menu(),
            self.look,
            self.speech,
            whole=self.whole,
            take=self.layout_wanted.emit,
            stand_for=self._mean,
        )

    def _mean(self, whole: bool) -> None:  # noqa: FBT001 - what a menu tells
        self.whole = whole
        self.meant.emit(whole)
