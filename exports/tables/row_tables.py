"""The rows of a table as a workbook, a plain table for other programs, and a page."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from exports.errors import TooWideForWorkbook
from exports.tables.cell_text import escaped, line_count, parts, sheet_name
from exports.tables.csv import guarded
from exports.tables.notes_sheet import Notes, write_notes
from exports.tables.page_parts import fact_list, page, safe, words
from exports.tables.sheets import COLUMN_LIMIT, LINE_POINTS, LINES_PER_ROW, Field, Sheet, Sheets
from qda.i18n import Speech
from qda.retrieval.table.sheet import RowSheet, SheetCell, SheetColumn, SheetKind

_WORDS_WIDTH: Final = 70.0
_WIDTH: Final = 16.0
_A3_FROM: Final = 8


def write_xlsx(sheet: RowSheet, path: Path, speech: Speech) -> None:
    """Write a sheet with a row each, headings that stay in view, and a sheet of notes.

    A text longer than a cell goes on in the rows beneath.

    Raises:
        TooWideForWorkbook, TooLongForWorkbook: a worksheet cannot hold so much.
    """
    if len(sheet.columns) > COLUMN_LIMIT:
        raise TooWideForWorkbook(columns=len(sheet.columns), limit=COLUMN_LIMIT)
    notes_name = speech("Notes")
    sheets = Sheets()
    name = sheet_name(sheet.title, taken=(notes_name,), fallback=speech("Rows"))
    into = sheets.add(name)
    into.widths(_width(column) for column in sheet.columns)
    wide = len(sheet.columns) > _A3_FROM
    into.print_setup(title=sheet.title, wide=wide, pages_wide=1, speech=speech)
    into.inner.freeze_panes = "B2"
    into.append([Field(column.heading, "head") for column in sheet.columns])
    for row in sheet.rows:
        _append(into, row, sheet.columns)
    notes = sheets.add(notes_name)
    notes.print_setup(title=sheet.title, wide=False, pages_wide=1, speech=speech)
    told = Notes(
        title=sheet.title,
        subtitle=sheet.subtitle,
        facts=sheet.facts,
        legend=(),
        warnings=(),
        matrix_sheet=name,
        has_quotes=False,
    )
    write_notes(notes, told, speech)
    sheets.book.properties.title = escaped(sheet.title)
    sheets.book.properties.creator = "Runut"
    sheets.book.save(path)


def _append(into: Sheet, row: tuple[SheetCell, ...], columns: tuple[SheetColumn, ...]) -> None:
    pieces = [parts(cell.text) for cell in row]
    lines = max(
        (
            line_count(piece[0], _width(column) - 1)
            for piece, column in zip(pieces, columns, strict=True)
        ),
        default=1,
    )
    first = [
        cell.figure if cell.figure is not None else piece[0]
        for cell, piece in zip(row, pieces, strict=True)
    ]
    into.append(first, height=min(lines, LINES_PER_ROW) * LINE_POINTS + 4)
    for number in range(1, max(map(len, pieces), default=1)):
        into.append([piece[number] if number < len(piece) else None for piece in pieces])


def _width(column: SheetColumn) -> float:
    return _WORDS_WIDTH if column.kind is SheetKind.WORDS else _WIDTH


def write_csv(sheet: RowSheet, path: Path, speech: Speech) -> None:  # noqa: ARG001 - one form
    """Write a line of stable names and a line for each row; numbers with a point.

    Texts are guarded against being taken for formulas, as in `exports.tables.csv`.
    """
    with path.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace") as file:
        writer = csv.writer(file)
        writer.writerow([guarded(column.name) for column in sheet.columns])
        for row in sheet.rows:
            writer.writerow(
                [cell.text if cell.figure is not None else guarded(cell.text) for cell in row]
            )


def write_html(sheet: RowSheet, path: Path, speech: Speech) -> None:
    """Write a self-contained page."""
    path.write_bytes(page(sheet.title, _body(sheet), speech).encode("utf-8"))


def _body(sheet: RowSheet) -> Iterator[str]:
    yield f"<header>\n{words(sheet.title, tag='h1')}\n"
    if sheet.subtitle:
        yield words(sheet.subtitle, tag="p", css="subtitle")
    yield f"{fact_list(sheet.facts, css='facts')}\n</header>\n<main>\n"
    label = safe(sheet.title)
    yield f'<div class="frame" tabindex="0" role="region" aria-label="{label}">\n'
    yield f'<table class="figures" aria-label="{label}"><thead><tr>'
    yield from (
        f'<th scope="col" dir="auto">{safe(column.heading)}</th>' for column in sheet.columns
    )
    yield "</tr></thead>\n<tbody>\n"
    for row in sheet.rows:
        yield f"<tr>{''.join(map(_cell, row))}</tr>\n"
    yield "</tbody></table>\n</div>\n</main>\n"


def _cell(cell: SheetCell) -> str:
    if cell.figure is not None:
        return f"<td>{safe(cell.text)}</td>"
    return f'<td class="words" dir="auto">{safe(cell.text)}</td>'
