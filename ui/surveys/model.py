"""The dictionary of a survey as a table; words, role, type, scale and direction are changed there.

The dimension is chosen in the quick list, which the pane opens.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from models.vocabulary import QuestionRole
from qda.i18n import Speech, mark
from qda.labels import label
from qda.retrieval.questions import QuestionRow
from ui.surveys.draft_model import CLOSED
from ui.surveys.scales import scale_text
from ui.widgets.question_rows import Index, QuestionRows


class Column(IntEnum):
    """The columns, from the left."""

    KEY = 0
    INDONESIAN = 1
    ENGLISH = 2
    ROLE = 3
    TYPE = 4
    SCALE = 5
    REVERSED = 6
    DIMENSION = 7
    ANSWERED = 8
    SILENT = 9
    NOT_ASKED = 10


WORDS: Final = frozenset({Column.KEY, Column.INDONESIAN, Column.ENGLISH})
"""What is written for one question alone."""

_ALWAYS: Final = WORDS | {Column.ROLE}
_OF_CLOSED: Final = frozenset({Column.TYPE, Column.SCALE})
_FIGURES: Final = frozenset({Column.ANSWERED, Column.SILENT, Column.NOT_ASKED})

_HEADINGS: Final = {
    Column.KEY: mark("Key"),
    Column.INDONESIAN: mark("In Indonesian"),
    Column.ENGLISH: mark("In English"),
    Column.ROLE: mark("Becomes"),
    Column.TYPE: mark("Type"),
    Column.SCALE: mark("Scale"),
    Column.REVERSED: mark("Reversed"),
    Column.DIMENSION: mark("Dimension"),
    Column.ANSWERED: mark("Answered"),
    Column.SILENT: mark("Silent"),
    Column.NOT_ASKED: mark("Not asked"),
}
_SAID: Final[dict[Column, Callable[[QuestionRow, Speech], str]]] = {
    Column.KEY: lambda row, _: row.key,
    Column.INDONESIAN: lambda row, _: row.text_id,
    Column.ENGLISH: lambda row, _: row.text_en,
    Column.ROLE: lambda row, speech: label(row.role, speech),
    Column.SCALE: lambda row, _: scale_text(row.low, row.high),
    Column.ANSWERED: lambda row, speech: speech.number(row.answered),
    Column.SILENT: lambda row, speech: speech.number(row.silent),
    Column.NOT_ASKED: lambda row, speech: speech.number(row.not_asked),
}


class DictionaryModel(QuestionRows[QuestionRow, Column]):
    """A row a question, in the order of the file.

    Signals:
        wanted: a question is to be changed (question, `Column`, the value as text; of the
            direction "1" for reversed, else "").
    """

    wanted = Signal(object, object, str)

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(Column, speech, parent)
        self._names: dict[int, str] = {}

    def show(self, rows: tuple[QuestionRow, ...], names: dict[int, str], speech: Speech) -> None:
        """Show questions, with the names of their dimensions by the id of the code.

        Where they are those that are shown, only what they say changes, and nothing moves.
        """
        self._names, self._speech = names, speech
        self.put(rows)

    def heading(self, column: Column) -> str:
        """Override."""
        return self._speech(_HEADINGS[column])

    def name_of(self, row: QuestionRow) -> str:
        """Override: its key."""
        return row.key

    def id_of(self, row: QuestionRow) -> object:
        """Override: a question stays the same whatever its key becomes."""
        return row.id

    def said(self, row: QuestionRow, column: Column) -> str:
        """Override: only a closed answer has a type, only an item a direction."""
        speech, is_closed = self._speech, row.role in CLOSED
        if column is Column.TYPE:
            return label(row.type, speech) if is_closed else ""
        if column is Column.REVERSED:
            words = speech("yes") if row.is_reversed else speech("no")
            return words if row.role is QuestionRole.ITEM else ""
        if column in _FIGURES and row.role is QuestionRole.IGNORE:
            return ""
        if column is Column.DIMENSION:
            return self._names.get(row.code_id, row.dimension) if row.code_id else ""
        return _SAID[column](row, speech)

    def chosen(self, row: QuestionRow, column: Column) -> str:
        """Override: role and type by their values."""
        values = {Column.ROLE: row.role.value, Column.TYPE: row.type.value}
        return values.get(column) or self.said(row, column)

    def tip(self, row: QuestionRow, column: Column) -> str:
        """Override: the words as in the file stand beneath the key."""
        return row.heading if column is Column.KEY else self.said(row, column)

    def is_figure(self, column: Column) -> bool:
        """Override."""
        return column in _FIGURES

    def is_written(self, row: QuestionRow, column: Column) -> bool:
        """Override: only a closed answer has a type and a scale."""
        return column in _ALWAYS or (row.role in CLOSED and column in _OF_CLOSED)

    def want(self, number: int, column: Column, said: str) -> None:
        """Override."""
        self.wanted.emit(self.rows[number], column, said)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: the direction of an item is a tick, and no words."""
        if not index.isValid() or Column(index.column()) is not Column.REVERSED:
            return super().data(index, role)
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            checked = Qt.CheckState.Checked if row.is_reversed else Qt.CheckState.Unchecked
            return checked if row.role is QuestionRole.ITEM else None
        return "" if role == Qt.ItemDataRole.DisplayRole else super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Override: only an item has a direction, which is ticked."""
        found = super().flags(index)
        is_turned = index.isValid() and Column(index.column()) is Column.REVERSED
        if is_turned and self.rows[index.row()].role is QuestionRole.ITEM:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Override: a tick asks for the direction."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return super().setData(index, value, role)
        if not index.isValid() or value is None:
            return False
        is_checked = Qt.CheckState(value) == Qt.CheckState.Checked
        self.want(index.row(), Column(index.column()), "1" if is_checked else "")
        return True
