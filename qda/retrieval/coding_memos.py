"""Reads the memos on the codings of a source, for the reader."""

from __future__ import annotations

from sqlalchemy import Connection, and_, select

from models.coding import Coding, Segment
from models.memo import Memo
from models.recording import table_of
from qda.retrieval.sight import seen


def coding_memos(connection: Connection, source_id: int) -> dict[int, str]:
    """The words of the memos on each coding of a source, by the coding's id; the oldest first."""
    memo, coding, segment = table_of(Memo), table_of(Coding), table_of(Segment)
    query = (
        select(coding.c.id, memo.c.title, memo.c.text)
        .join(memo, and_(memo.c.target == coding.name, memo.c.target_uuid == coding.c.uuid))
        .join(segment, segment.c.id == coding.c.segment_id)
        .where(segment.c.source_id == source_id, seen(connection))
        .order_by(memo.c.id)
    )
    found: dict[int, str] = {}
    for id_, title, text in connection.execute(query):
        words = f"{title}: {text}" if title and text else title or text
        found[id_] = f"{found[id_]}\n{words}" if id_ in found else words
    return found
