"""The questions of a survey's file before it is stored; role, type and scale can be changed."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QObject, Signal

from models.vocabulary import QuestionRole, QuestionType
from qda.i18n import Speech
from qda.importers.surveys.draft import QuestionDraft
from qda.labels import label
from ui.short_words import one_line, shortened
from ui.surveys.scales import scale_text
from ui.widgets.question_rows import QuestionRows

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


_OF_CLOSED: Final = frozenset({DraftColumn.TYPE, DraftColumn.SCALE})

CLOSED: Final = (QuestionRole.ATTRIBUTE, QuestionRole.ITEM)
"""The roles whose answers have a type."""


class DraftQuestions(QuestionRows[QuestionDraft, DraftColumn]):
    """A row a question.

    Signals:
        role_wanted, type_wanted, scale_wanted: another one is wanted (row, what was chosen).
    """

    role_wanted = Signal(int, str)
    type_wanted = Signal(int, str)
    scale_wanted = Signal(int, str)

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(DraftColumn, speech, parent)

    def show(self, questions: tuple[QuestionDraft, ...]) -> None:
        """Show questions; where they are those that are shown, only what they say changes."""
        self.put(questions)

    def heading(self, column: DraftColumn) -> str:
        """Override."""
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

    def name_of(self, row: QuestionDraft) -> str:
        """Override: its key."""
        return row.key

    def said(self, row: QuestionDraft, column: DraftColumn) -> str:
        """Override: only a closed answer has a type."""
        speech = self._speech
        if column is DraftColumn.TYPE:
            return label(row.type, speech) if row.role in CLOSED else ""
        if column is DraftColumn.EXAMPLES:
            said = " · ".join(one_line(each) for each in row.examples if each.strip())
            return shortened(said, _EXAMPLE)
        return {
            DraftColumn.KEY: row.key,
            DraftColumn.WORDS: one_line(row.text(speech.language)),
            DraftColumn.ROLE: label(row.role, speech),
            DraftColumn.SCALE: scale_text(row.low, row.high),
            DraftColumn.ANSWERED: speech.number(row.answered),
            DraftColumn.REASON: speech(row.reason) if row.reason else "",
        }[column]

    def chosen(self, row: QuestionDraft, column: DraftColumn) -> str:
        """Override: role and type by their values."""
        values = {DraftColumn.ROLE: row.role.value, DraftColumn.TYPE: row.type.value}
        return values.get(column) or self.said(row, column)

    def tip(self, row: QuestionDraft, column: DraftColumn) -> str:
        """Override: the words as in the file."""
        return row.heading if column is DraftColumn.WORDS else self.said(row, column)

    def is_figure(self, column: DraftColumn) -> bool:
        """Override."""
        return column is DraftColumn.ANSWERED

    def is_written(self, row: QuestionDraft, column: DraftColumn) -> bool:
        """Override: role, type and scale; only a closed answer has the last two."""
        return column is DraftColumn.ROLE or (column in _OF_CLOSED and row.role in CLOSED)

    def want(self, number: int, column: DraftColumn, said: str) -> None:
        """Override."""
        wanted = {
            DraftColumn.ROLE: self.role_wanted,
            DraftColumn.TYPE: self.type_wanted,
            DraftColumn.SCALE: self.scale_wanted,
        }[column]
        wanted.emit(number, said)


def roles_in(speech: Speech) -> list[tuple[str, str]]:
    """The roles of a question to choose from."""
    return [(label(each, speech), each.value) for each in QuestionRole]


def types_in(speech: Speech) -> list[tuple[str, str]]:
    """The types of a closed answer to choose from."""
    return [(label(each, speech), each.value) for each in QuestionType]
