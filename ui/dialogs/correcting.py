"""The dialogs of correcting a text: new words for a stretch, and both readings side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from models.positions import Span
from models.splicing import Cut, reversed_cuts, spliced
from qda.i18n import Speech
from qda.retrieval.revisions import Consequences, TwoReadings, on_one_line, word_cuts
from qda.retrieval.rows import CodeRow
from ui.dialogs.form import FormDialog, plain
from ui.text_positions import PositionMap, shown_text
from ui.theme import Space, colours_of

_MOST_NAMES: Final = 6
_SHOWN: Final = 600
_LINES: Final = 3
_SIZE: Final = (620, 480)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words to be corrected, in the paragraph they stand in; `where` is its trace key."""

    where: str
    paragraph: str
    start: int
    span: Span

    @property
    def words(self) -> str:
        """The words as they are."""
        return self.of(self.span.start, self.span.end)

    def of(self, start: int, end: int) -> str:
        """What the text has between two positions of the paragraph."""
        return self.paragraph[start - self.start : end - self.start]


class WordsField(QPlainTextEdit):
    """A field for words on one line, however long: Enter is done, a line break is a space.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlainText(shown_text(words))
        self.setTabChangesFocus(True)
        self.selectAll()
        line = self.fontMetrics().lineSpacing()
        self.setFixedHeight(_LINES * line + 2 * Space.MEDIUM)

    def words(self) -> str:
        """The words as they stand in the field, on one line."""
        # `toPlainText` would make spaces of those that keep words together.
        return on_one_line(self.document().toRawText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Enter is done."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Override: what is pasted comes as plain words on one line."""
        self.insertPlainText(on_one_line(source.text()))


