"""The dialog that draws a sample: rule, size, strata, and what would be drawn, before it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from models.errors import Refused
from models.vocabulary import Allocation, SampleRule
from qda.i18n import Speech, mark
from qda.labels import attribute_label, label
from qda.retrieval.rows import CollectionRow
from qda.retrieval.sources import AttributeRow
from qda.sampling.choosing import EXAMPLE
from qda.sampling.plan import (
    LARGEST_SEED,
    CountedCodes,
    SamplePlan,
    SamplingUnit,
    UntilSaturation,
)
from qda.sampling.previewing import preview
from qda.sampling.reports import strata_table
from qda.sampling.stored import SampleRow
from qda.sampling.wording import method_text, strata_by, unit_word
from qda.session import StudyState
from qda.statistics.saturation import SaturationRule
from ui.desk import Desk
from ui.dialogs.form import FormDialog, plain
from ui.widgets.figure_table import FigureTable

_PAUSE_MS: Final = 250
"""What is typed is looked at when one pauses."""
_PERIODS: Final = (
    ("month", mark("Month")),
    ("week", mark("Week")),
    ("year", mark("Year")),
)
_COUNTED: Final = (
    (CountedCodes.INDUCTIVE, mark("inductive codes alone")),
    (CountedCodes.ALL, mark("all codes")),
)
MOST: Final = 10_000_000
_USUAL: Final = 400
"""How many texts are offered to be drawn, where there are so many."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sample may be drawn from and by, and the names that are taken.

    `attributes` are those that make strata, by the id of the collection; `front` is the collection
    one has in view, None where there is none.
    """

    collections: tuple[CollectionRow, ...]
    attributes: Mapping[int, tuple[AttributeRow, ...]]
    names: tuple[str, ...]
    front: int | None = None


@dataclass(frozen=True, slots=True)
class _Preview:
    plan: SamplePlan
    row: SampleRow | None
    refused: Refused | None


class DrawSampleDialog(FormDialog):
    """Asks what is to be drawn; the strata and the method sentences follow what is chosen."""

    def __init__(
        self,
        desk: Desk,
        speech: Speech,
        ground: Ground,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            speech, title=speech("Draw a sample"), verb=speech("Draw it"), parent=parent
        )
        self.desk = desk
        self.setLocale(QLocale(speech.language))
        self.row: SampleRow | None = None
        self._ground = ground
        self.resize(720, 680)
        self.name = QLineEdit(_free_name(ground.names, speech), self)
        self.collection = QComboBox(self)
        for each in ground.collections:
            self.collection.addItem(f"{each.key}  {each.title}", each.id)
        self.collection.setCurrentIndex(max(0, self.collection.findData(ground.front)))
        self.unit = QComboBox(self)
        for unit in SamplingUnit:
            self.unit.addItem(unit_word(unit, speech), unit)
        self.rule = QComboBox(self)
        for rule in SampleRule:
            self.rule.addItem(label(rule, speech), rule)
        self.size_ = _spin(1, MOST, _USUAL, self)
        self.every = _spin(0, MOST, 0, self)
        self.every.setSpecialValueText(speech("by the size"))
        self.strata = QListWidget(self)
        self.strata.setMaximumHeight(92)
        self.strata.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._offer_strata()
        self.allocation = QComboBox(self)
        for allocation in Allocation:
            self.allocation.addItem(label(allocation, speech), allocation)
        self.seed = _spin(0, LARGEST_SEED, 1, self)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(EXAMPLE)
        self.fold = QCheckBox(speech("Texts with the same &words stand for one"), self)
        self._make_until()
        self.table = FigureTable(self)
        self.table.setAccessibleName(speech("Strata"))
        self.words = plain("", self)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._read)
        self._connect()
        self._on_rule()

    def _offer_strata(self) -> None:
        """Offer what makes strata of the texts of the chosen collection, and a size it has."""
        here = int(self.collection.currentData())
        own = [
            (each.name, attribute_label(each.name, each.label, self.speech))
            for each in self._ground.attributes.get(here, ())
        ]
        self._offer_size()
        self.strata.blockSignals(True)
        self.strata.clear()
        for name, words in [*own, *((key, self.speech(said)) for key, said in _PERIODS)]:
            item = QListWidgetItem(words, self.strata)
            item.setToolTip(words)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setCheckState(
                Qt.CheckState.Checked if name == "stars" else Qt.CheckState.Unchecked
            )
        self.strata.blockSignals(False)

    def _offer_size(self) -> None:
        """Offer a size that the chosen collection has, in what is drawn."""
        here = self._here()
        there = here.respondents if self._unit() is SamplingUnit.RESPONDENTS else here.units
        self.size_.setValue(max(1, min(_USUAL, there)))

    def _here(self) -> CollectionRow:
        chosen = int(self.collection.currentData())
        return next(each for each in self._ground.collections if each.id == chosen)

    def _unit(self) -> SamplingUnit:
        """What is drawn: only a survey leaves a choice."""
        chosen = SamplingUnit(self.unit.currentData())
        return chosen if self._here().respondents else SamplingUnit.ANSWERS

    def _make_until(self) -> None:
        until = UntilSaturation()
        self.batch = _spin(1, 1000, until.batch, self)
        self.base = _spin(1, 1000, until.rule.base, self)
        self.run_ = _spin(1, 1000, until.rule.run, self)
        self.new = QDoubleSpinBox(self)
        self.new.setRange(0, 0.99)
        self.new.setSingleStep(0.01)
        self.new.setValue(until.rule.threshold)
        self.counted = QComboBox(self)
        for counted, words in _COUNTED:
            self.counted.addItem(self.speech(words), counted)

    def plan(self) -> SamplePlan:
        """The plan that is chosen."""
        rule = SampleRule(self.rule.currentData())
        stratified = rule is SampleRule.STRATIFIED
        systematic = rule is SampleRule.SYSTEMATIC
        return SamplePlan(
            name=self.name.text().strip(),
            collection_id=int(self.collection.currentData()),
            rule=rule,
            size=0 if rule is SampleRule.SATURATION else self.size_.value(),
            seed=self.seed.value(),
            by=self._by() if stratified else (),
            allocation=Allocation(self.allocation.currentData()),
            every=self.every.value() if systematic else 0,
            filter=self.filter.text().strip(),
            folded=self.fold.isChecked() and self._unit() is SamplingUnit.ANSWERS,
            until=UntilSaturation(
                self.batch.value(),
                SaturationRule(self.base.value(), self.run_.value(), round(self.new.value(), 4)),
                CountedCodes(self.counted.currentData()),
            ),
            unit=self._unit(),
        )

    def _by(self) -> tuple[str, ...]:
        items = [self.strata.item(at) for at in range(self.strata.count())]
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _lay_out(self) -> None:
        speech = self.speech
        for words, field in (
            (speech("&Name"), self.name),
            (speech("&Collection"), self.collection),
            (speech("W&hat is drawn"), self.unit),
            (speech("&Rule"), self.rule),
            (speech("Si&ze"), self.size_),
            (speech("&Every"), self.every),
            (speech("Strata &by"), self.strata),
            (speech("&Allocation"), self.allocation),
            (speech("Texts of a &batch"), self.batch),
            (speech("Batches of the base"), self.base),
            (speech("Batches of a run"), self.run_),
            (speech("Share of new codes"), self.new),
            (speech("Codes that count"), self.counted),
            (speech("&Only these texts"), self.filter),
            ("", self.fold),
            (speech("Seed of &chance"), self.seed),
        ):
            self.form.addRow(words, field)
        self.column.addWidget(self.table, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.words)
        area.setMinimumHeight(96)
        area.setAccessibleName(speech("How the sample is drawn, for the method section"))
        self.column.addWidget(area)
        self.finish_layout()
        self.name.selectAll()

    def _connect(self) -> None:
        self.rule.currentIndexChanged.connect(self._on_rule)
        self.collection.currentIndexChanged.connect(self._offer_strata)
        self.collection.currentIndexChanged.connect(self._on_rule)
        self.unit.currentIndexChanged.connect(self._offer_size)
        self.unit.currentIndexChanged.connect(self._on_rule)
        for box in (self.collection, self.allocation, self.counted):
            box.currentIndexChanged.connect(self._later)
        for spin in (self.size_, self.every, self.seed, self.batch, self.base, self.run_):
            spin.valueChanged.connect(self._later)
        self.new.valueChanged.connect(self._later)
        self.filter.textChanged.connect(self._later)
        self.name.textChanged.connect(self._check)
        self.fold.toggled.connect(self._later)
        self.strata.itemChanged.connect(self._later)

    def _on_rule(self) -> None:
        rule = SampleRule(self.rule.currentData())
        until = rule is SampleRule.SATURATION
        stratified = rule is SampleRule.STRATIFIED
        shown: dict[QWidget, bool] = {
            self.size_: not until,
            self.every: rule is SampleRule.SYSTEMATIC,
            self.strata: stratified,
            self.allocation: stratified,
            self.unit: bool(self._here().respondents),
            self.fold: self._unit() is SamplingUnit.ANSWERS,
        }
        shown.update(dict.fromkeys((self.batch, self.base, self.run_, self.new), until))
        shown[self.counted] = until
        for field, visible in shown.items():
            self.form.setRowVisible(field, visible)
        self.table.setVisible(stratified)
        self._later()

    def _later(self) -> None:
        self.row = None
        self._check()
        self._timer.start()

    def _read(self) -> None:
        plan, speech, coder = self.plan(), self.speech, self.desk.session.coder_name

        def read(state: StudyState) -> _Preview:
            try:
                return _Preview(plan, preview(state, plan, speech, coder=coder), None)
            except Refused as error:
                return _Preview(plan, None, error)

        self.desk.read(f"sample preview {id(self)}", read, self._on_read)

    def _on_read(self, found: _Preview) -> None:
        self.row = found.row
        if found.row is None:
            refused = found.refused
            self.words.setText("" if refused is None else refused.say(self.speech.language))
            self.table.show_table(None)
        else:
            by = strata_by(found.row, self.speech)
            self.words.setText(method_text(found.row, self.speech))
            people = found.plan.of_respondents
            table = strata_table(found.row.strata, by, self.speech, people=people)
            self.table.show_table(table)
        self._check()

    def _check(self) -> None:
        self.accepting.setEnabled(self.row is not None and bool(self.name.text().strip()))


def _spin(low: int, high: int, value: int, parent: QWidget) -> QSpinBox:
    made = QSpinBox(parent)
    made.setRange(low, high)
    made.setValue(value)
    return made


def _free_name(taken: tuple[str, ...], speech: Speech) -> str:
    number = len(taken) + 1
    while (name := speech("Sample {number}", number=number)) in taken:
        number += 1
    return name
