"""The card of a code: what it means, when to use it, what is evidence for it, in sight always."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qda.displays.coverage_words import evidence_words, other_words, sign
from qda.i18n import Speech, mark
from ui.code_tree.state import CardAnchor, CodeCard, SeeInstead
from ui.theme import Space, colours_of
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.marks import MARK, mark_icon
from ui.widgets.speaking import Speaking

_NONE = Invitation(
    mark("No code is chosen"),
    mark("Choose a code in the tree to see what it means and when to use it."),
)


class CodeCardPanel(Speaking, QWidget):
    """Everything that is known of one code, readable in a narrow pane.

    Signals:
        see_instead: a button to another code was pressed (its canonical id).
        back_wanted: the code shown before is wanted.
        pinned: the card is to stay (True) or to follow again.
        anchor_opened: an anchor example was pressed (its `CardAnchor`).
        anchor_removed: an anchor example is to go (its id).
        evidence_wanted: the menu of indicators is wanted beneath a button (the `QWidget`).
        note_changed: one's own note was written: the code's id, the note.
        edit_wanted: name and rules of the code are to be changed (its id).
        rate_wanted: the code is to be rated (its id).
    """

    see_instead = Signal(str)
    back_wanted = Signal()
    pinned = Signal(bool)
    anchor_opened = Signal(object)
    anchor_removed = Signal(int)
    evidence_wanted = Signal(object)
    note_changed = Signal(int, str)
    edit_wanted = Signal(int)
    rate_wanted = Signal(int)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card: CodeCard | None = None
        self.empty = EmptyState(_NONE, speech, self)
        self._area = QScrollArea(self, widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = QWidget(self)
        self.back, self.pin = _tool(self._bar), _tool(self._bar)
        self.edit, self.rate = _tool(self._bar), _tool(self._bar)
        self.pin.setCheckable(True)
        self._inside = QWidget()
        self._body = QWidget(self._inside)
        self._note_head = _label("")
        self.note = _Note(self._inside)
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, 0)
        row.setSpacing(Space.TIGHT)
        for button in (self.back, self.pin, self.edit, self.rate):
            row.addWidget(button)
        row.addStretch(1)
        inside = self._column = QVBoxLayout(self._inside)
        inside.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.MEDIUM)
        inside.setSpacing(Space.TIGHT)
        inside.addWidget(self._body)
        inside.addWidget(self._note_head)
        inside.addWidget(self.note)
        inside.addStretch(1)
        self._area.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.empty)
        column.addWidget(self._area)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.pin.toggled.connect(self.pinned)
        self.edit.clicked.connect(self._on_edit)
        self.rate.clicked.connect(self._on_rate)
        self.note.written.connect(self._on_note)

    def show_card(self, card: CodeCard | None, speech: Speech | None = None) -> None:
        """Show a code's card, or that none is chosen, in a language or in the present one.

        A note half written is kept first. The card is built once, whatever of both is new.
        """
        if card == self.card and speech in (None, self.speech):
            return
        self.speech = speech or self.speech
        before = self.card
        another = None if card is None else card.id
        if before is None or before.id != another:
            self.note.finish()
        self.card = card
        note = "" if card is None else card.note
        if before is None or before.id != another or not self.note.hasFocus():
            self.note.show_note(note)
        self.retranslate()
        if before is None or before.id != another:
            self._area.verticalScrollBar().setValue(0)

    def set_back(self, *, possible: bool) -> None:
        """Whether a code was shown before to go back to."""
        self.back.setEnabled(possible)

    def text(self) -> str:
        """All that the card says, line by line."""
        said = [
            part.text()
            for part in self._body.findChildren(QWidget)
            if isinstance(part, QLabel | QPushButton) and part.text()
        ]
        note = self.note.toPlainText()
        return "\n".join([*said, note] if note else said)

    def retranslate(self) -> None:
        """Override: build the card in the language."""
        speech = self.speech
        self._area.setAccessibleName(speech("Card of the code"))
        self.empty.set_speech(speech)
        for shown in (self._area, self._bar):
            shown.setVisible(self.card is not None)
        self.empty.setVisible(self.card is None)
        self.back.setText(speech("← Back"))
        self.back.setToolTip(speech("Show the code shown before"))
        self.pin.setText(speech("Pin"))
        self.pin.setToolTip(speech("Keep this code here, wherever the caret goes"))
        self.edit.setText(speech("Edit …"))
        self.edit.setToolTip(speech("Change the names and the rules of this code"))
        self.rate.setText(speech("Rate …"))
        self.rate.setToolTip(speech("Say how far this code is fulfilled, and in what"))
        self._note_head.setText(speech("Your note"))
        self._note_head.setStyleSheet(self._head_style())
        self._note_head.setContentsMargins(0, Space.SMALL, 0, 0)
        self.note.setAccessibleName(speech("Your note"))
        self.note.setPlaceholderText(speech("What you decided about this code"))
        old = self._body
        self._body = QWidget(self._inside)
        if self.card is not None:
            self._build(self.card)
        self._column.replaceWidget(old, self._body)
        old.hide()
        # Perhaps one of its buttons has just been pressed.
        old.deleteLater()

    def changeEvent(self, event: QEvent) -> None:
        """Override: marks and muted words in the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.card is not None:
            self.retranslate()

    # --- the parts -----------------------------------------------------------------------------

    def _build(self, card: CodeCard) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        speech = self.speech
        self._add_head(column, card)
        self._add_rule(column, speech("Definition"), card.definition)
        self._add_rule(column, speech("Use it for"), card.include)
        self._add_rule(column, speech("Do not use it for"), card.exclude)
        for other in card.see_instead:
            words = speech("See instead: {code}", code=other.label)
            column.addWidget(self._jump(words, other))
        self._add_anchors(column, card)
        self._add_indicators(column, card)
        self._add_rule(column, speech("Questions"), _listed(card.questions))
        self._add_rule(column, speech("Also called"), "; ".join(card.aliases))
        if card.relations:
            self._add_rule(column, speech("In the theory"), " ")
            for relation in card.relations:
                column.addWidget(self._jump(relation.words, relation.other))
        self._add_rule(column, speech("Groups"), "; ".join(card.groups))
        self._add_rule(column, speech("Source of the framework"), card.citation)
        self._add_rule(column, speech("To check in the printed source"), _listed(card.to_check))

    def _add_head(self, column: QVBoxLayout, card: CodeCard) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        title = _label(card.label)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        title.setFont(font)
        sign = QLabel()
        sign.setPixmap(mark_icon(card.colour, colours_of(self)).pixmap(MARK, MARK))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        sign.setContentsMargins(0, Space.TIGHT, 0, 0)
        row.addWidget(sign)
        row.addWidget(title, 1)
        column.addLayout(row)
        said = (card.original, card.canonical_id, card.framework)
        origin = " · ".join(part for part in said if part)
        if not card.framework:
            origin = " · ".join(
                part for part in (card.canonical_id, self.speech("A code of your own")) if part
            )
        where = _label(origin)
        where.setStyleSheet(f"color: {colours_of(self).muted}")
        column.addWidget(where)

    def _add_rule(self, column: QVBoxLayout, heading: str, said: str) -> None:
        if not said:
            return
        head = _label(heading)
        head.setStyleSheet(self._head_style())
        head.setContentsMargins(0, Space.SMALL, 0, 0)
        column.addWidget(head)
        if said.strip():
            column.addWidget(_label(said))

    def _add_anchors(self, column: QVBoxLayout, card: CodeCard) -> None:
        if not card.anchors:
            return
        self._add_rule(column, self.speech("Anchor examples"), " ")
        for anchor in card.anchors:
            column.addWidget(self._anchor(anchor))

    def _anchor(self, anchor: CardAnchor) -> QWidget:
        made = QFrame()
        made.setFrameShape(QFrame.Shape.StyledPanel)
        column = QVBoxLayout(made)
        column.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.TIGHT)
        column.setSpacing(Space.TIGHT)
        column.addWidget(_label(f"“{anchor.quote}” ({anchor.key})"))
        if anchor.note:
            column.addWidget(_label(anchor.note))
        row = QHBoxLayout()
        opened = QPushButton(self.speech("Open {key}", key=anchor.key))
        opened.clicked.connect(partial(self._on_anchor, anchor))
        gone = QPushButton(self.speech("Remove"))
        gone.setAccessibleName(self.speech("Remove the anchor example at {key}", key=anchor.key))
        gone.clicked.connect(partial(self._on_anchor_gone, anchor.id))
        row.addWidget(opened)
        row.addWidget(gone)
        row.addStretch(1)
        column.addLayout(row)
        return made

    def _add_indicators(self, column: QVBoxLayout, card: CodeCard) -> None:
        if not (card.indicators or card.otherwise):
            return
        speech = self.speech
        head = speech("Indicators")
        if card.from_above:
            head = self.speech("Indicators of “{code}”", code=card.from_above)
        self._add_rule(column, head, " ")
        for each in card.indicators:
            before = sign(each.evidence) if card.counted else "•"
            column.addWidget(_label(f"{before} {each.text}"))
            if not card.counted:
                continue
            said = _label(evidence_words(each.evidence, speech, in_source=card.in_source))
            said.setStyleSheet(f"color: {colours_of(self).muted}")
            said.setContentsMargins(Space.MEDIUM, 0, 0, 0)
            column.addWidget(said)
        for each in card.otherwise:
            words = evidence_words(each.evidence, speech, in_source=card.in_source)
            column.addWidget(_label(f"{other_words(each.text, speech)} — {words}"))
        button = QPushButton(self.speech("Evidence for … ▾"))
        button.setToolTip(
            self.speech("Say which indicator the coding at the caret is evidence for")
        )
        button.clicked.connect(partial(self._on_evidence, button))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _jump(self, words: str, other: SeeInstead) -> QPushButton:
        button = _Wrapped(words, self._body)
        button.setToolTip(other.canonical_id)
        button.clicked.connect(partial(self._on_see, other.canonical_id))
        return button

    def _head_style(self) -> str:
        return f"color: {colours_of(self).accent}; font-weight: bold"

    # --- what is pressed -----------------------------------------------------------------------

    def _on_see(self, canonical_id: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.see_instead.emit(canonical_id)

    def _on_anchor(self, anchor: CardAnchor, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.anchor_opened.emit(anchor)

    def _on_anchor_gone(self, id_: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.anchor_removed.emit(id_)

    def _on_evidence(self, button: QWidget, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.evidence_wanted.emit(button)

    def _on_edit(self) -> None:
        if self.card is not None:
            self.edit_wanted.emit(self.card.id)

    def _on_rate(self) -> None:
        if self.card is not None:
            self.rate_wanted.emit(self.card.id)

    def _on_note(self, note: str) -> None:
        if self.card is not None:
            self.note_changed.emit(self.card.id, note)


class _Note(QPlainTextEdit):
    """One's own note: kept when one leaves it, or by Ctrl+Enter; Escape takes it back.

    Signals:
        written: another note was written (its text).
    """

    written = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept = ""
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + Space.MEDIUM)

    def show_note(self, note: str) -> None:
        """Show the note that the study keeps."""
        self._kept = note
        if self.toPlainText() != note:
            self.setPlainText(note)

    def finish(self) -> None:
        """Tell what was written, where it is another note."""
        note = self.toPlainText().strip()
        if note != self._kept:
            self._kept = note
            self.written.emit(note)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._kept)
        else:
            super().keyPressEvent(event)


class _Wrapped(QPushButton):
    """A button whose words are broken into lines instead of clipped in a narrow pane."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(words)
        self._words = QLabel(words, self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.TIGHT)
        column.addWidget(self._words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def _tool(parent: QWidget) -> QToolButton:
    made = QToolButton(parent)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _label(said: str) -> QLabel:
    label = QLabel(said, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    flag = Qt.TextInteractionFlag
    label.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)
    label.setMinimumWidth(1)
    return label


def _listed(points: tuple[str, ...]) -> str:
    return "\n".join(f"• {point}" for point in points)
