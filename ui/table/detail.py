"""What stands beneath a table: the whole text of the current row, of a respondent one answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qda.i18n import Speech
from qda.retrieval.table.columns import TableColumn
from qda.retrieval.table.rows import TableRow
from ui.desk import Desk
from ui.table.answers import AnswerTabs
from ui.table.reading import RowReading
from ui.widgets.speaking import Speaking


class RowDetail(Speaking, QWidget):
    """The text of the current row, where it can be read and coded by span.

    Signals:
        reading_made: the pane of the text is there (`RowReading`).
        reading_changed: another text is shown, or none.
    """

    reading_made = Signal(object)
    reading_changed = Signal()

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.reading: RowReading | None = None
        self.answers = AnswerTabs(speech, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.answers)
        self.answers.chosen.connect(self.show_source)
        self.set_speech(speech)
        self.hide()

    def retranslate(self) -> None:
        """Override: the tabs and the text."""
        self.answers.set_speech(self.speech)
        if self.reading is not None:
            self.reading.set_speech(self.speech)

    def show_row(self, row: TableRow, columns: Sequence[TableColumn], meant: int | None) -> None:
        """Show a respondent's answer to the question that is meant, beside tabs for the others."""
        self.answers.show_row(row, columns, meant)

    def show_source(self, source_id: int) -> None:
        """Show a text; 0 for none, as a respondent may have given no answer."""
        if self.reading is not None:
            self.reading.setVisible(source_id > 0)
        if source_id and self.reading is None:
            self.reading = RowReading(self.desk, self.speech, source_id, self)
            self._column.addWidget(self.reading, 1)
            self.reading_made.emit(self.reading)
        elif source_id and self.reading is not None:
            self.reading.show_source(source_id)
        self.reading_changed.emit()
