"""The parts of the work queue: a proposal in its context, what its code means, what is left."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.queue import InContext, WhatWaits, terms_of
from ui.appearance import looks, reading_font
from ui.text_positions import PositionMap
from ui.theme import Space, colours_of
from ui.widgets.marks import mark_icon
from ui.widgets.speaking import Speaking

KEYS: Final = {
    Qt.Key.Key_Return: "confirm",
    Qt.Key.Key_Enter: "confirm",
    Qt.Key.Key_Y: "confirm",
    Qt.Key.Key_C: "change",
    Qt.Key.Key_E: "edges",
    Qt.Key.Key_Delete: "reject",
    Qt.Key.Key_X: "reject",
    Qt.Key.Key_Space: "skip",
    Qt.Key.Key_B: "back",
    Qt.Key.Key_Backspace: "back",
}
"""The keys of the queue, with the acts they mean."""

"""How much larger than the window's letters the words of a proposal are."""


class ContextCard(Speaking, QWidget):
    """A proposal with the sentences around it; the coded words stand out by ground and frame.

    Signals:
        act_wanted: a key asks for an act by name.
    """

    act_wanted = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self._shown: InContext | None = None
        self.place = QLabel(self)
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setWordWrap(True)
        self.text = _Words(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.place)
        column.addWidget(self.text, 1)
        self.text.act_wanted.connect(self.act_wanted)
        self.setFocusProxy(self.text)
        self.set_speech(speech)

    def show_coding(self, found: InContext) -> None:
        """Show a proposal."""
        self._shown = found
        self.retranslate()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.show_mark()

    def retranslate(self) -> None:
        """Override: place and words."""
        found = self._shown
        self.text.setAccessibleName(self.speech("The proposal in its context"))
        if found is None:
            return
        row = found.listed.row
        said = [f"{row.key}  {found.title}".strip()]
        said += [name for name in (found.speaker, *found.listed.informants) if name]
        self.place.setText(" · ".join([*dict.fromkeys(said), label(row.state, self.speech)]))
        code = found.code.name(self.speech.language)
        self.text.setAccessibleDescription(f"{code}: {row.quote}. {self.place.text()}")
        self._fill(found)

    def changeEvent(self, event: QEvent) -> None:
        """Override: the words are marked for the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown is not None:
            self._fill(self._shown)

    def _fill(self, found: InContext) -> None:
        # What is typed into a text takes the dress of what stood there before.
        self.text.setCurrentCharFormat(QTextCharFormat())
        self.text.setPlainText(found.text)
        colours = colours_of(self)
        start, end = PositionMap(found.text).units_of(found.span)
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(spacing)
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(colours.muted))
        cursor.setCharFormat(quiet)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        framed = QTextCharFormat()
        framed.setForeground(QColor(colours.text))
        framed.setBackground(QColor(colours.found))
        framed.setFontWeight(QFont.Weight.DemiBold)
        framed.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        framed.setUnderlineColor(QColor(colours.accent))
        cursor.mergeCharFormat(framed)
        self.text.marked = start


class _Words(QTextEdit):
    """The text of the card; the keys of the queue are the queue's."""

    act_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.marked = 0
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(Space.LARGE)
        looks().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFont(reading_font(looks().appearance))

    def show_mark(self) -> None:
        """Bring the coded words into view, with most of the room for what follows them."""
        cursor = self.textCursor()
        cursor.setPosition(self.marked)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        below = self.cursorRect().top() - self.viewport().height() // 3
        bar.setValue(bar.value() + max(0, below))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: a key of the queue is not typed."""
        name = KEYS.get(Qt.Key(event.key()))
        if name is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            self.act_wanted.emit(name)


class MeaningCard(Speaking, QScrollArea):
    """What the proposed code means, and why the rule proposed it."""

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self._shown: InContext | None = None
        body = QWidget(self)
        self.mark = QLabel(body)
        self.name = QLabel(body)
        self.words = QLabel(body)
        for text in (self.name, self.words):
            text.setWordWrap(True)
            text.setTextFormat(Qt.TextFormat.PlainText)
            # A long id may be cut; it must not make the lines wider than the card.
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        column = QVBoxLayout(body)
        column.setSpacing(Space.SMALL)
        for part in (self.mark, self.name, self.words):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_speech(speech)

    def show_coding(self, found: InContext) -> None:
        """Show the code of a proposal."""
        self._shown = found
        self.retranslate()

    def retranslate(self) -> None:
        """Override: the code's words and the rule's reasons."""
        speech, found = self.speech, self._shown
        self.setAccessibleName(speech("What the code means"))
        if found is None:
            return
        code, row, language = found.code, found.listed.row, self.speech.language
        icon = mark_icon(code.colour, colours_of(self), proposed=True)
        self.mark.setPixmap(icon.pixmap(14, 14))
        self.name.setText(f"{code.name(language)}\n{code.canonical_id}")
        parts = [code.text("definition", language)]
        learned = row.probability is not None
        said = speech("Words that speak for it") if learned else speech("Terms found")
        chance = "" if row.probability is None else speech.number(row.probability, 2)
        for heading, words in (
            (speech("Include"), code.text("include", language)),
            (speech("Exclude"), code.text("exclude", language)),
            (speech("Indicator"), row.indicator),
            (speech("Probability"), chance),
            (said, ", ".join(terms_of(row.terms))),
            (speech("Rule"), row.rule),
        ):
            if words:
                parts.append(f"{heading}: {words}")
        self.words.setText("\n\n".join(part for part in parts if part))


class WaitingTree(Speaking, QTreeWidget):
    """How many proposals are left, by source and by code."""

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self._what = WhatWaits(0, (), ())
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.set_speech(speech)

    def show_waiting(self, what: WhatWaits) -> None:
        """Show what waits."""
        if what != self._what:
            self._what = what
            self.retranslate()

    def retranslate(self) -> None:
        """Override: the two branches."""
        speech, what = self.speech, self._what
        self.setAccessibleName(speech("What is left, by source and by code"))
        tops = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        folded = {at for at, top in enumerate(tops) if top is not None and not top.isExpanded()}
        self.clear()
        by_source = [(f"{each.key}  {each.name}", each.count) for each in what.sources]
        by_code = [(code.name(speech.language), count) for code, count in what.codes]
        branches = ((speech("Left by source"), by_source), (speech("Left by code"), by_code))
        for at, (heading, lines) in enumerate(branches):
            branch = QTreeWidgetItem(self, [heading, speech.number(what.total)])
            for words, count in lines:
                item = QTreeWidgetItem(branch, [words, speech.number(count)])
                item.setToolTip(0, words)
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            branch.setExpanded(at not in folded)
