"""Reads findings of absence with all that leads back to them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.coding import Absence
from models.recording import table_of
from models.source import Source
from models.study import Coder
from models.vocabulary import Missing
from qda.retrieval.sight import seen_findings


@dataclass(frozen=True, slots=True)
class AbsenceFound:
    """A finding on a source and a code; `note` says what was searched, where and when."""

    uuid: str
    source_id: int
    key: str
    title: str
    code_id: int
    mark: Missing
    note: str
    coder: str
    made_at: str


def absences(connection: Connection) -> tuple[AbsenceFound, ...]:
    """All findings that may be seen, by source."""
    table, source, coder = table_of(Absence), table_of(Source), table_of(Coder)
    query = (
        select(
            table.c.uuid,
            table.c.source_id,
            source.c.key,
            source.c.title,
            table.c.code_id,
            table.c.mark,
            table.c.note,
            coder.c.name,
            table.c.made_at,
        )
        .join(source, source.c.id == table.c.source_id)
        .join(coder, coder.c.id == table.c.coder_id)
        .where(seen_findings(connection))
        .order_by(source.c.key, table.c.id)
    )
    return tuple(AbsenceFound(*row) for row in connection.execute(query))
