"""Edits on anchor examples: the places of the data that show best what a code means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models.code import Anchor, Code
from models.errors import Refused
from models.positions import Span
from models.recording import Recorder
from models.source import Source
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.i18n import mark


class AlreadyAnchor(Refused):
    """Exactly these words are an anchor example of the code."""

    en = "These words are an anchor example of “{code}” already."
    id = "Kata-kata ini sudah menjadi contoh acuan untuk “{code}”."


@dataclass(frozen=True, slots=True)
class SetAnchor(EditRequest[int]):
    """Make a span of a source an anchor example of a code; its id is returned."""

    source_id: int
    span: Span
    code_id: int
    note: str = ""

    kind: ClassVar[str] = "set_anchor"
    title: ClassVar[str] = mark("Set an anchor example of “{code}” at {key}")

    def apply(self, recorder: Recorder) -> int:
        """Set the example.

        Raises:
            NotThere: the source or the code does not exist.
            SpanBeyondText: the span reaches past the end of the text.
            AlreadyAnchor: the code has this very example.
        """
        source = recorder.get(Source, self.source_id)
        code = recorder.get(Code, self.code_id)
        self.span.checked(source.length)
        recorder.facts.update(code=code.canonical_id, key=source.key)
        query = select(Anchor.id).where(
            Anchor.code_id == code.id,
            Anchor.source_id == source.id,
            Anchor.start == self.span.start,
            Anchor.end == self.span.end,
        )
        if recorder.session.execute(query).first() is not None:
            raise AlreadyAnchor(code=code.label or code.name_en or code.name_id)
        anchor = Anchor(
            code_id=code.id,
            source_id=source.id,
            coder_id=coding_coder(recorder),
            start=self.span.start,
            end=self.span.end,
            note=self.note.strip(),
        )
        return recorder.add(anchor).id


@dataclass(frozen=True, slots=True)
class RemoveAnchor(EditRequest[None]):
    """Take an anchor example away; what is coded there stays."""

    anchor_id: int

    kind: ClassVar[str] = "remove_anchor"
    title: ClassVar[str] = mark("Remove an anchor example of “{code}”")

    def apply(self, recorder: Recorder) -> None:
        """Remove the example.

        Raises:
            NotThere: there is no such example.
        """
        anchor = recorder.get(Anchor, self.anchor_id)
        recorder.facts["code"] = recorder.get(Code, anchor.code_id).canonical_id
        recorder.remove(anchor)
