"""The import preview: what each file would become, corrected before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import SpeakerKind, StakeholderGroup, Technique
from qda.edits.importing import CaseFacts, SourcePlan
from qda.i18n import Speech
from qda.importers.draft import CollectionDraft, ColumnRole, SourceDraft
from qda.importers.preview import Preview, collection_preview, role_name, source_preview
from qda.labels import label
from ui.theme import Space

Draft = SourceDraft | CollectionDraft
_EXCERPT = 900


class ImportDialog(QDialog):
    """One page a file: the guesses, each of which can be changed, and what to beware of."""

    def __init__(
        self, drafts: Sequence[Draft], speech: Speech, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.speech = speech
        self.setWindowTitle(speech("Import: check the guesses"))
        self.resize(940, 640)
        self.files = QListWidget(self)
        self.files.setAccessibleName(speech("Files"))
        self.files.setMaximumWidth(250)
        self.files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.pages = QStackedWidget(self)
        self._pages: list[SourcePage | CollectionPage] = []
        for draft in drafts:
            page = _page(draft, speech, self)
            self._pages.append(page)
            self.pages.addWidget(page)
            item = QListWidgetItem(draft.original.name)
            item.setToolTip(draft.original.name)
            self.files.addItem(item)
        self.files.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.files.setCurrentRow(0)
        self.files.setVisible(len(drafts) > 1)
        self._lay_out(len(drafts))

    def plans(self) -> tuple[SourcePlan, ...]:
        """The texts as corrected."""
        return tuple(page.plan() for page in self._pages if isinstance(page, SourcePage))

    def tables(self) -> tuple[tuple[CollectionDraft, str, StakeholderGroup | None], ...]:
        """The tables as corrected, with role and stakeholder group of those who wrote them."""
        return tuple(page.table() for page in self._pages if isinstance(page, CollectionPage))

    def _lay_out(self, count: int) -> None:
        row = QHBoxLayout()
        row.addWidget(self.files)
        row.addWidget(self.pages, 1)
        buttons = QDialogButtonBox(self)
        verb = self.speech.many("Import {n} file", "Import {n} files", count)
        buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.speech("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(buttons)


class SourcePage(QScrollArea):
    """The guesses on a text: title, technique, date, and who each speaker is."""

    def __init__(self, draft: SourceDraft, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self.draft = draft
        self.speech = speech
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setSpacing(Space.MEDIUM)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.name = QLineEdit(draft.title, self)
        self.technique = _choice(list(Technique), draft.technique, speech, self)
        self.date = QLineEdit(draft.collected_on, self)
        self.date.setPlaceholderText(speech("YYYY-MM-DD, as far as it is known"))
        self.case = QLineEdit(self)
        self.case.setPlaceholderText(speech("whose words these are; empty for a document"))
        form.addRow(speech("Title"), self.name)
        form.addRow(speech("Technique"), self.technique)
        form.addRow(speech("Date"), self.date)
        if not draft.turns:
            form.addRow(speech("Case"), self.case)
        column.addLayout(form)
        self.speakers: list[_SpeakerRow] = []
        if draft.speakers:
            column.addWidget(_bold(speech("Who speaks"), body))
            for speaker in draft.speakers:
                row = _SpeakerRow(draft, speaker.name, speech, body)
                self.speakers.append(row)
                column.addWidget(row)
        _add_preview(column, source_preview(draft, speech), speech, body)
        column.addWidget(_bold(speech("How it begins"), body))
        excerpt = QLabel(draft.text[:_EXCERPT] + (" …" if len(draft.text) > _EXCERPT else ""), body)
        excerpt.setTextFormat(Qt.TextFormat.PlainText)
        excerpt.setWordWrap(True)
        column.addWidget(excerpt)
        column.addStretch(1)
        self.setWidget(body)

    def plan(self) -> SourcePlan:
        """The text with what was corrected."""
        draft = replace(
            self.draft,
            title=self.name.text().strip() or self.draft.title,
            technique=self.technique.currentData(),
            collected_on=self.date.text().strip(),
            speakers=tuple(
                replace(speaker, kind=row.kind(), case=row.case_name())
                for speaker, row in zip(self.draft.speakers, self.speakers, strict=True)
            ),
        )
        facts = tuple(row.facts() for row in self.speakers if row.case_name())
        return SourcePlan(draft, whole_case=self.case.text().strip(), facts=facts)


class _SpeakerRow(QWidget):
    """One speaker: kind, case, role and stakeholder group."""

    def __init__(
        self, draft: SourceDraft, name: str, speech: Speech, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        speaker = next(each for each in draft.speakers if each.name == name)
        said = speech.many("{n} turn", "{n} turns", speaker.turns)
        self._name = QLabel(f"{speaker.name} · {said}", self)
        self._name.setMinimumWidth(150)
        if speaker.reason:
            self._name.setToolTip(speech(speaker.reason))
        self._kind = _choice(list(SpeakerKind), speaker.kind, speech, self)
        self._case = QLineEdit(speaker.case, self)
        self._case.setPlaceholderText(speech("case"))
        self._role = QLineEdit(self)
        self._role.setPlaceholderText(speech("role"))
        self._group = _choice(list(StakeholderGroup), None, speech, self)
        self._group.insertItem(0, speech("no group"), None)
        self._group.setCurrentIndex(0)
        for field, words in (
            (self._kind, speech("Who {name} is", name=name)),
            (self._case, speech("Case of {name}", name=name)),
            (self._role, speech("Role of {name}", name=name)),
            (self._group, speech("Stakeholder group of {name}", name=name)),
        ):
            field.setAccessibleName(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._name)
        row.addWidget(self._kind)
        row.addWidget(self._case, 2)
        row.addWidget(self._role, 2)
        row.addWidget(self._group)
        self._kind.currentIndexChanged.connect(self._follow)
        self._follow()

    def kind(self) -> SpeakerKind:
        """Who the speaker is."""
        return SpeakerKind(self._kind.currentData())

    def case_name(self) -> str:
        """The case the speaker's words go to; an interviewer has none."""
        if self.kind() is SpeakerKind.INTERVIEWER:
            return ""
        return self._case.text().strip()

    def facts(self) -> CaseFacts:
        """What is known of the case."""
        return CaseFacts(
            self.case_name(),
            role=self._role.text().strip(),
            stakeholder_group=self._group.currentData(),
        )

    def _follow(self) -> None:
        informs = self.kind() is not SpeakerKind.INTERVIEWER
        for field in (self._case, self._role, self._group):
            field.setEnabled(informs)


