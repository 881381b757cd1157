"""The button that chooses which theories a tree shows, and the menu behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from qda.i18n import Speech
from ui.widgets.speaking import Speaking

OWN = ""
"""Stands for the codes that belong to no framework."""


@dataclass(frozen=True, slots=True)
class Theory:
    """A framework that may be chosen: its name, its title in the language of the window."""

    name: str
    title: str


class FrameworkButton(Speaking, QToolButton):
    """Says which frameworks are shown; its menu changes that.

    Signals:
        chosen: the names of the frameworks now wanted (a frozenset; empty for all).
    """

    chosen = Signal(object)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theories: tuple[Theory, ...] = ()
        self.names: frozenset[str] = frozenset()
        self.choices = QMenu(self)
        self.setMenu(self.choices)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.choices.aboutToShow.connect(self._fill)
        self.set_speech(speech)

    def offer(self, theories: Sequence[Theory], names: frozenset[str]) -> None:
        """Offer these frameworks, of which the named ones are shown."""
        self.theories, self.names = tuple(theories), names
        self.setVisible(len(theories) > 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Override: what is shown, in one word on the button and in full beside it."""
        titles = [each.title for each in self.theories if each.name in self.names]
        number = self.speech.number
        if not titles:
            said = self.speech("All")
        else:
            said = self.speech(
                "{shown} of {total}",
                shown=number(len(titles)),
                total=number(len(self.theories)),
            )
        self.setText(said)
        listed = "; ".join(titles) or self.speech("All")
        told = self.speech("Frameworks shown: {names}", names=listed)
        self.setToolTip(told)
        self.setAccessibleName(told)

    def _fill(self) -> None:
        self.choices.clear()
        every = self.choices.addAction(self.speech("All frameworks"))
        every.setCheckable(True)
        every.setChecked(not self.names)
        every.triggered.connect(partial(self._choose, frozenset()))
        self.choices.addSeparator()
        for theory in self.theories:
            act = self.choices.addAction(theory.title.replace("&", "&&"))
            act.setCheckable(True)
            act.setChecked(theory.name in self.names)
            act.triggered.connect(partial(self._toggle, theory.name))

    def _toggle(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self._choose(self.names ^ {name})

    def _choose(self, names: frozenset[str], _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.names = names
        self.retranslate()
        self.chosen.emit(names)
