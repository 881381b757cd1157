"""The tabs in the middle of an open study: found by their kind, titled, closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from ui.panes.comparing import ComparePane
from ui.panes.coverage import CoveragePane
from ui.panes.display import DisplayPane
from ui.panes.displays import DisplaysPane
from ui.panes.guides import GuidesPane
from ui.panes.numbers import NumbersPane
from ui.panes.questions import QuestionsPane
from ui.panes.queue import QueuePane
from ui.panes.reading import ReadingPane
from ui.panes.records import RecordsPane
from ui.panes.reviews import ReviewsPane
from ui.panes.samples import SamplesPane
from ui.panes.searching import SearchPane
from ui.panes.suggesting import SuggestPane
from ui.panes.table import TablePane
from ui.short_words import shortened
from ui.widgets.empty_state import EmptyState

_LETTERS = 28

TabPane = (
    ReadingPane
    | TablePane
    | DisplayPane
    | DisplaysPane
    | ReviewsPane
    | RecordsPane
    | SearchPane
    | CoveragePane
    | QueuePane
    | ComparePane
    | SamplesPane
    | SuggestPane
    | NumbersPane
    | QuestionsPane
    | GuidesPane
)
_Kind = TypeVar("_Kind", bound=QWidget)


class Tabs(QTabWidget):
    """The panes that are open; `empty` stands in their place where there is none."""

    def __init__(self, empty: EmptyState, parent: QWidget) -> None:
        super().__init__(parent)
        self.empty = empty
        self.setTabsClosable(True)
        self.setMovable(True)
        self.setDocumentMode(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(True)
        self.tabCloseRequested.connect(self._on_close_wanted)
        self.hide()

    def panes(self) -> list[TabPane]:
        """The panes, from the left."""
        found = (self.widget(at) for at in range(self.count()))
        return [pane for pane in found if isinstance(pane, TabPane)]

    def first(
        self, kind: type[_Kind], is_meant: Callable[[_Kind], bool] = lambda _: True
    ) -> _Kind | None:
        """The first pane of a kind that is meant, or None."""
        return next((p for p in self.panes() if isinstance(p, kind) and is_meant(p)), None)

    def front(self, kind: type[_Kind]) -> _Kind | None:
        """The pane in front where it is of this kind, or None."""
        pane = self.currentWidget()
        return pane if isinstance(pane, kind) else None

    def add(self, pane: TabPane, title: str = "…") -> None:
        """Open a pane in a tab, which from now on bears the title that the pane tells."""
        self.empty.hide()
        self.show()
        self.addTab(pane, title)
        pane.titled.connect(partial(self.title, pane))

    def title(self, pane: QWidget, title: str) -> None:
        """Write a title on a pane's tab, shortened where it is long."""
        at = self.indexOf(pane)
        self.setTabText(at, shortened(title, _LETTERS).replace("&", "&&"))
        self.setTabToolTip(at, title)

    def close_pane(self, pane: QWidget) -> None:
        """Take a pane away; one that is away already is none."""
        at = self.indexOf(pane)
        if at < 0:
            return
        self.removeTab(at)
        pane.deleteLater()
        if not self.count():
            self.hide()
            self.empty.show()

    def _on_close_wanted(self, at: int) -> None:
        pane = self.widget(at)
        if pane is not None:
            self.close_pane(pane)
