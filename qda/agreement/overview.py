"""The coders of a study with what each has done, as far as whoever reads may see it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select, union_all

from models.coding import Coding, Segment
from models.recording import table_of
from models.vocabulary import CoderKind
from qda.retrieval.rows import CoderRow
from qda.retrieval.sight import seen, viewer_of
from qda.retrieval.studies import Blind, blinds, coders


@dataclass(frozen=True, slots=True)
class CoderSummary:
    """A coder: how many codings, in how many sources, when the last was made; where blind.

    What she confirmed of a rule's proposals counts for her, too. `hidden` says that her codings
    are not all in sight.
    """

    coder: CoderRow
    codings: int
    sources: int
    last_at: str
    blind: Blind | None = None
    hidden: bool = False


def coder_summaries(connection: Connection) -> tuple[CoderSummary, ...]:
    """All coders, people first, then agreed versions and rules, each in the order they came."""
    coding, segment = table_of(Coding), table_of(Segment)
    columns = (segment.c.source_id, coding.c.made_at)
    own = (
        select(coding.c.coder_id.label("coder"), *columns)
        .join(segment, segment.c.id == coding.c.segment_id)
        .where(seen(connection))
    )
    confirmed = (
        select(coding.c.confirmed_by.label("coder"), *columns)
        .join(segment, segment.c.id == coding.c.segment_id)
        .where(
            and_(seen(connection), coding.c.confirmed_by.is_not(None)),
            coding.c.confirmed_by != coding.c.coder_id,
        )
    )
    made = union_all(own, confirmed).subquery()
    query = select(
        made.c.coder,
        func.count(),
        func.count(made.c.source_id.distinct()),
        func.max(made.c.made_at),
    ).group_by(made.c.coder)
    found = {row[0]: row for row in connection.execute(query).all()}
    blind = blinds(connection)
    viewer = viewer_of(connection)
    summaries = []
    for each in coders(connection):
        _, codings, sources, last_at = found.get(each.id, (each.id, 0, 0, ""))
        hidden = viewer in blind and each.id != viewer and each.kind is not CoderKind.RULE
        its_own = blind.get(each.id)
        summaries.append(CoderSummary(each, codings, sources, last_at, its_own, hidden))
    return tuple(sorted(summaries, key=lambda summary: _KINDS.index(summary.coder.kind)))


_KINDS = (CoderKind.PERSON, CoderKind.AGREED, CoderKind.RULE)
