"""Reads what rules of a study have learned: settings, figures, and what became of suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, case, func, select

from models.coding import Coding
from models.recording import table_of
from models.sampling import Learning
from models.source import Collection
from models.study import Coder
from models.vocabulary import CodingState
from qda.retrieval.sight import is_blind, seen, viewer_of
from qda.suggesting.learning import Figures


@dataclass(frozen=True, slots=True)
class LearningRow:
    """One learning: by which rule, for whom, where, and what was measured.

    `waiting` of its suggestions are still proposed, `confirmed` were confirmed.
    """

    uuid: str
    name: str
    coder: str
    collection_key: str
    collection: str
    sample: str
    settings: Mapping[str, Any] = field(hash=False)
    figures: tuple[Figures, ...]
    waiting: int
    confirmed: int
    made_at: str


def learnings(connection: Connection) -> tuple[LearningRow, ...]:
    """What was learned, the newest last; while one codes blind, from her own codings alone."""
    table, collection, coder = table_of(Learning), table_of(Collection), table_of(Coder)
    query = (
        select(
            table,
            collection.c.key.label("collection_key"),
            collection.c.title.label("collection_title"),
            coder.c.name.label("coder_name"),
        )
        .join(collection, collection.c.id == table.c.collection_id)
        .join(coder, coder.c.id == table.c.coder_id)
        .order_by(table.c.id)
    )
    if is_blind(connection):
        query = query.where(table.c.taught_by == viewer_of(connection))
    counts = _counts(connection)
    return tuple(
        LearningRow(
            uuid=row["uuid"],
            name=row["name"],
            coder=row["coder_name"],
            collection_key=row["collection_key"],
            collection=row["collection_title"],
            sample=row["sample"],
            settings=row["settings"],
            figures=tuple(Figures(**each) for each in row["figures"]),
            waiting=counts.get(row["rule_id"], (0, 0))[0],
            confirmed=counts.get(row["rule_id"], (0, 0))[1],
            made_at=row["made_at"],
        )
        for row in connection.execute(query).mappings()
    )


def _counts(connection: Connection) -> dict[int, tuple[int, int]]:
    coding, table = table_of(Coding), table_of(Learning)
    waiting = func.sum(case((coding.c.state == CodingState.PROPOSED, 1), else_=0))
    query = (
        select(coding.c.coder_id, waiting, func.count())
        .where(coding.c.coder_id.in_(select(table.c.rule_id)), seen(connection))
        .group_by(coding.c.coder_id)
    )
    return {row[0]: (int(row[1]), row[2] - int(row[1])) for row in connection.execute(query)}
