"""The picture above a table that is drawn as lines over time: a point leads to its cell."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from exports.drawings.cells import cell_at
from exports.drawings.shapes import Drawing
from ui.displays.canvas import DrawingCanvas


class CellPicture(QScrollArea):
    """A drawing whose places are cells of a table; hidden where there is none.

    Signals:
        chosen: the place of a cell became current: row and column, 0-based.
        opened: Enter or a double click on it.
    """

    chosen = Signal(int, int)
    opened = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = DrawingCanvas()
        self.setWidget(self.canvas)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.canvas.chosen.connect(self._on_chosen)
        self.canvas.opened.connect(lambda place: self.opened.emit(*cell_at(place)))
        self.hide()

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show the picture of another display, or none."""
        self.canvas.show_drawing(drawing)
        self.canvas.fit(self.viewport().width())
        self.setVisible(drawing is not None)

    def set_cell(self, row: int, column: int) -> None:
        """Mark the place of a cell, where it is drawn, without telling of it."""
        drawing, current = self.canvas.drawing, self.canvas.current
        if drawing is None or (current and cell_at(current) == (row, column)):
            return
        places = [place for place in drawing.places if cell_at(place.id) == (row, column)]
        self.canvas.set_current(places[0].id if places else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: all of its width is shown."""
        super().resizeEvent(event)
        self.canvas.fit(self.viewport().width())

    def _on_chosen(self, place_id: str) -> None:
        if place_id:
            self.chosen.emit(*cell_at(place_id))
