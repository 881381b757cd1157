"""The dictionary of a survey in the window: read, changed, undone, and gone on from."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from models.vocabulary import QuestionRole
from qda.edits.coding_rows import CodeRows
from qda.edits.surveys import ImportSurvey
from qda.importers.surveys.registry import read_survey
from qda.retrieval.questions import QuestionRow, questions
from qda.retrieval.sources import collections, units
from qda.session import NewStudy
from tests.helpers.shared import shared
from tests.helpers.survey_files import csv_file
from tests.ui.conftest import PATIENCE_MS
from tests.ui.test_window_surveys import HEADINGS, survey_rows
from tests.ui.using import CTRL, choose_code, code_id, press, rest, space
from ui.main_window import MainWindow
from ui.panes.numbers import NumbersPane
from ui.panes.questions import QuestionsPane
from ui.panes.table import TablePane
from ui.surveys.model import Column

FUNDS = "vmvh1975:VMH2"
ITEMS = ("Saya puas", "Petugas", "Saya harus")


@pytest.fixture
def surveyed(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The window on the sample study with a survey of forty respondents."""
    place = csv_file(tmp_path / "kuesioner.csv", [HEADINGS, *survey_rows(40)])
    space(window).desk.do(ImportSurvey(read_survey(place)))
    rest(window, qtbot)
    return window


@pytest.fixture
def pane(surveyed: MainWindow, qtbot: QtBot) -> QuestionsPane:
    """The questions of that survey, opened from the list of sources."""
    survey = next(row for row in found(surveyed) if row.heading == HEADINGS[2]).collection_id
    menu = space(surveyed).material.menu("collection", survey)
    next(act for act in menu.actions() if act.text() == "Questions").trigger()
    rest(surveyed, qtbot)
    made = space(surveyed).tabs.currentWidget()
    assert isinstance(made, QuestionsPane)
    assert made.survey_id == survey
    return made


def found(window: MainWindow) -> dict[QuestionRow, None]:
    """The questions of all surveys of the study."""
    assert window.desk is not None
    with window.desk.session.reading() as state:
        return dict.fromkeys(questions(state))


def one(window: MainWindow, words: str) -> QuestionRow:
    """The question of the study that begins with words."""
    return next(row for row in found(window) if row.heading.startswith(words))


def at(pane: QuestionsPane, words: str) -> int:
    """The row of a question in the table."""
    return next(n for n, row in enumerate(pane.model.rows) if row.heading.startswith(words))


def select(pane: QuestionsPane, *words: str, column: Column = Column.KEY) -> None:
    """Select the rows of some questions and stand on the first."""
    flags, selected = QItemSelectionModel.SelectionFlag, pane.table.selectionModel()
    here = pane.model.index(at(pane, words[0]), column)
    # Said in full, since the keys pressed last would be asked otherwise.
    selected.setCurrentIndex(here, flags.ClearAndSelect | flags.Rows)
    for each in words[1:]:
        selected.select(pane.model.index(at(pane, each), 0), flags.Select | flags.Rows)
    pane.table.setFocus()


def said(pane: QuestionsPane, words: str, column: Column) -> object:
    """What a cell of the table says."""
    return pane.model.index(at(pane, words), column).data()


def cell(pane: QuestionsPane, row: int, column: int) -> QTableWidgetItem:
    """A cell of the choices of the current question."""
    item = pane.details.choices.item(row, column)
    assert item is not None
    return item


def test_every_question_says_who_answered_it(pane: QuestionsPane) -> None:
    assert pane.model.rowCount() == len(HEADINGS)
    assert said(pane, "Apa saran", Column.ANSWERED) == "32"
    assert said(pane, "Apa saran", Column.SILENT) == "8"
    assert said(pane, "Saya puas", Column.SCALE) == "1–5"
    select(pane, "Saya puas")
    assert "Saya puas dengan layanan ini" in pane.details.words.text()
    shown = [cell(pane, row, 0).text() for row in range(5)]
    assert sorted(shown) == sorted(
        ("Sangat tidak setuju", "Tidak setuju", "Netral", "Setuju", "Sangat setuju")
    )


def test_a_key_is_written_in_its_cell_and_one_that_is_taken_is_refused(
    surveyed: MainWindow, pane: QuestionsPane, qtbot: QtBot
) -> None:
    old = one(surveyed, "Apa saran").key
    taken = one(surveyed, "Saya puas").key
    index = pane.model.index(at(pane, "Apa saran"), Column.KEY)
    assert pane.model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert pane.model.setData(index, "saran")
    rest(surveyed, qtbot)
    assert said(pane, "Apa saran", Column.KEY) == "saran"
    assert pane.model.setData(index, taken)
    rest(surveyed, qtbot)
    assert one(surveyed, "Apa saran").key == "saran"
    press(surveyed, Qt.Key.Key_Z, CTRL)
    rest(surveyed, qtbot)
    assert one(surveyed, "Apa saran").key == old


