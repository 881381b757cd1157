"""A theme of a triangulation is labelled in the window, with a reason, and undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.vocabulary import Consequence, Convergence
from qda.displays.values import Matrix
from qda.triangulation.labels import LabelRow, labels_of
from tests.ui.using import CTRL, dialog_of, press, rest, space
from ui.dialogs.labelling import LabelDialog
from ui.main_window import MainWindow
from ui.panes.display import DisplayPane


def open_triangulation(window: MainWindow, qtbot: QtBot) -> DisplayPane:
    press(window, Qt.Key.Key_M, CTRL)
    pane = space(window).tabs.currentWidget()
    assert isinstance(pane, DisplayPane)
    rest(window, qtbot)
    kind = pane.asking.kind
    kind.setCurrentIndex(kind.findData("triangulation-matrix"))
    kind.activated.emit(kind.currentIndex())
    rest(window, qtbot)
    return pane


def given(window: MainWindow, pane: DisplayPane) -> tuple[LabelRow, ...]:
    desk = window.desk
    assert desk is not None
    assert pane.display_id is not None
    with desk.session.reading() as connection:
        return labels_of(connection, pane.display_id)


def test_a_theme_is_labelled_with_a_reason_and_the_label_stands(
    window: MainWindow, qtbot: QtBot
) -> None:
    pane = open_triangulation(window, qtbot)
    pane.keep_as("Triangulasi")
    rest(window, qtbot)
    pane.view.table.setCurrentIndex(pane.view.model.index(0, 0))
    space(window).carry_out("label_theme")
    dialog = dialog_of(window, LabelDialog, qtbot)
    assert dialog.said() is dialog.proposed()
    assert not dialog.accepting.isEnabled(), "a theme is never labelled without a reason"
    dialog.label.setCurrentIndex(dialog.label.findData(Convergence.PARTIAL))
    dialog.reason.setPlainText("Warga menyebut akibat, pejabat menyebut sebab.")
    dialog.inference.setPlainText("Saling melengkapi.")
    dialog.consequence.setCurrentIndex(dialog.consequence.findData(Consequence.REVISED))
    dialog.accept()
    rest(window, qtbot)
    (row,) = given(window, pane)
    assert (row.label, row.inference) == (Convergence.PARTIAL, "Saling melengkapi.")
    assert row.consequence is Consequence.REVISED
    assert isinstance(pane.matrix, Matrix)
    assert row.row == pane.matrix.rows[0].id
    assert pane.kept is not None
    assert pane.kept.stale == ()
    said = [e.text for _, _, cell in pane.matrix.places() for e in cell.entries]
    assert "Warga menyebut akibat, pejabat menyebut sebab." in said
    press(window, Qt.Key.Key_Z, CTRL)
    rest(window, qtbot)
    assert given(window, pane) == ()


def test_a_display_that_is_not_kept_says_what_to_do_first(window: MainWindow, qtbot: QtBot) -> None:
    open_triangulation(window, qtbot)
    space(window).carry_out("label_theme")
    rest(window, qtbot)
    assert "Open a triangulation that is kept first." in space(window).notices.messages()[0]
