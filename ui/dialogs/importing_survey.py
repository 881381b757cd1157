"""The page of a survey in the import preview: what each question becomes, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from models.vocabulary import QuestionRole, QuestionType, StakeholderGroup
from qda.edits.surveys import ImportSurvey
from qda.i18n import Speech
from qda.importers.surveys.draft import QuestionDraft, SurveyDraft
from qda.importers.surveys.drafting import with_role
from qda.importers.surveys.preview import question_words, survey_preview
from qda.jobs.progress import Progress
from qda.retrieval.rows import CollectionRow
from ui.desk import Desk
from ui.dialogs.form import choice_or_none, plain
from ui.jobs import Job
from ui.surveys.draft_model import CLOSED, DraftColumn, DraftQuestions, roles_in, types_in
from ui.surveys.scales import written_scale
from ui.theme import Space
from ui.widgets.choice_cells import ChoiceCells, EditedTable

_MOST_CHOICES: Final = 60
_Change = Callable[[QuestionDraft], QuestionDraft]


class SurveyPage(QWidget):
    """The guesses on a survey; a role or type is changed for all questions that are selected.

    Signals:
        busy_changed: a change is being read from the answers, or is read.
    """

    busy_changed = Signal()

    def __init__(
        self,
        draft: SurveyDraft,
        speech: Speech,
        surveys: Sequence[CollectionRow],
        desk: Desk,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.draft = draft
        self.speech = speech
        self.busy = False
        self._desk = desk
        self.name, self.role = QLineEdit(draft.title, self), QLineEdit(self)
        self.into = QComboBox(self)
        citizen, none = StakeholderGroup.CITIZEN, speech("no group")
        self.group = choice_or_none(list(StakeholderGroup), citizen, none, self, speech)
        self.keep = QCheckBox(speech("&Keep names and e-mail addresses as they are"), self)
        self.told = plain("", self)
        self.table, self.model = EditedTable(self), DraftQuestions(speech, self)
        self.detail = QPlainTextEdit(self, readOnly=True)
        self._offer(surveys)
        self._lay_out()
        self._connect()
        self._show()
        self.table.selectRow(0)

    def _offer(self, surveys: Sequence[CollectionRow]) -> None:
        self.into.addItem(self.speech("a new survey"), None)
        for row in surveys:
            self.into.addItem(self.speech("{key} {title}", key=row.key, title=row.title), row.id)

    def _lay_out(self) -> None:
        speech = self.speech
        self.role.setPlaceholderText(speech("for example: app user"))
        above = QGridLayout()
        above.setHorizontalSpacing(Space.MEDIUM)
        fields = (
            (speech("&Title"), self.name, 0, 0),
            (speech("&Add to"), self.into, 0, 2),
            (speech("&Role of the respondents"), self.role, 1, 0),
            (speech("Stakeholder &group"), self.group, 1, 2),
        )
        for words, field, row, at in fields:
            label = QLabel(words, self)
            label.setBuddy(field)
            above.addWidget(label, row, at)
            above.addWidget(field, row, at + 1)
        for at, share in enumerate((0, 3, 0, 2)):
            above.setColumnStretch(at, share)
        self.into.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.into.setMinimumContentsLength(20)
        self._lay_out_table()
        self.detail.setAccessibleName(speech("The question and what was found"))
        split = QSplitter(self)
        split.setOrientation(split.orientation().Vertical)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setSizes([330, 150])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addLayout(above)
        column.addWidget(self.keep)
        column.addWidget(self.told)
        column.addWidget(split, 1)
        self.keep.setVisible(self._has_identifiers())

    def _lay_out_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.speech("What each question becomes"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + Space.SMALL)
        speech = self.speech
        self._roles = ChoiceCells(lambda: roles_in(speech), self)
        self._types = ChoiceCells(lambda: types_in(speech), self)
        table.setItemDelegateForColumn(DraftColumn.ROLE, self._roles)
        table.setItemDelegateForColumn(DraftColumn.TYPE, self._types)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in (
            (DraftColumn.KEY, 12), (DraftColumn.WORDS, 36), (DraftColumn.ROLE, 26),
            (DraftColumn.TYPE, 18), (DraftColumn.SCALE, 8), (DraftColumn.ANSWERED, 11),
            (DraftColumn.EXAMPLES, 30), (DraftColumn.REASON, 40),
        ):  # fmt: skip
            table.setColumnWidth(column, letter * letters)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def _connect(self) -> None:
        self.into.currentIndexChanged.connect(self._on_into)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.clicked.connect(self.table.edit)
        self.model.role_wanted.connect(self._on_role)
        self.model.type_wanted.connect(self._on_type)
        self.model.scale_wanted.connect(self._on_scale)

    # --- what is wanted ------------------------------------------------------------------------

    def edit(self, progress: Progress) -> ImportSurvey:
        """The edit that stores the survey as corrected."""
        chosen, into = self.group.currentData(), self.into.currentData()
        return ImportSurvey(
            replace(self.draft, title=self.name.text().strip() or self.draft.title),
            into_id=None if into is None else int(into),
            keep_identifiers=self.keep.isChecked(),
            role=self.role.text().strip(),
            stakeholder_group=None if chosen is None else StakeholderGroup(chosen),
            progress=progress,
        )

    def _has_identifiers(self) -> bool:
        return any(each.role is QuestionRole.IDENTIFIER for each in self.draft.questions)

    # --- changing ------------------------------------------------------------------------------

    def _on_role(self, row: int, chosen: str) -> None:
        role, table = QuestionRole(chosen), self.draft.table
        self._change(row, lambda each: with_role(each, role, table))

    def _on_type(self, row: int, chosen: str) -> None:
        kind, table = QuestionType(chosen), self.draft.table

        def typed(each: QuestionDraft) -> QuestionDraft:
            closed = each.role in CLOSED
            return with_role(each, each.role, table, type=kind) if closed else each

        self._change(row, typed)

    def _on_scale(self, row: int, written: str) -> None:
        ends = written_scale(written)
        if ends is None:
            self._say(self.speech("A scale is written as two whole numbers, such as 1–5."))
            return
        low, high = (None, None) if ends == (0, 0) else ends

        def scaled(each: QuestionDraft) -> QuestionDraft:
            return replace(each, low=low, high=high) if each.role in CLOSED else each

        self._change(row, scaled)

    def _change(self, row: int, change: _Change) -> None:
        """Change a question, and those selected with it; their answers are looked through anew.

        That happens beside the window: there may be a hundred thousand of them.
        """
        keys = {self.model.rows[at].key for at in self._meant(row)}
        before, self.busy = self.draft, True
        self.busy_changed.emit()

        def changed(job: Job) -> SurveyDraft:
            draft = before
            wanted = [each for each in before.questions if each.key in keys]
            for number, question in enumerate(wanted):
                job.report(number, len(wanted), question.key)
                draft = draft.with_question(change(question))
            return draft

        def done(draft: SurveyDraft) -> None:
            if isValid(self):
                self.draft = draft
                self._rest()

        def failed(error: Exception) -> None:
            self._desk.refuse(error)
            if isValid(self):
                self._rest()

        self._desk.jobs.read(changed, then=done, otherwise=failed)

    def _meant(self, row: int) -> list[int]:
        chosen = [each.row() for each in self.table.selectionModel().selectedRows()]
        return chosen if row in chosen else [row]

    def _rest(self) -> None:
        self.busy = False
        self.keep.setVisible(self._has_identifiers())
        self._say("")
        self._show()
        self.busy_changed.emit()

    # --- showing -------------------------------------------------------------------------------

    def _show(self) -> None:
        self.model.show(self.draft.questions)
        self._on_row()
        self._on_into()

    def _on_into(self) -> None:
        into = self.into.currentData() is not None
        for field in (self.name, self.role, self.group):
            field.setEnabled(not into)
        if into:
            key = self.into.currentText().partition(" ")[0]
            self._say(
                self.speech(
                    "Respondents who are there already stay as they are. Roles and types are those "
                    "of the dictionary of {key}; what is chosen here holds for questions that are "
                    "new there.",
                    key=key,
                )
            )
        else:
            self._say("")

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _on_row(self) -> None:
        at = self.table.currentIndex().row()
        questions = self.draft.questions
        question = questions[at] if 0 <= at < len(questions) else None
        said = [] if question is None else [*self._said(question), ""]
        preview = survey_preview(self.draft, self.speech)
        facts = preview.facts[: len(preview.facts) - len(questions)]
        said += [f"{fact.label}: {fact.text}" for fact in facts]
        said += [f"⚠ {notice}" for notice in preview.notices]
        self.detail.setPlainText("\n".join(said))

    def _said(self, question: QuestionDraft) -> list[str]:
        """All about a question: its words, what it becomes and why, its choices and examples."""
        speech = self.speech
        said = [
            f"{question.key}  {question.text(speech.language)}",
            question_words(question, speech),
        ]
        if question.reason:
            said.append(speech("Why: {reason}", reason=speech(question.reason)))
        if question.group:
            said.append(speech("Part: {group}", group=question.group))
        if question.choices and question.role in CLOSED:
            shown = question.choices[:_MOST_CHOICES]
            words = [each.label(speech.language) for each in shown]
            worths = [each.worth for each in shown]
            said_ = [
                name if worth is None else f"{name} = {worth:g}"
                for name, worth in zip(words, worths, strict=True)
            ]
            more = " …" if len(question.choices) > len(shown) else ""
            said.append(speech("Choices: {choices}", choices=" · ".join(said_) + more))
        if question.examples:
            said.append(speech("Examples: {examples}", examples=" · ".join(question.examples)))
        return said
