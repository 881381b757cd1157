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

from models.vocabulary import AttributeOwner, CodingState
from qda.displays.axes import AxisKind, RowAxis
from qda.displays.clustered_matrix import MatrixQuestion, clustered_matrix
from qda.displays.columns import columns_for
from qda.displays.values import Evidence, Matrix
from qda.i18n import Speech
from qda.labels import attribute_label
from qda.retrieval.codes import frameworks
from qda.retrieval.codings import CodingFilter
from qda.retrieval.rows import CoderRow, FrameworkRow
from qda.retrieval.sources import AttributeRow, attributes
from qda.retrieval.studies import coders
from qda.session import StudyState
from ui.desk import Desk
from ui.jobs import Job
from ui.matrix.view import MatrixView
from ui.panes.pane import Pane
from ui.theme import Space
from ui.widgets.notice_bar import Message

_Axes = tuple[tuple[FrameworkRow, ...], tuple[AttributeRow, ...], tuple[CoderRow, ...]]


class DisplayPane(Pane):
    """One conceptually clustered matrix; it is made only while it is in view.

    Signals:
        evidence_opened: show this `Evidence` in its source.
        titled: the matrix has a title.
        framework_wanted: there is no framework yet whose dimensions could be the columns.
    """

    shows = frozenset(
        {
            *("coding", "code", "case", "case_span", "source", "source_text"),
            *("absence", "framework", "attribute", "coder"),
        }
    )
    rests = True

    evidence_opened = Signal(object)
    titled = Signal(str)
    framework_wanted = Signal()

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.matrix: Matrix | None = None
        self.view = MatrixView(speech, self)
        self.rows_label, self.columns_label = QLabel(self), QLabel(self)
        self.level_label, self.state_label = QLabel(self), QLabel(self)
        self.rows, self.columns = QComboBox(self), QComboBox(self)
        self.level, self.states = QComboBox(self), QComboBox(self)
        self.coder_label, self.coder = QLabel(self), QComboBox(self)
        self.quotes_label, self.quotes = QLabel(self), QSpinBox(self)
        self.quotes.setRange(0, 9)
        self.quotes.setValue(2)
        self.export = QPushButton(self)
        self.export.setEnabled(False)
        self._frameworks: tuple[FrameworkRow, ...] = ()
        self._attributes: tuple[AttributeRow, ...] = ()
        self._coders: tuple[CoderRow, ...] = ()
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh_in_view()

    def _lay_out(self) -> None:
        first = (
            (self.rows_label, self.rows, 2),
            (self.columns_label, self.columns, 3),
        )
        second = (
            (self.level_label, self.level, 2),
            (self.state_label, self.states, 3),
            (self.coder_label, self.coder, 3),
            (self.quotes_label, self.quotes, 0),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for pairs in (first, second):
            row = QHBoxLayout()
            row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, 0)
            row.setSpacing(Space.SMALL)
            for label, field, share in pairs:
                label.setBuddy(field)
                row.addWidget(label)
                row.addWidget(field, share)
            if pairs is second:
                row.addWidget(self.export)
            column.addLayout(row)
        for field in (self.rows, self.columns, self.level, self.states, self.coder):
            field.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            field.setMinimumContentsLength(10)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        for field in (self.rows, self.columns, self.level, self.states, self.coder):
            field.activated.connect(self._make)
            field.currentTextChanged.connect(field.setToolTip)
        self.quotes.valueChanged.connect(self._make)
        self.export.clicked.connect(self.choose_export)
        self.view.evidence_chosen.connect(self._on_evidence)
        self.view.axes_requested.connect(self._on_axes_wanted)

    def refresh(self) -> None:
        """Override: make the matrix anew from what is chosen."""
        self.desk.read(f"axes {id(self)}", _read_axes, self._on_axes)

    def _make(self) -> None:
        if not self._frameworks:
            self.matrix = None
            self.view.show_matrix(None)
            self.export.setEnabled(False)
            return
        chosen = self.columns.currentData()
        names = [chosen] if chosen else []
        axis = RowAxis.parse(self.rows.currentData() or AxisKind.GROUP.value)
        states = self.states.currentData()
        coder = self.coder.currentData()
        wanted = CodingFilter(
            states=frozenset({CodingState(states)} if states else ()),
            coder_ids=frozenset({int(coder)} if coder else ()),
        )
        language, analyst = self.speech.language, self.desk.session.coder_name
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
        self.coder_label.setText(speech("Co&der"))
        self.quotes_label.setText(speech("&Quotes"))
        self.export.setText(speech("Export …"))
        self._fill()
        self.refresh()

    def choose_export(self) -> None:
        """Ask for a file and write the matrix to it."""
        if self.matrix is None:
            return
        from exports.writer import extensions

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
            from exports.writer import write_matrix

            write_matrix(matrix, place)
            return place

        def wrote(written: Path) -> None:
            self.desk.told.emit(Message(lambda s: s("Wrote {place}", place=written)))

        title = self.speech("Writing {name}", name=place.name)
        self.desk.show_work(title, write, wrote)

    def _on_axes(self, found: _Axes) -> None:
        self._frameworks, self._attributes, self._coders = found
        self._fill()
        self._make()

    def _on_matrix(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.export.setEnabled(bool(matrix.rows))
        self.view.show_matrix(matrix)
        self.titled.emit(f"{self.rows.currentText()} × {self.columns.currentText()}")

    def _on_axes_wanted(self) -> None:
        if self._frameworks:
            self.rows.setFocus()
            self.rows.showPopup()
        else:
            self.framework_wanted.emit()

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
        people = [(each.name, str(each.id)) for each in self._coders]
        _choose_among(self.coder, [(speech("All coders"), ""), *people])


def _choose_among(field: QComboBox, choices: list[tuple[str, str]]) -> None:
    """Offer choices in a field; what was chosen stays chosen under its new words."""
    kept = field.currentData()
    field.clear()
    for words, value in choices:
        field.addItem(words, value)
    at = field.findData(kept)
    field.setCurrentIndex(max(at, 0))


def _read_axes(connection: StudyState) -> _Axes:
    return frameworks(connection), attributes(connection), coders(connection)
