"""The rows of a list of coded segments, and the table model that reads them page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from html import escape
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon

from models.positions import Span
from models.vocabulary import CodingState, Polarity, TimeFrame
from qda.i18n import Speech, mark
from qda.labels import label
from ui.reader.state import SPAN_MIME, packed_span
from ui.short_words import one_line
from ui.signs import IMPORTANT, MEMO, POLARITIES
from ui.theme import LIGHT, Colours
from ui.widgets.marks import mark_icon

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()

PAGE: Final = 200
"""Rows that are read at once."""

KEPT: Final = 40
"""Pages that are kept; the oldest makes room."""

CODINGS_MIME: Final = "application/x-runut-codings"
"""Dragged codings: their ids in decimal digits, parted by commas."""

ROW: Final = Qt.ItemDataRole.UserRole
"""The role under which a cell gives its whole `SegmentRow`."""


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A coding in a list.

    `id` is the coding's, `key` the trace key with its paragraph (`W03:12`), `quote` the exact words
    of `span` in the source, `informant` whose words they are.
    """

    id: int
    source_id: int
    span: Span
    key: str
    quote: str
    code: str
    colour: str
    coder: str
    state: CodingState
    code_id: int = 0
    uuid: str = ""
    informant: str = ""
    polarity: Polarity | None = None
    strength: int | None = None
    time: TimeFrame | None = None
    important: bool = False
    tags: tuple[str, ...] = ()
    memo: bool = False


class Column(IntEnum):
    """The columns of the list, from the left."""

    KEY = 0
    QUOTE = 1
    CODE = 2
    INFORMANT = 3
    CODER = 4
    STATE = 5
    SIGNS = 6
    TAGS = 7


HEADINGS: Final = {
    Column.KEY: mark("Place"),
    Column.QUOTE: mark("Words"),
    Column.CODE: mark("Code"),
    Column.INFORMANT: mark("Informant"),
    Column.CODER: mark("Coder"),
    Column.STATE: mark("State"),
    Column.SIGNS: mark("Signs"),
    Column.TAGS: mark("Tags"),
}


def signs(row: SegmentRow, speech: Speech) -> str:
    """Importance, polarity, strength, time and memo as short signs: `★ + 3 past ✎`."""
    parts = [IMPORTANT] if row.important else []
    if row.polarity is not None:
        parts.append(POLARITIES[row.polarity])
    if row.strength is not None:
        parts.append(str(row.strength))
    if row.time is not None:
        parts.append(label(row.time, speech))
    if row.memo:
        parts.append(MEMO)
    return "  ".join(parts)


def said_signs(row: SegmentRow, speech: Speech) -> str:
    """What the signs mean, in words."""
    parts = [speech("important")] if row.important else []
    parts += [label(each, speech) for each in (row.polarity, row.time) if each is not None]
    if row.strength is not None:
        parts.append(speech("strength {grade}", grade=row.strength))
    if row.memo:
        parts.append(speech("with a memo"))
    return ", ".join(parts)


def said(row: SegmentRow, speech: Speech) -> str:
    """The whole row in words, as a screen reader says it."""
    parts = [row.key, f"“{one_line(row.quote)}”", row.code, row.informant, row.coder]
    parts += [label(row.state, speech), said_signs(row, speech), ", ".join(row.tags)]
    return ". ".join(part for part in parts if part)


def copied(rows: Sequence[SegmentRow]) -> str:
    """The rows as text: each quote to the letter with its reference, one after another."""
    return "\n".join(f"“{row.quote}” ({row.key})" for row in rows)


def copied_table(rows: Sequence[SegmentRow], speech: Speech) -> str:
    """The rows as a table of place, words, code, informant, coder and state, in HTML."""
    columns = (Column.KEY, Column.QUOTE, Column.CODE, Column.INFORMANT, Column.CODER, Column.STATE)
    lines = ["".join(f"<th>{escape(speech(HEADINGS[each]))}</th>" for each in columns)]
    for row in rows:
        state = label(row.state, speech)
        cells = (row.key, row.quote, row.code, row.informant, row.coder, state)
        lines.append("".join(f"<td>{_in_html(cell)}</td>" for cell in cells))
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def copied_data(rows: Sequence[SegmentRow], speech: Speech) -> QMimeData:
    """The rows for the clipboard or a drag: as text, and as a table for word processors."""
    data = QMimeData()
    data.setText(copied(rows))
    data.setHtml(copied_table(rows, speech))
    return data


def packed_codings(ids: Sequence[int]) -> bytes:
    """The ids of codings as they are dragged."""
    return ",".join(map(str, ids)).encode()


def unpacked_codings(payload: bytes) -> tuple[int, ...]:
    """The ids of dragged codings; none where the payload is not one of ours."""
    parts = payload.split(b",")
    return tuple(map(int, parts)) if all(part.isdigit() for part in parts) else ()


def _in_html(words: str) -> str:
    return escape(words).replace("\n", "<br>")


