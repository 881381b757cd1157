"""What the dialogs on records share: they say what is wrong where one can still mend it."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from models.errors import StudyError
from qda.i18n import Speech
from ui.dialogs.form import FormDialog, plain
from ui.records.fields import PickField, source_field
from ui.records.known import Known, Words
from ui.short_words import one_line, shortened
from ui.theme import Space

_LETTERS = 220
_WIDTH = 560
_SAID = 380


class RecordDialog(FormDialog):
    """A form that is not left before what it says can be so."""

    def __init__(
        self, speech: Speech, *, title: str, is_new: bool, parent: QWidget | None = None
    ) -> None:
        verb = speech("Record") if is_new else speech("Change")
        super().__init__(speech, title=title, verb=verb, parent=parent)
        self.problem = plain("", self, bold=True)
        self.setLocale(QLocale(speech.language))
        self.setMinimumWidth(_WIDTH)

    def finish(self) -> None:
        """Put what is wrong and the buttons beneath the form."""
        self.problem.hide()
        self.form.setVerticalSpacing(Space.SMALL)
        self.column.addWidget(self.problem)
        self.finish_layout()

    def check(self) -> None:
        """Refuse what cannot be recorded.

        Raises:
            StudyError: something is missing, or is not written as it should be.
        """

    def accept(self) -> None:
        """Override: stay open and say what is wrong, where something is."""
        try:
            self.check()
        except StudyError as error:
            words = error.say(self.speech.language)
            self.problem.setText(words)
            self.problem.show()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.problem, words))
            return
        super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Override: be as high as the lines that words are broken into need."""
        super().showEvent(event)
        needed = self.column.totalHeightForWidth(self.width())
        self.resize(self.width(), max(self.height(), needed))

    def add_place(
        self, known: Known, words: Words | None, source_id: int | None
    ) -> PickField | None:
        """A row for what bears it out: the words that were chosen, else a source to be chosen."""
        if words is not None:
            quote = shortened(one_line(words.quote), _LETTERS)
            said = said_words(f"{words.key}  “{quote}”" if quote else words.key, self)
            self.form.addRow(self.speech("Borne out by"), said)
            return None
        field = source_field(known, source_id, self, none=self.speech("no source"))
        self.form.addRow(self.speech("&Source"), field)
        return field


def said_words(words: str, parent: QWidget) -> QLabel:
    """Words of a form that nobody changes, broken into lines as wide as a field."""
    made = plain(words, parent)
    # Left alone Qt breaks words into short lines and cuts off those that need more height.
    made.setMinimumWidth(_SAID)
    return made
