"""The rows of a table as Qt shows them: their order is held, what they say is read in windows."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
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

from models.positions import Span
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.rows import CodeRow
from qda.retrieval.searching import pattern_of, spans_in
from qda.retrieval.table.columns import ColumnKind, TableColumn
from qda.retrieval.table.conditions import search_terms
from qda.retrieval.table.listing import Listing, RowGroup
from qda.retrieval.table.question import SortKey
from qda.retrieval.table.rows import RowCoding, TableRow
from qda.retrieval.table.wording import (
    heading,
    said_stars,
    shown,
    stars,
    unanswered,
    value_words,
)
from ui.short_words import one_line, shortened
from ui.signs import MEMO, POLARITIES

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()

PAGE: Final = 200
"""Rows that are read at once."""

KEPT: Final = 8_000
"""Rows that are kept once they were read; the oldest make room."""

ROWS_MIME: Final = "application/x-runut-rows"
"""Dragged rows of a table: their ids in decimal digits, parted by commas."""

ROW: Final = Qt.ItemDataRole.UserRole
"""The role under which a cell gives its whole `TableRow`."""
GROUP: Final = ROW + 1
"""The role under which a heading gives its `RowGroup`."""

_TOOLTIP: Final = 1_200
_FLAG: Final = Qt.ItemFlag
_OF_HEADING: Final = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable | _FLAG.ItemNeverHasChildren
_OF_ROW: Final = _OF_HEADING | _FLAG.ItemIsDragEnabled | _FLAG.ItemIsDropEnabled


class TableModel(QAbstractTableModel):
    """The answer to a question as rows and headings, of which only those looked at are read.

    `entries` has one number for each line: the id of a row, or, below zero, -1 less the place of
    its heading among the groups.

    Signals:
        wanted: a window of lines is not here yet (its number).
        entries_changed: other lines are shown, or in another order.
    """

    wanted = Signal(int)
    entries_changed = Signal()

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.columns: tuple[TableColumn, ...] = ()
        self.sort_keys: tuple[SortKey, ...] = ()
        self.codes: Mapping[int, CodeRow] = {}
        self.listing: Listing | None = None
        self.entries: array[int] = array("q")
        self.closed: set[str] = set()
        self._opened: dict[int, tuple[int, ...]] = {}
        self._beneath: set[int] = set()
        self._rows: dict[int, TableRow] = {}
        self._asked: set[int] = set()
        self._searched: re.Pattern[str] | None = None

    # --- what is shown -------------------------------------------------------------------------

    def set_columns(self, columns: tuple[TableColumn, ...]) -> None:
        """Show these columns."""
        if columns != self.columns:
            self.beginResetModel()
            self.columns = columns
            self.endResetModel()

    def show(self, listing: Listing, rows: Iterable[TableRow] = ()) -> None:
        """Show the answer to a question, of which some rows were read."""
        self.beginResetModel()
        self.listing = listing
        self.sort_keys = listing.question.sort
        terms = search_terms(listing.question.wanted.words)
        self._searched = pattern_of(terms) if terms else None
        known = {group.value for group in listing.groups}
        self.closed &= known
        self._opened = {id_: rest for id_, rest in listing.folded.items() if id_ in self._opened}
        self.entries = self._laid_out()
        self._asked.clear()
        self._keep(rows)
        self.endResetModel()
        self.entries_changed.emit()

    def _laid_out(self) -> array[int]:
        found = self.listing
        if found is None:
            return array("q")
        ids = found.ids
        made: array[int] = array("q")
        if not found.groups:
            made.extend(ids)
        for number, group in enumerate(found.groups):
            made.append(-1 - number)
            if group.value not in self.closed:
                made.extend(ids[group.first : group.first + group.count])
        self._beneath = set()
        for id_, rest in self._opened.items():
            if (at := place_of(made, id_)) is not None:
                made[at + 1 : at + 1] = array("q", rest)
                self._beneath.update(rest)
        return made

    def add_rows(self, rows: Iterable[TableRow]) -> None:
        """Show what rows say that were read."""
        self._keep(rows)
        if self.entries:
            bottom = self.index(len(self.entries) - 1, max(0, len(self.columns) - 1))
            self.dataChanged.emit(self.index(0, 0), bottom)

    def _keep(self, rows: Iterable[TableRow]) -> None:
        for row in rows:
            # What is read anew is young again.
            self._rows.pop(row.id, None)
            self._rows[row.id] = row
        for id_ in list(self._rows)[: max(0, len(self._rows) - KEPT)]:
            del self._rows[id_]

    def forget_asked(self) -> None:
        """Read what comes into view anew; until then it is shown as it was."""
        self._asked.clear()

    def window_ids(self, number: int) -> list[int]:
        """The ids of the rows among the lines of a window."""
        return [entry for entry in self.entries[number * PAGE : (number + 1) * PAGE] if entry > 0]

    def row(self, number: int) -> TableRow | None:
        """The row in a line, or None where it is a heading or is being read."""
        if not 0 <= number < len(self.entries):
            return None
        entry = self.entries[number]
        found = self._rows.get(entry) if entry > 0 else None
        page = number // PAGE
        if found is None and entry > 0 and page not in self._asked:
            self._asked.add(page)
            self.wanted.emit(page)
        return found

    def id_at(self, number: int) -> int | None:
        """The id of the row in a line, or None where it is a heading or no line at all."""
        entry = self.entries[number] if 0 <= number < len(self.entries) else -1
        return entry if entry > 0 else None

    def group_at(self, number: int) -> RowGroup | None:
        """The heading in a line, or None where it is a row."""
        entry = self.entries[number] if 0 <= number < len(self.entries) else 0
        if entry >= 0 or self.listing is None:
            return None
        return self.listing.groups[-1 - entry]

    def number_of(self, id_: int) -> int | None:
        """The line of a row, or None where it is not shown."""
        return place_of(self.entries, id_)

    def ids_between(self, ranges: Sequence[tuple[int, int]]) -> list[int]:
        """The ids of the rows in stretches of lines (first, behind the last)."""
        return [
            entry for first, behind in ranges for entry in self.entries[first:behind] if entry > 0
        ]

    # --- folding -------------------------------------------------------------------------------

    def is_beneath(self, number: int) -> bool:
        """Whether a line shows a text that is folded into the row above it."""
        return 0 <= number < len(self.entries) and self.entries[number] in self._beneath

    def folded(self, id_: int) -> tuple[int, ...]:
        """The rows that are folded into one."""
        return () if self.listing is None else self.listing.folded.get(id_, ())

    def is_open(self, id_: int) -> bool:
        """Whether what is folded into a row is shown beneath it."""
        return id_ in self._opened

    def toggle(self, number: int) -> bool:
        """Show what is folded in a line, or fold it again; False where nothing is."""
        group, id_ = self.group_at(number), self.id_at(number)
        if group is not None:
            self._toggle_group(group, number)
            return True
        if id_ is None or not self.folded(id_):
            return False
        rest = array("q", self.folded(id_))
        first, last = number + 1, number + len(rest)
        if id_ in self._opened:
            self.beginRemoveRows(_NOWHERE, first, last)
            del self._opened[id_]
            del self.entries[first : last + 1]
            self._beneath.difference_update(rest)
            self.endRemoveRows()
        else:
            self.beginInsertRows(_NOWHERE, first, last)
            self._opened[id_] = tuple(rest)
            self.entries[first:first] = rest
            self._beneath.update(rest)
            self.endInsertRows()
        self._asked.clear()
        self.entries_changed.emit()
        return True

    def _toggle_group(self, group: RowGroup, number: int) -> None:
        is_closed = group.value in self.closed
        (self.closed.discard if is_closed else self.closed.add)(group.value)
        laid = self._laid_out()
        change = abs(len(laid) - len(self.entries))
        if change and is_closed:
            self.beginInsertRows(_NOWHERE, number + 1, number + change)
            self.entries = laid
            self.endInsertRows()
        elif change:
            self.beginRemoveRows(_NOWHERE, number + 1, number + change)
            self.entries = laid
            self.endRemoveRows()
        self._asked.clear()
        self.entries_changed.emit()

    def close_all(self, *, closed: bool) -> None:
        """Fold the rows under all headings away, or show them again."""
        if self.listing is None:
            return
        self.beginResetModel()
        self.closed = {group.value for group in self.listing.groups} if closed else set()
        self.entries = self._laid_out()
        self._asked.clear()
        self.endResetModel()
        self.entries_changed.emit()

    # --- words ---------------------------------------------------------------------------------

    def set_speech(self, speech: Speech) -> None:
        """Word headings and cells anew."""
        self.speech = speech
        self.retell()

    def retell(self) -> None:
        """Show everything anew that is worded or painted."""
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.add_rows(())

    def group_words(self, group: RowGroup) -> str:
        """What a heading says: the column, the value it stands for, how many rows."""
        speech, name = self.speech, "" if self.listing is None else self.listing.question.group
        column = next((each for each in self.columns if each.name == name), None)
        if column is None:
            return group.value
        value = value_words(column, group.value, speech)
        count = speech.many("{n} row", "{n} rows", group.count)
        return f"{heading(column, speech)}: {value} · {count}"

    def chips(self, row: TableRow) -> list[tuple[RowCoding, str, int]]:
        """The codes on a row as chips: a coding with it, its name, and how many there are of it."""
        counted: dict[tuple[int, bool], list[RowCoding]] = {}
        for each in row.codings:
            counted.setdefault((each.code_id, each.proposed), []).append(each)
        return [
            (found[0], self.code_name(found[0].code_id), len(found)) for found in counted.values()
        ]

    def signs(self, row: TableRow, coding: RowCoding) -> str:
        """The signs of a chip: what is said of all codings that it stands for, and of memos."""
        alike = [each for each in row.codings if _alike(each, coding)]
        said = {each.polarity for each in alike}
        grades = {each.strength for each in alike}
        polarity = "" if len(said) > 1 or coding.polarity is None else POLARITIES[coding.polarity]
        grade = "" if len(grades) > 1 or coding.strength is None else str(coding.strength)
        return f"{polarity}{grade}{MEMO if any(each.memos for each in alike) else ''}"

    def _said_signs(self, row: TableRow, coding: RowCoding) -> list[str]:
        signs, speech = self.signs(row, coding), self.speech
        said = []
        if coding.polarity is not None and POLARITIES[coding.polarity] in signs:
            said.append(label(coding.polarity, speech))
        if coding.strength is not None and str(coding.strength) in signs:
            said.append(speech("strength {grade}", grade=coding.strength))
        if MEMO in signs:
            said.append(speech("with a memo"))
        return said

    def code_name(self, code_id: int) -> str:
        """What a code is called."""
        code = self.codes.get(code_id)
        return "…" if code is None else code.name(self.speech.language)

    def _said_codes(self, row: TableRow) -> str:
        speech = self.speech
        said = []
        for coding, name, count in self.chips(row):
            words = f"{name} ×{speech.number(count)}" if count > 1 else name
            if coding.question:
                asked = self._questions(row, coding)
                words = speech("{code} in {questions}", code=words, questions=asked)
            if more := self._said_signs(row, coding):
                words = f"{words} ({', '.join(more)})"
            said.append(speech("{code} (proposed)", code=words) if coding.proposed else words)
        return ", ".join(said)

    def _questions(self, row: TableRow, coding: RowCoding) -> str:
        """The questions in whose answers a respondent's code stands."""
        found = (each.question for each in row.codings if _alike(each, coding))
        return ", ".join(dict.fromkeys(found))

    def found_in(self, text: str) -> tuple[Span, ...]:
        """The words of a text that the search found."""
        return () if self._searched is None else tuple(spans_in(text, self._searched))

    def text_of(self, row: TableRow, column: TableColumn) -> str:
        """What a cell says in words."""
        if column.kind is ColumnKind.CODES:
            return self._said_codes(row)
        if column.kind is ColumnKind.TEXT:
            return one_line(row.text_in(column))
        if column.kind is ColumnKind.STARS:
            return stars(row.value(column))
        if column.kind is ColumnKind.KEY and self.folded(row.id):
            return f"{row.key}  ×{self.speech.number(1 + len(self.folded(row.id)))}"
        if column.question and row.is_unasked(column) and row.value(column) is None:
            return f"({unanswered(column, row, self.speech)})"
        words = shown(column, row.value(column), self.speech)
        return one_line(words) if column.kind is ColumnKind.WORDS else words

    def _said(self, row: TableRow, column: TableColumn) -> str:
        speech = self.speech
        if column.kind is ColumnKind.STARS:
            return said_stars(row.value(column), speech)
        if column.kind is ColumnKind.TEXT:
            codes = self._said_codes(row) or speech("no code")
            words = one_line(row.text_in(column)) or unanswered(column, row, speech)
            return f"{row.key}. {words}. {codes}"
        if column.kind is ColumnKind.KEY and self.folded(row.id):
            count = 1 + len(self.folded(row.id))
            return f"{row.key}, " + speech.many(
                "stands for {n} text", "stands for {n} texts", count
            )
        return self.text_of(row, column)

    # --- Qt's questions ------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Override: rows and headings."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Override: all columns, those that are left out, too."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override: headings, with arrows and numbers where the rows are sorted by them."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        name = heading(column, self.speech)
        at = next((n for n, key in enumerate(self.sort_keys) if key.column == column.name), None)
        if role == Qt.ItemDataRole.DisplayRole:
            if at is None:
                return name
            arrow = "↓" if self.sort_keys[at].falling else "↑"
            return f"{name} {arrow}{at + 1 if len(self.sort_keys) > 1 else ''}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said_heading(name, at)
        return None

    def _said_heading(self, name: str, at: int | None) -> str:
        speech = self.speech
        how = speech("A click sorts, with Shift it sorts by one more column.")
        if at is None:
            return f"{name}. {how}"
        falling = self.sort_keys[at].falling
        order = speech("sorted, falling") if falling else speech("sorted, rising")
        return f"{name}, {order}. {how}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: a row that is being read is blank for a moment."""
        if not index.isValid():
            return None
        group = self.group_at(index.row())
        if group is not None:
            return self._of_group(group, index.column(), role)
        row = self.row(index.row())
        return None if row is None else self._of_row(row, self.columns[index.column()], role)

    def _of_group(self, group: RowGroup, column: int, role: int) -> object:
        if role == GROUP:
            return group
        if role == Qt.ItemDataRole.AccessibleTextRole:
            is_closed = group.value in self.closed
            state = self.speech("folded") if is_closed else self.speech("unfolded")
            return f"{self.group_words(group)}, {state}"
        return (
            self.group_words(group) if role == Qt.ItemDataRole.DisplayRole and not column else None
        )

    def _of_row(self, row: TableRow, column: TableColumn, role: int) -> object:
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text_of(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            text = row.text_in(column)
            whole = text if text and column.kind is ColumnKind.TEXT else self._said(row, column)
            return shortened(whole, _TOOLTIP)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Override: rows can be dragged out, and codes dropped on them."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        # Qt asks this of every row where all are chosen, so nothing is put together here.
        return _OF_HEADING if self.id_at(index.row()) is None else _OF_ROW

    def mimeTypes(self) -> list[str]:
        """Override."""
        return ["text/plain", ROWS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Override: the ids of the rows, and the texts that are here with their keys."""
        numbers = sorted({index.row() for index in indexes})
        ids = [id_ for number in numbers if (id_ := self.id_at(number)) is not None]
        data = QMimeData()
        data.setData(ROWS_MIME, packed_rows(ids))
        texts = (self._rows[id_] for id_ in ids if id_ in self._rows)
        data.setText("\n".join(row.quoted() for row in texts))
        return data


def _alike(one: RowCoding, other: RowCoding) -> bool:
    """Whether one chip stands for both."""
    return (one.code_id, one.proposed) == (other.code_id, other.proposed)


def place_of(entries: array[int], entry: int) -> int | None:
    """The place of an entry, or None where there is none."""
    try:
        return entries.index(entry)
    except ValueError:
        return None


def packed_rows(ids: Iterable[int]) -> bytes:
    """The ids of rows as they are dragged."""
    return ",".join(map(str, ids)).encode()


def unpacked_rows(payload: bytes) -> tuple[int, ...]:
    """The ids of dragged rows; none where the payload is not one of ours."""
    parts = payload.split(b",")
    return tuple(map(int, parts)) if all(part.isdigit() for part in parts) else ()
