"""Carries out an edit on very many rows in portions: one act, with progress, to be stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from models.recording import Recorder
from qda.edits.edit import EditRequest
from qda.jobs.progress import Progress

PORTION: Final = 2_000
"""So many codings change between two reports of progress."""


@dataclass(frozen=True, slots=True)
class InPortions(EditRequest[int]):
    """The edit that `make` makes of some codings, for all of them; the history knows one edit.

    Stopping it leaves no trace, since everything happens in one transaction.
    """

    make: Callable[[tuple[int, ...]], EditRequest[int]]
    coding_ids: tuple[int, ...]
    progress: Progress

    @property
    def kind(self) -> str:  # type: ignore[override]
        """That of the edit itself."""
        return self.make(()).kind

    @property
    def title(self) -> str:  # type: ignore[override]
        """That of the edit itself."""
        return self.make(()).title

    def apply(self, recorder: Recorder) -> int:
        """Carry out the edit and return how many codings it changed.

        Raises:
            Cancelled: the work was stopped.
        """
        changed, total = 0, len(self.coding_ids)
        for at in range(0, total, PORTION):
            self.progress.report(at, total)
            changed += self.make(self.coding_ids[at : at + PORTION]).apply(recorder)
        self.progress.report(total, total)
        recorder.facts["count"] = changed
        return changed
