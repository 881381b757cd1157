"""Memos, findings of absence, and the study's own facts."""

from __future__ import annotations

from typing import Any

import pytest

from models.code import Code
from models.coding import Absence
from models.memo import Memo
from models.positions import Span, SpanBeyondText
from models.recording import NotThere
from models.source import Source
from models.vocabulary import MemoKind, Missing
from qda.edits.codes import AddCode
from qda.edits.edit import EditRequest
from qda.edits.memos import (
    AddMemo,
    ChangeMemo,
    DescribeStudy,
    MemoEmpty,
    MoveMemo,
    NoSuchDay,
    RecordAbsence,
    RemoveAbsence,
    RemoveMemo,
    WordsOfWhat,
)
from qda.session import StudySession
from tests.helpers.studies import FAMILY, document, import_one, only, rows, unchanged, wording


@pytest.mark.parametrize("words", ["", " \n\t\u00a0"])
def test_a_memo_needs_words(study: StudySession, words: str) -> None:
    memo = study.do(AddMemo("satu"))
    with unchanged(study.store):
        with pytest.raises(MemoEmpty):
            study.do(AddMemo(words))
        with pytest.raises(MemoEmpty):
            study.do(ChangeMemo(memo, words))


def test_a_memo_is_attached_to_what_exists(study: StudySession) -> None:
    import_one(study, document("a", "x"))
    uuid = only(study.store, Source)["uuid"]
    study.do(AddMemo("catatan", target="source", target_uuid=uuid))
    assert only(study.store, Memo)["target_uuid"] == uuid
    with unchanged(study.store):
        for target, wrong in (("source", "tidak ada"), ("code", uuid), ("drop table", uuid)):
            with pytest.raises(NotThere):
                study.do(AddMemo("catatan", target=target, target_uuid=wrong))


def test_a_table_whose_rows_have_no_uuid_takes_no_memo(study: StudySession) -> None:
    import_one(study, document("a", "x"))
    with unchanged(study.store), pytest.raises(NotThere):
        study.do(AddMemo("catatan", target="paragraph", target_uuid="1"))


def test_a_memo_is_rewritten_and_removed(study: StudySession) -> None:
    memo = study.do(AddMemo("satu"))
    study.do(ChangeMemo(memo, f"dua {FAMILY}", "judul", MemoKind.THEORY_FIT))
    row = only(study.store, Memo)
    assert (row["text"], row["title"], row["kind"]) == (
        f"dua {FAMILY}", "judul", MemoKind.THEORY_FIT,
    )  # fmt: skip
    study.do(RemoveMemo(memo))
    assert rows(study.store, Memo) == []
    study.undo()
    assert only(study.store, Memo) == row
    with unchanged(study.store), pytest.raises(NotThere):
        study.do(ChangeMemo(99, "x"))


def test_a_memo_stands_on_words_and_tells_of_a_day(study: StudySession) -> None:
    import_one(study, document("a", "kata"))
    source = only(study.store, Source)["uuid"]
    code = study.do(AddCode("a", wording("A")))
    memo = study.do(
        AddMemo("x", target="source", target_uuid=source, span=Span(0, 4), dated_on="2026-11-27")
    )
    row = only(study.store, Memo)
    assert (row["start"], row["end"], row["dated_on"]) == (0, 4, "2026-11-27")
    on_code = only(study.store, Code, id=code)["uuid"]
    with unchanged(study.store):
        wrongs: tuple[tuple[EditRequest[Any], type[Exception]], ...] = (
            (AddMemo("x", target="source", target_uuid=source, span=Span(0, 5)), SpanBeyondText),
            (AddMemo("x", target="code", target_uuid=on_code, span=Span(0, 1)), WordsOfWhat),
            (AddMemo("x", span=Span(0, 1)), WordsOfWhat),
            (AddMemo("x", dated_on="2026-02-30"), NoSuchDay),
            (ChangeMemo(memo, "x", dated_on="kemarin"), NoSuchDay),
        )
        for wrong, error in wrongs:
            with pytest.raises(error):
                study.do(wrong)


def test_a_memo_that_is_kept_unchanged_is_no_edit(study: StudySession) -> None:
    memo = study.do(AddMemo("x", dated_on="2026-11-27"))
    with unchanged(study.store):
        study.do(ChangeMemo(memo, "x"))
    study.do(ChangeMemo(memo, "x", dated_on=""))
    row = only(study.store, Memo)
    assert (row["dated_on"], bool(row["changed_at"])) == ("", True)
    study.undo()
    row = only(study.store, Memo)
    assert (row["dated_on"], row["changed_at"]) == ("2026-11-27", "")


def test_a_memo_is_attached_elsewhere(study: StudySession) -> None:
    import_one(study, document("a", "kata"))
    uuid = only(study.store, Source)["uuid"]
    memo = study.do(AddMemo("x"))
    study.do(MoveMemo(memo, "source", uuid, Span(1, 3)))
    row = only(study.store, Memo)
    assert (row["target"], row["target_uuid"], row["start"], row["end"]) == ("source", uuid, 1, 3)
    study.do(MoveMemo(memo))
    assert only(study.store, Memo)["start"] is None
    study.undo()
    assert only(study.store, Memo) == row
    with unchanged(study.store):
        for wrong in (MoveMemo(99), MoveMemo(memo, "source", "nirgends")):
            with pytest.raises(NotThere):
                study.do(wrong)


def test_a_second_finding_replaces_the_first(study: StudySession) -> None:
    source = import_one(study, document("a", "x"))
    code = study.do(AddCode("a", wording("A")))
    first = study.do(RecordAbsence(source, code, Missing.SILENT, "sekali"))
    assert study.do(RecordAbsence(source, code, Missing.ABSENT, "dua kali")) == first
    row = only(study.store, Absence)
    assert (row["mark"], row["note"]) == (Missing.ABSENT, "dua kali")
    study.do(RemoveAbsence(first))
    assert rows(study.store, Absence) == []
    with unchanged(study.store):
        for place, what in ((99, code), (source, 99)):
            with pytest.raises(NotThere):
                study.do(RecordAbsence(place, what, Missing.SILENT))
        with pytest.raises(NotThere):
            study.do(RemoveAbsence(first))


def test_the_studys_facts_change_one_by_one(study: StudySession) -> None:
    study.do(DescribeStudy(name="Judul", programme_id="JAKI"))
    study.do(DescribeStudy(question="Mengapa?"))
    found = study.study()
    assert (found.title, found.programme_id, found.question) == ("Judul", "JAKI", "Mengapa?")
    assert found.version == 2
    with unchanged(study.store):
        study.do(DescribeStudy())
        study.do(DescribeStudy(name="Judul"))
    study.undo()
    assert (study.study().question, study.study().version) == ("", 1)
