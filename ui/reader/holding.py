"""An edge of a coding that is held by keys: arrows move it, Enter keeps it, Escape leaves it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.reader.nudging import HeldEdge, hold, nudged_by_key, show_held
from ui.reader.text_view import ReaderTextView

_MODIFIERS: Final = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt)


class Holding(QObject):
    """The edge that is held by keys, or none.

    Signals:
        kept: an edge was kept at another place: the coding's id and the new span.
        changed: an edge was taken or let go.
    """

    kept = Signal(int, object)
    changed = Signal()

    def __init__(self, view: ReaderTextView) -> None:
        super().__init__(view)
        self._view = view
        self.held: HeldEdge | None = None

    def hold_start(self) -> None:
        """Hold the start of the shortest coding at the caret."""
        self._hold(at_start=True)

    def hold_end(self) -> None:
        """Hold the end of the shortest coding at the caret."""
        self._hold(at_start=False)

    def _hold(self, *, at_start: bool) -> None:
        if self.held is not None:
            # Whoever has moved one edge goes on with the other.
            self.held = replace(self.held, at_start=at_start)
            show_held(self._view, self.held)
        else:
            ids = self._view.ids_at_caret()
            self.held = hold(self._view, ids[0], at_start=at_start) if ids else None
        self.changed.emit()

    def leave(self) -> None:
        """Let go; the coding stays as it was."""
        if self.held is not None:
            self.held = None
            self.changed.emit()

    def pressed(self, event: QKeyEvent) -> bool:
        """Move or keep the edge; False where the key means something else."""
        held = self.held
        if held is None or event.key() in _MODIFIERS:
            return False
        nudged = nudged_by_key(self._view, held, event)
        if nudged is not None:
            self.held = nudged
            show_held(self._view, nudged)
            return True
        if event.key() in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            return False
        self.leave()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self._view.put_caret(held.position)
        highlight = self._view.highlight(held.id)
        if highlight is not None and highlight.span != held.span:
            self.kept.emit(held.id, held.span)
        return True
