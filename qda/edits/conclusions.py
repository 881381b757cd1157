"""Edits on conclusions: drawing one from cells, rewording it, what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import func, select

from models.base import now
from models.code import Code
from models.display import Conclusion, ConclusionCell, Display
from models.errors import Refused
from models.judging import SheetAnswer
from models.recording import Recorder, table_of
from qda.edits.attached import remove_memos_of
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.i18n import mark
from qda.retrieval.displays import StandsOn


class ConclusionEmpty(Refused):
    """A conclusion without words says nothing."""

    en = "Write the conclusion first; it is empty."
    id = "Tulis dulu simpulannya; isinya kosong."


class BadConfidence(Refused):
    """Confidence runs from 1 to 3."""

    en = "The confidence “{given}” must be 1, 2 or 3."
    id = "Keyakinan “{given}” harus 1, 2, atau 3."


@dataclass(frozen=True, slots=True)
class DrawConclusion(EditRequest[int]):
    """Write a conclusion that stands on cells; its id is returned.

    It answers a research `question`, or sums up a dimension (`code_id`). One that stands on no
    cell yet is listed as unlinked until it does.
    """

    text: str
    cells: tuple[StandsOn, ...] = ()
    question: str = ""
    code_id: int | None = None
    confidence: int | None = None
    note: str = ""

    kind: ClassVar[str] = "draw_conclusion"
    title: ClassVar[str] = mark("Draw a conclusion from {cells} cells")

    def apply(self, recorder: Recorder) -> int:
        """Write it.

        Raises:
            NotThere: a display or the code does not exist.
            ConclusionEmpty, BadConfidence: it cannot be so.
            NoCoder: nobody is named in whose name it is drawn.
        """
        if self.code_id is not None:
            recorder.get(Code, self.code_id)
        conclusion = recorder.add(
            Conclusion(
                text=_checked_text(self.text),
                coder_id=coding_coder(recorder),
                question=self.question.strip(),
                code_id=self.code_id,
                confidence=_checked_confidence(self.confidence),
                position=_next_position(recorder),
                note=self.note.strip(),
            )
        )
        recorder.session.flush()
        _stand_on(recorder, conclusion.id, self.cells)
        recorder.facts["cells"] = len(self.cells)
        return conclusion.id


@dataclass(frozen=True, slots=True)
class ChangeConclusion(EditRequest[None]):
    """Reword a conclusion, or let it answer something else; None leaves a part as it is.

    A confidence of 0 takes it away. `cells`, where given, are all it stands on from now on.
    """

    conclusion_id: int
    text: str | None = None
    question: str | None = None
    confidence: int | None = None
    note: str | None = None
    position: int | None = None
    cells: tuple[StandsOn, ...] | None = None

    kind: ClassVar[str] = "change_conclusion"
    title: ClassVar[str] = mark("Change a conclusion")

    def apply(self, recorder: Recorder) -> None:
        """Change what is given.

        Raises:
            NotThere: the conclusion, or a display, does not exist.
            ConclusionEmpty, BadConfidence: it cannot be so.
        """
        conclusion = recorder.get(Conclusion, self.conclusion_id)
        if self.text is not None:
            conclusion.text = _checked_text(self.text)
        if self.question is not None:
            conclusion.question = self.question.strip()
        if self.confidence is not None:
            conclusion.confidence = _checked_confidence(self.confidence or None)
        if self.note is not None:
            conclusion.note = self.note.strip()
        if self.position is not None:
            conclusion.position = self.position
        if recorder.session.is_modified(conclusion):
            conclusion.changed_at = now()
        recorder.session.flush()
        if self.cells is not None:
            _remove_cells(recorder, self.conclusion_id)
            _stand_on(recorder, self.conclusion_id, self.cells)


@dataclass(frozen=True, slots=True)
class RemoveConclusion(EditRequest[None]):
    """Remove a conclusion with what was tried on it."""

    conclusion_id: int

    kind: ClassVar[str] = "remove_conclusion"
    title: ClassVar[str] = mark("Remove a conclusion")

    def apply(self, recorder: Recorder) -> None:
        """Remove it.

        Raises:
            NotThere: there is no such conclusion.
        """
        conclusion = recorder.get(Conclusion, self.conclusion_id)
        answer = table_of(SheetAnswer)
        tried = select(answer.c.id).where(answer.c.about == conclusion.uuid)
        recorder.delete_many(SheetAnswer, recorder.session.execute(tried).scalars().all())
        _remove_cells(recorder, conclusion.id)
        remove_memos_of(recorder, Conclusion, [conclusion.id])
        recorder.remove(recorder.get(Conclusion, self.conclusion_id))


def _stand_on(recorder: Recorder, conclusion_id: int, cells: Iterable[StandsOn]) -> None:
    for cell in {(each.display_id, each.row, each.column): each for each in cells}.values():
        recorder.get(Display, cell.display_id)
        recorder.add(
            ConclusionCell(
                conclusion_id=conclusion_id,
                display_id=cell.display_id,
                row=cell.row,
                column=cell.column,
                contradicts=cell.contradicts,
            )
        )


def _remove_cells(recorder: Recorder, conclusion_id: int) -> None:
    cell = table_of(ConclusionCell)
    query = select(cell.c.id).where(cell.c.conclusion_id == conclusion_id)
    recorder.delete_many(ConclusionCell, recorder.session.execute(query).scalars().all())


def _checked_text(text: str) -> str:
    words = text.strip()
    if not words:
        raise ConclusionEmpty
    return words


def _checked_confidence(confidence: int | None) -> int | None:
    if confidence is not None and confidence not in (1, 2, 3):
        raise BadConfidence(given=confidence)
    return confidence


def _next_position(recorder: Recorder) -> int:
    conclusion = table_of(Conclusion)
    query = select(func.max(conclusion.c.position))
    found = recorder.session.execute(query).scalar()
    return 0 if found is None else int(found) + 1
