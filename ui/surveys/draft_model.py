"""The questions of a survey's file before it is stored; role, type and scale can be changed."""

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

from models.vocabulary import QuestionRole, QuestionType
from qda.i18n import Speech
from qda.importers.surveys.draft import QuestionDraft
from qda.labels import label
from ui.short_words import one_line, shortened
from ui.surveys.scales import scale_text

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_EXAMPLE: Final = 60


class DraftColumn(IntEnum):
    """The columns, from the left."""

    KEY = 0
    WORDS = 1
    ROLE = 2
    TYPE = 3
    SCALE = 4
    ANSWERED = 5
    EXAMPLES = 6
    REASON = 7


_CHANGED: Final = frozenset({DraftColumn.ROLE, DraftColumn.TYPE, DraftColumn.SCALE})
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
"""How figures stand in their cells."""

CLOSED: Final = (QuestionRole.ATTRIBUTE, QuestionRole.ITEM)
"""The roles whose answers have a type."""


class DraftQuestions(QAbstractTableModel):
    """A row a question.

    Signals:
        role_wanted, type_wanted, scale_wanted: another one is wanted (row, what was chosen).
    """

    role_wanted = Signal(int, str)
    type_wanted = Signal(int, str)
    scale_wanted = Signal(int, str)

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self.questions: tuple[QuestionDraft, ...] = ()

    def show(self, questions: tuple[QuestionDraft, ...]) -> None:
        """Show questions; where they are those that are shown, only what they say changes."""
        if [each.key for each in questions] == [each.key for each in self.questions]:
            self.questions = questions
            last = self.index(len(questions) - 1, len(DraftColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.questions = questions
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(self.questions)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(DraftColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override: what the columns are."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self._heading(DraftColumn(section))

    def _heading(self, column: DraftColumn) -> str:
        speech = self._speech
        return {
            DraftColumn.KEY: speech("Key"),
            DraftColumn.WORDS: speech("Question"),
            DraftColumn.ROLE: speech("Becomes"),
            DraftColumn.TYPE: speech("Type"),
            DraftColumn.SCALE: speech("Scale"),
            DraftColumn.ANSWERED: speech("Answered"),
            DraftColumn.EXAMPLES: speech("Examples"),
            DraftColumn.REASON: speech("Why"),
        }[column]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: the words of a cell; what is chosen, for its editor; all for who listens."""
        if not index.isValid():
            return None
        question, column = self.questions[index.row()], DraftColumn(index.column())
        said, is_number = self._said(question, column), column is DraftColumn.ANSWERED
        chosen = {DraftColumn.ROLE: question.role.value, DraftColumn.TYPE: question.type.value}
        return {
            Qt.ItemDataRole.DisplayRole: said,
            Qt.ItemDataRole.EditRole: chosen.get(column, said),
            Qt.ItemDataRole.ToolTipRole: question.heading if column is DraftColumn.WORDS else said,
            Qt.ItemDataRole.AccessibleTextRole: f"{question.key}. {self._heading(column)}: {said}",
            Qt.ItemDataRole.TextAlignmentRole: RIGHT if is_number else None,
        }.get(Qt.ItemDataRole(role))

    def _said(self, question: QuestionDraft, column: DraftColumn) -> str:
        speech = self._speech
        if column is DraftColumn.TYPE:
            return label(question.type, speech) if question.role in CLOSED else ""
        if column is DraftColumn.EXAMPLES:
            said = " · ".join(one_line(each) for each in question.examples if each.strip())
            return shortened(said, _EXAMPLE)
        return {
            DraftColumn.KEY: question.key,
            DraftColumn.WORDS: one_line(question.text(speech.language)),
            DraftColumn.ROLE: label(question.role, speech),
            DraftColumn.SCALE: scale_text(question.low, question.high),
            DraftColumn.ANSWERED: speech.number(question.answered),
            DraftColumn.REASON: speech(question.reason) if question.reason else "",
        }[column]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Override: role, type and scale are changed in place; only a closed answer has a type."""
        found = super().flags(index)
        if not index.isValid() or DraftColumn(index.column()) not in _CHANGED:
            return found
        is_closed = self.questions[index.row()].role in CLOSED
        if index.column() == DraftColumn.ROLE or is_closed:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Override: ask for the change; what is shown changes once it is made."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or value is None:
            return False
        if str(value) == str(self.data(index, Qt.ItemDataRole.EditRole)):
            return False
        wanted = {
            DraftColumn.ROLE: self.role_wanted,
            DraftColumn.TYPE: self.type_wanted,
            DraftColumn.SCALE: self.scale_wanted,
        }[DraftColumn(index.column())]
        wanted.emit(index.row(), str(value))
        return True


def roles_in(speech: Speech) -> list[tuple[str, str]]:
    """The roles of a question to choose from."""
    return [(label(each, speech), each.value) for each in QuestionRole]


def types_in(speech: Speech) -> list[tuple[str, str]]:
    """The types of a closed answer to choose from."""
    return [(label(each, speech), each.value) for each in QuestionType]
