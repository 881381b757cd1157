"""What a display is asked for in the window: a theory, nothing, or what it was kept with."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from qda.displays.kind import DisplayQuestion
from qda.displays.registry import kinds, made
from qda.displays.values import Matrix
from qda.edits.displays import KeepDisplay
from qda.i18n import Speech
from tests.ui.display_steps import new_display
from tests.ui.using import rest, space
from ui.displays.asking import AskingBar, Known
from ui.main_window import MainWindow
from ui.panes.display import DisplayPane

SEVERAL = ("vmvh1975:VMH7", "ansell_gash2008:AG4.5")


@pytest.fixture
def pane(window: MainWindow, qtbot: QtBot) -> DisplayPane:
    """A new display."""
    return new_display(window, qtbot)


def asked(pane: DisplayPane) -> tuple[str, ...]:
    return pane.asking.question("Sari").columns


def test_a_new_display_begins_with_the_first_theory(pane: DisplayPane) -> None:
    assert asked(pane) == ("vmvh1975",)
    assert isinstance(pane.matrix, Matrix)
    assert {column.id.partition(":")[0] for column in pane.matrix.columns} == {"vmvh1975"}


def test_lines_over_time_begin_with_the_figures_and_the_next_kind_with_the_theory(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    pane.ask_kind("growth-gradient")
    rest(window, qtbot)
    assert asked(pane) == ()
    assert pane.view.picture.isVisible()
    pane.ask_kind("checklist-matrix")
    rest(window, qtbot)
    assert asked(pane) == ("vmvh1975",)


def test_a_theory_that_is_added_later_is_not_asked_for_by_lines_over_time(
    pane: DisplayPane,
) -> None:
    bar = AskingBar(Speech("id"), pane)
    bar.show_known(Known())
    bar.choose_kind("growth-gradient")
    bar.show_known(pane.asking.known)
    assert bar.question("Sari").columns == ()
    bar.choose_kind("checklist-matrix")
    assert bar.question("Sari").columns == ("vmvh1975",)


def test_no_name_of_a_choice_is_cut(window: MainWindow, pane: DisplayPane, qtbot: QtBot) -> None:
    window.resize(1380, 860)
    window.speak("id")
    rest(window, qtbot)
    for kind in kinds():
        pane.asking.choose_kind(kind.id)
        QApplication.processEvents()
        for field in pane.asking.chosen.values():
            together = field.parentWidget()
            assert together is not None
            (label,) = together.findChildren(QLabel)
            assert label.width() >= label.sizeHint().width(), (kind.id, label.text())
    rest(window, qtbot)


def test_a_theory_that_was_chosen_stays_with_the_next_kind(
    window: MainWindow, pane: DisplayPane, qtbot: QtBot
) -> None:
    field = pane.asking.columns
    field.setCurrentIndex(field.findData("ansell_gash2008"))
    field.activated.emit(field.currentIndex())
    rest(window, qtbot)
    pane.ask_kind("checklist-matrix")
    rest(window, qtbot)
    assert asked(pane) == ("ansell_gash2008",)


@pytest.mark.parametrize("columns", [(), SEVERAL, ("vmvh1975",), ("vmvh1975:VMH2.1",)])
def test_another_question_to_a_kept_display_leaves_its_columns_as_they_were_kept(
    window: MainWindow, columns: tuple[str, ...], qtbot: QtBot
) -> None:
    desk = window.desk
    assert desk is not None
    question = DisplayQuestion("clustered-matrix", "en", "Sari", title="Kept", columns=columns)
    with desk.session.reading() as connection:
        shown = made(connection, question)
    kept: list[int] = []
    desk.do(KeepDisplay(question, shown), kept.append)
    rest(window, qtbot)
    pane = space(window).displays.open_display(kept[0])
    rest(window, qtbot)
    assert asked(pane) == columns
    pane.asking.quotes.setValue(4)
    rest(window, qtbot)
    assert pane.kept is not None
    assert (pane.kept.question.columns, pane.kept.question.quotes) == (columns, 4)
