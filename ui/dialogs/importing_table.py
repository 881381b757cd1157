"""The page of a table in the import preview: read as reviews or as a survey, as one chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from models.errors import StudyError
from qda.guides.answering import informed_by_guides
from qda.i18n import Speech
from qda.importers.draft import CollectionDraft
from qda.importers.surveys.draft import SurveyDraft, SurveyLayout
from qda.importers.surveys.preview import layout_name
from qda.importers.surveys.recognising import ONLY_SURVEYS
from qda.importers.surveys.registry import read_survey
from qda.importers.surveys.sheets import SUFFIXES
from qda.importers.tables.registry import read_collection
from qda.jobs.progress import Progress
from qda.retrieval.rows import CollectionRow
from qda.session import StudySession
from ui.desk import Desk
from ui.dialogs.form import plain
from ui.dialogs.importing_collection import CollectionPage
from ui.dialogs.importing_survey import SurveyPage
from ui.jobs import Job
from ui.theme import Space, colours_of


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How a table is to be read: as a survey or as reviews; how it is laid out, and its form."""

    is_survey: bool
    layout: SurveyLayout | None = None
    form: Path | None = None


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table that was read, or that can be once one has said how: then why it could not be."""

    place: Path
    read_as: ReadAs
    draft: CollectionDraft | SurveyDraft | None = None
    error: StudyError | None = None


def read_table(
    session: StudySession, place: Path, read_as: ReadAs, progress: Progress
) -> CollectionDraft | SurveyDraft:
    """The draft of a table, read as was said; the guides of the study tell of their questions.

    Raises as `read_survey` or `read_collection`.
    """
    if not read_as.is_survey:
        return read_collection(place, progress=progress)
    draft = read_survey(place, form=read_as.form, layout=read_as.layout, progress=progress)
    with session.reading() as state:
        return informed_by_guides(state, draft)


class TablePage(QWidget):
    """A table with what it is read as; to choose otherwise reads it anew beside the window.

    Signals:
        busy_changed: it is being read, or is read, or was refused.
    """

    busy_changed = Signal()

    def __init__(
        self,
        file: TableFile,
        speech: Speech,
        surveys: Sequence[CollectionRow],
        desk: Desk,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.file = file
        self.speech = speech
        self._surveys, self._desk = surveys, desk
        self._job: Job | None = None
        self._turn = 0
        self.reviews = QRadioButton(speech("Re&views or posts"), self)
        self.survey = QRadioButton(speech("&Survey"), self)
        self.layouts = QComboBox(self)
        self.form = QPushButton(self)
        self.refused = plain("", self)
        self.inner = QStackedWidget(self)
        self._lay_out()
        self._take(file)
        self.reviews.toggled.connect(self._on_kind)
        self.layouts.activated.connect(self._on_layout)
        self.form.clicked.connect(self._ask_form)

    def _lay_out(self) -> None:
        speech = self.speech
        group = QButtonGroup(self)
        suffix = self.file.place.suffix.casefold()
        row = QHBoxLayout()
        row.setSpacing(Space.MEDIUM)
        row.addWidget(QLabel(speech("Read as"), self))
        for button in (self.reviews, self.survey):
            group.addButton(button)
            row.addWidget(button)
        self.reviews.setEnabled(suffix not in ONLY_SURVEYS)
        self.survey.setEnabled(suffix in SUFFIXES)
        self.layouts.addItem(speech("Layout as it seems"), None)
        for layout in SurveyLayout:
            if layout is not SurveyLayout.SPSS:
                self.layouts.addItem(layout_name(layout, speech), layout)
        self.layouts.setAccessibleName(speech("How the survey is laid out"))
        self.layouts.setToolTip(self.layouts.accessibleName())
        self.form.setToolTip(
            speech("The XLSForm of a KoboToolbox or ODK survey: questions, labels and choices")
        )
        self.form.setAutoDefault(False)
        row.addStretch(1)
        row.addWidget(self.layouts)
        row.addWidget(self.form)
        self.refused.setMargin(Space.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addLayout(row)
        column.addWidget(self.refused)
        column.addWidget(self.inner, 1)

    # --- what is there -------------------------------------------------------------------------

    @property
    def page(self) -> CollectionPage | SurveyPage | None:
        """The page of what was read; None where it could not be."""
        shown = self.inner.currentWidget() if self.inner.count() else None
        return shown if isinstance(shown, CollectionPage | SurveyPage) else None

    @property
    def is_ready(self) -> bool:
        """Whether it can be stored as it stands."""
        page = self.page
        if self._job is not None or page is None or self.file.error is not None:
            return False
        return not (isinstance(page, SurveyPage) and page.busy)

    # --- reading anew --------------------------------------------------------------------------

    def reread(self, read_as: ReadAs) -> None:
        """Read the table otherwise; what was being read is given up."""
        if self._job is not None:
            self._job.stop()
        self._turn += 1
        turn, place, session = self._turn, self.file.place, self._desk.session

        def read(job: Job) -> TableFile:
            try:
                return TableFile(place, read_as, read_table(session, place, read_as, job))
            except StudyError as error:
                if job.is_stopped():
                    raise
                return TableFile(place, read_as, error=error)

        def done(file: TableFile) -> None:
            if isValid(self) and turn == self._turn:
                self._job = None
                self._take(file)
                self.busy_changed.emit()

        def failed(error: Exception) -> None:
            self._desk.refuse(error)
            if isValid(self) and turn == self._turn:
                # What was read before stays, with what it was read as.
                self._job = None
                self.inner.setEnabled(True)
                self._show_choices()
                self.busy_changed.emit()

        title = self.speech("Reading {name}", name=place.name)
        self._job = self._desk.jobs.read(read, then=done, otherwise=failed, title=title)
        self.inner.setEnabled(False)
        self.busy_changed.emit()

    def _take(self, file: TableFile) -> None:
        """Show what was read, or why it was refused; then what was there before is left out."""
        self.file = file
        old = self.inner.currentWidget() if self.inner.count() else None
        if old is not None:
            self.inner.removeWidget(old)
            old.deleteLater()
        if isinstance(file.draft, SurveyDraft):
            page = SurveyPage(file.draft, self.speech, self._surveys, self._desk, self)
            page.busy_changed.connect(self.busy_changed)
            self.inner.addWidget(page)
        elif file.draft is not None:
            self.inner.addWidget(CollectionPage(file.draft, self.speech, self))
        self.inner.setEnabled(True)
        self._say_refused()
        self._show_choices()

    def _say_refused(self) -> None:
        error = self.file.error
        colours = colours_of(self)
        self.refused.setStyleSheet(f"background: {colours.warning}; color: {colours.warning_text}")
        self.refused.setText("" if error is None else error.say(self.speech.language))
        self.refused.setVisible(error is not None)

    def _show_choices(self) -> None:
        read_as = self.file.read_as
        chosen = self.survey if read_as.is_survey else self.reviews
        was = self.reviews.blockSignals(True)
        chosen.setChecked(True)
        self.reviews.blockSignals(was)
        suffix = self.file.place.suffix.casefold()
        for field in (self.layouts, self.form):
            field.setVisible(read_as.is_survey and suffix not in (".sav", ".zsav"))
        self.layouts.setCurrentIndex(max(0, self.layouts.findData(read_as.layout)))
        draft = self.file.draft
        beside = draft.form.name if isinstance(draft, SurveyDraft) and draft.form else ""
        name = read_as.form.name if read_as.form is not None else beside
        words = self.speech("Form: {name} …", name=name) if name else self.speech("&Form …")
        room = 30 * self.fontMetrics().averageCharWidth()
        self.form.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room))

    # --- slots ---------------------------------------------------------------------------------

    def _on_kind(self) -> None:
        self.reread(ReadAs(is_survey=self.survey.isChecked()))

    def _on_layout(self) -> None:
        chosen = self.layouts.currentData()
        layout = None if chosen is None else SurveyLayout(chosen)
        self.reread(replace(self.file.read_as, layout=layout))

    def _ask_form(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.speech("The form of the survey"), str(self.file.place.parent), "*.xlsx"
        )
        if name:
            self.take_form(Path(name))

    def take_form(self, form: Path) -> None:
        """Read the survey with its form."""
        self.reread(replace(self.file.read_as, form=form))
