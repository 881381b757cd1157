"""The card of the current code: its rules and its anchor example, in sight while one codes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech, mark
from ui.code_tree.state import CodeCard, SeeInstead
from ui.theme import Space, colours_of
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.marks import MARK, mark_icon
from ui.widgets.speaking import Speaking

_NONE = Invitation(
    mark("No code is chosen"),
    mark("Choose a code in the tree to see what it means and when to use it."),
)


class CodeCardPanel(Speaking, QWidget):
    """Definition, inclusion, exclusion, indicators, questions and anchor example of one code.

    Signals:
        see_instead: a button of the exclusion was pressed (the canonical id of the other code).
    """

    see_instead = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card: CodeCard | None = None
        self.empty = EmptyState(_NONE, speech, self)
        self._area = QScrollArea(self, widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self._area)
        self.set_speech(speech)

    def show_card(self, card: CodeCard | None) -> None:
        """Show a code's card, or that none is chosen."""
        self.card = card
        self.retranslate()

    def text(self) -> str:
        """All that the card says, line by line."""
        body = self._area.widget()
        labels = body.findChildren(QLabel) if body is not None else []
        return "\n".join(label.text() for label in labels if label.text())

    def retranslate(self) -> None:
        """Override: build the card in the language."""
        self._area.setAccessibleName(self.speech("Card of the code"))
        self.empty.set_speech(self.speech)
        self.empty.setVisible(self.card is None)
        self._area.setVisible(self.card is not None)
        old = self._area.takeWidget()
        if old is not None:
            # Perhaps one of its buttons has just been pressed.
            old.deleteLater()
        if self.card is not None:
            self._area.setWidget(self._built(self.card))

    def changeEvent(self, event: QEvent) -> None:
        """Override: marks and muted words in the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.card is not None:
            self.retranslate()

    def _built(self, card: CodeCard) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.MEDIUM)
        column.setSpacing(Space.TIGHT)
        self._add_head(column, card)
        self._add_rule(column, self.speech("Definition"), card.definition)
        self._add_rule(column, self.speech("Use it for"), card.include)
        self._add_rule(column, self.speech("Do not use it for"), card.exclude)
        for other in card.see_instead:
            column.addWidget(self._button(other), 0, Qt.AlignmentFlag.AlignLeft)
        self._add_rule(column, self.speech("Indicators"), _listed(card.indicators))
        self._add_rule(column, self.speech("Questions"), _listed(card.questions))
        if card.anchor:
            said = f"“{card.anchor}” ({card.anchor_key})" if card.anchor_key else card.anchor
            self._add_rule(column, self.speech("Anchor example"), said)
        self._add_rule(column, self.speech("Note"), card.note)
        column.addStretch(1)
        return body

    def _add_head(self, column: QVBoxLayout, card: CodeCard) -> None:
        title = _label(card.label)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        title.setFont(font)
        sign = QLabel()
        sign.setPixmap(mark_icon(card.colour, colours_of(self)).pixmap(MARK, MARK))
        column.addWidget(sign)
        column.addWidget(title)
        origin = " · ".join(part for part in (card.canonical_id, card.framework) if part)
        where = _label(origin or self.speech("A code of your own"))
        where.setStyleSheet(f"color: {colours_of(self).muted}")
        column.addWidget(where)

    def _add_rule(self, column: QVBoxLayout, heading: str, said: str) -> None:
        if not said:
            return
        head = _label(heading)
        head.setStyleSheet(f"color: {colours_of(self).accent}; font-weight: bold")
        head.setContentsMargins(0, Space.SMALL, 0, 0)
        column.addWidget(head)
        column.addWidget(_label(said))

    def _button(self, other: SeeInstead) -> QPushButton:
        button = QPushButton(self.speech("See instead: {code}", code=other.label))
        button.setToolTip(other.canonical_id)
        button.clicked.connect(partial(self._on_see, other.canonical_id))
        return button

    def _on_see(self, canonical_id: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.see_instead.emit(canonical_id)


def _label(said: str) -> QLabel:
    label = QLabel(said, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    flag = Qt.TextInteractionFlag
    label.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)
    return label


def _listed(points: tuple[str, ...]) -> str:
    return "\n".join(f"• {point}" for point in points)
