"""Draws the headings of a matrix: labels broken into lines, groups as a band across them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from qda.displays.values import Heading
from ui.matrix.model import MatrixModel, headed
from ui.matrix.painting import wrapped
from ui.theme import Space, colours_of

_FLAGS: Final = int(Qt.TextFlag.TextWordWrap.value) | int(Qt.AlignmentFlag.AlignTop.value)

_NARROWEST: Final = 116
_WIDEST: Final = 220


@dataclass(frozen=True, slots=True)
class Band:
    """A run of neighbouring headings of one group: from section `first` to `last`."""

    group: str
    first: int
    last: int


def bands(headings: tuple[Heading, ...]) -> list[Band]:
    """The runs of neighbouring headings that share a group; those without one have none."""
    found: list[Band] = []
    for number, heading in enumerate(headings):
        if found and found[-1].group == heading.group and found[-1].last == number - 1:
            found[-1] = Band(heading.group, found[-1].first, number)
        elif heading.group:
            found.append(Band(heading.group, number, number))
    return found


class MatrixHeader(QHeaderView):
    """The headings of rows or columns."""

    def __init__(
        self, model: MatrixModel, orientation: Qt.Orientation, parent: QWidget | None = None
    ) -> None:
        super().__init__(orientation, parent)
        self._matrix = model
        self._across = orientation == Qt.Orientation.Horizontal
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self._model_bands: list[Band] = []

    def follow(self) -> None:
        """Take the groups from the model's present matrix."""
        matrix = self._matrix.matrix
        headings = () if matrix is None else matrix.columns if self._across else matrix.rows
        self._model_bands = bands(headings)
        self.updateGeometry()
        self.viewport().update()

    def _band_height(self) -> int:
        if not (self._across and self._model_bands):
            return 0
        return self.fontMetrics().lineSpacing() + 2 * Space.TIGHT

    def sizeHint(self) -> QSize:
        """Override: as high as the longest label needs."""
        hint = super().sizeHint()
        if not self._across:
            return QSize(self._row_width(), hint.height())
        line = self.fontMetrics().lineSpacing()
        lines = 1
        for section in range(self.count()):
            heading = self._matrix.heading(section, Qt.Orientation.Horizontal)
            if heading is not None:
                width = self.sectionSize(section) - 2 * Space.SMALL
                lines = max(lines, len(wrapped(headed(heading), self._bold(), width)))
        lines = max(lines, self._corner_lines())
        height = self._band_height() + min(lines, 6) * line + 2 * Space.TIGHT
        return QSize(hint.width(), height)

    def _corner_lines(self) -> int:
        """How many lines the name of the rows takes in the corner."""
        matrix, table = self._matrix.matrix, self.parent()
        if matrix is None or not isinstance(table, QTableView):
            return 1
        width = table.verticalHeader().sizeHint().width() - 2 * Space.SMALL
        return len(wrapped(matrix.corner, self.font(), width))

    def height_of_row(self, section: int) -> int:
        """How high a row must be to show its heading, with its group above it, uncut."""
        heading = self._matrix.heading(section, Qt.Orientation.Vertical)
        if heading is None:
            return 0
        width = self.sizeHint().width() - 2 * Space.SMALL
        lines = len(wrapped(headed(heading), self._bold(), width))
        band = next((band for band in self._model_bands if band.first == section), None)
        if band is not None:
            lines += len(wrapped(band.group, self.font(), width))
        return lines * QFontMetrics(self._bold()).lineSpacing() + 2 * Space.TIGHT

    def _row_width(self) -> int:
        """As wide as the widest label, within bounds that leave most of the room to the cells."""
        parent = self.parent()
        room = parent.width() if isinstance(parent, QWidget) else 0
        metrics = QFontMetrics(self._bold())
        labels = [
            headed(heading)
            for section in range(self.count())
            if (heading := self._matrix.heading(section, Qt.Orientation.Vertical)) is not None
        ]
        widest = max(map(metrics.horizontalAdvance, labels), default=0) + 2 * Space.SMALL + 4
        return min(widest, max(_NARROWEST, min(_WIDEST, room // 5)))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Override: the label, broken into lines."""
        heading = self._matrix.heading(logicalIndex, self.orientation())
        if heading is None:
            return
        colours = colours_of(self)
        painter.save()
        painter.fillRect(rect, QColor(colours.raised))
        painter.setPen(QPen(QColor(colours.border)))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = QRectF(rect).adjusted(Space.SMALL, Space.TIGHT, -Space.SMALL, -Space.TIGHT)
        room.setTop(room.top() + self._band_height())
        if not self._across:
            room.setTop(self._paint_row_group(painter, room, logicalIndex))
        painter.setFont(self._bold())
        painter.setPen(QColor(colours.text))
        painter.drawText(room, _FLAGS, headed(heading))
        painter.restore()

    def _paint_row_group(self, painter: QPainter, room: QRectF, section: int) -> float:
        band = next((band for band in self._model_bands if band.first == section), None)
        if band is None:
            return room.top()
        painter.setFont(self.font())
        painter.setPen(QColor(colours_of(self).muted))
        painter.drawText(room, _FLAGS, band.group)
        used = len(wrapped(band.group, self.font(), room.width()))
        return room.top() + used * self.fontMetrics().lineSpacing()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override: the groups' bands above the labels."""
        super().paintEvent(event)
        height = self._band_height()
        if not height:
            return
        colours = colours_of(self)
        painter = QPainter(self.viewport())
        for band in self._model_bands:
            left = self.sectionViewportPosition(band.first)
            last = self.sectionViewportPosition(band.last) + self.sectionSize(band.last)
            place = QRect(left, 0, last - left, height)
            painter.fillRect(place, QColor(colours.raised))
            painter.setPen(QPen(QColor(colours.border)))
            painter.drawRect(place.adjusted(-1, -1, -1, -1))
            painter.setPen(QColor(colours.muted))
            # A wide band keeps its name in view while one scrolls across it.
            seen = place.intersected(self.viewport().rect()).adjusted(Space.SMALL, 0, -2, 0)
            name = self.fontMetrics().elidedText(
                band.group, Qt.TextElideMode.ElideRight, seen.width()
            )
            painter.drawText(seen, Qt.AlignmentFlag.AlignVCenter, name)
        painter.end()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font
