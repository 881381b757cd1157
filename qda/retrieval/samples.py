"""Which texts stand in a sample, and which have been worked through: conditions for queries.

A text is worked through by what someone did with it: it bears a confirmed coding, it is marked as
read, or a coder said that nothing more is in it. Whoever codes blind sees only what she did
herself: another's mark would tell that there is nothing to find.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from models.coding import Coding, Segment
from models.recording import table_of
from models.sampling import Sample, SampleUnit, Worked
from models.source import Source
from models.vocabulary import CodingState, Reading
from qda.retrieval.sight import is_blind, seen, viewer_of


def in_samples(column: ColumnElement[Any], names: Iterable[str]) -> ColumnElement[bool]:
    """The condition that a column holds the id of a text in one of the samples with these names."""
    return column.in_(sampled(names))


def sampled(names: Iterable[str]) -> Select[int]:
    """The ids of the texts in the samples with these names."""
    sample, unit = table_of(Sample), table_of(SampleUnit)
    query: Select[int] = (
        select(unit.c.source_id)
        .join(sample, sample.c.id == unit.c.sample_id)
        .where(sample.c.name.in_(sorted(names)))
    )
    return query.correlate(None)


def sampled_ids(connection: Connection, names: Iterable[str]) -> frozenset[int]:
    """The ids of the texts in the samples with these names, read."""
    wanted = tuple(names)
    if not wanted:
        return frozenset()
    return frozenset(connection.execute(sampled(wanted)).scalars())


def sample_names(connection: Connection) -> tuple[str, ...]:
    """The names of the samples, the newest last."""
    sample = table_of(Sample)
    return tuple(connection.execute(select(sample.c.name).order_by(sample.c.id)).scalars())


def coded_texts(connection: Connection) -> Select[int]:
    """The ids of the texts that bear a confirmed coding which may be seen."""
    coding, segment = table_of(Coding), table_of(Segment)
    query: Select[int] = (
        select(segment.c.source_id)
        .join(coding, coding.c.segment_id == segment.c.id)
        .where(coding.c.state == CodingState.CONFIRMED, seen(connection))
    )
    return query.correlate(None)


def worked_through(connection: Connection) -> ColumnElement[bool]:
    """The condition that a row of `source` has been worked through."""
    source, worked = table_of(Source), table_of(Worked)
    marked = select(worked.c.source_id)
    coded = source.c.id.in_(coded_texts(connection))
    if is_blind(connection):
        own = marked.where(worked.c.coder_id == viewer_of(connection))
        return or_(coded, source.c.id.in_(own))
    return or_(coded, source.c.id.in_(marked), source.c.reading == Reading.READ)
