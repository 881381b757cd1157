"""The choices at the top of the page of numbers: what is counted, by what, of which codings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import AttributeType, CollectionKind
from qda.i18n import Speech, mark
from qda.labels import attribute_label, label
from qda.numbers.answers import ItemPlan
from qda.numbers.making import OF_CODES, ItemQuestion, NumberKind
from qda.numbers.question import CountedUnit
from qda.retrieval.codes import codes, frameworks
from qda.retrieval.rows import CollectionRow, FrameworkRow
from qda.retrieval.sources import AttributeRow, attributes, collections
from qda.session import StudyState
from qda.statistics.items import MissingRule
from qda.statistics.likert import Scale
from qda.statistics.satisfaction import SCALE
from ui.desk import Desk
from ui.numbers.asked import TREE, Asked
from ui.panes.filtering import Filtering
from ui.theme import Space
from ui.widgets.filter_bar import FilterBar
from ui.widgets.flow import FlowLayout
from ui.widgets.speaking import Speaking

KINDS: Final = (
    (NumberKind.FREQUENCIES, mark("Frequency of codes")),
    (NumberKind.CROSSTAB, mark("Codes against an attribute")),
    (NumberKind.RATINGS, mark("Mean rating with and without a code")),
    (NumberKind.SERIES, mark("Codes over time")),
    (NumberKind.LIKERT, mark("Questionnaire summary")),
    (NumberKind.ITEMS, mark("Validity and reliability of items")),
    (NumberKind.SKM, mark("Index of public satisfaction (SKM)")),
)
_LEVELS: Final = (
    (1, mark("Dimensions")),
    (2, mark("Indicators")),
    (3, mark("Beneath the indicators")),
)
_AXES: Final = (
    ("group", mark("Stakeholder group")),
    ("role", mark("Role")),
    ("case", mark("Case")),
    ("technique", mark("Technique")),
    ("source", mark("Source")),
)
_PERIODS: Final = (("week", mark("Week")), ("month", mark("Month")), ("year", mark("Year")))
_OF_DATE: Final = (
    ("week", mark("Week of {date}")),
    ("month", mark("Month of {date}")),
    ("year", mark("Year of {date}")),
)
_SCALES: Final = ("1-5", "1-4", "1-3", "1-6", "1-7", "1-10", "0-10")
_RULES: Final = (
    (MissingRule.LISTWISE, mark("Only who answered every item")),
    (MissingRule.PAIRWISE, mark("All who answered both of a pair")),
)
_UNITS: Final = (
    (CountedUnit.RESPONDENT, mark("Respondents")),
    (CountedUnit.UNIT, mark("Texts")),
)
_DATE: Final = "date"
_AS_WIDE_AS_IT_IS: Final = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)


@dataclass(frozen=True, slots=True)
class Known:
    """What a study has to choose from."""

    frameworks: tuple[FrameworkRow, ...] = ()
    attributes: tuple[AttributeRow, ...] = ()
    collections: tuple[CollectionRow, ...] = ()
    has_codes: bool = False


def read_known(state: StudyState) -> Known:
    """What the open study has to choose from."""
    has_codes = bool(codes(state, counted=False))
    return Known(frameworks(state), attributes(state), collections(state), has_codes)


class NumberChoices(Speaking, QWidget):
    """The fields; those that make no sense for what is chosen are hidden.

    Signals:
        changed: something else is asked.
        items_wanted: the items of the questionnaire are to be chosen.
        refresh_wanted: the figures are to be computed anew.
        copy_wanted: the report is to be copied.
        export_wanted: the report is to be written to a file.
    """

    changed = Signal()
    items_wanted = Signal()
    refresh_wanted = Signal()
    copy_wanted = Signal()
    export_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        speech: Speech,
        selected_codes: Callable[[], tuple[int, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.known = Known()
        self.plan = ItemPlan()
        self._selected_codes = selected_codes
        self._told = ""
        self._by_of: dict[NumberKind, str] = {}
        self.kind = _field(self, 24)
        self.codes, self.level = _field(self, 16), _field(self, 10)
        self.by, self.value = _field(self, 16), _field(self, 10)
        self.unit, self.rule = _field(self, 10), _field(self, 20)
        self.collection, self.scale = _field(self, 18), _field(self, 5)
        self.bands, self.service = QLineEdit(self), QLineEdit(self)
        self.bands.setMaximumWidth(140)
        self.items = QPushButton(self)
        self.bar = FilterBar(speech, self)
        self.filtering = Filtering(desk, self.bar, speech)
        self.refresh, self.copy, self.export = (QPushButton(self) for _ in range(3))
        self._labels: dict[QWidget, QLabel] = {}
        self._boxes: dict[QWidget, QWidget] = {}
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        fields = QWidget(self)
        flow = FlowLayout(fields)
        flow.setSpacing(Space.SMALL)
        for field in (
            *(self.kind, self.codes, self.level, self.by, self.bands, self.value, self.unit),
            *(self.collection, self.scale, self.items, self.rule, self.service),
        ):
            box = QWidget(fields)
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.TIGHT)
            if field is not self.items:
                self._labels[field] = QLabel(box)
                self._labels[field].setSizePolicy(_AS_WIDE_AS_IT_IS)
                self._labels[field].setBuddy(field)
                row.addWidget(self._labels[field])
            row.addWidget(field)
            self._boxes[field] = box
            flow.addWidget(box)
        self.bar.count.hide()
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        line.addWidget(self.bar, 1)
        for button in (self.refresh, self.copy, self.export):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addWidget(fields)
        column.addLayout(line)

    def _connect(self) -> None:
        self.kind.activated.connect(self._on_kind)
        for field in (self.codes, self.level, self.value, self.unit, self.rule):
            field.activated.connect(self._tell)
        for field in (self.collection, self.scale):
            field.activated.connect(self._on_table)
        self.by.activated.connect(self._on_by)
        for line in (self.bands, self.service):
            line.editingFinished.connect(self._on_typed)
        self.items.clicked.connect(self.items_wanted)
        self.filtering.changed.connect(self._tell)
        self.refresh.clicked.connect(self.refresh_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.export.clicked.connect(self.export_wanted)

    # --- what is asked -------------------------------------------------------------------------

    @property
    def shown_kind(self) -> NumberKind:
        """Which numbers are wanted."""
        return NumberKind(self.kind.currentData() or NumberKind.FREQUENCIES)

    def set_kind(self, kind: NumberKind) -> None:
        """Want other numbers; what else is chosen stays where it makes sense."""
        self.kind.setCurrentIndex(self.kind.findData(kind.value))
        self._offer_by()
        self._show_fields()

    def asked(self) -> Asked:
        """The question as it is chosen now."""
        kind, by = self.shown_kind, str(self.by.currentData() or "")
        chosen = self.codes.currentData()
        has_bands = not self._boxes[self.bands].isHidden()
        return Asked(
            kind=kind,
            names=() if chosen == TREE else tuple(filter(None, [chosen])),
            code_ids=self._selected_codes() if chosen == TREE else (),
            level=int(self.level.currentData() or 1),
            by="" if kind is NumberKind.RATINGS else by,
            bands=self.bands.text().strip() if has_bands else "",
            unit=CountedUnit(self.unit.currentData() or CountedUnit.RESPONDENT),
            value=str(self.value.currentData() or "stars"),
            wanted=self.filtering.wanted,
            collection=str(self.collection.currentData() or ""),
            plan=replace(self.plan, scale=self.points()),
            item_question=ItemQuestion(
                MissingRule(self.rule.currentData() or MissingRule.LISTWISE),
                self.service.text().strip(),
            ),
        )

    def points(self) -> Scale:
        """The scale of the items; that of the regulation for its index."""
        if self.shown_kind is NumberKind.SKM:
            return SCALE
        low, _, high = str(self.scale.currentData() or _SCALES[0]).partition("-")
        return Scale(int(low), int(high))

    def set_known(self, known: Known) -> None:
        """Offer what the study has."""
        self.known = known
        self._fill()

    def set_plan(self, plan: ItemPlan) -> None:
        """Use other items."""
        self.plan = plan
        self._tell()

    def choose(self, field: QComboBox, value: str) -> None:
        """Choose a value in a field as a click does."""
        at = field.findData(value)
        if at >= 0:
            field.setCurrentIndex(at)
            field.activated.emit(at)

    # --- words ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Override: labels, choices, buttons."""
        speech = self.speech
        for field, words in (
            (self.kind, speech("&Kind")),
            (self.codes, speech("C&odes")),
            (self.level, speech("&Level")),
            (self.by, speech("B&y")),
            (self.bands, speech("Joined")),
            (self.value, speech("Mean o&f")),
            (self.unit, speech("Co&unted")),
            (self.collection, speech("T&able")),
            (self.scale, speech("Scale")),
            (self.rule, speech("Missing answers")),
            (self.service, speech("Unit of service")),
        ):
            self._labels[field].setText(words)
        self.bands.setPlaceholderText("1-2,3,4-5")
        self.bands.setToolTip(speech("Numbers to be joined into groups, such as 1-2,3,4-5"))
        self.bands.setAccessibleName(self.bands.toolTip())
        self.items.setText(speech("&Items …"))
        self.items.setToolTip(
            speech("Which columns are items, which are reversed, and to what they belong")
        )
        self.refresh.setText(speech("Refresh"))
        self.refresh.setToolTip(f"{speech('Compute the figures anew')} (R)")
        self.copy.setText(speech("Copy"))
        self.copy.setToolTip(speech("Copy all tables as text"))
        self.export.setText(speech("Export …"))
        self.export.setToolTip(speech("Write all tables to a file"))
        self.filtering.set_speech(speech)
        self._fill()

    def _fill(self) -> None:
        speech, known = self.speech, self.known
        _offer(self.kind, [(speech(words), kind.value) for kind, words in KINDS])
        frames = [(each.title(speech.language), each.name) for each in known.frameworks]
        tree = (speech("Codes selected in the tree"), TREE)
        _offer(self.codes, [(speech("All codes"), ""), *frames, tree])
        _offer(self.level, [(speech(words), str(level)) for level, words in _LEVELS])
        numbers = self._attributes(AttributeType.NUMBER)
        _offer(self.value, numbers, "stars")
        _offer(self.unit, [(speech(words), unit.value) for unit, words in _UNITS])
        _offer(self.rule, [(speech(words), rule.value) for rule, words in _RULES])
        surveys = sorted(known.collections, key=lambda c: c.kind is not CollectionKind.SURVEY)
        _offer(self.collection, [(f"{each.title} ({each.key})", each.key) for each in surveys])
        _offer(self.scale, [(each.replace("-", "–"), each) for each in _SCALES])
        self._offer_by()
        self._show_fields()

    def _offer_by(self) -> None:
        """Offer what the numbers of the kind can be taken by."""
        speech, kind = self.speech, self.shown_kind
        periods = [(speech(words), name) for name, words in _PERIODS]
        periods += [
            (speech(words, date=date), f"{name}:{value}")
            for date, value in self._attributes(AttributeType.DATE)
            if value != _DATE
            for name, words in _OF_DATE
        ]
        axes = [(speech(words), name) for name, words in _AXES]
        typed = [
            (f"{words} ({label(each.type, speech)})", f"attribute:{each.name}")
            for each in self._once()
            for words in (attribute_label(each.name, each.label, speech),)
            if each.type is not AttributeType.DATE
        ]
        likely = "attribute:stars" if any(each.name == "stars" for each in self._once()) else ""
        if kind is NumberKind.SERIES:
            offered, usual = [*periods, *typed], "month"
        elif kind is NumberKind.CROSSTAB:
            offered, usual = [*axes, *typed, *periods], likely or "group"
        else:
            offered, usual = [(speech("All together"), ""), *axes, *typed, *periods], ""
        _offer(self.by, offered, self._by_of.get(kind, usual), anew=True)

    def _once(self) -> Iterable[AttributeRow]:
        """Every attribute once, whether texts or cases have it."""
        return {each.name: each for each in reversed(self.known.attributes)}.values()

    def _attributes(self, kind: AttributeType) -> list[tuple[str, str]]:
        return [
            (attribute_label(each.name, each.label, self.speech), each.name)
            for each in self._once()
            if each.type is kind
        ]

    def _show_fields(self) -> None:
        kind, by = self.shown_kind, str(self.by.currentData() or "")
        of_codes = kind in OF_CODES
        numbers = {f"attribute:{name}" for _, name in self._attributes(AttributeType.NUMBER)}
        grouped = of_codes and kind is not NumberKind.RATINGS
        shown = {
            self.codes: of_codes,
            self.level: of_codes,
            self.by: grouped,
            self.bands: grouped and kind is not NumberKind.SERIES and by in numbers,
            self.value: kind is NumberKind.RATINGS,
            self.unit: kind is NumberKind.CROSSTAB,
            self.collection: not of_codes,
            self.scale: kind in (NumberKind.LIKERT, NumberKind.ITEMS),
            self.items: not of_codes,
            self.rule: kind is NumberKind.ITEMS,
            self.service: kind is NumberKind.SKM,
        }
        for field, is_shown in shown.items():
            self._boxes[field].setVisible(is_shown)
        self.bar.setEnabled(of_codes)
        for part in (self.bar.field, self.bar.button):
            part.setVisible(of_codes)
        self.updateGeometry()

    # --- slots ---------------------------------------------------------------------------------

    def _tell(self) -> None:
        self.changed.emit()

    def _on_kind(self) -> None:
        self._offer_by()
        self._show_fields()
        self._tell()

    def _on_by(self) -> None:
        self._by_of[self.shown_kind] = str(self.by.currentData() or "")
        self._show_fields()
        self._tell()

    def _on_table(self) -> None:
        """Other columns, or another scale: items are looked for anew."""
        self.plan = ItemPlan()
        self._tell()

    def _on_typed(self) -> None:
        typed = f"{self.bands.text()}\n{self.service.text()}"
        if typed != self._told:
            self._told = typed
            self._tell()


def _field(parent: QWidget, letters: int) -> QComboBox:
    made = QComboBox(parent)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(letters)
    made.currentTextChanged.connect(made.setToolTip)
    return made


def _offer(
    field: QComboBox,
    choices: Sequence[tuple[str, str]],
    likely: str = "",
    *,
    anew: bool = False,
) -> None:
    """Offer choices; what was chosen stays chosen under its new words, else the likely one.

    `anew` chooses the likely one in any case.
    """
    kept = None if anew else field.currentData()
    field.blockSignals(True)
    field.clear()
    for words, value in choices:
        field.addItem(words, value)
    at = field.findData(kept) if kept is not None else -1
    at = field.findData(likely) if at < 0 else at
    field.setCurrentIndex(max(at, 0) if choices else -1)
    field.blockSignals(False)
    field.setToolTip(field.currentText())
