"""A running job in one line: what it does, how far it is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from qda.i18n import Speech
from ui.theme import Space
from ui.widgets.elided import Elided
from ui.widgets.speaking import Speaking


class ProgressRow(Speaking, QWidget):
    """Label, bar and stop button of one job; hidden while there is none.

    Signals:
        stopped: the researcher wants the job to stop; told once.
    """

    stopped = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job = ""
        self._what = ""
        self._done, self._total = 0, 0
        self._stopping = False
        # How far a job is must not make the window wider.
        self.label = Elided(self)
        self.bar = QProgressBar(self, textVisible=False)
        self.button = QPushButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.TIGHT)
        row.addWidget(self.label, 3)
        row.addWidget(self.bar, 2)
        row.addWidget(self.button)
        self.button.clicked.connect(self._on_clicked)
        self.set_speech(speech)
        self.hide()

    def begin(self, job: str) -> None:
        """Show a job, already worded; how far it is, is not known yet."""
        self._job, self._what, self._stopping = job, "", False
        self.bar.setRange(0, 0)
        self._done, self._total = 0, 0
        self.button.setEnabled(True)
        self.retranslate()
        self.show()

    def report(self, done: int, total: int, what: str = "") -> None:
        """Tell that `done` of `total` steps are behind; `what` is worded already."""
        self._what, self._done, self._total = what, done, total
        # Qt counts in 32 bits; a job may count bytes.
        self.bar.setRange(0, 1000 if total > 0 else 0)
        self.bar.setValue(1000 * done // total if total > 0 else 0)
        self.retranslate()

    def end(self) -> None:
        """The job is over."""
        self.hide()

    def retranslate(self) -> None:
        """Override: the job's line and the button."""
        told = self._job
        if self._total > 0:
            told = self.speech(
                "{job}: {done} of {total}",
                job=self._job,
                done=self.speech.number(self._done),
                total=self.speech.number(self._total),
            )
        if self._what:
            told = f"{told}, {self._what}"
        self.label.say(told)
        self.bar.setAccessibleName(told)
        self.button.setText(self.speech("Stopping …") if self._stopping else self.speech("Stop"))

    def show_stopping(self) -> None:
        """Show that the job was told to stop already."""
        self._stopping = True
        self.button.setEnabled(False)
        self.retranslate()

    def _on_clicked(self) -> None:
        self.show_stopping()
        self.stopped.emit()
