"""The banner of one who codes blind: what is hidden, and a button that shows it again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from qda.i18n import Speech
from qda.retrieval.studies import Blind, own_blind
from ui.desk import Desk
from ui.panes.pane import Pane
from ui.theme import Space, colours_of

_KEYS = 6


class BlindBar(Pane):
    """Says that the codings of others are hidden; not there while all is seen.

    Signals:
        blind_changed: coding blind began or ended (`Blind` or None).
        release_wanted: everything is to be seen again.
    """

    shows = frozenset({"blinding", "coder"})

    blind_changed = Signal(object)
    release_wanted = Signal()

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.blind: Blind | None = None
        self.label, self.release = QLabel(self), QPushButton(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("blind")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.MEDIUM, Space.TIGHT)
        row.addWidget(self.label, 1)
        row.addWidget(self.release)
        self.release.clicked.connect(self.release_wanted)
        self.set_speech(speech)
        self._dress()
        self.hide()
        self.refresh()

    def refresh(self) -> None:
        """Override: where she codes blind."""
        self.desk.read("blind", own_blind, self._on_read)

    def retranslate(self) -> None:
        """Override: the sentence and the button."""
        speech = self.speech
        self.release.setText(speech("Show the codings of others"))
        blind = self.blind
        if blind is None or blind.everywhere:
            said = speech("Blind coding: the codings of others are hidden.")
        else:
            shown = ", ".join(blind.keys[:_KEYS])
            more = len(blind.keys) - _KEYS
            said = speech(
                "Blind coding: the codings of others are hidden in {keys}.",
                keys=f"{shown} +{more}" if more > 0 else shown,
            )
        self.label.setText(said)
        self.setAccessibleName(said)

    def changeEvent(self, event: QEvent) -> None:
        """Override: other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _on_read(self, blind: Blind | None) -> None:
        changed, self.blind = blind != self.blind, blind
        self.retranslate()
        self.setVisible(blind is not None)
        if changed:
            self.blind_changed.emit(blind)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _dress(self) -> None:
        colours = colours_of(self)
        sheet = (
            f"#blind {{ background: {colours.warning}; }}"
            f"#blind QLabel {{ color: {colours.warning_text}; }}"
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
