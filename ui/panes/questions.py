"""The questions of a survey: its dictionary, changed in place, one or several at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import CollectionKind, QuestionRole, QuestionType
from qda.edits.questions import QuestionRevised, ReviseQuestion
from qda.edits.several_questions import ReviseQuestions
from qda.i18n import Speech, mark
from qda.importers.surveys.draft import Choice
from qda.retrieval.codes import codes
from qda.retrieval.questions import QuestionRow, questions
from qda.retrieval.rows import CodeRow, CollectionRow
from qda.retrieval.sources import collections
from qda.session import StudyState
from ui.desk import Desk
from ui.jobs import Job
from ui.panes.pane import Pane
from ui.surveys.details import DictionaryDetails
from ui.surveys.draft_model import CLOSED, roles_in, types_in
from ui.surveys.model import WORDS, Column, DictionaryModel
from ui.surveys.scales import written_scale
from ui.theme import Space
from ui.widgets.choice_cells import ChoiceCells, EditedTable, TickCells
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.notice_bar import Message, Weight

_NONE: Final = Invitation(
    mark("No survey yet"),
    mark(
        "Import the answers to a questionnaire, such as a Google Forms file, to see its questions "
        "here: what each became, its scale and its dimension."
    ),
    mark("Import files …"),
)
_WRITTEN: Final = {
    Column.KEY: "key",
    Column.INDONESIAN: "text_id",
    Column.ENGLISH: "text_en",
}
_LETTERS: Final = (
    (Column.KEY, 9), (Column.INDONESIAN, 25), (Column.ENGLISH, 17), (Column.ROLE, 25),
    (Column.TYPE, 16), (Column.SCALE, 7), (Column.REVERSED, 11), (Column.DIMENSION, 21),
    (Column.ANSWERED, 11), (Column.SILENT, 17), (Column.NOT_ASKED, 15),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Read:
    surveys: tuple[CollectionRow, ...]
    survey_id: int | None
    rows: tuple[QuestionRow, ...]
    dimensions: dict[int, CodeRow]


class QuestionTable(EditedTable):
    """The dictionary; Enter on a dimension chooses another, on other cells it opens the editor.

    Signals:
        dimension_wanted: the dimension of the chosen questions is to be chosen.
    """

    dimension_wanted = Signal()

    def fit(self) -> None:
        """Give every column its usual width, and what is left to the words in Indonesian."""
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in _LETTERS:
            self.setColumnWidth(column, letter * letters)
        left = self.viewport().width() - self.horizontalHeader().length()
        if left > 0:
            words = Column.INDONESIAN
            self.setColumnWidth(words, self.columnWidth(words) + left)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: the words take what is left."""
        super().resizeEvent(event)
        self.fit()

    def enter(self, index: QModelIndex) -> None:
        """Override: on a dimension, choose another."""
        if index.column() == Column.DIMENSION:
            self.dimension_wanted.emit()
        else:
            super().enter(index)


