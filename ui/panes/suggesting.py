"""Suggestions that learn: what was measured of each code, before any of it is proposed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from qda.edits.suggesting import SuggestionsStored
from qda.events import Changed
from qda.i18n import Speech, mark
from qda.numbers.values import NumberReport
from qda.retrieval.rows import CollectionRow
from qda.retrieval.sources import collections
from qda.sampling.stored import samples
from qda.session import StudyState
from qda.suggesting.learning import Learned, kept_settings
from qda.suggesting.proposing import learn_from, store, suggest
from qda.suggesting.reports import (
    figures_table,
    learning_report,
    learning_words,
    learnings_table,
)
from qda.suggesting.stored import LearningRow, learnings
from qda.suggesting.task import THRESHOLD, LearningTask
from qda.suggesting.wording import cautions
from ui.desk import Desk
from ui.jobs import Job
from ui.panes.pane import Pane
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.figure_table import FigureTable
from ui.widgets.flow import FlowLayout
from ui.widgets.notice_bar import Message

_NONE = Invitation(
    mark("No collection yet"),
    mark(
        "Import reviews or survey answers; when some are coded, the program can learn from them "
        "and suggest codes for the others."
    ),
)
_ENDINGS = "*.xlsx *.docx *.html *.md *.csv *.json"
_BUTTONS = (
    ("propose", mark("Suggest the ticked codes")),
    ("queue", mark("Judge the suggestions")),
    ("copy", mark("Copy the method section")),
    ("export", mark("Export …")),
)
_COUNTS = frozenset({"right", "wrong", "missed"})
"""What precision and recall follow from stands in the export, and takes room here."""
_BEFORE = 132
"""Pixels for what was learned before: some four rows, more by scrolling."""
_TEACHING = frozenset({"coding", "worked", "source", "source_text", "code"})


@dataclass(frozen=True, slots=True)
class _Choices:
    collections: tuple[CollectionRow, ...]
    samples: tuple[tuple[str, int], ...]
    before: tuple[LearningRow, ...] = ()


class SuggestPane(Pane):
    """Learn, look at the figures, suggest, judge; what was learned before stays in a list below.

    Signals:
        titled: what the tab is called.
        queue_wanted: the suggestions are to be judged.
    """

    shows = frozenset({"collection", "sample", "learning", "coding", "coder", "blinding"})
    rests = True

    titled = Signal(str)
    queue_wanted = Signal()

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.learned: Learned | None = None
        self._choices = _Choices((), ())
        self._outdated = False
        self.collection, self.teaching = QComboBox(self), QComboBox(self)
        self.learning = QPushButton(self)
        self.table = FigureTable(self, ticked=True)
        self.threshold, self.threshold_words = QDoubleSpinBox(self), QLabel(self)
        self.words = QLabel(self)
        self.before, self.before_words = FigureTable(self), QLabel(self)
        self.before_copy = QPushButton(self)
        self.buttons = {name: QPushButton(self) for name, _ in _BUTTONS}
        self.empty = EmptyState(_NONE, speech, self)
        self._lay_out()
        self.collection.currentIndexChanged.connect(self._fill_teaching)
        self.learning.clicked.connect(self.learn)
        self.threshold.valueChanged.connect(self._on_threshold)
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.table.itemChanged.connect(self._check)
        for name, act in (
            ("propose", self.propose),
            ("queue", self.queue_wanted),
            ("copy", self.copy),
            ("export", self.choose_export),
        ):
            self.buttons[name].clicked.connect(act)
        self.before_copy.clicked.connect(self.copy_before)
        self.before.itemSelectionChanged.connect(self._check_before)
        self.set_speech(speech)
        self.refresh()

    def _lay_out(self) -> None:
        self.threshold.setRange(0.01, 0.99)
        self.threshold.setSingleStep(0.05)
        self.threshold.setValue(THRESHOLD)
        self.threshold_words.setBuddy(self.threshold)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        for box in (self.collection, self.teaching):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(18)
            head.addWidget(box, 1)
        head.addWidget(self.learning)
        row = QWidget(self)
        flow = FlowLayout(row)
        limit = QHBoxLayout()
        limit.addWidget(self.threshold_words)
        limit.addWidget(self.threshold)
        limit.addStretch(1)
        for button in self.buttons.values():
            flow.addWidget(button)
        self._page = QWidget(self)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.table, 100)
        column.addLayout(limit)
        column.addWidget(row)
        column.addStretch(1)
        earlier = QHBoxLayout()
        earlier.addWidget(self.before_words, 1)
        earlier.addWidget(self.before_copy)
        column.addLayout(earlier)
        column.addWidget(self.before)
        self.before_words.setBuddy(self.before)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._page)
        self.setFocusProxy(self.learning)

    # --- what there is to learn from -----------------------------------------------------------

    def refresh(self) -> None:
        """Override: the collections and samples there are."""
        self.desk.read(f"suggesting {id(self)}", _read, self._on_read)

    def _on_read(self, found: _Choices) -> None:
        self._choices = found
        present = self.collection.currentData()
        self.collection.blockSignals(True)
        self.collection.clear()
        for row in found.collections:
            self.collection.addItem(f"{row.key}  {row.title}", row.id)
        # The first time it is the newest sample, since its figures speak of all the texts.
        newest = found.samples[-1] if found.samples and present is None else None
        wanted = present if newest is None else newest[1]
        self.collection.setCurrentIndex(max(0, self.collection.findData(wanted)))
        self.collection.blockSignals(False)
        self._fill_teaching()
        if newest is not None:
            self.teaching.setCurrentIndex(max(0, self.teaching.findData(newest[0])))
        self._fill_before()
        self._pages.setCurrentWidget(self._page if found.collections else self.empty)

    def _fill_teaching(self) -> None:
        present, here = self.teaching.currentData(), self.collection.currentData()
        self.teaching.clear()
        self.teaching.addItem(self.speech("Learn from everything worked through"), "")
        for name, collection_id in self._choices.samples:
            if collection_id == here:
                self.teaching.addItem(self.speech("Learn from sample “{name}”", name=name), name)
        self.teaching.setCurrentIndex(max(0, self.teaching.findData(present)))

    def task(self) -> LearningTask | None:
        """What is chosen to be learned; None while there is no collection."""
        here = self.collection.currentData()
        if here is None:
            return None
        before = None if self.learned is None else self.learned.task
        return LearningTask(
            collection_id=int(here),
            sample=str(self.teaching.currentData() or ""),
            thresholds={} if before is None else before.thresholds,
        )

    # --- acts ----------------------------------------------------------------------------------

    def learn(self) -> None:
        """Learn anew, beside the window."""
        task, session = self.task(), self.desk.session
        if task is None:
            return

        def work(job: Job) -> Learned:
            with session.reading() as state:
                return learn_from(state, task, job)

        self.desk.show_work(self.speech("Learning from codings"), work, self._on_learned)

    def propose(self) -> None:
        """Suggest the codes that are ticked for every text that waits, as one edit."""
        if self.learned is None:
            return
        learned, session = self.learned.only(self.table.ticked()), self.desk.session
        if not learned.usable:
            return

        def work(job: Job) -> SuggestionsStored:
            with session.reading() as state:
                found = suggest(state, learned, job)
            return store(session, learned, found)

        self.desk.work(self.speech("Suggesting codes"), work, self._on_stored)

    def report(self) -> NumberReport | None:
        """What was measured as a report, or None before anything was learned."""
        if self.learned is None:
            return None
        return learning_report(
            self.learned.name,
            self.learned.figures,
            kept_settings(self.learned, 0),
            where=self._where(self.learned.task.collection_id),
            sample=self.learned.task.sample,
            language=self.speech.language,
        )

    def copy(self) -> None:
        """Copy the paragraph of the method section."""
        report = self.report()
        if report is not None:
            QGuiApplication.clipboard().setText(report.facts[-1].text)
            self.desk.told.emit(Message(lambda s: s("The method section is copied.")))

    def copy_before(self) -> None:
        """Copy the paragraph of the method section of an earlier learning."""
        chosen = self.before.chosen()
        found = (row for row in self._choices.before if row.uuid in chosen)
        row = next(found, None)
        if row is not None:
            QGuiApplication.clipboard().setText(learning_words(row, self.speech))
            self.desk.told.emit(Message(lambda s: s("The method section is copied.")))

    def choose_export(self) -> None:
        """Ask for a file and write the figures to it."""
        if self.learned is None:
            return
        title = self.speech("Export the figures")
        name, _ = QFileDialog.getSaveFileName(self, title, f"{self.learned.name}.xlsx", _ENDINGS)
        if name:
            self.export_to(Path(name))

    def export_to(self, place: Path) -> None:
        """Write the figures to a file, by its ending."""
        report = self.report()
        if report is None:
            return

        def write(_: Job) -> str:
            from exports.numbers import write_report

            write_report(report, place)
            return place.name

        def done(name: str) -> None:
            self.desk.told.emit(Message(lambda s: s("Wrote {name}.", name=name)))

        self.desk.show_work(self.speech("Exporting"), write, done)

    # --- what came of it -----------------------------------------------------------------------

    def _on_learned(self, learned: Learned) -> None:
        self.learned, self._outdated = learned, False
        self._fill()

    def _on_stored(self, stored: SuggestionsStored) -> None:
        self.desk.told.emit(
            Message(
                lambda s: s(
                    "{made} codings suggested, {known} known already, {replaced} older "
                    "suggestions replaced.",
                    made=s.number(stored.made),
                    known=s.number(stored.known),
                    replaced=s.number(stored.replaced),
                )
            )
        )

    def _on_threshold(self, value: float) -> None:
        if self.learned is None:
            return
        chosen = self.table.chosen() or self.table.rows()
        task = self.learned.task
        own = {**task.thresholds, **dict.fromkeys(chosen, round(value, 2))}
        self.learned = self.learned.at(replace(task, thresholds=own))
        self._fill()

    def _on_chosen(self) -> None:
        if self.learned is None:
            return
        chosen = self.table.chosen()
        at = {each.threshold for each in self.learned.figures if each.code in chosen}
        if len(at) == 1:
            self.threshold.blockSignals(True)
            self.threshold.setValue(at.pop())
            self.threshold.blockSignals(False)

    def _on_changed(self, change: Changed) -> None:
        super()._on_changed(change)
        learned = self.learned is not None and change.kind != "store_suggestions"
        if learned and change.tables & _TEACHING:
            self._outdated = True
            self._say()

    def _fill(self) -> None:
        learned = self.learned
        self.table.blockSignals(True)
        self.table.setVisible(learned is not None)
        if learned is None:
            self.table.show_table(None)
        else:
            usable = frozenset(each.code.canonical_id for each in learned.usable)
            # What may be suggested stands first.
            ordered = sorted(learned.figures, key=lambda each: each.withheld is not None)
            table = figures_table(ordered, self.speech)
            self.table.show_table(table, usable=usable, without=_COUNTS)
        self.table.blockSignals(False)
        self._say()
        self._check()

    def _fill_before(self) -> None:
        rows = self._choices.before
        self.before.show_table(learnings_table(rows, self.speech) if rows else None)
        high = (
            self.before.horizontalHeader().sizeHint().height()
            + self.before.verticalHeader().length()
        )
        self.before.setFixedHeight(min(_BEFORE, high + 2 * Space.SMALL))
        for part in (self.before, self.before_words, self.before_copy):
            part.setVisible(bool(rows))
        self._check_before()

    def _check_before(self) -> None:
        self.before_copy.setEnabled(bool(self.before.chosen()))

    def _check(self) -> None:
        learned = self.learned is not None
        for name in ("copy", "export"):
            self.buttons[name].setEnabled(learned)
        self.threshold.setEnabled(learned)
        self.buttons["propose"].setEnabled(learned and bool(self.table.ticked()))

    def _say(self) -> None:
        speech, learned = self.speech, self.learned
        if learned is None:
            self.words.setText(
                speech(
                    "Learn first: the figures of each code are shown before anything is suggested. "
                    "Only texts that you have worked through teach."
                )
            )
            return
        parts = [
            speech.many(
                "Learned from {n} text, {bare} of them without a code.",
                "Learned from {n} texts, {bare} of them without a code.",
                learned.texts,
                bare=speech.number(learned.bare),
            ),
            *cautions(learned.task.sample, kept_settings(learned, 0), speech),
        ]
        if self._outdated:
            parts.insert(0, speech("Codings have changed since: learn again."))
        self.words.setText(" ".join(parts))

    def _where(self, collection_id: int) -> str:
        found = (row for row in self._choices.collections if row.id == collection_id)
        return next((f"“{row.title}” ({row.key})" for row in found), "–")

    def retranslate(self) -> None:
        """Override: everything that is worded."""
        speech = self.speech
        self.retitle()
        self.collection.setAccessibleName(speech("Collection"))
        self.teaching.setAccessibleName(speech("What is learned from"))
        self.learning.setText(speech("Learn"))
        self.threshold.setLocale(QLocale(speech.language))
        self.threshold_words.setText(speech("&Threshold of the chosen codes"))
        self.table.setAccessibleName(speech("What was measured of each code"))
        for name, words in _BUTTONS:
            self.buttons[name].setText(speech(words))
        self.before_words.setText(speech("Learned &before"))
        self.before.setAccessibleName(speech("Learned before"))
        self.before_copy.setText(speech("Copy its method section"))
        self.empty.set_speech(speech)
        self._fill_teaching()
        self._fill()
        self._fill_before()

    def retitle(self) -> None:
        """Override: the name of the page."""
        self.titled.emit(self.speech("Suggestions"))


def _read(state: StudyState) -> _Choices:
    rows = [(row.name, row.plan.collection_id) for row in samples(state)]
    return _Choices(collections(state), tuple(rows), learnings(state))
