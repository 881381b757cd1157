"""What a search found as a list: a heading for each kind of thing, more places as one scrolls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qda.i18n import Speech
from qda.retrieval.finding import Cursor, Findings, FoundKind, FoundRow, Page
from ui.widgets.speaking import Speaking

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above one kind of thing; `count` is None while it is not known yet."""

    kind: FoundKind
    count: int | None


@dataclass(frozen=True, slots=True)
class More:
    """The line beneath the first few things of one kind: so many more, shown once it is chosen."""

    kind: FoundKind
    count: int


class ResultModel(Speaking, QAbstractListModel):
    """Headings and rows.

    Signals:
        more_wanted: the end of the list is near; the next page begins at a `Cursor`.
    """

    more_wanted = Signal(object)

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Heading | FoundRow | More] = []
        self._findings = Findings({}, Page((), None))
        self._texts: int | None = None
        self._unfolded: set[FoundKind] = set()
        self._next: Cursor | None = None
        self._is_asking = False
        self.speech = speech

    def retranslate(self) -> None:
        """Override: headings."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))

    def set_findings(self, findings: Findings, texts: int | None = None) -> None:
        """Show what was found; `texts` holds in how many texts, where that is known already."""
        self._findings, self._texts = findings, texts
        self._unfolded.clear()
        self._show()

    def unfold(self, kind: FoundKind) -> None:
        """Show all things of a kind, not the first few alone."""
        self._unfolded.add(kind)
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        self.rows = []
        for kind, rows in self._findings.named.items():
            self.rows.append(Heading(kind, len(rows)))
            # Names come first, but the words of the texts must not be far below.
            folded = kind not in self._unfolded and len(rows) > _FEW + 1
            self.rows += rows[:_FEW] if folded else rows
            if folded:
                self.rows.append(More(kind, len(rows) - _FEW))
        page = self._findings.page
        if page.rows:
            self.rows += [Heading(FoundKind.TEXT, self._texts), *page.rows]
        self._next, self._is_asking = page.next, False
        self.endResetModel()

    def add_page(self, page: Page) -> None:
        """Show more places."""
        self._next, self._is_asking = page.next, False
        known = self._findings
        both = Page((*known.page.rows, *page.rows), page.next)
        self._findings = Findings(known.named, both, known.terms)
        if page.rows:
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page.rows) - 1)
            self.rows += page.rows
            self.endInsertRows()

    def set_texts(self, count: int) -> None:
        """Tell in how many texts there are places, those not yet shown too."""
        self._texts = count
        for at, row in enumerate(self.rows):
            if isinstance(row, Heading) and row.kind is FoundKind.TEXT:
                self.rows[at] = Heading(FoundKind.TEXT, count)
                self.dataChanged.emit(self.index(at, 0), self.index(at, 0))

    def places(self) -> list[FoundRow]:
        """The places in texts that are shown."""
        return [
            row for row in self.rows if isinstance(row, FoundRow) and row.kind is FoundKind.TEXT
        ]

    def found(self, index: Index) -> FoundRow | None:
        """The thing or place at an index; None for a heading."""
        row = self.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, FoundRow) else None

    def index_of(self, wanted: FoundRow | None) -> QModelIndex:
        """Where a row stands, or an invalid index."""
        for at, row in enumerate(self.rows):
            if isinstance(row, FoundRow) and wanted is not None and _same(row, wanted):
                return self.index(at, 0)
        return QModelIndex()

    def first_found(self) -> QModelIndex:
        """The first row that is no heading."""
        return self.index(1, 0) if len(self.rows) > 1 else QModelIndex()

    # --- Qt's own ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Override: while there is another page."""
        return not parent.isValid() and self._next is not None

    def fetchMore(self, parent: Index) -> None:
        """Override: ask for the next page, once."""
        if self._next is not None and not self._is_asking:
            self._is_asking = True
            self.more_wanted.emit(self._next)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Override: a heading cannot be chosen; what unfolds can, but not to be coded."""
        if self.found(index) is None:
            more = index.isValid() and isinstance(self.rows[index.row()], More)
            return Qt.ItemFlag.ItemIsEnabled if more else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, FoundRow):
            return f"{row.key}  {row.title}".strip()
        return None

    def _told(self, row: Heading | FoundRow | More) -> str:
        if isinstance(row, Heading):
            return self.heading(row)
        if isinstance(row, More):
            return self.speech.many("{n} more …", "{n} more …", row.count)
        return f"{row.key}  {row.title}\n{row.snippet}".strip()

    def heading(self, row: Heading) -> str:
        """A heading in words, with how many there are."""
        speech = self.speech
        if row.kind is FoundKind.TEXT:
            if row.count is None:
                return speech("Places in texts")
            return speech.many("Places in {n} text", "Places in {n} texts", row.count)
        words = {
            FoundKind.CODE: speech("Codes"),
            FoundKind.CASE: speech("Cases"),
            FoundKind.SOURCE: speech("Sources and collections"),
            FoundKind.MEMO: speech("Memos"),
        }
        return f"{words[row.kind]} ({speech.number(row.count or 0)})"


def _same(one: FoundRow, other: FoundRow) -> bool:
    return (one.kind, one.id, one.table, one.span) == (
        other.kind,
        other.id,
        other.table,
        other.span,
    )
