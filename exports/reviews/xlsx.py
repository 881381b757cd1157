"""A review as a workbook: instructions on top, a row for each cell and coding, a list of verdicts.

The sheet is not protected: Excel sorts no protected rows. The columns that lead comments back are
grey and narrow instead, and are sorted with their rows.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
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
    inner: Worksheet = book.worksheets[0]
    page = _Page(inner)
    inner.title = sheet_name(speech("Review"), taken=(), fallback="Review")
    for nth, (_, width) in enumerate(_HEADS, start=1):
        inner.column_dimensions[letter(nth)].width = width
    top = _front(page, sheet, speech)
    rows = list(review_rows(sheet, speech))
    for nth, (name, _) in enumerate(_HEADS, start=1):
        page.put(top, nth, speech(name), _Look(bold=True, fill=_HEAD))
    for at, row in enumerate(rows, start=top + 1):
        _row(page, at, row)
    _choices(inner, top, len(rows), speech)
    inner.freeze_panes = f"A{top + 1}"
    inner.auto_filter.ref = f"A{top}:{letter(len(_HEADS))}{top + len(rows)}"
    _print_setup(inner, sheet, top, speech)
    book.properties.title = escaped(sheet.title)
    book.properties.creator = "Runut"
    book.save(path)


def _front(page: _Page, sheet: ReviewSheet, speech: Speech) -> int:
    """Title, facts and instructions; the row of the headings."""
    page.put(1, 1, sheet.title, _Look(14, bold=True, is_lined=False, wraps=False))
    at = 2
    for fact in sheet.facts:
        _line(page, at, f"{fact.label}: {fact.text}", _Look(colour=_SOFT, is_lined=False))
        at += 1
    for sentence in instructions(speech):
        _line(page, at, sentence, _Look(bold=True, is_lined=False))
        at += 1
    return at + 1


def _line(page: _Page, at: int, text: str, look: _Look) -> None:
    page.inner.merge_cells(start_row=at, end_row=at, start_column=1, end_column=_COMMENT)
    page.put(at, 1, text, look)
    page.inner.row_dimensions[at].height = line_count(text, _SECOND_WIDTH) * LINE_POINTS + 3


def _row(page: _Page, at: int, row: ReviewRow) -> None:
    fields = (
        number_words(row), row.kind, row.place, row.words, row.keys, "", "", row.earlier,
        row.identifier, row.check,
    )  # fmt: skip
    for nth, text in enumerate(fields, start=1):
        look = _Look()
        if nth in (_VERDICT, _COMMENT):
            look = _Look(fill=_ASKED)
        elif nth >= _IDENTIFIER:
            look = _Look(7, colour=_GREY, wraps=False)
        page.put(at, nth, text, look)
    lines = max(
        line_count(text, width) for text, (_, width) in zip(fields[:8], _HEADS[:8], strict=True)
    )
    page.inner.row_dimensions[at].height = min(lines, LINES_PER_ROW) * LINE_POINTS + 4


@dataclass(frozen=True, slots=True)
class _Look:
    """How a cell looks."""

    size: int = 10
    bold: bool = False
    colour: str = _INK
    fill: str = ""
    is_lined: bool = True
    wraps: bool = True


class _Page:
    """The worksheet; a look becomes a style once, since making one takes openpyxl long."""

    def __init__(self, inner: Worksheet) -> None:
        self.inner = inner
        self._styles: dict[tuple[_Look, bool], Any] = {}

    def put(self, row: int, column: int, text: str, look: _Look) -> None:
        """Write a text, which is never a formula."""
        cell: Any = self.inner.cell(row=row, column=column)
        cell.value = escaped(text) or None
        cell.data_type = "s" if text else "n"
        guarded = is_formula_like(text)
        known = self._styles.get((look, guarded))
        if known is None:
            _dress(cell, look)
            cell.quotePrefix = guarded
            known = self._styles[look, guarded] = cell._style  # noqa: SLF001
        cell._style = copy(known)  # noqa: SLF001


def _dress(cell: Any, look: _Look) -> None:  # noqa: ANN401 - openpyxl's cells have no common type
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.font = Font(name="Calibri", size=look.size, bold=look.bold, color=look.colour)
    cell.alignment = Alignment(vertical="top", wrap_text=look.wraps)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.is_lined:
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
