"""Two readers side by side with the same text, which scroll in step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from models.positions import Span
from qda.i18n import Speech
from ui.reader.page import Layer
from ui.reader.reader import Reader
from ui.reader.state import ReaderText
from ui.theme import Space
from ui.widgets.speaking import Speaking


class TextsInStep(Speaking, QWidget):
    """One text twice: at the left with the first coder's codings, at the right the second's."""

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = QLabel(self), QLabel(self)
        self.readers = Reader(speech, self), Reader(speech, self)
        self._following = False
        self._lay_out()
        for reader, other in (self.readers, self.readers[::-1]):
            bar = reader.view.verticalScrollBar()
            bar.valueChanged.connect(partial(self._follow, reader, other))
        self.set_speech(speech)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal, self)
        for name, reader in zip(self.names, self.readers, strict=True):
            side = QWidget(split)
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.MEDIUM, 0)
            font = name.font()
            font.setBold(True)
            name.setFont(font)
            column.addWidget(name)
            column.addWidget(reader, 1)
            split.addWidget(side)
        split.setChildrenCollapsible(False)
        split.setSizes([500, 500])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def retranslate(self) -> None:
        """Override: both readers."""
        for reader in self.readers:
            reader.set_speech(self.speech)

    def name(self, first: str, second: str) -> None:
        """Say whose codings stand at which side."""
        for label, reader, name in zip(self.names, self.readers, (first, second), strict=True):
            label.setText(name)
            label.setToolTip(name)
            reader.setAccessibleName(name)
            reader.view.setAccessibleName(name)

    def show_text(self, text: ReaderText) -> None:
        """Show a text in both."""
        for reader in self.readers:
            reader.show_text(text)

    def shown_source(self) -> int | None:
        """The id of the source that is shown, or None."""
        shown = self.readers[0].shown_text()
        return None if shown is None else shown.source_id

    def set_highlights(self, left: Layer, right: Layer) -> None:
        """Show the codings of both."""
        for reader, highlights in zip(self.readers, (left, right), strict=True):
            reader.set_highlights(highlights)

    def go_to(self, first: Span, second: Span) -> None:
        """Bring a place into view in both; the focus stays where it is."""
        for reader, span in zip(self.readers, (first, second), strict=True):
            reader.view.put_caret(span.start)
            reader.view.bring_into_view(span, flash=True)
        # The left one leads, where the two would show their places at different heights.
        self._follow(*self.readers, 0)

    def selected(self) -> Span | None:
        """The words selected in either, the left one first; None where none are."""
        return self.readers[0].wanted_span() or self.readers[1].wanted_span()

    def _follow(self, leading: Reader, other: Reader, _: int) -> None:
        """Show the same line at the top, whatever breaks the lines may have on either side."""
        if self._following:
            return
        self._following = True
        view = leading.view
        block = view.firstVisibleBlock()
        into = view.verticalScrollBar().value() - block.firstLineNumber()
        there = other.view.document().findBlockByNumber(block.blockNumber())
        line = there.firstLineNumber() + min(into, max(0, there.lineCount() - 1))
        other.view.verticalScrollBar().setValue(line)
        self._following = False
