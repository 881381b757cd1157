"""Who codes, as a button in the status line that offers what can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from qda.i18n import Speech, mark
from ui.widgets.speaking import Speaking

_OFFERED = (
    ("change_coder", mark("Change the coder …")),
    ("coders", mark("Coders and what they did …")),
    ("code_blind", mark("Code blind …")),
    ("compare", mark("Compare two coders")),
)


class CoderButton(Speaking, QToolButton):
    """Says who codes, and whether blind.

    Signals:
        act_wanted: an act was chosen in its menu (its name).
    """

    act_wanted = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._is_blind = "", False
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.offers = QMenu(self)
        self.setMenu(self.offers)
        self.set_speech(speech)

    def say(self, name: str, *, is_blind: bool) -> None:
        """Say that a coder of this name codes, and whether blind."""
        self._name, self._is_blind = name, is_blind
        self.retranslate()

    def retranslate(self) -> None:
        """Override: the name and the menu."""
        speech = self.speech
        said = speech("Coder: {name}", name=self._name)
        if self._is_blind:
            said = speech("Coder: {name}, blind", name=self._name)
        self.setText(said)
        self.setAccessibleName(said)
        self.setToolTip(speech("Who codes: change it, or see what each coder did"))
        self.offers.clear()
        for act, words in _OFFERED:
            self.offers.addAction(speech(words), partial(self.act_wanted.emit, act))
