"""Finds words in the text and goes to a paragraph, from the two bars beneath the text."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qda.i18n import Speech
from ui.reader.bars import FindBar, GoToBar
from ui.reader.finding import Findings, find
from ui.reader.text_view import ReaderTextView


class Finder(QObject):
    """The find bar and the go-to bar of a text view.

    Signals:
        paragraph_wanted: go to the paragraph with this number.
        departed: a finding was gone to from another place (the position that was left).
    """

    paragraph_wanted = Signal(int)
    departed = Signal(int)

    def __init__(self, view: ReaderTextView, speech: Speech, page: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.find_bar = FindBar(speech, page)
        self.go_to_bar = GoToBar(speech, page)
        self._connect()

    def _connect(self) -> None:
        self.find_bar.wanted.connect(self.find_words)
        self.find_bar.next_wanted.connect(self.find_next)
        self.find_bar.previous_wanted.connect(self.find_previous)
        self.find_bar.closed.connect(self.close_bars)
        self.go_to_bar.wanted.connect(self.paragraph_wanted)
        self.go_to_bar.closed.connect(self.close_bars)

    def set_speech(self, speech: Speech) -> None:
        """Word both bars anew in another language."""
        self.find_bar.set_speech(speech)
        self.go_to_bar.set_speech(speech)

    def forget(self) -> None:
        """Another text is shown, in which nothing is wanted yet."""
        self.find_bar.set_count(None, None)

    def open_find(self) -> None:
        """Show the find bar, with the selected words where there are a few."""
        span = self._view.selected_span()
        words = span.of(self._view.shown.text) if span and len(span) <= 80 else ""
        self.go_to_bar.hide()
        self.find_bar.open_with(words)

    def open_go_to(self) -> None:
        """Show the go-to bar."""
        paragraphs = self._view.shown.paragraphs
        self.find_bar.hide()
        self.go_to_bar.open_for(paragraphs[-1].number if paragraphs else 0)

    def close_bars(self) -> None:
        """Hide both bars; nothing is marked any more."""
        self.find_bar.hide()
        self.go_to_bar.hide()
        self._view.set_findings(Findings(), None)
        self._view.setFocus()

    def find_words(self, words: str) -> None:
        """Mark every place that reads like these words, and go to the first from the caret on."""
        findings = find(self._view.shown.text, words)
        if len(findings) and not len(self._view.findings):
            self.departed.emit(self._view.caret())
        self._stand_on(findings, findings.from_(self._view.caret()))

    def find_next(self) -> None:
        """Go to the next finding, from the last one to the first."""
        findings, found = self._view.findings, self._view.found
        if found is not None:
            self._stand_on(findings, (found + 1) % len(findings))

    def find_previous(self) -> None:
        """Go to the finding before, from the first one to the last."""
        findings, found = self._view.findings, self._view.found
        if found is not None:
            self._stand_on(findings, (found - 1) % len(findings))

    def _stand_on(self, findings: Findings, number: int | None) -> None:
        self._view.set_findings(findings, number)
        self.find_bar.set_count(number, len(findings) if findings.wanted.strip() else None)
        if number is not None:
            span = findings.span(number)
            self._view.select(span)
            self._view.bring_into_view(span, flash=False)
