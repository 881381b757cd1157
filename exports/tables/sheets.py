"""Worksheets made row by row: styles by name, text that stays text, links, print set-up."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from exports.errors import TooLongForWorkbook
from exports.tables.cell_text import escaped, is_formula_like
from qda.i18n import Speech

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

ROW_LIMIT: Final = 1_048_576
COLUMN_LIMIT: Final = 16_384
LINK_LIMIT: Final = 65_000
_BATCH: Final = 500_000
LINE_POINTS: Final = 13.5
LINES_PER_ROW: Final = 28
_HEADER_LIMIT: Final = 110
_INK, _SOFT, _LINE, _HEAD, _BAND, _DRAFT = (
    "FF1C2024",
    "FF4A545E",
    "FFB8C0C8",
    "FFEEF2F5",
    "FFDFE7EC",
    "FFFFF8E5",
)


@dataclass(frozen=True, slots=True)
class Look:
    """How cells of one kind look."""

    size: int = 10
    bold: bool = False
    italic: bool = False
    colour: str = _INK
    fill: str = ""
    lined: bool = True
    centred: bool = False
    underlined: bool = False
    wrapped: bool = True
    number: str = ""


LOOKS: Final = {
    "title": Look(14, bold=True, lined=False, wrapped=False),
    "subtitle": Look(11, colour=_SOFT, lined=False, wrapped=False),
    "link": Look(colour="FF0B5C8A", lined=False, underlined=True, wrapped=False),
    "head": Look(bold=True, fill=_HEAD),
    "band": Look(bold=True, fill=_BAND, centred=True),
    "row": Look(bold=True, fill=_HEAD),
    "cell": Look(),
    "draft": Look(italic=True, fill=_DRAFT),
    "figures": Look(bold=True, colour="FF0B5C8A", underlined=True, fill="FFF6F8FA"),
    "bare": Look(bold=True, fill="FFF6F8FA"),
    "linked": Look(colour="FF0B5C8A", underlined=True),
    "label": Look(bold=True, lined=False),
    "plain": Look(lined=False),
    "section": Look(12, bold=True, lined=False, wrapped=False),
    "count": Look(number="#,##0"),
    "share": Look(number="0.0%"),
    "probability": Look(number='[<0.0001]"< 0.0001";0.0000'),
    **{
        f"number{digits}": Look(number=f"#,##0{'.' * bool(digits)}{'0' * digits}")
        for digits in range(5)
    },
}


@dataclass(frozen=True, slots=True)
class Field:
    """The content of a cell: text or a number, its look, and the cell that it leads to."""

    text: str | float
    look: str = "cell"
    link: str = ""


class Sheets:
    """The worksheets of one workbook, with their styles made once.

    A look becomes a style once, by way of a sample cell.
    """

    def __init__(self) -> None:
        from openpyxl import Workbook

        self.book: Workbook = Workbook(write_only=True)
        self._styles: dict[tuple[str, bool], str] = {}

    def add(self, name: str) -> Sheet:
        """A new, empty worksheet of this name."""
        return Sheet(self, self.book.create_sheet(name))

    def style(self, look: str, sheet: WriteOnlyWorksheet, *, is_guarded: bool) -> str:
        """The number of a look's style; guarded cells say that their text is no formula."""
        known = self._styles.get((look, is_guarded))
        if known is None:
            known = self._styles[look, is_guarded] = _style(
                LOOKS[look], sheet, is_guarded=is_guarded
            )
        return known


