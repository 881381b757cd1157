"""The choice of a layer above a text: whose codings are shown; there where several coded it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from qda.i18n import Speech
from qda.retrieval.rows import CodingRow
from ui.theme import Space
from ui.widgets.speaking import Speaking

_RULES = "\0"
"""Stands for the proposals of term lists, which no name can be taken for."""


class LayerBar(Speaking, QWidget):
    """Lets one coder's codings be shown, or the agreed version, or all.

    Signals:
        layer_chosen: other codings are to be shown.
    """

    layer_chosen = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._has_rules = False
        self.label, self.field = QLabel(self), QComboBox(self)
        self.label.setBuddy(self.field)
        self.field.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.field.setMinimumContentsLength(18)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.MEDIUM, 0)
        row.addWidget(self.label)
        row.addWidget(self.field)
        row.addStretch(1)
        self.field.activated.connect(self.layer_chosen)
        self.set_speech(speech)
        self.hide()

    def retranslate(self) -> None:
        """Override: the label and the layers."""
        speech, kept = self.speech, self.field.currentData()
        self.label.setText(speech("Codings of"))
        self.field.setAccessibleName(speech("Whose codings are shown"))
        self.field.clear()
        self.field.addItem(speech("All coders"), None)
        for name in self._names:
            self.field.addItem(name, name)
        if self._has_rules:
            self.field.addItem(speech("Term lists"), _RULES)
        self.field.setCurrentIndex(max(0, self.field.findData(kept)))

    def chosen(self, rows: Sequence[CodingRow]) -> tuple[CodingRow, ...]:
        """The codings of the layer chosen, once the layers of all of them are offered."""
        names = tuple(sorted({row.coder for row in rows if not row.rule}))
        has_rules = any(row.rule for row in rows)
        if (names, has_rules) != (self._names, self._has_rules):
            self._names, self._has_rules = names, has_rules
            self.retranslate()
        self.setVisible(len(names) > 1)
        layer = self.field.currentData() if len(names) > 1 else None
        if layer is None:
            return tuple(rows)
        if layer == _RULES:
            return tuple(row for row in rows if row.rule)
        return tuple(row for row in rows if row.coder == layer and not row.rule)
