"""The dialogs that record a claim, what was asked, and data that are planned."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QWidget,
)

from models.errors import Refused
from models.vocabulary import Formula, PlanState, Technique
from qda.edits.claims import OPERANDS, ClaimFacts, NoNumber, OperandsDoNotFit, QuantityMissing
from qda.edits.planned import NobodyPlanned, PlannedFacts
from qda.edits.recorded import dated
from qda.i18n import Speech
from qda.language.figures import Figure, read_figure
from qda.retrieval.claims import ClaimRow
from ui.records.fields import (
    case_field,
    code_field,
    day_field,
    member_field,
    source_field,
    words_field,
)
from ui.records.forms import RecordDialog
from ui.records.known import Known, Words, code_words

_UUID = Qt.ItemDataRole.UserRole
_MOST_OPERANDS = 2000
"""Claims that are offered to work a figure out from."""


class NothingChosen(Refused):
    """A dialog is left without a code."""

    en = "Choose the code first."
    id = "Pilih kodenya dulu."


class ClaimDialog(RecordDialog):
    """Asks for a number that a source states, or that is worked out from others."""

    def __init__(
        self,
        speech: Speech,
        known: Known,
        facts: ClaimFacts,
        *,
        is_new: bool,
        own: str = "",
        words: Words | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(speech, title=speech("Claim"), is_new=is_new, parent=parent)
        self._facts = facts
        self._language = speech.language if words is None else words.language
        self.quantity = QLineEdit(facts.quantity, self)
        self.quantity.setPlaceholderText(speech("such as: population of the city"))
        number = speech.number(facts.value, 4 if facts.value % 1 else 0)
        self.stated = QLineEdit(facts.stated or ("" if is_new else number), self)
        self.stated.setPlaceholderText(speech("as it is written: 10,64 juta or 6,75%"))
        self.unit = QLineEdit(facts.unit, self)
        self.year = day_field(facts.year, speech, self)
        self.page = QSpinBox(self)
        self.page.setRange(0, 99_999)
        self.page.setSpecialValueText(speech("that of the words"))
        self.page.setValue(facts.page or 0)
        self.code = code_field(known, facts.code_id, speech, self, none=speech("none"))
        none = speech("none: a source states it")
        self.formula = member_field(Formula, facts.formula, speech, self, none=none)
        self.operands = QListWidget(self)
        self._fill_operands(known.claims, own)
        self.note = words_field(facts.note, self, lines=2)
        self.form.addRow(speech("What it &measures"), self.quantity)
        self.form.addRow(speech("N&umber"), self.stated)
        self.form.addRow(speech("Un&it"), self.unit)
        self.form.addRow(speech("&Year"), self.year)
        self.form.addRow(speech("&Page"), self.page)
        self.form.addRow(speech("Co&de"), self.code)
        self.form.addRow(speech("&Formula"), self.formula)
        self.form.addRow(speech("Worked out &from"), self.operands)
        self.form.addRow(speech("&Note"), self.note)
        self.source = self.add_place(known, words, facts.source_id)
        self.formula.currentIndexChanged.connect(self._on_formula)
        self._on_formula()
        self.finish()

    def _fill_operands(self, claims: tuple[ClaimRow, ...], own: str) -> None:
        """Claims with a box each; those it is worked out from stand first, in their order."""
        chosen = {uuid: at for at, uuid in enumerate(self._facts.operands)}
        rows = [each for each in claims if each.uuid != own][:_MOST_OPERANDS]
        rows += [each for each in claims[_MOST_OPERANDS:] if each.uuid in chosen]
        rows.sort(key=lambda row: chosen.get(row.uuid, len(chosen)))
        for row in rows:
            number = row.stated or self.speech.number(row.value)
            said = " · ".join(filter(None, (row.quantity, number, row.year, row.key)))
            item = QListWidgetItem(said)
            item.setData(_UUID, row.uuid)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_chosen = row.uuid in chosen
            item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
            self.operands.addItem(item)
        self.operands.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.operands.setMinimumHeight(120)

    def _on_formula(self) -> None:
        self.form.setRowVisible(self.operands, self.formula.currentData() is not None)
        self.adjustSize()

    def _figure(self) -> Figure | None:
        written = self.stated.text().strip()
        return read_figure(written, self._language) or read_figure(written)

    def _chosen_operands(self) -> tuple[str, ...]:
        if self.formula.currentData() is None:
            return ()
        items = (self.operands.item(at) for at in range(self.operands.count()))
        return tuple(
            str(item.data(_UUID)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def check(self) -> None:
        """Override: it measures something, is a number, and its formula has its operands.

        Raises:
            QuantityMissing, NoNumber, NoSuchDate, OperandsDoNotFit: it cannot be so.
        """
        if not self.quantity.text().strip():
            raise QuantityMissing
        if self._figure() is None:
            raise NoNumber(written=self.stated.text()[:40])
        dated(self.year.text())
        formula, given = self.formula.currentData(), len(self._chosen_operands())
        wanted = 0 if formula is None else OPERANDS
        if given < wanted or (given > wanted and formula is not Formula.SUM):
            raise OperandsDoNotFit(wanted=wanted, given=given)

    def facts(self) -> ClaimFacts:
        """All that is said of the claim; a unit that is written with the number is taken up."""
        figure = self._figure()
        found = self.formula.currentData()
        made = replace(
            self._facts,
            quantity=self.quantity.text(),
            value=self._facts.value if figure is None else figure.value,
            stated=self.stated.text(),
            unit=self.unit.text().strip() or ("" if figure is None else figure.unit),
            year=self.year.text(),
            page=self.page.value() or None,
            code_id=self.code.value(),
            formula=None if found is None else Formula(found),
            operands=self._chosen_operands(),
            note=self.note.toPlainText(),
        )
        return made if self.source is None else replace(made, source_id=self.source.value())


@dataclass(frozen=True, slots=True)
class AskedSaid:
    """What a dialog says of what was asked in a source."""

    source_id: int
    code_id: int
    is_asked: bool


class AskedDialog(RecordDialog):
    """Asks which code a question asks about, or whether people were asked about one at all."""

    def __init__(
        self,
        speech: Speech,
        known: Known,
        *,
        words: Words | None = None,
        said: AskedSaid | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = speech("What was asked")
        super().__init__(speech, title=title, is_new=said is None, parent=parent)
        self._words, self._said = words, said
        none = speech("choose one")
        self.code = code_field(
            known, None if said is None else said.code_id, speech, self, none=none
        )
        self.answer = QComboBox(self)
        self.answer.addItem(speech("was asked about"), True)
        self.answer.addItem(speech("was not asked about"), False)
        self.answer.setCurrentIndex(1 if said is not None and not said.is_asked else 0)
        self.form.addRow(speech("&Code"), self.code)
        self.form.addRow(speech("The code"), self.answer)
        if words is not None:
            self.form.setRowVisible(self.answer, False)
        self.source = self.add_place(known, words, None if said is None else said.source_id)
        if said is not None:
            self.code.setEnabled(False)
            if self.source is not None:
                self.source.setEnabled(False)
        self.finish()

    def check(self) -> None:
        """Override: a code and a source are named.

        Raises:
            NothingChosen, NoSourceChosen: one is not.
        """
        if self.code.value() is None:
            raise NothingChosen
        if self.source is not None and self.source.value() is None:
            raise NoSourceChosen

    def said(self) -> AskedSaid:
        """What is said."""
        if self._words is not None:
            return AskedSaid(self._words.source_id, self.code.value() or 0, is_asked=True)
        source_id = 0 if self.source is None else self.source.value() or 0
        return AskedSaid(source_id, self.code.value() or 0, bool(self.answer.currentData()))


class NoSourceChosen(Refused):
    """A dialog is left without a source."""

    en = "Choose the source first."
    id = "Pilih sumber datanya dulu."


class PlannedDialog(RecordDialog):
    """Asks who or what is to be collected, how, and what became of it."""

    def __init__(
        self,
        speech: Speech,
        known: Known,
        facts: PlannedFacts,
        *,
        is_new: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(speech, title=speech("Planned data"), is_new=is_new, parent=parent)
        self.who = QLineEdit(facts.who, self)
        self.technique = member_field(Technique, facts.technique, speech, self)
        self.number = QSpinBox(self)
        self.number.setRange(1, 99)
        self.number.setValue(facts.number)
        self.case = case_field(known, facts.case_id, self, none=speech("none"))
        self.state = member_field(PlanState, facts.state, speech, self)
        self.source = source_field(known, facts.source_id, self, none=speech("none yet"))
        self.due = day_field(facts.due_on, speech, self)
        self.note = words_field(facts.note, self, lines=2)
        self.form.addRow(speech("&Who or what"), self.who)
        self.form.addRow(speech("&Technique"), self.technique)
        self.form.addRow(speech("W&hich time"), self.number)
        self.form.addRow(speech("Case that &speaks"), self.case)
        self.form.addRow(speech("St&ate"), self.state)
        self.form.addRow(speech("So&urce it became"), self.source)
        self.form.addRow(speech("&Due"), self.due)
        self.form.addRow(speech("&Note"), self.note)
        self.finish()

    def check(self) -> None:
        """Override: somebody or something is planned.

        Raises:
            NobodyPlanned, NoSuchDate: the plan cannot be so.
        """
        if not self.who.text().strip():
            raise NobodyPlanned
        dated(self.due.text())

    def facts(self) -> PlannedFacts:
        """All that is said of the plan."""
        return PlannedFacts(
            who=self.who.text(),
            technique=Technique(self.technique.currentData()),
            number=self.number.value(),
            case_id=self.case.value(),
            source_id=self.source.value(),
            state=PlanState(self.state.currentData()),
            due_on=self.due.text(),
            note=self.note.toPlainText(),
        )


def code_items(known: Known, speech: Speech) -> list[QListWidgetItem]:
    """The codes with a box each, indented as in the tree."""
    items = []
    for code in known.codes:
        item = QListWidgetItem("    " * code.depth + code_words(code, speech))
        item.setData(_UUID, code.id)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        items.append(item)
    return items