class QuestionsPane(Pane):
    """One survey at a time, chosen above.

    Signals:
        titled: what the tab is called.
        import_wanted: the button of the empty pane was pressed.
        dimension_wanted: the dimension of the chosen questions is to be chosen.
        answers_wanted, figures_wanted: show those of the current question (`QuestionRow`).
    """

    shows = frozenset({"question", "collection", "case", "source", "code"})
    rests = True

    titled = Signal(str)
    import_wanted = Signal()
    dimension_wanted = Signal()
    answers_wanted = Signal(object)
    figures_wanted = Signal(object)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.survey_id: int | None = None
        self._known = _Read((), None, (), {})
        self.choosing = QComboBox(self)
        self.dimension, self.answers, self.figures = (QPushButton(self) for _ in range(3))
        self.table, self.model = QuestionTable(self), DictionaryModel(speech, self)
        self.details = DictionaryDetails(speech, self)
        self.empty = EmptyState(_NONE, speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh()

    def _lay_out(self) -> None:
        self.choosing.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choosing.setMinimumContentsLength(20)
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + Space.SMALL)
        table.horizontalHeader().setHighlightSections(False)
        roles = ChoiceCells(lambda: roles_in(self.speech), self)
        types = ChoiceCells(lambda: types_in(self.speech), self)
        table.setItemDelegateForColumn(Column.ROLE, roles)
        table.setItemDelegateForColumn(Column.TYPE, types)
        table.setItemDelegateForColumn(Column.REVERSED, TickCells(self))
        self.bar = QWidget(self)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        row.addWidget(self.choosing, 1)
        for button in (self.dimension, self.answers, self.figures):
            row.addWidget(button)
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.addWidget(table)
        self.split.addWidget(self.details)
        self.split.setSizes([420, 220])
        self.split.setChildrenCollapsible(False)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(0)
        for part in (self.bar, self.empty):
            column_.addWidget(part)
        column_.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.choosing.activated.connect(self._on_chosen)
        self.empty.acted.connect(self.import_wanted)
        self.dimension.clicked.connect(self.dimension_wanted)
        self.table.dimension_wanted.connect(self.dimension_wanted)
        self.table.doubleClicked.connect(self._on_double)
        self.answers.clicked.connect(lambda: self._on_current(self.answers_wanted))
        self.figures.clicked.connect(lambda: self._on_current(self.figures_wanted))
        self.model.wanted.connect(self._on_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.details.choices_wanted.connect(self._on_choices)
        self.details.missing_wanted.connect(self._on_missing)
        self.details.refused.connect(self._on_no_number)

    # --- reading -------------------------------------------------------------------------------

    def show_survey(self, survey_id: int | None) -> None:
        """Show a survey by the id of its collection, or the first there is."""
        if survey_id is not None and survey_id != self.survey_id:
            self.survey_id = survey_id
            self.refresh()

    def refresh(self) -> None:
        """Override: the surveys, and the questions of the one that is shown."""
        wanted = self.survey_id
        self.desk.read(f"questions {id(self)}", lambda state: _read(state, wanted), self._on_read)

    def _on_read(self, read: _Read) -> None:
        self._known, self.survey_id = read, read.survey_id
        self._show()

    def _show(self) -> None:
        read = self._known
        is_there = read.survey_id is not None
        self.choosing.clear()
        for each in read.surveys:
            words = self.speech("{key} {title}", key=each.key, title=each.title)
            people = self.speech.many("{n} respondent", "{n} respondents", each.respondents)
            self.choosing.addItem(f"{words} · {people}", each.id)
        self.choosing.setCurrentIndex(self.choosing.findData(read.survey_id))
        names = {id_: _code_words(code, self.speech) for id_, code in read.dimensions.items()}
        self.model.show(read.rows, names, self.speech)
        for part in (self.bar, self.split):
            part.setVisible(is_there)
        self.empty.setVisible(not is_there)
        if read.rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, Column.KEY))
        self._on_row()
        self.retitle()

    def retitle(self) -> None:
        """Override: the name of the page and the survey."""
        here = next((s for s in self._known.surveys if s.id == self.survey_id), None)
        words = self.speech("Questions")
        self.titled.emit(words if here is None else f"{words} · {here.key}")

    def retranslate(self) -> None:
        """Override: every part."""
        speech = self.speech
        for part in (self.details, self.empty):
            part.set_speech(speech)
        self.choosing.setAccessibleName(speech("Survey"))
        self.table.setAccessibleName(speech("Questions"))
        self.dimension.setText(speech("&Dimension …"))
        self.dimension.setToolTip(speech("Say which code the chosen questions measure"))
        self.answers.setText(speech("Ans&wers"))
        self.answers.setToolTip(speech("Open the answers of the respondents as a table"))
        self.figures.setText(speech("F&igures"))
        self.figures.setToolTip(speech("Summarise the answers to the current question"))
        self._show()

    # --- what is chosen ------------------------------------------------------------------------

    def current(self) -> QuestionRow | None:
        """The question one stands on, or None."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def chosen(self) -> tuple[QuestionRow, ...]:
        """The selected questions in their order, or else the current one."""
        rows = sorted(each.row() for each in self.table.selectionModel().selectedRows())
        here = self.current()
        found = tuple(self.model.rows[row] for row in rows)
        return found or (() if here is None else (here,))

    def _on_row(self) -> None:
        self.details.show_question(self.current())

    def _on_chosen(self, at: int) -> None:
        self.show_survey(self.choosing.itemData(at))

    def _on_double(self) -> None:
        if self.table.currentIndex().column() == Column.DIMENSION:
            self.dimension_wanted.emit()

    def _on_current(self, wanted: SignalInstance) -> None:
        here = self.current()
        if here is not None:
            wanted.emit(here)

    # --- changing ------------------------------------------------------------------------------

    def set_dimension(self, code_id: int) -> None:
        """Say which code the chosen questions measure; 0 for none."""
        self._revise(self.chosen(), ReviseQuestions((), dimension_id=code_id))

    def turn_round(self) -> None:
        """Turn the direction of the chosen questions round: that of the first decides for all."""
        items = [row for row in self.chosen() if row.role is QuestionRole.ITEM]
        if items:
            self._revise(items, ReviseQuestions((), is_reversed=not items[0].is_reversed))

    def _on_wanted(self, row: QuestionRow, column: Column, value: str) -> None:
        if column in WORDS:
            words = {_WRITTEN[column]: value}
            self.desk.do(ReviseQuestion(row.id, **words))  # type: ignore[arg-type]
            return
        meant = self.chosen()
        meant = meant if row in meant else (row,)
        if column is Column.ROLE:
            self._revise(meant, ReviseQuestions((), role=QuestionRole(value)))
            return
        closed = [each for each in meant if each.role in CLOSED]
        if column is Column.TYPE:
            self._revise(closed, ReviseQuestions((), type=QuestionType(value)))
        elif column is Column.REVERSED:
            items = [each for each in meant if each.role is QuestionRole.ITEM]
            self._revise(items, ReviseQuestions((), is_reversed=bool(value)))
        elif (ends := written_scale(value)) is not None:
            self._revise(closed, ReviseQuestions((), low=ends[0], high=ends[1]))
        else:
            words_ = mark("A scale is written as two whole numbers, such as 1–5.")
            self._warn(words_)

    def _revise(self, rows: Sequence[QuestionRow], change: ReviseQuestions) -> None:
        """Change questions in one edit; what is read anew from files shows its progress."""
        edit = replace(change, question_ids=tuple(row.id for row in rows))
        if not rows:
            return
        if change.role is None and change.type is None:
            self.desk.do(edit)
            return
        session = self.desk.session

        def revise(job: Job) -> tuple[QuestionRevised, ...]:
            return session.do(replace(edit, progress=job), job.is_stopped)

        title = self.speech("Reading the answers anew")
        self.desk.work(title, revise, partial(_tell, self.desk))

    def _on_choices(self, row: QuestionRow, choices: tuple[Choice, ...]) -> None:
        self.desk.do(ReviseQuestion(row.id, choices=choices))

    def _on_missing(self, row: QuestionRow, missing: tuple[str, ...]) -> None:
        session = self.desk.session

        def revise(job: Job) -> tuple[QuestionRevised, ...]:
            edit = ReviseQuestion(row.id, missing=missing, progress=job)
            return (session.do(edit, job.is_stopped),)

        title = self.speech("Reading the answers anew")
        self.desk.work(title, revise, partial(_tell, self.desk))

    def _on_no_number(self, written: str) -> None:
        self.desk.told.emit(
            Message(
                lambda s: s("“{written}” is no number: what a choice is worth.", written=written),
                Weight.WARNING,
            )
        )

    def _warn(self, words: str) -> None:
        self.desk.told.emit(Message(lambda s: s(words), Weight.WARNING))


def _tell(desk: Desk, revised: tuple[QuestionRevised, ...]) -> None:
    """Say what became of the answers, where texts came, went or stay."""
    answers = sum(each.answers for each in revised)
    removed = sum(each.removed for each in revised)
    kept = sum(each.kept for each in revised)
    if answers or removed or kept:
        desk.told.emit(Message(partial(_said, answers, removed, kept)))


def _said(answers: int, removed: int, kept: int, speech: Speech) -> str:
    said = []
    if answers:
        said.append(
            speech.many(
                "{n} answer became a text to be coded.",
                "{n} answers became texts to be coded.",
                answers,
            )
        )
    if removed:
        said.append(
            speech.many(
                "{n} text is now an answer in the table.",
                "{n} texts are now answers in the table.",
                removed,
            )
        )
    if kept:
        said.append(
            speech.many(
                "{n} text stays, because codings or memos stand on these answers.",
                "{n} texts stay, because codings or memos stand on these answers.",
                kept,
            )
        )
    return " ".join(said)


def _read(state: StudyState, wanted: int | None) -> _Read:
    kind = CollectionKind.SURVEY
    surveys = tuple(row for row in collections(state) if row.kind is kind and row.respondents)
    ids = [row.id for row in surveys]
    here = wanted if wanted in ids else next(iter(ids), None)
    if here is None:
        return _Read(surveys, None, (), {})
    rows = questions(state, here)
    named = {row.code_id for row in rows if row.code_id}
    found = codes(state, counted=False) if named else ()
    return _Read(surveys, here, rows, {code.id: code for code in found if code.id in named})


def _code_words(code: CodeRow, speech: Speech) -> str:
    """A dimension by the short id and the name of its code."""
    return f"{code.canonical_id.rpartition(':')[2]}  {code.name(speech.language)}"
