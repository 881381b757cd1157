"""Reads anchor examples: the words that show best what a code means."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.code import Anchor
from models.positions import Span
from models.recording import table_of
from models.source import Source
from models.study import Coder
from qda.retrieval.codings import ParagraphFinder
from qda.retrieval.sources import source_texts


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """An anchor example to the letter, with its trace key."""

    id: int
    code_id: int
    source_id: int
    span: Span
    key: str
    quote: str
    coder: str
    note: str
    made_at: str


def anchors(connection: Connection, code_id: int | None = None) -> tuple[AnchorRow, ...]:
    """The anchor examples of a code, or of all codes, the newest first."""
    table, source, coder = table_of(Anchor), table_of(Source), table_of(Coder)
    query = (
        select(table, source.c.key, coder.c.name.label("coder"))
        .join(source, source.c.id == table.c.source_id)
        .join(coder, coder.c.id == table.c.coder_id)
        .order_by(table.c.made_at.desc(), table.c.id.desc())
    )
    if code_id is not None:
        query = query.where(table.c.code_id == code_id)
    rows = connection.execute(query).mappings().all()
    used = sorted({row["source_id"] for row in rows})
    texts, finder = source_texts(connection, used), ParagraphFinder(connection, used)
    made = []
    for row in rows:
        span = Span(row["start"], row["end"])
        made.append(
            AnchorRow(
                id=row["id"],
                code_id=row["code_id"],
                source_id=row["source_id"],
                span=span,
                key=finder.key(row["key"], row["source_id"], span.start),
                quote=span.of(texts[row["source_id"]]),
                coder=row["coder"],
                note=row["note"],
                made_at=row["made_at"],
            )
        )
    return tuple(made)
