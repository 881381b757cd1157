"""Reads cases and the spans of text that are theirs."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import ColumnElement, Connection, func, select, true

from models.case import Case, CaseSpan
from models.coding import Segment
from models.recording import table_of
from qda.retrieval.rows import CaseRow
from qda.retrieval.sight import seen_segments


def cases(connection: Connection) -> tuple[CaseRow, ...]:
    """The cases that stand alone (not the respondents of surveys), by name.

    With each, how much text is theirs and how many segments are coded in it.
    """
    return _cases(connection, table_of(Case).c.collection_id.is_(None))


def respondents(connection: Connection, collection_id: int) -> tuple[CaseRow, ...]:
    """The respondents of a survey, by name; otherwise as `cases`."""
    return _cases(connection, table_of(Case).c.collection_id == collection_id)


def everybody(connection: Connection) -> tuple[CaseRow, ...]:
    """All cases, respondents of surveys among them, by name; otherwise as `cases`."""
    return _cases(connection, true())


def _cases(connection: Connection, wanted: ColumnElement[bool]) -> tuple[CaseRow, ...]:
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
    )
    query = query.where(wanted).order_by(table.c.name)
    return tuple(
        CaseRow(*row, *amounts.get(row.id, (0, 0)), counts.get(row.id, 0))
        for row in connection.execute(query)
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
