"""The rows of a list of coded segments: values, a filter over them, and the table model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QIcon

from models.positions import Span
from models.vocabulary import CodingState
from qda.i18n import Speech, mark
from ui.reader.state import SPAN_MIME, packed_span
from ui.theme import LIGHT, Colours
from ui.widgets.marks import mark_icon

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A coding in a list.

    `id` is the coding's, `key` the trace key with its paragraph (`W03:12`), `quote` the exact words
    of `span` in the source.
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


class Column(IntEnum):
    """The columns of the list, from the left."""

    KEY = 0
    QUOTE = 1
    CODE = 2
    CODER = 3
    STATE = 4


_HEADINGS = {
    Column.KEY: mark("Place"),
    Column.QUOTE: mark("Words"),
    Column.CODE: mark("Code"),
    Column.CODER: mark("Coder"),
    Column.STATE: mark("State"),
}


def matching(rows: Sequence[SegmentRow], words: str) -> Sequence[SegmentRow]:
    """The rows in which every one of the words occurs, in key, quote, code or coder."""
    wanted = words.casefold().split()
    if not wanted:
        return rows
    return [row for row in rows if _holds(row, wanted)]


def _holds(row: SegmentRow, wanted: Sequence[str]) -> bool:
    said = f"{row.key}\n{row.quote}\n{row.code}\n{row.coder}".casefold()
    return all(word in said for word in wanted)


def one_line(quote: str) -> str:
    """A quote on one line, its white space run together; for lists only, never for copies."""
    return " ".join(quote.split())


class SegmentModel(QAbstractTableModel):
    """Coded segments as a table; holds the rows it is given and a filter over them."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.colours: Colours = LIGHT
        self._all: Sequence[SegmentRow] = ()
        self.rows: Sequence[SegmentRow] = ()
        self._words = ""
        self._order: tuple[Column, bool] | None = None
        self._icons: dict[tuple[str, bool], QIcon] = {}

    @property
    def total(self) -> int:
        """How many rows there are, shown or filtered out."""
        return len(self._all)

    def set_rows(self, rows: Sequence[SegmentRow]) -> None:
        """Show other rows, through the present filter and order."""
        self._all = rows
        self._apply()

    def set_words(self, words: str) -> None:
        """Show only the rows that hold these words."""
        self._words = words
        self._apply()

    def set_speech(self, speech: Speech, colours: Colours) -> None:
        """Word headings and states anew, and paint marks for these colours."""
        self.speech, self.colours = speech, colours
        self._icons.clear()
        self._apply()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def _apply(self) -> None:
        self.beginResetModel()
        rows = matching(self._all, self._words)
        if self._order is not None:
            column, falling = self._order
            rows = sorted(rows, key=lambda row: _sort_key(row, column), reverse=falling)
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Override."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Override."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.speech(_HEADINGS[Column(section)])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (Column.QUOTE, Column.CODE):
            return row.quote if column is Column.QUOTE else row.code
        if role == Qt.ItemDataRole.DecorationRole and column is Column.CODE:
            return self._icon(row)
        return None

    def _text(self, row: SegmentRow, column: Column) -> str:
        if column is Column.KEY:
            return row.key
        if column is Column.QUOTE:
            return one_line(row.quote)
        if column is Column.CODE:
            return row.code
        if column is Column.CODER:
            return row.coder
        proposed = row.state is CodingState.PROPOSED
        return self.speech("proposed") if proposed else self.speech("confirmed")

    def _icon(self, row: SegmentRow) -> QIcon:
        wanted = row.colour, row.state is CodingState.PROPOSED
        if wanted not in self._icons:
            self._icons[wanted] = mark_icon(wanted[0], self.colours, proposed=wanted[1])
        return self._icons[wanted]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Override: by the order of the text where two rows are alike."""
        falling = order == Qt.SortOrder.DescendingOrder
        self._order = (Column(column), falling) if column >= 0 else None
        self._apply()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Override: a row can be dragged out."""
        own = super().flags(index)
        return own | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else own

    def mimeTypes(self) -> list[str]:
        """Override."""
        return ["text/plain", SPAN_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Override: the quotes with their references, and the first row's span."""
        rows = [self.rows[number] for number in sorted({index.row() for index in indexes})]
        data = QMimeData()
        data.setText(copied(rows))
        if rows:
            data.setData(SPAN_MIME, packed_span(rows[0].source_id, rows[0].span))
        return data


def copied(rows: Sequence[SegmentRow]) -> str:
    """The rows as text: each quote to the letter with its reference, one after another."""
    return "\n".join(f"“{row.quote}” ({row.key})" for row in rows)


def _sort_key(row: SegmentRow, column: Column) -> tuple[str, int, Span]:
    said = {
        Column.KEY: "",
        Column.QUOTE: row.quote.casefold(),
        Column.CODE: row.code.casefold(),
        Column.CODER: row.coder.casefold(),
        Column.STATE: row.state.value,
    }[column]
    return said, row.source_id, row.span
