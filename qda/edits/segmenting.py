"""Finds the segments at very many places with few statements, and makes those that are new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from sqlalchemy import select

from models.coding import Coding, Segment
from models.packing import Row
from models.positions import Span
from models.recording import BATCH, NotThere, Recorder, table_of
from models.source import Source, SourceText
from qda.edits.attached import parts

At = tuple[int, Span]
"""Some words of a source, by its id."""


class Texts:
    """The sources that an edit codes in: their keys and lengths, and some of their texts."""

    def __init__(self, recorder: Recorder, ids: Iterable[int], read: Iterable[int] = ()) -> None:
        source, texts = table_of(Source), table_of(SourceText)
        recorder.session.flush()
        self._known: dict[int, tuple[str, int]] = {}
        for part in parts(sorted(set(ids))):
            query = select(source.c.id, source.c.key, source.c.length).where(source.c.id.in_(part))
            for id_, key, length in recorder.session.execute(query):
                self._known[id_] = (key, length)
        self._texts: dict[int, str] = {}
        for part in parts(sorted(set(read))):
            query = select(texts.c.id, texts.c.text).where(texts.c.id.in_(part))
            self._texts.update((row[0], row[1]) for row in recorder.session.execute(query))

    def key(self, source_id: int) -> str:
        """The key of a source.

        Raises:
            NotThere: the study has no such source.
        """
        return self._row(source_id)[0]

    def checked(self, source_id: int, span: Span) -> Span:
        """The span, once it is sure to lie in the text of its source.

        Raises:
            NotThere: the study has no such source.
            SpanBeyondText: the text is shorter.
        """
        return span.checked(self._row(source_id)[1])

    def words(self, source_id: int, span: Span) -> str:
        """What stands at a span of a source whose text was read."""
        return span.of(self._texts[source_id])

    def _row(self, source_id: int) -> tuple[str, int]:
        found = self._known.get(source_id)
        if found is None:
            raise NotThere(what=table_of(Source).name, which=source_id)
        return found


def segments_there(recorder: Recorder, places: Iterable[At]) -> dict[At, int]:
    """The ids of the segments at those of the places where there is one."""
    segment = table_of(Segment)
    recorder.session.flush()
    wanted = sorted(set(places), key=lambda at: (at[0], at[1].start, at[1].end))
    known: dict[At, int] = {}
    for at in range(0, len(wanted), BATCH):
        part = wanted[at : at + BATCH]
        starts = [span.start for _, span in part]
        query = select(segment.c.id, segment.c.source_id, segment.c.start, segment.c.end).where(
            segment.c.source_id.in_(sorted({source_id for source_id, _ in part})),
            segment.c.start.between(min(starts), max(starts)),
        )
        here = set(part)
        for id_, source_id, start, end in recorder.session.execute(query):
            place = (source_id, Span(start, end))
            if place in here:
                known[place] = id_
    return known


def segments_at(recorder: Recorder, places: Sequence[At]) -> dict[At, int]:
    """The ids of the segments at the places, made where they are new, in their order."""
    known = segments_there(recorder, places)
    new = [place for place in dict.fromkeys(places) if place not in known]
    rows: list[Row] = [
        {"source_id": source_id, "start": span.start, "end": span.end} for source_id, span in new
    ]
    known.update(zip(new, recorder.insert_many(Segment, rows), strict=True))
    return known


def codes_borne(
    recorder: Recorder, segment_ids: Iterable[int], coder_id: int
) -> set[tuple[int, int]]:
    """The segments, with their codes, that a coder has coded among these."""
    coding = table_of(Coding)
    recorder.session.flush()
    queries = (
        select(coding.c.segment_id, coding.c.code_id).where(
            coding.c.coder_id == coder_id, coding.c.segment_id.in_(part)
        )
        for part in parts(sorted(set(segment_ids)))
    )
    found = chain.from_iterable(recorder.session.execute(query) for query in queries)
    return {(row[0], row[1]) for row in found}
