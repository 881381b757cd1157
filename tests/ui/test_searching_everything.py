"""One field searches everything as one types; its places are gone through and coded at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.vocabulary import Technique
from qda.edits.codes import AddCode
from qda.edits.memos import AddMemo
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.finding import FoundKind, FoundRow
from qda.retrieval.units_of_places import CodedUnit
from tests.helpers.studies import reviews, wording
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import CTRL, SHIFT, choose_code, code_id, press, rest, space
from ui.main_window import MainWindow
from ui.panes.searching import SearchPane


def typed(window: MainWindow, words: str, qtbot: QtBot) -> SearchPane:
    """What is found while one types, without Enter."""
    press(window, Qt.Key.Key_K, CTRL | SHIFT)
    QTest.keyClicks(window.search, words)
    qtbot.waitUntil(lambda: _pane(window) is not None, timeout=PATIENCE_MS)
    pane = _pane(window)
    assert pane is not None
    qtbot.waitUntil(lambda: pane.words == words, timeout=PATIENCE_MS)
    rest(window, qtbot)
    return pane


def _pane(window: MainWindow) -> SearchPane | None:
    return space(window).tabs.first(SearchPane)


def titles(pane: SearchPane, kind: FoundKind) -> list[str]:
    """The titles of the rows of one kind."""
    return [row.title for row in pane.model.rows if isinstance(row, FoundRow) and row.kind is kind]


def told(pane: SearchPane) -> list[str]:
    """What a screen reader reads of the rows."""
    role = Qt.ItemDataRole.AccessibleTextRole
    return [
        str(pane.model.data(pane.model.index(at, 0), role)) for at in range(len(pane.model.rows))
    ]


def coded_by(window: MainWindow, canonical: str) -> list[str]:
    """The words coded with a code."""
    assert window.desk is not None
    wanted = CodingFilter(code_ids=frozenset({code_id(window, canonical)}))
    with window.desk.session.reading() as state:
        return [row.quote for row in codings(state, wanted)]


def test_things_are_found_as_one_types_and_the_field_keeps_the_focus(
    window: MainWindow, qtbot: QtBot
) -> None:
    pane = typed(window, "resourc", qtbot)
    assert window.search.hasFocus()
    assert "Policy resources" in titles(pane, FoundKind.CODE)
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert pane.list.hasFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    rest(window, qtbot)
    row = pane.model.found(pane.list.currentIndex())
    assert row is not None
    assert space(window).codes.tree.current_id() == row.id


def test_a_heading_counts_each_kind_and_all_found_words_are_marked(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.desk is not None
    window.desk.do(AddMemo("Tentang anggaran yang kurang", "Anggaran kurang"))
    rest(window, qtbot)
    pane = typed(window, "anggaran kurang", qtbot)
    rows = told(pane)
    assert "Memos (1)" in rows
    assert any(row.startswith("Places in ") and "text" in row for row in rows)
    for row in pane.model.places():
        marked = {span.of(row.snippet).casefold() for span in row.marks}
        assert marked
        assert marked <= {"anggaran", "kurang"}
    memo = next(r for r in pane.model.rows if isinstance(r, FoundRow) and r.kind is FoundKind.MEMO)
    pane.list.setCurrentIndex(pane.model.index_of(memo))
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert space(window).memos.editor.title.text() == "Anggaran kurang"


def test_kinds_are_switched_off_and_filters_narrow(window: MainWindow, qtbot: QtBot) -> None:
    pane = typed(window, "anggaran", qtbot)
    before = len(pane.model.places())
    assert before
    pane.filters.fold.click()
    assert pane.filters.technique.isVisible()
    field = pane.filters.technique
    field.setCurrentIndex(field.findData(Technique.INTERVIEW))
    field.activated.emit(field.currentIndex())
    rest(window, qtbot)
    keys = {row.key[0] for row in pane.model.places()}
    assert keys == {"W"}
    assert "1 filter" in pane.filters.fold.text()
    pane.filters.kinds[FoundKind.TEXT].click()
    rest(window, qtbot)
    assert not pane.model.places()
    assert not pane.coding.isVisible()


def test_other_forms_are_found_when_they_are_wanted(window: MainWindow, qtbot: QtBot) -> None:
    pane = typed(window, "lapor", qtbot)
    before = len(pane.model.places())
    pane.filters.forms.click()
    rest(window, qtbot)
    assert len(pane.model.places()) > before
    assert "laporan" in pane.head.text()


def test_one_goes_from_place_to_place_while_one_reads(window: MainWindow, qtbot: QtBot) -> None:
    pane = typed(window, "anggaran", qtbot)
    pane.filters.kinds[FoundKind.CODE].click()
    rest(window, qtbot)
    places = pane.model.places()
    pane.list.setCurrentIndex(pane.model.index_of(places[0]))
    seen = []
    for key, held in ((Qt.Key.Key_F4, None), (Qt.Key.Key_F4, None), (Qt.Key.Key_F4, SHIFT)):
        press(window, key, held or Qt.KeyboardModifier.NoModifier)
        rest(window, qtbot)
        reader = space(window).current_reader()
        assert reader is not None
        seen.append((reader.source_id, reader.reader.view.caret()))
    wanted = [places[1], places[2], places[1]]
    assert seen == [(row.id, row.span.start) for row in wanted if row.span is not None]


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_all_places_are_coded_in_one_act_once_their_number_was_seen(
    window: MainWindow, qtbot: QtBot, answer: str
) -> None:
    assert window.desk is not None
    window.desk.do(AddCode("uji", wording("Ujian")))
    rest(window, qtbot)
    pane = typed(window, "anggaran", qtbot)
    press(window, Qt.Key.Key_R, CTRL | SHIFT)
    choose_code(window, "ujian")
    rest(window, qtbot)
    count = len(pane.model.places())
    assert f"Code {count} places with “Ujian”?" in pane.coding.question.text()
    assert pane.coding.yes_button.hasFocus()
    if answer == "no":
        QTest.keyClick(pane.coding.yes_button, Qt.Key.Key_Escape)
        rest(window, qtbot)
        assert coded_by(window, "uji") == []
        return
    QTest.keyClick(pane.coding.yes_button, Qt.Key.Key_Space)
    rest(window, qtbot)
    quotes = coded_by(window, "uji")
    assert len(quotes) == count
    assert {quote.casefold() for quote in quotes} == {"anggaran"}
    assert f"Coded {count} places" in space(window).notices.messages()[0]
    window.on_undo()
    rest(window, qtbot)
    assert coded_by(window, "uji") == []


def test_selected_places_are_coded_by_sentence_and_what_bears_the_code_is_told(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.desk is not None
    window.desk.do(AddCode("uji", wording("Ujian")))
    rest(window, qtbot)
    pane = typed(window, "anggaran", qtbot)
    pane.coding.unit.setCurrentIndex(pane.coding.unit.findData(CodedUnit.SENTENCE))
    for coded in (2, 0):
        places = pane.model.places()
        pane.list.setCurrentIndex(pane.model.index_of(places[0]))
        pane.list.setFocus()
        QTest.keyClick(pane.list, Qt.Key.Key_Down, SHIFT)
        assert len(pane.selected_places()) == 2
        pane.coding.selected_button.click()
        choose_code(window, "ujian")
        rest(window, qtbot)
        if coded:
            QTest.keyClick(pane.coding.yes_button, Qt.Key.Key_Space)
            rest(window, qtbot)
            assert all("anggaran" in quote.casefold() for quote in coded_by(window, "uji"))
            assert all(len(quote) > len("anggaran") for quote in coded_by(window, "uji"))
        else:
            assert "bear the code already" in pane.coding.question.text()
            assert not pane.coding.yes_button.isEnabled()


def test_more_than_one_page_is_shown_as_one_goes_down(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk is not None
    from qda.edits.importing import ImportCollection

    window.desk.do(ImportCollection(reviews("Banyak", [f"kelinci {n}" for n in range(450)])))
    rest(window, qtbot)
    pane = typed(window, "kelinci", qtbot)
    assert "Places in 450 texts" in told(pane)
    assert len(pane.model.places()) >= 100

    def all_are_shown() -> bool:
        pane.list.scrollToBottom()
        return len(pane.model.places()) == 450

    qtbot.waitUntil(all_are_shown, timeout=PATIENCE_MS)
    rest(window, qtbot)


def test_the_field_says_how_to_search_before_anything_is_found(
    window: MainWindow, qtbot: QtBot
) -> None:
    pane = typed(window, "!!!", qtbot)
    assert pane.empty.isVisible()
    assert "lapor*" in pane.empty.accessibleDescription()
    assert space(window).notices.messages() == []
