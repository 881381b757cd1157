"""Edits that decide on proposals: take one as one's own under a code that fits better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from models.code import Code
from models.recording import Recorder
from qda.edits.coding import ConfirmCodings, move_codings
from qda.edits.edit import EditRequest
from qda.i18n import mark


@dataclass(frozen=True, slots=True)
class ConfirmAs(EditRequest[int]):
    """Give proposals another code and make them the researcher's own, in one act.

    Where the segment bears the code already, the proposal goes.
    """

    coding_ids: tuple[int, ...]
    code_id: int

    kind: ClassVar[str] = "confirm_as"
    title: ClassVar[str] = mark("Confirm {count} proposals as “{code}”")

    def apply(self, recorder: Recorder) -> int:
        """Recode and confirm, and return how many were still proposed.

        Raises:
            NotThere: the code does not exist.
        """
        code = recorder.get(Code, self.code_id)
        moved = move_codings(recorder, self.coding_ids, code.id)
        confirmed = ConfirmCodings(self.coding_ids).apply(recorder)
        count = max(moved, confirmed)
        recorder.facts.update(count=count, code=code.canonical_id, name=code.name_en)
        return confirmed