class SegmentModel(QAbstractTableModel):
    """Coded segments as a table of which only the pages that are looked at are held.

    Signals:
        page_wanted: a page is not here yet (its number).
        sort_wanted: a heading was clicked (its `Column`, or None for reading order; whether
            falling).
    """

    page_wanted = Signal(int)
    sort_wanted = Signal(object, bool)

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.colours: Colours = LIGHT
        self.count = 0
        self._pages: dict[int, Sequence[SegmentRow]] = {}
        self._asked: set[int] = set()
        self._icons: dict[tuple[str, bool], QIcon] = {}

    def show(self, count: int, pages: dict[int, Sequence[SegmentRow]]) -> None:
        """Show a list of `count` rows, of which some pages are here.

        Where the list stays as long as it was, what is selected stays selected.
        """
        if count == self.count:
            self._pages, self._asked = dict(pages), set(pages)
            self._tell()
            return
        self.beginResetModel()
        self.count, self._pages, self._asked = count, dict(pages), set(pages)
        self.endResetModel()

    def add_page(self, number: int, rows: Sequence[SegmentRow]) -> None:
        """Show the rows of a page that was asked for."""
        if len(self._pages) >= KEPT:
            oldest = next(iter(self._pages))
            del self._pages[oldest]
            self._asked.discard(oldest)
        self._pages[number] = rows
        self._asked.add(number)
        last = min(self.count, (number + 1) * PAGE) - 1
        if last >= number * PAGE:
            bottom = self.index(last, self.columnCount() - 1)
            self.dataChanged.emit(self.index(number * PAGE, 0), bottom)

    def row(self, number: int) -> SegmentRow | None:
        """The row with a 0-based number, or None while it is being read."""
        page, at = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked and number < self.count:
                self._asked.add(page)
                self.page_wanted.emit(page)
            return None
        return rows[at] if at < len(rows) else None

    def number_of(self, coding_id: int) -> int | None:
        """The number of the row of a coding among the pages that are here, or None."""
        for page, rows in self._pages.items():
            for at, row in enumerate(rows):
                if row.id == coding_id:
                    return page * PAGE + at
        return None

    def loaded(self, numbers: range) -> list[SegmentRow] | None:
        """The rows of a stretch, or None where some of them are not here."""
        found = []
        for number in numbers:
            page, at = divmod(number, PAGE)
            rows = self._pages.get(page, ())
            if at >= len(rows):
                return None
            found.append(rows[at])
        return found

    def set_speech(self, speech: Speech, colours: Colours) -> None:
        """Word headings and cells anew, and paint marks for these colours."""
        self.speech, self.colours = speech, colours
        self._icons.clear()
        self._tell()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def _tell(self) -> None:
        if self.count:
            bottom = self.index(self.count - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), bottom)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else self.count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.speech(HEADINGS[Column(section)])
        if role == Qt.ItemDataRole.ToolTipRole and section == Column.QUOTE:
            return self.speech("Sorts by how long the coded words are")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: a row that is being read is blank for a moment."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        return self._given(row, Column(index.column()), role)

    def _given(self, row: SegmentRow, column: Column, role: int) -> object:
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            whole = column is Column.QUOTE
            return said(row, self.speech) if whole else self._said(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.quote if column is Column.QUOTE else self._said(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column is Column.CODE:
            return self.icon(row)
        return None

    def _text(self, row: SegmentRow, column: Column) -> str:
        texts = {
            Column.KEY: row.key,
            Column.QUOTE: one_line(row.quote),
            Column.CODE: row.code,
            Column.INFORMANT: row.informant,
            Column.CODER: row.coder,
            Column.TAGS: ", ".join(row.tags),
        }
        if column is Column.STATE:
            return label(row.state, self.speech)
        return signs(row, self.speech) if column is Column.SIGNS else texts[column]

    def _said(self, row: SegmentRow, column: Column) -> str:
        is_signs = column is Column.SIGNS
        return said_signs(row, self.speech) if is_signs else self._text(row, column)

    def icon(self, row: SegmentRow) -> QIcon:
        """The mark of a row's code, hollow where the coding is only proposed."""
        wanted = row.colour, row.state is CodingState.PROPOSED
        if wanted not in self._icons:
            self._icons[wanted] = mark_icon(wanted[0], self.colours, proposed=wanted[1])
        return self._icons[wanted]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Override: the study sorts; the model is told what comes of it."""
        falling = order == Qt.SortOrder.DescendingOrder
        self.sort_wanted.emit(Column(column) if column >= 0 else None, falling)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Override: a row can be dragged out."""
        own = super().flags(index)
        return own | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else own

    def mimeTypes(self) -> list[str]:
        """Override."""
        return ["text/plain", "text/html", SPAN_MIME, CODINGS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Override: the quotes with their references, the first row's span, and the codings."""
        numbers = sorted({index.row() for index in indexes})
        rows = [row for number in numbers if (row := self.row(number)) is not None]
        data = copied_data(rows, self.speech)
        if rows:
            data.setData(SPAN_MIME, packed_span(rows[0].source_id, rows[0].span))
            data.setData(CODINGS_MIME, packed_codings([row.id for row in rows]))
        return data
