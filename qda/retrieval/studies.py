"""Reads the study itself, its coders, and who of them codes blind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from models.errors import Defect
from models.history import Edit, EditState
from models.recording import BATCH, table_of
from models.source import Source
from models.study import Blinding, Coder, Study
from qda.retrieval.rows import CoderRow, StudyRow
from qda.retrieval.sight import viewer_of


def study_row(connection: Connection) -> StudyRow:
    """The study's own facts; its version is the number of the newest edit in force."""
    study, edits = table_of(Study), table_of(Edit)
    newest = select(func.max(edits.c.id)).where(edits.c.state == EditState.DONE)
    found = connection.execute(select(study)).mappings().first()
    if found is None:
        raise Defect(what="the study has no row of its own")
    return StudyRow(
        uuid=found["uuid"],
        title=found["title"],
        question=found["question"],
        language=found["language"],
        programme_en=found["programme_en"],
        programme_id=found["programme_id"],
        agency_en=found["agency_en"],
        agency_id=found["agency_id"],
        version=connection.execute(newest).scalar() or 0,
        made_at=found["made_at"],
    )


def coders(connection: Connection) -> tuple[CoderRow, ...]:
    """All coders, people and rules, in the order in which they came."""
    table = table_of(Coder)
    query = select(table.c.id, table.c.uuid, table.c.name, table.c.kind).order_by(table.c.id)
    return tuple(CoderRow(*row) for row in connection.execute(query))


def coder_named(connection: Connection, name: str) -> CoderRow | None:
    """The coder of this name, or None."""
    table = table_of(Coder)
    query = select(table.c.id, table.c.uuid, table.c.name, table.c.kind).where(table.c.name == name)
    row = connection.execute(query).first()
    return None if row is None else CoderRow(*row)


@dataclass(frozen=True, slots=True)
class Blind:
    """Where a coder codes blind: everywhere, or in the sources with these keys."""

    coder_id: int
    coder: str
    everywhere: bool
    source_ids: tuple[int, ...]
    keys: tuple[str, ...]


def blinds(connection: Connection) -> dict[int, Blind]:
    """The coders who code blind, and where, by the coder's id."""
    blinding, coder, source = table_of(Blinding), table_of(Coder), table_of(Source)
    query = (
        select(blinding.c.coder_id, coder.c.name, blinding.c.source_id, source.c.key)
        .join(coder, coder.c.id == blinding.c.coder_id)
        .outerjoin(source, source.c.id == blinding.c.source_id)
        .where(blinding.c.released_at == "")
        .order_by(source.c.key)
    )
    found: dict[int, list[tuple[str, int | None, str]]] = defaultdict(list)
    for coder_id, name, source_id, key in connection.execute(query).all():
        found[coder_id].append((name, source_id, key))
    return {
        coder_id: Blind(
            coder_id,
            rows[0][0],
            any(source_id is None for _, source_id, _ in rows),
            tuple(source_id for _, source_id, _ in rows if source_id is not None),
            tuple(key for _, source_id, key in rows if source_id is not None),
        )
        for coder_id, rows in found.items()
    }


def own_blind(connection: Connection) -> Blind | None:
    """Where whoever reads codes blind; None where she sees everything."""
    viewer = viewer_of(connection)
    return None if viewer is None else blinds(connection).get(viewer)


def source_keys(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The keys of sources by id."""
    table = table_of(Source)
    wanted = sorted(ids)
    found: dict[int, str] = {}
    for at in range(0, len(wanted), BATCH):
        query = select(table.c.id, table.c.key).where(table.c.id.in_(wanted[at : at + BATCH]))
        found.update((row.id, row.key) for row in connection.execute(query))
    return found
