"""Runs work beside the window: edits one after the other, reads in parallel.

A job is a plain function; signals are connected before it starts, and its result comes back in
the window's own thread. While the researcher waits for none, the window never waits for any: work
that reports or asks whether to go on waits there as long as the window itself has something to do.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

from models.errors import StudyError
from models.stopping import Stopped
from qda.jobs.progress import Cancelled
from ui.precedence import precedence

Result = TypeVar("Result")

_PAUSE_S: Final = 0.04
"""Progress is told no more often than the eye can follow; a job may count a million rows."""

_GLANCE_MS: Final = 100
"""What takes longer is felt, and a sign says that it is under way."""

_MOMENT_S: Final = 1.0
"""What takes longer is shown, with a button that stops it."""

_WATCH_MS: Final = 250

_READERS: Final = 2
"""So many short reads run at once; of more, each would wait for the others, and the window, too."""

_LONG_READERS: Final = 3
"""So many reads with a title run at once; short ones do not wait for them."""


class Job(QObject):
    """One piece of work while it runs.

    Signals:
        progressed: how many steps of how many are behind, and what is being done.
        done: the result.
        failed: the exception.
        ended: over, in whichever way; always the last.
    """

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, title: str = "", *, writes: bool = False) -> None:
        super().__init__()
        self.title = title
        self.writes = writes
        self.begun_at = time.monotonic()
        self.is_shown = bool(title)
        self._stopped = False
        self._told_at = 0.0
        self.give_way = precedence().give_way

    def stop(self) -> None:
        """Ask the work to end; it does at its next report of progress."""
        self._stopped = True

    def is_stopped(self) -> bool:
        """Whether the work was asked to end; the work that asks lets the window go first."""
        self.give_way()
        return self._stopped

    def report(self, done: int, total: int, what: str = "") -> None:
        """Override of `Progress`: pass it on to the window, or end the work.

        Raises:
            Cancelled: the researcher stopped the job.
        """
        if self._stopped:
            raise Cancelled
        self.give_way()
        now = time.monotonic()
        if now - self._told_at < _PAUSE_S and done < total:
            return
        self._told_at = now
        self.progressed.emit(min(done, 2**31 - 1), min(total, 2**31 - 1), what)


class _Running(QRunnable):
    def __init__(self, job: Job, work: Callable[[Job], Result]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        """Override: carry the work out and tell the job how it went."""
        self._job.give_way()
        try:
            result = self._work(self._job)
        except Exception as error:
            if not isinstance(error, StudyError):
                logging.getLogger("runut").exception("a job failed", exc_info=error)
            self._job.failed.emit(error)
        else:
            self._job.done.emit(result)
        finally:
            self._job.ended.emit()


class Jobs(QObject):
    """Everything that runs beside the window.

    Signals:
        busy_changed: whether an edit or another long job is running.
        lingered: whether something has been running for longer than a glance.
        began: a job is to be shown with its progress (`Job`): one with a title when it starts, any
            other once it has taken longer than a moment.
    """

    busy_changed = Signal(bool)
    lingered = Signal(bool)
    began = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writers = QThreadPool(self)
        self._writers.setMaxThreadCount(1)
        self._readers = QThreadPool(self)
        self._readers.setMaxThreadCount(_READERS)
        self._long_readers = QThreadPool(self)
        self._long_readers.setMaxThreadCount(_LONG_READERS)
        self._running: set[Job] = set()
        self._precedence = precedence()
        self._retired = False
        self._glance = QTimer(self, singleShot=True, interval=_GLANCE_MS)
        self._glance.timeout.connect(lambda: self.lingered.emit(True))
        self._watch = QTimer(self, interval=_WATCH_MS)
        self._watch.timeout.connect(self._show_slow)

    def write(
        self,
        work: Callable[[Job], Result],
        *,
        then: Callable[[Result], None] | None = None,
        otherwise: Callable[[Exception], None],
        title: str = "",
    ) -> Job:
        """Run work that changes the study, after all such work that was asked for before."""
        job = Job(title, writes=True)
        return self._start(self._writers, job, work, then, otherwise)

    def read(
        self,
        work: Callable[[Job], Result],
        *,
        then: Callable[[Result], None],
        otherwise: Callable[[Exception], None],
        title: str = "",
    ) -> Job:
        """Run work that only reads or writes files outside the study."""
        pool = self._long_readers if title else self._readers
        return self._start(pool, Job(title), work, then, otherwise)

    @property
    def idle(self) -> bool:
        """Whether nothing runs and nothing waits to run."""
        return not self._running

    def stop(self) -> None:
        """Ask long jobs and whatever only reads to end; edits that wait are carried out."""
        for job in self._running:
            if job.title or not job.writes:
                job.stop()

    def retire(self) -> None:
        """Stop long jobs, and show no more results: what would show them is going away."""
        self._retired = True
        self.stop()

    def _start(
        self,
        pool: QThreadPool,
        job: Job,
        work: Callable[[Job], Result],
        then: Callable[[Result], None] | None,
        otherwise: Callable[[Exception], None],
    ) -> Job:
        # What a job tells may still be on its way when the study closes; it goes with its owner.
        job.setParent(self)
        queued = Qt.ConnectionType.QueuedConnection
        receiver = _Receiver(job, then, otherwise, self)
        job.done.connect(receiver.on_done, queued)
        job.failed.connect(receiver.on_failed, queued)
        job.ended.connect(receiver.on_ended, queued)
        if not self._running:
            self._glance.start()
        self._running.add(job)
        self._precedence.take()
        self.busy_changed.emit(True)
        if job.title:
            self.began.emit(job)
        if not self._watch.isActive():
            self._watch.start()
        pool.start(_Running(job, work))
        return job

    def _show_slow(self) -> None:
        """Show what takes longer than a moment, so that one sees it and may stop it."""
        since = time.monotonic() - _MOMENT_S
        for job in sorted(self._running, key=lambda each: each.begun_at):
            if not job.is_shown and job.begun_at <= since:
                job.is_shown = True
                self.began.emit(job)

    def forget(self, job: Job) -> None:
        """A job is over."""
        self._running.discard(job)
        if not self._running:
            self._watch.stop()
            self._glance.stop()
            self.lingered.emit(False)
            self.busy_changed.emit(False)

    @property
    def retired(self) -> bool:
        """Whether results are shown no more."""
        return self._retired


class _Receiver(QObject):
    """Lives in the window's thread, so that what a job tells arrives there."""

    def __init__(
        self,
        job: Job,
        then: Callable[[Result], None] | None,
        otherwise: Callable[[Exception], None],
        jobs: Jobs,
    ) -> None:
        super().__init__(job)
        self._job = job
        self._then = then
        self._otherwise = otherwise
        self._jobs = jobs

    def on_done(self, result: object) -> None:
        """Hand the result on."""
        if self._then is not None and not self._jobs.retired:
            precedence().take()
            self._then(result)  # type: ignore[arg-type]

    def on_failed(self, error: Exception) -> None:
        """Hand the error on; of work that was meant to end nobody is told that it did."""
        if not (self._jobs.retired and isinstance(error, Stopped)):
            self._otherwise(error)

    def on_ended(self) -> None:
        """Let go of the job."""
        self._jobs.forget(self._job)
        self._job.deleteLater()
