"""The questions of a guide as a table; name and words can be written in place."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QObject, Signal

from qda.guides.rows import Bilingual, GuideQuestionRow, GuideRow
from qda.guides.wording import role_text
from qda.i18n import Speech
from qda.labels import label
from ui.widgets.question_rows import QuestionRows


class Column(IntEnum):
    """The columns, from the left."""

    NAME = 0
    CODE = 1
    INDONESIAN = 2
    ENGLISH = 3
    ASKED = 4
    ANSWER = 5


WRITTEN = frozenset({Column.NAME, Column.INDONESIAN, Column.ENGLISH})


class QuestionModel(QuestionRows[GuideQuestionRow, Column]):
    """The questions in the order in which they are asked.

    Signals:
        renamed: a question is to bear another name (question, name).
        worded: a question is to have other words (question, `Bilingual`).
    """

    renamed = Signal(object, str)
    worded = Signal(object, object)

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(Column, speech, parent)

    def show(self, guide: GuideRow | None, speech: Speech) -> None:
        """Show the questions of a guide, or none."""
        self._speech = speech
        self.put(() if guide is None else guide.questions)

    def heading(self, column: Column) -> str:
        """Override."""
        speech = self._speech
        return {
            Column.NAME: speech("Name"),
            Column.CODE: speech("Code"),
            Column.INDONESIAN: speech("In Indonesian"),
            Column.ENGLISH: speech("In English"),
            Column.ASKED: speech("Asked of"),
            Column.ANSWER: speech("Answer"),
        }[column]

    def name_of(self, row: GuideQuestionRow) -> str:
        """Override."""
        return row.name

    def id_of(self, row: GuideQuestionRow) -> object:
        """Override: a question stays the same whatever its name becomes."""
        return row.id

    def said(self, row: GuideQuestionRow, column: Column) -> str:
        """Override."""
        return {
            Column.NAME: row.name,
            Column.CODE: row.code.rpartition(":")[2] or self._speech("At the end"),
            Column.INDONESIAN: row.text.id,
            Column.ENGLISH: row.text.en,
            Column.ASKED: self._asked(row),
            Column.ANSWER: label(row.answer, self._speech),
        }[column]

    def is_written(self, row: GuideQuestionRow, column: Column) -> bool:
        """Override: name and words."""
        return column in WRITTEN

    def want(self, number: int, column: Column, said: str) -> None:
        """Override."""
        row = self.rows[number]
        if column is Column.NAME:
            self.renamed.emit(row, said)
        elif column is Column.INDONESIAN:
            self.worded.emit(row, Bilingual(row.text.en, said))
        else:
            self.worded.emit(row, Bilingual(said, row.text.id))

    def _asked(self, row: GuideQuestionRow) -> str:
        if not row.roles:
            return self._speech("everybody")
        return ", ".join(role_text(role).in_(self._speech.language) for role in row.roles)