class CollectionPage(QScrollArea):
    """The guesses on a table: title, what each column holds, and its first texts."""

    def __init__(
        self, draft: CollectionDraft, speech: Speech, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, widgetResizable=True)
        self.draft = draft
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setSpacing(Space.MEDIUM)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.name = QLineEdit(draft.title, self)
        self.role = QLineEdit(self)
        self.role.setPlaceholderText(speech("for example: app user"))
        self.group = _choice(list(StakeholderGroup), StakeholderGroup.CITIZEN, speech, self)
        form.addRow(speech("Title"), self.name)
        form.addRow(speech("Role of the writers"), self.role)
        form.addRow(speech("Stakeholder group"), self.group)
        column.addLayout(form)
        preview = collection_preview(draft, speech)
        columns = len(draft.columns)
        kept = replace(preview, facts=preview.facts[: len(preview.facts) - columns])
        _add_preview(column, kept, speech, body)
        column.addWidget(_bold(speech("What each column holds"), body))
        roles = QFormLayout()
        self.roles: list[QComboBox] = []
        for each in draft.columns:
            field = QComboBox(self)
            for role in ColumnRole:
                field.addItem(role_name(role, speech), role)
            field.setCurrentIndex(field.findData(each.role))
            field.setToolTip(speech(each.reason) if each.reason else "")
            self.roles.append(field)
            shown = " · ".join(example for example in each.examples[:2] if example)
            heading = QLabel(each.heading, body)
            heading.setToolTip(shown)
            roles.addRow(heading, field)
        column.addLayout(roles)
        column.addStretch(1)
        self.setWidget(body)

    def table(self) -> tuple[CollectionDraft, str, StakeholderGroup | None]:
        """The table with what was corrected."""
        columns = tuple(
            replace(each, role=ColumnRole(field.currentData()))
            for each, field in zip(self.draft.columns, self.roles, strict=True)
        )
        draft = replace(self.draft, columns=columns, title=self.name.text().strip() or "–")
        return draft, self.role.text().strip(), self.group.currentData()


def _page(draft: Draft, speech: Speech, parent: QWidget) -> SourcePage | CollectionPage:
    if isinstance(draft, SourceDraft):
        return SourcePage(draft, speech, parent)
    return CollectionPage(draft, speech, parent)


def _add_preview(column: QVBoxLayout, preview: Preview, speech: Speech, body: QWidget) -> None:
    column.addWidget(_bold(speech("What was found"), body))
    facts = QLabel("\n".join(f"{fact.label}: {fact.text}" for fact in preview.facts), body)
    facts.setTextFormat(Qt.TextFormat.PlainText)
    facts.setWordWrap(True)
    column.addWidget(facts)
    for notice in preview.notices:
        told = QLabel("⚠ " + notice, body)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        column.addWidget(told)


def _choice(
    members: Sequence[Technique | SpeakerKind | StakeholderGroup],
    chosen: Technique | SpeakerKind | StakeholderGroup | None,
    speech: Speech,
    parent: QWidget,
) -> QComboBox:
    field = QComboBox(parent)
    for member in members:
        field.addItem(label(member, speech), member)
    if chosen is not None:
        field.setCurrentIndex(field.findData(chosen))
    return field


def _bold(words: str, parent: QWidget) -> QLabel:
    made = QLabel(words, parent)
    font = made.font()
    font.setBold(True)
    made.setFont(font)
    return made
