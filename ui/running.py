"""Ties long jobs to a progress row: the newest is shown, the others come back when it ends."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject

from qda.i18n import mark
from ui.jobs import Job, Jobs
from ui.precedence import precedence
from ui.widgets.progress_row import ProgressRow

_UNTITLED: Final = {False: mark("Reading the study"), True: mark("Changing the study")}
"""What a job without a title of its own is called once it takes longer than a moment."""


class RunningJobs(QObject):
    """The long jobs that run, one of them in the row; its button stops the one that is shown."""

    def __init__(self, jobs: Jobs, row: ProgressRow) -> None:
        super().__init__(row)
        self._row = row
        self._running: list[_Follower] = []
        jobs.began.connect(self._on_began)
        row.stopped.connect(self._on_stopped)

    def report(self, follower: _Follower) -> None:
        """Show how far a job is, where it is the one in the row."""
        if self._running and self._running[-1] is follower:
            self._row.report(follower.steps, follower.total, follower.what)

    def end(self, follower: _Follower) -> None:
        """A job is over; show the one that began before it, or none."""
        shown = self._running[-1] is follower
        self._running.remove(follower)
        follower.deleteLater()
        if shown:
            self._show_newest()

    def _on_began(self, job: Job) -> None:
        self._running.append(_Follower(job, self))
        self._show_newest()

    def _show_newest(self) -> None:
        # The row comes or goes, and what is above it is laid out and painted anew.
        precedence().take()
        if not self._running:
            self._row.end()
            return
        newest = self._running[-1]
        self._row.begin(newest.job.title or self._row.speech(_UNTITLED[newest.job.writes]))
        if newest.total or newest.what:
            self._row.report(newest.steps, newest.total, newest.what)
        if newest.stopping:
            self._row.show_stopping()

    def _on_stopped(self) -> None:
        if self._running:
            self._running[-1].stopping = True
            self._running[-1].job.stop()


class _Follower(QObject):
    """Hears one job in the window's thread."""

    def __init__(self, job: Job, jobs: RunningJobs) -> None:
        super().__init__(jobs)
        self.job = job
        self.steps, self.total, self.what = 0, 0, ""
        self.stopping = False
        self._jobs = jobs
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self._on_ended)

    def _on_progressed(self, steps: int, total: int, what: str) -> None:
        self.steps, self.total, self.what = steps, total, what
        self._jobs.report(self)

    def _on_ended(self) -> None:
        self._jobs.end(self)
