"""The import preview: what each file would become, corrected before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.errors import StudyError
from models.vocabulary import Technique
from qda.edits.importing import CaseFacts, ImportCollection, SourcePlan
from qda.edits.surveys import ImportSurvey
from qda.i18n import Speech
from qda.importers.draft import SourceDraft
from qda.importers.preview import source_preview
from qda.jobs.progress import Progress
from qda.retrieval.rows import CollectionRow
from ui.desk import Desk
from ui.dialogs.form import FormDialog, choice, plain
from ui.dialogs.importing_collection import CollectionPage, add_preview
from ui.dialogs.importing_survey import SurveyPage
from ui.dialogs.importing_table import TableFile, TablePage
from ui.dialogs.speakers import Voice, VoiceTable
from ui.running import RunningJobs
from ui.theme import Space, colours_of
from ui.widgets.progress_row import ProgressRow

ReadFile = SourceDraft | TableFile
"""A text that was read, or a table, which can be read otherwise."""

_EXCERPT = 900
_FILES_WIDTH = 230


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be read, and why."""

    name: str
    error: StudyError


class ImportDialog(FormDialog):
    """One page a file: the guesses, each of which can be changed, and what to beware of.

    A file whose tick is taken away is left out.
    """

    def __init__(
        self,
        files: Sequence[ReadFile],
        speech: Speech,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        refused: Sequence[Refusal] = (),
        surveys: Sequence[CollectionRow] = (),
    ) -> None:
        super().__init__(speech, title=speech("Import: check the guesses"), verb="", parent=parent)
        self.resize(1160, 740)
        self._desk, self._surveys = desk, surveys
        self.notice = plain("", self)
        self.notice.setMargin(Space.SMALL)
        self.files = QListWidget(self)
        self.files.setAccessibleName(speech("Files"))
        self.files.setFixedWidth(_FILES_WIDTH)
        self.pages = QStackedWidget(self)
        self.progress = ProgressRow(speech, self)
        self._running = RunningJobs(desk.jobs, self.progress)
        self._pages: list[SourcePage | TablePage] = []
        for file in files:
            self._add_page(file)
        self.files.setVisible(len(files) > 1)
        self._lay_out()
        self.files.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.files.itemChanged.connect(self._check)
        self.files.setCurrentRow(0)
        said = [f"{each.name}: {each.error.say(speech.language)}" for each in refused]
        self.tell("\n".join([speech("Not read:"), *said]) if said else "")
        self._check()

    def plans(self) -> tuple[SourcePlan, ...]:
        """The texts as corrected."""
        return tuple(page.plan() for page in self._wanted() if isinstance(page, SourcePage))

    def tables(self, progress: Progress) -> tuple[ImportCollection | ImportSurvey, ...]:
        """The edits that store the tables as corrected, each one of its own."""
        pages = [page.page for page in self._wanted() if isinstance(page, TablePage)]
        made: list[ImportCollection | ImportSurvey] = []
        for page in pages:
            if isinstance(page, SurveyPage):
                made.append(page.edit(progress))
            elif page is not None:
                draft, role, group = page.table()
                made.append(
                    ImportCollection(draft, role=role, stakeholder_group=group, progress=progress)
                )
        return tuple(made)

    def tell(self, words: str) -> None:
        """Show a sentence above everything, such as why the study refused; empty hides it."""
        colours = colours_of(self)
        self.notice.setStyleSheet(f"background: {colours.warning}; color: {colours.warning_text}")
        self.notice.setText(words)
        self.notice.setVisible(bool(words))

    def page(self, number: int) -> SourcePage | CollectionPage | SurveyPage | None:
        """The page of the file with this 0-based number; None where it could not be read."""
        page = self._pages[number]
        return page.page if isinstance(page, TablePage) else page

    def table_page(self, number: int) -> TablePage:
        """The page of the table with this 0-based number, with what it is read as."""
        page = self._pages[number]
        assert isinstance(page, TablePage)
        return page

    def _add_page(self, file: ReadFile) -> None:
        page: SourcePage | TablePage
        if isinstance(file, TableFile):
            page = TablePage(file, self.speech, self._surveys, self._desk, self)
            page.busy_changed.connect(self._check)
            shown = file.place.name
        else:
            page = SourcePage(file, self.speech, self)
            shown = file.original.name
        self._pages.append(page)
        self.pages.addWidget(page)
        room = _FILES_WIDTH - 4 * Space.MEDIUM
        name = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideMiddle, room)
        item = QListWidgetItem(name)
        item.setToolTip(shown)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked)
        self.files.addItem(item)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.files)
        row.addWidget(self.pages, 1)
        self.column.addWidget(self.notice)
        self.column.addLayout(row, 1)
        self.column.addWidget(self.progress)
        self.finish_layout()

    def _wanted(self) -> list[SourcePage | TablePage]:
        ticked = Qt.CheckState.Checked
        return [
            page
            for number, page in enumerate(self._pages)
            if self.files.item(number).checkState() == ticked
        ]

    def _check(self) -> None:
        wanted = self._wanted()
        count = len(wanted)
        ready = all(page.is_ready for page in wanted if isinstance(page, TablePage))
        self.accepting.setText(self.speech.many("Import {n} file", "Import {n} files", count))
        self.accepting.setEnabled(count > 0 and ready)


