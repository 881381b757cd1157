"""Asks for a memo: its words and its kind."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from models.vocabulary import MemoKind
from qda.i18n import Speech
from ui.dialogs.form import FormDialog, choice


class MemoDialog(FormDialog):
    """Asks for a memo on what stands at a trace key."""

    def __init__(self, speech: Speech, key: str, parent: QWidget | None = None) -> None:
        super().__init__(
            speech,
            title=speech("Memo on {key}", key=key),
            verb=speech("Add memo"),
            parent=parent,
        )
        self.setMinimumSize(480, 300)
        self.words = QPlainTextEdit(self)
        self.words.setTabChangesFocus(True)
        self._kind = choice(list(MemoKind), MemoKind.ANALYTIC, speech, self)
        self.form.addRow(speech("&Memo"), self.words)
        self.form.addRow(speech("&Kind"), self._kind)
        self.finish_layout()
        self.words.textChanged.connect(self._check)
        self._check()

    def text(self) -> str:
        """The memo's words."""
        return self.words.toPlainText()

    def kind(self) -> MemoKind:
        """The memo's kind."""
        return MemoKind(self._kind.currentData())

    def _check(self) -> None:
        self.accepting.setEnabled(bool(self.text().strip()))
