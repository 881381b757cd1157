"""The choices at the top of the page of numbers: what is counted, by what, of which codings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
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
from qda.i18n import Speech
from qda.numbers.answers import ItemPlan
from qda.numbers.making import OF_ITEMS, ItemQuestion, NumberKind
from qda.numbers.question import CountedUnit
from qda.numbers.words import WordForm, WordOrder
from qda.statistics.items import MissingRule
from qda.statistics.likert import Scale
from qda.statistics.satisfaction import SCALE
from ui.desk import Desk
from ui.numbers.asked import TREE, Asked
from ui.numbers.offers import (
    FORMS,
    KINDS,
    LENGTHS,
    LEVELS,
    MOST,
    ORDERS,
    RULES,
    SCALES,
    UNITS,
    Known,
    field_of,
    offer,
    ways,
    worded,
)
from ui.panes.filtering import Filtering
from ui.theme import Space
from ui.widgets.filter_bar import FilterBar
from ui.widgets.flow import FlowLayout
from ui.widgets.speaking import Speaking

_GROUPED: Final = frozenset({NumberKind.FREQUENCIES, NumberKind.CROSSTAB, NumberKind.SERIES})
_AS_WIDE_AS_IT_IS: Final = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)


class NumberChoices(Speaking, QWidget):
    """The fields; those that make no sense for what is chosen are hidden.

    Signals:
        changed: something else is asked.
        items_wanted: the items of the questionnaire are to be chosen.
        picture_wanted: the picture is to be shown (True), or the tables.
        refresh_wanted: the figures are to be computed anew.
        copy_wanted: the report is to be copied.
        export_wanted: the report is to be written to a file.
    """

    changed = Signal()
    items_wanted = Signal()
    picture_wanted = Signal(bool)
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
        self.kind = field_of(self, 24)
        self.codes, self.level = field_of(self, 26), field_of(self, 10)
        self.by, self.value = field_of(self, 16), field_of(self, 10)
        self.unit, self.rule = field_of(self, 10), field_of(self, 20)
        self.collection, self.scale = field_of(self, 18), field_of(self, 5)
        self.length, self.form = field_of(self, 10), field_of(self, 16)
        self.order, self.most = field_of(self, 12), field_of(self, 4)
        self.bands, self.service = QLineEdit(self), QLineEdit(self)
        self.bands.setMaximumWidth(140)
        self.items = QPushButton(self)
        self.bar = FilterBar(speech, self)
        self.filtering = Filtering(desk, self.bar, speech)
        self.picture, self.refresh, self.copy, self.export = (QPushButton(self) for _ in range(4))
        self.picture.setCheckable(True)
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
            *(self.length, self.form, self.order, self.most),
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
        for button in (self.picture, self.refresh, self.copy, self.export):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addWidget(fields)
        column.addLayout(line)

    def _connect(self) -> None:
        self.kind.activated.connect(self._on_kind)
        for field in (
            *(self.codes, self.level, self.value, self.unit, self.rule),
            *(self.form, self.order, self.most),
        ):
            field.activated.connect(self._tell)
        for field in (self.collection, self.scale):
            field.activated.connect(self._on_table)
        self.by.activated.connect(self._on_by)
        self.length.activated.connect(self._on_length)
        for line in (self.bands, self.service):
            line.editingFinished.connect(self._on_typed)
        self.items.clicked.connect(self.items_wanted)
        self.filtering.changed.connect(self._tell)
        self.picture.toggled.connect(self._on_picture)
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
        self._offer_codes()
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
            by=by if kind in _GROUPED else "",
            bands=self.bands.text().strip() if has_bands else "",
            unit=CountedUnit(self.unit.currentData() or CountedUnit.RESPONDENT),
            value=str(self.value.currentData() or "stars"),
            wanted=self.filtering.wanted,
            length=int(self.length.currentData() or 1),
            form=WordForm(self.form.currentData() or WordForm.ROOT),
            order=WordOrder(self.order.currentData() or WordOrder.TEXTS),
            most=int(self.most.currentData() or 30),
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
        low, _, high = str(self.scale.currentData() or SCALES[0]).partition("-")
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
            (self.collection, speech("Tab&le")),
            (self.scale, speech("Scale")),
            (self.rule, speech("Missing answers")),
            (self.service, speech("Unit of service")),
            (self.length, speech("Co&unted")),
            (self.form, speech("Taken as one")),
            (self.order, speech("First")),
            (self.most, speech("Shown")),
        ):
            self._labels[field].setText(words)
        self.bands.setPlaceholderText("1-2,3,4-5")
        self.bands.setToolTip(speech("Numbers to be joined into groups, such as 1-2,3,4-5"))
        self.bands.setAccessibleName(self.bands.toolTip())
        self.items.setText(speech("&Items …"))
        self.items.setToolTip(
            speech("Which columns are items, which are reversed, and to what they belong")
        )
        self._say_picture()
        self.picture.setToolTip(speech("Show the figures as a picture, or as tables"))
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
        offer(self.kind, worded(KINDS, speech))
        offer(self.level, worded(LEVELS, speech))
        offer(self.value, known.typed(AttributeType.NUMBER, speech), "stars")
        offer(self.unit, worded(UNITS, speech))
        offer(self.rule, worded(RULES, speech))
        surveys = sorted(known.collections, key=lambda c: c.kind is not CollectionKind.SURVEY)
        offer(self.collection, [(f"{each.title} ({each.key})", each.key) for each in surveys])
        offer(self.scale, [(each.replace("-", "–"), each) for each in SCALES])
        offer(self.length, worded(LENGTHS, speech))
        offer(self.form, worded(FORMS, speech))
        offer(self.most, [(most, most) for most in MOST], "30")
        self._offer_codes()
        self._offer_by()
        self._offer_orders()
        self._show_fields()

    def _offer_codes(self) -> None:
        speech, of_words = self.speech, self.shown_kind is NumberKind.WORDS
        every = speech("Whole texts, coded or not") if of_words else speech("All codes")
        frames = [(each.title(speech.language), each.name) for each in self.known.frameworks]
        offer(self.codes, [(every, ""), *frames, (speech("Codes selected in the tree"), TREE)])

    def _offer_by(self) -> None:
        offered, usual = ways(self.shown_kind, self.known, self.speech)
        offer(self.by, offered, self._by_of.get(self.shown_kind, usual), anew=True)

    def _offer_orders(self) -> None:
        """Offer to put first what belongs together, of phrases alone."""
        phrases = self.length.currentData() == "2"
        orders = [each for each in ORDERS if phrases or each[0] is not WordOrder.SCORE]
        offer(self.order, worded(orders, self.speech))

    def _show_fields(self) -> None:
        kind, by = self.shown_kind, str(self.by.currentData() or "")
        of_words, of_items = kind is NumberKind.WORDS, kind in OF_ITEMS
        typed = self.known.typed(AttributeType.NUMBER, self.speech)
        numbers = {f"attribute:{name}" for _, name in typed}
        grouped = kind in _GROUPED
        shown: dict[QWidget, bool] = {
            self.codes: not of_items,
            self.level: not of_items and not of_words,
            self.by: grouped,
            self.bands: grouped and kind is not NumberKind.SERIES and by in numbers,
            self.value: kind is NumberKind.RATINGS,
            self.unit: kind is NumberKind.CROSSTAB,
            self.collection: of_items,
            self.scale: kind in (NumberKind.LIKERT, NumberKind.ITEMS),
            self.items: of_items,
            self.rule: kind is NumberKind.ITEMS,
            self.service: kind is NumberKind.SKM,
        }
        shown |= dict.fromkeys((self.length, self.form, self.order, self.most), of_words)
        for field, is_shown in shown.items():
            self._boxes[field].setVisible(is_shown)
        self.bar.setEnabled(not of_items)
        for part in (self.bar.field, self.bar.button):
            part.setVisible(not of_items)
        self.updateGeometry()

    # --- slots ---------------------------------------------------------------------------------

    def _say_picture(self) -> None:
        """The button says what it would show, not only by its colour what is shown."""
        is_picture = self.picture.isChecked()
        self.picture.setText(self.speech("Tables") if is_picture else self.speech("&Picture"))

    def _on_picture(self, is_wanted: bool) -> None:  # noqa: FBT001
        self._say_picture()
        self.picture_wanted.emit(is_wanted)

    def _tell(self) -> None:
        self.changed.emit()

    def _on_kind(self) -> None:
        self._offer_codes()
        self._offer_by()
        self._show_fields()
        self._tell()

    def _on_by(self) -> None:
        self._by_of[self.shown_kind] = str(self.by.currentData() or "")
        self._show_fields()
        self._tell()

    def _on_length(self) -> None:
        self._offer_orders()
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
