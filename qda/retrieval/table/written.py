"""Reads filters, orders and row numbers written as on the command line.

A filter has parts separated by semicolons, each a column, `=` and values separated by commas:
`stars=1,2; date=2024-01..2024-06; version=2.9..2.10; reply=no; coded=no`. `A..B` is a stretch, both
ends included and either one left out; `~letters` what a value holds; `empty` no value. To a
question of a survey one may be `silent`, `not asked` or have `answered`. Besides the
columns there are `text` (empty, words), `coded`, `proposed`, `reply` and `duplicates` (yes, no),
`spoken` (id, en, unknown), `code`, `coder` and `row` (A..B). An order names columns, with `-`
before one that falls: `stars,-date`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection

from models.errors import Refused
from qda.retrieval.codes import code_named, codes, subtree
from qda.retrieval.filter_language import UnknownFilter, split_filter
from qda.retrieval.studies import coders
from qda.retrieval.table.columns import (
    ANSWERED,
    NOT_ASKED,
    ColumnKind,
    TableColumn,
    column_named,
)
from qda.retrieval.table.question import Holding, Picked, RowFilter, SortKey, Within

NOTHING: Final = "empty"
_STRETCH: Final = ".."
_HOLDS: Final = "~"
_ANSWERS: Final = {"yes": True, "no": False}
_YES_NO: Final = {"yes": "1", "no": "0"}
_ANSWERED: Final = {
    "coded": "coded",
    "proposed": "proposed",
    "reply": "replied",
    "duplicates": "doubled",
}
_GIVEN: Final = {
    "silent": "",
    "not asked": NOT_ASKED,
    "not-asked": NOT_ASKED,
    "answered": ANSWERED,
}
"""What a respondent did with a question; see `qda.retrieval.table.columns`."""
_TEXT: Final = {NOTHING: True, "words": False}


class BadRows(Refused):
    """The numbers of rows cannot be read."""

    en = "“{given}” names no rows. Give the first and the last, such as 1:50."
    id = "“{given}” bukan nomor baris. Berikan yang pertama dan yang terakhir, misalnya 1:50."


def parse_rows(connection: Connection, written: str, columns: Sequence[TableColumn]) -> RowFilter:
    """The filter that a text describes; an empty text leaves all rows.

    Raises:
        UnknownFilter: a part cannot be read.
        NoSuchColumn, NoSuchCode, SeveralCodes: a name is not one of the study.
    """
    found = RowFilter()
    for _, part, values in split_filter(written):
        if not values:
            raise UnknownFilter(part=part, known=_known(columns))
        found = _with(connection, found, part, values, columns)
    return found


def parse_order(written: str, columns: Sequence[TableColumn]) -> tuple[SortKey, ...]:
    """The order that a text describes.

    Raises:
        NoSuchColumn: it names a column that the table does not have.
    """
    keys = []
    for each in filter(None, (part.strip() for part in written.split(","))):
        column = column_named(columns, each.lstrip("-+"))
        keys.append(SortKey(column.name, falling=each.startswith("-")))
    return tuple(keys)


def parse_numbers(written: str) -> tuple[int, int]:
    """The first and the last row that `A:B` names, both included and counted from 1.

    Raises:
        BadRows: it names none.
    """
    first, colon, last = (part.strip() for part in written.partition(":"))
    last = last if colon else first
    if not (first.isdecimal() and last.isdecimal()) or int(first) < 1 or int(last) < int(first):
        raise BadRows(given=written[:40])
    return int(first), int(last)


def _with(
    connection: Connection,
    found: RowFilter,
    part: str,
    values: list[str],
    columns: Sequence[TableColumn],
) -> RowFilter:
    """The filter with one more part."""
    name = part.partition("=")[0].strip().casefold()
    if name in _ANSWERED and values[0].casefold() in _ANSWERS:
        answered: dict[str, Any] = {_ANSWERED[name]: _one_of(_ANSWERS, values, part)}
        return replace(found, **answered)
    if name == "text" and values[0].casefold() in _TEXT:
        return replace(found, empty=_one_of(_TEXT, values, part))
    if name == "row":
        first, last = parse_numbers(values[0].replace(_STRETCH, ":"))
        return replace(found, first=first, last=last)
    if name == "spoken":
        found_in = {"" if each.casefold() in (NOTHING, "unknown") else each for each in values}
        return replace(found, spoken=found.spoken | found_in)
    if name in ("code", "coder"):
        return _of_codings(connection, found, part, values)
    return _on_column(found, column_named(columns, name), values)


def _of_codings(
    connection: Connection, found: RowFilter, part: str, values: list[str]
) -> RowFilter:
    if part.strip().casefold().startswith("coder"):
        known = {each.name: each.id for each in coders(connection)}
        if not known.keys() >= set(values):
            raise UnknownFilter(part=part, known=", ".join(known))
        return replace(found, coder_ids=found.coder_ids | {known[each] for each in values})
    tree = codes(connection)
    ids = {id_ for each in values for id_ in subtree(tree, code_named(tree, each).id)}
    return replace(found, code_ids=found.code_ids | ids)


def _on_column(found: RowFilter, column: TableColumn, values: list[str]) -> RowFilter:
    picked: set[str] = set()
    for value in values:
        low, stretch, high = value.partition(_STRETCH)
        if stretch:
            within = Within(column.name, low.strip(), high.strip())
            found = replace(found, within=(*found.within, within))
        elif value.startswith(_HOLDS):
            holding = Holding(column.name, value[1:].strip())
            found = replace(found, holding=(*found.holding, holding))
        elif column.question and value.casefold() in _GIVEN:
            picked.add(_GIVEN[value.casefold()])
        elif column.kind is ColumnKind.DATE and value.casefold() != NOTHING:
            # A day, a month or a year that is named takes in all its moments.
            found = replace(found, within=(*found.within, Within(column.name, value, value)))
        else:
            picked.update(_values(column, value))
    if picked:
        found = replace(found, picked=(*found.picked, Picked(column.name, frozenset(picked))))
    return found


def _values(column: TableColumn, written: str) -> set[str]:
    """The values that are meant: a choice may be named by its value or by its labels."""
    plain = written.casefold()
    if plain == NOTHING:
        return {""}
    if column.kind is ColumnKind.YES_NO:
        return {_YES_NO.get(plain, written)}
    called = {
        each.value
        for each in column.choices
        if plain in (each.value.casefold(), each.en.casefold(), each.id.casefold())
    }
    return called or {written}


def _one_of(known: dict[str, bool], values: list[str], part: str) -> bool:
    if len(values) != 1 or values[0].casefold() not in known:
        raise UnknownFilter(part=part, known=", ".join(known))
    return known[values[0].casefold()]


def _known(columns: Sequence[TableColumn]) -> str:
    names = [column.name for column in columns]
    own = ("coded", "proposed", "reply", "duplicates", "spoken", "code", "coder", "row")
    return ", ".join(dict.fromkeys((*names, *own)))
