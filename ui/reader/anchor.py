"""Keeps the place that was gone to in view while the text is laid out anew around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractScrollArea

from models.positions import Span

_LEAVING: Final = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.KeyPress,
    QEvent.Type.TouchBegin,
)


class Anchor(QObject):
    """A place that is wanted in view until one scrolls, presses or types.

    A pane that opens gets its width and its bars bit by bit; each time the lines break anew.
    """

    def __init__(self, area: QAbstractScrollArea, show: Callable[[Span], None]) -> None:
        super().__init__(area)
        self._show = show
        self.place: Span | None = None
        for part in (area, area.viewport(), area.verticalScrollBar()):
            part.installEventFilter(self)

    def hold(self) -> None:
        """The lines have broken anew: show the place again."""
        if self.place is not None:
            self._show(self.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override: what one does oneself lets the place go."""
        if event.type() in _LEAVING:
            self.place = None
        return super().eventFilter(watched, event)
