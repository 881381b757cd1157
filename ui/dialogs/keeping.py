"""The dialog that keeps a display: its title, and the research question it answers."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from qda.i18n import Speech
from ui.dialogs.form import FormDialog


class KeepDialog(FormDialog):
    """Asks under which title a display is kept."""

    def __init__(self, speech: Speech, title: str, parent: QWidget | None = None) -> None:
        super().__init__(
            speech, title=speech("Keep the display"), verb=speech("Keep"), parent=parent
        )
        self.title_field = QLineEdit(title, self)
        self.title_field.selectAll()
        self.question_field = QPlainTextEdit(self)
        self.question_field.setTabChangesFocus(True)
        self.question_field.setPlaceholderText(speech("Empty: the research question of the study"))
        self.question_field.setMaximumHeight(80)
        self.form.addRow(speech("&Title"), self.title_field)
        self.form.addRow(speech("Research &question"), self.question_field)
        self.title_field.textChanged.connect(self._follow)
        self.setMinimumWidth(460)
        self._follow()
        self.finish_layout()

    def title(self) -> str:
        """The title, without white space at its ends."""
        return self.title_field.text().strip()

    def question(self) -> str:
        """The research question; empty for that of the study."""
        return self.question_field.toPlainText().strip()

    def _follow(self) -> None:
        self.accepting.setEnabled(bool(self.title()))
