"""What of a comparison is shown: two coders, a text, a kind, a code, with the counts beneath."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qda.agreement.comparing import Kind
from qda.agreement.counting import counts_of
from qda.agreement.reading import Compared
from qda.agreement.tables import percent
from qda.agreement.wording import SIGNS, kind_words
from qda.i18n import Speech
from qda.retrieval.rows import CoderRow
from ui.comparing.list import Pair, Wanted
from ui.theme import Space
from ui.widgets.speaking import Speaking


class Choices(Speaking, QWidget):
    """The fields above the texts.

    Signals:
        pair_chosen: other coders are to be compared.
        filtered: other comparisons are to be listed.
        export_wanted: the comparison is to be written to a file.
    """

    pair_chosen = Signal()
    filtered = Signal()
    export_wanted = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._coders: tuple[CoderRow, ...] = ()
        self._found: Compared | None = None
        self._pair = Pair()
        self.labels = [QLabel(self) for _ in range(5)]
        self.first, self.second, self.text, self.kind, self.code = self.fields = [
            QComboBox(self) for _ in range(5)
        ]
        self.counts = QLabel(self)
        self.export = QPushButton(self)
        self._lay_out()
        for field in (self.first, self.second):
            field.activated.connect(self.pair_chosen)
        for field in (self.text, self.kind, self.code):
            field.activated.connect(self._on_filtered)
        self.export.clicked.connect(self.export_wanted)
        self.set_speech(speech)

    def _lay_out(self) -> None:
        rows = QHBoxLayout(), QHBoxLayout()
        for at, (label, field) in enumerate(zip(self.labels, self.fields, strict=True)):
            label.setBuddy(field)
            label.setContentsMargins(0, 0, 2, 0)
            field.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            field.setMinimumContentsLength(10)
            row = rows[at > 1]
            row.addWidget(label)
            row.addWidget(field, 1)
            field.currentTextChanged.connect(field.setToolTip)
        rows[0].addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        for row in rows:
            row.setSpacing(Space.SMALL)
            column.addLayout(row)
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.counts.setWordWrap(True)
        column.addWidget(self.counts)

    def retranslate(self) -> None:
        """Override: labels, choices and counts."""
        speech = self.speech
        words = (
            speech("&First coder"), speech("Se&cond coder"), speech("Te&xt"), speech("&Kind"),
            speech("C&ode"),
        )  # fmt: skip
        for label, field, said in zip(self.labels, self.fields, words, strict=True):
            label.setText(said)
            field.setAccessibleName(said.replace("&", ""))
        self.export.setText(speech("Export …"))
        self._fill()

    def chosen_pair(self) -> tuple[int | None, int | None]:
        """The ids of the coders chosen; None where none is there to choose."""
        return self.first.currentData(), self.second.currentData()

    def wanted(self) -> Wanted:
        """What is to be listed."""
        kind = self.kind.currentData()
        return Wanted(
            self.text.currentData(), Kind(kind) if kind else None, self.code.currentData()
        )

    def show_coders(self, coders: Sequence[CoderRow], first: int, second: int) -> None:
        """Offer coders, with two of them chosen."""
        self._coders = tuple(coders)
        self._fill()
        for field, wanted in ((self.first, first), (self.second, second)):
            field.setCurrentIndex(max(0, field.findData(wanted)))

    def show_found(self, found: Compared | None, pair: Pair) -> None:
        """Offer the texts and codes of a comparison, and say its counts."""
        self._found, self._pair = found, pair
        self._fill()

    def _fill(self) -> None:
        speech, found, pair = self.speech, self._found, self._pair
        names: list[tuple[str, object]] = [(each.name, each.id) for each in self._coders]
        _choose_among(self.first, names)
        _choose_among(self.second, names)
        texts = () if found is None else found.texts
        everything: list[tuple[str, object]] = [(speech("All texts"), None)]
        _choose_among(self.text, everything + [(key, key) for key in texts])
        kinds: list[tuple[str, object]] = [
            (f"{SIGNS[kind]}  {kind_words(kind, pair.first, pair.second, speech)}", kind.value)
            for kind in Kind
        ]
        _choose_among(self.kind, [(speech("All kinds"), None), *kinds])
        used = () if found is None else found.tables
        codes = [
            (f"{code.canonical_id}  {code.name(speech.language)}", code_id)
            for code_id, code in pair.codes.items()
            if code_id in used
        ]
        _choose_among(self.code, [(speech("All codes"), None), *codes])
        self._count()
        self.export.setEnabled(found is not None and bool(found.places))

    def _on_filtered(self) -> None:
        self._count()
        self.filtered.emit()

    def _count(self) -> None:
        found = self._found
        self.counts.setText("" if found is None else self._said(found))

    def _said(self, found: Compared) -> str:
        """The counts of the text and code that are chosen: of all kinds, to be held together."""
        speech, wanted = self.speech, self.wanted().of_any_kind
        counts = found.counts
        if wanted != Wanted():
            counts = counts_of(each.comparison for each in found.places if wanted.holds(each))
        parts = [
            f"{SIGNS[kind]} {kind_words(kind, found.first.name, found.second.name, speech)}: "
            f"{speech.number(counts.of(kind))}"
            for kind in Kind
        ]
        said = speech("{share} agreed", share=percent(counts.share_agreed, speech))
        # A number never stands on another line than what it counts.
        lines = "   ".join(part.replace(" ", "\u00a0") for part in [*parts, said])
        said_below = []
        if found.left_out:
            keys = ", ".join(found.left_out)
            said_below.append(speech("Left out, coded by one of them alone: {keys}", keys=keys))
        if found.lost:
            said_below.append(
                speech.many(
                    "{n} settled comparison has lost both its codings; “Reopen” takes it away.",
                    "{n} settled comparisons have lost both their codings; “Reopen” takes them "
                    "away.",
                    len(found.lost),
                )
            )
        return "\n".join([lines, *said_below])


def _choose_among(field: QComboBox, choices: Sequence[tuple[str, object]]) -> None:
    """Offer choices in a field; what was chosen stays chosen under its new words."""
    kept = field.currentData()
    field.clear()
    for words, value in choices:
        field.addItem(words, value)
    field.setCurrentIndex(max(0, field.findData(kept)))
