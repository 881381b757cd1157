"""Notices, progress, search and sections, as one uses them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.indonesian import ENGLISH, INDONESIAN
from ui.widgets.collapsible import CollapsibleSection
from ui.widgets.notice_bar import Message, NoticeBar, Weight
from ui.widgets.progress_row import ProgressRow
from ui.widgets.search_field import SearchField

LEFT = Qt.MouseButton.LeftButton


def said(sentence: str) -> Message:
    return Message(lambda _: sentence)


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    """An empty notice bar."""
    made = NoticeBar(ENGLISH)
    qtbot.addWidget(made)
    return made


def test_a_notice_is_shown_until_it_is_closed(bar: NoticeBar, qtbot: QtBot) -> None:
    assert not bar.isVisible()
    bar.show_message(said("Tersimpan."))
    assert bar.isVisible()
    assert bar.messages() == ["Tersimpan."]
    with qtbot.waitSignal(bar.emptied):
        QTest.mouseClick(bar._rows[0].close_button, LEFT)
    assert not bar.isVisible()


def test_the_newest_of_four_notices_stands_on_top(bar: NoticeBar) -> None:
    for number in range(6):
        bar.show_message(said(f"pesan {number}"))
    bar.show_message(said("pesan 3"))
    assert bar.messages() == ["pesan 3", "pesan 5", "pesan 4", "pesan 2"]


def test_a_notice_takes_the_place_of_an_older_one_of_its_topic(bar: NoticeBar) -> None:
    bar.show_message(Message(lambda _: "Stretch 1 of 9", topic="stretch"))
    bar.show_message(Message(lambda _: "Saved"))
    bar.show_message(Message(lambda _: "Stretch 2 of 9", topic="stretch"))
    assert bar.messages() == ["Stretch 2 of 9", "Saved"]


def test_a_notice_s_button_helps_and_closes_it(bar: NoticeBar, qtbot: QtBot) -> None:
    done: list[str] = []
    bar.show_message(
        Message(lambda _: "3 usulan.", Weight.WARNING, "Show in the text", lambda: done.append("x"))
    )
    QTest.mouseClick(bar._rows[0].button, LEFT)
    assert done == ["x"]
    assert bar.messages() == []


def test_a_notice_says_its_weight_in_words_and_changes_its_language(bar: NoticeBar) -> None:
    bar.show_message(Message(lambda speech: speech("No codes yet"), Weight.ERROR))
    row = bar._rows[0]
    assert row.accessibleName() == "Not done: No codes yet"
    bar.set_speech(INDONESIAN)
    assert row.accessibleName() == "Tidak berhasil: Belum ada kode"


def test_markup_in_a_notice_is_words(bar: NoticeBar) -> None:
    bar.show_message(said("<b>x</b>"))
    assert bar._rows[0].label.textFormat() == Qt.TextFormat.PlainText


def test_a_job_shows_how_far_it_is_and_is_stopped_once(qtbot: QtBot) -> None:
    row = ProgressRow(INDONESIAN)
    qtbot.addWidget(row)
    assert not row.isVisible()
    row.begin("Impor ulasan")
    row.report(2_400_000_000, 10_000_000_000, "baris")
    assert row.label.text() == "Impor ulasan: 2.400.000.000 dari 10.000.000.000, baris"
    assert row.bar.value() / row.bar.maximum() == pytest.approx(0.24)
    with qtbot.waitSignal(row.stopped):
        QTest.mouseClick(row.button, LEFT)
    assert row.button.text() == "Menghentikan …"
    with qtbot.assertNotEmitted(row.stopped):
        QTest.mouseClick(row.button, LEFT)
    row.end()
    assert not row.isVisible()


def test_a_search_is_told_once_the_typing_pauses(qtbot: QtBot) -> None:
    field = SearchField("Find a code", INDONESIAN)
    qtbot.addWidget(field)
    told: list[str] = []
    field.searched.connect(told.append)
    with qtbot.waitSignal(field.searched):
        QTest.keyClicks(field, "sumber")
    assert told == ["sumber"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == ["sumber"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert told == ["sumber", ""]
    assert field.placeholderText() == "Cari kode"


def test_a_section_folds_and_says_so(qtbot: QtBot) -> None:
    body = QLabel("isi")
    section = CollapsibleSection("Definition", INDONESIAN, body)
    qtbot.addWidget(section)
    section.show()
    assert body.isVisible()
    QTest.mouseClick(section.button, LEFT)
    assert not body.isVisible()
    assert section.button.accessibleDescription() == "Terlipat"
    QTest.keyClick(section.button, Qt.Key.Key_Space)
    assert body.isVisible()
