"""The dictionary of a survey as a table; words, role, type, scale and direction are changed there.

The dimension is chosen in the quick list, which the pane opens.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from models.vocabulary import QuestionRole
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.questions import QuestionRow
from ui.surveys.draft_model import CLOSED, RIGHT
from ui.surveys.scales import scale_text

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


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


class DictionaryModel(QAbstractTableModel):
    """A row a question, in the order of the file.

    Signals:
        wanted: a question is to be changed (question, `Column`, the value as text; of the
            direction "1" for reversed, else "").
    """

    wanted = Signal(object, object, str)

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._names: dict[int, str] = {}
        self.rows: tuple[QuestionRow, ...] = ()

    def show(self, rows: tuple[QuestionRow, ...], names: dict[int, str], speech: Speech) -> None:
        """Show questions, with the names of their dimensions by the id of the code.

        Where they are those that are shown, only what they say changes, and nothing moves.
        """
        same = [row.id for row in rows] == [row.id for row in self.rows]
        self._names, self._speech = names, speech
        if same and rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(Column) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override: what the columns are."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self._heading(Column(section))

    def _heading(self, column: Column) -> str:
        speech = self._speech
        return {
            Column.KEY: speech("Key"),
            Column.INDONESIAN: speech("In Indonesian"),
            Column.ENGLISH: speech("In English"),
            Column.ROLE: speech("Becomes"),
            Column.TYPE: speech("Type"),
            Column.SCALE: speech("Scale"),
            Column.REVERSED: speech("Reversed"),
            Column.DIMENSION: speech("Dimension"),
            Column.ANSWERED: speech("Answered"),
            Column.SILENT: speech("Silent"),
            Column.NOT_ASKED: speech("Not asked"),
        }[column]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: the words of a cell; what is chosen, for its editor; all for who listens."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], Column(index.column())
        said = self._said(row, column)
        if column is Column.REVERSED and role == Qt.ItemDataRole.CheckStateRole:
            checked = Qt.CheckState.Checked if row.is_reversed else Qt.CheckState.Unchecked
            return checked if row.role is QuestionRole.ITEM else None
        chosen = {Column.ROLE: row.role.value, Column.TYPE: row.type.value}
        shown = "" if column is Column.REVERSED else said
        return {
            Qt.ItemDataRole.DisplayRole: shown,
            Qt.ItemDataRole.EditRole: chosen.get(column, said),
            Qt.ItemDataRole.ToolTipRole: row.heading if column is Column.KEY else said,
            Qt.ItemDataRole.AccessibleTextRole: f"{row.key}. {self._heading(column)}: {said}",
            Qt.ItemDataRole.TextAlignmentRole: RIGHT if column in _FIGURES else None,
        }.get(Qt.ItemDataRole(role))

    def _said(self, row: QuestionRow, column: Column) -> str:
        speech, is_closed = self._speech, row.role in CLOSED
        if column is Column.TYPE:
            return label(row.type, speech) if is_closed else ""
        if column is Column.REVERSED:
            words = speech("yes") if row.is_reversed else speech("no")
            return words if row.role is QuestionRole.ITEM else ""
        if column in _FIGURES and row.role is QuestionRole.IGNORE:
            return ""
        dimension = self._names.get(row.code_id, row.dimension) if row.code_id else ""
        return {
            Column.KEY: row.key,
            Column.INDONESIAN: row.text_id,
            Column.ENGLISH: row.text_en,
            Column.ROLE: label(row.role, speech),
            Column.SCALE: scale_text(row.low, row.high),
            Column.DIMENSION: dimension,
            Column.ANSWERED: speech.number(row.answered),
            Column.SILENT: speech.number(row.silent),
            Column.NOT_ASKED: speech.number(row.not_asked),
        }[column]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Override: only a closed answer has a type and a scale, only an item a direction."""
        found = super().flags(index)
        if not index.isValid():
            return found
        column, role = Column(index.column()), self.rows[index.row()].role
        is_closed = role in CLOSED
        if column in _ALWAYS or (is_closed and column in _OF_CLOSED):
            found |= Qt.ItemFlag.ItemIsEditable
        if role is QuestionRole.ITEM and column is Column.REVERSED:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Override: ask for the edit; what is shown changes once it is made."""
        if not index.isValid() or value is None:
            return False
        row, column = self.rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.CheckStateRole:
            is_checked = Qt.CheckState(value) == Qt.CheckState.Checked
            self.wanted.emit(row, column, "1" if is_checked else "")
            return True
        if role != Qt.ItemDataRole.EditRole:
            return False
        said = str(value).strip()
        if said == str(self.data(index, Qt.ItemDataRole.EditRole)).strip():
            return False
        self.wanted.emit(row, column, said)
        return True
