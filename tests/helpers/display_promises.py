"""What every display promises of its parts, asked of a display of any study."""

from __future__ import annotations

from sqlalchemy import select

from exports.tracing import check
from models.coding import Coding, Segment
from models.recording import table_of
from models.vocabulary import EntryKind
from qda.displays.kind import Shown
from qda.displays.network import Arrow, Network, Node
from qda.displays.values import Cell, Matrix
from qda.retrieval.sources import source_texts
from qda.session import StudySession


def parts_of(shown: Shown) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The evidence and the records that each part of a display names."""
    if isinstance(shown, Network):
        linked: list[Node | Arrow] = [*shown.nodes, *shown.arrows]
        return [(part.evidence, part.records) for part in linked]
    found = []
    for _, _, cell in shown.places():
        found.append((cell.evidence, cell.records))
        found.extend((entry.evidence, entry.records) for entry in cell.entries)
    return found


def check_evidence(study: StudySession, shown: Shown) -> None:
    """Every piece of evidence is a coding of the study, and the words at its place."""
    behind = {each.source_id for each in shown.evidence}
    recorded = {each.source_id for each in shown.records if each.source_id is not None}
    with study.reading() as connection:
        texts = source_texts(connection, sorted(behind | recorded))
        coding, segment = table_of(Coding), table_of(Segment)
        query = select(coding.c.uuid, segment.c.source_id, segment.c.start, segment.c.end)
        query = query.join(segment, segment.c.id == coding.c.segment_id)
        there = {row.uuid: tuple(row)[1:] for row in connection.execute(query)}
    for each in shown.evidence:
        assert each.span.of(texts[each.source_id]) == each.quote
        assert there[each.coding] == (each.source_id, each.span.start, each.span.end)
    for record in shown.records:
        if record.span is not None and record.source_id is not None:
            assert record.span.end <= len(texts[record.source_id])


def check_parts(shown: Shown) -> None:
    """Every part names evidence and records that the display has, each once."""
    if isinstance(shown, Matrix):
        check(shown)
    else:
        nodes = {node.id for node in shown.nodes}
        assert len(nodes) == len(shown.nodes)
        assert all({arrow.start, arrow.end} <= nodes for arrow in shown.arrows)
    for evidence, records in parts_of(shown):
        assert all(0 <= index < len(shown.evidence) for index in evidence)
        assert all(0 <= index < len(shown.records) for index in records)
        assert len(set(evidence)) == len(evidence)


def check_cells(shown: Shown) -> None:
    """No cell of a matrix is blank, and its counts tell what stands behind it."""
    if isinstance(shown, Network):
        return
    for name in ("rows", "columns"):
        ids = [heading.id for heading in getattr(shown, name)]
        assert len(set(ids)) == len(ids), name
    for r, c, cell in shown.places():
        where = (shown.rows[r].label, shown.columns[c].label)
        assert cell.entries or cell.missing, where
        assert all(entry.text or entry.missing for entry in cell.entries), where
        _check_counts(shown, cell, where)


def _check_counts(shown: Matrix, cell: Cell, where: tuple[str, str]) -> None:
    behind = [shown.evidence[index] for index in cell.evidence]
    assert cell.proposed <= len(behind), where
    if cell.segments:
        places = {(each.source_id, each.span) for each in behind}
        assert cell.segments == len(places), where
        assert cell.informants > 0, where
    for entry in cell.entries:
        if entry.kind is EntryKind.QUOTE:
            assert entry.evidence, where
            assert entry.text == shown.evidence[entry.evidence[0]].quote, where
            assert set(entry.evidence) <= set(cell.evidence), where
