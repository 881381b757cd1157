"""What stands beside the words: keys at the left, code names and the overview at the right."""

from __future__ import annotations

from qda.i18n import Speech
from ui.reader.code_margin import CodeMargin
from ui.reader.key_margin import KeyMargin
from ui.reader.overview import WIDTH, Overview
from ui.reader.text_view import ReaderTextView


class Sides:
    """The margins of a text view, fitted to its room and placed beside its words."""

    def __init__(self, view: ReaderTextView, speech: Speech) -> None:
        self._view = view
        self.keys = KeyMargin(view, speech)
        self.codes = CodeMargin(view, speech)
        self.overview = Overview(view, speech)

    def set_speech(self, speech: Speech) -> None:
        """Word all anew in another language."""
        for part in (self.keys, self.codes, self.overview):
            part.set_speech(speech)

    def fit(self) -> None:
        """Give each margin the room it needs; in a narrow pane names give way to the words."""
        room = self._view.width()
        left = self.keys.width_wanted(room)
        right = min(self.codes.sizeHint().width(), max(self.codes.narrowest(), room // 4))
        self._view.set_margins(left, right + WIDTH)
        self.place()

    def place(self) -> None:
        """Stand beside the words, wherever these are."""
        view = self._view
        text = view.viewport().geometry()
        top, height = text.top(), text.height()
        self.keys.setGeometry(0, top, text.left(), height)
        right = view.width() - view.verticalScrollBar().width() - WIDTH
        self.codes.setGeometry(text.right() + 1, top, max(0, right - text.right() - 1), height)
        self.overview.setGeometry(right, 0, WIDTH, view.height())
