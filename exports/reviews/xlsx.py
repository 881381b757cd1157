"""A review as a workbook: instructions on top, a row for each cell and coding, a list of verdicts.

The sheet is not protected: Excel sorts no protected rows. The columns that lead comments back are
grey and narrow instead, and are sorted with their rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from exports.reviews.parts import ReviewRow, number_words, review_rows
from exports.tables.cell_text import escaped, is_formula_like, line_count, sheet_name
from exports.tables.sheets import LINE_POINTS, LINES_PER_ROW, letter
from qda.i18n import Speech, mark
from qda.reviewing.returned import CHECK, COMMENT, IDENTIFIER, VERDICT
from qda.reviewing.sheet import VERDICTS, ReviewSheet, instructions, verdict_word

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADS: Final = (
    (mark("No."), 7.0),
    (mark("Kind"), 11.0),
    (mark("Place"), 28.0),
    (mark("What it says"), 62.0),
    (mark("Key"), 14.0),
    (VERDICT, 13.0),
    (COMMENT, 46.0),
    (mark("Said before"), 34.0),
    (IDENTIFIER, 14.0),
    (CHECK, 9.0),
)
_VERDICT, _COMMENT, _IDENTIFIER = 6, 7, 9
_INK, _SOFT, _GREY, _HEAD, _ASKED, _LINE = (
    "FF1C2024", "FF4A545E", "FF9AA3AC", "FFEEF2F5", "FFFFFBEB", "FFB8C0C8",
)  # fmt: skip
_SECOND_WIDTH: Final = 178.0


def write_xlsx(sheet: ReviewSheet, path: Path, speech: Speech) -> None:
    """Write the workbook."""
    from openpyxl import Workbook

    book = Workbook()
    page: Worksheet = book.worksheets[0]
    page.title = sheet_name(speech("Review"), taken=(), fallback="Review")
    for nth, (_, width) in enumerate(_HEADS, start=1):
        page.column_dimensions[letter(nth)].width = width
    top = _front(page, sheet, speech)
    rows = list(review_rows(sheet, speech))
    for nth, (name, _) in enumerate(_HEADS, start=1):
        _put(page, top, nth, speech(name), bold=True, fill=_HEAD)
    for at, row in enumerate(rows, start=top + 1):
        _row(page, at, row)
    _choices(page, top, len(rows), speech)
    page.freeze_panes = f"A{top + 1}"
    page.auto_filter.ref = f"A{top}:{letter(len(_HEADS))}{top + len(rows)}"
    _print_setup(page, sheet, top, speech)
    book.properties.title = escaped(sheet.title)
    book.properties.creator = "Runut"
    book.save(path)


def _front(page: Worksheet, sheet: ReviewSheet, speech: Speech) -> int:
    """Title, facts and instructions; the row of the headings."""
    _put(page, 1, 1, sheet.title, size=14, bold=True, is_lined=False, wraps=False)
    at = 2
    for fact in sheet.facts:
        _line(page, at, f"{fact.label}: {fact.text}", colour=_SOFT)
        at += 1
    for sentence in instructions(speech):
        _line(page, at, sentence, bold=True)
        at += 1
    return at + 1


def _line(page: Worksheet, at: int, text: str, *, bold: bool = False, colour: str = _INK) -> None:
    page.merge_cells(start_row=at, end_row=at, start_column=1, end_column=_COMMENT)
    _put(page, at, 1, text, bold=bold, colour=colour, is_lined=False)
    page.row_dimensions[at].height = line_count(text, _SECOND_WIDTH) * LINE_POINTS + 3


def _row(page: Worksheet, at: int, row: ReviewRow) -> None:
    fields = (
        number_words(row), row.kind, row.place, row.words, row.keys, "", "", row.earlier,
        row.identifier, row.check,
    )  # fmt: skip
    for nth, text in enumerate(fields, start=1):
        is_asked = nth in (_VERDICT, _COMMENT)
        is_grey = nth >= _IDENTIFIER
        _put(
            page,
            at,
            nth,
            text,
            fill=_ASKED if is_asked else "",
            colour=_GREY if is_grey else _INK,
            wraps=not is_grey,
            size=7 if is_grey else 10,
        )
    lines = max(
        line_count(text, width) for text, (_, width) in zip(fields[:8], _HEADS[:8], strict=True)
    )
    page.row_dimensions[at].height = min(lines, LINES_PER_ROW) * LINE_POINTS + 4


def _put(  # noqa: PLR0913 - how a cell looks
    page: Worksheet,
    row: int,
    column: int,
    text: str,
    *,
    size: int = 10,
    bold: bool = False,
    colour: str = _INK,
    fill: str = "",
    is_lined: bool = True,
    wraps: bool = True,
) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell: Any = page.cell(row=row, column=column)
    cell.value = escaped(text) or None
    # A text that begins with = is no formula.
    cell.data_type = "s" if text else "n"
    cell.quotePrefix = is_formula_like(text)
    cell.font = Font(name="Calibri", size=size, bold=bold, color=colour)
    cell.alignment = Alignment(vertical="top", wrap_text=wraps)
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    if is_lined:
        side = Side(style="thin", color=_LINE)
        cell.border = Border(left=side, right=side, top=side, bottom=side)


def _choices(page: Worksheet, top: int, rows: int, speech: Speech) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    words = [verdict_word(each, speech) for each in VERDICTS]
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    choice.showErrorMessage = True
    choice.errorTitle = speech(VERDICT)
    choice.error = speech("Choose one of: {words}.", words=", ".join(words))
    page.add_data_validation(choice)
    column = letter(_VERDICT)
    choice.add(f"{column}{top + 1}:{column}{top + max(1, rows)}")


def _print_setup(page: Worksheet, sheet: ReviewSheet, top: int, speech: Speech) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.print_title_rows = f"{top}:{top}"
    foot: Any = page.oddFooter
    foot.right.text = speech("Page {page} of {pages}", page="&P", pages="&N")
    head: Any = page.oddHeader
    head.left.text = escaped(" ".join(sheet.title.split())[:110]).replace("&", "&&")
