"""Dialogs begin where one writes, and end with their buttons."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qda.i18n import Speech
from ui.dialogs.coders import BlindDialog, ChangeCoderDialog, RenameCoderDialog
from ui.dialogs.form import FormDialog
from ui.dialogs.naming import NewStudyDialog

ENGLISH = Speech("en")
DIALOGS: dict[str, Callable[[], FormDialog]] = {
    "new study": lambda: NewStudyDialog(ENGLISH, ""),
    "change coder": lambda: ChangeCoderDialog(ENGLISH, ["Sari", "Dimas"], "Sari"),
    "rename coder": lambda: RenameCoderDialog(ENGLISH, "Sari"),
    "code blind": lambda: BlindDialog(ENGLISH, [], None),
}


def focused() -> QWidget:
    """The widget that is typed into."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_begins_at_its_first_field_and_ends_with_its_buttons(
    name: str, qtbot: QtBot
) -> None:
    dialog = DIALOGS[name]()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    buttons = dialog.buttons
    assert not buttons.isAncestorOf(focused())
    passed = []
    for _ in range(20):
        passed.append(buttons.isAncestorOf(focused()))
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    round_ = passed[: passed.index(True) + 1]
    assert len(round_) > 1
    assert set(round_[:-1]) == {False}


def test_a_study_is_named_by_typing_at_once_spaces_too(qtbot: QtBot) -> None:
    dialog = NewStudyDialog(ENGLISH, "")
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    QTest.keyClicks(focused(), "Skripsi saya")
    for _ in range(5):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    # The name of the coder comes after title, question, programme, agency and language.
    QTest.keyClicks(focused(), " D")
    assert dialog.coder.text() == " D"
    assert dialog.isVisible()
    assert dialog.start().title == "Skripsi saya"
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert dialog.result() == dialog.DialogCode.Accepted
