"""The whole text of the current row, read and coded as any other text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.panes.ahead import Ahead
from ui.panes.reading import ReadingPane


class RowReading(ReadingPane):
    """A reading pane that follows the current row of a table; what it shows changes in place."""

    def show_source(self, source_id: int) -> None:
        """Show another source from its start."""
        if source_id == self.source_id:
            return
        self.source_id = source_id
        self.row = None
        self._ahead = Ahead()
        self._set_coded(())
        self._all, self._painted, self._memos, self._shown = (), {}, {}, {}
        self._text_is_old = self._stale = False
        self._on_the_way = 0
        self._waiting = self._returning = None
        self.desk.read(f"text {id(self)}", self._read_text, self._on_text)

    def _on_text(self, opened: Any) -> None:  # noqa: ANN401 - a value of the pane's own
        if opened is None or opened.row.id != self.source_id:
            return
        # Before anything was clicked there is none, whatever the type hints say.
        had: QWidget | None = self.window().focusWidget()
        super()._on_text(opened)
        # One steps through the rows; the text is shown, and does not take the keys.
        if had is not None and had is not self.window().focusWidget():
            had.setFocus()

    def _on_codings(self, coded: Any) -> None:  # noqa: ANN401 - as above
        if coded is None or coded.row.id == self.source_id:
            super()._on_codings(coded)

    def _send(self, edit: Any, show: Callable[[Any], None]) -> None:  # noqa: ANN401 - as above
        here = self.source_id

        def shown(result: Any) -> None:  # noqa: ANN401 - as above
            # By the time it is kept, another row may be shown.
            if self.source_id == here:
                show(result)

        super()._send(edit, shown)

    def _arrived(self) -> None:
        if self._on_the_way:
            super()._arrived()
