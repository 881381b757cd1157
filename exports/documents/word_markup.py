"""The markup of Word documents (ECMA-376 part 1), made as text: runs, paragraphs, tables, links.

For 20,000 pieces of evidence an object for each run takes minutes; here each text is escaped once,
and the whole body is parsed in one go. Measures are points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from exports.documents.bidi import has_right_to_left, resolved
from exports.documents.quote_documents import visible

_BREAKS: Final = re.compile("(\r\n|[\n\r\t])")
_MARKS: Final = {"\r\n": "<w:br/>", "\n": "<w:br/>", "\r": "<w:cr/>", "\t": "<w:tab/>"}
_NAME: Final = re.compile("[^A-Za-z0-9_]")
_NAME_LIMIT: Final = 40
TWIPS: Final = 20
"""Twentieths of a point, in which Word counts."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; `link` names the place of the document they lead to."""

    text: str
    bold: bool = False
    italic: bool = False
    style: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """What Word works out: `PAGE`, `SEQ Tabel`; `shown` stands there until it does."""

    code: str
    shown: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A box in which the reader chooses one of some words; `asked` stands there until then."""

    options: tuple[str, ...]
    asked: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs in a style; `anchor` makes it a place that links lead to."""

    runs: tuple[Run | Field | Choice, ...]
    style: str = ""
    anchor: str = ""
    keeps_next: bool = False
    breaks_page: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """Paragraphs in a table; `span` counts columns, `fill` is `rrggbb`."""

    paragraphs: tuple[Paragraph, ...]
    span: int = 1
    fill: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells side by side; a `head` is repeated on each page, a row that is `whole` never parted."""

    cells: tuple[TableCell, ...]
    head: bool = False
    whole: bool = False

    def with_last(self, paragraph: Paragraph) -> TableRow:
        """The row with one more paragraph in its last cell."""
        *others, last = self.cells
        more = replace(last, paragraphs=(*last.paragraphs, paragraph))
        return replace(self, cells=(*others, more))


@dataclass(slots=True)
class Bookmarks:
    """The places of a document that links lead to, each numbered once."""

    known: dict[str, int] = field(default_factory=dict)

    def start(self, name: str) -> tuple[str, str]:
        """The markup before and behind what bears the name; none where it is taken already."""
        plain = bookmark(name)
        if not plain or plain in self.known:
            return "", ""
        number = self.known[plain] = len(self.known) + 1
        return (
            f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(plain)}/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )


def bookmark(name: str) -> str:
    """A name as Word takes it: letters, digits and underscores, 40 at most, a letter first.

    >>> bookmark("c0-1")
    'c0_1'
    """
    return _NAME.sub("_", name)[:_NAME_LIMIT]


def paragraph(value: Paragraph, marks: Bookmarks) -> str:
    """The markup of a paragraph."""
    text = "".join(run.text for run in value.runs if isinstance(run, Run))
    levels: tuple[int, ...] = ()
    properties = [f'<w:pStyle w:val="{value.style}"/>'] if value.style else []
    if value.keeps_next:
        properties.append("<w:keepNext/>")
    if value.breaks_page:
        properties.append("<w:pageBreakBefore/>")
    if has_right_to_left(text):
        told = resolved(text)
        levels = told.levels
        if told.base % 2:
            properties.append("<w:bidi/>")
    before, behind = marks.start(value.anchor)
    inner = "".join(_runs(value.runs, levels))
    head = f"<w:pPr>{''.join(properties)}</w:pPr>" if properties else ""
    return f"<w:p>{head}{before}{inner}{behind}</w:p>"


def _runs(runs: Sequence[Run | Field | Choice], levels: tuple[int, ...]) -> Iterator[str]:
    start = 0
    for run in runs:
        if isinstance(run, Field):
            yield _field(run)
            continue
        if isinstance(run, Choice):
            yield _choice(run)
            continue
        own = levels[start : start + len(run.text)]
        start += len(run.text)
        inner = "".join(_run(text, run, level) for text, level in _by_direction(run.text, own))
        if run.link and inner:
            name = quoteattr(bookmark(run.link))
            yield f'<w:hyperlink w:anchor={name} w:history="1">{inner}</w:hyperlink>'
        else:
            yield inner


def _by_direction(text: str, levels: tuple[int, ...]) -> Iterator[tuple[str, int]]:
    if not levels:
        if text:
            yield text, 0
        return
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or levels[at] % 2 != levels[start] % 2:
            yield text[start:at], levels[start] % 2
            start = at


def _run(text: str, run: Run, level: int) -> str:
    properties = [f'<w:rStyle w:val="{run.style}"/>'] if run.style else []
    if run.bold:
        properties.append("<w:b/><w:bCs/>")
    if run.italic:
        properties.append("<w:i/><w:iCs/>")
    if level:
        properties.append("<w:rtl/>")
    head = f"<w:rPr>{''.join(properties)}</w:rPr>" if properties else ""
    return f"<w:r>{head}{_text(text)}</w:r>"


def _text(text: str) -> str:
    parts = _BREAKS.split(text)
    return "".join(
        _MARKS.get(part) or f'<w:t xml:space="preserve">{escape(visible(part))}</w:t>'
        for part in parts
        if part
    )


def _field(value: Field) -> str:
    look = "<w:rPr><w:b/><w:bCs/></w:rPr>" if value.bold else ""
    code = escape(value.code)
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{look}{_text(value.shown)}</w:r>"
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def contents(code: str, entries: Sequence[tuple[int, str, str]], width: float) -> str:
    """A list that Word makes by a field, with its entries as they are now.

    An entry is its level, its words and its place; Word fills in the pages when it opens the file.
    """
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    tab = f'<w:tab w:val="right" w:leader="dot" w:pos="{round(width * TWIPS)}"/>'
    told: list[str] = []
    for nth, (level, words, anchor) in enumerate(entries):
        name = bookmark(anchor)
        page = _field(Field(f"PAGEREF {name} \\h", "…"))
        told.append(
            f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/><w:tabs>{tab}</w:tabs></w:pPr>'
            f"{begin if nth == 0 else ''}"
            f'<w:hyperlink w:anchor={quoteattr(name)} w:history="1"><w:r>{_text(words)}</w:r>'
            f"<w:r><w:tab/></w:r>{page}</w:hyperlink>"
            f"{end if nth == len(entries) - 1 else ''}</w:p>"
        )
    return "".join(told)


def _choice(value: Choice) -> str:
    items = "".join(
        f"<w:listItem w:displayText={quoteattr(each)} w:value={quoteattr(each)}/>"
        for each in value.options
    )
    return (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList>{items}</w:dropDownList></w:sdtPr>"
        f"<w:sdtContent><w:r>{_text(value.asked)}</w:r></w:sdtContent></w:sdt>"
    )


def table(
    widths: Sequence[float], rows: Iterable[TableRow], marks: Bookmarks, *, style: str
) -> str:
    """The markup of a table with columns of these widths."""
    twips = [round(width * TWIPS) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    listed = list(rows)
    body = "".join(_row(row, twips, marks) for row in listed)
    first = int(bool(listed) and listed[0].head)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="06{first * 2}0" w:firstRow="{first}" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(row: TableRow, twips: list[int], marks: Bookmarks) -> str:
    properties = "<w:cantSplit/>" if row.head or row.whole else ""
    properties += "<w:tblHeader/>" if row.head else ""
    head = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    cells: list[str] = []
    at = 0
    for cell in row.cells:
        width = sum(twips[at : at + cell.span])
        at += cell.span
        cells.append(_cell(cell, width, marks))
    return f"<w:tr>{head}{''.join(cells)}</w:tr>"


def _cell(cell: TableCell, width: int, marks: Bookmarks) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.span > 1:
        properties += f'<w:gridSpan w:val="{cell.span}"/>'
    if cell.fill:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>'
    inner = "".join(paragraph(each, marks) for each in cell.paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or '<w:p/>'}</w:tc>"
