"""The import preview: what each file would become, corrected before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QGridLayout,
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
from models.vocabulary import StakeholderGroup, Technique
from qda.edits.importing import CaseFacts, SourcePlan
from qda.i18n import Speech
from qda.importers.draft import CollectionDraft, ColumnRole, SourceDraft
from qda.importers.preview import Preview, collection_preview, role_name, source_preview
from ui.dialogs.form import FormDialog, choice, choice_or_none, plain
from ui.dialogs.speakers import Voice, VoiceTable
from ui.short_words import one_line, shortened
from ui.theme import Space, colours_of

Draft = SourceDraft | CollectionDraft
_EXCERPT = 900
_EXAMPLE = 70
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
        drafts: Sequence[Draft],
        speech: Speech,
        parent: QWidget | None = None,
        *,
        refused: Sequence[Refusal] = (),
    ) -> None:
        super().__init__(speech, title=speech("Import: check the guesses"), verb="", parent=parent)
        self.resize(1040, 680)
        self.notice = plain("", self)
        self.notice.setMargin(Space.SMALL)
        self.files = QListWidget(self)
        self.files.setAccessibleName(speech("Files"))
        self.files.setFixedWidth(_FILES_WIDTH)
        self.pages = QStackedWidget(self)
        self._pages: list[SourcePage | CollectionPage] = []
        for draft in drafts:
            self._add_page(draft)
        self.files.setVisible(len(drafts) > 1)
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

    def tables(self) -> tuple[tuple[CollectionDraft, str, StakeholderGroup | None], ...]:
        """The tables as corrected, with role and stakeholder group of those who wrote them."""
        return tuple(page.table() for page in self._wanted() if isinstance(page, CollectionPage))

    def tell(self, words: str) -> None:
        """Show a sentence above everything, such as why the study refused; empty hides it."""
        colours = colours_of(self)
        self.notice.setStyleSheet(f"background: {colours.warning}; color: {colours.warning_text}")
        self.notice.setText(words)
        self.notice.setVisible(bool(words))

    def page(self, number: int) -> SourcePage | CollectionPage:
        """The page of the file with this 0-based number."""
        return self._pages[number]

    def _add_page(self, draft: Draft) -> None:
        made = SourcePage if isinstance(draft, SourceDraft) else CollectionPage
        page = made(draft, self.speech, self)  # type: ignore[arg-type]
        self._pages.append(page)
        self.pages.addWidget(page)
        room = _FILES_WIDTH - 4 * Space.MEDIUM
        name = self.fontMetrics().elidedText(
            draft.original.name, Qt.TextElideMode.ElideMiddle, room
        )
        item = QListWidgetItem(name)
        item.setToolTip(draft.original.name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked)
        self.files.addItem(item)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.files)
        row.addWidget(self.pages, 1)
        self.column.addWidget(self.notice)
        self.column.addLayout(row, 1)
        self.finish_layout()

    def _wanted(self) -> list[SourcePage | CollectionPage]:
        ticked = Qt.CheckState.Checked
        return [
            page
            for number, page in enumerate(self._pages)
            if self.files.item(number).checkState() == ticked
        ]

    def _check(self) -> None:
        count = len(self._wanted())
        self.accepting.setText(self.speech.many("Import {n} file", "Import {n} files", count))
        self.accepting.setEnabled(count > 0)


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
        _add_preview(column, source_preview(draft, speech), speech, body)
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


class CollectionPage(QScrollArea):
    """The guesses on a table: title, what each column holds, and its first texts."""

    def __init__(
        self, draft: CollectionDraft, speech: Speech, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.draft = draft
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setSpacing(Space.MEDIUM)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.name = QLineEdit(draft.title, self)
        self.role = QLineEdit(self)
        self.role.setPlaceholderText(speech("for example: app user"))
        groups = list(StakeholderGroup)
        citizen = StakeholderGroup.CITIZEN
        self.group = choice_or_none(groups, citizen, speech("no group"), self, speech)
        form.addRow(speech("&Title"), self.name)
        form.addRow(speech("&Role of the writers"), self.role)
        form.addRow(speech("Stakeholder &group"), self.group)
        column.addLayout(form)
        column.addWidget(plain(speech("What each column holds"), body, bold=True))
        self.roles: list[QComboBox] = []
        column.addLayout(self._columns(draft, speech, body))
        preview = collection_preview(draft, speech)
        columns = len(draft.columns)
        kept = replace(preview, facts=preview.facts[: len(preview.facts) - columns])
        _add_preview(column, kept, speech, body)
        column.addStretch(1)
        self.setWidget(body)

    def _columns(self, draft: CollectionDraft, speech: Speech, body: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.MEDIUM)
        grid.setVerticalSpacing(Space.TIGHT)
        for number, each in enumerate(draft.columns):
            field = QComboBox(body)
            for role in ColumnRole:
                field.addItem(role_name(role, speech), role)
            field.setCurrentIndex(field.findData(each.role))
            field.setToolTip(speech(each.reason) if each.reason else "")
            field.setAccessibleName(speech("What “{column}” holds", column=each.heading))
            self.roles.append(field)
            heading = plain(each.heading, body)
            shown = plain(_examples(each.examples), body)
            shown.setEnabled(False)
            for column, widget in enumerate((heading, field, shown)):
                grid.addWidget(widget, number, column)
        for column, share in enumerate((2, 0, 3)):
            grid.setColumnStretch(column, share)
        return grid

    def table(self) -> tuple[CollectionDraft, str, StakeholderGroup | None]:
        """The table with what was corrected."""
        columns = tuple(
            replace(each, role=ColumnRole(field.currentData()))
            for each, field in zip(self.draft.columns, self.roles, strict=True)
        )
        draft = replace(self.draft, columns=columns, title=self.name.text().strip() or "–")
        chosen = self.group.currentData()
        group = None if chosen is None else StakeholderGroup(chosen)
        return draft, self.role.text().strip(), group


def _examples(examples: Sequence[str]) -> str:
    said = " · ".join(one_line(example) for example in examples[:2] if example.strip())
    return shortened(said, _EXAMPLE)


def _add_preview(column: QVBoxLayout, preview: Preview, speech: Speech, body: QWidget) -> None:
    column.addWidget(plain(speech("What was found"), body, bold=True))
    facts = "\n".join(f"{fact.label}: {fact.text}" for fact in preview.facts)
    column.addWidget(plain(facts, body))
    for notice in preview.notices:
        column.addWidget(plain("⚠ " + notice, body))
