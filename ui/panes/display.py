"""The display pane: a matrix with the choice of its rows and columns, and its export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from exports.writer import extensions, write_matrix
from models.vocabulary import AttributeOwner, CodingState
from qda.displays.axes import AxisKind, RowAxis
from qda.displays.clustered_matrix import MatrixQuestion, clustered_matrix
from qda.displays.columns import columns_for
from qda.displays.values import Evidence, Matrix
from qda.i18n import Speech
from qda.labels import attribute_label
from qda.retrieval.codes import frameworks
from qda.retrieval.codings import CodingFilter
from qda.retrieval.rows import FrameworkRow
from qda.retrieval.sources import AttributeRow, attributes
from qda.session import StudyState
from ui.desk import Desk
from ui.jobs import Job
from ui.matrix.view import MatrixView
from ui.panes.pane import Pane
from ui.theme import Space
from ui.widgets.notice_bar import Message


class DisplayPane(Pane):
    """One conceptually clustered matrix.

    Signals:
        evidence_opened: show this `Evidence` in its source.
    """

    shows = frozenset({"coding", "code", "case", "case_span", "source", "absence", "framework"})

    evidence_opened = Signal(object)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.matrix: Matrix | None = None
        self.view = MatrixView(speech, self)
        self.rows_label, self.columns_label = QLabel(self), QLabel(self)
        self.level_label, self.state_label = QLabel(self), QLabel(self)
        self.rows, self.columns = QComboBox(self), QComboBox(self)
        self.level, self.states = QComboBox(self), QComboBox(self)
        self.quotes_label, self.quotes = QLabel(self), QSpinBox(self, minimum=0, maximum=9, value=2)
        self.export = QPushButton(self)
        self._frameworks: tuple[FrameworkRow, ...] = ()
        self._attributes: tuple[AttributeRow, ...] = ()
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        desk.read("axes", _read_axes, self._on_axes)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, 0)
        pairs = (
            (self.rows_label, self.rows),
            (self.columns_label, self.columns),
            (self.level_label, self.level),
            (self.state_label, self.states),
            (self.quotes_label, self.quotes),
        )
        for label, field in pairs:
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field, 2 if field is self.columns else 1)
        for field in (self.rows, self.columns, self.level, self.states):
            field.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            field.setMinimumContentsLength(8)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        for field in (self.rows, self.columns, self.level, self.states):
            field.activated.connect(self.refresh)
        self.quotes.valueChanged.connect(self.refresh)
        self.export.clicked.connect(self.choose_export)
        self.view.evidence_chosen.connect(self._on_evidence)

    def refresh(self) -> None:
        """Override: make the matrix anew from what is chosen."""
        if not self._frameworks:
            self.view.show_matrix(None)
            return
        chosen = self.columns.currentData()
        names = [chosen] if chosen else []
        axis = RowAxis.parse(self.rows.currentData() or AxisKind.GROUP.value)
        states = self.states.currentData()
        wanted = CodingFilter(states=frozenset({CodingState(states)} if states else ()))
        language, analyst = self.speech.language, self.desk.session.coder.name
        level, quotes = int(self.level.currentData() or 1), self.quotes.value()

        def made(connection: StudyState) -> Matrix:
            question = MatrixQuestion(
                rows=axis,
                columns=columns_for(connection, names, level=level),
                language=language,
                analyst=analyst,
                wanted=wanted,
                quotes=quotes,
            )
            return clustered_matrix(connection, question)

        self.desk.read(f"matrix {id(self)}", made, self._on_matrix)

    def retranslate(self) -> None:
        """Override: labels, choices, and the matrix itself, which is made in a language."""
        speech = self.speech
        self.view.set_speech(speech)
        self.rows_label.setText(speech("&Rows"))
        self.columns_label.setText(speech("&Columns"))
        self.level_label.setText(speech("&Level"))
        self.state_label.setText(speech("C&odings"))
        self.quotes_label.setText(speech("&Quotes"))
        self.export.setText(speech("Export …"))
        self._fill()
        self.refresh()

    def choose_export(self) -> None:
        """Ask for a file and write the matrix to it."""
        if self.matrix is None:
            return
        kinds = " ".join(f"*{ending}" for ending in extensions())
        name, _ = QFileDialog.getSaveFileName(
            self, self.speech("Export the matrix"), "matrix.xlsx", f"{kinds}"
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, place: Path) -> None:
        """Write the matrix beside the window; the ending of the file chooses the format."""
        matrix = self.matrix
        if matrix is None:
            return

        def write(_: Job) -> Path:
            write_matrix(matrix, place)
            return place

        def wrote(written: Path) -> None:
            self.desk.told.emit(Message(lambda s: s("Wrote {place}", place=written)))

        title = self.speech("Writing {name}", name=place.name)
        self.desk.show_work(title, write, wrote)

    def _on_axes(self, found: tuple[tuple[FrameworkRow, ...], tuple[AttributeRow, ...]]) -> None:
        self._frameworks, self._attributes = found
        self._fill()
        self.refresh()

    def _on_matrix(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.view.show_matrix(matrix)

    def _on_evidence(self, evidence: Evidence) -> None:
        self.evidence_opened.emit(evidence)

    def _fill(self) -> None:
        speech = self.speech
        axes = [
            (speech("Stakeholder groups"), "group"),
            (speech("Cases"), "case"),
            (speech("Roles"), "role"),
            (speech("Techniques"), "technique"),
            (speech("Sources"), "source"),
        ]
        axes += [
            (attribute_label(each.name, each.label, speech), f"attribute:{each.name}")
            for each in self._attributes
            if each.owner is AttributeOwner.CASE or each.name in ("stars", "version", "device")
        ]
        _choose_among(self.rows, axes)
        titles = [(each.title(speech.language), each.name) for each in self._frameworks]
        _choose_among(self.columns, titles)
        levels = [(speech("Dimensions"), "1"), (speech("Indicators"), "2")]
        _choose_among(self.level, levels)
        states = [
            (speech("Confirmed and proposed"), ""),
            (speech("Confirmed only"), CodingState.CONFIRMED.value),
            (speech("Proposed only"), CodingState.PROPOSED.value),
        ]
        _choose_among(self.states, states)


def _choose_among(field: QComboBox, choices: list[tuple[str, str]]) -> None:
    """Offer choices in a field; what was chosen stays chosen under its new words."""
    kept = field.currentData()
    field.clear()
    for words, value in choices:
        field.addItem(words, value)
    at = field.findData(kept)
    field.setCurrentIndex(max(at, 0))


def _read_axes(
    connection: StudyState,
) -> tuple[tuple[FrameworkRow, ...], tuple[AttributeRow, ...]]:
    return frameworks(connection), attributes(connection)
