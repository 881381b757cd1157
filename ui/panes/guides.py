"""The guides of the study: questions and probes to be edited, what they cover, and their files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import AnswerKind
from qda.displays.columns import Column as CodeColumn
from qda.displays.columns import columns_for
from qda.edits.guides import (
    AddGuideQuestion,
    ChangeGuideQuestion,
    DescribeGuide,
    MakeGuide,
    MoveGuideQuestion,
    RemoveGuide,
    RemoveGuideQuestion,
)
from qda.guides.drafting import drafted
from qda.guides.reading import guides
from qda.guides.rows import Bilingual, GuideQuestionRow, GuideRow
from qda.i18n import Speech, mark
from qda.retrieval.cases import cases
from qda.retrieval.studies import study_row
from qda.session import StudyState
from ui.desk import Desk
from ui.dialogs.guide import GuideDialog, GuideFactsDialog
from ui.guides.covering import CoverageView
from ui.guides.details import QuestionDetails
from ui.guides.questions import Column, QuestionModel
from ui.jobs import Job
from ui.panes.pane import Pane
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.notice_bar import Message

_NONE = Invitation(
    mark("No guide yet"),
    mark(
        "Make an interview guide or a questionnaire from the codebook: choose dimensions, roles "
        "and languages, then edit the questions."
    ),
    mark("New guide …"),
)
_ENDINGS = "*.docx *.xlsx *.html *.csv"


@dataclass(frozen=True, slots=True)
class _Read:
    guides: tuple[GuideRow, ...]
    study: str


class GuidesPane(Pane):
    """One guide at a time, chosen above.

    Signals:
        titled: what the tab is called.
    """

    shows = frozenset({"guide", "guide_question", "code", "framework", "study"})
    rests = True

    titled = Signal(str)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.guide: GuideRow | None = None
        self._known: tuple[GuideRow, ...] = ()
        self._study = ""
        self._wanted: int | None = None
        self.choosing = QComboBox(self)
        self.new, self.facts, self.more, self.export = (QPushButton(self) for _ in range(4))
        self.table, self.model = QTableView(self), QuestionModel(speech, self)
        self.details = QuestionDetails(speech, self)
        self.covering = CoverageView(speech, self)
        self.below = QTabWidget(self)
        self.empty = EmptyState(_NONE, speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh()

    def _lay_out(self) -> None:
        self.choosing.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choosing.setMinimumContentsLength(24)
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        for column in (Column.INDONESIAN, Column.ENGLISH):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in ((Column.NAME, 14), (Column.CODE, 12), (Column.ASKED, 18),
                                (Column.ANSWER, 16)):  # fmt: skip
            table.setColumnWidth(column, letter * letters)
        self.bar = QWidget(self)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        row.addWidget(self.choosing, 1)
        for button in (self.new, self.facts, self.more, self.export):
            row.addWidget(button)
        self.below.addTab(self.details, "…")
        self.below.addTab(self.covering, "…")
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.addWidget(table)
        self.split.addWidget(self.below)
        self.split.setSizes([380, 260])
        self.split.setChildrenCollapsible(False)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(0)
        for part in (self.bar, self.empty):
            column_.addWidget(part)
        column_.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.choosing.activated.connect(self._on_chosen)
        self.new.clicked.connect(self.ask_new)
        self.empty.acted.connect(self.ask_new)
        self.facts.clicked.connect(self.ask_facts)
        self.more.clicked.connect(self.add_question)
        self.export.clicked.connect(self.choose_export)
        self.model.renamed.connect(self._on_renamed)
        self.model.worded.connect(self._on_worded)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.details.probed.connect(self._on_probed)
        self.details.asked.connect(self._on_asked)
        self.details.answered.connect(self._on_answered)
        self.details.moved.connect(self._on_moved)
        self.details.removed.connect(self._on_removed)

    def retranslate(self) -> None:
        """Override: every part."""
        speech = self.speech
        for part in (self.details, self.covering, self.empty):
            part.set_speech(speech)
        self.new.setText(speech("New guide …"))
        self.facts.setText(speech("Facts …"))
        self.more.setText(speech("Add a question"))
        self.export.setText(speech("Export …"))
        self.choosing.setAccessibleName(speech("Guide"))
        self.table.setAccessibleName(speech("Questions"))
        self.below.setTabText(0, speech("Question"))
        self.below.setTabText(1, speech("What is covered"))
        self._show()

    def refresh(self) -> None:
        """Override: read the guides anew."""
        self.desk.read(f"guides {id(self)}", _read, self._on_read)

    def _on_read(self, read: _Read) -> None:
        self._known, self._study = read.guides, read.study
        wanted = self._wanted if self._wanted is not None else self.guide and self.guide.id
        found = next((each for each in read.guides if each.id == wanted), None)
        self.guide = found or (read.guides[-1] if read.guides else None)
        self._wanted = None
        self._show()

    def _show(self) -> None:
        guide, before = self.guide, self.current()
        self.choosing.clear()
        for each in self._known:
            self.choosing.addItem(each.title, each.id)
        if guide is not None:
            self.choosing.setCurrentIndex(self.choosing.findData(guide.id))
        self.model.show(guide, self.speech)
        for part in (self.bar, self.split):
            part.setVisible(guide is not None)
        self.empty.setVisible(guide is None)
        self.covering.show_guide(guide)
        at = next((n for n, row in enumerate(self.model.rows) if before and row.id == before.id), 0)
        self.table.selectRow(at)
        self._on_row()
        self.retitle()

    def retitle(self) -> None:
        """Override: the guide's title, or the name of the page."""
        guide = self.guide
        self.titled.emit(guide.title if guide is not None else self.speech("Guides"))

    def current(self) -> GuideQuestionRow | None:
        """The question that is current in the table."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _on_row(self) -> None:
        roles = () if self.guide is None else self.guide.roles
        self.details.show_question(self.current(), roles)

    def _on_chosen(self, at: int) -> None:
        self.details.keep()
        chosen = self.choosing.itemData(at)
        self.guide = next((each for each in self._known if each.id == chosen), None)
        self._show()

    # --- making and removing -------------------------------------------------------------------

    def ask_new(self) -> None:
        """Ask what a new guide is to be."""
        self.desk.read(f"new guide {id(self)}", _choices, self._on_choices)

    def _on_choices(self, read: tuple[tuple[CodeColumn, ...], tuple[str, ...]]) -> None:
        columns, roles = read
        if not columns:
            self.desk.told.emit(
                Message(lambda s: s("Add a framework or a code first: questions come from codes."))
            )
            return
        dialog = GuideDialog(columns, roles, self.speech, self.window())
        dialog.accepted.connect(partial(self._make, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _make(self, dialog: GuideDialog) -> None:
        choice, columns = dialog.choice(), dialog.columns()
        made = MakeGuide(
            choice.title,
            choice.kind,
            choice.languages,
            choice.roles,
            tuple(column.code.canonical_id for column in columns),
            drafted(columns, choice),
        )
        self.desk.do(made, self._on_made)

    def _on_made(self, guide_id: int) -> None:
        self._wanted = guide_id
        self.refresh()

    def ask_facts(self) -> None:
        """Ask for the guide's title, roles, languages and consent."""
        guide = self.guide
        if guide is None:
            return
        dialog = GuideFactsDialog(guide, self.speech, self.window())
        dialog.accepted.connect(partial(self._describe, dialog, guide))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _describe(self, dialog: GuideFactsDialog, guide: GuideRow) -> None:
        wanted = dialog.title(), dialog.languages(), dialog.roles(), dialog.consent()
        if wanted != (guide.title, guide.languages, guide.roles, guide.consent):
            self.desk.do(DescribeGuide(guide.id, *wanted))

    def remove_guide(self) -> None:
        """Take the guide away; undo brings it back."""
        if self.guide is not None:
            self.desk.do(RemoveGuide(self.guide.id))

    # --- editing -------------------------------------------------------------------------------

    def add_question(self) -> None:
        """Add a question for the code of the current one, to be worded in the table."""
        guide, here = self.guide, self.current()
        if guide is None:
            return
        new = {"en": self._new("en"), "id": self._new("id")}
        code_id = None if here is None else here.code_id
        self.desk.do(AddGuideQuestion(guide.id, Bilingual(new["en"], new["id"]), code_id))

    def _new(self, language: str) -> str:
        return Speech(language)("New question?")

    def _on_renamed(self, row: GuideQuestionRow, name: str) -> None:
        self.desk.do(ChangeGuideQuestion(row.id, name=name))

    def _on_worded(self, row: GuideQuestionRow, text: Bilingual) -> None:
        self.desk.do(ChangeGuideQuestion(row.id, text))

    def _on_probed(self, row: GuideQuestionRow, probes: tuple[Bilingual, ...]) -> None:
        self.desk.do(ChangeGuideQuestion(row.id, probes=probes))

    def _on_asked(self, row: GuideQuestionRow, roles: tuple[str, ...]) -> None:
        self.desk.do(ChangeGuideQuestion(row.id, roles=roles))

    def _on_answered(self, row: GuideQuestionRow, answer: AnswerKind) -> None:
        self.desk.do(ChangeGuideQuestion(row.id, answer=answer))

    def _on_moved(self, row: GuideQuestionRow, step: int) -> None:
        self.desk.do(MoveGuideQuestion(row.id, step))

    def _on_removed(self, row: GuideQuestionRow) -> None:
        self.desk.do(RemoveGuideQuestion(row.id))

    # --- writing -------------------------------------------------------------------------------

    def choose_export(self) -> None:
        """Ask for a file and write the guide to it."""
        if self.guide is None:
            return
        self.details.keep()
        name, _ = QFileDialog.getSaveFileName(
            self, self.speech("Export the guide"), "guide.docx", _ENDINGS
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, place: Path) -> None:
        """Write the guide beside the window: .docx to take along, .xlsx the form, else coverage."""
        guide, study, analyst = self.guide, self._study, self.desk.session.coder_name
        if guide is None:
            return

        def write(_: Job) -> Path:
            from exports.guides.writing import GuideFile, write_guide

            write_guide(GuideFile(guide, study, analyst), place)
            return place

        def wrote(written: Path) -> None:
            self.desk.told.emit(Message(lambda s: s("Wrote {place}", place=written)))

        self.desk.show_work(self.speech("Writing {name}", name=place.name), write, wrote)


def _read(state: StudyState) -> _Read:
    return _Read(guides(state), study_row(state).title)


def _choices(state: StudyState) -> tuple[tuple[CodeColumn, ...], tuple[str, ...]]:
    roles = dict.fromkeys(each.role for each in cases(state) if each.role)
    return columns_for(state), tuple(roles)
