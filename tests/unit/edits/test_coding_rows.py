"""Coding whole rows: one edit for one or thousands, and nothing where it is stopped."""

from __future__ import annotations

import pytest

from models.coding import Coding, Segment
from models.memo import Memo
from models.positions import Span
from models.recording import NotThere
from models.source import Source
from models.vocabulary import Polarity
from qda.edits.codes import AddCode
from qda.edits.coding import CodeSegment, GradeOutOfRange, Judgement, JudgementChange, NoCoder
from qda.edits.coding_rows import CodeRows, RowsCoded
from qda.edits.importing import ImportCollection
from qda.edits.memos import MemoEmpty, NoteCodings
from qda.jobs.progress import Cancelled
from qda.retrieval.histories import next_undo
from qda.session import StudySession
from tests.helpers.studies import FAMILY, dump, ids, only, reviews, rows, unchanged, wording

TEXTS = ("Bagus", f"  lambat {FAMILY}\n", "", " \n ", "Bagus")


@pytest.fixture
def units(study: StudySession) -> list[int]:
    """Five rows, of which one has no text and one nothing but white space."""
    study.do(ImportCollection(reviews("ulasan", TEXTS)))
    return ids(study.store, Source)


@pytest.fixture
def code(study: StudySession) -> int:
    return study.do(AddCode("a", wording("A")))


def test_the_words_of_each_row_are_coded_without_the_white_space_around_them(
    study: StudySession, units: list[int], code: int
) -> None:
    done = study.do(CodeRows(tuple(units), code))
    assert done == RowsCoded(coded=3, borne=0, empty=2)
    places = {(row["source_id"], row["start"], row["end"]) for row in rows(study.store, Segment)}
    assert places == {(units[0], 0, 5), (units[1], 2, 9 + len(FAMILY)), (units[4], 0, 5)}
    with study.reading() as state:
        assert next_undo(state) == ("code_rows", {"count": 3, "code": "a", "name": "A"})


def test_one_undo_takes_all_of_it_back(study: StudySession, units: list[int], code: int) -> None:
    before = dump(study.store)
    study.do(CodeRows(tuple(units), code))
    after = dump(study.store)
    study.undo()
    assert dump(study.store) == before
    study.redo()
    assert dump(study.store) == after


def test_rows_that_bear_the_code_already_are_counted_and_left(
    study: StudySession, units: list[int], code: int
) -> None:
    study.do(CodeSegment(units[0], Span(0, 5), code))
    # A part of the text is not the text.
    study.do(CodeSegment(units[4], Span(0, 2), code))
    done = study.do(CodeRows((units[0], units[4], units[4]), code))
    assert done == RowsCoded(coded=1, borne=1, empty=0)
    assert len(rows(study.store, Coding)) == 3


def test_a_code_that_is_not_there_is_refused_without_a_trace(
    study: StudySession, units: list[int]
) -> None:
    with unchanged(study.store), pytest.raises(NotThere):
        study.do(CodeRows(tuple(units), 999))


def test_a_study_without_a_coder_codes_nothing(
    study: StudySession, units: list[int], code: int
) -> None:
    with pytest.raises(NoCoder):
        study.store.edit("code_rows", CodeRows(tuple(units), code).apply)


def test_stopping_it_half_way_leaves_no_trace(study: StudySession, code: int) -> None:
    study.do(ImportCollection(reviews("banyak", [f"Ulasan {n}" for n in range(2_100)])))
    told: list[tuple[int, int]] = []

    class Stopping:
        def report(self, done: int, total: int, what: str = "") -> None:
            told.append((done, total))
            if done:
                raise Cancelled

    with unchanged(study.store), pytest.raises(Cancelled):
        study.do(CodeRows(tuple(ids(study.store, Source)), code, Stopping()))
    assert told == [(0, 2_100), (2_000, 2_100)]


def test_thousands_are_one_edit(study: StudySession, code: int) -> None:
    study.do(ImportCollection(reviews("banyak", [f"Ulasan {n}" for n in range(2_500)])))
    done = study.do(CodeRows(tuple(ids(study.store, Source)), code))
    assert done.coded == 2_500
    study.undo()
    assert rows(study.store, Coding) == []
    assert only(study.store, Source, key="U01-0001")["length"] == len("Ulasan 0")


def test_what_is_said_is_said_of_rows_that_bore_the_code_too_and_one_undo_takes_it_back(
    study: StudySession, units: list[int], code: int
) -> None:
    study.do(CodeSegment(units[0], Span(0, 5), code, Judgement(strength=1, important=True)))
    before = dump(study.store)
    said = JudgementChange(polarity=Polarity.INHIBITING, strength=3)
    done = study.do(CodeRows(tuple(units), code, said=said, memo="Loket ditutup."))
    assert done == RowsCoded(coded=2, borne=1, empty=2, judged=1, noted=3)
    found = rows(study.store, Coding)
    assert {(row["polarity"], row["strength"]) for row in found} == {("inhibiting", 3)}
    # What is not named stays as it was.
    assert [row["important"] for row in found] == [True, False, False]
    memos = rows(study.store, Memo)
    assert {row["target_uuid"] for row in memos} == {row["uuid"] for row in found}
    assert {(row["target"], row["text"]) for row in memos} == {("coding", "Loket ditutup.")}
    study.undo()
    assert dump(study.store) == before


def test_a_grade_that_is_none_is_refused_and_leaves_no_trace(
    study: StudySession, units: list[int], code: int
) -> None:
    with unchanged(study.store), pytest.raises(GradeOutOfRange):
        study.do(CodeRows(tuple(units), code, said=JudgementChange(strength=4)))


def test_one_note_stands_on_each_of_several_codings(
    study: StudySession, units: list[int], code: int
) -> None:
    study.do(CodeRows(tuple(units), code))
    coded = ids(study.store, Coding)
    with unchanged(study.store), pytest.raises(MemoEmpty):
        study.do(NoteCodings(tuple(coded), "  "))
    assert study.do(NoteCodings((*coded[:2], 999), "Tanyakan lagi")) == 2
    assert [row["text"] for row in rows(study.store, Memo)] == ["Tanyakan lagi"] * 2
    with study.reading() as state:
        assert next_undo(state) == ("note_codings", {"count": 2})
