"""A network display as a researcher sees it: the picture, its parts as a list, their evidence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from exports.drawings.shapes import Drawing
from qda.displays.network import Arrow, Network, Node
from qda.displays.values import Cell
from qda.i18n import Speech
from ui.displays.canvas import DrawingCanvas
from ui.displays.cell_panel import CellPanel
from ui.matrix.evidence import EvidencePanel
from ui.theme import Space
from ui.widgets.speaking import Speaking

_ID = Qt.ItemDataRole.UserRole


class NetworkView(Speaking, QWidget):
    """A network with the evidence behind the current node or arrow, and its narrative.

    Signals:
        evidence_chosen: show this `Evidence` in its source.
        moved: a node was moved: id, x and y from 0 to 1.
        laid_out: all nodes are to stand where the layout puts them.
        told: the narrative was written by hand.
    """

    evidence_chosen = Signal(object)
    moved = Signal(str, float, float)
    laid_out = Signal()
    told = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.network: Network | None = None
        self.is_kept = False
        self.canvas = DrawingCanvas()
        self.area = QScrollArea(self)
        self.area.setWidget(self.canvas)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.parts = QListWidget(self)
        self.parts.setWordWrap(True)
        self.evidence, self.panel = EvidencePanel(speech, self), CellPanel(speech, self)
        self.warnings = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.narrative = QPlainTextEdit(self)
        self.narrative.setTabChangesFocus(True)
        self.narrative.setMaximumHeight(110)
        self.narrative_label = QLabel(self)
        self.narrative_label.setBuddy(self.narrative)
        self.tell, self.lay_out = QPushButton(self), QPushButton(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, 0, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.warnings)
        column.addWidget(self.area, 1)
        row = QHBoxLayout()
        row.addWidget(self.narrative_label)
        row.addStretch(1)
        row.addWidget(self.lay_out)
        row.addWidget(self.tell)
        column.addLayout(row)
        column.addWidget(self.narrative)
        self.side = QSplitter(Qt.Orientation.Vertical, self)
        for part in (self.parts, self.evidence, self.panel):
            self.side.addWidget(part)
        self.side.setSizes([200, 300, 150])
        self.side.setChildrenCollapsible(False)
        body = QSplitter(Qt.Orientation.Horizontal, self)
        body.addWidget(left)
        body.addWidget(self.side)
        body.setStretchFactor(0, 3)
        body.setStretchFactor(1, 1)
        body.setSizes([760, 300])
        body.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(body)

    def _connect(self) -> None:
        self.canvas.chosen.connect(self._on_place)
        self.canvas.moved.connect(self.moved)
        self.canvas.opened.connect(self._on_opened)
        self.parts.currentItemChanged.connect(self._on_part)
        self.evidence.evidence_chosen.connect(self.evidence_chosen)
        self.lay_out.clicked.connect(self.laid_out)
        self.tell.clicked.connect(self._on_told)
        self.narrative.textChanged.connect(self._follow)

    def show_network(self, network: Network | None, drawing: Drawing | None) -> None:
        """Show a network with its drawing, or that there is none."""
        self.network = network
        self.canvas.is_movable = self.is_kept
        is_first = self.canvas.drawing is None
        self.canvas.show_drawing(drawing)
        if is_first:
            self.canvas.fit(self.area.viewport().width())
        kept = self.current()
        with QSignalBlocker(self.parts):
            self.parts.clear()
            for place in () if drawing is None else drawing.places:
                item = QListWidgetItem(place.said)
                item.setData(_ID, place.id)
                self.parts.addItem(item)
        with QSignalBlocker(self.narrative):
            self.narrative.setPlainText("" if network is None else network.narrative)
        self.narrative.setReadOnly(not self.is_kept)
        said: Sequence[str] = () if network is None else network.warnings
        self.warnings.setText("\n".join(said))
        self.warnings.setVisible(bool(said))
        self._show_part(kept)
        self._follow()

    def current(self) -> str:
        """The id of the current node or arrow; empty where none is."""
        return self.canvas.current

    def _on_place(self, place_id: str) -> None:
        self._show_part(place_id)

    def _on_part(self, item: QListWidgetItem | None) -> None:
        place_id = "" if item is None else str(item.data(_ID))
        self.canvas.set_current(place_id)
        self._show_part(place_id)
        place = self.canvas.place_of(place_id)
        if place is not None:
            scale = self.canvas.width() / max(1.0, self.canvas.drawing_width())
            x, y = place.left + place.width / 2, place.top + place.height / 2
            self.area.ensureVisible(round(x * scale), round(y * scale), 120, 80)

    def _show_part(self, place_id: str) -> None:
        network = self.network
        part = None if network is None else _part(network, place_id)
        with QSignalBlocker(self.parts):
            rows = [self.parts.item(n).data(_ID) for n in range(self.parts.count())]
            self.parts.setCurrentRow(rows.index(place_id) if place_id in rows else -1)
        if network is None or part is None:
            self.evidence.clear()
            self.panel.show_cell(None, (), is_kept=False)
            return
        behind = tuple(network.evidence[index] for index in part.evidence)
        self.evidence.show_evidence(_named(network, part), behind)
        records = tuple(network.records[index] for index in part.records)
        cell = Cell((), evidence=part.evidence, records=part.records, changes=part.changes)
        self.panel.show_cell(cell, records, is_kept=self.is_kept)
        self.panel.refuse_writing()

    def _on_opened(self, place_id: str) -> None:
        network = self.network
        part = None if network is None else _part(network, place_id)
        if network is not None and part is not None and part.evidence:
            self.evidence_chosen.emit(network.evidence[part.evidence[0]])

    def _on_told(self) -> None:
        self.told.emit(self.narrative.toPlainText().strip())

    def _follow(self) -> None:
        said = "" if self.network is None else self.network.narrative
        written = self.narrative.toPlainText().strip()
        self.tell.setVisible(self.is_kept)
        self.tell.setEnabled(bool(written) and written != said.strip())
        moved = self.network is not None and any(n.x is not None for n in self.network.nodes)
        self.lay_out.setVisible(self.is_kept)
        self.lay_out.setEnabled(moved)

    def retranslate(self) -> None:
        """Override: labels and buttons."""
        speech = self.speech
        self.narrative_label.setText(speech("&Narrative"))
        self.narrative.setAccessibleName(speech("Narrative"))
        self.parts.setAccessibleName(speech("Nodes and arrows"))
        self.tell.setText(speech("Keep the narrative"))
        self.lay_out.setText(speech("Lay out anew"))
        self.evidence.set_speech(speech)
        self.panel.set_speech(speech)


def _part(network: Network, place_id: str) -> Node | Arrow | None:
    parts: list[Node | Arrow] = [*network.nodes, *network.arrows]
    return next((part for part in parts if part.id == place_id), None)


def _named(network: Network, part: Node | Arrow) -> str:
    if isinstance(part, Node):
        return part.label
    return f"{network.node(part.start).label} → {network.node(part.end).label}"
