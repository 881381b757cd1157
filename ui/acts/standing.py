"""Which coding is meant where one stands in a text, when a key changes it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from qda.retrieval.rows import CodingRow
from ui.panes.reading import ReadingPane


class Standing(QObject):
    """The coding at the caret of the source in front.

    Where several lie there it is the shortest, unless another is chosen: by the key for the next
    one, by a click on its name, or because it was just made. The choice lasts until the caret
    moves. Where words are selected, the codings are those at their start.

    Signals:
        changed: another coding is meant, or it says something else (`CodingRow`, or None).
    """

    changed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pane: ReadingPane | None = None
        self.chosen: int | None = None
        self._chosen_at = 0
        self._told: tuple[CodingRow | None, int] = (None, 0)

    def attach(self, pane: ReadingPane) -> None:
        """Follow the caret and the codings of a pane."""
        pane.reader.place_changed.connect(self.look)
        pane.reader.selection_changed.connect(self.look)
        pane.painted.connect(self.look)
        pane.code_shown.connect(self.choose)

    def stand_before(self, pane: ReadingPane | None) -> None:
        """Another source is in front, or none."""
        if pane is not self.pane:
            self.pane, self.chosen = pane, None
        self.look()

    def rows(self) -> tuple[CodingRow, ...]:
        """The codings at the caret, the shortest first."""
        pane = self.pane
        if pane is None:
            return ()
        view = pane.reader.view
        span = view.selected_span()
        at = view.caret() if span is None else span.start
        here, before = view.codings.at(at), view.codings.at(at - 1) if at else []
        ids = before if not here or (self.chosen in before and self.chosen not in here) else here
        return tuple(row for id_ in ids if (row := pane.coding(id_)) is not None)

    def row(self) -> CodingRow | None:
        """The coding that is meant, or None where there is none."""
        rows = self.rows()
        return next((row for row in rows if row.id == self.chosen), rows[0] if rows else None)

    def choose(self, coding_id: int) -> None:
        """Mean this one, as long as the caret is in it."""
        if self.pane is not None:
            self.chosen, self._chosen_at = coding_id, self.pane.reader.view.caret()
        self.look()

    def choose_next(self) -> CodingRow | None:
        """Mean the next of several at the caret, behind the longest the shortest again."""
        rows, row = self.rows(), self.row()
        if row is None:
            return None
        chosen = rows[(rows.index(row) + 1) % len(rows)]
        self.choose(chosen.id)
        return chosen

    def look(self) -> None:
        """Tell where another coding is meant now, or says something else."""
        if self.pane is not None and self.pane.reader.view.caret() != self._chosen_at:
            self.chosen = None
        rows, row = self.rows(), self.row()
        told = (row, len(rows))
        if told != self._told:
            self._told = told
            self.changed.emit(row)
        self._raise()

    def _raise(self) -> None:
        if self.pane is not None and self.chosen is not None and len(self.rows()) > 1:
            self.pane.reader.view.raise_highlights(frozenset({self.chosen}))
