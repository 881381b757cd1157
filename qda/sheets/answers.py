"""Reads what researchers answered to the items of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.judging import SheetAnswer
from models.recording import table_of
from models.study import Coder
from qda.sheets.items import Sheet


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer: its words, the page of the report, whether it was done, and what shows it.

    `is_done` is None where nobody has said. `shown_by` are table names with UUIDs.
    """

    uuid: str
    item: str
    answer: str
    page: str
    is_done: bool | None
    coder: str
    changed_at: str
    shown_by: tuple[tuple[str, str], ...]


def answers(connection: Connection, sheet: Sheet) -> Mapping[str, AnswerRow]:
    """The answers to the items of a sheet, by item."""
    table, coder = table_of(SheetAnswer), table_of(Coder)
    query = (
        select(table, coder.c.name.label("coder"))
        .join(coder, coder.c.id == table.c.coder_id)
        .where(table.c.sheet == sheet.value, table.c.about == "")
        .order_by(table.c.id)
    )
    return {
        found["item"]: AnswerRow(
            uuid=found["uuid"],
            item=found["item"],
            answer=found["answer"],
            page=found["page"],
            is_done=found["done"],
            coder=found["coder"],
            changed_at=found["changed_at"],
            shown_by=tuple((each["kind"], each["id"]) for each in found["links"]),
        )
        for found in connection.execute(query).mappings()
    }
