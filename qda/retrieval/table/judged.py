"""Reads the coder's own codings on rows of a table: what is judged where rows are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from models.coding import Coding, Segment
from models.recording import table_of
from models.vocabulary import Polarity, TimeFrame
from qda.retrieval.sight import seen, viewer_of
from qda.retrieval.table.reader import answers_of_rows, in_parts


@dataclass(frozen=True, slots=True)
class OwnCoding:
    """A coding by the coder who reads, or one that she confirmed, with what she says of it."""

    id: int
    code_id: int
    polarity: Polarity | None = None
    strength: int | None = None
    time: TimeFrame | None = None
    confidence: int | None = None
    important: bool = False


def own_codings_on(
    connection: Connection, ids: Sequence[int], question_id: int | None = None
) -> tuple[OwnCoding, ...]:
    """The codings on rows that are the reader's own, whatever part of the text they stand on.

    Of respondents those on their answers to a question, where one is given. Nobody has any where
    nobody in particular reads.
    """
    coding, segment, viewer = table_of(Coding), table_of(Segment), viewer_of(connection)
    if viewer is None:
        return ()
    own = or_(coding.c.coder_id == viewer, coding.c.confirmed_by == viewer)
    answers = answers_of_rows(connection, ids, question_id)
    found: list[OwnCoding] = []
    for part in in_parts([text for texts in answers.values() for text in texts]):
        query = (
            select(
                coding.c.id,
                coding.c.code_id,
                coding.c.polarity,
                coding.c.strength,
                coding.c.time,
                coding.c.confidence,
                coding.c.important,
            )
            .join(segment, segment.c.id == coding.c.segment_id)
            .where(segment.c.source_id.in_(part), own, seen(connection))
            .order_by(segment.c.source_id, segment.c.start, coding.c.id)
        )
        found.extend(OwnCoding(*row) for row in connection.execute(query))
    return tuple(found)
