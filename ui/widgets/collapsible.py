"""A section that folds: a heading one presses, and what stands beneath it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from qda.i18n import Speech
from ui.widgets.speaking import Speaking


class CollapsibleSection(Speaking, QWidget):
    """A heading (an English sentence, worded by the speech) over a body that it shows or hides.

    Signals:
        toggled: open (True) or folded.
    """

    toggled = Signal(bool)

    def __init__(
        self, heading: str, speech: Speech, body: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._heading = heading
        self.body = body
        self.is_open = True
        self.button = QToolButton(self, autoRaise=True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        font = self.button.font()
        font.setBold(True)
        self.button.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button)
        column.addWidget(body)
        self.button.clicked.connect(self._on_clicked)
        self.set_speech(speech)
        self.set_open(is_open=True)

    def retranslate(self) -> None:
        """Override: the heading."""
        self.button.setText(self.speech(self._heading))
        self.button.setAccessibleName(self.speech(self._heading))
        state = self.speech("Open") if self.is_open else self.speech("Folded")
        self.button.setAccessibleDescription(state)

    def set_open(self, *, is_open: bool) -> None:
        """Show or hide the body."""
        self.is_open = is_open
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.button.setArrowType(arrow)
        self.body.setVisible(is_open)
        self.retranslate()
        self.toggled.emit(is_open)

    def _on_clicked(self) -> None:
        self.set_open(is_open=not self.is_open)
