"""Which of a respondent's answers is read beneath the table: a tab for each open question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QTabBar, QVBoxLayout, QWidget

from qda.i18n import Speech
from qda.retrieval.table.columns import TableColumn
from qda.retrieval.table.rows import TableRow
from qda.retrieval.table.wording import heading, unanswered
from ui.theme import Space
from ui.widgets.speaking import Speaking


class AnswerTabs(Speaking, QWidget):
    """The open questions as tabs, with the words of the one whose answer is read beneath them.

    Signals:
        chosen: another answer is to be read (the id of its source), or none (0).
    """

    chosen = Signal(int)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[TableColumn, ...] = ()
        self._row: TableRow | None = None
        self.bar = QTabBar(self, drawBase=False, expanding=False)
        self.words = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        self.bar.currentChanged.connect(self._on_tab)
        self.set_speech(speech)
        self.hide()

    @property
    def source_id(self) -> int:
        """The source that is the answer which is read; 0 where there is none."""
        at, row = self.bar.currentIndex(), self._row
        if row is None or not 0 <= at < len(self._columns):
            return 0
        answer = row.answer(self._columns[at].question_id)
        return 0 if answer is None else answer.source_id

    def show_row(self, row: TableRow, columns: Sequence[TableColumn], meant: int | None) -> None:
        """Show the answers of a respondent, first that to the question that is meant.

        Where no question is meant, or he was silent, it is the first that he answered.
        """
        asked = tuple(each for each in columns if each.question_id is not None)
        self.bar.blockSignals(True)
        if asked != self._columns:
            while self.bar.count():
                self.bar.removeTab(0)
            for _ in asked:
                self.bar.addTab("")
            self._columns = asked
        self._row = row
        answered = [at for at, each in enumerate(asked) if row.answer(each.question_id)]
        wanted = next((at for at, each in enumerate(asked) if each.question_id == meant), None)
        at = wanted if wanted is not None else next(iter(answered), 0)
        self.bar.setCurrentIndex(at)
        self.bar.blockSignals(False)
        self.retranslate()
        self.show()
        self.chosen.emit(self.source_id)

    def retranslate(self) -> None:
        """Override: the tabs, and the words of the question."""
        self.bar.setAccessibleName(self.speech("Open answers of the respondent"))
        row = self._row
        for at, column in enumerate(self._columns):
            is_there = row is not None and row.answer(column.question_id) is not None
            said = "" if is_there or row is None else f" ({unanswered(column, row, self.speech)})"
            self.bar.setTabText(at, f"{column.question}{said}".replace("&", "&&"))
            self.bar.setTabToolTip(at, heading(column, self.speech))
        at = self.bar.currentIndex()
        if row is None or not 0 <= at < len(self._columns):
            self.words.clear()
            return
        column = self._columns[at]
        words = heading(column, self.speech)
        if row.answer(column.question_id) is None:
            words = f"{words} – {unanswered(column, row, self.speech)}"
        self.words.setText(words)
        self.words.setAccessibleName(words)

    def _on_tab(self, _at: int) -> None:
        self.retranslate()
        self.chosen.emit(self.source_id)
