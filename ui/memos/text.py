"""The field for the words of a memo: plain text in which links are dressed and opened."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from qda.memos.links import WrittenLink, link_at, written_links
from qda.retrieval.memos import Subject
from ui.text_positions import PositionMap
from ui.theme import Colours, colours_of

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MemoText(QPlainTextEdit):
    """Where a memo is typed.

    Ctrl+Enter is done with it; Alt+Enter, or a click with Ctrl, opens the link at the caret; Tab
    leaves the field. With nothing typed to take back the undo key is the window's.

    Signals:
        finished: Ctrl+Enter was pressed.
        left: the focus goes elsewhere.
        link_wanted: a link is to be opened, as it is written.
    """

    finished = Signal()
    left = Signal()
    link_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.dress = _Links(self.document(), self)
        # The default is a few lines, too many for a window in letters of twice the size.
        self.setMinimumHeight(3 * self.fontMetrics().lineSpacing())

    def set_known(self, known: Mapping[str, Subject | None]) -> None:
        """Dress the links, which lead to something or nowhere; by how each is written."""
        self.dress.set_known(known, colours_of(self))

    def link_at_caret(self) -> WrittenLink | None:
        """The link that the caret touches, or None."""
        return self._link(self.textCursor().positionInBlock())

    def insert(self, words: str) -> None:
        """Put words at the caret, parted from what stands before by a space where one is due."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        gap = " " if before and not before[-1].isspace() and not cursor.hasSelection() else ""
        cursor.insertText(gap + words)
        self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        """Override: with nothing typed to take back, the undo key is the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = QKeySequence.StandardKey
            undo = event.matches(key.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(key.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Ctrl+Enter is done, Alt+Enter opens the link at the caret."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and held == Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        elif event.key() in _ENTER and held == Qt.KeyboardModifier.AltModifier:
            self._open(self.textCursor().positionInBlock())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override: a click with Ctrl opens the link under the pointer."""
        super().mouseReleaseEvent(event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open(self.textCursor().positionInBlock())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Override: tell that one leaves, except for a menu or another program."""
        super().focusOutEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Override: links are dressed for the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.dress.set_colours(colours_of(self))

    def _open(self, unit: int) -> None:
        link = self._link(unit)
        if link is not None:
            self.link_wanted.emit(link.span.of(self.textCursor().block().text()))

    def _link(self, unit: int) -> WrittenLink | None:
        line = self.textCursor().block().text()
        return link_at(written_links(line), PositionMap(line).to_code_points(unit))


class _Links(QSyntaxHighlighter):
    """Dresses the links of a document; one that leads nowhere is dotted and says so in the list."""

    def __init__(self, document: QTextDocument, owner: QWidget) -> None:
        super().__init__(document)
        self._known: Mapping[str, Subject | None] = {}
        self._colours = colours_of(owner)

    def set_known(self, known: Mapping[str, Subject | None], colours: Colours) -> None:
        """Dress these links from now on."""
        if known != self._known or colours != self._colours:
            self._known, self._colours = known, colours
            self.rehighlight()

    def set_colours(self, colours: Colours) -> None:
        """Dress in another scheme."""
        self.set_known(self._known, colours)

    def highlightBlock(self, text: str) -> None:
        """Override: the links of one line."""
        positions = PositionMap(text)
        for link in written_links(text):
            words = link.span.of(text)
            if words in self._known:
                start, end = positions.units_of(link.span)
                leads = self._known[words] is not None
                self.setFormat(start, end - start, self._dress(leads=leads))

    def _dress(self, *, leads: bool) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(QColor(self._colours.accent if leads else self._colours.muted))
        style = QTextCharFormat.UnderlineStyle
        made.setUnderlineStyle(style.SingleUnderline if leads else style.DotLine)
        if leads:
            made.setFontWeight(QFont.Weight.DemiBold)
        return made
