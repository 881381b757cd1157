"""Importing through the window: the preview, its corrections, refusals, and stopping."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.vocabulary import SpeakerKind, StakeholderGroup
from qda.retrieval.cases import cases
from qda.retrieval.sources import collections, sources
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import CTRL, dialog_of, drop_files, press, rest, space
from ui.dialogs.describing import CaseDialog, SourceDialog
from ui.dialogs.importing import ImportDialog, SourcePage
from ui.dialogs.importing_collection import CollectionPage
from ui.dialogs.speakers import VoicesDialog
from ui.jobs import Job
from ui.main_window import MainWindow

TRANSCRIPT = """Pewawancara: Selamat pagi, Bu. Boleh diceritakan pengalamannya?
Ibu Wening: Saya melapor lampu mati 😤 dua minggu baru ditanggapi.
Pewawancara: Lalu bagaimana?
Ibu Wening: Lampunya menyala, tetapi laporannya masih "diproses".
"""
REVIEWS = "content,score,at\n" + "".join(
    f"Aplikasi nomor {n} lambat sekali 😤,{1 + n % 5},2025-03-{1 + n % 28:02}\n" for n in range(40)
)


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    """A short interview as plain text."""
    place = tmp_path / "wawancara ibu wening.txt"
    place.write_text(TRANSCRIPT, "utf-8")
    return place


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    """Forty reviews as a table."""
    place = tmp_path / "ulasan.csv"
    place.write_text(REVIEWS, "utf-8")
    return place


def keys(window: MainWindow) -> set[str]:
    """The keys of the study's sources and collections."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        texts, tables = sources(state), collections(state)
    return {row.key for row in texts} | {row.key for row in tables}


def test_a_transcript_is_imported_with_a_corrected_speaker(
    window: MainWindow, qtbot: QtBot, transcript: Path
) -> None:
    before = keys(window)
    assert drop_files(window, transcript)
    dialog = dialog_of(window, ImportDialog, qtbot)
    page = dialog.page(0)
    assert isinstance(page, SourcePage)
    row = next(row for row in page.speakers.rows if "Wening" in row.name.text())
    row.kind.setCurrentIndex(row.kind.findData(SpeakerKind.INFORMANT))
    row.case.setText("Bu Wening")
    row.role.setText("Warga RW 04")
    row.group.setCurrentIndex(row.group.findData(StakeholderGroup.CITIZEN))
    assert dialog.accepting.text() == "Import 1 file"
    dialog.accepting.click()
    rest(window, qtbot)
    assert len(keys(window) - before) == 1
    assert window.desk is not None
    with window.desk.session.reading() as state:
        case = next(row for row in cases(state) if row.name == "Bu Wening")
    assert (case.role, case.stakeholder_group) == ("Warga RW 04", StakeholderGroup.CITIZEN)
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert keys(window) == before


def test_a_file_that_is_refused_does_not_keep_back_the_others(
    window: MainWindow, qtbot: QtBot, transcript: Path, reviews: Path, tmp_path: Path
) -> None:
    broken, empty = tmp_path / "rusak.docx", tmp_path / "kosong.txt"
    broken.write_bytes(b"PK\x03\x04 no archive")
    empty.write_bytes(b"")
    drop_files(window, transcript, broken, reviews, empty)
    dialog = dialog_of(window, ImportDialog, qtbot)
    assert dialog.files.count() == 2
    assert len(space(window).notices.messages()) == 2
    assert "rusak.docx" in dialog.notice.text()
    assert isinstance(dialog.page(1), CollectionPage)
    dialog.files.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.accepting.text() == "Import 1 file"
    before = keys(window)
    dialog.accepting.click()
    rest(window, qtbot)
    assert len(keys(window) - before) == 1


def test_a_refused_import_can_be_corrected_and_tried_again(
    window: MainWindow, qtbot: QtBot, transcript: Path, reviews: Path
) -> None:
    drop_files(window, transcript)
    dialog_of(window, ImportDialog, qtbot).accepting.click()
    rest(window, qtbot)
    before = keys(window)
    drop_files(window, reviews, transcript)
    dialog = dialog_of(window, ImportDialog, qtbot)
    dialog.accepting.click()
    rest(window, qtbot)
    assert keys(window) == before
    assert dialog.isVisible()
    assert dialog.notice.isVisible()
    dialog.files.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.accepting.click()
    rest(window, qtbot)
    assert len(keys(window) - before) == 1


