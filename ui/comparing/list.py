"""The list of comparisons: kind, place, words, the codes of both, and what is settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qda.agreement.comparing import Kind, Mark
from qda.agreement.reading import Place
from qda.agreement.wording import SIGNS, comparison_words, settled_words
from qda.i18n import Speech
from qda.retrieval.rows import CodeRow
from ui.short_words import one_line

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns of the list, from the left."""

    KIND = 0
    PLACE = 1
    WORDS = 2
    FIRST = 3
    SECOND = 4
    SETTLED = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which comparisons are listed; None leaves all. `text` is a source's or collection's key."""

    text: str | None = None
    kind: Kind | None = None
    code_id: int | None = None

    @property
    def of_any_kind(self) -> Wanted:
        """The same text and code, whatever the kind."""
        return replace(self, kind=None)

    def holds(self, place: Place) -> bool:
        """Whether a comparison is listed."""
        marks = (place.comparison.first, place.comparison.second)
        return (
            self.text in (None, place.text)
            and self.kind in (None, place.comparison.kind)
            and (
                self.code_id is None
                or any(mark is not None and mark.code_id == self.code_id for mark in marks)
            )
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """Who is compared, and the codes by id: what the list words its rows with."""

    first: str = ""
    second: str = ""
    codes: Mapping[int, CodeRow] = field(default_factory=dict, hash=False)

    def code(self, mark: Mark | None, speech: Speech) -> str:
        """The name of a coding's code; a dash where there is no coding."""
        code = None if mark is None else self.codes.get(mark.code_id)
        return "–" if code is None else code.name(speech.language)


class ComparisonModel(QAbstractTableModel):
    """The comparisons as rows."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.rows: Sequence[Place] = ()
        self._pair = Pair()

    def show(self, rows: Sequence[Place], pair: Pair, speech: Speech) -> None:
        """Show these comparisons."""
        self.beginResetModel()
        self.rows, self._pair, self.speech = rows, pair, speech
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Override: the comparisons."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Override."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Override: what stands in each column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        speech = self.speech
        return {
            Column.KIND: speech("Kind"),
            Column.PLACE: speech("Place"),
            Column.WORDS: speech("Words"),
            Column.FIRST: self._pair.first,
            Column.SECOND: self._pair.second,
            Column.SETTLED: speech("Settled"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: the words of a cell; hovering shows all of a quote."""
        if not index.isValid():
            return None
        place, column = self.rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return place.quote if column is Column.WORDS else self._words(place, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(place, column)
        return None

    def _words(self, place: Place, column: Column) -> str:
        comparison, pair, speech = place.comparison, self._pair, self.speech
        if column is Column.KIND:
            said = comparison_words(comparison, pair.first, pair.second, speech)
            return f"{SIGNS[comparison.kind]}  {said}"
        if column is Column.PLACE:
            return place.key
        if column is Column.WORDS:
            return one_line(place.quote)
        if column is Column.SETTLED:
            return settled_words(place.settled, pair.first, pair.second, speech)
        mark = comparison.first if column is Column.FIRST else comparison.second
        return pair.code(mark, speech)
