"""What a coder may see: while she codes blind, other people's codings are hidden from her.

Every read that goes through a session carries the coder who reads; the functions of
`qda.retrieval` and the displays ask the conditions here once per query. What term lists proposed
stays in sight, unless another person has confirmed it; what a rule learned from other people's
codings tells of these and is hidden with them. Hidden with the codings are the memos on
them, findings of absence, events, ratings, relations, answers about what was asked and claims that
others recorded, labels of convergence, the segments that bear nothing else, and the edits that made
them.

Anchor examples stay in sight: they are a part of the codebook, which all coders share.

A new query of codings, segments, memos, findings, records or the history carries its condition;
`tests/architecture/test_sight.py` looks at every function that reads them, and
`tests/unit/retrieval/test_sight.py` at what each read shows.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, true

from models.coding import Absence, Coding, Segment
from models.history import Change, Edit
from models.judging import ConvergenceLabel
from models.memo import Memo
from models.record import Asked, Claim, Event, Rating, Relation
from models.recording import table_of
from models.sampling import Learning
from models.source import Source
from models.study import Blinding, Coder
from models.vocabulary import CoderKind

VIEWER: Final = "runut_viewer"
"""The execution option of a connection that names the coder who reads, by id."""

BLINDING: Final = table_of(Blinding).name

Judged = Event | Rating | Relation | Asked | Claim
"""What a researcher records beside codings, in her own name."""

_RECORDS: Final = ("event", "rating", "relation", "asked", "claim")

HIDING: Final = frozenset(
    {"coding", "segment", "memo", "absence", "settlement", "convergence_label", *_RECORDS}
)
"""The tables of which other rows are seen when a blinding begins or ends."""


def viewer_of(connection: Connection) -> int | None:
    """The coder who reads through a connection; None where nobody in particular does."""
    viewer = connection.get_execution_options().get(VIEWER)
    return None if viewer is None else int(viewer)


def is_blind(connection: Connection) -> bool:
    """Whether whoever reads codes blind in some source, or in all."""
    return _blinds(connection, viewer_of(connection))


def seen(connection: Connection) -> ColumnElement[bool]:
    """The condition that a row of `coding` may be seen by whoever reads.

    The query must select from `coding`; every row may be seen where nobody codes blind.
    """
    return seen_by(connection, viewer_of(connection))


def seen_by(connection: Connection, viewer: int | None) -> ColumnElement[bool]:
    """The condition that a row of `coding` may be seen by a coder; as `seen`."""
    if viewer is None or not _blinds(connection, viewer):
        return true()
    theirs = _of_others(viewer)
    if _blinds_everywhere(connection, viewer):
        return ~theirs
    coding, segment = table_of(Coding), table_of(Segment)
    there = select(segment.c.id).where(segment.c.source_id.in_(_blind_sources(viewer)))
    return ~and_(theirs, coding.c.segment_id.in_(there.correlate(None)))


def seen_segments(connection: Connection) -> ColumnElement[bool]:
    """The condition that a row of `segment` bears a coding that may be seen."""
    if not is_blind(connection):
        return true()
    coding, segment = table_of(Coding), table_of(Segment)
    bearing = select(coding.c.segment_id).where(seen(connection))
    return segment.c.id.in_(bearing.correlate(None))


def seen_memos(connection: Connection) -> ColumnElement[bool]:
    """The condition that a row of `memo` says nothing of what is hidden.

    Hidden are memos on hidden codings, and what others wrote on single words of a source.
    """
    viewer = viewer_of(connection)
    if viewer is None or not _blinds(connection, viewer):
        return true()
    coding, memo, source = table_of(Coding), table_of(Memo), table_of(Source)
    hidden = select(coding.c.uuid).where(~seen(connection)).correlate(None)
    texts = select(source.c.uuid)
    if not _blinds_everywhere(connection, viewer):
        texts = texts.where(source.c.id.in_(_blind_sources(viewer)))
    on_words = and_(
        memo.c.target == source.name,
        memo.c.start.is_not(None),
        memo.c.target_uuid.in_(texts.correlate(None)),
    )
    theirs = memo.c.coder_id != viewer
    return ~or_(
        and_(memo.c.target == coding.name, memo.c.target_uuid.in_(hidden)),
        and_(theirs, memo.c.target.in_(("segment", "settlement", *_RECORDS))),
        and_(theirs, on_words),
    )


def seen_findings(connection: Connection) -> ColumnElement[bool]:
    """The condition that a row of `absence` may be seen: another's finding is a judgement, too."""
    viewer = viewer_of(connection)
    if viewer is None or not _blinds(connection, viewer):
        return true()
    absence = table_of(Absence)
    theirs = absence.c.coder_id != viewer
    if _blinds_everywhere(connection, viewer):
        return ~theirs
    return ~and_(theirs, absence.c.source_id.in_(_blind_sources(viewer)))


