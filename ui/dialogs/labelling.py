"""The dialog that labels a theme of a triangulation, or two groups on it, with a reason."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QWidget

from models.vocabulary import Consequence, Convergence
from qda.i18n import Speech
from qda.labels import label
from qda.triangulation.labels import LabelRow
from qda.triangulation.reading import Triangulation, TriRow
from ui.dialogs.form import FormDialog

Pair = tuple[str, str]


class LabelDialog(FormDialog):
    """Asks for the label that a researcher gives; what the rule proposes is chosen at first.

    `given` are the researcher's own labels by place, to be changed.
    """

    def __init__(
        self,
        speech: Speech,
        row: TriRow,
        found: Triangulation,
        given: Mapping[tuple[str, ...], LabelRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            speech, title=speech("Label: {theme}", theme=row.label), verb=speech("Label"),
            parent=parent,
        )  # fmt: skip
        self._row, self._given = row, given
        names = {key.id: key.label for key in found.groups}
        self.what, self.label, self.consequence = (QComboBox(self) for _ in range(3))
        self.proposal = QLabel(self, wordWrap=True)
        self.reason, self.inference = QPlainTextEdit(self), QPlainTextEdit(self)
        for field in (self.reason, self.inference):
            field.setTabChangesFocus(True)
            field.setMaximumHeight(80)
        self.what.addItem(speech("The theme as a whole"), None)
        for first, second in row.pairs:
            self.what.addItem(f"{names[first]} – {names[second]}", (first, second))
        for each in Convergence:
            self.label.addItem(label(each, speech), each)
        self.consequence.addItem(speech("not stated"), None)
        for consequence in Consequence:
            self.consequence.addItem(label(consequence, speech), consequence)
        self.form.addRow(speech("&What"), self.what)
        self.form.addRow(speech("The rule proposes"), self.proposal)
        self.form.addRow(speech("La&bel"), self.label)
        self.form.addRow(speech("&Reason"), self.reason)
        self.form.addRow(speech("Con&clusion"), self.inference)
        self.form.addRow(speech("Conse&quence"), self.consequence)
        self.what.activated.connect(self._show)
        self.label.currentIndexChanged.connect(self._follow)
        self.reason.textChanged.connect(self._follow)
        self.setMinimumWidth(520)
        self._show()
        self.finish_layout()

    def pair(self) -> Pair | None:
        """The two groups; None for the theme as a whole."""
        found = self.what.currentData()
        return None if found is None else (str(found[0]), str(found[1]))

    def proposed(self) -> Convergence:
        """What the rule proposes for what is chosen."""
        pair = self.pair()
        return self._row.proposed if pair is None else self._row.pairs[pair]

    def said(self) -> Convergence:
        """The label that is chosen."""
        return Convergence(self.label.currentData())

    def becomes(self) -> Consequence | None:
        """What becomes of the finding."""
        found = self.consequence.currentData()
        return None if found is None else Consequence(found)

    def _show(self) -> None:
        pair = self.pair()
        place = (self._row.id,) if pair is None else (self._row.id, min(pair), max(pair))
        own = self._given.get(place)
        proposed = self.proposed()
        self.proposal.setText(label(proposed, self.speech))
        self.label.setCurrentIndex(self.label.findData(proposed if own is None else own.label))
        self.reason.setPlainText("" if own is None else own.reason)
        self.inference.setPlainText("" if own is None else own.inference)
        at = 0 if own is None else self.consequence.findData(own.consequence)
        self.consequence.setCurrentIndex(max(0, at))
        self._follow()

    def _follow(self) -> None:
        # The edit refuses a theme without a reason, and a pair against the rule.
        needed = self.pair() is None or self.label.currentData() != self.proposed()
        self.accepting.setEnabled(not needed or bool(self.reason.toPlainText().strip()))
