"""The edit that codes many places at once, as a search found them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models.code import Code
from models.coding import Coding
from models.packing import Row
from models.positions import Span
from models.recording import Recorder, table_of
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
from qda.edits.segmenting import Texts, segments_at
from qda.i18n import mark


@dataclass(frozen=True, slots=True)
class Place:
    """Some words of a source."""

    source_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class PlacesCoded:
    """How many places were coded, and how many bore the coder's code already."""

    coded: int
    borne: int


@dataclass(frozen=True, slots=True)
class CodePlaces(EditRequest[PlacesCoded]):
    """Give a code to many places in one act; those that bear it already are left as they are."""

    places: tuple[Place, ...]
    code_id: int

    kind: ClassVar[str] = "code_places"
    title: ClassVar[str] = mark("Code {count} places with “{code}”")

    def apply(self, recorder: Recorder) -> PlacesCoded:
        """Code the places and count them.

        Raises:
            NotThere: a source or the code does not exist.
            SpanBeyondText: a span reaches past the end of its text.
        """
        code = recorder.get(Code, self.code_id)
        coder_id = coding_coder(recorder)
        places = [(place.source_id, place.span) for place in dict.fromkeys(self.places)]
        texts = Texts(recorder, [source_id for source_id, _ in places])
        for place in places:
            texts.checked(*place)
        segments = segments_at(recorder, places)
        coding = table_of(Coding)
        query = select(coding.c.segment_id).where(
            coding.c.code_id == code.id, coding.c.coder_id == coder_id
        )
        borne = set(recorder.session.execute(query).scalars())
        wanted = [segments[place] for place in places if segments[place] not in borne]
        rows: list[Row] = [{"segment_id": segment} for segment in wanted]
        recorder.insert_many(Coding, rows, shared={"code_id": code.id, "coder_id": coder_id})
        recorder.facts.update(count=len(rows), code=code.canonical_id, name=code.name_en)
        return PlacesCoded(len(rows), len(places) - len(rows))
