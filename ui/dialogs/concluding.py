"""The dialog that draws a conclusion from a cell, or lets an older one stand on it, too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from qda.i18n import Speech
from qda.retrieval.displays import ConclusionRow
from qda.retrieval.rows import CodeRow
from ui.dialogs.form import FormDialog
from ui.short_words import one_line, shortened

_LETTERS = 60


class ConcludeDialog(FormDialog):
    """Asks what is concluded, from which cell, and how sure one is.

    `cell` is what the cell is called, empty for a conclusion that stands on none yet; `known` are
    the conclusions that could stand on it too; `changed` is one that is to be reworded.
    """

    def __init__(
        self,
        speech: Speech,
        *,
        cell: str,
        codes: Sequence[CodeRow],
        known: Sequence[ConclusionRow] = (),
        changed: ConclusionRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        verb = speech("Change") if changed is not None else speech("Draw the conclusion")
        super().__init__(speech, title=speech("Conclusion"), verb=verb, parent=parent)
        self._known = {each.id: each for each in known}
        self.which, self.stance = QComboBox(self), QComboBox(self)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(90)
        self.question = QLineEdit(self)
        self.code, self.confidence = QComboBox(self), QComboBox(self)
        self._fill(codes, known)
        if known and cell:
            self.form.addRow(speech("&Which"), self.which)
        else:
            self.which.hide()
        self.form.addRow(speech("&Conclusion"), self.text)
        if cell:
            words = QLabel(cell, self, wordWrap=True)
            self.form.addRow(speech("Cell"), words)
            self.form.addRow(speech("The cell &speaks"), self.stance)
        else:
            self.stance.hide()
        self.form.addRow(speech("Research &question"), self.question)
        self.form.addRow(speech("&Dimension"), self.code)
        self.form.addRow(speech("Con&fidence"), self.confidence)
        if changed is not None:
            self._show(changed)
        self.which.activated.connect(self._on_which)
        self.text.textChanged.connect(self._follow)
        self.setMinimumWidth(520)
        self._follow()
        self.finish_layout()

    def _fill(self, codes: Sequence[CodeRow], known: Sequence[ConclusionRow]) -> None:
        speech, language = self.speech, self.speech.language
        self.which.addItem(speech("A new conclusion"), None)
        for each in known:
            self.which.addItem(shortened(one_line(each.text), _LETTERS), each.id)
        self.stance.addItem(speech("for it"), False)
        self.stance.addItem(speech("against it"), True)
        self.code.addItem(speech("none"), None)
        for code in codes:
            if code.parent_id is None:
                self.code.addItem(code.name(language), code.id)
        self.confidence.addItem(speech("not stated"), None)
        for value, words in (
            (1, speech("1 – low")),
            (2, speech("2 – medium")),
            (3, speech("3 – high")),
        ):
            self.confidence.addItem(words, value)

    def _show(self, row: ConclusionRow) -> None:
        self.text.setPlainText(row.text)
        self.question.setText(row.question)
        self.code.setCurrentIndex(max(0, self.code.findData(row.code_id)))
        self.confidence.setCurrentIndex(max(0, self.confidence.findData(row.confidence)))

    def answer(self, question: str, code_id: int | None) -> None:
        """Let it answer a research question, or sum up a dimension, from the start."""
        self.question.setText(question)
        self.code.setCurrentIndex(max(0, self.code.findData(code_id)))

    def chosen(self) -> ConclusionRow | None:
        """The conclusion that is to stand on the cell, too; None for a new one."""
        found = self.which.currentData()
        return None if found is None else self._known[int(found)]

    def contradicts(self) -> bool:
        """Whether the cell speaks against the conclusion."""
        return bool(self.stance.currentData())

    def words(self) -> str:
        """What is concluded."""
        return self.text.toPlainText().strip()

    def code_id(self) -> int | None:
        """The dimension it sums up."""
        found = self.code.currentData()
        return None if found is None else int(found)

    def grade(self) -> int | None:
        """How sure one is, from 1 to 3; None where it is not stated."""
        found = self.confidence.currentData()
        return None if found is None else int(found)

    def _on_which(self) -> None:
        row = self.chosen()
        if row is not None:
            self._show(row)
        for field in (self.question, self.code):
            field.setEnabled(row is None)

    def _follow(self) -> None:
        self.accepting.setEnabled(bool(self.words()))
