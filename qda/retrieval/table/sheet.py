"""The rows of a table as one value that can be handed on: headings, cells, and what was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from qda.displays.values import Fact
from qda.i18n import Speech
from qda.jobs.progress import Progress, Silent
from qda.retrieval.codes import codes
from qda.retrieval.rows import AttributeValue
from qda.retrieval.sight import is_blind
from qda.retrieval.table.columns import ColumnKind, TableColumn, is_number_like
from qda.retrieval.table.listing import Listing
from qda.retrieval.table.rows import TableRow, table_rows
from qda.retrieval.table.wording import choice_words, heading

SILENT: Final = Silent()
_AT_ONCE: Final = 2_000


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What stands in a cell: words, and the number behind them where they are one."""

    text: str
    figure: float | None = None


class SheetKind(StrEnum):
    """What a column of a sheet holds: whole texts, numbers, or values in a few words."""

    WORDS = "words"
    NUMBER = "number"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: its stable name, its heading, what it holds."""

    name: str
    heading: str
    kind: SheetKind = SheetKind.VALUE


@dataclass(frozen=True, slots=True)
class RowSheet:
    """A table as it is written to a file; a row has a cell for each column.

    `facts` say how it was made: by whom, when, of how many rows, with which filter.
    """

    title: str
    subtitle: str
    language: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    facts: tuple[Fact, ...]


def row_sheet(
    connection: Connection,
    found: Listing,
    columns: Sequence[TableColumn],
    *,
    title: str,
    language: str,
    analyst: str,
    asked: str = "",
    progress: Progress = SILENT,
) -> RowSheet:
    """The rows of a listing in its order, with these columns; folded rows with their number.

    Raises:
        Cancelled: the listener of the progress stopped the work.
    """
    speech = Speech(language)
    names = {code.id: code.name(language) for code in codes(connection, counted=False)}
    rows: list[tuple[SheetCell, ...]] = []
    ids = found.ids
    for at in range(0, len(ids), _AT_ONCE):
        progress.report(at, len(ids), title)
        for row in table_rows(connection, ids[at : at + _AT_ONCE]):
            cells = [cell_of(row, column, names, speech) for column in columns]
            if found.question.fold:
                cells.append(_number(1 + len(found.folded.get(row.id, ()))))
            rows.append(tuple(cells))
    progress.report(len(ids), len(ids), title)
    heads = [SheetColumn(each.name, heading(each, speech), _kind(each)) for each in columns]
    if found.question.fold:
        heads.append(SheetColumn("texts", speech("Texts"), SheetKind.NUMBER))
    shown = speech(
        "{shown} of {total} rows", shown=speech.number(len(ids)), total=speech.number(found.total)
    )
    facts = [Fact(speech("Rows"), shown), Fact(speech("Written by"), analyst)]
    if asked:
        facts.append(Fact(speech("Filter"), asked))
    if is_blind(connection):
        facts.append(Fact(speech("Codings"), speech("only those this coder may see")))
    return RowSheet(title, shown, language, tuple(heads), tuple(rows), tuple(facts))


def cell_of(
    row: TableRow, column: TableColumn, names: Mapping[int, str], speech: Speech
) -> SheetCell:
    """What a file says in a cell: values as they are, the names of the codes, proposed ones too.

    Choices of a survey stand under what they are called; who was not asked has that said.
    """
    if column.kind is ColumnKind.CODES:
        said = dict.fromkeys(
            f"{names.get(each.code_id, '')} (?)" if each.proposed else names.get(each.code_id, "")
            for each in row.codings
        )
        return SheetCell("; ".join(said))
    value = row.value(column)
    if value in (None, "") and row.is_unasked(column):
        return SheetCell(f"({speech('not asked')})")
    if isinstance(value, str) and (called := choice_words(column, value, speech)):
        return SheetCell(called)
    return _cell(value)


def _kind(column: TableColumn) -> SheetKind:
    if column.kind is ColumnKind.TEXT:
        return SheetKind.WORDS
    is_number = is_number_like(column) and column.kind is not ColumnKind.CODES
    return SheetKind.NUMBER if is_number else SheetKind.VALUE


def _cell(value: AttributeValue) -> SheetCell:
    """A value as a file holds it: a date without its time of day at midnight."""
    if value is None:
        return SheetCell("")
    if isinstance(value, bool):
        return SheetCell("yes" if value else "no")
    if isinstance(value, int | float):
        return _number(value)
    return SheetCell(value.removesuffix("T00:00:00"))


def _number(value: float) -> SheetCell:
    return SheetCell(f"{value:.15g}", float(value))
