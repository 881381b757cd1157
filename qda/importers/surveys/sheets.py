"""Reads the rows of a survey's file as they stand: CSV, XLSX and ODS."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from qda.importers.draft import OriginalFile
from qda.importers.package import Package
from qda.importers.surveys.errors import FormNotAnswers, OpenDocumentDamaged
from qda.importers.tables.delimited import DelimitedReader
from qda.importers.tables.errors import EmptyTable, NotATable
from qda.importers.tables.raw import Sheet
from qda.importers.tables.workbook import WorkbookReader, fullest, grid_of
from qda.jobs.progress import Progress

SUFFIXES: Final = (".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".ods", ".sav", ".zsav")
"""The endings of files that can be read as a survey."""

_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"


def sheets_of(original: OriginalFile, progress: Progress) -> tuple[Sheet, ...]:
    """All sheets of a file that hold anything; a text file is one.

    Raises:
        EmptyTable, NotATable and other refusals of `tables.errors`; OpenDocumentDamaged.
    """
    file, content = original.name, original.content
    if is_open_document(original):
        return _open_document(original, progress)
    workbook, text = WorkbookReader(), DelimitedReader()
    if workbook.accepts(file, content):
        return workbook.sheets(content, file, progress)
    if file.casefold().endswith((".json", ".jsonl", ".ndjson")):
        raise NotATable(file=file)
    return (text.sheet(content, file, progress),)


def sheet_of(original: OriginalFile, progress: Progress) -> Sheet:
    """The fullest sheet of a file. Raises as `sheets_of`, and FormNotAnswers."""
    sheets = sheets_of(original, progress)
    if is_form(sheets):
        raise FormNotAnswers(file=original.name)
    return fullest(sheets)


def is_form(sheets: tuple[Sheet, ...]) -> bool:
    """Whether the sheets are those of an XLSForm."""
    survey = next((each for each in sheets if each.name.strip().casefold() == "survey"), None)
    if survey is None or not survey.grid.rows:
        return False
    return {"type", "name"} <= {cell.strip().casefold() for cell in survey.grid.rows[0]}


def is_open_document(original: OriginalFile) -> bool:
    """Whether the file is an OpenDocument spreadsheet."""
    if not original.content.startswith(b"PK\x03\x04"):
        return False
    return _ODS in original.content[:300] or original.name.casefold().endswith(".ods")


def _open_document(original: OriginalFile, progress: Progress) -> tuple[Sheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook

    # Looks the archive over: its size once unpacked, doubled names, a password.
    package = Package(original, "OpenDocument")
    package.part("content.xml")
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(original.content))
        found = [
            (name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in workbook.sheet_names
        ]
    except CalamineError as error:
        raise OpenDocumentDamaged(file=original.name) from error
    sheets = []
    for name, rows in found:
        grid = grid_of(_cells(rows), original.name, progress)
        if grid.rows:
            sheets.append(Sheet(name, grid, "ods"))
    if not sheets:
        raise EmptyTable(file=original.name)
    return tuple(sheets)


def _cells(rows: Sequence[Sequence[object]]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        yield tuple(_plain(cell) for cell in row)


def _plain(cell: object) -> object:
    """A cell with a moment at midnight as the day it is, a length of time as its seconds."""
    if isinstance(cell, timedelta):
        return cell.total_seconds()
    if isinstance(cell, datetime) and cell.time() == time():
        return date(cell.year, cell.month, cell.day)
    return cell
