"""What to beware of, beside the figures: sentences that stay in view however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from qda.i18n import Speech
from ui.theme import Space, colours_of
from ui.widgets.speaking import Speaking

_MOST_LINES: Final = 4
"""So many lines stand in view at once; the rest is scrolled to."""

_SIGN: Final = "⚠"


class Cautions(Speaking, QPlainTextEdit):
    """The cautions of a table, one to a paragraph; hidden where there are none."""

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: tuple[str, ...] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_speech(speech)
        self._colour()

    def say(self, sentences: Iterable[str]) -> None:
        """Show these sentences."""
        self._said = tuple(sentences)
        self.setPlainText("\n".join(f"{_SIGN} {each}" for each in self._said))
        self.setVisible(bool(self._said))
        self._fit()

    @property
    def said(self) -> tuple[str, ...]:
        """The sentences that are shown."""
        return self._said

    def retranslate(self) -> None:
        """Override: the name; the sentences are those of the report."""
        self.setAccessibleName(self.speech("What to beware of"))

    def sizeHint(self) -> QSize:
        """Override: as high as its sentences, up to a few lines."""
        return QSize(super().sizeHint().width(), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: another width breaks lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Override: the colours of a caution in the new scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _height(self) -> int:
        block, lines = self.document().firstBlock(), 0
        while block.isValid():
            lines += max(1, block.lineCount())
            block = block.next()
        shown = min(_MOST_LINES, max(1, lines))
        margins = 2 * round(self.document().documentMargin()) + Space.TIGHT
        return shown * self.fontMetrics().lineSpacing() + margins

    def _fit(self) -> None:
        self.setFixedHeight(self._height())

    def _colour(self) -> None:
        colours = colours_of(self)
        sheet = f"background: {colours.warning}; color: {colours.warning_text};"
        wanted = f"QPlainTextEdit {{ {sheet} }}"
        # Setting a sheet changes the palette once more.
        if self.styleSheet() != wanted:
            self.setStyleSheet(wanted)
