"""XLSX workbooks: the fullest sheet, stored values instead of formulas, real date cells."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from qda.i18n import mark
from qda.importers.draft import Notice
from qda.importers.tables.errors import EmptyTable, NotAWorkbook, TooManyColumns
from qda.importers.tables.framing import framed
from qda.importers.tables.package_check import Package, checked_package
from qda.importers.tables.raw import COLUMN_LIMIT, REPORT_EVERY, Grid, RawTable, Sheet, plain
from qda.jobs.progress import Progress

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_SIGNATURES: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_EXACT: Final = 1e15
_ESCAPED: Final = re.compile(r"_x00([01][0-9A-Fa-f])_")


@dataclass(frozen=True, slots=True)
class WorkbookReader:
    """Reads .xlsx and .xlsm; macros are never touched."""

    name: str = "workbook"
    suffixes: tuple[str, ...] = (".xlsx", ".xlsm", ".xls")

    def accepts(self, file: str, content: bytes, /) -> bool:
        """Whether the name or the first bytes are those of a workbook."""
        return file.casefold().endswith(self.suffixes) or content.startswith(_SIGNATURES)

    def read(self, content: bytes, file: str, progress: Progress) -> RawTable:
        """The table on the sheet with the most filled rows.

        Raises:
            LegacyWorkbook, WorkbookEncrypted, WorkbookHostile, NotAWorkbook: see
                `package_check`.
            EmptyTable, TooManyColumns: no sheet holds a table of texts.
        """
        sheets = self.sheets(content, file, progress)
        sheet = fullest(sheets)
        table = framed(sheet.grid, file)
        return replace(table, encoding="xlsx", notices=(*sheet.notices, *table.notices))

    def sheets(self, content: bytes, file: str, progress: Progress) -> tuple[Sheet, ...]:
        """All sheets that hold anything, their rows as they stand. Raises as `read`."""
        package = checked_package(content, file)
        sheets = _sheets(content, file, progress)
        if not sheets:
            raise EmptyTable(file=file)
        found = tuple(_package_notices(package))
        return tuple(Sheet(name, grid, "xlsx", notices=found) for name, grid in sheets)


def fullest(sheets: Sequence[Sheet]) -> Sheet:
    """The sheet with the most filled rows, with a notice of those that were left out."""
    sheet = max(sheets, key=lambda each: len(each.grid.rows))
    more = _sheet_notices(sheet.name, sheets)
    return replace(sheet, notices=(*sheet.notices, *more))


def _sheets(content: bytes, file: str, progress: Progress) -> list[tuple[str, Grid]]:
    workbook = _opened(content, file)
    try:
        return [
            (str(sheet.title), grid)
            for sheet in workbook.worksheets
            if (grid := grid_of(_cells_of(sheet, file), file, progress)).rows
        ]
    finally:
        workbook.close()


def _opened(content: bytes, file: str) -> Workbook:
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of styles and extensions, never of cells
            return openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
    except Exception as error:  # a damaged part makes openpyxl raise whatever it stumbles on
        raise NotAWorkbook(file=file) from error


def _cells_of(sheet: object, file: str) -> Iterator[tuple[object, ...]]:
    """The rows of a sheet; what openpyxl stumbles on while it reads is a damaged file."""
    try:
        # The stored size of a sheet may be a lie of a million rows; the cells tell the true one.
        sheet.reset_dimensions()  # type: ignore[attr-defined]
        yield from sheet.iter_rows(values_only=True)  # type: ignore[attr-defined]
    except Exception as error:  # as above
        raise NotAWorkbook(file=file) from error


def grid_of(cells: Iterator[tuple[object, ...]], file: str, progress: Progress) -> Grid:
    """The filled rows as text cells, all as wide as the widest."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    width = 0
    for number, values in enumerate(cells, start=1):
        if number % REPORT_EVERY == 0:
            progress.report(number, number, mark("Reading the rows"))
        row = [cell_text(value) for value in values]
        while row and not row[-1]:
            row.pop()
        if not row:
            continue
        if len(row) > COLUMN_LIMIT:
            raise TooManyColumns(file=file, row=number, columns=len(row), limit=COLUMN_LIMIT)
        width = max(width, len(row))
        rows.append(row)
        numbers.append(number)
    # The heading decides the width of the table, so only it is filled up here.
    if rows:
        rows[0] += [""] * (width - len(rows[0]))
    return Grid(rows, numbers)


def cell_text(value: object) -> str:
    """The exact text of a cell; dates as ISO 8601, whole numbers without a fraction."""
    match value:
        case None:
            return ""
        case str():
            if "_x00" in value:
                value = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
            text = plain(value)
        case bool():
            text = "true" if value else "false"
        case float() if value.is_integer() and abs(value) < _EXACT:
            text = str(int(value))
        case datetime() | date() | time():
            text = value.isoformat()
        case _:
            text = str(value)
    return text


def _package_notices(package: Package) -> Iterator[Notice]:
    if package.formulas:
        yield Notice(
            mark("Formulas were read as the values last stored for them: {count}."),
            (("count", package.formulas),),
        )
    if package.merged:
        yield Notice(
            mark("Of merged cells only the first holds the content: {count} merged ranges."),
            (("count", package.merged),),
        )
    if package.macros:
        yield Notice(mark("The macros of the workbook were left alone."))


def _sheet_notices(name: str, sheets: Sequence[Sheet]) -> Iterator[Notice]:
    others = [each.name for each in sheets if each.name != name]
    if others:
        yield Notice(
            mark("The sheet “{sheet}” has the most rows and was read; left out: {others}."),
            (("sheet", name), ("others", ", ".join(others))),
        )
