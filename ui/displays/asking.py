"""The head of a display: its kind, rows and columns, which codings, and the kind's own choices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import AttributeOwner, CodingState
from qda.displays.axes import AxisKind, RowAxis
from qda.displays.keeping import written_axis
from qda.displays.kind import FAMILY_NAMES, Choice, DisplayKind, DisplayQuestion, Vocabulary
from qda.displays.registry import kind_named, kinds
from qda.i18n import Speech, mark
from qda.labels import attribute_label
from qda.retrieval.filter_language import split_filter
from qda.retrieval.rows import CodeRow, CoderRow, FrameworkRow
from qda.retrieval.sources import AttributeRow
from ui.theme import Space
from ui.widgets.flow import FlowLayout
from ui.widgets.speaking import Speaking

FIRST_KIND = "clustered-matrix"
"""The kind that a new display begins with."""

_AXES = (
    (AxisKind.GROUP, mark("Stakeholder groups")),
    (AxisKind.CASE, mark("Cases")),
    (AxisKind.ROLE, mark("Roles")),
    (AxisKind.TECHNIQUE, mark("Techniques")),
    (AxisKind.SOURCE, mark("Sources")),
)
_AND: Final = ","
"""Stands between the columns of one choice."""

_OWN_FILTERS = frozenset({"state", "coder"})


@dataclass(frozen=True, slots=True)
class Known:
    """What a study has that a display can be asked about."""

    frameworks: tuple[FrameworkRow, ...] = ()
    codes: tuple[CodeRow, ...] = ()
    attributes: tuple[AttributeRow, ...] = ()
    coders: tuple[CoderRow, ...] = ()


class AskingBar(Speaking, QWidget):
    """What a display is asked; of a kind only those fields show that it can be asked.

    Signals:
        asked: something was chosen.
    """

    asked = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.known, self.is_filled = Known(), False
        self.kind, self.rows, self.columns = (QComboBox(self) for _ in range(3))
        self.level, self.states, self.coder = (QComboBox(self) for _ in range(3))
        self.quotes = QSpinBox(self)
        self.quotes.setRange(0, 9)
        self.quotes.setValue(2)
        self.labels = {
            name: QLabel(self)
            for name in ("kind", "rows", "columns", "level", "states", "coder", "quotes")
        }
        self.chosen: dict[str, QComboBox | QLineEdit] = {}
        self._pairs: list[QWidget] = []
        self._filter: list[str] = []
        self._own_columns = ""
        self._is_without_codes = False
        self._vocabulary = Vocabulary.SOURCEBOOK
        self._lay_out()
        for field in self._boxes():
            field.activated.connect(self._on_chosen)
            field.currentTextChanged.connect(field.setToolTip)
        self.quotes.valueChanged.connect(self._on_chosen)
        self.retranslate()

    def _boxes(self) -> tuple[QComboBox, ...]:
        return (self.kind, self.rows, self.columns, self.level, self.states, self.coder)

    def _lay_out(self) -> None:
        first = (("kind", self.kind, 4), ("rows", self.rows, 2), ("columns", self.columns, 3))
        second = (
            ("level", self.level, 2),
            ("states", self.states, 3),
            ("coder", self.coder, 3),
            ("quotes", self.quotes, 0),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for pairs in (first, second):
            row = _row()
            for name, field, share in pairs:
                self.labels[name].setBuddy(field)
                row.addWidget(self.labels[name])
                row.addWidget(field, share)
            column.addLayout(row)
        for box in self._boxes():
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(10)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # As many lines as the kind's own choices need: none of their names may be cut.
        self._more = FlowLayout()
        self._more.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, 0)
        self._more.setSpacing(Space.SMALL)
        column.addLayout(self._more)

    # What is asked

    def current_kind(self) -> DisplayKind:
        """The kind of display that is chosen."""
        return kind_named(self.kind.currentData() or FIRST_KIND)

    def question(self, analyst: str) -> DisplayQuestion:
        """What is asked, in the language of the window."""
        kind = self.current_kind()
        columns = self.columns.currentData() if kind.takes_codes else ""
        return DisplayQuestion(
            kind=kind.id,
            language=self.speech.language,
            analyst=analyst,
            rows=RowAxis.parse(self.rows.currentData()) if kind.rows else None,
            columns=tuple(columns.split(_AND)) if columns else (),
            level=int(self.level.currentData() or 1) if kind.takes_level else 1,
            filter="; ".join([*self._filter, *self._own_filter()]),
            quotes=self.quotes.value(),
            choices=tuple((name, value) for name, value in self._choices_made() if value),
            vocabulary=self._vocabulary,
        )

    def _own_filter(self) -> list[str]:
        parts = []
        if self.states.currentData():
            parts.append(f"state={self.states.currentData()}")
        if self.coder.currentData():
            parts.append(f'coder="{self.coder.currentData()}"')
        return parts

    def _choices_made(self) -> list[tuple[str, str]]:
        return [
            (name, field.text().strip() if isinstance(field, QLineEdit) else field.currentData())
            for name, field in self.chosen.items()
        ]

    def show_question(self, question: DisplayQuestion) -> None:
        """Show what a kept display is asked; parts of a filter without a field stay as they are."""
        _choose(self.kind, question.kind)
        self._follow_kind()
        if question.rows is not None:
            _choose(self.rows, written_axis(question.rows))
        self._own_columns = _AND.join(question.columns)
        _offer(self.columns, self._columns())
        _choose(self.columns, self._own_columns)
        _choose(self.level, str(question.level))
        self.quotes.blockSignals(True)
        self.quotes.setValue(question.quotes)
        self.quotes.blockSignals(False)
        self._vocabulary = question.vocabulary
        parts = split_filter(question.filter)
        own = {name: values for name, _, values in parts if name in _OWN_FILTERS}
        _choose(self.states, next(iter(own.get("state", ())), ""))
        _choose(self.coder, next(iter(own.get("coder", ())), ""))
        self._filter = [written for name, written, _ in parts if name not in _OWN_FILTERS]
        for name, value in question.choices:
            field = self.chosen.get(name)
            if isinstance(field, QLineEdit):
                field.setText(value)
            elif field is not None:
                _choose(field, value)

    def choose_kind(self, kind: str) -> None:
        """Choose a kind of display as if by hand."""
        _choose(self.kind, kind)
        self._follow_kind()
        self.asked.emit()

    # What can be asked

    def show_known(self, known: Known) -> None:
        """Offer what the study has; what was chosen stays chosen."""
        self.known, self.is_filled = known, True
        self._fill()

    def _on_chosen(self) -> None:
        if self.sender() is self.kind:
            self._follow_kind()
        self.asked.emit()

    def _follow_kind(self) -> None:
        kind = self.current_kind()
        self._fill_rows(kind)
        self._begin_with_codes(is_wanted=kind.begins_with_codes)
        for names, is_asked in (
            (("rows",), bool(kind.rows)),
            (("columns",), kind.takes_codes),
            (("level",), kind.takes_codes and kind.takes_level),
            (("quotes",), kind.takes_quotes),
        ):
            for name in names:
                self.labels[name].setVisible(is_asked)
                getattr(self, name).setVisible(is_asked)
        self.kind.setToolTip(self.speech(kind.answers))
        self._make_choices(kind)

    def _begin_with_codes(self, *, is_wanted: bool) -> None:
        """Ask for no codes where the kind begins without, and for those of a theory after it."""
        if self._is_without_codes == (not is_wanted):
            return
        self._is_without_codes = not is_wanted
        _choose(self.columns, self._usual_columns())

    def _make_choices(self, kind: DisplayKind) -> None:
        for old in self._pairs:
            self._more.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._pairs, self.chosen = [], {}
        for choice in kind.choices:
            label = QLabel(self.speech(choice.label), self)
            field = self._field_for(choice)
            label.setBuddy(field)
            field.setAccessibleName(self.speech(choice.label))
            together = QWidget(self)
            pair = QHBoxLayout(together)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.setSpacing(Space.SMALL)
            pair.addWidget(label)
            pair.addWidget(field, 1)
            self._more.addWidget(together)
            self._pairs.append(together)
            self.chosen[choice.name] = field

    def _field_for(self, choice: Choice) -> QComboBox | QLineEdit:
        if not choice.options:
            line = QLineEdit(choice.default, self)
            line.editingFinished.connect(self.asked)
            return line
        box = QComboBox(self)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for option in choice.options:
            box.addItem(self.speech(option.label), option.value)
        _choose(box, choice.default)
        box.activated.connect(self._on_chosen)
        return box

    def retranslate(self) -> None:
        """Override: labels and all that can be chosen."""
        speech = self.speech
        self.labels["kind"].setText(speech("&Kind"))
        self.labels["rows"].setText(speech("&Rows"))
        self.labels["columns"].setText(speech("&Columns"))
        self.labels["level"].setText(speech("&Level"))
        self.labels["states"].setText(speech("C&odings"))
        self.labels["coder"].setText(speech("Co&der"))
        self.labels["quotes"].setText(speech("&Quotes"))
        made = dict(self._choices_made())
        self._fill()
        self._follow_kind()
        for name, value in made.items():
            field = self.chosen.get(name)
            if isinstance(field, QLineEdit):
                field.setText(value)
            elif field is not None:
                _choose(field, value)

    def _fill(self) -> None:
        speech = self.speech
        offered = [
            (
                f"{speech(kind.named(self._vocabulary))}  ·  {speech(FAMILY_NAMES[kind.family])}",
                kind.id,
            )
            for kind in kinds()
        ]
        _offer(self.kind, offered, FIRST_KIND)
        self._fill_rows(self.current_kind())
        _offer(self.columns, self._columns(), self._usual_columns())
        levels = [(speech("Dimensions"), "1"), (speech("Indicators"), "2")]
        _offer(self.level, levels)
        states = [
            (speech("Confirmed and proposed"), ""),
            (speech("Confirmed only"), CodingState.CONFIRMED.value),
            (speech("Proposed only"), CodingState.PROPOSED.value),
        ]
        _offer(self.states, states)
        people = [(each.name, each.name) for each in self.known.coders]
        _offer(self.coder, [(speech("All coders"), ""), *people])

    def _fill_rows(self, kind: DisplayKind) -> None:
        speech = self.speech
        axes = [(speech(words), axis.value) for axis, words in _AXES if axis in kind.rows]
        axes.sort(key=lambda each: kind.rows.index(AxisKind(each[1])))
        if AxisKind.ATTRIBUTE in kind.rows:
            axes += [
                (attribute_label(each.name, each.label, speech), f"attribute:{each.name}")
                for each in self.known.attributes
                if each.owner is AttributeOwner.CASE or each.name in ("stars", "version", "device")
            ]
        _offer(self.rows, axes)

    def _usual_columns(self) -> str:
        """The first theory of the study; empty without any, or where the kind begins without."""
        first = next((each.name for each in self.known.frameworks), "")
        return "" if self._is_without_codes else first

    def _columns(self) -> list[tuple[str, str]]:
        """All, every framework with the codes that have others beneath them, and what is asked."""
        language = self.speech.language
        if not (self.known.frameworks or self.known.codes):
            return []
        parents = {code.parent_id for code in self.known.codes}
        offered = [(self.speech("All that the study has"), "")]
        for framework in self.known.frameworks:
            offered.append((framework.title(language), framework.name))
            offered += [
                (f"    {code.name(language)}", code.canonical_id)
                for code in self.known.codes
                if code.framework_id == framework.id and code.id in parents
            ]
        offered += [
            (code.name(language), code.canonical_id)
            for code in self.known.codes
            if code.framework_id is None and code.parent_id is None
        ]
        if self._own_columns not in {value for _, value in offered}:
            offered.append((self._named(self._own_columns), self._own_columns))
        return offered

    def _named(self, columns: str) -> str:
        """Columns that a kept display is asked for, by their names."""
        language = self.speech.language
        names = {each.name: each.title(language) for each in self.known.frameworks}
        names |= {code.canonical_id: code.name(language) for code in self.known.codes}
        return ", ".join(names.get(each, each) for each in columns.split(_AND))


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, 0)
    row.setSpacing(Space.SMALL)
    return row


def _offer(field: QComboBox, offered: list[tuple[str, str]], default: str = "") -> None:
    """Offer choices in a field; what was chosen stays chosen under its new words."""
    kept = field.currentData()
    field.clear()
    for words, value in offered:
        field.addItem(words, value)
    at = max(field.findData(default), 0)
    if kept is not None and field.findData(kept) >= 0:
        at = field.findData(kept)
    field.setCurrentIndex(at)


def _choose(field: QComboBox, value: str) -> None:
    at = field.findData(value)
    if at >= 0:
        field.setCurrentIndex(at)


def asked_anew(question: DisplayQuestion, kept: DisplayQuestion) -> DisplayQuestion:
    """What is asked now of a kept display, under its own title and research question."""
    return replace(
        question,
        title=kept.title,
        question=kept.question,
        display_id=kept.display_id,
        places=kept.places,
        vocabulary=kept.vocabulary,
    )
