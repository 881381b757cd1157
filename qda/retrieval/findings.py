"""Reads the findings of absence: what was looked for in a source and is not there, and why."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.coding import Absence
from models.recording import table_of
from models.source import Source
from models.study import Coder
from models.vocabulary import Missing
from qda.retrieval.records import code_names
from qda.retrieval.sight import seen_findings


@dataclass(frozen=True, slots=True)
class FindingRow:
    """That a code is not spoken of in a source; `note` says what was searched; `key` the source."""

    id: int
    uuid: str
    source_id: int
    key: str
    source_title: str
    code_id: int
    code: str
    mark: Missing
    note: str
    coder_id: int
    coder: str
    made_at: str


def findings_of_absence(
    connection: Connection, *, source_ids: frozenset[int] = frozenset()
) -> tuple[FindingRow, ...]:
    """The findings that may be seen, by source and code; an empty part is all."""
    table, source, coder = table_of(Absence), table_of(Source), table_of(Coder)
    names = code_names(connection)
    query = (
        select(table, source.c.key, source.c.title, coder.c.name)
        .join(source, source.c.id == table.c.source_id)
        .join(coder, coder.c.id == table.c.coder_id)
        .where(seen_findings(connection))
        .order_by(source.c.key, table.c.id)
    )
    if source_ids:
        query = query.where(table.c.source_id.in_(source_ids))
    rows = [
        FindingRow(
            id=row["id"],
            uuid=row["uuid"],
            source_id=row["source_id"],
            key=row["key"],
            source_title=row["title"],
            code_id=row["code_id"],
            code=names.get(row["code_id"], ""),
            mark=row["mark"],
            note=row["note"],
            coder_id=row["coder_id"],
            coder=row["name"],
            made_at=row["made_at"],
        )
        for row in connection.execute(query).mappings()
    ]
    return tuple(sorted(rows, key=lambda row: (row.key, row.code)))
