"""Memos as a workbook, a page and comma-separated values."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Final

from exports.memo_lines import MemoBook, MemoLine, headings, memo_lines
from exports.tables.cell_text import escaped, line_count, parts, sheet_name
from exports.tables.csv import guarded
from exports.tables.page_parts import page, words
from exports.tables.sheets import LINE_POINTS, LINES_PER_ROW, Field, Sheets
from qda.i18n import Speech

_WIDTHS: Final = (11.0, 16.0, 16.0, 24.0, 12.0, 24.0, 80.0, 24.0, 24.0, 37.0)
_TEXT: Final = 6


def write_csv(book: MemoBook, path: Path, speech: Speech) -> None:
    """Write a line for each memo as UTF-8 with a byte order mark, guarded against formulas."""
    with path.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace") as file:
        writer = csv.writer(file)
        writer.writerow(headings(speech))
        for line in memo_lines(book, speech):
            writer.writerow([guarded(field) for field in astuple(line)])


def write_xlsx(book: MemoBook, path: Path, speech: Speech) -> None:
    """Write a sheet with a row for each memo; words too long for a cell go on in the next row.

    Raises:
        TooLongForWorkbook: a worksheet has no room for so many.
    """
    sheets = Sheets()
    sheet = sheets.add(sheet_name(book.title, taken=(), fallback=speech("Memos")))
    sheet.widths(_WIDTHS)
    sheet.print_setup(title=book.title, wide=True, pages_wide=1, speech=speech)
    sheet.append([Field(heading, "head") for heading in headings(speech)])
    for line in memo_lines(book, speech):
        fields = astuple(line)
        for number, part in enumerate(parts(line.text)):
            cells = [*fields[:_TEXT], part, *fields[_TEXT + 1 :]]
            lines = min(LINES_PER_ROW, line_count(part, _WIDTHS[_TEXT]))
            sheet.append(
                cells if not number else [None] * _TEXT + [part],
                height=max(1, lines) * LINE_POINTS + 3,
            )
    sheets.book.properties.title = escaped(book.title)
    sheets.book.properties.creator = "Runut"
    sheets.book.save(path)


def write_html(book: MemoBook, path: Path, speech: Speech) -> None:
    """Write a self-contained page, a section for each memo."""
    path.write_bytes(page(book.title, _body(book, speech), speech).encode("utf-8"))


def _body(book: MemoBook, speech: Speech) -> Iterator[str]:
    yield f"<header>\n{words(book.title, tag='h1')}\n</header>\n<main>\n"
    for line in memo_lines(book, speech):
        yield "".join(_section(line))
    yield "</main>\n"


def _section(line: MemoLine) -> Iterator[str]:
    yield "<article>\n"
    yield words(line.title or line.day, tag="h2")
    told = (line.day, line.kind, line.author, " ".join(filter(None, (line.key, line.on))))
    yield words(" · ".join(part for part in told if part), tag="p", css="facts")
    for paragraph in line.text.split("\n"):
        yield words(paragraph, tag="p")
    yield "\n</article>\n"
