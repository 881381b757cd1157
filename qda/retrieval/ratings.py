"""Reads the ratings of codes: of cases, of sources, and of the study as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from models.record import Rating
from models.recording import table_of
from models.vocabulary import CodingState
from qda.retrieval.records import RecordRow, case_names, code_names, read_records


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRow(RecordRow):
    """A rating of a code: of the case, of the source, or of the study where neither is named.

    `value` lies from `low` to `high`; `rule` says what the values mean or how one was proposed;
    `evidence` are UUIDs of codings; `dated_on` is the time it speaks of, empty for all of it.
    """

    code_id: int
    code: str
    value: float
    low: int
    high: int
    case_id: int | None
    case: str
    dated_on: str
    rule: str
    reason: str
    evidence: tuple[str, ...]


def ratings(
    connection: Connection,
    *,
    code_ids: frozenset[int] = frozenset(),
    states: frozenset[CodingState] = frozenset(),
) -> tuple[RatingRow, ...]:
    """The ratings that may be seen, by code and time, oldest first; an empty part is all."""
    table, names = table_of(Rating), code_names(connection)
    wanted = [table.c.code_id.in_(code_ids)] if code_ids else []
    wanted += [table.c.state.in_(states)] if states else []
    found = read_records(connection, Rating, *wanted)
    cases = case_names(connection, (each.found["case_id"] or 0 for each in found))
    rows = [
        RatingRow(
            **each.shared,
            code_id=each.found["code_id"],
            code=names.get(each.found["code_id"], ""),
            value=each.found["value"],
            low=each.found["low"],
            high=each.found["high"],
            case_id=each.found["case_id"],
            case=cases.get(each.found["case_id"] or 0, ""),
            dated_on=each.found["dated_on"],
            rule=each.found["rule"],
            reason=each.found["reason"],
            evidence=tuple(each.found["evidence"]),
        )
        for each in found
    ]
    return tuple(sorted(rows, key=lambda row: (row.code, row.dated_on, row.id)))
