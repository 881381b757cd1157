"""What must be found out of all texts of a table before some questions can be answered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from qda.i18n import Speech
from qda.retrieval.table.alike import Duplicates, find_duplicates
from qda.retrieval.table.question import Alike, TableQuestion
from qda.retrieval.table.spoken import Spoken, guess_languages
from ui.desk import Desk
from ui.jobs import Job


class Knowing(QObject):
    """Finds duplicates and guesses languages once, beside the window, until the texts change.

    Signals:
        known: what a question waited for is known now.
        stopped: it was stopped, or could not be found out.
    """

    known = Signal()
    stopped = Signal()

    def __init__(self, desk: Desk, collection_id: int, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.collection_id = collection_id
        self.question_id: int | None = None
        self.spoken: Spoken | None = None
        self._alike: dict[Alike, Duplicates] = {}
        self._running: set[str] = set()
        self._turn = 0

    def duplicates(self, question: TableQuestion) -> Duplicates | None:
        """The duplicates that a question needs; None where it needs none, or they are not known."""
        kind = question.needs_alike
        return None if kind is None else self._alike.get(kind)

    def is_enough(self, question: TableQuestion, speech: Speech) -> bool:
        """Whether a question can be answered; what it needs is found out where it cannot."""
        if question.question_id != self.question_id:
            self.question_id = question.question_id
            self.forget()
        kind = question.needs_alike
        if kind is not None and kind not in self._alike:
            self._find(kind, speech)
            return False
        if question.wanted.spoken and self.spoken is None:
            self._guess(speech)
            return False
        return True

    def forget(self) -> None:
        """The texts are others now."""
        self._turn += 1
        self._alike.clear()
        self.spoken = None

    def _find(self, kind: Alike, speech: Speech) -> None:
        session, collection_id = self.desk.session, self.collection_id
        asked = self.question_id

        def find(job: Job) -> Duplicates:
            with session.reading() as state:
                return find_duplicates(state, collection_id, kind, job, asked)

        if kind.value not in self._running:
            self._running.add(kind.value)
            title = speech("Looking for texts that were written twice")
            self._watch(self.desk.show_work(title, find, partial(self._on_alike, self._turn)))

    def _guess(self, speech: Speech) -> None:
        session, collection_id = self.desk.session, self.collection_id
        asked = self.question_id

        def guess(job: Job) -> Spoken:
            with session.reading() as state:
                return guess_languages(state, collection_id, job, asked)

        if "spoken" not in self._running:
            self._running.add("spoken")
            title = speech("Guessing the languages of the texts")
            self._watch(self.desk.show_work(title, guess, partial(self._on_spoken, self._turn)))

    def _watch(self, job: Job) -> None:
        job.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    def _on_alike(self, turn: int, found: Duplicates) -> None:
        # The tab may have been closed in the meantime, or the texts corrected.
        if isValid(self):
            self._running.discard(found.kind.value)
            if turn == self._turn:
                self._alike[found.kind] = found
            self.known.emit()

    def _on_spoken(self, turn: int, found: Spoken) -> None:
        if isValid(self):
            self._running.discard("spoken")
            self.spoken = found if turn == self._turn else None
            self.known.emit()

    def _on_failed(self) -> None:
        self._running.clear()
        self.stopped.emit()
