"""The table of a survey: respondents are rows, and one says whose answers are coded."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from qda.edits.questions import ReviseQuestion
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.questions import questions
from tests.helpers.respondents import LINES, add_survey
from tests.ui.table_steps import FUNDS, Key, row, settle
from tests.ui.using import choose_code, code_id, press, space
from ui.main_window import MainWindow
from ui.panes.table import TablePane
from ui.table.layout import read_layout


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> TablePane:
    """The table of a small survey beside the sample's material."""
    assert window.desk is not None
    done = add_survey(window.desk.session)
    settle(window, space(window).open_collection(1), qtbot)
    found = space(window).open_collection(done.collection_id)
    settle(window, found, qtbot)
    found.enter_table()
    return found


def _quotes(window: MainWindow, pane: TablePane) -> list[str]:
    assert window.desk is not None
    wanted = CodingFilter(
        code_ids=frozenset({code_id(window, FUNDS)}),
        collection_ids=frozenset({pane.collection_id}),
    )
    with window.desk.session.reading() as state:
        return [each.quote for each in codings(state, wanted)]


def _ask(window: MainWindow, pane: TablePane, question: str, qtbot: QtBot) -> None:
    pane.take_layout(pane.layout_.asking(question))
    settle(window, pane, qtbot)


def test_a_respondent_is_a_row_and_his_answers_are_read_beneath(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    assert [row(pane, n).number for n in range(6)] == [1, 2, 3, 4, 5, 6]
    assert pane.reading is not None
    shown = pane.reading.reader.shown_text()
    assert shown is not None
    assert shown.text == LINES[0][4]
    pane.detail.answers.bar.setCurrentIndex(1)
    settle(window, pane, qtbot)
    other = pane.reading.reader.shown_text()
    assert other is not None
    assert other.text == LINES[0][5]


def test_who_answered_nothing_is_a_row_that_says_so(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    pane.table.stand_on(2)
    settle(window, pane, qtbot)
    assert pane.reading is not None
    assert pane.reading.isHidden()
    tabs = [pane.detail.answers.bar.tabText(n) for n in range(2)]
    assert tabs == ["Kendala (no answer)", "Saran (not asked)"]


def test_nothing_is_coded_before_one_says_whose_answers(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    pane.table.right.selectAll()
    pane.act_wanted.emit("table_code")
    settle(window, pane, qtbot)
    assert _quotes(window, pane) == []
    assert pane.head.question_button.text() == "Answers to which question?"


def test_the_answers_to_the_chosen_question_are_coded(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    _ask(window, pane, "Saran", qtbot)
    assert pane.head.question_button.text() == "Answers to Saran"
    pane.table.right.selectAll()
    press(window, Key.Key_C)
    choose_code(window, FUNDS)
    settle(window, pane, qtbot)
    assert sorted(_quotes(window, pane)) == sorted(LINES[n][5] for n in (0, 4, 5))
    codes = next(each for each in pane.model.columns if each.name == "codes")
    assert pane.model.text_of(row(pane, 0), codes).endswith(" in Saran")
    assert pane.model.text_of(row(pane, 1), codes) == ""


def test_the_chosen_question_is_remembered_and_offered_by_the_menu(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    menu = pane.head.question_button.menu()
    menu.aboutToShow.emit()
    assert [act.text() for act in menu.actions()] == ["Kendala", "Saran"]
    menu.actions()[1].trigger()
    settle(window, pane, qtbot)
    assert pane.question_id == pane.layout_.question_id(pane.model.columns)
    assert read_layout(pane.layout_.written()) == pane.layout_


def test_silence_and_what_was_not_asked_can_be_filtered(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    parts = {part.heading: part for part in pane.filtering.parts()}
    offered = {value.words: value for value in parts["Saran"].values}
    assert {"Saran: answered", "Saran: no answer", "Saran: not asked"} <= offered.keys()
    pane.filtering.choose(offered["Saran: not asked"])
    settle(window, pane, qtbot)
    assert [row(pane, n).number for n in range(pane.model.rowCount())] == [3, 4]


def test_answers_are_proposed_by_the_codes_of_their_questions(
    window: MainWindow, pane: TablePane, qtbot: QtBot
) -> None:
    assert window.desk is not None
    session = window.desk.session
    with session.reading() as state:
        asked = next(each for each in questions(state, pane.collection_id) if each.key == "Saran")
    session.do(ReviseQuestion(asked.id, dimension_id=code_id(window, FUNDS)))
    settle(window, pane, qtbot)
    space(window).codebook.on_propose_by_question()
    settle(window, pane, qtbot)
    assert len(_quotes(window, pane)) == 3
    _ask(window, pane, "Saran", qtbot)
    pane.table.right.selectAll()
    pane.act_wanted.emit("table_confirm")
    settle(window, pane, qtbot)
    assert not any(each.proposed for n in range(6) for each in row(pane, n).codings)