class CorrectDialog(FormDialog):
    """Asks for the new words of a stretch and shows what becomes of its paragraph and codings.

    Signals:
        cuts_changed: other words were typed (the cuts they make).
    """

    cuts_changed = Signal(object)

    def __init__(self, stretch: Stretch, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(
            speech,
            title=speech("Correct the words of {where}", where=stretch.where),
            verb=speech("Correct"),
            parent=parent,
        )
        self.resize(*_SIZE)
        self._stretch = stretch
        self.field = WordsField(stretch.words, self)
        self.form.addRow(speech("&Words"), self.field)
        self.field.setAccessibleName(speech("The corrected words"))
        body = QWidget(self)
        told = QVBoxLayout(body)
        told.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        told.setSpacing(Space.TIGHT)
        self.before, self.after, self.codings = (plain("", body) for _ in range(3))
        for words, label in (
            (speech("Reads now"), self.before),
            (speech("Will read"), self.after),
            (speech("Codings"), self.codings),
        ):
            told.addWidget(plain(words, body, bold=True))
            told.addWidget(label)
            told.addSpacing(Space.SMALL)
        told.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(body)
        area.setAccessibleName(speech("What the correction does"))
        self.column.addWidget(area, 1)
        self.finish_layout()
        self.field.entered.connect(self._on_entered)
        self.field.textChanged.connect(self._on_typed)
        self._show_paragraph()

    def cuts(self) -> tuple[Cut, ...]:
        """What the new words change, word by word."""
        stretch = self._stretch
        found = word_cuts(shown_text(stretch.words), self.field.words(), stretch.span.start)
        # What is taken out is told as the text has it, and not as Qt shows it.
        return tuple(replace(cut, removed=stretch.of(cut.start, cut.end)) for cut in found)

    def show_consequences(self, found: Consequences) -> None:
        """Say what becomes of the codings."""
        speech = self.speech
        lines = []
        if found.changed:
            lines.append(
                speech.many(
                    "{n} coding moves with its words: {names}",
                    "{n} codings move with their words: {names}",
                    len(found.changed),
                    names=self._names(found.changed),
                )
            )
        if found.gone:
            lines.append(
                speech.many(
                    "{n} coding loses all its words and goes: {names}",
                    "{n} codings lose all their words and go: {names}",
                    len(found.gone),
                    names=self._names(found.gone),
                )
            )
        if found.merged:
            lines.append(
                speech.many(
                    "{n} coding becomes equal to another and is merged with it",
                    "{n} codings become equal to others and are merged with them",
                    found.merged,
                )
            )
        self.codings.setText("\n".join(lines) or speech("No coding is touched."))

    def _names(self, rows: Sequence[CodeRow]) -> str:
        names = list(dict.fromkeys(row.name(self.speech.language) for row in rows))
        more = "; …" if len(names) > _MOST_NAMES else ""
        return "; ".join(names[:_MOST_NAMES]) + more

    def _on_entered(self) -> None:
        if self.accepting.isEnabled():
            self.accept()

    def _on_typed(self) -> None:
        self._show_paragraph()
        self.cuts_changed.emit(self.cuts())

    def _show_paragraph(self) -> None:
        stretch, cuts = self._stretch, self.cuts()
        first = stretch.span.start - stretch.start
        self.before.setText(_around(stretch.paragraph, first, len(stretch.span)))
        local = [replace(cut, start=cut.start - stretch.start) for cut in cuts]
        after = spliced(stretch.paragraph, local)
        self.after.setText(_around(after, first, len(self.field.words())))
        self.accepting.setEnabled(bool(cuts))


class ImportedDialog(QDialog):
    """A source as it was imported beside what it says now; what differs is underlined."""

    def __init__(self, found: TwoReadings, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(speech("{key} as it was imported", key=found.row.key))
        self.resize(980, 620)
        self.imported, self.now = _Reading(self), _Reading(self)
        cuts = found.cuts
        self.imported.show_reading(
            found.imported, [Span(c.start, c.end) for c in cuts if c.removed]
        )
        back = reversed_cuts(cuts)
        self.now.show_reading(found.now, [Span(c.start, c.end) for c in back if c.removed])
        grid = QGridLayout()
        for column, (words, reading) in enumerate(
            ((speech("As it was imported"), self.imported), (speech("As it reads now"), self.now))
        ):
            heading = plain(words, self, bold=True)
            heading.setBuddy(reading)
            reading.setAccessibleName(words)
            grid.addWidget(heading, 0, column)
            grid.addWidget(reading, 1, column)
        counted = speech.many(
            "{n} place differs; it is underlined.",
            "{n} places differ; they are underlined.",
            len(cuts),
        )
        buttons = QDialogButtonBox(self)
        buttons.addButton(speech("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column_ = QVBoxLayout(self)
        column_.addWidget(plain(counted, self))
        column_.addLayout(grid, 1)
        column_.addWidget(buttons)
        self.imported.verticalScrollBar().valueChanged.connect(
            self.now.verticalScrollBar().setValue
        )
        self.now.verticalScrollBar().valueChanged.connect(
            self.imported.verticalScrollBar().setValue
        )
        if cuts:
            self.imported.go_to(cuts[0].start)
            self.now.go_to(back[0].start)


class _Reading(QPlainTextEdit):
    """One reading of a text, with places underlined."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self._positions = PositionMap("")

    def show_reading(self, text: str, marked: Sequence[Span]) -> None:
        self.setPlainText(shown_text(text))
        self._positions = PositionMap(text)
        selections = []
        for span in marked:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            start, end = self._positions.units_of(span)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format.setFontUnderline(True)
            selection.format.setFontWeight(QFont.Weight.Bold)
            selection.format.setProperty(
                QTextFormat.Property.BackgroundBrush, colours_of(self).found
            )
            selections.append(selection)
        self.setExtraSelections(selections)

    def go_to(self, point: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._positions.to_units(point))
        self.setTextCursor(cursor)
        self.centerCursor()


def _around(text: str, start: int, length: int) -> str:
    """A paragraph, shortened around a stretch of it that stands in brackets."""
    end = start + length
    marked = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    if len(marked) <= _SHOWN:
        return marked
    first = max(0, start - _SHOWN // 3)
    last = first + _SHOWN
    return ("…" if first else "") + marked[first:last] + ("…" if last < len(marked) else "")