def seen_labels(connection: Connection) -> ColumnElement[bool]:
    """The condition that a row of `convergence_label` may be seen.

    A label tells how sources stand to each other in all texts together: while a coder codes blind
    in one of them, she sees her own labels only.
    """
    viewer = viewer_of(connection)
    if viewer is None or not _blinds(connection, viewer):
        return true()
    return table_of(ConvergenceLabel).c.coder_id == viewer


def seen_records(connection: Connection, kind: type[Judged]) -> ColumnElement[bool]:
    """The condition that a row of `kind` may be seen by whoever reads.

    What a rule proposed and nobody has confirmed stays in sight. To one who codes blind in single
    sources hidden is what others recorded of these; their ratings of a case or of the study, too,
    and relations that run between hidden codings, since both tell of what is in them.
    """
    return seen_records_by(connection, kind, viewer_of(connection))


def seen_records_by(
    connection: Connection, kind: type[Judged], viewer: int | None
) -> ColumnElement[bool]:
    """The condition that a row of `kind` may be seen by a coder; as `seen_records`."""
    if viewer is None or not _blinds(connection, viewer):
        return true()
    table, coder = table_of(kind), table_of(Coder)
    rules = select(coder.c.id).where(coder.c.kind == CoderKind.RULE).correlate(None)
    theirs = and_(table.c.coder_id != viewer, table.c.coder_id.not_in(rules))
    if _blinds_everywhere(connection, viewer):
        return ~theirs
    named = table.c.source_id.is_not(None)
    telling = and_(named, table.c.source_id.in_(_blind_sources(viewer)))
    if kind is Rating:
        telling = or_(~named, telling)
    if kind is Relation:
        coding = table_of(Coding)
        hidden = select(coding.c.uuid).where(~seen_by(connection, viewer)).correlate(None)
        ends = table.c.from_coding.in_(hidden), table.c.to_coding.in_(hidden)
        telling = or_(telling, *ends)
    return ~and_(theirs, telling)


def hidden_edits(connection: Connection) -> ColumnElement[bool] | None:
    """The condition that a row of `edit` would tell what is hidden; None where nothing is.

    Another's edit that touched a coding is hidden wherever it was made, since an edit may touch
    several sources.
    """
    viewer = viewer_of(connection)
    if viewer is None or not _blinds(connection, viewer):
        return None
    edit, change = table_of(Edit), table_of(Change)
    telling = select(change.c.edit_id).where(change.c.table_name.in_(HIDING))
    theirs = edit.c.coder_id.is_(None) | (edit.c.coder_id != viewer)
    return and_(theirs, edit.c.id.in_(telling.correlate(None)))


def blinds_in(connection: Connection, viewer: int, source_id: int) -> bool:
    """Whether a coder codes blind in a source."""
    blinding = table_of(Blinding)
    here = or_(blinding.c.source_id.is_(None), blinding.c.source_id == source_id)
    return connection.execute(_in_force(viewer).where(here).limit(1)).first() is not None


def _in_force(viewer: int) -> Select[tuple[int]]:
    blinding = table_of(Blinding)
    return select(blinding.c.id).where(blinding.c.coder_id == viewer, blinding.c.released_at == "")


def _blinds(connection: Connection, viewer: int | None) -> bool:
    if viewer is None:
        return False
    return connection.execute(_in_force(viewer).limit(1)).first() is not None


def _blinds_everywhere(connection: Connection, viewer: int) -> bool:
    everywhere = _in_force(viewer).where(table_of(Blinding).c.source_id.is_(None))
    return connection.execute(everywhere.limit(1)).first() is not None


def _blind_sources(viewer: int) -> Select[tuple[int]]:
    blinding = table_of(Blinding)
    return (
        select(blinding.c.source_id)
        .where(
            blinding.c.coder_id == viewer,
            blinding.c.released_at == "",
            blinding.c.source_id.is_not(None),
        )
        .correlate(None)
    )


def _of_others(viewer: int) -> ColumnElement[bool]:
    coding, coder = table_of(Coding), table_of(Coder)
    others = select(coder.c.id).where(coder.c.kind != CoderKind.RULE, coder.c.id != viewer)
    confirmed = coding.c.confirmed_by.is_not(None) & (coding.c.confirmed_by != viewer)
    taught = table_of(Learning)
    by_others = select(taught.c.rule_id).where(
        or_(taught.c.taught_by.is_(None), taught.c.taught_by != viewer)
    )
    learned = coding.c.coder_id.in_(by_others.correlate(None)) & coding.c.confirmed_by.is_(None)
    return or_(coding.c.coder_id.in_(others.correlate(None)), confirmed, learned)
