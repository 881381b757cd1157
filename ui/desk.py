"""The open study as the window uses it: edits and reads run beside it, changes are told to all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from codebooks.errors import CodebookError
from models.errors import Defect, StudyError
from models.stopping import Stop, Stopped
from models.store import Done
from qda.edits.edit import EditRequest
from qda.events import Changed
from qda.i18n import Speech
from qda.session import StudySession, StudyState
from ui.jobs import Job, Jobs
from ui.precedence import precedence
from ui.widgets.notice_bar import Message, Weight

Result = TypeVar("Result")


class Desk(QObject):
    """One open study and what runs on it.

    Signals:
        changed: an edit, undo or redo took effect (`Changed`); arrives in the window's thread.
        told: a `Message` for the notice bar.
    """

    changed = Signal(object)
    told = Signal(object)
    _announced = Signal(object)

    def __init__(self, session: StudySession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = Jobs(self)
        self._tickets: dict[str, int] = {}
        self._closed: Callable[[], None] = lambda: None
        self._announced.connect(self._on_announced, Qt.ConnectionType.QueuedConnection)
        self._stop_listening = session.changes.listen(self._on_changed)

    def do(self, edit: EditRequest[Result], then: Callable[[Result], None] | None = None) -> Job:
        """Carry out an edit beside the window; a refusal is told in the notice bar."""
        return self.jobs.write(
            lambda job: self.session.do(edit, job.is_stopped), then=then, otherwise=self.refuse
        )

    def work(
        self,
        title: str,
        work: Callable[[Job], Result],
        then: Callable[[Result], None] | None = None,
    ) -> Job:
        """Run a long job that changes the study, shown with progress and a button to stop it."""
        return self.jobs.write(work, then=then, otherwise=self.refuse, title=title)

    def show_work(
        self,
        title: str,
        work: Callable[[Job], Result],
        then: Callable[[Result], None],
    ) -> Job:
        """Run a long job that only reads, shown with progress and a button to stop it."""
        return self.jobs.read(work, then=then, otherwise=self.refuse, title=title)

    def read(
        self,
        slot: str,
        read: Callable[[StudyState], Result],
        then: Callable[[Result], None],
    ) -> None:
        """Read beside the window; of several reads for one slot only the newest is shown.

        An older one that still runs is stopped.
        """
        ticket = self._tickets.get(slot, 0) + 1
        self._tickets[slot] = ticket

        def outdated() -> bool:
            return self._tickets.get(slot) != ticket

        def reading(job: Job) -> Result:
            with self.session.reading(lambda: outdated() or job.is_stopped()) as connection:
                return read(connection)

        def newest(result: Result) -> None:
            if not outdated() and _is_there(then):
                then(result)

        def failed(error: Exception) -> None:
            if not (outdated() and isinstance(error, Stopped)):
                self.refuse(error)

        self.jobs.read(reading, then=newest, otherwise=failed)

    def undo(self) -> None:
        """Take back the newest edit."""
        self._move(self.session.undo)

    def redo(self) -> None:
        """Do the edit undone last again."""
        self._move(self.session.redo)

    def close_later(self, closed: Callable[[], None]) -> None:
        """Stop long jobs, let edits that wait be kept, close the study, then call `closed`."""
        self._closed = closed
        self._stop_listening()
        self.jobs.retire()
        if self.jobs.idle:
            self._shut()
        else:
            self.jobs.busy_changed.connect(self._on_busy)

    def close_now(self) -> None:
        """Close the study of an idle desk."""
        self._stop_listening()
        self.session.close()

    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001
        if not busy:
            self.jobs.busy_changed.disconnect(self._on_busy)
            self._shut()

    def _shut(self) -> None:
        # A second runner, since the first one has been told to show nothing more.
        Jobs(self).write(
            lambda _: self.session.close(),
            then=lambda _: self._closed(),
            otherwise=self._on_not_shut,
        )

    def _on_not_shut(self, error: Exception) -> None:
        self.refuse(error)
        self._closed()

    def refuse(self, error: Exception) -> None:
        """Tell an error in the notice bar, in the language the window speaks then."""
        if isinstance(error, Stopped):
            self.told.emit(Message(lambda speech: error.say(speech.language)))
        elif isinstance(error, StudyError | CodebookError) and not isinstance(error, Defect):
            self.told.emit(Message(lambda s: error.say(s.language), Weight.WARNING))
        else:
            self.told.emit(Message(lambda s: _our_fault(error, s), Weight.ERROR))

    def _move(self, step: Callable[[Stop], Done]) -> None:
        self.jobs.write(lambda job: step(job.is_stopped), otherwise=self.refuse)

    def _on_changed(self, change: Changed) -> None:
        self._announced.emit(change)

    def _on_announced(self, change: Changed) -> None:
        precedence().take()
        self.changed.emit(change)


def _is_there(then: Callable[..., None]) -> bool:
    """Whether the pane that wants to know has not been closed in the meantime."""
    owner = getattr(then, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def _our_fault(error: Exception, speech: Speech) -> str:
    return speech(
        "Runut made a mistake: {reason}. Nothing was changed.",
        reason=str(error) or type(error).__name__,
    )