def test_several_items_get_their_dimension_in_one_act_and_undo_takes_it_back(
    surveyed: MainWindow, pane: QuestionsPane, qtbot: QtBot
) -> None:
    select(pane, *ITEMS, column=Column.DIMENSION)
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    choose_code(surveyed, "VMH2")
    rest(surveyed, qtbot)
    assert {one(surveyed, words).dimension for words in ITEMS} == {FUNDS}
    assert str(said(pane, "Petugas", Column.DIMENSION)).startswith("VMH2")
    assert len(pane.chosen()) == 3
    press(surveyed, Qt.Key.Key_Z, CTRL)
    rest(surveyed, qtbot)
    assert {one(surveyed, words).dimension for words in ITEMS} == {""}
    select(pane, *ITEMS)
    pane.set_dimension(code_id(surveyed, FUNDS))
    surveyed.actions_.by_name["question_no_dimension"].trigger()
    rest(surveyed, qtbot)
    assert {one(surveyed, words).dimension for words in ITEMS} == {""}


def test_direction_and_scale_are_set_for_all_that_are_selected(
    surveyed: MainWindow, pane: QuestionsPane, qtbot: QtBot
) -> None:
    select(pane, "Saya harus", "Petugas")
    surveyed.actions_.by_name["question_reverse"].trigger()
    rest(surveyed, qtbot)
    turned = [row.heading for row in found(surveyed) if row.is_reversed]
    assert turned == [HEADINGS[3], HEADINGS[4]]
    pane.model.setData(pane.model.index(at(pane, "Petugas"), Column.SCALE), "1-7")
    rest(surveyed, qtbot)
    assert [(one(surveyed, words).low, one(surveyed, words).high) for words in ITEMS] == [
        (1, 5), (1, 7), (1, 7),
    ]  # fmt: skip
    pane.model.setData(pane.model.index(at(pane, "Petugas"), Column.SCALE), "seven")
    assert any("1–5" in each for each in space(surveyed).notices.messages())
    box = pane.model.index(at(pane, "Saya puas"), Column.REVERSED)
    select(pane, "Saya puas")
    pane.model.setData(box, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    rest(surveyed, qtbot)
    assert one(surveyed, "Saya puas").is_reversed
    assert box.data(Qt.ItemDataRole.AccessibleTextRole).endswith("Reversed: yes")


def test_words_are_written_in_place_for_one_question(
    surveyed: MainWindow, pane: QuestionsPane, qtbot: QtBot
) -> None:
    select(pane, *ITEMS)
    index = pane.model.index(at(pane, "Petugas"), Column.ENGLISH)
    pane.model.setData(index, "The staff are friendly")
    rest(surveyed, qtbot)
    assert one(surveyed, "Petugas").text_en == "The staff are friendly"
    assert not one(surveyed, "Saya puas").text_en


def test_an_open_answer_that_is_coded_stays_a_text_when_it_is_closed(
    surveyed: MainWindow, pane: QuestionsPane, qtbot: QtBot
) -> None:
    assert surveyed.desk is not None
    survey = one(surveyed, "Apa saran").collection_id
    with surveyed.desk.session.reading() as state:
        text = units(state, survey)[0]
    surveyed.desk.do(CodeRows((text.id,), code_id(surveyed, FUNDS)))
    rest(surveyed, qtbot)
    role = pane.model.index(at(pane, "Apa saran"), Column.ROLE)
    select(pane, "Apa saran")
    pane.model.setData(role, QuestionRole.ITEM.value)
    rest(surveyed, qtbot)
    changed = one(surveyed, "Apa saran")
    assert (changed.role, changed.sources, changed.answered) == (QuestionRole.ITEM, 32, 32)
    assert any("32 texts stay" in each for each in space(surveyed).notices.messages())
    press(surveyed, Qt.Key.Key_Z, CTRL)
    rest(surveyed, qtbot)
    assert one(surveyed, "Apa saran").role is QuestionRole.OPEN


def test_choices_and_what_is_no_answer_are_written_beneath(
    surveyed: MainWindow, pane: QuestionsPane, qtbot: QtBot
) -> None:
    select(pane, "Saya puas")
    row = next(n for n in range(5) if cell(pane, n, 0).text() == "Netral")
    cell(pane, row, 2).setText("Neutral")
    rest(surveyed, qtbot)
    choice = next(each for each in one(surveyed, "Saya puas").choices if each.value == "Netral")
    assert (choice.en, choice.worth) == ("Neutral", 3)
    cell(pane, row, 3).setText("three")
    assert cell(pane, row, 3).text() == "3"
    assert any("three" in each for each in space(surveyed).notices.messages())
    pane.details.missing.setText("Netral")
    pane.details.missing.editingFinished.emit()
    rest(surveyed, qtbot)
    assert one(surveyed, "Saya puas").answered == 32


def test_one_goes_on_to_the_figures_and_the_answers_of_a_question(
    surveyed: MainWindow, pane: QuestionsPane, qtbot: QtBot
) -> None:
    select(pane, "Petugas")
    pane.figures.click()
    rest(surveyed, qtbot)
    numbers = space(surveyed).tabs.currentWidget()
    assert isinstance(numbers, NumbersPane)
    assert numbers.told is not None
    table = numbers.told.made.report.table("distribution")
    assert [row.heading.label for row in table.rows] == [HEADINGS[3]]
    space(surveyed).tabs.setCurrentWidget(pane)
    select(pane, "Apa saran")
    surveyed.actions_.by_name["question_figures"].trigger()
    assert space(surveyed).tabs.currentWidget() is pane
    surveyed.actions_.by_name["question_answers"].trigger()
    rest(surveyed, qtbot)
    table_pane = space(surveyed).tabs.currentWidget()
    assert isinstance(table_pane, TablePane)
    surveyed.actions_.by_name["survey_questions"].trigger()
    assert space(surveyed).tabs.currentWidget() is pane


def test_the_dictionary_speaks_indonesian_and_every_part_has_a_name(
    surveyed: MainWindow, pane: QuestionsPane, qtbot: QtBot
) -> None:
    surveyed.speak("id")
    rest(surveyed, qtbot)
    headings = [pane.model.headerData(each, Qt.Orientation.Horizontal) for each in Column]
    assert headings[-3:] == ["Menjawab", "Tidak menjawab", "Tidak ditanya"]
    assert said(pane, "Petugas", Column.ROLE) == "Butir tertutup"
    tabs = space(surveyed).tabs
    assert tabs.tabText(tabs.indexOf(pane)).startswith("Pertanyaan · S")
    for widget in pane.findChildren(QWidget):
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reached and widget.isVisible() and widget.isEnabled() and not widget.focusProxy():
            interface = QAccessible.queryAccessibleInterface(widget)
            named = interface.text(QAccessible.Text.Name)
            assert named or interface.text(QAccessible.Text.Value), widget


def test_the_list_of_sources_counts_respondents_even_where_none_wrote_a_word(
    surveyed: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    closed = [row[:5] for row in survey_rows(12)]
    place = csv_file(tmp_path / "tertutup.csv", [HEADINGS[:5], *closed])
    space(surveyed).desk.do(ImportSurvey(read_survey(place)))
    rest(surveyed, qtbot)
    model = space(surveyed).sources.model
    lines = [
        model.item(branch).child(row).text()
        for branch in range(model.rowCount())
        for row in range(model.item(branch).rowCount())
    ]
    assert any(each.endswith("40 respondents · 32 open answers") for each in lines)
    assert any(each.endswith("tertutup · 12 respondents") for each in lines)


def test_without_a_survey_the_questions_invite_to_import_one(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    empty_window.new_study(tmp_path / "x.runut", NewStudy("X", "en"), "Sari")
    qtbot.waitUntil(lambda: empty_window.workspace is not None, timeout=PATIENCE_MS)
    rest(empty_window, qtbot)
    empty_window.actions_.by_name["question_dimension"].trigger()
    assert "Open the questions of a survey first." in space(empty_window).notices.messages()
    empty_window.actions_.by_name["survey_questions"].trigger()
    rest(empty_window, qtbot)
    pane = space(empty_window).tabs.currentWidget()
    assert isinstance(pane, QuestionsPane)
    assert pane.empty.isVisible()
    assert pane.empty.accessibleName() == "No survey yet"


def test_the_dictionary_of_a_real_form_agrees_with_its_file(
    window: MainWindow, qtbot: QtBot
) -> None:
    place = shared("data", "surveys", "googleforms_virtualtour_id.csv")
    space(window).desk.do(ImportSurvey(read_survey(place)))
    rest(window, qtbot)
    assert window.desk is not None
    with window.desk.session.reading() as state:
        survey = max(row.id for row in collections(state))
    pane = space(window).surveys.show_questions(survey)
    rest(window, qtbot)
    with place.open(encoding="utf-8-sig", newline="") as stream:
        rows = [{k.strip(): v for k, v in row.items()} for row in csv.DictReader(stream)]
    for question in pane.model.rows:
        cells = [row[question.columns[0]].strip() for row in rows]
        assert question.answered == sum(map(bool, cells)), question.key
        assert question.answered + question.silent == len(rows)
    pleased = next(row for row in pane.model.rows if row.heading.startswith("6."))
    assert {each.value for each in pleased.choices} == {"Setuju", "Tidak Setuju"}
