"""What a supervisor does to a review file: writes into rows, sorts them, deletes some."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

Said = tuple[str, str]
"""A verdict and a comment."""

OFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""


@dataclass(frozen=True)
class Columns:
    """Where the columns of a review stand, from 1, and the row of their headings."""

    top: int
    at: Mapping[str, int]


def columns_of(path: Path) -> Columns:
    """The columns of a workbook by their headings."""
    sheet = load_workbook(path).worksheets[0]
    for row in sheet.iter_rows():
        words = {str(cell.value): cell.column or 0 for cell in row if cell.value}
        if {"Check", "Comment"} <= set(words) or {"Pemeriksa", "Komentar"} <= set(words):
            return Columns(row[0].row or 0, words)
    raise AssertionError(path)


def write_into(path: Path, said: Callable[[str], Said | None]) -> int:
    """Write verdicts and comments into a workbook by the words of its rows; how many."""
    found = columns_of(path)
    at = {_english(name): column for name, column in found.at.items()}
    book = load_workbook(path)
    sheet = book.worksheets[0]
    count = 0
    for row in range(found.top + 1, sheet.max_row + 1):
        told = said(str(sheet.cell(row, at["What it says"]).value or ""))
        if told is not None:
            count += 1
            sheet.cell(row, at["Verdict"]).value = told[0] or None
            sheet.cell(row, at["Comment"]).value = told[1] or None
    book.save(path)
    return count


def _english(name: str) -> str:
    return {
        "Isi yang ditinjau": "What it says", "Putusan": "Verdict", "Komentar": "Comment",
        "Pengenal": "Identifier", "Pemeriksa": "Check",
    }.get(name, name)  # fmt: skip


def turn_round(path: Path, *, without: int = 0) -> None:
    """Put the rows into the opposite order, without the last `without` of them."""
    found = columns_of(path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=found.top + 1)]
    sheet.delete_rows(found.top + 1, len(rows))
    kept = rows[: len(rows) - without] if without else rows
    for at, row in enumerate(reversed(kept), start=found.top + 1):
        for nth, value in enumerate(row, start=1):
            sheet.cell(at, nth).value = value
    book.save(path)


def without_the_top(path: Path) -> None:
    """Delete everything above the headings, as who makes room does."""
    found = columns_of(path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.delete_rows(1, found.top - 1)
    book.save(path)


def saved_by_office(path: Path, folder: Path) -> Path:
    """The file as LibreOffice saves it; the test is skipped where it is not installed."""
    if not OFFICE:
        pytest.skip("LibreOffice is not installed")
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        [OFFICE, "--headless", f"-env:UserInstallation=file://{folder}/profile",
         "--convert-to", path.suffix[1:], "--outdir", str(folder), str(path)],
        capture_output=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder / path.name


def write_into_word(path: Path, said: Callable[[str], Said | None]) -> int:
    """The same in a Word document: the box is chosen, the comment typed."""
    document = Document(str(path))
    count = 0
    for table in document.tables:
        for row in table.rows[1:]:
            told = said("".join(node.text or "" for node in row._tr.tc_lst[2].iter(qn("w:t"))))
            if told is None:
                continue
            count += 1
            box = next(row._tr.tc_lst[3].iter(qn("w:sdt")))
            asked = next(box.iter(qn("w:showingPlcHdr")))
            around = asked.getparent()
            assert around is not None
            around.remove(asked)
            next(box.iter(qn("w:t"))).text = told[0]
            row.cells[4].paragraphs[0].add_run(told[1])
    document.save(str(path))
    return count
