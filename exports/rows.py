"""The door for the rows of a table: the registry of its file kinds, and writing by the ending."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from exports.file_kinds import FileKind, write_by_ending
from exports.tables.json import read_value, write_value
from exports.tables.row_tables import write_csv, write_html, write_xlsx
from qda.i18n import Speech, mark
from qda.retrieval.table.sheet import RowSheet

ROWS_FORMAT: Final = "runut-rows"


def write_json(sheet: RowSheet, path: Path, speech: Speech) -> None:  # noqa: ARG001
    """Write the whole value; `read_rows_json` gives it back."""
    write_value(sheet, path, form=ROWS_FORMAT)


# To add a file kind: write a function like those of `exports/tables/row_tables`, every cell to the
# letter; name it here; give a reader of it to `tests/contracts/test_row_writers.py`.
ROW_FILES: Final[tuple[FileKind[RowSheet], ...]] = (
    FileKind(mark("workbook (Excel)"), ".xlsx", write_xlsx),
    FileKind(mark("table (CSV)"), ".csv", write_csv),
    FileKind(mark("page (HTML)"), ".html", write_html),
    FileKind(mark("data (JSON)"), ".json", write_json),
)


def write_rows(sheet: RowSheet, path: Path) -> None:
    """Write the rows of a table to `path`, by its ending and in their own language.

    The file appears whole or not at all; an older one of the name is replaced in one step.

    Raises:
        UnknownFileKind, TargetFolderMissing, TargetIsFolder, NameTooLong: choose another path.
        TooWideForWorkbook, TooLongForWorkbook: a worksheet cannot hold so much.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
    """
    write_by_ending(sheet, path, ROW_FILES)


def read_rows_json(path: Path) -> RowSheet:
    """The sheet that was written to a JSON file, equal to the one given.

    Raises:
        NotOurData, NewerData: the file holds something else.
    """
    return read_value(RowSheet, path, form=ROWS_FORMAT)
