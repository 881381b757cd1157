"""Asks for the facts of a case or of a source, and gives them back corrected."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from models.vocabulary import DataClass, StakeholderGroup, Technique
from qda.i18n import Speech
from qda.retrieval.rows import CaseRow, SourceRow
from ui.dialogs.form import FormDialog, choice, choice_or_none


class CaseDialog(FormDialog):
    """Name, role and stakeholder group of a case."""

    def __init__(self, row: CaseRow, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(
            speech,
            title=speech("Case “{name}”", name=row.name),
            verb=speech("Keep changes"),
            parent=parent,
        )
        self.setMinimumWidth(440)
        self.name_field = QLineEdit(row.name, self)
        self.role_field = QLineEdit(row.role, self)
        groups = list(StakeholderGroup)
        present = row.stakeholder_group
        self.group_field = choice_or_none(groups, present, speech("no group"), self, speech)
        self.form.addRow(speech("&Name"), self.name_field)
        self.form.addRow(speech("&Role"), self.role_field)
        self.form.addRow(speech("Stakeholder &group"), self.group_field)
        self.finish_layout()
        self.name_field.textChanged.connect(self._check)
        self.name_field.selectAll()

    def name(self) -> str:
        """The name that was filled in."""
        return self.name_field.text().strip()

    def role(self) -> str:
        """The role that was filled in."""
        return self.role_field.text().strip()

    def group(self) -> StakeholderGroup | None:
        """The stakeholder group that was chosen."""
        chosen = self.group_field.currentData()
        return None if chosen is None else StakeholderGroup(chosen)

    def _check(self) -> None:
        self.accepting.setEnabled(bool(self.name()))


class SourceDialog(FormDialog):
    """Title, technique, kind of data and date of a source."""

    def __init__(self, row: SourceRow, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(
            speech,
            title=speech("Facts of {key}", key=row.key),
            verb=speech("Keep changes"),
            parent=parent,
        )
        self.setMinimumWidth(480)
        self.name_field = QLineEdit(row.title, self)
        self.technique_field = choice(list(Technique), row.technique, speech, self)
        self.class_field = choice(list(DataClass), row.data_class, speech, self)
        self.date_field = QLineEdit(row.collected_on, self)
        self.date_field.setPlaceholderText(speech("YYYY-MM-DD, as far as it is known"))
        self.form.addRow(speech("&Title"), self.name_field)
        self.form.addRow(speech("T&echnique"), self.technique_field)
        self.form.addRow(speech("&Kind of data"), self.class_field)
        self.form.addRow(speech("&Date"), self.date_field)
        self.finish_layout()
        self.name_field.textChanged.connect(self._check)

    def name(self) -> str:
        """The title that was filled in."""
        return self.name_field.text().strip()

    def technique(self) -> Technique:
        """The technique that was chosen."""
        return Technique(self.technique_field.currentData())

    def data_class(self) -> DataClass:
        """Primary or secondary data, as chosen."""
        return DataClass(self.class_field.currentData())

    def date(self) -> str:
        """The date that was filled in."""
        return self.date_field.text().strip()

    def _check(self) -> None:
        self.accepting.setEnabled(bool(self.name()))
