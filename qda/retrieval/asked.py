"""Reads which codes people were asked about: by questions linked to codes, and by ticks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from models.record import Asked
from models.recording import table_of
from qda.retrieval.records import RecordRow, code_names, read_records


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow(RecordRow):
    """That a code was, or was not, asked about in a source; `quote` is the question.

    `span` and `quote` are empty where it was only ticked.
    """

    code_id: int
    code: str
    is_asked: bool


def answers(
    connection: Connection, *, source_ids: frozenset[int] = frozenset()
) -> tuple[AskedRow, ...]:
    """What is known of what was asked, by source and code; an empty part is all."""
    table, names = table_of(Asked), code_names(connection)
    wanted = [table.c.source_id.in_(source_ids)] if source_ids else []
    rows: Iterable[AskedRow] = (
        AskedRow(
            **each.shared,
            code_id=each.found["code_id"],
            code=names.get(each.found["code_id"], ""),
            is_asked=each.found["is_asked"],
        )
        for each in read_records(connection, Asked, *wanted)
    )
    return tuple(sorted(rows, key=lambda row: (row.source_key, row.code, row.id)))
