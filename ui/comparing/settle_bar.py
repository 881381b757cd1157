"""What is agreed on where two coders differ: the answers, the reason, how far it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import Outcome
from qda.agreement.reading import Compared, Place
from qda.agreement.wording import settled_words
from qda.i18n import Speech
from ui.theme import Space
from ui.widgets.speaking import Speaking


class SettleBar(Speaking, QWidget):
    """Settles the comparison that is current in the list.

    Signals:
        settled: an answer was given (`Outcome`).
        other_wanted: another code is to be agreed on.
        agreed_wanted: everything that both coded alike is to be settled.
        reopen_wanted: what was settled is to be open again.
    """

    settled = Signal(object)
    other_wanted = Signal()
    agreed_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: Place | None = None
        self._names = "", ""
        self._progress = 0, 0, 0
        self._has_lost = False
        self._columns = 0
        self.said, self.progress = QLabel(self), QLabel(self)
        self.answers = {outcome: QPushButton(self) for outcome in Outcome}
        self.other, self.reopen, self.agreed = (QPushButton(self) for _ in range(3))
        self.reason_label, self.reason = QLabel(self), QLineEdit(self)
        self.as_memo = QCheckBox(self)
        self._lay_out()
        for outcome, button in self.answers.items():
            button.clicked.connect(partial(self._on_answer, outcome))
        self.other.clicked.connect(self.other_wanted)
        self.reopen.clicked.connect(self.reopen_wanted)
        self.agreed.clicked.connect(self.agreed_wanted)
        self.set_speech(speech)

    def _lay_out(self) -> None:
        for label in (self.said, self.progress):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        first = QHBoxLayout()
        first.setSpacing(Space.SMALL)
        first.addWidget(self.said, 1)
        first.addWidget(self.progress)
        first.addWidget(self.agreed)
        self.grid = QGridLayout()
        self.grid.setSpacing(Space.SMALL)
        second = QHBoxLayout()
        second.setSpacing(Space.SMALL)
        self.reason_label.setBuddy(self.reason)
        second.addWidget(self.reason_label)
        second.addWidget(self.reason, 1)
        second.addWidget(self.as_memo)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addLayout(first)
        column.addLayout(self.grid)
        column.addLayout(second)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: the answers stand in one row, or in two or three where that is too narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the answers into as many rows as they need; none of their words is cut off."""
        buttons = (*self.answers.values(), self.other, self.reopen)
        widest = max(button.sizeHint().width() for button in buttons) + Space.SMALL
        room = max(1, (self.width() - 2 * Space.MEDIUM) // widest)
        columns = next((each for each in (6, 3, 2) if each <= room), 1)
        if columns != self._columns:
            self._columns = columns
            for at, button in enumerate(buttons):
                self.grid.addWidget(button, at // columns, at % columns)

    def show_place(self, place: Place | None, first: str, second: str) -> None:
        """Offer the answers for a comparison; without one there is nothing to answer."""
        other = place is None or self._place is None or _same(place) != _same(self._place)
        self._place, self._names = place, (first, second)
        if other:
            settled = None if place is None else place.settled
            self.reason.setText("" if settled is None else settled.reason)
            self.as_memo.setChecked(False)
        self.retranslate()

    def show_progress(self, found: Compared) -> None:
        """Say how much is settled, and how much is agreed and could be at once."""
        self._progress = found.settled, found.counts.total, found.agreed_open
        self._has_lost = bool(found.lost)
        self.retranslate()

    def retranslate(self) -> None:
        """Override: the answers by the coders' names, what is settled, and the progress."""
        speech, place = self.speech, self._place
        first, second = self._names
        words = {
            Outcome.FIRST: speech("As {name}", name=first),
            Outcome.SECOND: speech("As {name}", name=second),
            Outcome.BOTH: speech("Both"),
            Outcome.NEITHER: speech("Neither"),
        }
        for outcome, button in self.answers.items():
            button.setText(words[outcome].replace("&", "&&"))
            button.setEnabled(place is not None and _can(place, outcome))
        self.other.setText(speech("Another code …"))
        self.other.setEnabled(place is not None)
        self.reopen.setText(speech("Reopen"))
        is_settled = place is not None and place.settled is not None
        self.reopen.setEnabled(is_settled or self._has_lost)
        self.reason_label.setText(speech("&Why"))
        self.reason.setPlaceholderText(speech("The reason, for the report and the codebook"))
        self.as_memo.setText(speech("Write it as a memo on the code, too"))
        settled, total, agreed_open = self._progress
        number = speech.number
        self.progress.setText(
            speech("{settled} of {total} settled", settled=number(settled), total=number(total))
        )
        self.agreed.setText(speech("Settle all agreed ({n})", n=number(agreed_open)))
        self.agreed.setEnabled(agreed_open > 0)
        self.said.setText(self._said())
        self._fit()

    def _said(self) -> str:
        place = self._place
        if place is None:
            return self.speech("Choose a comparison in the list.")
        if place.settled is None:
            return self.speech("{key}: not settled yet. What do you agree on?", key=place.key)
        said = settled_words(place.settled, *self._names, self.speech)
        by = place.settled.coder
        return self.speech("{key}: settled by {coder}: {said}", key=place.key, coder=by, said=said)

    def _on_answer(self, outcome: Outcome) -> None:
        self.settled.emit(outcome)


def _same(place: Place) -> tuple[str, str]:
    return place.first_uuid, place.second_uuid


def _can(place: Place, outcome: Outcome) -> bool:
    """Whether an answer means something: nobody's coding cannot be taken."""
    has_first, has_second = place.comparison.first is not None, place.comparison.second is not None
    return {
        Outcome.FIRST: has_first,
        Outcome.SECOND: has_second,
        Outcome.BOTH: has_first and has_second,
        Outcome.NEITHER: True,
    }[outcome]
