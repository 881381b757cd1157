"""An empty cell says why it is empty, by what was recorded, read and asked."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from models.code import Code
from models.vocabulary import EntryKind, Missing, Reading, Technique
from qda.displays.documentation import legend_of
from qda.displays.values import Cell, Matrix
from qda.edits.memos import RecordAbsence
from qda.edits.sources import MarkReading
from qda.i18n import Speech
from qda.session import StudySession
from tests.helpers.coded import matrix_of, store
from tests.helpers.studies import document, only

AB, NA, DK = Missing.ABSENT, Missing.NOT_APPLICABLE, Missing.NOT_ASKED
NS, PEND = Missing.SILENT, Missing.PENDING
ASKED, UNASKED = "ask:Q", "ask:N"


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the row: how it was collected, whether it was read, what was recorded on it."""

    technique: Technique = Technique.INTERVIEW
    read: bool = False
    mark: Missing | None = None


def read(mark: Missing | None = None) -> Text:
    return Text(read=True, mark=mark)


def unread(mark: Missing | None = None) -> Text:
    return Text(mark=mark)


READ_PAPER = Text(Technique.DOCUMENTATION, read=True)


def row_of(study: StudySession, texts: tuple[Text, ...], column: str) -> Matrix:
    """A matrix of one row that holds all the texts, none of which bears a code."""
    code_id = only(study.store, Code, canonical_id=column)["id"]
    for number, text in enumerate(texts):
        draft = document(f"Teks {number}", f"Isi {number}.", technique=text.technique)
        source_id = store(study, draft)
        if text.read:
            study.do(MarkReading((source_id,), Reading.READ))
        if text.mark is not None:
            study.do(RecordAbsence(source_id, code_id, text.mark))
    return matrix_of(study, "role", [column])


@pytest.mark.parametrize(
    ("texts", "column", "expected"),
    [
        # Nothing recorded: unread is pending; read and asked is silent; read and not asked is DK.
        ((unread(),), ASKED, PEND),
        ((read(),), ASKED, NS),
        ((read(),), UNASKED, DK),
        ((read(), unread()), ASKED, PEND),
        # What speaks unasked is silent once it is read, question or not.
        ((READ_PAPER,), UNASKED, NS),
        ((Text(Technique.APP_REVIEW),), UNASKED, PEND),
        ((Text(Technique.APP_REVIEW, read=True),), UNASKED, NS),
        ((Text(Technique.OBSERVATION, read=True),), UNASKED, NS),
        ((Text(Technique.FOCUS_GROUP, read=True),), UNASKED, DK),
        ((Text(Technique.SURVEY, read=True),), UNASKED, DK),
        ((read(), READ_PAPER), UNASKED, NS),
        # Evidence of absence in one text is enough, and goes before all else.
        ((unread(AB),), UNASKED, AB),
        ((read(AB), unread()), ASKED, AB),
        ((read(NA), read(AB)), ASKED, AB),
        # "Not applicable" and "not asked" must hold for every text.
        ((unread(NA),), ASKED, NA),
        ((read(NA), unread(NA)), ASKED, NA),
        ((unread(DK),), ASKED, DK),
        ((read(NA), unread()), ASKED, PEND),
        ((read(NA), read()), ASKED, NS),
        ((read(DK), read()), ASKED, NS),
        ((read(DK), read()), UNASKED, DK),
        # Both recorded, on different texts: nobody was asked, so it cannot be silence.
        ((read(NA), read(DK)), ASKED, DK),
        # A recorded silence is one without a question and without a mark of having been read.
        ((unread(NS),), UNASKED, NS),
        ((read(NS), read(DK)), UNASKED, NS),
        ((read(NS), unread()), UNASKED, PEND),
        # A text that was put off by hand is put off.
        ((read(PEND),), ASKED, PEND),
    ],
)
def test_the_mark_of_an_empty_cell(
    study: StudySession, texts: tuple[Text, ...], column: str, expected: Missing
) -> None:
    matrix = row_of(study, texts, column)
    assert [row.id for row in matrix.rows] == ["none"]
    cell = matrix.cell(0, 0)
    assert cell.missing is expected
    assert [(entry.kind, entry.missing) for entry in cell.entries] == [
        (EntryKind.MISSING, expected)
    ]
    assert cell.entries[0].text
    assert (cell.informants, cell.segments, cell.evidence, cell.symbol) == (0, 0, (), "")


def test_a_finding_on_a_code_beneath_the_column_counts_for_it(study: StudySession) -> None:
    source_id = store(study, document("Teks", "Isi."))
    beneath = only(study.store, Code, canonical_id="ask:Q.2")["id"]
    study.do(RecordAbsence(source_id, beneath, AB))
    matrix = matrix_of(study, "source", ["ask"])
    assert [cell.missing for _, _, cell in matrix.places()] == [AB, PEND]


def test_a_finding_on_a_text_outside_the_row_says_nothing_there(study: StudySession) -> None:
    first = store(study, document("Satu", "Isi satu."))
    store(study, document("Dua", "Isi dua."))
    code_id = only(study.store, Code, canonical_id=ASKED)["id"]
    study.do(RecordAbsence(first, code_id, AB))
    matrix = matrix_of(study, "source", [ASKED])
    assert [cell.missing for _, _, cell in matrix.places()] == [AB, PEND]


@pytest.mark.parametrize("mark", Missing)
def test_the_legend_explains_the_marks_that_stand_in_cells_and_no_others(mark: Missing) -> None:
    labels = [fact.label for fact in legend_of(Speech("en"), [[Cell((), missing=mark)]])]
    assert labels == [mark.value]


def test_the_legend_explains_counts_and_signs_where_there_are_any() -> None:
    counted = Cell((), informants=3, segments=4, positive=2, negative=1, symbol="+/-")
    labels = [fact.label for fact in legend_of(Speech("en"), [[counted]])]
    assert labels == ["Counts", "+", "-", "+/-", "(1/2)"]
