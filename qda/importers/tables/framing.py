"""From the rows of a sheet to a table: which row is the heading, which rows hold data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Final

from qda.i18n import mark
from qda.importers.draft import Notice
from qda.importers.tables.errors import EmptyTable, RowsTooShort, RowTooLong, TooManyColumns
from qda.importers.tables.layouts import is_usual_heading
from qda.importers.tables.raw import (
    COLUMN_LIMIT,
    Grid,
    RawTable,
    column_letter,
    listed,
    unique_headings,
)
from qda.importers.tables.values import is_identifier, is_number, is_written_date

_LOOKED_AT: Final = 50
_SHORT_SHARE: Final = 0.1
_TITLE_ROWS: Final = 20


def framed(grid: Grid, file: str, *, delimiter: str = "") -> RawTable:
    """The table of a grid: headings made unique, empty rows left out, short rows filled up.

    Raises:
        EmptyTable: there are no rows of data.
        RowTooLong: a row holds more filled cells than headings.
        RowsTooShort: more than a tenth of the rows lack cells.
        TooManyColumns: a row is wider than any table of texts.
    """
    rows, numbers = grid.rows, grid.numbers
    notices: list[Notice] = []
    if not all(map(any, rows)):
        kept = [index for index, row in enumerate(rows) if any(row)]
        notices += _gap_notice(kept, grid)
        rows = [grid.rows[index] for index in kept]
        numbers = [grid.numbers[index] for index in kept]
    if not rows:
        raise EmptyTable(file=file)
    above = _rows_above_heading(rows)
    if above:
        notices.append(_above_notice(numbers[:above]))
        rows, numbers = rows[above:], numbers[above:]
    headings, headed, more = _headings(rows)
    notices += more
    if headed:
        rows, numbers = rows[1:], numbers[1:]
    if not rows:
        raise EmptyTable(file=file)
    if len(headings) > COLUMN_LIMIT:
        raise TooManyColumns(file=file, row=numbers[0], columns=len(headings), limit=COLUMN_LIMIT)
    rows, more = squared(rows, numbers, width=len(headings), file=file, delimiter=delimiter)
    # `zip` would make an iterator for each of a hundred thousand rows.
    columns = [list(map(itemgetter(at), rows)) for at in range(len(headings))]
    return RawTable(headings, columns, numbers, delimiter=delimiter, notices=(*notices, *more))


def _gap_notice(kept: Sequence[int], grid: Grid) -> list[Notice]:
    last = kept[-1] if kept else 0
    filled = set(kept)
    gaps = [grid.numbers[index] for index in range(last) if index not in filled]
    if not gaps:
        return []
    sentence = mark("Rows without any content were left out: {count}. Rows: {rows}.")
    return [Notice(sentence, (("count", len(gaps)), ("rows", listed(gaps))))]


def _above_notice(numbers: Sequence[int]) -> Notice:
    sentence = mark("Rows above the headings were left out. Rows: {rows}.")
    return Notice(sentence, (("rows", listed(numbers)),))


def _rows_above_heading(rows: Sequence[Sequence[str]]) -> int:
    """How many title rows (one filled cell) stand above a table of at least two columns."""
    for index, row in enumerate(rows[:_TITLE_ROWS]):
        if _filled(row) > 1:
            below = rows[index + 1 : index + _LOOKED_AT]
            wide = sum(1 for other in below if _filled(other) > 1)
            return index if wide > 0.5 * len(below) else 0
    return 0


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell)


def _is_known(row: Sequence[str]) -> bool:
    return any(is_usual_heading(cell) for cell in row)


def _headings(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], bool, list[Notice]]:
    first = rows[0]
    if looks_like_data(rows):
        width = max(len(row) for row in rows[:_LOOKED_AT])
        names = tuple(column_letter(index) for index in range(width))
        sentence = mark(
            "The first row looks like data, so the columns are named {first} to {last}."
        )
        return names, False, [Notice(sentence, (("first", names[0]), ("last", names[-1])))]
    stripped = [heading.strip().lstrip("\ufeff") for heading in _without_hollow(first, rows)]
    named = unique_headings(
        [heading or column_letter(index) for index, heading in enumerate(stripped)]
    )
    changed = [name for name, heading in zip(named, stripped, strict=True) if name != heading]
    if not changed:
        return named, True, []
    sentence = mark("Headings that were empty or repeated are now: {headings}.")
    return named, True, [Notice(sentence, (("headings", ", ".join(changed)),))]


def _without_hollow(first: Sequence[str], rows: Sequence[Sequence[str]]) -> Sequence[str]:
    """The first row without trailing columns that have neither a heading nor a cell."""
    width = len(first)
    while width > 1 and not first[width - 1].strip():
        if any(len(row) >= width and row[width - 1] for row in rows):
            break
        width -= 1
    return first[:width]


def looks_like_data(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row holds what the rows below hold: dates, identifiers or numbers."""
    if len(rows) < 2 or _is_known(rows[0]):
        return False
    below = rows[1:_LOOKED_AT]
    certain = numeric = 0
    for index, cell in enumerate(rows[0]):
        others = [row[index] for row in below if index < len(row) and row[index]]
        if not others or not cell:
            continue
        if _alike(cell, others, is_written_date) or _alike(cell, others, is_identifier):
            certain += 1
        elif _alike(cell, others, is_number):
            numeric += 1
    wordy = any(len(cell) > 40 or cell.count(" ") >= 4 for cell in rows[0])
    return certain > 0 or (numeric > 0 and wordy)


def _alike(cell: str, others: Sequence[str], test: Callable[[str], bool]) -> bool:
    return test(cell) and sum(1 for other in others if test(other)) >= 0.8 * len(others)


def squared(
    rows: Sequence[Sequence[str]],
    numbers: Sequence[int],
    *,
    width: int,
    file: str,
    delimiter: str,
) -> tuple[Sequence[Sequence[str]], list[Notice]]:
    """Every row as long as the headings; nothing that was written is cut off."""
    if set(map(len, rows)) == {width}:
        return rows, []
    filled = list(rows)
    short: list[int] = []
    for index, row in enumerate(rows):
        if len(row) > width:
            if any(row[width:]):
                raise RowTooLong(
                    file=file,
                    row=numbers[index],
                    cells=len(row),
                    columns=width,
                    delimiter=_spoken(delimiter),
                )
            filled[index] = row[:width]
        elif len(row) < width:
            filled[index] = [*row, *[""] * (width - len(row))]
            short.append(numbers[index])
    if not short or not delimiter:
        return filled, []
    if len(short) > max(1, _SHORT_SHARE * len(rows)):
        raise RowsTooShort(file=file, count=len(short), columns=width, row=short[0])
    sentence = mark("Rows with fewer cells than headings were filled up: {count}. Rows: {rows}.")
    return filled, [Notice(sentence, (("count", len(short)), ("rows", listed(short))))]


def _spoken(delimiter: str) -> str:
    return {"\t": "TAB"}.get(delimiter, delimiter)
