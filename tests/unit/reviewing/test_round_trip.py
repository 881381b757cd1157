"""What a supervisor says comes back to its cell or coding, whatever happened to the file."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from openpyxl import Workbook, load_workbook

from exports.errors import TargetFolderMissing, UnknownFileKind
from exports.reviews.writing import Sending, send_review
from models.judging import ReviewNote, ReviewRound
from models.vocabulary import Polarity, Verdict
from qda.displays.axes import AxisKind, RowAxis
from qda.displays.kind import DisplayQuestion
from qda.displays.registry import made
from qda.edits.coders import StartBlind
from qda.edits.coding import JudgeCodings, Judgement, JudgementChange
from qda.edits.displays import KeepDisplay, RemoveDisplay
from qda.edits.reviews import AnswerNote, SendReview, TakenReview, TakeReview
from qda.importers.errors import Hostile
from qda.importers.tables.errors import NotAWorkbook, WorkbookHostile
from qda.retrieval.codings import codings
from qda.retrieval.displays import display_named, displays
from qda.retrieval.reviews import NoteRow, notes, round_numbered, rounds
from qda.reviewing.errors import (
    EmptyAnswer,
    NoSuchRound,
    NotAReview,
    NothingSaid,
    NothingToReview,
    OtherStudy,
    RoundTaken,
    UnknownRound,
)
from qda.reviewing.matching import checked, moved_on
from qda.reviewing.returned import read_returned
from qda.session import StudySession
from tests.helpers.coded import MOMENT, as_coder, code
from tests.helpers.displayed import fill_richly
from tests.helpers.matrices import FAMILY, spoken_indonesian
from tests.helpers.reviewed import (
    columns_of,
    saved_by_office,
    turn_round,
    without_the_top,
    write_into,
    write_into_word,
)
from tests.helpers.studies import new_session, rows, unchanged

COMMENT = f"Baris satu,\nbaris dua {FAMILY} 👍🏽\n\n=1+1 <b>tebal</b>"


@pytest.fixture(autouse=True, scope="module")
def indonesian() -> Iterator[None]:
    with spoken_indonesian():
        yield


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reviewed") / "s.runut"
    with new_session(place) as session:
        fill_richly(session)
        question = DisplayQuestion(
            "clustered-matrix", "id", "Sari", title="Per kelompok", made_at=MOMENT,
            rows=RowAxis(AxisKind.GROUP), columns=("mini",),
        )  # fmt: skip
        with session.reading() as connection:
            shown = made(connection, question)
        session.do(KeepDisplay(question, shown))
    return place


@pytest.fixture
def study(made_once: Path, tmp_path: Path) -> Iterator[StudySession]:
    place = tmp_path / "s.runut"
    shutil.copyfile(made_once, place)
    with StudySession.open(place, coder="Sari") as session:
        yield session


def sent(study: StudySession, path: Path, language: str = "id", **more: bool) -> Path:
    send_review(study, Sending(("Per kelompok",), language, "Bu Dosen", **more), path)
    return path


def taken(study: StudySession, path: Path) -> TakenReview:
    returned = read_returned(path.read_bytes(), path.name)
    with study.reading() as connection:
        checked(connection, returned)
        changed = moved_on(connection, returned)
    return study.do(TakeReview(returned, changed))


def all_notes(study: StudySession) -> tuple[NoteRow, ...]:
    with study.reading() as connection:
        return notes(connection)


def about(words: str) -> tuple[str, str] | None:
    """What the supervisor says: of the quote on funds, and of every cell that holds it."""
    return ("perbaiki", COMMENT) if "Dana kami turun" in words else None


def test_what_is_said_comes_back_to_cell_and_coding(study: StudySession, tmp_path: Path) -> None:
    path = sent(study, tmp_path / "r.xlsx")
    count = write_into(path, about)
    assert count >= 2, "the cell, and the coding behind it"
    result = taken(study, path)
    found = all_notes(study)
    assert len(result.added) == len(found) == count
    assert {note.comment for note in found} == {COMMENT}
    assert {note.verdict for note in found} == {Verdict.REVISE}
    assert not any(note.has_moved_on for note in found)
    cell = next(note for note in found if note.display_uuid)
    with study.reading() as connection:
        display = next(row for row in displays(connection) if row.uuid == cell.display_uuid)
    assert cell.display_uuid == display.uuid
    assert cell.row == "group:government"
    assert "Dana kami turun" in cell.sent.words
    with study.reading() as connection:
        own = notes(connection, display_uuid=display.uuid)
    assert own == tuple(note for note in found if note.display_uuid)
    coding = next(note for note in found if note.coding_uuid)
    assert coding.sent.keys[0].startswith("W01")
    with study.reading() as connection:
        sent_round = round_numbered(connection, 1)
    assert (sent_round.notes, sent_round.open, sent_round.reviewer) == (count, count, "Bu Dosen")
    assert sent_round.returned_at


def test_what_had_changed_before_it_was_sent_has_not_changed_since(
    study: StudySession, tmp_path: Path
) -> None:
    with study.reading() as connection:
        coding = next(row for row in codings(connection) if "Dana kami turun" in row.quote)
    study.do(JudgeCodings((coding.id,), JudgementChange(polarity=Polarity.SUPPORTING)))
    path = sent(study, tmp_path / "r.xlsx")
    write_into(path, about)
    taken(study, path)
    assert all_notes(study)
    assert not any(note.has_moved_on for note in all_notes(study))


@pytest.mark.parametrize("language", ["id", "en"])
def test_rows_that_were_sorted_and_deleted_find_back(
    study: StudySession, tmp_path: Path, language: str
) -> None:
    path = sent(study, tmp_path / "r.xlsx", language)
    word = {"id": "setuju", "en": "Agree"}[language]
    write_into(path, lambda words: (word, "Bagus") if "cepat" in words else None)
    plain = read_returned(path.read_bytes(), "r.xlsx")
    turn_round(path)
    without_the_top(path)
    turned = read_returned(path.read_bytes(), "r.xlsx")
    assert set(turned.rows) == set(plain.rows)
    assert turned.rows != plain.rows
    assert {row.verdict for row in turned.rows} == {Verdict.AGREED}
    turn_round(path, without=3)
    assert len(taken(study, path).added) > 0


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_a_file_that_libreoffice_saved_comes_back(
    study: StudySession, tmp_path: Path, ending: str
) -> None:
    path = sent(study, tmp_path / f"r.{ending}")
    (write_into if ending == "xlsx" else write_into_word)(path, about)
    before = read_returned(path.read_bytes(), path.name)
    saved = saved_by_office(path, tmp_path / "office")
    after = read_returned(saved.read_bytes(), saved.name)
    assert after.rows == before.rows
    assert after.names == before.names
    assert len(taken(study, saved).added) == len(before.rows)


def test_what_is_chosen_in_word_comes_back(study: StudySession, tmp_path: Path) -> None:
    path = sent(study, tmp_path / "r.docx")
    untouched = read_returned(path.read_bytes(), "r.docx")
    assert (untouched.rows, untouched.damaged) == ((), 0)
    count = write_into_word(path, about)
    taken(study, path)
    found = all_notes(study)
    assert len(found) == count >= 2
    assert {(note.verdict, note.comment) for note in found} == {(Verdict.REVISE, COMMENT)}


def test_the_same_file_twice_adds_nothing(study: StudySession, tmp_path: Path) -> None:
    path = sent(study, tmp_path / "r.xlsx")
    write_into(path, about)
    first = taken(study, path)
    before = all_notes(study)
    second = taken(study, path)
    assert (second.added, second.known) == ((), len(first.added))
    assert all_notes(study) == before


def test_what_is_said_otherwise_later_stands_beside(study: StudySession, tmp_path: Path) -> None:
    path = sent(study, tmp_path / "r.xlsx")
    write_into(path, about)
    taken(study, path)
    write_into(path, lambda words: ("setuju", "Sudah baik") if about(words) else None)
    later = taken(study, path)
    assert later.further == later.added
    found = all_notes(study)
    assert {note.comment for note in found} == {COMMENT, "Sudah baik"}
    assert {note.is_further for note in found if note.comment == "Sudah baik"} == {True}
    assert taken(study, path).added == ()


def test_what_changed_in_between_is_told(study: StudySession, tmp_path: Path) -> None:
    path = sent(study, tmp_path / "r.xlsx")
    write_into(path, lambda words: ("", "Lihat lagi") if words else None)
    code(study, "W01", "surat kami", "mini:C", Judgement(Polarity.INHIBITING))
    result = taken(study, path)
    moved = {(note.row, note.column) for note in all_notes(study) if note.has_moved_on}
    assert moved == {("group:government", "mini:C")}
    assert len(result.moved_on) == 1


def test_notes_outlive_the_display_they_speak_of(study: StudySession, tmp_path: Path) -> None:
    path = sent(study, tmp_path / "r.xlsx")
    write_into(path, about)
    with study.reading() as connection:
        display_id = display_named(connection, "Per kelompok").id
    study.do(RemoveDisplay(display_id))
    result = taken(study, path)
    assert result.moved_on == result.added
    assert all(note.sent.words for note in all_notes(study))


def test_a_second_round_carries_what_was_said_and_answered(
    study: StudySession, tmp_path: Path
) -> None:
    path = sent(study, tmp_path / "r.xlsx")
    write_into(path, about)
    first, *others = taken(study, path).added
    study.do(AnswerNote(first, "Sudah diperbaiki.", is_settled=True))
    again = send_review(study, Sending(("Per kelompok",), "id"), tmp_path / "r2.xlsx")
    assert again.round == 2
    before = [item.earlier[0] for item in again.items if item.earlier]
    assert len(before) == 1 + len(others)
    assert {note.answer for note in before} == {"Sudah diperbaiki.", ""}
    text = " ".join(
        str(cell.value)
        for row in load_workbook(tmp_path / "r2.xlsx").worksheets[0].iter_rows()
        for cell in row
    )
    assert "Putaran 1, Bu Dosen: perbaiki – Baris satu," in text
    assert "Jawaban: Sudah diperbaiki." in text
    only = send_review(
        study, Sending(("Per kelompok",), "id", is_open_only=True), tmp_path / "r3.docx"
    )
    assert len(only.items) == len(others)


def test_an_answer_can_be_taken_back(study: StudySession, tmp_path: Path) -> None:
    path = sent(study, tmp_path / "r.xlsx")
    write_into(path, about)
    first = taken(study, path).added[0]
    before = all_notes(study)
    with pytest.raises(EmptyAnswer), unchanged(study.store):
        study.do(AnswerNote(first, "  "))
    study.do(AnswerNote(first, "Ya", is_settled=True))
    note = next(each for each in all_notes(study) if each.id == first)
    assert (note.answer, note.is_settled, note.answered_by) == ("Ya", True, study.coder_name)
    study.undo()
    assert all_notes(study) == before
    study.undo()
    study.undo()
    assert rows(study.store, ReviewNote) == rows(study.store, ReviewRound) == []
    for _ in range(3):
        study.redo()
    assert next(each for each in all_notes(study) if each.id == first).answer == "Ya"


def test_a_verdict_in_other_words_is_kept(study: StudySession, tmp_path: Path) -> None:
    path = sent(study, tmp_path / "r.xlsx")
    write_into(path, lambda words: ("kurang yakin", "Cek") if about(words) else None)
    assert taken(study, path).unclear > 0
    assert {note.comment for note in all_notes(study)} == {"kurang yakin\nCek"}


def test_a_damaged_identifier_is_told_and_leads_nowhere(
    study: StudySession, tmp_path: Path
) -> None:
    path = sent(study, tmp_path / "r.xlsx")
    count = write_into(path, about)
    found = columns_of(path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(found.top + 1, sheet.max_row + 1):
        if sheet.cell(row, found.at["Komentar"]).value:
            name = sheet.cell(row, found.at["Pengenal"])
            name.value = f"{name.value}0"
            break
    book.save(path)
    result = taken(study, path)
    assert (result.damaged, len(result.added)) == (1, count - 1)


def test_a_blind_coder_sees_no_round_of_others(study: StudySession, tmp_path: Path) -> None:
    path = sent(study, tmp_path / "r.xlsx")
    write_into(path, about)
    taken(study, path)
    with as_coder(study, "Budi") as other:
        other.do(StartBlind())
        with other.reading() as connection:
            assert rounds(connection) == ()
            assert notes(connection) == ()


# What is refused.


def test_files_that_are_no_review_are_refused(study: StudySession, tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Komentar", "Putusan"])
    book.worksheets[0].append(["a", "b"])
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(NotAReview):
        read_returned((tmp_path / "x.xlsx").read_bytes(), "x.xlsx")
    for content in (b"", b"PK\x03\x04", b"Komentar,Putusan\n"):
        with pytest.raises(NotAWorkbook):
            read_returned(content, "x.xlsx")
    path = sent(study, tmp_path / "r.xlsx")
    with pytest.raises(NothingSaid), unchanged(study.store):
        taken(study, path)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(WorkbookHostile):
        read_returned(bomb.read_bytes(), "bomb.xlsx")
    word = tmp_path / "bomb.docx"
    with zipfile.ZipFile(word, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 60_000_000)
    with pytest.raises(Hostile):
        read_returned(word.read_bytes(), "bomb.docx")
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document/>'
    with zipfile.ZipFile(word, "w") as package:
        package.writestr("word/document.xml", entities)
    with pytest.raises(Hostile):
        read_returned(word.read_bytes(), "bomb.docx")


def test_a_review_of_another_study_is_refused(study: StudySession, tmp_path: Path) -> None:
    path = sent(study, tmp_path / "r.xlsx")
    write_into(path, about)
    with new_session(tmp_path / "other.runut") as other:
        with pytest.raises(OtherStudy), unchanged(other.store):
            taken(other, path)
        returned = read_returned(path.read_bytes(), "r.xlsx")
        with pytest.raises(OtherStudy), unchanged(other.store):
            other.do(TakeReview(returned))
    study.undo()
    with pytest.raises(UnknownRound), unchanged(study.store):
        taken(study, path)


def test_nothing_is_noted_where_nothing_can_be_written(study: StudySession, tmp_path: Path) -> None:
    with unchanged(study.store):
        with pytest.raises(UnknownFileKind):
            sent(study, tmp_path / "r.pdf")
        with pytest.raises(TargetFolderMissing):
            sent(study, tmp_path / "no" / "r.xlsx")
        with pytest.raises(NothingToReview):
            sent(study, tmp_path / "r.xlsx", is_open_only=True)
    sheet = send_review(study, Sending(("Per kelompok",), "id"), tmp_path / "r.xlsx")
    with pytest.raises(RoundTaken):
        study.do(SendReview(sheet))
    with study.reading() as connection, pytest.raises(NoSuchRound):
        round_numbered(connection, 7)
    real = StudySession.do
    with (
        patch.object(StudySession, "do", side_effect=RoundTaken(number=2)),
        pytest.raises(RoundTaken),
    ):
        sent(study, tmp_path / "left.xlsx")
    assert StudySession.do is real
    assert not (tmp_path / "left.xlsx").exists()


def test_a_row_twice_is_one_and_what_disagrees_is_kept(study: StudySession, tmp_path: Path) -> None:
    path = sent(study, tmp_path / "r.xlsx")
    write_into(path, about)
    found = columns_of(path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    row = next(
        row for row in range(found.top + 1, sheet.max_row + 1)
        if sheet.cell(row, found.at["Komentar"]).value
    )  # fmt: skip
    copy = [cell.value for cell in sheet[row]]
    copy[found.at["Putusan"] - 1], copy[found.at["Komentar"] - 1] = "tolak", "Salah"
    sheet.append(copy)
    book.save(path)
    returned = read_returned(path.read_bytes(), "r.xlsx")
    assert returned.disagreeing == 1
    assert [r.comment for r in returned.rows if "Salah" in r.comment] == [
        f"{COMMENT}\ntolak\nSalah"
    ]
    assert json.dumps([replace(r, comment="").verdict for r in returned.rows]).count("revise")
