"""What becomes of recorded things when a source, a code or a case that they name goes or merges.

Events, claims and relations that were read from a text go with it; ratings and answers about what
was asked go with what they speak of. What only points to a code by the way loses the pointer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, select

from models.base import Entity
from models.case import Case
from models.code import Code
from models.coding import Coding
from models.display import Conclusion
from models.record import Asked, Claim, Event, Planned, Rating, Relation
from models.recording import Recorder, table_of
from models.source import Source
from qda.edits.attached import parts, remove_memos_of


@dataclass(frozen=True, slots=True)
class _Link:
    """A column that names a thing; where it `goes_along`, its row goes with that thing."""

    kind: type[Entity]
    column: str
    goes_along: bool = True


_LINKS: Final[dict[type[Entity], tuple[_Link, ...]]] = {
    Source: (
        _Link(Event, "source_id"),
        _Link(Claim, "source_id"),
        _Link(Relation, "source_id"),
        _Link(Rating, "source_id"),
        _Link(Asked, "source_id"),
        _Link(Planned, "source_id", goes_along=False),
    ),
    Code: (
        _Link(Rating, "code_id"),
        _Link(Asked, "code_id"),
        _Link(Relation, "from_code_id"),
        _Link(Relation, "to_code_id"),
        _Link(Event, "code_id", goes_along=False),
        _Link(Claim, "code_id", goes_along=False),
        _Link(Conclusion, "code_id", goes_along=False),
    ),
    Case: (
        _Link(Rating, "case_id"),
        _Link(Relation, "from_case_id"),
        _Link(Relation, "to_case_id"),
        _Link(Planned, "case_id", goes_along=False),
    ),
}


def remove_resting_on(recorder: Recorder, kind: type[Entity], ids: Sequence[int]) -> None:
    """Remove what rests on rows that are about to go, and loosen what only points to them."""
    for link in _LINKS[kind]:
        found = _pointing(recorder, link, ids)
        if not found:
            continue
        if link.goes_along:
            remove_memos_of(recorder, link.kind, found)
            recorder.delete_many(link.kind, found)
        else:
            recorder.update_many(link.kind, found, {link.column: None})


def remove_relations_of(recorder: Recorder, coding_ids: Sequence[int]) -> None:
    """Remove the relations that run from or to codings that are about to go."""
    coding, relation = table_of(Coding), table_of(Relation)
    between = (relation.c.from_coding != "") | (relation.c.to_coding != "")
    known = select(relation.c.id, relation.c.from_coding, relation.c.to_coding).where(between)
    rows = recorder.session.execute(known).all()
    if not rows:
        return
    going: set[str] = set()
    for part in parts(coding_ids):
        uuids = select(coding.c.uuid).where(coding.c.id.in_(part))
        going.update(recorder.session.execute(uuids).scalars())
    found = [row.id for row in rows if row.from_coding in going or row.to_coding in going]
    remove_memos_of(recorder, Relation, found)
    recorder.delete_many(Relation, found)


def move_relations(recorder: Recorder, coding_ids: Sequence[int], to: Coding) -> None:
    """Let the relations that run from or to some codings run from or to another one."""
    coding, relation = table_of(Coding), table_of(Relation)
    for part in parts(coding_ids):
        uuids = select(coding.c.uuid).where(coding.c.id.in_(part))
        for column in (relation.c.from_coding, relation.c.to_coding):
            query = select(relation.c.id).where(column.in_(uuids))
            found = list(recorder.session.execute(query).scalars())
            recorder.update_many(Relation, found, {column.name: to.uuid})
    _remove_circles(recorder, relation.c.from_coding, relation.c.to_coding, to.uuid)


def move_resting_on(recorder: Recorder, kind: type[Entity], ids: Sequence[int], to: Entity) -> None:
    """Let what rests on some rows rest on another one, which takes their place.

    An answer about what was asked that the other row has already is dropped, and so is a relation
    that would run from a thing to itself.
    """
    for link in _LINKS[kind]:
        found = _pointing(recorder, link, ids)
        if link.kind is Asked and found:
            found = _without_doubles(recorder, link.column, found, to.id)
        if found:
            recorder.update_many(link.kind, found, {link.column: to.id})
    relation = table_of(Relation)
    if kind is Code:
        _remove_circles(recorder, relation.c.from_code_id, relation.c.to_code_id, to.id)
    if kind is Case:
        _remove_circles(recorder, relation.c.from_case_id, relation.c.to_case_id, to.id)


def _remove_circles(
    recorder: Recorder, start: Column[Any], end: Column[Any], which: int | str
) -> None:
    """Remove relations that run from a thing to itself since it took another's place."""
    query = select(table_of(Relation).c.id).where(start == which, end == which)
    found = list(recorder.session.execute(query).scalars())
    if found:
        remove_memos_of(recorder, Relation, found)
        recorder.delete_many(Relation, found)


def _pointing(recorder: Recorder, link: _Link, ids: Sequence[int]) -> list[int]:
    recorder.session.flush()
    table = table_of(link.kind)
    found: list[int] = []
    for part in parts(ids):
        query = select(table.c.id).where(table.c[link.column].in_(part))
        found.extend(recorder.session.execute(query).scalars())
    return found


def _without_doubles(recorder: Recorder, column: str, found: list[int], to: int) -> list[int]:
    """Those answers that can move; the others are removed."""
    asked = table_of(Asked)
    other = "code_id" if column == "source_id" else "source_id"
    taken = set(
        recorder.session.execute(select(asked.c[other]).where(asked.c[column] == to)).scalars()
    )
    moving: list[int] = []
    doubles: list[int] = []
    rows = recorder.session.execute(
        select(asked.c.id, asked.c[other]).where(asked.c.id.in_(found)).order_by(asked.c.id)
    ).all()
    for row_id, value in rows:
        (doubles if value in taken else moving).append(row_id)
        taken.add(value)
    recorder.delete_many(Asked, doubles)
    return moving
