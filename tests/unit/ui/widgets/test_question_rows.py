"""What tables of questions share: headings, numbers, cells that are written, rows that stay."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QModelIndex, Qt

from qda.i18n import Speech
from ui.widgets.question_rows import QuestionRows

ROLE = Qt.ItemDataRole
Pair = tuple[str, str]


class Part(IntEnum):
    NAME = 0
    WORDS = 1


class Pairs(QuestionRows[Pair, Part]):
    """A name that stands, and words that can be written."""

    def __init__(self) -> None:
        super().__init__(Part, Speech("en"), None)
        self.asked: list[tuple[int, Part, str]] = []

    def heading(self, column: Part) -> str:
        return column.name.title()

    def name_of(self, row: Pair) -> str:
        return row[0]

    def said(self, row: Pair, column: Part) -> str:
        return row[column]

    def is_written(self, row: Pair, column: Part) -> bool:
        return column is Part.WORDS

    def want(self, number: int, column: Part, said: str) -> None:
        self.asked.append((number, column, said))


def test_cells_speak_for_their_row_and_column() -> None:
    model = Pairs()
    model.put([("Q1", "Usia?"), ("Q2", "Mengapa?")])
    index = model.index(1, Part.WORDS)
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    assert model.rowCount(index) == 0
    assert index.data() == "Mengapa?"
    assert index.data(ROLE.AccessibleTextRole) == "Q2. Words: Mengapa?"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Words"
    assert model.headerData(1, Qt.Orientation.Vertical) == "2"
    assert model.data(QModelIndex()) is None


def test_only_what_can_be_written_and_differs_asks_for_an_edit() -> None:
    model = Pairs()
    model.put([("Q1", "Usia?")])
    name, words = model.index(0, Part.NAME), model.index(0, Part.WORDS)
    assert not model.flags(name) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(words) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(name, "Q9")
    assert not model.setData(words, " Usia? ")
    assert model.setData(words, "Umur? ")
    assert model.asked == [(0, Part.WORDS, "Umur?")]
    # What is shown changes only once the edit is made.
    assert words.data() == "Usia?"


def test_the_same_questions_shown_anew_do_not_move() -> None:
    model = Pairs()
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.put([("Q1", "Usia?")])
    model.put([("Q1", "Umur?")])
    assert len(resets) == 1
    assert model.index(0, Part.WORDS).data() == "Umur?"
    model.put([("Q2", "Kota?")])
    model.put([])
    assert len(resets) == 3
