"""The edit that codes many places at once, as a search found them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models.code import Code
from models.coding import Coding, Segment
from models.packing import Row
from models.positions import Span
from models.recording import NotThere, Recorder, table_of
from models.source import Source
from qda.edits.attached import parts
from qda.edits.coding import coding_coder
from qda.edits.edit import EditRequest
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
        places = tuple(dict.fromkeys(self.places))
        _check(recorder, places)
        segments = _segments(recorder, places)
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


def _check(recorder: Recorder, places: tuple[Place, ...]) -> None:
    source = table_of(Source)
    lengths: dict[int, int] = {}
    for part in parts(_sources(places)):
        query = select(source.c.id, source.c.length).where(source.c.id.in_(part))
        lengths.update((row.id, row.length) for row in recorder.session.execute(query))
    for place in places:
        if place.source_id not in lengths:
            raise NotThere(what=source.name, which=place.source_id)
        place.span.checked(lengths[place.source_id])


def _segments(recorder: Recorder, places: tuple[Place, ...]) -> dict[Place, int]:
    """The id of the segment at each place, made where it is new."""
    table = table_of(Segment)
    known: dict[Place, int] = {}
    for part in parts(_sources(places)):
        query = select(table).where(table.c.source_id.in_(part))
        for row in recorder.session.execute(query).mappings():
            known[Place(row["source_id"], Span(row["start"], row["end"]))] = row["id"]
    new = [place for place in places if place not in known]
    rows: list[Row] = [
        {"source_id": place.source_id, "start": place.span.start, "end": place.span.end}
        for place in new
    ]
    known.update(zip(new, recorder.insert_many(Segment, rows), strict=True))
    return known


def _sources(places: Iterable[Place]) -> list[int]:
    return sorted({place.source_id for place in places})
