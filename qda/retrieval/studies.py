"""Reads the study itself and its coders."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from models.errors import Defect
from models.history import Edit, EditState
from models.recording import table_of
from models.study import Coder, Study
from qda.retrieval.rows import CoderRow, StudyRow


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
