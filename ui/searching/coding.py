"""The row beneath what was found: code the places, and confirm it once their number is known."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qda.i18n import Speech
from qda.retrieval.units_of_places import CodedUnit, PlacesToCode
from ui.theme import Space
from ui.widgets.speaking import Speaking


class CodingRow(Speaking, QWidget):
    """What of the text is coded, buttons for the selected places and for all of them.

    Signals:
        selected_wanted, all_wanted: code the selected places, or every place found.
        confirmed: yes, code them.
        left: leave everything as it is.
    """

    selected_wanted = Signal()
    all_wanted = Signal()
    confirmed = Signal()
    left = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selected = 0
        self._asked: tuple[str, PlacesToCode] | None = None
        self.words = QLabel(self)
        self.unit = QComboBox(self)
        self.selected_button, self.all_button = QPushButton(self), QPushButton(self)
        self.question = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.yes_button, self.no_button = QPushButton(self), QPushButton(self)
        for unit in CodedUnit:
            self.unit.addItem("", unit)
        self.words.setBuddy(self.unit)
        self._offer, self._asking = QWidget(self), QWidget(self)
        offer, asking = QHBoxLayout(self._offer), QHBoxLayout(self._asking)
        for row in (offer, asking):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.SMALL)
        for widget in (self.words, self.unit):
            offer.addWidget(widget)
        offer.addStretch(1)
        for button in (self.selected_button, self.all_button):
            offer.addWidget(button)
        asking.addWidget(self.question, 1)
        asking.addWidget(self.yes_button)
        asking.addWidget(self.no_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.TIGHT, 0, 0)
        column.addWidget(self._offer)
        column.addWidget(self._asking)
        self._asking.hide()
        self.selected_button.clicked.connect(self.selected_wanted)
        self.all_button.clicked.connect(self.all_wanted)
        self.yes_button.clicked.connect(self._on_yes)
        self.no_button.clicked.connect(self._on_no)
        self.set_speech(speech)

    def chosen_unit(self) -> CodedUnit:
        """What of the text is coded."""
        return CodedUnit(self.unit.currentData())

    def set_selected(self, count: int) -> None:
        """Tell how many places are selected."""
        self._selected = count
        self.retranslate()

    def ask(self, code: str, found: PlacesToCode) -> None:
        """Say what would be coded, and wait for a yes."""
        self._asked = (code, found)
        self.retranslate()
        self._offer.hide()
        self._asking.show()
        self.yes_button.setFocus()

    def stop_asking(self) -> None:
        """Offer the buttons again."""
        self._asked = None
        self._asking.hide()
        self._offer.show()

    def retranslate(self) -> None:
        """Override: units, buttons, and what is asked."""
        speech = self.speech
        self.words.setText(speech("What is coded"))
        units = {
            CodedUnit.WORDS: speech("the found words"),
            CodedUnit.SENTENCE: speech("the sentence"),
            CodedUnit.TURN: speech("the turn or paragraph"),
            CodedUnit.WHOLE: speech("the whole text or review"),
        }
        for at in range(self.unit.count()):
            self.unit.setItemText(at, units[CodedUnit(self.unit.itemData(at))])
        self.unit.setAccessibleName(speech("What is coded"))
        self.selected_button.setEnabled(self._selected > 0)
        self.selected_button.setText(
            speech.many("Code {n} selected place …", "Code {n} selected places …", self._selected)
        )
        self.all_button.setText(speech("Code all places found …"))
        self.no_button.setText(speech("Leave as it is"))
        if self._asked is not None:
            self._say(*self._asked)

    def _say(self, code: str, found: PlacesToCode) -> None:
        speech = self.speech
        count = len(found.places) - found.borne
        said = [
            speech.many(
                "Code {n} place with “{code}”?", "Code {n} places with “{code}”?", count, code=code
            ),
            speech.many("They stand in {n} text.", "They stand in {n} texts.", found.texts),
        ]
        if found.borne:
            said.append(
                speech.many(
                    "{n} bears the code already.", "{n} bear the code already.", found.borne
                )
            )
        self.question.setText(" ".join(said))
        self.yes_button.setText(speech.many("Code {n} place", "Code {n} places", count))
        self.yes_button.setEnabled(count > 0)

    def _on_yes(self) -> None:
        self.stop_asking()
        self.confirmed.emit()

    def _on_no(self) -> None:
        self.stop_asking()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Escape leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape and self._asked is not None:
            self._on_no()
        else:
            super().keyPressEvent(event)
