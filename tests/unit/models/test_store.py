"""A study is made, closed, opened, copied and edited by several coders and programs in turn."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.checking import flaws
from models.errors import Unavailable
from models.failures import StudyDamaged
from models.memo import Memo
from models.store import APPLICATION_ID, AlreadyThere, FolderMissing, copy_database
from models.study import Coder, Study
from qda.edits.coders import CoderNameMissing
from qda.edits.memos import AddMemo, DescribeStudy
from qda.session import NewStudy, StudySession
from tests.helpers.studies import dump, fill, history, new_session, only, rows


def test_a_new_study_holds_what_it_was_given_and_nothing_else(study: StudySession) -> None:
    tables = dump(study.store)
    assert [name for name, found in tables.items() if found] == ["study", "coder"]
    assert only(study.store, Study)["title"] == "Studi uji"
    assert [row["name"] for row in tables["coder"]] == ["Sari"]
    assert history(study.store)["edit"] == []


def test_the_file_says_that_it_is_a_study(study: StudySession, place: Path) -> None:
    study.close()
    head = place.read_bytes()[:100]
    assert head[:15] == b"SQLite format 3"
    assert head[68:72] == b"RUNT" == APPLICATION_ID.to_bytes(4)


def test_closing_folds_the_log_into_the_one_file(study: StudySession, place: Path) -> None:
    study.do(AddMemo("catatan"))
    study.close()
    assert [each.name for each in place.parent.iterdir()] == [place.name]


def test_a_study_is_the_same_after_closing_and_opening(study: StudySession, place: Path) -> None:
    fill(study)
    before = dump(study.store), history(study.store)
    study.close()
    with StudySession.open(place, coder="Sari") as again:
        assert (dump(again.store), history(again.store)) == before


def test_two_studies_of_one_content_are_two_studies(tmp_path: Path) -> None:
    with new_session(tmp_path / "a.runut") as a, new_session(tmp_path / "b.runut") as b:
        assert only(a.store, Study)["uuid"] != only(b.store, Study)["uuid"]
        assert only(a.store, Study)["salt"] != only(b.store, Study)["salt"]


@pytest.mark.parametrize("name", ["a?b=c.runut", "100% #1.runut", "kafé 👍🏽.runut", "a'\"&.runut"])
def test_any_name_a_folder_takes_will_do(name: str, tmp_path: Path) -> None:
    with new_session(tmp_path / name) as session:
        session.do(AddMemo("catatan"))
    assert [each.name for each in tmp_path.iterdir()] == [name]
    with StudySession.open(tmp_path / name, coder="Sari") as again:
        assert len(rows(again.store, Memo)) == 1


def test_a_file_whose_name_begins_like_a_server_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with new_session("postgresql-notes.runut") as session:
        assert session.store.path == Path("postgresql-notes.runut")
        assert session.store.dialect == "sqlite"


def test_a_coder_is_added_once_and_no_undo_takes_her_away(study: StudySession, place: Path) -> None:
    study.do(AddMemo("satu"))
    with StudySession.open(place, coder=" Budi ") as other:
        other.do(AddMemo("dua"))
        other.undo()
        other.undo()
    with StudySession.open(place, coder="Budi") as again:
        assert [row["name"] for row in rows(again.store, Coder)] == ["Sari", "Budi"]
        assert again.coder.id == other.coder.id


def test_opening_as_a_new_coder_keeps_what_could_be_redone(
    study: StudySession, place: Path
) -> None:
    study.do(AddMemo("satu"))
    study.undo()
    with StudySession.open(place, coder="Budi") as other:
        other.redo()
        assert only(other.store, Memo)["text"] == "satu"


@pytest.mark.parametrize("name", ["", "  "])
def test_a_coder_without_a_name_is_refused_before_a_file_is_made(name: str, place: Path) -> None:
    with pytest.raises(CoderNameMissing):
        StudySession.create(place, NewStudy("x"), coder=name)
    assert not place.exists()


def test_two_programs_edit_one_study_in_turn(study: StudySession, place: Path) -> None:
    with StudySession.open(place, coder="Budi") as other:
        first = study.do(AddMemo("satu"))
        second = other.do(AddMemo("dua"))
        assert second == first + 1
        assert other.undo().kind == study.undo().kind == "add_memo"
        assert rows(other.store, Memo) == []
        assert study.redo().edit_id == 1


def test_a_reader_sees_one_state_while_edits_go_on(either: StudySession) -> None:
    memo = text("SELECT count(*) FROM memo")
    with either.reading() as connection:
        assert connection.execute(memo).scalar() == 0
        either.do(AddMemo("satu"))
        assert connection.execute(memo).scalar() == 0
    assert len(rows(either.store, Memo)) == 1


def test_nothing_can_be_written_through_a_reading_connection(either: StudySession) -> None:

    with pytest.raises((Unavailable, DBAPIError)), either.reading() as connection:
        connection.execute(text("UPDATE study SET title = 'x'"))
    assert only(either.store, Study)["title"] == "Studi uji"


def test_a_backup_is_a_whole_study_in_one_file(study: StudySession, tmp_path: Path) -> None:
    fill(study)
    copy = tmp_path / "cadangan.runut"
    study.store.backup(copy)
    study.do(DescribeStudy(name="lain"))
    assert not list(tmp_path.glob("cadangan.runut-*"))
    with StudySession.open(copy, coder="Sari") as opened:
        study.undo()
        assert dump(opened.store) == dump(study.store)
        with opened.reading() as connection:
            assert flaws(connection) == ()
        opened.undo()


def test_a_backup_can_be_edited_while_it_is_read(study: StudySession, tmp_path: Path) -> None:
    copy = tmp_path / "cadangan.runut"
    study.store.backup(copy)
    with StudySession.open(copy, coder="Sari") as opened, opened.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM memo")).scalar() == 0
        opened.do(AddMemo("satu"))


def test_a_backup_overwrites_nothing(study: StudySession, tmp_path: Path) -> None:
    taken = tmp_path / "ada.txt"
    taken.write_text("penting")
    with pytest.raises(AlreadyThere):
        study.store.backup(taken)
    assert taken.read_text() == "penting"
    with pytest.raises(FolderMissing):
        study.store.backup(tmp_path / "tidak ada" / "x.runut")


def test_a_copy_of_a_damaged_file_is_refused_and_removed(tmp_path: Path, place: Path) -> None:
    with new_session(place) as session:
        fill(session)
    with closing(sqlite3.connect(place)) as file:
        file.execute("PRAGMA writable_schema = ON")
        file.execute("DELETE FROM sqlite_master WHERE name = 'ix_coding_code_id'")
        file.commit()
    copy = tmp_path / "salinan.runut"
    with pytest.raises(StudyDamaged) as refused:
        copy_database(place, copy)
    assert str(place) in refused.value.say("id")
    assert not copy.exists()
