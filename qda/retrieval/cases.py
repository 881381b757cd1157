"""Reads cases and memos."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, RowMapping, func, select

from models.case import Case, CaseSpan
from models.coding import Segment
from models.memo import Memo
from models.positions import Span
from models.recording import table_of
from models.study import Coder
from qda.retrieval.rows import CaseRow, MemoRow
from qda.retrieval.sight import seen_memos, seen_segments


def cases(connection: Connection) -> tuple[CaseRow, ...]:
    """All cases by name, with how much text is theirs and how many segments are coded in it."""
    table, spans, segments = table_of(Case), table_of(CaseSpan), table_of(Segment)
    texts = select(
        spans.c.case_id,
        func.count(spans.c.source_id.distinct()),
        func.sum(spans.c.end - spans.c.start),
    ).group_by(spans.c.case_id)
    coded = (
        select(spans.c.case_id, func.count(segments.c.id.distinct()))
        .join(
            segments,
            (segments.c.source_id == spans.c.source_id)
            & (segments.c.start < spans.c.end)
            & (spans.c.start < segments.c.end),
        )
        .where(seen_segments(connection))
        .group_by(spans.c.case_id)
    )
    amounts = {row[0]: (row[1], int(row[2])) for row in connection.execute(texts)}
    counts = {row[0]: row[1] for row in connection.execute(coded)}
    query = select(
        table.c.id,
        table.c.uuid,
        table.c.name,
        table.c.role,
        table.c.stakeholder_group,
        table.c.attributes,
    ).order_by(table.c.name)
    return tuple(
        CaseRow(*row, *amounts.get(row.id, (0, 0)), counts.get(row.id, 0))
        for row in connection.execute(query)
    )


def memos(connection: Connection, *, target_uuid: str | None = None) -> tuple[MemoRow, ...]:
    """All memos, or those attached to one thing, newest first."""
    table, coder = table_of(Memo), table_of(Coder)
    query = (
        select(
            table.c.id,
            table.c.uuid,
            table.c.title,
            table.c.text,
            table.c.kind,
            coder.c.name,
            table.c.target,
            table.c.target_uuid,
            table.c.made_at,
            table.c.start,
            table.c.end,
            table.c.dated_on,
            table.c.changed_at,
        )
        .join(coder, coder.c.id == table.c.coder_id)
        .where(seen_memos(connection))
        .order_by(table.c.made_at.desc(), table.c.id.desc())
    )
    if target_uuid is not None:
        query = query.where(table.c.target_uuid == target_uuid)
    return tuple(_memo_row(row) for row in connection.execute(query).mappings())


def _memo_row(found: RowMapping) -> MemoRow:
    start, end = found["start"], found["end"]
    return MemoRow(
        id=found["id"],
        uuid=found["uuid"],
        title=found["title"],
        text=found["text"],
        kind=found["kind"],
        coder=found["name"],
        target=found["target"],
        target_uuid=found["target_uuid"],
        made_at=found["made_at"],
        span=None if start is None or end is None else Span(start, end),
        dated_on=found["dated_on"],
        changed_at=found["changed_at"],
    )


def case_spans(connection: Connection) -> dict[int, list[tuple[int, int, int]]]:
    """Per source, where which case speaks: (start, end, case id) in order of start."""
    spans = table_of(CaseSpan)
    query = select(spans.c.source_id, spans.c.start, spans.c.end, spans.c.case_id).order_by(
        spans.c.source_id, spans.c.start
    )
    found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.source_id].append((row.start, row.end, row.case_id))
    return found
