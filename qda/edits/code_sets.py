"""Edits on several codes at once, each one act that is undone as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from models.code import Code
from models.recording import Recorder
from qda.edits.codes import DeleteCode, MoveCode
from qda.edits.edit import EditRequest
from qda.i18n import mark


@dataclass(frozen=True, slots=True)
class MoveCodes(EditRequest[None]):
    """Put codes beneath another one (or at the top), one behind the other from a place on.

    `position` counts the siblings there without the codes that move.
    """

    code_ids: tuple[int, ...]
    parent_id: int | None
    position: int

    kind: ClassVar[str] = "move_codes"
    title: ClassVar[str] = mark("Move {count} codes")

    def apply(self, recorder: Recorder) -> None:
        """Move the codes; one that lies beneath another that moves goes with it.

        Raises:
            NotThere, MoveIntoItself: as for `MoveCode`.
        """
        moved = topmost(recorder, self.code_ids)
        for number, code_id in enumerate(moved):
            MoveCode(code_id, self.parent_id, self.position + number).apply(recorder)
        recorder.facts.clear()
        recorder.facts["count"] = len(moved)


@dataclass(frozen=True, slots=True)
class DeleteCodes(EditRequest[int]):
    """Delete codes with everything beneath them, and the codings that bear them."""

    code_ids: tuple[int, ...]

    kind: ClassVar[str] = "delete_codes"
    title: ClassVar[str] = mark("Delete {codes} codes with {count} codings")

    def apply(self, recorder: Recorder) -> int:
        """Delete and return how many codings went.

        Raises:
            NotThere: one of the codes does not exist.
        """
        gone = topmost(recorder, self.code_ids)
        removed = sum(DeleteCode(code_id).apply(recorder) for code_id in gone)
        recorder.facts.clear()
        recorder.facts.update(codes=len(gone), count=removed)
        return removed


@dataclass(frozen=True, slots=True)
class ColourCodes(EditRequest[int]):
    """Give codes another colour; returns how many truly change."""

    code_ids: tuple[int, ...]
    colour: str

    kind: ClassVar[str] = "colour_codes"
    title: ClassVar[str] = mark("Change the colour of {count} codes")

    def apply(self, recorder: Recorder) -> int:
        """Colour the codes."""
        changed = recorder.update_many(Code, self.code_ids, {"colour": self.colour})
        recorder.facts["count"] = changed
        return changed


def topmost(recorder: Recorder, code_ids: tuple[int, ...]) -> list[int]:
    """The codes of which none lies beneath another of them, in the order given.

    Raises:
        NotThere: one of the codes does not exist.
    """
    wanted = dict.fromkeys(code_ids)
    found = []
    for code_id in wanted:
        above = recorder.get(Code, code_id).parent_id
        while above is not None and above not in wanted:
            above = recorder.get(Code, above).parent_id
        if above is None:
            found.append(code_id)
    return found
