"""Splices, rows with values of their own, and rows beside others: done, undone, redone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.coding import Segment
from models.errors import Defect
from models.history import Change, Operation
from models.packing import unpack
from models.recording import Recorder
from models.source import ImportedText, Source, SourceText
from models.splicing import Cut, in_order, reversed_cuts, spliced
from qda.edits.importing import ImportCollection
from qda.session import StudySession
from tests.helpers.studies import dump, history, reviews, rows

TEXTS = ["satu dua", "tiga 👩\u200d👩 empat", "lima", "enam"]


@pytest.fixture
def study_of(either: StudySession) -> StudySession:
    """Four short texts with two segments in the first."""
    either.do(ImportCollection(reviews("Ulasan", TEXTS)))

    def code(recorder: Recorder) -> None:
        recorder.insert_many(
            Segment,
            [{"source_id": 1, "start": at, "end": at + 1} for at in range(3)],
        )

    either.store.edit("segments", code)
    return either


def _moves_there_and_back(study: StudySession, work: Callable[[Recorder], object]) -> None:
    before = dump(study.store)
    study.store.edit("test", work)
    after = dump(study.store)
    assert after != before
    study.undo()
    assert dump(study.store) == before
    study.redo()
    assert dump(study.store) == after
    study.undo()
    assert dump(study.store) == before
    study.redo()


def test_many_texts_are_spliced_at_once(study_of: StudySession) -> None:
    cuts = {
        1: [Cut(5, "dua", ""), Cut(0, "", "nol ")],
        2: [Cut(5, "👩\u200d👩", "x")],
        4: [],
    }
    _moves_there_and_back(study_of, lambda recorder: recorder.splice_many(SourceText, "text", cuts))
    assert [row["text"] for row in rows(study_of.store, SourceText)] == [
        "nol satu ", "tiga x empat", "lima", "enam",
    ]  # fmt: skip
    change = rows(study_of.store, Change)[-1]
    assert (change["operation"], change["rows"]) == (Operation.SPLICE, 2)
    assert [row["id"] for row in unpack(change["payload"])["rows"]] == [1, 2]


def test_splicing_nothing_leaves_no_trace(study_of: StudySession) -> None:
    before = history(study_of.store)
    study_of.store.edit("test", lambda recorder: recorder.splice_many(SourceText, "text", {1: []}))
    assert history(study_of.store) == before


@pytest.mark.parametrize("cuts", [{1: [Cut(0, "wrong", "")]}, {99: [Cut(0, "", "x")]}])
def test_a_splice_that_does_not_fit_changes_nothing(
    study_of: StudySession, cuts: dict[int, list[Cut]]
) -> None:
    before = dump(study_of.store)
    with pytest.raises(Defect):
        study_of.store.edit("test", lambda r: r.splice_many(SourceText, "text", cuts))
    assert dump(study_of.store) == before


def test_unique_positions_pass_from_row_to_row(study_of: StudySession) -> None:
    moved = [{"id": at + 1, "start": at + 1, "end": at + 2} for at in range(3)]
    _moves_there_and_back(study_of, lambda recorder: recorder.update_each(Segment, moved))
    assert [row["start"] for row in rows(study_of.store, Segment)] == [1, 2, 3]
    back = [{"id": at + 1, "start": at, "end": at + 1} for at in range(3)]
    _moves_there_and_back(study_of, lambda recorder: recorder.update_each(Segment, back))


def test_positions_are_exchanged_between_rows(study_of: StudySession) -> None:
    turned = [{"id": 1, "start": 2, "end": 3}, {"id": 3, "start": 0, "end": 1}]
    _moves_there_and_back(study_of, lambda recorder: recorder.update_each(Segment, turned))


def test_only_rows_that_truly_change_are_counted_and_kept(study_of: StudySession) -> None:
    same = [{"id": row["id"], "length": row["length"]} for row in rows(study_of.store, Source)]
    before = history(study_of.store)
    assert study_of.store.edit("test", lambda r: r.update_each(Source, same))[0] == 0
    assert study_of.store.edit("test", lambda r: r.update_each(Source, []))[0] == 0
    assert history(study_of.store) == before
    same[2]["length"] += 1
    assert study_of.store.edit("test", lambda r: r.update_each(Source, same))[0] == 1


def test_json_values_are_given_row_by_row(study_of: StudySession) -> None:
    given = [{"id": 1, "attributes": {"a": "“x”"}}, {"id": 2, "attributes": {}}]
    _moves_there_and_back(study_of, lambda recorder: recorder.update_each(Source, given))
    assert [row["attributes"] for row in rows(study_of.store, Source)][:2] == [{"a": "“x”"}, {}]


def test_rows_beside_others_are_undone_without_touching_those_between(
    study_of: StudySession,
) -> None:
    study_of.store.edit(
        "test", lambda recorder: recorder.insert_beside(ImportedText, [{"id": 2, "text": "b"}])
    )
    given = [{"id": 4, "text": "d"}, {"id": 1, "text": "a"}]
    _moves_there_and_back(study_of, lambda r: r.insert_beside(ImportedText, given))
    assert [row["id"] for row in rows(study_of.store, ImportedText)] == [1, 2, 4]
    study_of.undo()
    assert [row["id"] for row in rows(study_of.store, ImportedText)] == [2]


def test_cuts_that_share_a_place_are_refused() -> None:
    for cuts in ([Cut(0, "ab", ""), Cut(1, "b", "")], [Cut(1, "", "x"), Cut(1, "b", "")]):
        with pytest.raises(Defect):
            in_order(cuts)


def test_a_splice_and_its_reverse_meet() -> None:
    text = "Bu Sri dan Pak Budi"
    cuts = (Cut(3, "Sri", "Informan 1"), Cut(15, "Budi", ""))
    assert spliced(spliced(text, cuts), reversed_cuts(cuts)) == text
