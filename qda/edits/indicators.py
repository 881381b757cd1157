"""The edit that says which indicator of its code a coding is evidence for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from models.coding import Coding
from models.recording import Recorder
from qda.edits.edit import EditRequest
from qda.i18n import mark


@dataclass(frozen=True, slots=True)
class IndicateCodings(EditRequest[int]):
    """Say which indicator codings are evidence for; empty takes that back.

    `indicator` is the indicator's text as the code has it, in either language.
    """

    coding_ids: tuple[int, ...]
    indicator: str

    kind: ClassVar[str] = "indicate_codings"
    title: ClassVar[str] = mark("Say what {count} codings are evidence for")

    def apply(self, recorder: Recorder) -> int:
        """Change the codings and return how many truly changed."""
        values = {"indicator": self.indicator.strip()}
        changed = recorder.update_many(Coding, self.coding_ids, values)
        recorder.facts["count"] = changed
        return changed
