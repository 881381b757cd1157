"""Reads typed relations between codes, codings or cases, with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, RowMapping

from models.coding import Coding
from models.positions import Span
from models.record import Relation
from models.recording import BATCH, table_of
from models.vocabulary import CodingState, RelationType
from qda.retrieval.codings import CodingFilter, coding_query, coding_rows
from qda.retrieval.records import RecordRow, case_names, code_names, read_records
from qda.retrieval.rows import CodingRow


class EndKind(StrEnum):
    """What a relation runs between."""

    CODE = "code"
    CODING = "coding"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class RelationEnd:
    """What a relation runs from or to.

    `name` is a code's canonical id (of a coding, that of its code) or a case's name; `code_id` is
    set for codes and codings, `case_id` for cases. A coding has its UUID, trace key, place and
    words; these are empty where it may not be seen.
    """

    kind: EndKind
    name: str
    code_id: int | None = None
    case_id: int | None = None
    coding: str = ""
    key: str = ""
    source_id: int | None = None
    span: Span | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow(RecordRow):
    """That one thing bears on another; `contradicts` where the words speak against it.

    `sign` is `+`, `-`, `+/-` or empty, `strength` 1 to 3 or None; `order` its place in a chain,
    `actor` who brings it about.
    """

    type: RelationType
    from_end: RelationEnd
    to_end: RelationEnd
    sign: str
    strength: int | None
    contradicts: bool
    order: int | None
    actor: str
    note: str

    @property
    def is_evidence(self) -> bool:
        """Whether words bear it out: those it was read from, or the two codings."""
        return self.span is not None or self.from_end.kind is EndKind.CODING


def relations(
    connection: Connection, *, states: frozenset[CodingState] = frozenset()
) -> tuple[RelationRow, ...]:
    """The relations that may be seen: those of a chain by their place in it, then the oldest."""
    table = table_of(Relation)
    wanted = [table.c.state.in_(states)] if states else []
    found = read_records(connection, Relation, *wanted)
    codes = code_names(connection)
    rows = [each.found for each in found]
    cases = case_names(
        connection, (row[name] or 0 for row in rows for name in ("from_case_id", "to_case_id"))
    )
    bearing = _codings(
        connection, (row[name] for row in rows for name in ("from_coding", "to_coding"))
    )

    def end(side: str, row: RowMapping) -> RelationEnd:
        code_id, uuid = row[f"{side}_code_id"], row[f"{side}_coding"]
        case_id = row[f"{side}_case_id"]
        if code_id is not None:
            return RelationEnd(EndKind.CODE, codes.get(code_id, ""), code_id=code_id)
        if uuid:
            return _coding_end(uuid, bearing.get(uuid), codes)
        return RelationEnd(EndKind.CASE, cases.get(case_id or 0, ""), case_id=case_id)

    made = [
        RelationRow(
            **each.shared,
            type=each.found["type"],
            from_end=end("from", each.found),
            to_end=end("to", each.found),
            sign=each.found["sign"],
            strength=each.found["strength"],
            contradicts=each.found["contradicts"],
            order=each.found["order"],
            actor=each.found["actor"],
            note=each.found["note"],
        )
        for each in found
    ]
    last = len(made)
    return tuple(sorted(made, key=lambda row: (last if row.order is None else row.order, row.id)))


def _coding_end(uuid: str, row: CodingRow | None, codes: dict[int, str]) -> RelationEnd:
    if row is None:
        return RelationEnd(EndKind.CODING, "", coding=uuid)
    return RelationEnd(
        EndKind.CODING,
        codes.get(row.code_id, ""),
        code_id=row.code_id,
        coding=uuid,
        key=row.key,
        source_id=row.source_id,
        span=row.span,
        quote=row.quote,
    )


def _codings(connection: Connection, uuids: Iterable[str]) -> dict[str, CodingRow]:
    wanted = sorted({each for each in uuids if each})
    query, column = coding_query(connection, CodingFilter()), table_of(Coding).c.uuid
    found: dict[str, CodingRow] = {}
    for at in range(0, len(wanted), BATCH):
        part = query.where(column.in_(wanted[at : at + BATCH]))
        found.update((row.uuid, row) for row in coding_rows(connection, part))
    return found