def test_two_refusals_stand_in_the_notice_bar(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 no archive")
    (tmp_path / "b.txt").write_bytes(b"")
    drop_files(window, tmp_path / "a.docx", tmp_path / "b.txt")
    rest(window, qtbot)
    qtbot.waitUntil(lambda: len(space(window).notices.messages()) == 2, timeout=PATIENCE_MS)
    assert not window.findChildren(ImportDialog)


def test_a_stopped_import_leaves_the_study_as_it_was(
    window: MainWindow, qtbot: QtBot, reviews: Path
) -> None:
    before = keys(window)
    gate = Event()
    desk = space(window).desk

    def slow(job: Job) -> None:
        # Holds the one writer until Stop has been pressed, so that the import waits behind it.
        gate.wait()
        job.report(0, 1)

    desk.work("Something slow", slow)
    drop_files(window, reviews)
    dialog_of(window, ImportDialog, qtbot).accepting.click()
    row = space(window).progress
    qtbot.waitUntil(row.isVisible, timeout=PATIENCE_MS)
    assert row.label.text().startswith("Importing")
    row.button.click()
    assert not row.button.isEnabled()
    gate.set()
    rest(window, qtbot)
    assert keys(window) == before
    assert "Stopped. Nothing was changed." in space(window).notices.messages()
    assert not row.isVisible()


def test_of_several_jobs_the_newest_is_shown_and_the_older_comes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    first, second = Event(), Event()
    desk, row = space(window).desk, space(window).progress

    def told(_: None) -> None:
        return None

    desk.show_work("The first", lambda _: _waited(first), told)
    desk.show_work("The second", lambda _: _waited(second), told)
    assert row.label.text() == "The second"
    second.set()
    qtbot.waitUntil(lambda: row.label.text() == "The first", timeout=PATIENCE_MS)
    assert row.isVisible()
    first.set()
    qtbot.waitUntil(lambda: not row.isVisible(), timeout=PATIENCE_MS)


def _waited(gate: Event) -> None:
    gate.wait()


def test_closing_the_window_during_a_job_is_clean(
    window: MainWindow, qtbot: QtBot, study_file: Path
) -> None:
    gate = Event()

    def slow(job: Job) -> None:
        gate.wait()
        job.report(0, 1)

    space(window).desk.work("Something slow", slow)
    window.close()
    assert window.isVisible()
    assert "Closing" in window.progress.label.text()
    gate.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE_MS)
    assert window.idle
    assert not study_file.with_name(study_file.name + "-wal").exists()


def test_a_case_is_described_by_a_double_click(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        case = cases(state)[0]
    space(window).sources.case_opened.emit(case.id)
    dialog = dialog_of(window, CaseDialog, qtbot)
    dialog.name_field.selectAll()
    QTest.keyClicks(dialog.name_field, "Informan 1")
    dialog.accepting.click()
    rest(window, qtbot)
    with window.desk.session.reading() as state:
        row = next(row for row in cases(state) if row.id == case.id)
    assert (row.name, row.role) == ("Informan 1", case.role)


def test_a_source_is_renamed_and_its_tab_follows(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        first = sources(state)[0]
    space(window).open_source(first.id)
    rest(window, qtbot)
    space(window).material.describe_source(first.id)
    dialog = dialog_of(window, SourceDialog, qtbot)
    dialog.name_field.selectAll()
    QTest.keyClicks(dialog.name_field, "Renamed")
    dialog.accepting.click()
    rest(window, qtbot)
    assert space(window).tabs.tabText(0) == f"{first.key}  Renamed"


def test_who_speaks_is_changed_afterwards(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        row = next(each for each in sources(state) if each.key == "W01")
    space(window).material.assign_speakers(row.id)
    dialog = dialog_of(window, VoicesDialog, qtbot)
    fields = next(each for each in dialog.table.rows if each.case.text() == "Bu Ratna")
    fields.role.setText("Sekretaris dinas")
    dialog.accepting.click()
    rest(window, qtbot)
    with window.desk.session.reading() as state:
        case = next(each for each in cases(state) if each.name == "Bu Ratna")
    assert case.role == "Sekretaris dinas"


def test_a_removed_source_takes_its_tab_along_and_undo_brings_it_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        row = next(each for each in sources(state) if each.key == "W02")
    space(window).open_source(row.id)
    rest(window, qtbot)
    menu = space(window).material.menu("source", row.id)
    next(act for act in menu.actions() if act.text() == "Remove from the study").trigger()
    rest(window, qtbot)
    assert space(window).tabs.count() == 0
    assert "W02" not in keys(window)
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert "W02" in keys(window)
