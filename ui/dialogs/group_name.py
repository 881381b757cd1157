"""The dialog that asks for the name of a new group of codes."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from qda.i18n import Speech
from ui.dialogs.form import FormDialog


class GroupNameDialog(FormDialog):
    """Asks what a group of codes is called."""

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(
            speech, title=speech("New group of codes"), verb=speech("Add group"), parent=parent
        )
        self.setMinimumWidth(360)
        self.name = QLineEdit(self)
        self.form.addRow(speech("&Name"), self.name)
        self.finish_layout()
        self.name.textChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        self.accepting.setEnabled(bool(self.name.text().strip()))
