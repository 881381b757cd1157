"""The samples of the study: how each was drawn, how far it is, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import SampleRule
from qda.edits.sampling import DrawNextBatch, RemoveSample
from qda.i18n import Speech, mark
from qda.sampling.reports import progress_words, sample_report, strata_table
from qda.sampling.saturating import SaturationCheck, check_saturation
from qda.sampling.stored import SampleProgress, SampleRow, progresses, samples, texts_of
from qda.sampling.wording import method_text, rule_word, strata_by
from qda.session import StudyState
from ui.desk import Desk
from ui.jobs import Job
from ui.panes.pane import Pane
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.figure_table import FigureTable
from ui.widgets.flow import FlowLayout
from ui.widgets.notice_bar import Message

_NONE = Invitation(
    mark("No sample yet"),
    mark(
        "Draw a sample of a collection: it is kept with its seed, is a queue to code, and says how "
        "it was drawn."
    ),
    mark("Draw a sample …"),
)
_ENDINGS = "*.xlsx *.docx *.html *.md *.csv *.json"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NAME = Qt.ItemDataRole.UserRole
_BUTTONS = (
    ("next", mark("Code the next text")),
    ("proposals", mark("Its proposals")),
    ("batch", mark("Draw the next batch")),
    ("copy", mark("Copy the method section")),
    ("export", mark("Export …")),
    ("remove", mark("Remove the sample")),
    ("draw", mark("Draw a sample …")),
)


@dataclass(frozen=True, slots=True)
class _Read:
    rows: tuple[SampleRow, ...]
    progress: dict[str, SampleProgress]
    checks: dict[str, SaturationCheck]


class SamplesPane(Pane):
    """The samples, with the sentences of the method section of the chosen one.

    Signals:
        titled: what the tab is called.
        draw_wanted: a sample is to be drawn.
        next_wanted, proposals_wanted: code the next text of a sample, judge its proposals (name).
        chosen: a sample was chosen (its name).
    """

    shows = frozenset(
        {"sample", "sample_unit", "worked", "coding", "source", "collection", "coder", "blinding"}
    )
    rests = True

    titled = Signal(str)
    draw_wanted = Signal()
    next_wanted = Signal(str)
    proposals_wanted = Signal(str)
    chosen = Signal(str)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self._found = _Read((), {}, {})
        self.list = QTreeWidget(self)
        self.words = QLabel(self)
        self.strata = FigureTable(self)
        self.buttons = {name: QPushButton(self) for name, _ in _BUTTONS}
        self.empty = EmptyState(_NONE, speech, self)
        self._lay_out()
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemActivated.connect(self._on_next)
        self.empty.acted.connect(self.draw_wanted)
        for name, act in (
            ("next", self._on_next),
            ("proposals", self._on_proposals),
            ("batch", self._on_batch),
            ("copy", self.copy),
            ("export", self.choose_export),
            ("remove", self._on_remove),
        ):
            self.buttons[name].clicked.connect(act)
        self.buttons["draw"].clicked.connect(self.draw_wanted)
        self.set_speech(speech)
        self.refresh()

    def _lay_out(self) -> None:
        self.list.setRootIsDecorated(False)
        self.list.setColumnCount(6)
        self.list.setUniformRowHeights(True)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        below = QWidget(self)
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, Space.SMALL, 0, 0)
        lower.addWidget(self.words)
        lower.addWidget(self.strata, 1)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.list)
        split.addWidget(below)
        split.setSizes([180, 420])
        split.setChildrenCollapsible(False)
        row = QWidget(self)
        flow = FlowLayout(row)
        for button in self.buttons.values():
            flow.addWidget(button)
        self._page = QWidget(self)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.addWidget(split, 1)
        column.addWidget(row)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._page)
        self.setFocusProxy(self.list)

    @property
    def current(self) -> SampleRow | None:
        """The sample that is chosen."""
        item = self.list.currentItem()
        # Before anything was clicked there is no such item, whatever the type hints say.
        found: object = None if item is None else item.data(0, _NAME)
        return next((row for row in self._found.rows if row.name == found), None)

    def choose(self, name: str) -> None:
        """Choose a sample by its name."""
        for at in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(at)
            if item is not None and item.data(0, _NAME) == name:
                self.list.setCurrentItem(item)

    def refresh(self) -> None:
        """Override: the samples and how far they are."""
        self.desk.read("samples", _read, self._on_read)

    def retranslate(self) -> None:
        """Override: everything that is worded."""
        speech = self.speech
        self.retitle()
        self.list.setAccessibleName(speech("Samples"))
        self.strata.setAccessibleName(speech("Strata"))
        self.list.setHeaderLabels(
            [speech("Name"), speech("Collection"), speech("Rule"), speech("Texts"),
             speech("Left"), speech("Seed")]
        )  # fmt: skip
        for name, words in _BUTTONS:
            self.buttons[name].setText(speech(words))
        self.empty.set_speech(speech)
        self._fill()

    def retitle(self) -> None:
        """Override: the name of the page."""
        self.titled.emit(self.speech("Samples"))

    def _on_read(self, found: _Read) -> None:
        new = {row.name for row in found.rows} - {row.name for row in self._found.rows}
        was_filled = bool(self._found.rows)
        self._found = found
        self._fill()
        if len(new) == 1 and was_filled:
            self.choose(next(iter(new)))

    def _fill(self) -> None:
        present = self.current
        number = self.speech.number
        self.list.blockSignals(True)
        self.list.clear()
        for row in self._found.rows:
            far = self._found.progress.get(row.name, SampleProgress(0, 0, 0))
            cells = (row.name, row.collection_key, rule_word(row.plan.rule, self.speech),
                     number(far.texts), number(far.left), str(row.plan.seed))  # fmt: skip
            item = QTreeWidgetItem(self.list, list(cells))
            item.setData(0, _NAME, row.name)
            for column in (3, 4, 5):
                item.setTextAlignment(column, _RIGHT)
        self.list.blockSignals(False)
        last = self._found.rows[-1].name if self._found.rows else ""
        self.choose(last if present is None else present.name)
        self._pages.setCurrentWidget(self._page if self._found.rows else self.empty)
        self._show()

    def _on_current(self) -> None:
        self._show()
        if self.current is not None:
            self.chosen.emit(self.current.name)

    def _show(self) -> None:
        row = self.current
        for name, button in self.buttons.items():
            button.setEnabled(row is not None or name == "draw")
        if row is None:
            self.words.setText("")
            self.strata.show_table(None)
            return
        far = self._found.progress.get(row.name, SampleProgress(0, 0, 0))
        said = method_text(row, self.speech, self._found.checks.get(row.name))
        self.words.setText(f"{progress_words(far, self.speech)}\n\n{said}")
        stratified = bool(row.stratified_by)
        self.strata.setVisible(stratified)
        by = strata_by(row, self.speech)
        self.strata.show_table(strata_table(row.strata, by, self.speech) if stratified else None)
        until = row.plan.rule is SampleRule.SATURATION
        self.buttons["batch"].setVisible(until)
        check = self._found.checks.get(row.name)
        due = check is not None and not check.reached and not check.awaits_coding
        self.buttons["batch"].setEnabled(due)
        self.buttons["next"].setEnabled(far.left > 0)

    # --- acts ----------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the sentences of the method section."""
        row = self.current
        if row is not None:
            said = method_text(row, self.speech, self._found.checks.get(row.name))
            QGuiApplication.clipboard().setText(said)
            self.desk.told.emit(Message(lambda s: s("The method section is copied.")))

    def choose_export(self) -> None:
        """Ask for a file and write the sample to it."""
        row = self.current
        if row is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, self.speech("Export the sample"), f"{row.name}.xlsx", _ENDINGS
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, place: Path) -> None:
        """Write the chosen sample with its texts to a file, by its ending."""
        row, language = self.current, self.speech.language
        if row is None:
            return

        def write(_: Job) -> str:
            from exports.numbers import write_report

            with self.desk.session.reading() as state:
                far = progresses(state).get(row.name)
                check = check_saturation(state, row) if _until(row) else None
                texts = texts_of(state, row)
            report = sample_report(row, texts, language=language, progress=far, check=check)
            write_report(report, place)
            return place.name

        def done(name: str) -> None:
            self.desk.told.emit(Message(lambda s: s("Wrote {name}.", name=name)))

        self.desk.show_work(self.speech("Exporting"), write, done)

    def _on_next(self) -> None:
        if self.current is not None:
            self.next_wanted.emit(self.current.name)

    def _on_proposals(self) -> None:
        if self.current is not None:
            self.proposals_wanted.emit(self.current.name)

    def _on_batch(self) -> None:
        if self.current is None:
            return
        name, session = self.current.name, self.desk.session
        self.desk.work(
            self.speech("Drawing the next batch of “{name}”", name=name),
            lambda job: session.do(DrawNextBatch(name, job), job.is_stopped),
        )

    def _on_remove(self) -> None:
        if self.current is not None:
            self.desk.do(RemoveSample(self.current.name))


def _read(state: StudyState) -> _Read:
    rows = samples(state)
    checks = {row.name: check_saturation(state, row) for row in rows if _until(row)}
    return _Read(rows, progresses(state), checks)


def _until(row: SampleRow) -> bool:
    return row.plan.rule is SampleRule.SATURATION
