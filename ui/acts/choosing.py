"""Lets one code be chosen by typing, in the quick list, at the place where one works."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractItemView, QWidget

from qda.i18n import Speech
from ui.acts.act import Acts
from ui.acts.known_codes import KnownCodes
from ui.desk import Desk
from ui.widgets.quick_list import Picked, QuickAsk, QuickList
from ui.widgets.quick_rows import QuickItem


class CodeChooser(Acts):
    """Asks for a code over the window; where none is chosen, all stays as it is."""

    def __init__(
        self, desk: Desk, speech: Speech, known: KnownCodes, quick: QuickList, *, window: QWidget
    ) -> None:
        super().__init__(desk, speech, window)
        self.known = known
        self.quick = quick

    def choose(self, place: QRect, title: str, then: Callable[[int], None]) -> None:
        """Ask `title` beside a place of the window, and go on with the id of the chosen code."""

        def take(picked: Picked) -> None:
            then(picked.ids[0])

        ask = QuickAsk(
            title=title,
            prompt=self.speech("Find a code by its name, id or meaning"),
            hint=self.speech("Enter takes this code, Escape leaves."),
            find=self._find,
        )
        self.quick.open_at(place, ask, then=take, left=_stay)

    def choose_beside(self, view: QWidget, title: str, then: Callable[[int], None]) -> None:
        """Ask at the current row of a list or tree, or beneath another widget."""
        self.choose(place_in(view, self.window_), title, then)

    def _find(self, words: str) -> list[QuickItem]:
        return self.known.find(words, self.speech)


def place_in(view: QWidget, over: QWidget) -> QRect:
    """Where the current row of a list or tree stands, or else the whole widget, in `over`."""
    place, inside = view.rect(), view
    if isinstance(view, QAbstractItemView):
        inside = view.viewport()
        row = view.visualRect(view.currentIndex())
        place = row.intersected(inside.rect()) if row.isValid() else QRect(0, 0, view.width(), 0)
    return QRect(inside.mapTo(over, place.topLeft()), place.size())


def _stay() -> None:
    """Nothing was chosen."""
