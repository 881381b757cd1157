"""Reads what researchers record beside codings: what all such rows share, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from models.case import Case
from models.code import Code
from models.positions import Span
from models.recording import BATCH, table_of
from models.source import Source
from models.study import Coder
from models.vocabulary import CodingState
from qda.retrieval.codings import ParagraphFinder
from qda.retrieval.sight import Judged, seen_records
from qda.retrieval.sources import source_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """What every record has: an identity, an author, a state, and the words it was read from.

    `key` is the trace key of the place (`W03:12`), of the whole source where no words are named,
    and empty where there is no source. `quote` are the words at `span`, to the letter; `page` is
    theirs. `coder` is who recorded it, or the rule that proposed it; `made_at` is ISO 8601.
    """

    id: int
    uuid: str
    coder_id: int
    coder: str
    state: CodingState
    made_at: str
    source_id: int | None = None
    key: str = ""
    source_key: str = ""
    source_title: str = ""
    span: Span | None = None
    quote: str = ""
    page: int | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether a researcher stands behind it; what is only proposed is never reported."""
        return self.state is CodingState.CONFIRMED


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a source, with all that leads to them."""

    source_id: int
    key: str
    source_key: str
    source_title: str
    span: Span | None
    quote: str
    page: int | None


Spot = tuple[int, int | None, int | None]
"""A source's id with start and end, both None where no words are named."""


def places(connection: Connection, spots: Iterable[Spot]) -> dict[Spot, Place]:
    """What stands at some spots; a spot beyond its text has no words."""
    wanted = set(spots)
    ids = sorted({each[0] for each in wanted})
    titles = _sources(connection, ids)
    told = sorted({source for source, start, _ in wanted if start is not None})
    finder, texts = ParagraphFinder(connection, told), source_texts(connection, told)
    found: dict[Spot, Place] = {}
    for spot in wanted:
        source_id, start, end = spot
        if source_id not in titles:
            continue
        key, title = titles[source_id]
        if start is None or end is None:
            found[spot] = Place(source_id, key, key, title, None, "", None)
            continue
        span = Span(start, end)
        found[spot] = Place(
            source_id,
            finder.key(key, source_id, start),
            key,
            title,
            span,
            span.of(texts[source_id]),
            finder.page(source_id, start),
        )
    return found


@dataclass(frozen=True, slots=True)
class Read:
    """A record as it is stored, with the parts that every row of its kind begins with."""

    found: RowMapping
    shared: Mapping[str, Any]


def read_records(
    connection: Connection, kind: type[Judged], *wanted: ColumnElement[bool]
) -> list[Read]:
    """The records of a kind that may be seen and pass some conditions, oldest first."""
    table, coder = table_of(kind), table_of(Coder)
    query = (
        select(table, coder.c.name.label("coder_name"))
        .join(coder, coder.c.id == table.c.coder_id)
        .where(seen_records(connection, kind), *wanted)
        .order_by(table.c.id)
    )
    rows = connection.execute(query).mappings().all()
    spots = [_spot(row) for row in rows]
    known = places(connection, [spot for spot in spots if spot is not None])
    return [
        Read(row, _shared(row, None if spot is None else known.get(spot)))
        for row, spot in zip(rows, spots, strict=True)
    ]


def code_names(connection: Connection) -> dict[int, str]:
    """The canonical id of every code, by its row id."""
    table = table_of(Code)
    query = select(table.c.id, table.c.canonical_id)
    return {row.id: row.canonical_id for row in connection.execute(query)}


def case_names(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The names of some cases, by row id."""
    table, found = table_of(Case), dict[int, str]()
    query = select(table.c.id, table.c.name)
    for part in _parts(sorted(set(ids))):
        for row in connection.execute(query.where(table.c.id.in_(part))):
            found[row.id] = row.name
    return found


def _spot(row: RowMapping) -> Spot | None:
    if row["source_id"] is None:
        return None
    return row["source_id"], row.get("start"), row.get("end")


def _shared(row: RowMapping, place: Place | None) -> dict[str, Any]:
    shared: dict[str, Any] = {
        "id": row["id"],
        "uuid": row["uuid"],
        "coder_id": row["coder_id"],
        "coder": row["coder_name"],
        "state": row.get("state", CodingState.CONFIRMED),
        "made_at": row["made_at"],
    }
    if place is not None:
        shared.update(
            source_id=place.source_id,
            key=place.key,
            source_key=place.source_key,
            source_title=place.source_title,
            span=place.span,
            quote=place.quote,
            page=place.page,
        )
    return shared


def _sources(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    table = table_of(Source)
    query = select(table.c.id, table.c.key, table.c.title)
    found: dict[int, tuple[str, str]] = {}
    for part in _parts(ids):
        for row in connection.execute(query.where(table.c.id.in_(part))):
            found[row.id] = (row.key, row.title)
    return found


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))
