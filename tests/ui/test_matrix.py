"""The matrix, as one who reads it: move, choose a cell, follow a quote to its source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from qda.displays.values import Cell, Heading
from tests.ui.indonesian import ENGLISH, INDONESIAN
from tests.ui.samples import matrix
from ui.matrix.evidence import EvidenceModel
from ui.matrix.model import MatrixModel
from ui.matrix.painting import few_keys, wrapped
from ui.matrix.view import MatrixView

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot) -> MatrixView:
    """A matrix view on the sample matrix."""
    made = MatrixView(ENGLISH)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.show_matrix(matrix())
    return made


def test_the_models_keep_qt_s_promises(qtbot: QtBot) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    table = MatrixModel(ENGLISH)
    QAbstractItemModelTester(table, fatal, table)
    table.set_matrix(matrix())
    table.set_matrix(None)
    quotes = EvidenceModel(ENGLISH)
    QAbstractItemModelTester(quotes, fatal, quotes)
    quotes.set_evidence(matrix().evidence, INDONESIAN)


def test_an_empty_display_says_what_to_do_first(qtbot: QtBot) -> None:
    view = MatrixView(INDONESIAN)
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(view.axes_requested):
        QTest.mouseClick(view.empty._button, LEFT)
    assert view.empty.accessibleName() == "Display ini belum memiliki sel"


def test_the_page_says_what_it_is_and_how_it_was_made(view: MatrixView, qtbot: QtBot) -> None:
    assert view.title.text() == "Matriks terkelompok secara konseptual"
    assert view.table.corner.text() == "Informan"
    assert "PEND: belum dibaca" in view.legend.text()
    assert not view.facts.isVisible()
    QTest.mouseClick(view.made.button, LEFT)
    assert view.facts.isVisible()
    assert view.facts.text().startswith("Pertanyaan: Apa yang menghambat layanan?")


def test_a_click_on_a_cell_shows_the_words_it_rests_on(view: MatrixView, qtbot: QtBot) -> None:
    point = view.table.visualRect(view.model.index(0, 0)).center()
    with qtbot.waitSignal(view.cell_chosen) as told:
        QTest.mouseClick(view.table.viewport(), LEFT, pos=point)
    assert told.args == [0, 0]
    assert list(view.evidence.model.evidence) == list(matrix().evidence[:2])
    assert "2 segments" in view.evidence.title.text()


def test_arrows_move_and_enter_chooses(view: MatrixView, qtbot: QtBot) -> None:
    view.table.setFocus()
    view.table.setCurrentIndex(view.model.index(0, 0))
    QTest.keyClick(view.table, Qt.Key.Key_Right)
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.cell_chosen) as told:
        QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert told.args == [1, 1]
    assert [each.case for each in view.evidence.model.evidence] == ["Ibu Sari"]


@pytest.mark.parametrize("way", ["enter", "button", "double click"])
def test_a_quote_leads_to_its_source(view: MatrixView, qtbot: QtBot, way: str) -> None:
    view.table.setCurrentIndex(view.model.index(0, 0))
    quotes = view.evidence.list
    index = view.evidence.model.index(1, 0)
    quotes.setCurrentIndex(index)
    point = quotes.visualRect(index).center()
    with qtbot.waitSignal(view.evidence_chosen) as told:
        if way == "enter":
            QTest.keyClick(quotes, Qt.Key.Key_Return)
        elif way == "button":
            QTest.mouseClick(view.evidence.show_button, LEFT)
        else:
            QTest.mouseClick(quotes.viewport(), LEFT, pos=point)
            QTest.mouseDClick(quotes.viewport(), LEFT, pos=point)
    assert told.args == [matrix().evidence[1]]


def test_quotes_are_shown_in_full_however_narrow_the_panel(view: MatrixView, qtbot: QtBot) -> None:
    view.table.setCurrentIndex(view.model.index(0, 0))
    quotes = view.evidence.list
    width = quotes.viewport().width() - 16
    lines = wrapped(f"“{matrix().evidence[0].quote}”", quotes.font(), width)
    needed = (len(lines) + 1) * quotes.fontMetrics().lineSpacing()
    assert quotes.visualRect(view.evidence.model.index(0, 0)).height() >= needed


def test_quotes_are_copied_with_their_keys(view: MatrixView, qtbot: QtBot) -> None:
    view.table.setCurrentIndex(view.model.index(1, 2))
    view.evidence.list.setCurrentIndex(view.evidence.model.index(0, 0))
    QTest.mouseClick(view.evidence.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == "“petugasnya membantu dengan sabar” (W03:2)"


def test_a_cell_is_copied_as_text(view: MatrixView, qtbot: QtBot) -> None:
    view.table.setCurrentIndex(view.model.index(0, 1))
    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "Pak Budi (Kepala Seksi) × Keandalan aplikasi\nditanya, tidak menjawab"
    )


def test_a_screen_reader_hears_row_column_and_all_lines(view: MatrixView) -> None:
    spoken = view.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(
        "Pak Budi (Kepala Seksi). Sumber daya manusia dalam pelaksanaan kebijakan. "
        "1 informant, 2 segments -. 1 proposed. “Sumber daya manusianya"
    )


def test_a_change_of_language_keeps_the_cell(view: MatrixView) -> None:
    view.table.setCurrentIndex(view.model.index(0, 0))
    view.set_speech(INDONESIAN)
    assert view.table.currentIndex() == view.model.index(0, 0)
    assert view.evidence.title.text().endswith("2 segmen")
    assert view.evidence.show_button.text() == "Tampilkan dalam teks"
    assert view.model.index(0, 0).data().startswith("1 informan, 2 segmen")


@pytest.mark.parametrize("text", ["", "satu dua 😤😤 tiga " * 20, "الخدمة " * 30, "panjang" * 50])
def test_a_wrapped_text_is_the_text(view: MatrixView, text: str) -> None:
    assert "".join(wrapped(text, view.font(), 150)) == text


def test_a_large_matrix_has_no_widget_per_cell(view: MatrixView) -> None:
    small = matrix()
    rows = tuple(Heading(f"r{n}", f"Kasus {n}") for n in range(60))
    columns = tuple(Heading(f"k{n}", f"Kode {n}", group=f"G{n // 5}") for n in range(30))
    cells = tuple(tuple(small.cells[0][0] for _ in columns) for _ in rows)
    before = len(view.findChildren(QObject))
    view.show_matrix(replace(small, rows=rows, columns=columns, cells=cells))
    view.grab()
    assert len(view.findChildren(QObject)) <= before + 10
    assert view.model.rowCount() == 60


def test_a_blank_cell_is_painted_without_words(view: MatrixView) -> None:
    small = matrix()
    bare = replace(small, cells=tuple(tuple(Cell(()) for _ in row) for row in small.cells))
    view.show_matrix(bare)
    view.grab()
    assert view.model.index(0, 0).data() == ""


def test_many_trace_keys_are_cut_to_the_first_and_a_number() -> None:
    assert few_keys("W01:2, W01:5, W02:1") == "W01:2, W01:5, W02:1"
    assert few_keys("W01:2, W01:5, W02:1, W03:4") == "W01:2, W01:5, +2"
