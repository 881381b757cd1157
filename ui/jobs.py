"""Runs work beside the window: edits one after the other, reads in parallel.

A job is a plain function; signals are connected before it starts, and its result comes back in
the window's own thread. While the researcher waits for none, the window never waits for any.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from models.errors import StudyError
from qda.jobs.progress import Cancelled

Result = TypeVar("Result")


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

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.title = title
        self._stopped = False

    def stop(self) -> None:
        """Ask the work to end; it does at its next report of progress."""
        self._stopped = True

    def report(self, done: int, total: int, what: str = "") -> None:
        """Override of `Progress`: pass it on to the window, or end the work.

        Raises:
            Cancelled: the researcher stopped the job.
        """
        if self._stopped:
            raise Cancelled
        self.progressed.emit(min(done, 2**31 - 1), min(total, 2**31 - 1), what)


class _Running(QRunnable):
    def __init__(self, job: Job, work: Callable[[Job], Result]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        """Override: carry the work out and tell the job how it went."""
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
    """

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writers = QThreadPool(self)
        self._writers.setMaxThreadCount(1)
        self._readers = QThreadPool(self)
        self._readers.setMaxThreadCount(3)
        self._running: set[Job] = set()

    def write(
        self,
        work: Callable[[Job], Result],
        *,
        then: Callable[[Result], None] | None = None,
        otherwise: Callable[[Exception], None],
        title: str = "",
    ) -> Job:
        """Run work that changes the study, after all such work that was asked for before."""
        return self._start(self._writers, work, then, otherwise, title)

    def read(
        self,
        work: Callable[[Job], Result],
        *,
        then: Callable[[Result], None],
        otherwise: Callable[[Exception], None],
        title: str = "",
    ) -> Job:
        """Run work that only reads or writes files outside the study."""
        return self._start(self._readers, work, then, otherwise, title)

    @property
    def idle(self) -> bool:
        """Whether nothing runs and nothing waits to run."""
        return not self._running

    def finish(self) -> None:
        """Wait until all work is over, as before a study is closed."""
        self._writers.waitForDone()
        self._readers.waitForDone()

    def _start(
        self,
        pool: QThreadPool,
        work: Callable[[Job], Result],
        then: Callable[[Result], None] | None,
        otherwise: Callable[[Exception], None],
        title: str,
    ) -> Job:
        job: Job = Job(title)
        queued = Qt.ConnectionType.QueuedConnection
        receiver = _Receiver(job, then, otherwise, self._forget)
        job.done.connect(receiver.on_done, queued)
        job.failed.connect(receiver.on_failed, queued)
        job.ended.connect(receiver.on_ended, queued)
        self._running.add(job)
        self.busy_changed.emit(True)
        pool.start(_Running(job, work))
        return job

    def _forget(self, job: Job) -> None:
        self._running.discard(job)
        if not self._running:
            self.busy_changed.emit(False)


class _Receiver(QObject):
    """Lives in the window's thread, so that what a job tells arrives there."""

    def __init__(
        self,
        job: Job,
        then: Callable[[Result], None] | None,
        otherwise: Callable[[Exception], None],
        forget: Callable[[Job], None],
    ) -> None:
        super().__init__(job)
        self._job = job
        self._then = then
        self._otherwise = otherwise
        self._forget = forget

    def on_done(self, result: object) -> None:
        """Hand the result on."""
        if self._then is not None:
            self._then(result)  # type: ignore[arg-type]

    def on_failed(self, error: Exception) -> None:
        """Hand the error on."""
        self._otherwise(error)

    def on_ended(self) -> None:
        """Let go of the job."""
        self._forget(self._job)
        self._job.deleteLater()
