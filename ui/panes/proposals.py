"""The slim bar above a text: how many codings of it are only proposed, and what to do with them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from models.vocabulary import CodingState
from qda.i18n import Speech
from qda.retrieval.rows import CodingRow
from ui.theme import Space
from ui.widgets.speaking import Speaking


class ProposalBar(Speaking, QWidget):
    """Says that proposals wait in this source; hidden where none do.

    Signals:
        confirm_wanted, throw_wanted: all of them (a tuple of the codings' ids).
        next_wanted: go to the next proposal in the text.
    """

    confirm_wanted = Signal(object)
    throw_wanted = Signal(object)
    next_wanted = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[int, ...] = ()
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.next_button = QPushButton(self)
        self.confirm_button = QPushButton(self)
        self.throw_button = QPushButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.MEDIUM, 0)
        row.addWidget(self.label, 1)
        for button in (self.next_button, self.confirm_button, self.throw_button):
            row.addWidget(button)
        self.label.setMinimumWidth(1)
        self.next_button.clicked.connect(self.next_wanted)
        self.confirm_button.clicked.connect(self._on_confirm)
        self.throw_button.clicked.connect(self._on_throw)
        self.set_speech(speech)
        self.hide()

    def show_codings(self, rows: tuple[CodingRow, ...]) -> None:
        """Count the proposals among the codings of a source."""
        self._ids = tuple(row.id for row in rows if row.state is CodingState.PROPOSED)
        self.setVisible(bool(self._ids))
        self.retranslate()

    def retranslate(self) -> None:
        """Override: the count and the buttons."""
        speech = self.speech
        self.label.setText(
            speech.many(
                "{n} proposal in this source", "{n} proposals in this source", len(self._ids)
            )
        )
        self.next_button.setText(speech("Next proposal"))
        self.confirm_button.setText(speech("Confirm all"))
        self.throw_button.setText(speech("Throw away all"))

    def _on_confirm(self) -> None:
        self.confirm_wanted.emit(self._ids)

    def _on_throw(self) -> None:
        self.throw_wanted.emit(self._ids)
