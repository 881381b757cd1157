"""What stands where there is nothing yet: what this place is for and what to do first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from qda.i18n import Speech
from ui.theme import Space
from ui.widgets.speaking import Speaking

_WIDEST = 460


@dataclass(frozen=True, slots=True)
class Invitation:
    """English sentences, worded by the speech: a title, what to do, and the button that does it.

    Without `action` there is no button.
    """

    title: str
    advice: str
    action: str = ""


class EmptyState(Speaking, QWidget):
    """A quiet panel with a title, a sentence of advice and perhaps a button.

    Signals:
        acted: the button was pressed.
    """

    acted = Signal()

    def __init__(
        self, invitation: Invitation, speech: Speech, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._invitation = invitation
        self._title = QLabel(self, alignment=Qt.AlignmentFlag.AlignHCenter, wordWrap=True)
        self._advice = QLabel(self, alignment=Qt.AlignmentFlag.AlignHCenter, wordWrap=True)
        self._button = QPushButton(self)
        self._lay_out()
        self._button.clicked.connect(self._on_clicked)
        self.set_speech(speech)

    def _lay_out(self) -> None:
        for label in (self._title, self._advice):
            label.setTextFormat(Qt.TextFormat.PlainText)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setBold(True)
        self._title.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._advice)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def set_invitation(self, invitation: Invitation) -> None:
        """Say something else."""
        self._invitation = invitation
        self.retranslate()

    def retranslate(self) -> None:
        """Override: title, advice and button."""
        said = self._invitation
        self._title.setText(self.speech(said.title))
        self._advice.setText(self.speech(said.advice))
        self._button.setText(self.speech(said.action) if said.action else "")
        self._button.setVisible(bool(said.action))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._advice.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: lines of a comfortable width, in a narrow pane as in a wide one."""
        super().resizeEvent(event)
        side = max(Space.MEDIUM, (self.width() - _WIDEST) // 2)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(side, Space.LARGE, side, Space.LARGE)

    def _on_clicked(self) -> None:
        self.acted.emit()
