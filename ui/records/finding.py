"""The dialogs that let the program propose: what to look for and where, and what it found."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from models.errors import Refused
from models.positions import Span
from qda.edits.claims import QuantityMissing
from qda.i18n import Speech
from qda.recording.questions import ProposedLink
from qda.recording.ratings import Subject
from ui.dialogs.form import plain
from ui.records.fields import source_field
from ui.records.forms import RecordDialog
from ui.records.known import Known
from ui.records.planning import code_items
from ui.short_words import one_line, shortened

_VALUE: Final = Qt.ItemDataRole.UserRole
_LETTERS: Final = 160
_UP: Final = 320


class Sought(StrEnum):
    """What is looked for in texts."""

    REGULATIONS = "regulations"
    DATES = "dates"
    CLAIMS = "claims"


class NothingSought(Refused):
    """Nothing is ticked."""

    en = "Tick at least one thing to look for."
    id = "Centang paling sedikit satu hal yang dicari."


class NothingTickedHere(Refused):
    """No entry of a list is ticked."""

    en = "Tick at least one entry of the list."
    id = "Centang paling sedikit satu butir dalam daftar."


class FindDialog(RecordDialog):
    """Asks what is to be looked for, and in which source, or in all."""

    def __init__(
        self,
        speech: Speech,
        known: Known,
        *,
        source_id: int | None,
        ticked: Sequence[Sought],
        parent: QWidget | None = None,
    ) -> None:
        title = speech("Find in sources")
        super().__init__(speech, title=title, is_new=True, parent=parent)
        self.accepting.setText(speech("Find"))
        self.boxes = {
            Sought.REGULATIONS: QCheckBox(speech("&Regulations and plans that texts name"), self),
            Sought.DATES: QCheckBox(speech("&Dates in coded words"), self),
            Sought.CLAIMS: QCheckBox(speech("&Numbers that sources state"), self),
        }
        self.by_source = QCheckBox(
            speech("Codings without a date: by the date of the source"), self
        )
        self.source = source_field(known, source_id, self, none=speech("all sources"))
        first = True
        for each, box in self.boxes.items():
            box.setChecked(each in ticked)
            self.form.addRow(speech("Look for") if first else "", box)
            first = False
        self.form.addRow("", self.by_source)
        self.form.addRow(speech("&In"), self.source)
        words = speech("What is found is proposed; it counts in no display before you confirm it.")
        self.column.addWidget(plain(words, self))
        self.boxes[Sought.DATES].toggled.connect(self.by_source.setEnabled)
        self.by_source.setEnabled(self.boxes[Sought.DATES].isChecked())
        self.finish()

    def sought(self) -> frozenset[Sought]:
        """What is to be looked for."""
        return frozenset(each for each, box in self.boxes.items() if box.isChecked())

    def check(self) -> None:
        """Override: something is looked for.

        Raises:
            NothingSought: nothing is.
        """
        if not self.sought():
            raise NothingSought


class LinksDialog(RecordDialog):
    """Shows the questions that seem to ask about codes; those that are ticked are linked."""

    def __init__(
        self,
        speech: Speech,
        known: Known,
        links: Sequence[ProposedLink],
        parent: QWidget | None = None,
    ) -> None:
        title = speech("Questions that seem to ask about codes")
        super().__init__(speech, title=title, is_new=True, parent=parent)
        self._links = tuple(links)
        self.accepting.setText(speech("Link those that are ticked"))
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self.list.setMinimumHeight(_UP)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(title)
        for link in self._links:
            said = shortened(one_line(link.quote), _LETTERS)
            code = known.code_name(link.code_id, speech) or link.code
            likeness = speech("likeness {value}", value=speech.number(link.likeness, 2))
            item = QListWidgetItem(f"{code}  ({likeness})\n{link.key}  “{said}”")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        words = speech("Untick what asks about something else.")
        self.column.addWidget(plain(words, self))
        self.column.addWidget(self.list)
        self.resize(720, 480)
        self.finish()

    def links(self) -> dict[tuple[int, int], Span]:
        """The links that are ticked: the words of a question by source and code."""
        return {
            (link.source_id, link.code_id): link.span
            for at, link in enumerate(self._links)
            if self.list.item(at).checkState() is Qt.CheckState.Checked
        }

    def check(self) -> None:
        """Override: something is ticked.

        Raises:
            NothingTickedHere: nothing is.
        """
        if not self.links():
            raise NothingTickedHere


class ProposeRatingsDialog(RecordDialog):
    """Asks which codes are to be rated from what is coded, and in what."""

    def __init__(
        self, speech: Speech, known: Known, rule: str, parent: QWidget | None = None
    ) -> None:
        title = speech("Propose ratings")
        super().__init__(speech, title=title, is_new=True, parent=parent)
        self.accepting.setText(speech("Propose"))
        self.codes = QListWidget(self)
        self.codes.setMinimumHeight(_UP)
        self.codes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.codes.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.codes.setAccessibleName(speech("Codes"))
        for code, item in zip(known.codes, code_items(known, speech), strict=True):
            if code.depth == 0:
                item.setCheckState(Qt.CheckState.Checked)
            self.codes.addItem(item)
        self.subject = QComboBox(self)
        self.subject.addItem(speech("each case"), Subject.CASE)
        self.subject.addItem(speech("each source"), Subject.SOURCE)
        self.subject.addItem(speech("the whole study"), Subject.STUDY)
        self.form.addRow(speech("&Codes"), self.codes)
        self.form.addRow(speech("&Rated is"), self.subject)
        self.column.addWidget(plain(rule, self))
        self.resize(self.minimumWidth(), 560)
        self.finish()

    def code_ids(self) -> tuple[int, ...]:
        """The codes that are ticked."""
        items = (self.codes.item(at) for at in range(self.codes.count()))
        return tuple(
            int(item.data(_VALUE)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def check(self) -> None:
        """Override: some code is ticked.

        Raises:
            NothingTickedHere: none is.
        """
        if not self.code_ids():
            raise NothingTickedHere


class QuantityDialog(RecordDialog):
    """Asks what several claims measure, so that they are compared with each other."""

    def __init__(
        self, speech: Speech, quantity: str, unit: str, count: int, parent: QWidget | None = None
    ) -> None:
        title = speech("What the claims measure")
        super().__init__(speech, title=title, is_new=False, parent=parent)
        self.quantity, self.unit = QLineEdit(quantity, self), QLineEdit(unit, self)
        said = speech.many("{n} claim", "{n} claims", count)
        self.form.addRow(speech("Chosen"), QLabel(said, self))
        self.form.addRow(speech("What they &measure"), self.quantity)
        self.form.addRow(speech("&Unit"), self.unit)
        self.finish()

    def check(self) -> None:
        """Override: they measure something.

        Raises:
            QuantityMissing: they do not.
        """
        if not self.quantity.text().strip():
            raise QuantityMissing
