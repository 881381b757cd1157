"""Answers to the items of report sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.judging import SheetAnswer
from models.memo import Memo
from models.recording import NotThere
from models.vocabulary import MemoKind
from qda.edits.memos import AddMemo
from qda.edits.sheets import AnswerSheetItem, ClearSheetItem, NoSuchItem, ShownBy
from qda.session import StudySession
from qda.sheets.items import Sheet
from tests.helpers.studies import dump, new_session, only, rows, unchanged


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudySession]:
    with new_session(tmp_path / "s.runut") as session:
        yield session


def test_what_is_not_given_stays_and_what_is_empty_goes(study: StudySession) -> None:
    study.do(AnswerSheetItem(Sheet.COREQ, "1", answer=" Rani ", page="12"))
    study.do(AnswerSheetItem(Sheet.COREQ, "1", page="14"))
    found = only(study.store, SheetAnswer)
    assert (found["answer"], found["page"], found["done"]) == ("Rani", "14", None)
    study.do(AnswerSheetItem(Sheet.COREQ, "1", answer="", page=""))
    assert rows(study.store, SheetAnswer) == []


def test_the_same_answer_again_is_no_edit(study: StudySession) -> None:
    study.do(AnswerSheetItem(Sheet.TRUST, "debriefing", is_done=False))
    with unchanged(study.store):
        study.do(AnswerSheetItem(Sheet.TRUST, "debriefing", is_done=False))
        study.do(AnswerSheetItem(Sheet.SRQR, "S3"))
        study.do(ClearSheetItem(Sheet.SRQR, "S3"))


def test_an_item_that_the_sheet_has_not_is_refused(study: StudySession) -> None:
    with unchanged(study.store), pytest.raises(NoSuchItem, match="33"):
        study.do(AnswerSheetItem(Sheet.COREQ, "33", answer="x"))
    with unchanged(study.store), pytest.raises(NoSuchItem):
        study.do(ClearSheetItem(Sheet.TRUST, "S1"))


def test_what_shows_an_answer_must_exist(study: StudySession) -> None:
    study.do(AddMemo("Pak Dedi setuju.", memo_kind=MemoKind.MEMBER_CHECK))
    memo = ShownBy("memo", only(study.store, Memo)["uuid"])
    study.do(AnswerSheetItem(Sheet.TRUST, "member_check", is_done=True, shown_by=(memo,)))
    assert only(study.store, SheetAnswer)["links"] == [{"kind": "memo", "id": memo.id}]
    for wrong in (ShownBy("memo", "tidak ada"), ShownBy("drop table", memo.id)):
        with unchanged(study.store), pytest.raises(NotThere):
            study.do(AnswerSheetItem(Sheet.TRUST, "audit", shown_by=(wrong,)))


def test_an_answer_is_taken_back_and_undone(study: StudySession) -> None:
    study.do(AnswerSheetItem(Sheet.SRQR, "S21", answer="DIPA 2026"))
    before = dump(study.store)
    study.do(ClearSheetItem(Sheet.SRQR, "S21"))
    assert rows(study.store, SheetAnswer) == []
    study.undo()
    assert dump(study.store) == before
