"""The lines beneath a table: how many rows there are and are chosen, and the acts on them."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from qda.i18n import Speech, mark
from qda.retrieval.table.listing import Listing
from ui.theme import Space
from ui.widgets.flow import FlowLayout
from ui.widgets.speaking import Speaking

_BUTTONS: Final = (
    ("table_code", mark("Give a code …"), "C"),
    ("table_code_again", mark("Last code"), "."),
    ("table_code_all", mark("Code all shown …"), "Shift+C"),
    ("table_confirm", mark("Confirm"), "Y"),
    ("table_throw", mark("Throw away"), "X"),
    ("table_uncoded", mark("Next without a code"), "N"),
)
_ON_CHOSEN: Final = ("table_code", "table_code_again", "table_confirm", "table_throw")


class TableFoot(Speaking, QWidget):
    """Counts the rows, and offers the acts on them.

    Signals:
        act_wanted: a button was pressed (the name of its act).
    """

    act_wanted = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.acts = QWidget(self)
        self.buttons = {name: QPushButton(self.acts) for name, _, _ in _BUTTONS}
        flow = FlowLayout(self.acts)
        for name, button in self.buttons.items():
            button.clicked.connect(partial(self._on_button, name))
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.status)
        column.addWidget(self.acts)
        self.set_speech(speech)

    def retranslate(self) -> None:
        """Override: the buttons; the counts are said anew by whoever knows them."""
        for name, words, key in _BUTTONS:
            self.buttons[name].setText(self.speech(words))
            self.buttons[name].setToolTip(f"{self.speech(words)} ({key})")

    def say(self, found: Listing | None, *, chosen: int, texts: int) -> None:
        """Count the rows, those that are chosen, and the texts that these stand for."""
        speech = self.speech
        number = speech.number
        said: list[str] = []
        if found is not None and len(found.ids) == found.total:
            said.append(speech.many("{n} row", "{n} rows", found.total))
        elif found is not None:
            shown, total = number(len(found.ids)), number(found.total)
            said.append(speech("{shown} of {total} rows", shown=shown, total=total))
        folded = 0 if found is None else found.texts - len(found.ids)
        if folded:
            said.append(speech.many("{n} folded", "{n} folded", folded))
        if chosen:
            said.append(speech.many("{n} selected", "{n} selected", chosen))
        if texts > chosen:
            said.append(speech.many("{n} text with them", "{n} texts with them", texts))
        self.status.setText(" · ".join(said))
        self.status.setAccessibleName(self.status.text())
        for name in _ON_CHOSEN:
            self.buttons[name].setEnabled(chosen > 0)
        self.buttons["table_code_all"].setEnabled(found is not None and bool(found.ids))

    def _on_button(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.act_wanted.emit(name)