class Sheet:
    """A worksheet that is filled from the top; `rows` of them stand.

    openpyxl makes an object of every cell, which for 20,000 rows of evidence takes ten seconds.
    Here openpyxl keeps the package, the styles and everything around the rows, while the rows
    themselves go into its stream as markup, in which each text is escaped once.
    """

    def __init__(self, sheets: Sheets, sheet: WriteOnlyWorksheet) -> None:
        # openpyxl's types leave out nearly all that a write-only sheet has.
        self.inner: Any = sheet
        self.rows = 0
        self._sheets = sheets
        self._letters: list[str] = []
        self._known: defaultdict[str, dict[str | float, str]] = defaultdict(dict)
        self._plain = self._known["cell"]
        self._links: list[tuple[str, str]] = []
        self._rows: Generator[None, str, None] | None = None

    @property
    def name(self) -> str:
        """The worksheet's name."""
        return str(self.inner.title)

    def append(
        self, fields: Iterable[Field | str | float | None], *, height: float | None = None
    ) -> int:
        """Add a row of cells; its number, counted from 1.

        A bare text or number stands for a plain cell, None for no cell at all.

        Raises:
            TooLongForWorkbook: a worksheet has no room for it.
        """
        if self._rows is None:
            self._rows = self._started()
        self.rows += 1
        if self.rows > ROW_LIMIT:
            raise TooLongForWorkbook(rows=self.rows, limit=ROW_LIMIT)
        tall = "" if height is None else f' ht="{min(409.0, height):g}" customHeight="1"'
        cells: list[str] = []
        for nth, field in enumerate(fields):
            if field is not None:
                at = f"{self._letter(nth)}{self.rows}"
                cells.append(f'<c r="{at}"{self._content(field, at)}')
        self._rows.send(f'<row r="{self.rows}"{tall}>{"".join(cells)}</row>')
        return self.rows

    def merge(self, *, row: int, first: int, last: int, rows: int = 1) -> None:
        """Join the cells `first` to `last`, counted from 1, of `rows` rows from `row` on."""
        if last > first or rows > 1:
            end = f"{letter(last)}{row + rows - 1}"
            self.inner.merged_cells.add(f"{letter(first)}{row}:{end}")

    def break_page(self) -> None:
        """Let a fresh page of paper begin with the next row."""
        from openpyxl.worksheet.pagebreak import Break

        self.inner.row_breaks.append(Break(id=self.rows))

    def widths(self, widths: Iterable[float]) -> None:
        """Give the columns their widths in narrow characters; before the first row."""
        for nth, width in enumerate(widths, start=1):
            self.inner.column_dimensions[letter(nth)].width = width

    def print_setup(self, *, title: str, wide: bool, pages_wide: int, speech: Speech) -> None:
        """Landscape A4, or A3 where it is `wide`, with running title and page numbers."""
        from openpyxl.worksheet.properties import PageSetupProperties

        self.inner.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        setup = self.inner.page_setup
        setup.orientation, setup.paperSize = "landscape", 8 if wide else 9
        setup.fitToWidth, setup.fitToHeight = pages_wide, 0
        margins = self.inner.page_margins
        margins.left = margins.right = 0.4
        margins.top = margins.bottom = 0.75
        running = title if len(title) <= _HEADER_LIMIT else f"{title[: _HEADER_LIMIT - 1]}…"
        # In headers `&` starts a command; doubled it is itself.
        running = escaped(" ".join(running.split())).replace("&", "&&")
        self.inner.HeaderFooter.oddHeader.left.text = running
        foot = speech("Page {page} of {pages}", page="&P", pages="&N")
        self.inner.HeaderFooter.oddFooter.right.text = foot
        self.inner.HeaderFooter.oddFooter.left.text = "Runut"

    def _started(self) -> Generator[None, str, None]:
        self.inner._get_writer()  # noqa: SLF001 - see the docstring
        stream = self.inner._writer.xf  # noqa: SLF001
        running = self._stream(stream, stream.send(True))
        next(running)
        # The sheet closes this generator when the workbook is saved.
        self.inner._rows = running  # noqa: SLF001
        return running

    def _stream(
        self,
        stream: Any,  # noqa: ANN401 - openpyxl has no types for its streams
        sheet_data: Any,  # noqa: ANN401
    ) -> Generator[None, str, None]:
        from openpyxl.worksheet.hyperlink import Hyperlink

        with sheet_data.element("sheetData"):
            waiting: list[str] = []
            size = 0
            with contextlib.suppress(GeneratorExit):
                while True:
                    row = yield
                    waiting.append(row)
                    size += len(row)
                    if size > _BATCH:
                        _pour(waiting, sheet_data)
                        waiting, size = [], 0
            _pour(waiting, sheet_data)
        links = [Hyperlink(ref=at, location=to) for at, to in self._links]
        self.inner._hyperlinks += links  # noqa: SLF001
        stream.send(None)

    def _letter(self, nth: int) -> str:
        while nth >= len(self._letters):
            self._letters.append(letter(len(self._letters) + 1))
        return self._letters[nth]

    def _content(self, field: Field | str | float, at: str) -> str:
        if isinstance(field, Field):
            if field.link:
                self._links.append((at, field.link))
            known, text, look = self._known[field.look], field.text, field.look
        else:
            known, text, look = self._plain, field, "cell"
        content = known.get(text)
        if content is None:
            content = known[text] = self._markup(look, text)
        return content

    def _markup(self, look: str, text: str | float) -> str:
        guarded = isinstance(text, str) and is_formula_like(text)
        style = self._sheets.style(look, self.inner, is_guarded=guarded)
        if not isinstance(text, str):
            return f' s="{style}"><v>{text}</v></c>'
        if not text:
            return f' s="{style}"/>'
        stored = escape(escaped(text), {"\r": "&#13;"})
        return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{stored}</t></is></c>'


def _pour(rows: list[str], sheet_data: Any) -> None:  # noqa: ANN401 - as above
    from openpyxl.xml.functions import fromstring

    for row in fromstring(f"<rows>{''.join(rows)}</rows>"):
        sheet_data.write(row)


def letter(column: int) -> str:
    """The letters of a column counted from 1: A, B … Z, AA."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def place(sheet: str, row: int, column: int = 1) -> str:
    """The address of a cell for a link within the workbook: `'Bukti'!A5`."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{letter(column)}{row}"


def _style(look: Look, sheet: WriteOnlyWorksheet, *, is_guarded: bool) -> str:
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = Cell(sheet, row=1, column=1)
    cell.font = Font(
        name="Calibri",
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        color=look.colour,
        underline="single" if look.underlined else None,
    )
    horizontal = "center" if look.centred else None
    cell.alignment = Alignment(vertical="top", horizontal=horizontal, wrap_text=look.wrapped)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.lined:
        side = Side(style="thin", color=_LINE)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    if look.number:
        cell.number_format = look.number
    cell.quotePrefix = is_guarded
    return str(cell.style_id)
