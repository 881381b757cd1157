"""What a researcher does in the table of 100,000 reviews, and how one sees that it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from qda.retrieval.codings import CodingFilter
from qda.retrieval.listing import count_codings
from qda.retrieval.table.question import Alike, SortKey
from tests.benchmarks.deed import Deed
from ui.main_window import MainWindow
from ui.panes.table import TablePane
from ui.workspace import Workspace

Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_SOME = 1_000
"""So many rows are selected to be coded together."""


class TableDay:
    """The deeds in the table, one after the other."""

    def __init__(self, window: MainWindow, space: Workspace) -> None:
        self.window = window
        self.space = space

    @property
    def pane(self) -> TablePane:
        """The table in front."""
        found = self.space.tabs.front(TablePane)
        if found is None:
            raise LookupError("no table is in front")
        return found

    def deeds(self) -> Iterator[Deed]:
        """All of them, in an order in which each finds what it needs."""
        yield Deed(
            "open the reviews",
            lambda: self.space.open_collection(1),
            lambda: self.pane.model.rowCount() > 0 and self.pane.model.row(0) is not None,
        )
        bar = self.pane.table.right.verticalScrollBar()
        for part in (2, 1):
            yield Deed(
                "scroll the reviews",
                partial(bar.setValue, bar.maximum() // part),
                lambda: bar.value() > 0,
            )
        yield from self._looking()
        yield from self._coding()

    def _looking(self) -> Iterator[Deed]:
        pane, total = self.pane, self.pane.model.rowCount()
        yield Deed("step to the next row", lambda: pane.step(-1), self._is_read)
        for name in ("stars", "date", "version", "text"):
            key = (SortKey(name, falling=True),)
            yield Deed(
                f"sort the rows by {name}",
                partial(self._sort, name),
                partial(self._asks, lambda found, key=key: found.question.sort == key),
            )
        yield Deed(
            "group the rows by stars",
            lambda: pane.take_layout(pane.layout_.unsorted().grouped("stars")),
            lambda: pane.model.rowCount() > total,
        )
        yield Deed(
            "fold a heading", lambda: pane.model.toggle(0), lambda: len(pane.model.closed) > 0
        )
        yield Deed("unfold all headings", lambda: pane.model.close_all(closed=False))
        yield Deed(
            "group no more",
            lambda: pane.take_layout(pane.layout_.grouped("")),
            lambda: pane.model.rowCount() == total,
        )
        yield Deed(
            "fold the same texts",
            lambda: pane.take_layout(pane.layout_.folding(Alike.SAME)),
            partial(self._asks, lambda found: found.question.fold is Alike.SAME),
        )
        yield Deed(
            "unfold them",
            lambda: pane.take_layout(pane.layout_.folding(None)),
            lambda: pane.model.rowCount() == total,
        )
        yield Deed(
            "search the rows while typing",
            lambda: QTest.keyClicks(pane.bar.field, "petugas la"),
            lambda: 0 < pane.model.rowCount() < total,
        )
        yield Deed("show all rows", pane.filtering.clear, lambda: pane.model.rowCount() == total)

    def _coding(self) -> Iterator[Deed]:
        pane, quick = self.pane, self.space.coding.quick
        yield Deed("select many rows", self._select, lambda: len(pane.chosen_ids()) == self._some())
        before = self._count()
        yield Deed(
            "ask for a code for the rows",
            lambda: QTest.keyClick(pane.table.right, Key.Key_C),
            quick.isVisible,
        )
        yield Deed("code the rows", self._choose, lambda: self._count() > before)
        yield Deed("undo: code the rows", self._act("undo"), lambda: self._count() == before)
        yield Deed("select all rows", pane.table.right.selectAll)
        yield Deed("select one row", lambda: pane.table.stand_on(5))
        yield Deed("next row without a code", self._act("table_uncoded"), self._is_read)
        yield Deed(
            "code one row",
            lambda: QTest.keyClick(pane.table.right, Key.Key_Period),
            lambda: self._count() > before,
        )
        yield Deed("undo: code one row", self._act("undo"), lambda: self._count() == before)
        yield Deed(
            "ask for a code for all rows",
            lambda: QTest.keyClick(pane.table.right, Key.Key_C, _SHIFT),
            quick.isVisible,
        )
        yield Deed("code all rows", self._choose, lambda: self._count() > before + self._some())
        yield Deed("undo: code all rows", self._act("undo"), lambda: self._count() == before)

    def _sort(self, name: str) -> None:
        self.pane.take_layout(self.pane.layout_.sorted_by(name, falling=True))

    def _asks(self, holds: Callable[..., bool]) -> bool:
        found = self.pane.model.listing
        return found is not None and holds(found)

    def _is_read(self) -> bool:
        pane = self.pane
        id_ = pane.model.id_at(pane.table.current())
        return pane.reading is not None and pane.reading.source_id == id_

    def _some(self) -> int:
        return min(_SOME, self.pane.model.rowCount() // 2)

    def _select(self) -> None:
        view = self.pane.table.right
        self.pane.table.stand_on(0)
        view.setFocus()
        model, flag = self.pane.model, QItemSelectionModel.SelectionFlag
        chosen = QItemSelection(model.index(0, 0), model.index(self._some() - 1, 0))
        view.selectionModel().select(chosen, flag.ClearAndSelect | flag.Rows)

    def _choose(self) -> None:
        quick = self.space.coding.quick
        QTest.keyClicks(quick.field, "komunikasi")
        QTest.keyClick(quick.field, Key.Key_Return)

    def _act(self, name: str) -> Callable[[], None]:
        return self.window.actions_.by_name[name].trigger

    def _count(self) -> int:
        desk = self.window.desk
        if desk is None:
            return 0
        with desk.session.reading() as state:
            return count_codings(state, CodingFilter())
