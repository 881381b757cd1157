"""The door for the comparison of two coders: a workbook or a file of comma-separated values."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from exports.errors import UnknownFileKind
from exports.placing import place
from exports.tables.cell_text import escaped, sheet_name
from exports.tables.csv import guarded
from exports.tables.sheets import Field, Sheets
from qda.agreement.tables import PlainTable
from qda.i18n import Speech

ENDINGS: Final = (".xlsx", ".csv")
_WIDTH: Final = 18.0


def write_tables(tables: Sequence[PlainTable], path: Path) -> None:
    """Write tables to `path`, by its ending; a file of values holds the first one only.

    The file appears whole or not at all; an older one of the name is replaced in one step.

    Raises:
        UnknownFileKind, TargetFolderMissing, TargetIsFolder, NameTooLong: choose another path.
        TooLongForWorkbook: a worksheet cannot hold so many rows.
        TargetNotWritable, TargetInUse, DiskFull, WritingFailed: the world failed.
    """
    ending = path.suffix.lower()
    if ending == ".csv":
        place(path, lambda part: _write_csv(tables[0], part))
    elif ending == ".xlsx":
        place(path, lambda part: _write_xlsx(tables, part))
    else:
        raise UnknownFileKind(name=path.name, known=", ".join(ENDINGS))


def _write_csv(table: PlainTable, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace") as file:
        writer = csv.writer(file)
        writer.writerow([guarded(each) for each in table.headings])
        for row in table.rows:
            writer.writerow([guarded(str(each)) for each in row])


def _write_xlsx(tables: Sequence[PlainTable], path: Path) -> None:
    sheets, taken = Sheets(), list[str]()
    for table in tables:
        speech = Speech(table.language)
        name = sheet_name(table.title, taken=tuple(taken), fallback=speech("Comparison"))
        taken.append(name)
        sheet = sheets.add(name)
        sheet.print_setup(title=table.title, wide=True, pages_wide=1, speech=speech)
        sheet.widths([_WIDTH] * len(table.headings))
        sheet.append([Field(each, "bare") for each in table.headings])
        for row in table.rows:
            sheet.append(row)
        if table.facts:
            sheet.append([Field(table.title, "section")])
        for fact in table.facts:
            sheet.append([Field(fact.label, "label"), Field(fact.text, "plain")])
    sheets.book.properties.title = escaped(tables[0].title)
    sheets.book.properties.creator = "Runut"
    sheets.book.save(path)
