"""Reads the claims: numbers that sources state, and figures that are worked out from them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from models.record import Claim
from models.recording import table_of
from models.vocabulary import CodingState, Formula
from qda.retrieval.records import RecordRow, code_names, read_records


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow(RecordRow):
    """A number: `stated` as it is written, `value` what it means, in `unit`, for `year`.

    `quantity` is what it measures. A derived figure has a `formula` and the UUIDs of its
    `operands`, in order. `rule` names what recognised it. `own_page` is the page that a researcher
    gave; `page` is this, else that of its words.
    """

    quantity: str
    value: float
    stated: str
    unit: str
    year: str
    code_id: int | None
    code: str
    formula: Formula | None
    operands: tuple[str, ...]
    rule: str
    note: str
    own_page: int | None = None


def claims(
    connection: Connection, *, states: frozenset[CodingState] = frozenset()
) -> tuple[ClaimRow, ...]:
    """The claims that may be seen, by quantity and year, then by source and place."""
    table, names = table_of(Claim), code_names(connection)
    wanted = [table.c.state.in_(states)] if states else []
    rows = []
    for each in read_records(connection, Claim, *wanted):
        shared = dict(each.shared)
        if each.found["page"] is not None:
            shared["page"] = each.found["page"]
        rows.append(
            ClaimRow(
                **shared,
                quantity=each.found["quantity"],
                value=each.found["value"],
                stated=each.found["stated"],
                unit=each.found["unit"],
                year=each.found["year"],
                code_id=each.found["code_id"],
                code=names.get(each.found["code_id"], ""),
                formula=each.found["formula"],
                operands=tuple(each.found["operands"]),
                rule=each.found["rule"],
                note=each.found["note"],
                own_page=each.found["page"],
            )
        )
    return tuple(sorted(rows, key=_in_order))


def _in_order(row: ClaimRow) -> tuple[str, str, str, int, int]:
    at = -1 if row.span is None else row.span.start
    return row.quantity.casefold(), row.year, row.source_key, at, row.id
