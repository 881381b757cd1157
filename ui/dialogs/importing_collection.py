"""The page of a table of reviews in the import preview: what each column holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import StakeholderGroup
from qda.i18n import Speech
from qda.importers.draft import CollectionDraft, ColumnRole
from qda.importers.preview import Preview, collection_preview, role_name
from ui.dialogs.form import choice_or_none, plain
from ui.short_words import one_line, shortened
from ui.theme import Space

_EXAMPLE = 70


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
        add_preview(column, kept, speech, body)
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


def add_preview(column: QVBoxLayout, preview: Preview, speech: Speech, body: QWidget) -> None:
    """Say beneath everything else what was found in a file, and what to beware of."""
    column.addWidget(plain(speech("What was found"), body, bold=True))
    facts = "\n".join(f"{fact.label}: {fact.text}" for fact in preview.facts)
    column.addWidget(plain(facts, body))
    for notice in preview.notices:
        column.addWidget(plain("⚠ " + notice, body))
