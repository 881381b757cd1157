"""The door for tables of figures: the registry of their file kinds, and writing by the ending."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from exports.documents.number_documents import write_docx, write_markdown
from exports.errors import CrookedMatrix
from exports.file_kinds import FileKind, write_by_ending
from exports.tables.json import read_value, write_value
from exports.tables.number_tables import write_csv, write_html, write_xlsx
from qda.i18n import Speech, mark
from qda.numbers.values import NumberReport

NUMBERS_FORMAT: Final = "runut-numbers"


def write_json(report: NumberReport, path: Path, speech: Speech) -> None:  # noqa: ARG001
    """Write the whole value; `read_report_json` gives it back."""
    write_value(report, path, form=NUMBERS_FORMAT)


# To add a file kind: write a function like those below in `exports/tables` or
# `exports/documents`, with every figure, heading, fact, note and warning; name it here; give a
# reader of it to `tests/contracts/test_number_writers.py`.
REPORT_FILES: Final[tuple[FileKind[NumberReport], ...]] = (
    FileKind(mark("workbook (Excel)"), ".xlsx", write_xlsx),
    FileKind(mark("document (Word)"), ".docx", write_docx),
    FileKind(mark("page (HTML)"), ".html", write_html),
    FileKind(mark("text (Markdown)"), ".md", write_markdown),
    FileKind(mark("long form (CSV)"), ".csv", write_csv),
    FileKind(mark("data (JSON)"), ".json", write_json),
)


def write_report(report: NumberReport, path: Path) -> None:
    """Write tables of figures to `path`, by its ending and in their own language.

    The file appears whole or not at all; an older one of the name is replaced in one step.

    Raises:
        UnknownFileKind, TargetFolderMissing, TargetIsFolder, NameTooLong: choose another path.
        TooWideForWorkbook, TooLongForWorkbook: a worksheet cannot hold so much.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
        CrookedMatrix: a table contradicts itself.
    """
    _check(report)
    write_by_ending(report, path, REPORT_FILES)


def read_report_json(path: Path) -> NumberReport:
    """The report that was written to a JSON file, equal to the one given.

    Raises:
        NotOurData, NewerData: the file holds something else.
    """
    return read_value(NumberReport, path, form=NUMBERS_FORMAT)


def _check(report: NumberReport) -> None:
    for table in report.tables:
        for row in table.rows:
            if len(row.cells) != len(table.columns):
                what = f"{table.id}, {row.heading.id}: {len(row.cells)} cells"
                raise CrookedMatrix(what=f"{what}, {len(table.columns)} headings")
