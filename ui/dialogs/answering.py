"""The dialog that answers an item of a report sheet: COREQ, SRQR, trustworthiness."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from qda.edits.edit import EditRequest
from qda.edits.sheets import AnswerSheetItem, ClearSheetItem
from qda.i18n import Speech, mark
from qda.sheets.items import TITLES, Sheet
from qda.sheets.tabling import SheetRow
from ui.dialogs.form import FormDialog

_DONE: Final = (
    (None, mark("not stated")),
    (True, mark("carried out")),
    (False, mark("not carried out")),
)


class AnswerDialog(FormDialog):
    """Asks for the researcher's answer to an item, beside what the study tells of it."""

    def __init__(
        self, speech: Speech, sheet: Sheet, row: SheetRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            speech, title=speech(TITLES[sheet]), verb=speech("Keep the answer"), parent=parent
        )
        self._sheet, self._row = sheet, row
        given = row.answer
        self.item = QLabel(speech(row.item.words), self, wordWrap=True)
        self.told = QLabel(_told(row, speech), self, wordWrap=True)
        for words in (self.item, self.told):
            words.setTextFormat(Qt.TextFormat.PlainText)
            # Else a form gives words that wrap the width of a few letters, and cuts them off.
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            words.setSizePolicy(policy)
        self.answer = QPlainTextEdit("" if given is None else given.answer, self)
        self.answer.setTabChangesFocus(True)
        self.answer.setMaximumHeight(140)
        self.carried_out = QComboBox(self)
        for done, words_ in _DONE:
            self.carried_out.addItem(speech(words_), done)
        said = None if given is None else given.is_done
        self.carried_out.setCurrentIndex([done for done, _ in _DONE].index(said))
        self.page = QLineEdit("" if given is None else given.page, self)
        self.form.addRow(speech("Item"), self.item)
        self.form.addRow(speech("The study tells"), self.told)
        self.form.addRow(speech("Your &answer"), self.answer)
        self.form.addRow(speech("&Carried out"), self.carried_out)
        self.form.addRow(speech("&Page of the report"), self.page)
        self.setMinimumWidth(560)
        self.finish_layout()
        self.answer.setFocus()

    def edit(self) -> EditRequest[None]:
        """The edit that keeps what was said; an answer left empty is taken back."""
        words, page = self.answer.toPlainText().strip(), self.page.text().strip()
        done: bool | None = self.carried_out.currentData()
        has_links = self._row.answer is not None and bool(self._row.answer.shown_by)
        if not (words or page or has_links) and done is None:
            return ClearSheetItem(self._sheet, self._row.item.id)
        return AnswerSheetItem(
            self._sheet,
            self._row.item.id,
            answer=words,
            page=page,
            is_done=done,
            forgets_done=done is None,
        )


def _told(row: SheetRow, speech: Speech) -> str:
    if row.told:
        return "\n".join(each.words for each in row.told)
    return (
        speech("nothing in the study yet")
        if row.item.tells
        else speech("for the researcher to answer")
    )
