"""An edit is recorded as the rows it changed, whole or not at all."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from models.case import Case
from models.errors import Refused
from models.history import Act, ActKind, Change, Edit, EditState, Operation
from models.memo import Memo
from models.recording import KEEP_INSERTED, Recorder
from models.source import Source, SourceText
from models.undoing import NothingToRedo, NothingToUndo
from models.vocabulary import MemoKind
from qda.edits.memos import AddMemo, ChangeMemo, RemoveMemo
from qda.session import StudySession
from tests.helpers.studies import (
    FAMILY,
    document,
    dump,
    history,
    ids,
    import_one,
    only,
    rows,
    unchanged,
)

MANY = KEEP_INSERTED + 7
WEIRD = f"emoji {FAMILY} 👍🏽, cafe\u0301, שלום\u202e, \r\n\t\u0000, \ufffe, 𝒳"


def _memos(recorder: Recorder, count: int) -> range:
    return recorder.insert_many(
        Memo, [{"text": f"memo {number}", "coder_id": 1} for number in range(count)]
    )


def _insert(session: StudySession, count: int) -> range:
    def work(recorder: Recorder) -> range:
        return _memos(recorder, count)

    return session.store.edit("test", work, coder_id=session.coder.id)[0]


def _there_and_back(session: StudySession, before: object) -> None:
    after = dump(session.store)
    assert after != before
    session.undo()
    assert dump(session.store) == before
    session.redo()
    assert dump(session.store) == after
    session.undo()
    assert dump(session.store) == before


@pytest.mark.parametrize("count", [1, KEEP_INSERTED, MANY])
def test_many_rows_are_inserted_with_defaults_and_taken_back(
    either: StudySession, count: int
) -> None:
    before = dump(either.store)
    made = _insert(either, count)
    found = rows(either.store, Memo)
    assert [row["id"] for row in found] == list(made)
    assert len({row["uuid"] for row in found}) == count
    assert {row["kind"] for row in found} == {MemoKind.ANALYTIC}
    assert {(row["title"], row["target"]) for row in found} == {("", "")}
    _there_and_back(either, before)


def test_a_large_insert_keeps_its_rows_only_once_it_is_undone(study: StudySession) -> None:
    _insert(study, MANY)
    change = only(study.store, Change)
    assert (change["operation"], change["table_name"]) == (Operation.INSERT, "memo")
    assert (change["first_id"], change["last_id"], change["rows"]) == (1, MANY, MANY)
    assert change["payload"] is None
    study.undo()
    assert only(study.store, Change)["payload"]


def test_texts_are_kept_once_however_few_they_are(study: StudySession) -> None:
    before = dump(study.store)
    import_one(study, document("Laporan", "panjang " * 1000))
    kept = {row["table_name"]: row["payload"] for row in rows(study.store, Change)}
    assert kept["source_text"] is None
    assert kept["original_chunk"] is None
    assert kept["source"] is not None
    _there_and_back(study, before)


def test_many_rows_are_updated_and_only_those_that_change(either: StudySession) -> None:
    made = _insert(either, MANY)
    either.do(ChangeMemo(made[3], "memo 3", memo_kind=MemoKind.METHOD))
    before = dump(either.store)

    def work(recorder: Recorder) -> int:
        twice = [*made, *made]
        return recorder.update_many(Memo, twice, {"kind": MemoKind.METHOD})

    changed, done = either.store.edit("test", work)
    assert changed == MANY - 1
    assert done is not None
    assert done.tables == {"memo"}
    assert {row["kind"] for row in rows(either.store, Memo)} == {MemoKind.METHOD}
    _there_and_back(either, before)


def test_many_rows_are_deleted_and_come_back_as_they_were(either: StudySession) -> None:
    made = _insert(either, MANY)
    either.do(ChangeMemo(made[3], "lain 👍🏽", memo_title="judul"))
    before = dump(either.store)
    removed, _ = either.store.edit("test", lambda r: r.delete_many(Memo, [*made, 9_999]))
    assert removed == MANY
    assert rows(either.store, Memo) == []
    _there_and_back(either, before)


def test_two_changes_of_one_row_in_one_edit(either: StudySession) -> None:
    memo_id = either.do(AddMemo("satu"))
    before = dump(either.store)

    def work(recorder: Recorder) -> None:
        memo = recorder.get(Memo, memo_id)
        memo.text = "dua"
        recorder.session.flush()
        memo.text, memo.title = "tiga", "judul"
        recorder.update_many(Memo, [memo_id], {"text": "empat"})
        recorder.get(Memo, memo_id).text = "lima"

    either.store.edit("test", work)
    assert only(either.store, Memo)["text"] == "lima"
    _there_and_back(either, before)


def test_a_row_made_changed_and_deleted_in_one_edit(either: StudySession) -> None:
    before = dump(either.store)

    def work(recorder: Recorder) -> None:
        memo = recorder.add(Memo(text="satu", coder_id=either.coder.id))
        kept = recorder.add(Memo(text="tinggal", coder_id=either.coder.id))
        recorder.session.flush()
        memo.text = kept.text = "dua"
        recorder.session.flush()
        recorder.remove(memo)

    either.store.edit("test", work)
    assert only(either.store, Memo)["text"] == "dua"
    _there_and_back(either, before)


def test_a_unique_name_may_pass_from_one_row_to_the_next(either: StudySession) -> None:
    either.store.edit("test", lambda r: [r.add(Case(name=name)) for name in "ab"])
    before = dump(either.store)

    def work(recorder: Recorder) -> None:
        first = recorder.new_ids(Case, 2)  # asking for ids flushes what was changed before
        recorder.get(Case, 2).name = "d"
        recorder.get(Case, 1).name = "c"
        recorder.add(Case(id=first, name="a"))
        recorder.session.flush()
        recorder.get(Case, 2).name = "e"
        recorder.get(Case, 3).name = "d"

    either.store.edit("test", work)
    _there_and_back(either, before)


def test_any_text_comes_back_as_it_was(study: StudySession) -> None:
    memo_id = study.do(AddMemo(WEIRD, memo_title=WEIRD))
    before = dump(study.store)
    assert only(study.store, Memo)["text"] == WEIRD
    study.do(RemoveMemo(memo_id))
    _there_and_back(study, before)


def test_an_edit_that_changes_nothing_leaves_no_trace(either: StudySession) -> None:
    memo_id = either.do(AddMemo("satu", memo_title="judul"))
    either.do(AddMemo("dua"))
    either.undo()
    with unchanged(either.store):
        either.do(ChangeMemo(memo_id, "satu", memo_title="judul"))
        assert either.store.edit("test", lambda r: r.delete_many(Memo, [77])) == (0, None)
        either.store.edit("test", lambda r: r.update_many(Memo, [memo_id], {"text": "satu"}))
        _insert(either, 0)
    assert either.redo().kind == "add_memo"


@pytest.mark.parametrize("error", [Refused, RuntimeError, KeyboardInterrupt])
def test_an_edit_that_fails_leaves_no_trace(
    either: StudySession, error: type[BaseException]
) -> None:
    either.do(AddMemo("satu"))

    def work(recorder: Recorder) -> None:
        _memos(recorder, MANY)
        recorder.get(Memo, 1).text = "lain"
        recorder.session.flush()
        recorder.delete_many(Memo, [1])
        raise error

    with unchanged(either.store), pytest.raises(error):
        either.store.edit("test", work)
    assert list(_insert(either, 2)) == [2, 3]


def test_references_are_checked_when_the_edit_ends(either: StudySession) -> None:
    def child_first(recorder: Recorder) -> None:
        recorder.session.add(SourceText(id=1, text="abc"))
        recorder.insert_many(Memo, [{"text": "x", "coder_id": 99}])

    with unchanged(either.store), pytest.raises(IntegrityError):
        either.store.edit("test", child_first)


def test_a_row_that_others_refer_to_cannot_go_alone(either: StudySession) -> None:
    import_one(either, document("Laporan", "Dana kurang."))
    with unchanged(either.store), pytest.raises(IntegrityError):
        either.store.edit("test", lambda r: r.delete_many(Source, [1]))


def test_ids_are_never_used_again(either: StudySession) -> None:
    assert either.do(AddMemo("satu")) == 1
    assert either.do(AddMemo("dua")) == 2
    either.undo()
    either.undo()
    assert either.do(AddMemo("tiga")) == 3
    assert [row["id"] for row in rows(either.store, Edit)] == [1, 2, 3]
    either.do(RemoveMemo(3))
    assert either.do(AddMemo("empat")) == 4


def test_a_new_edit_abandons_what_could_be_redone(either: StudySession) -> None:
    for text in ("satu", "dua", "tiga"):
        either.do(AddMemo(text))
    either.undo()
    either.undo()
    either.do(AddMemo("empat"))
    with pytest.raises(NothingToRedo):
        either.redo()
    states = [row["state"] for row in rows(either.store, Edit)]
    assert states == [EditState.DONE, EditState.ABANDONED, EditState.ABANDONED, EditState.DONE]
    either.undo()
    assert [row["text"] for row in rows(either.store, Memo)] == ["satu"]
    either.undo()
    with unchanged(either.store), pytest.raises(NothingToUndo) as refused:
        either.undo()
    assert refused.value.say("id") != refused.value.say("en")


def test_what_is_undone_first_is_redone_last(either: StudySession) -> None:
    for text in ("satu", "dua"):
        either.do(AddMemo(text))
    assert [either.undo().edit_id, either.undo().edit_id] == [2, 1]
    assert [either.redo().edit_id, either.redo().edit_id] == [1, 2]


def test_every_act_stays_on_record_with_who_did_it(study: StudySession) -> None:
    study.do(AddMemo("satu"))
    with StudySession.open(study.store.place, coder="Budi") as other:
        other.undo()
        other.redo()
    study.undo()
    study.do(AddMemo("dua"))
    acts = [(row["kind"], row["edit_id"], row["coder_id"]) for row in rows(study.store, Act)]
    assert acts == [
        (ActKind.DO, 1, 1),
        (ActKind.UNDO, 1, 2),
        (ActKind.REDO, 1, 2),
        (ActKind.UNDO, 1, 1),
        (ActKind.DO, 2, 1),
    ]
    assert [row["id"] for row in rows(study.store, Act)] == [1, 2, 3, 4, 5]


def test_undo_and_redo_survive_closing(study: StudySession) -> None:
    place = study.store.place
    start = dump(study.store)
    _insert(study, MANY)
    study.do(RemoveMemo(5))
    end = dump(study.store)
    study.close()
    for _ in range(2):
        with StudySession.open(place, coder="Sari") as again:
            again.undo()
    with StudySession.open(place, coder="Sari") as again:
        assert dump(again.store) == start
    for _ in range(2):
        with StudySession.open(place, coder="Sari") as again:
            again.redo()
    with StudySession.open(place, coder="Sari") as again:
        assert dump(again.store) == end
        assert history(again.store)["counter"]


def test_the_tables_an_undo_touches_are_those_the_edit_touched(either: StudySession) -> None:
    heard: list[frozenset[str]] = []
    either.changes.listen(lambda change: heard.append(change.tables))
    either.do(AddMemo("satu"))
    either.undo()
    either.redo()
    assert heard == [frozenset({"memo"})] * 3


def test_removing_twice_is_refused(either: StudySession) -> None:
    memo = either.do(AddMemo("satu"))
    either.do(RemoveMemo(memo))
    with unchanged(either.store), pytest.raises(Refused):
        either.do(RemoveMemo(memo))
    assert ids(either.store, Memo) == []
