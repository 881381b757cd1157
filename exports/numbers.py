"""The door for tables of figures: the registry of their file kinds, and writing by the ending."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from exports.documents.number_documents import write_docx, write_markdown
from exports.errors import CrookedMatrix, UnknownFileKind
from exports.placing import place
from exports.tables.json import read_value, write_value
from exports.tables.number_tables import write_csv, write_html, write_xlsx
from qda.i18n import Speech, mark
from qda.numbers.values import NumberReport

NUMBERS_FORMAT: Final = "runut-numbers"


class ReportWriter(Protocol):
    """Writes tables of figures as one kind of file."""

    def __call__(self, report: NumberReport, path: Path, speech: Speech) -> None:
        """Write `report` to the existing, empty file `path`."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A kind of file for figures: its name (a key for `Speech`), its ending, its writer."""

    name: str
    extension: str
    write: ReportWriter


def write_json(report: NumberReport, path: Path, speech: Speech) -> None:  # noqa: ARG001
    """Write the whole value; `read_report_json` gives it back."""
    write_value(report, path, form=NUMBERS_FORMAT)


# To add a file kind: write a function like those below in `exports/tables` or
# `exports/documents`, with every figure, heading, fact, note and warning; name it here; give a
# reader of it to `tests/contracts/test_number_writers.py`.
REPORT_FILES: Final = (
    ReportFile(mark("workbook (Excel)"), ".xlsx", write_xlsx),
    ReportFile(mark("document (Word)"), ".docx", write_docx),
    ReportFile(mark("page (HTML)"), ".html", write_html),
    ReportFile(mark("text (Markdown)"), ".md", write_markdown),
    ReportFile(mark("long form (CSV)"), ".csv", write_csv),
    ReportFile(mark("data (JSON)"), ".json", write_json),
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
    ending = path.suffix.lower()
    kind = next((file for file in REPORT_FILES if file.extension == ending), None)
    if kind is None:
        known = ", ".join(file.extension for file in REPORT_FILES)
        raise UnknownFileKind(name=path.name, known=known)
    _check(report)
    speech = Speech(report.language)
    write = kind.write
    place(path, lambda part: write(report, part, speech))


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
