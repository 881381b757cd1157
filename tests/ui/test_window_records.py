"""Records in the window: taken from the text, listed, changed, proposed, confirmed, checked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.vocabulary import RelationType, SpeakerKind
from qda.displays.values import Matrix
from qda.retrieval.asked import answers
from qda.retrieval.claims import claims
from qda.retrieval.codings import codings_in
from qda.retrieval.events import EventRow, events
from qda.retrieval.ratings import ratings
from qda.retrieval.relations import EndKind, relations
from qda.retrieval.sources import turns
from tests.ui.conftest import PATIENCE_MS
from tests.ui.using import code_id, dialog_of, open_source, rest, select, source_id, space
from ui.main_window import MainWindow
from ui.panes.display import DisplayPane
from ui.panes.reading import ReadingPane
from ui.panes.records import RecordsPane
from ui.records.describing import EventDialog, RatingDialog
from ui.records.finding import FindDialog, ProposeRatingsDialog, Sought
from ui.records.known import ListKind
from ui.records.planning import AskedDialog, ClaimDialog
from ui.records.relating import RelationDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def study_file(coded_study: Path, tmp_path: Path) -> Path:
    """The study the window opens: no events, claims, ratings or relations yet."""
    place = tmp_path / "lembayung.runut"
    shutil.copy(coded_study, place)
    return place


def trigger(window: MainWindow, act: str, qtbot: QtBot) -> None:
    """Choose an act in the menu."""
    action = window.actions_.by_name[act]
    assert action.isEnabled()
    action.trigger()
    rest(window, qtbot)


def say_yes(window: MainWindow, button: QWidget, qtbot: QtBot) -> None:
    """Press the button that does it."""
    QTest.mouseClick(button, LEFT)
    rest(window, qtbot)


@pytest.fixture
def lists(window: MainWindow, qtbot: QtBot) -> RecordsPane:
    """The tab with the lists."""
    trigger(window, "records", qtbot)
    pane = space(window).tabs.currentWidget()
    assert isinstance(pane, RecordsPane)
    return pane


def press(window: MainWindow, pane: RecordsPane, name: str, qtbot: QtBot) -> None:
    """Press a button of the list in front."""
    button = pane.page().buttons[name]
    assert button.isEnabled(), name
    say_yes(window, button, qtbot)


def known_events(window: MainWindow) -> tuple[EventRow, ...]:
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return events(state)


def add_event(window: MainWindow, pane: RecordsPane, name: str, on: str, qtbot: QtBot) -> None:
    pane.show_list(ListKind.EVENT)
    trigger(window, "add_record", qtbot)
    dialog = dialog_of(window, EventDialog, qtbot)
    dialog.name.setText(name)
    dialog.starts.setText(on)
    say_yes(window, dialog.accepting, qtbot)


def test_every_empty_list_says_what_to_do(lists: RecordsPane) -> None:
    for kind in ListKind:
        lists.show_list(kind)
        assert lists.page().empty.isVisible()
        assert not lists.page().table.isVisible()


def test_an_event_is_added_listed_changed_and_undone(
    window: MainWindow, lists: RecordsPane, qtbot: QtBot
) -> None:
    add_event(window, lists, "Peluncuran aplikasi", "2019-09", qtbot)
    page = lists.page()
    assert [page.model.text(0, at) for at in (0, 1)] == ["2019-09", "Peluncuran aplikasi"]
    assert lists.tabs.tabText(0) == "Events (1)"
    press(window, lists, "change", qtbot)
    dialog = dialog_of(window, EventDialog, qtbot)
    dialog.critical.setChecked(True)
    dialog.reason.setPlainText("Warga kini melapor sendiri")
    say_yes(window, dialog.accepting, qtbot)
    assert known_events(window)[0].is_critical
    trigger(window, "undo", qtbot)
    assert not known_events(window)[0].is_critical
    trigger(window, "undo", qtbot)
    assert known_events(window) == ()
    assert page.empty.isVisible()


def test_a_dialog_says_what_is_wrong_and_stays_open(
    window: MainWindow, lists: RecordsPane, qtbot: QtBot
) -> None:
    trigger(window, "add_record", qtbot)
    dialog = dialog_of(window, EventDialog, qtbot)
    dialog.name.setText("Rapat")
    dialog.starts.setText("17 Mei")
    say_yes(window, dialog.accepting, qtbot)
    assert dialog.isVisible()
    assert "17 Mei" in dialog.problem.text()
    dialog.starts.setText("2021-05-17")
    say_yes(window, dialog.accepting, qtbot)
    assert [each.starts_on for each in known_events(window)] == ["2021-05-17"]


def test_lists_are_sorted_by_headings_and_narrowed_by_words(
    window: MainWindow, lists: RecordsPane, qtbot: QtBot
) -> None:
    for name, on in (("Banjir", "2020-01-01"), ("Aplikasi", "2019")):
        add_event(window, lists, name, on, qtbot)
    page = lists.page()
    page.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [page.model.text(at, 1) for at in range(2)] == ["Banjir", "Aplikasi"]
    QTest.keyClicks(page.search, "apli")
    assert [page.model.text(at, 1) for at in range(page.model.rowCount())] == ["Aplikasi"]


def test_events_are_joined_and_taken_away_together(
    window: MainWindow, lists: RecordsPane, qtbot: QtBot
) -> None:
    for name, on in (("Peluncuran", "2019-09"), ("Aplikasi diluncurkan", "2019-10")):
        add_event(window, lists, name, on, qtbot)
    page = lists.page()
    page.table.selectAll()
    press(window, lists, "join", qtbot)
    assert {each.title for each in known_events(window)} == {"Peluncuran"}
    assert "contradict" in page.model.text(0, 2)
    page.table.selectAll()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    rest(window, qtbot)
    assert known_events(window) == ()


def first_words(window: MainWindow, key: str, qtbot: QtBot) -> tuple[ReadingPane, str]:
    """A source in front with some of its words selected."""
    pane = open_source(window, key, qtbot)
    shown = pane.reader.shown_text()
    assert shown is not None
    words = next(line for line in shown.text.split("\n") if len(line) > 60)[:60]
    select(pane, words)
    return pane, words


def test_an_event_is_recorded_from_selected_words_and_leads_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    pane, words = first_words(window, "W01", qtbot)
    trigger(window, "record_event", qtbot)
    dialog = dialog_of(window, EventDialog, qtbot)
    dialog.starts.setText("2020")
    say_yes(window, dialog.accepting, qtbot)
    made = known_events(window)[0]
    assert made.quote == words
    assert made.source_key == "W01"
    space(window).tabs.close_pane(pane)
    trigger(window, "records", qtbot)
    lists = space(window).tabs.currentWidget()
    assert isinstance(lists, RecordsPane)
    lists.page().choose((made.id,))
    QTest.keyClick(lists.page().table, Qt.Key.Key_Return)
    rest(window, qtbot)
    back = space(window).tabs.currentWidget()
    assert isinstance(back, ReadingPane)
    assert made.span is not None
    start = made.span.start
    qtbot.waitUntil(lambda: back.reader.view.caret() == start, timeout=PATIENCE_MS)


def test_a_claim_is_recorded_from_selected_words(window: MainWindow, qtbot: QtBot) -> None:
    first_words(window, "W01", qtbot)
    trigger(window, "record_claim", qtbot)
    dialog = dialog_of(window, ClaimDialog, qtbot)
    dialog.quantity.setText("penduduk")
    dialog.stated.setText("10,64 juta jiwa")
    say_yes(window, dialog.accepting, qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        made = claims(state)[0]
    assert (made.quantity, made.value, made.source_key) == ("penduduk", 10_640_000.0, "W01")


def test_a_coding_is_related_to_another_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    pane = open_source(window, "W01", qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        rows = codings_in(state, pane.source_id)
    pane.reader.view.put_caret(rows[0].span.start + 1)
    space(window).coding.standing.choose(rows[0].id)
    trigger(window, "relate_coding", qtbot)
    dialog = dialog_of(window, RelationDialog, qtbot)
    qtbot.waitUntil(lambda: dialog.codings.count() > 0, timeout=PATIENCE_MS)
    say_yes(window, dialog.accepting, qtbot)
    assert dialog.isVisible()
    assert dialog.problem.text().startswith("Say what bears on what")
    dialog.codings.setCurrentRow(0)
    dialog.type.setCurrentIndex(dialog.type.findData(RelationType.ANSWERED_BY))
    dialog.sign.setCurrentIndex(dialog.sign.findData("+"))
    dialog.actor.setText("Pemerintah")
    say_yes(window, dialog.accepting, qtbot)
    with window.desk.session.reading() as state:
        made = relations(state)[0]
    assert made.type is RelationType.ANSWERED_BY
    assert (made.sign, made.actor) == ("+", "Pemerintah")
    assert made.from_end.kind is EndKind.CODING
    assert made.from_end.coding == rows[0].uuid
    trigger(window, "undo", qtbot)
    with window.desk.session.reading() as state:
        assert relations(state) == ()


def test_two_codes_are_related_in_the_list(
    window: MainWindow, lists: RecordsPane, qtbot: QtBot
) -> None:
    lists.show_list(ListKind.RELATION)
    trigger(window, "add_record", qtbot)
    dialog = dialog_of(window, RelationDialog, qtbot)
    first, second = (code_id(window, f"vmvh1975:VMH{n}") for n in (1, 2))
    dialog.from_code.setCurrentIndex(dialog.from_code.findData(first))
    dialog.to_code.setCurrentIndex(dialog.to_code.findData(second))
    say_yes(window, dialog.accepting, qtbot)
    page = lists.pages[ListKind.RELATION]
    assert page.model.rowCount() == 1
    assert page.model.text(0, 0).startswith("VMH1")
    assert page.model.text(0, 1) == "Influences"


def test_a_question_is_linked_to_the_code_it_asks_about(
    window: MainWindow, lists: RecordsPane, qtbot: QtBot
) -> None:
    lists.show_list(ListKind.ASKED)
    trigger(window, "add_record", qtbot)
    dialog = dialog_of(window, AskedDialog, qtbot)
    wanted = code_id(window, "vmvh1975:VMH3")
    dialog.code.setCurrentIndex(dialog.code.findData(wanted))
    assert dialog.source is not None
    dialog.source.setCurrentIndex(dialog.source.findData(source_id(window, "W01")))
    dialog.answer.setCurrentIndex(1)
    say_yes(window, dialog.accepting, qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        made = answers(state)[0]
    assert (made.code_id, made.source_key, made.is_asked) == (wanted, "W01", False)


def test_the_code_in_the_tree_is_rated_for_a_case(window: MainWindow, qtbot: QtBot) -> None:
    wanted = code_id(window, "vmvh1975:VMH1")
    space(window).codes.show_code(wanted)
    rest(window, qtbot)
    card = space(window).codes.theory.card
    say_yes(window, card.rate, qtbot)
    dialog = dialog_of(window, RatingDialog, qtbot)
    assert dialog.code.value() == wanted
    dialog.subject.setCurrentIndex(dialog.subject.findData("case"))
    dialog.case.setCurrentIndex(0)
    name = dialog.case.currentText()
    dialog.value.setValue(3)
    dialog.reason.setPlainText("Semua informan sepakat")
    say_yes(window, dialog.accepting, qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        made = ratings(state)[0]
    assert (made.code_id, made.value, made.case) == (wanted, 3.0, name)


def test_what_the_program_finds_is_proposed_and_confirmed_at_once(
    window: MainWindow, lists: RecordsPane, qtbot: QtBot
) -> None:
    trigger(window, "propose_ratings", qtbot)
    dialog = dialog_of(window, ProposeRatingsDialog, qtbot)
    say_yes(window, dialog.accepting, qtbot)
    page = lists.pages[ListKind.RATING]
    assert lists.page() is page
    assert page.model.rowCount() > 0
    assert {page.model.text(at, 3) for at in range(page.model.rowCount())} == {"Proposed"}
    press(window, lists, "confirm_all", qtbot)
    assert {page.model.text(at, 3) for at in range(page.model.rowCount())} == {"Confirmed"}
    trigger(window, "undo", qtbot)
    assert {page.model.text(at, 3) for at in range(page.model.rowCount())} == {"Proposed"}


def test_numbers_that_contradict_each_other_are_told_beneath_the_list(
    window: MainWindow, lists: RecordsPane, qtbot: QtBot
) -> None:
    lists.show_list(ListKind.CLAIM)
    for stated in ("10,64 juta", "11,2 juta"):
        trigger(window, "add_record", qtbot)
        dialog = dialog_of(window, ClaimDialog, qtbot)
        dialog.quantity.setText("penduduk")
        dialog.stated.setText(stated)
        say_yes(window, dialog.accepting, qtbot)
    trigger(window, "check_claims", qtbot)
    assert lists.check_part.isVisible()
    assert lists.checked.count() == 1
    assert "10,64 juta" in lists.checked.item(0).text()


def test_regulations_are_found_in_all_sources_proposed_and_confirmed_singly(
    window: MainWindow, lists: RecordsPane, qtbot: QtBot
) -> None:
    trigger(window, "find_records", qtbot)
    dialog = dialog_of(window, FindDialog, qtbot)
    assert dialog.sought() == {Sought.REGULATIONS}
    say_yes(window, dialog.accepting, qtbot)
    found = known_events(window)
    assert found
    assert not any(each.is_confirmed for each in found)
    assert {each.strand for each in found} == {"regulation"}
    lists.page().choose((found[0].id,))
    trigger(window, "confirm_records", qtbot)
    assert [each.id for each in known_events(window) if each.is_confirmed] == [found[0].id]
    lists.page().proposed_only.setChecked(True)
    assert lists.page().model.rowCount() == len(found) - 1


def test_the_words_of_an_interviewer_are_linked_to_a_code(window: MainWindow, qtbot: QtBot) -> None:
    pane = open_source(window, "W01", qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        turn = next(
            each for each in turns(state, pane.source_id) if each.kind is SpeakerKind.INTERVIEWER
        )
    pane.reader.view.select(turn.span)
    trigger(window, "question_asks", qtbot)
    dialog = dialog_of(window, AskedDialog, qtbot)
    wanted = code_id(window, "vmvh1975:VMH2")
    dialog.code.setCurrentIndex(dialog.code.findData(wanted))
    say_yes(window, dialog.accepting, qtbot)
    with window.desk.session.reading() as state:
        made = answers(state)[0]
    assert (made.code_id, made.is_asked, made.span) == (wanted, True, turn.span)


def test_a_cell_of_a_display_is_rated_with_the_codings_behind_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    trigger(window, "matrix", qtbot)
    pane = space(window).tabs.currentWidget()
    assert isinstance(pane, DisplayPane)
    matrix = pane.matrix
    assert isinstance(matrix, Matrix)
    row, column = next(
        (row, column)
        for row, cells in enumerate(matrix.cells)
        for column, cell in enumerate(cells)
        if cell.evidence
    )
    pane.view.table.setCurrentIndex(pane.view.table.model().index(row, column))
    trigger(window, "rate", qtbot)
    dialog = dialog_of(window, RatingDialog, qtbot)
    say_yes(window, dialog.accepting, qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        made = ratings(state)[0]
    behind = {matrix.evidence[at].coding for at in matrix.cells[row][column].evidence}
    assert set(made.evidence) == behind
    assert made.code == matrix.columns[column].id