class SourcePage(QScrollArea):
    """The guesses on a text: title, technique, date, and who each speaker is."""

    def __init__(self, draft: SourceDraft, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setSpacing(Space.MEDIUM)
        self.name = QLineEdit(draft.title, self)
        self.technique = choice(list(Technique), draft.technique, speech, self)
        self.date = QLineEdit(draft.collected_on, self)
        self.date.setPlaceholderText(speech("YYYY-MM-DD, as far as it is known"))
        self.case = QLineEdit(self)
        self.case.setPlaceholderText(speech("whose words these are; empty for a document"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(speech("&Title"), self.name)
        form.addRow(speech("T&echnique"), self.technique)
        form.addRow(speech("&Date"), self.date)
        if draft.turns:
            self.case.hide()
        else:
            form.addRow(speech("&Case"), self.case)
        column.addLayout(form)
        self.speakers = VoiceTable([_voice(draft, each.name) for each in draft.speakers], speech)
        if draft.speakers:
            column.addWidget(plain(speech("Who speaks"), body, bold=True))
            column.addWidget(self.speakers)
        else:
            self.speakers.setParent(body)
            self.speakers.hide()
        add_preview(column, source_preview(draft, speech), speech, body)
        column.addWidget(plain(speech("How it begins"), body, bold=True))
        more = " …" if len(draft.text) > _EXCERPT else ""
        column.addWidget(plain(draft.text[:_EXCERPT] + more, body))
        column.addStretch(1)
        self.setWidget(body)

    def plan(self) -> SourcePlan:
        """The text with what was corrected."""
        voices = self.speakers.voices()
        draft = replace(
            self.draft,
            title=self.name.text().strip() or self.draft.title,
            technique=Technique(self.technique.currentData()),
            collected_on=self.date.text().strip(),
            speakers=tuple(
                replace(speaker, kind=voice.kind, case=voice.case)
                for speaker, voice in zip(self.draft.speakers, voices, strict=True)
            ),
        )
        facts = tuple(
            CaseFacts(voice.case, role=voice.role, stakeholder_group=voice.group)
            for voice in voices
            if voice.case
        )
        return SourcePlan(draft, whole_case=self.case.text().strip(), facts=facts)


def _voice(draft: SourceDraft, name: str) -> Voice:
    speaker = next(each for each in draft.speakers if each.name == name)
    return Voice(speaker.name, speaker.kind, speaker.turns, speaker.case, reason=speaker.reason)
