"""The questions of a guide as a table; name and words can be written in place."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qda.guides.rows import Bilingual, GuideQuestionRow, GuideRow
from qda.guides.wording import role_text
from qda.i18n import Speech
from qda.labels import label

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns, from the left."""

    NAME = 0
    CODE = 1
    INDONESIAN = 2
    ENGLISH = 3
    ASKED = 4
    ANSWER = 5


WRITTEN = frozenset({Column.NAME, Column.INDONESIAN, Column.ENGLISH})


class QuestionModel(QAbstractTableModel):
    """The questions in the order in which they are asked.

    Signals:
        renamed: a question is to bear another name (question, name).
        worded: a question is to have other words (question, `Bilingual`).
    """

    renamed = Signal(object, str)
    worded = Signal(object, object)

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._guide: GuideRow | None = None
        self.rows: tuple[GuideQuestionRow, ...] = ()

    def show(self, guide: GuideRow | None, speech: Speech) -> None:
        """Show the questions of a guide, or none."""
        self.beginResetModel()
        self._guide, self._speech = guide, speech
        self.rows = () if guide is None else guide.questions
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
        """Override: what the columns are; the number of a question."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        speech = self._speech
        return {
            Column.NAME: speech("Name"),
            Column.CODE: speech("Code"),
            Column.INDONESIAN: speech("In Indonesian"),
            Column.ENGLISH: speech("In English"),
            Column.ASKED: speech("Asked of"),
            Column.ANSWER: speech("Answer"),
        }[Column(section)]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: the words of a cell, in full beneath the pointer."""
        shown = (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole,
        )  # fmt: skip
        if not index.isValid() or role not in shown:
            return None
        row = self.rows[index.row()]
        return {
            Column.NAME: row.name,
            Column.CODE: row.code.rpartition(":")[2] or self._speech("At the end"),
            Column.INDONESIAN: row.text.id,
            Column.ENGLISH: row.text.en,
            Column.ASKED: self._asked(row),
            Column.ANSWER: label(row.answer, self._speech),
        }[Column(index.column())]

    def _asked(self, row: GuideQuestionRow) -> str:
        if not row.roles:
            return self._speech("everybody")
        return ", ".join(role_text(role).in_(self._speech.language) for role in row.roles)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Override: name and words are written in place."""
        found = super().flags(index)
        if index.isValid() and Column(index.column()) in WRITTEN:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Override: ask for the edit; what is shown changes once it is made."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        row, said = self.rows[index.row()], str(value).strip()
        if said == str(self.data(index)).strip():
            return False
        column = Column(index.column())
        if column is Column.NAME:
            self.renamed.emit(row, said)
        elif column is Column.INDONESIAN:
            self.worded.emit(row, Bilingual(row.text.en, said))
        else:
            self.worded.emit(row, Bilingual(said, row.text.id))
        return True
