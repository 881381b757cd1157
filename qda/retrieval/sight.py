"""Which codings a coder may see: while she codes blind, other people's are hidden from her.

Every read that goes through a session carries the coder who reads; the functions of
`qda.retrieval` and the displays ask `seen` once per query. What term lists proposed stays in
sight, unless another person has confirmed it.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, or_, select, true

from models.coding import Coding, Segment
from models.recording import table_of
from models.study import Blinding, Coder
from models.vocabulary import CoderKind

VIEWER: Final = "runut_viewer"
"""The execution option of a connection that names the coder who reads, by id."""


def seen(connection: Connection) -> ColumnElement[bool]:
    """The condition that a row of `coding` may be seen by whoever reads.

    The query must select from `coding`; every row may be seen where nobody codes blind.
    """
    viewer = connection.get_execution_options().get(VIEWER)
    if viewer is None:
        return true()
    blinding = table_of(Blinding)
    query = select(blinding.c.source_id).where(
        blinding.c.coder_id == viewer, blinding.c.released_at == ""
    )
    blind = list(connection.execute(query).scalars())
    if not blind:
        return true()
    theirs = _of_others(viewer)
    if None in blind:
        return ~theirs
    coding, segment = table_of(Coding), table_of(Segment)
    there = select(segment.c.id).where(segment.c.source_id.in_(blind))
    return ~and_(theirs, coding.c.segment_id.in_(there))


def _of_others(viewer: int) -> ColumnElement[bool]:
    coding, coder = table_of(Coding), table_of(Coder)
    others = select(coder.c.id).where(coder.c.kind != CoderKind.RULE, coder.c.id != viewer)
    confirmed = coding.c.confirmed_by.is_not(None) & (coding.c.confirmed_by != viewer)
    return or_(coding.c.coder_id.in_(others), confirmed)
