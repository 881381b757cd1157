"""What a table is filtered by: what may be chosen, what is chosen, and its chips."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from qda.events import Changed
from qda.i18n import Speech
from qda.retrieval.codes import codes, subtree
from qda.retrieval.rows import CodeRow
from qda.retrieval.studies import coders
from qda.retrieval.table.columns import (
    ANSWERED,
    NOT_ASKED,
    REPLY,
    ColumnKind,
    TableColumn,
    columns_of,
)
from qda.retrieval.table.question import Holding, Picked, RowFilter, Within
from qda.retrieval.table.rows import ColumnChoices, column_choices
from qda.retrieval.table.wording import heading, value_words
from qda.session import StudyState
from ui.desk import Desk
from ui.short_words import shortened
from ui.theme import Space
from ui.widgets.filter_bar import FilterBar, FilterPart, FilterValue
from ui.widgets.speaking import Speaking

_DEEPEST: Final = 1
_LONGEST: Final = 60
_SHOWS: Final = frozenset({"source", "collection", "code", "coder", "attribute", "question"})
_ASKED: Final = "asked"
"""The part of values that must be typed: what is chosen there is the column's name."""


@dataclass(frozen=True, slots=True)
class _Material:
    choices: tuple[ColumnChoices, ...]
    codes: tuple[CodeRow, ...]
    coders: tuple[tuple[int, str], ...]


class RowFiltering(Speaking, QObject):
    """Keeps the filter of one table in step with its bar.

    Signals:
        changed: the filter is another one.
    """

    changed = Signal()

    def __init__(
        self, desk: Desk, bar: FilterBar, speech: Speech, collection_id: int, asking: AskRow
    ) -> None:
        super().__init__(bar)
        self.desk = desk
        self.bar = bar
        self.asking = asking
        self.speech = speech
        self.collection_id = collection_id
        self.wanted = RowFilter()
        self._chosen: tuple[FilterValue, ...] = ()
        self._words = ""
        self._material: _Material | None = None
        bar.toggled.connect(self._on_toggled)
        bar.cleared.connect(self.clear)
        bar.searched.connect(self._on_searched)
        bar.opened.connect(self._on_opened)
        asking.answered.connect(self.choose)
        desk.changed.connect(self._on_changed)
        self._read()

    @property
    def active(self) -> bool:
        """Whether anything is filtered out."""
        return self.wanted != RowFilter()

    @property
    def chosen(self) -> tuple[FilterValue, ...]:
        """The values that are chosen, in the order in which they were."""
        return self._chosen

    def clear(self) -> None:
        """Show all rows again."""
        self._chosen, self._words = (), ""
        self.bar.field.clear()
        self._apply()

    def without(self, *parts: str) -> None:
        """Take everything of some parts away from the filter."""
        self._chosen = tuple(each for each in self._chosen if each.part not in parts)
        self._apply()

    def choose(self, value: FilterValue) -> None:
        """Add a value to the filter, or take it away where it is in it."""
        self._on_toggled(value)

    def ask(self, column: TableColumn) -> None:
        """Let be typed what a column's values shall hold, or from where to where they go."""
        found = next((each for each in self._choices() if each.column.name == column.name), None)
        self.asking.ask(found or ColumnChoices(column))

    def retranslate(self) -> None:
        """Override: the chips, whose words are made anew."""
        self.bar.set_speech(self.speech)
        self.asking.set_speech(self.speech)
        known = {(value.part, value.value): value for part in self.parts() for value in part.values}
        self._chosen = tuple(
            known.get((each.part, each.value)) or self._worded(each) for each in self._chosen
        )
        self.bar.set_active(self._chosen)

    def _worded(self, value: FilterValue) -> FilterValue:
        typed, columns = value.value, {each.column.name: each.column for each in self._choices()}
        if isinstance(typed, Within | Holding) and typed.column in columns:
            words = words_of(columns[typed.column], typed, self.speech)
            return replace(value, words=words)
        return value

    # --- what may be chosen --------------------------------------------------------------------

    def parts(self) -> list[FilterPart]:
        """Everything one may filter by, worded."""
        speech = self.speech
        made = [
            FilterPart(
                speech("Codes on the row"),
                (
                    FilterValue("coded", True, speech("with a code")),
                    FilterValue("coded", False, speech("without a code")),
                    FilterValue("proposed", True, speech("with proposals")),
                ),
            )
        ]
        if self._material is not None:
            made += self._of_study(self._material)
            made += [self._of_column(each) for each in self._material.choices]
        languages = [
            FilterValue("spoken", "id", speech("Indonesian by its words")),
            FilterValue("spoken", "en", speech("English by its words")),
            FilterValue("spoken", "", speech("language cannot be told")),
        ]
        texts = [
            FilterValue("empty", False, speech("with words")),
            FilterValue("empty", True, speech("without words")),
            FilterValue("doubled", True, speech("written more than once")),
        ]
        made.append(FilterPart(speech("Text"), (*texts, *languages)))
        return [part for part in made if part.values]

    def _of_study(self, found: _Material) -> list[FilterPart]:
        speech = self.speech
        tree = [
            FilterValue("code_ids", code.id, code.name(speech.language))
            for code in found.codes
            if code.depth <= _DEEPEST
        ]
        people = [FilterValue("coder_ids", id_, name) for id_, name in found.coders]
        return [
            FilterPart(speech("Code"), tuple(tree)),
            FilterPart(speech("Coder"), tuple(people)),
        ]

    def _of_column(self, found: ColumnChoices) -> FilterPart:
        column, speech = found.column, self.speech
        name = shortened(heading(column, speech), _LONGEST)
        values: list[FilterValue] = []
        if column.attribute == REPLY and not column.question:
            values += [
                FilterValue("replied", True, speech("with a reply")),
                FilterValue("replied", False, speech("without a reply")),
            ]
        else:
            for choice in found.choices:
                said = value_words(column, choice.value, speech)
                words = f"{name}: {said}  ({speech.number(choice.rows)})"
                values.append(FilterValue("picked", (column.name, choice.value), words))
        known = {choice.value for choice in found.choices}
        for given in (ANSWERED, "", NOT_ASKED) if column.question else ():
            if given not in known and (given != ANSWERED or not known):
                words = f"{name}: {value_words(column, given, speech)}"
                values.append(FilterValue("picked", (column.name, given), words))
        if column.kind not in (ColumnKind.YES_NO, ColumnKind.LANGUAGE):
            asked = speech("From … to …") if _is_ranged(column) else speech("Holds …")
            values.append(FilterValue(_ASKED, column.name, asked))
            if column.kind is ColumnKind.WORDS and column.attribute != REPLY:
                values.append(FilterValue(_ASKED, f"{column.name}{_RANGED}", speech("From … to …")))
        return FilterPart(name, tuple(values))

    def _choices(self) -> tuple[ColumnChoices, ...]:
        return () if self._material is None else self._material.choices

    def _read(self) -> None:
        def read(connection: StudyState) -> _Material:
            columns = columns_of(connection, self.collection_id)
            return _Material(
                column_choices(connection, self.collection_id, columns),
                codes(connection, counted=False),
                tuple((each.id, each.name) for each in coders(connection)),
            )

        self.desk.read(f"row filter {id(self)}", read, self._on_read)

    def _on_read(self, material: _Material) -> None:
        self._material = material

    # --- what is chosen ------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self.bar.set_parts(self.parts())

    def _on_toggled(self, value: FilterValue) -> None:
        if value.part == _ASKED:
            name, _, ranged = str(value.value).partition(_RANGED[0])
            found = next((each for each in self._choices() if each.column.name == name), None)
            if found is not None:
                self.asking.ask(found, ranged=bool(ranged))
            return
        same = [
            each for each in self._chosen if (each.part, each.value) == (value.part, value.value)
        ]
        if same:
            self._chosen = tuple(each for each in self._chosen if each not in same)
        else:
            against = _AGAINST.get(value.part, ())
            kept = (each for each in self._chosen if each.part not in against)
            self._chosen = (*kept, value)
        self._apply()

    def _on_searched(self, words: str) -> None:
        self._words = words
        self._apply()

    def _apply(self) -> None:
        self.bar.set_active(self._chosen)
        wanted = filter_of(self._chosen, self._words, self._beneath)
        if wanted != self.wanted:
            self.wanted = wanted
            self.changed.emit()

    def _beneath(self, code_id: int) -> frozenset[int]:
        """A code with everything beneath it."""
        if self._material is None:
            return frozenset({code_id})
        return subtree(self._material.codes, code_id)

    def _on_changed(self, change: Changed) -> None:
        if change.tables & _SHOWS:
            self._read()


_RANGED: Final = "\n.."
_AGAINST: Final = {name: (name,) for name in ("coded", "proposed", "empty", "replied")}
"""Answers of which one alone can be wanted."""


def filter_of(
    chosen: Iterable[FilterValue], words: str, beneath: Callable[[int], frozenset[int]]
) -> RowFilter:
    """The filter that chips and typed words make together; values of one column are either-or."""
    found = RowFilter(words=words.strip())
    picked: dict[str, set[str]] = {}
    for each in chosen:
        value = each.value
        if each.part == "picked" and isinstance(value, tuple):
            picked.setdefault(value[0], set()).add(value[1])
        elif isinstance(value, Within):
            found = replace(found, within=(*found.within, value))
        elif isinstance(value, Holding):
            found = replace(found, holding=(*found.holding, value))
        elif each.part == "spoken" and isinstance(value, str):
            found = replace(found, spoken=found.spoken | {value})
        elif each.part == "code_ids" and isinstance(value, int):
            found = replace(found, code_ids=found.code_ids | beneath(value))
        elif each.part == "coder_ids" and isinstance(value, int):
            found = replace(found, coder_ids=found.coder_ids | {value})
        elif isinstance(value, bool):
            found = _answered(found, each.part, value=value)
    parts = tuple(Picked(name, frozenset(values)) for name, values in picked.items())
    return replace(found, picked=parts)


def _answered(found: RowFilter, part: str, *, value: bool) -> RowFilter:
    if part == "coded":
        return replace(found, coded=value)
    if part == "proposed":
        return replace(found, proposed=value)
    if part == "empty":
        return replace(found, empty=value)
    if part == "replied":
        return replace(found, replied=value)
    return replace(found, doubled=value)


def words_of(column: TableColumn, typed: Within | Holding, speech: Speech) -> str:
    """What stands on the chip of something that was typed."""
    name = heading(column, speech)
    if isinstance(typed, Holding):
        return speech("{column} holds “{words}”", column=name, words=typed.words)
    if not typed.high:
        return speech("{column} from {low}", column=name, low=typed.low)
    if not typed.low:
        return speech("{column} up to {high}", column=name, high=typed.high)
    return speech("{column} from {low} to {high}", column=name, low=typed.low, high=typed.high)


def _is_ranged(column: TableColumn) -> bool:
    kinds = (ColumnKind.DATE, ColumnKind.NUMBER, ColumnKind.LENGTH, ColumnKind.STARS)
    return column.kind in kinds


class AskRow(Speaking, QWidget):
    """A line beneath the filter in which the ends of a stretch, or letters, are typed.

    Signals:
        answered: something was typed (`FilterValue`).
        left: nothing was; the line is gone.
    """

    answered = Signal(object)
    left = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column: TableColumn | None = None
        self._ranged = False
        self.words = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.to = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.low, self.high = QLineEdit(self), QLineEdit(self)
        self.yes, self.no = QPushButton(self), QPushButton(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.SMALL)
        for widget in (self.words, self.low, self.to, self.high, self.yes, self.no):
            line.addWidget(widget)
        line.addStretch(1)
        self.low.returnPressed.connect(self._answer)
        self.high.returnPressed.connect(self._answer)
        self.yes.clicked.connect(self._answer)
        self.no.clicked.connect(self._leave)
        self.set_speech(speech)
        self.hide()

    def ask(self, found: ColumnChoices, *, ranged: bool = False) -> None:
        """Ask about a column; its first and last values are shown as examples."""
        self._column = found.column
        self._ranged = ranged or _is_ranged(found.column)
        cut = len("2024-01-31") if found.column.kind is ColumnKind.DATE else None
        self.low.setPlaceholderText(found.low[:cut])
        self.high.setPlaceholderText(found.high[:cut])
        self.low.clear()
        self.high.clear()
        self.retranslate()
        self.show()
        self.low.setFocus()

    def retranslate(self) -> None:
        """Override: what is asked, and the buttons."""
        speech, column = self.speech, self._column
        name = "" if column is None else heading(column, speech)
        ranged = self._ranged
        asked = (
            speech("{column} from", column=name)
            if ranged
            else speech("{column} holds", column=name)
        )
        self.words.setText(asked)
        self.to.setText(speech("to"))
        self.to.setVisible(ranged)
        self.high.setVisible(ranged)
        self.low.setAccessibleName(asked)
        self.high.setAccessibleName(speech("{column} to", column=name))
        self.yes.setText(speech("Filter"))
        self.no.setText(speech("Leave as it is"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Escape leaves all as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _answer(self) -> None:
        column, low, high = self._column, self.low.text().strip(), self.high.text().strip()
        if column is None or not (low or (self._ranged and high)):
            self._leave()
            return
        typed: Within | Holding = (
            Within(column.name, low, high) if self._ranged else Holding(column.name, low)
        )
        self.hide()
        self.answered.emit(FilterValue("typed", typed, words_of(column, typed, self.speech)))
        self.left.emit()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()


def said_filter(chosen: Sequence[FilterValue], words: str) -> str:
    """The filter in words, as a file says how it was made."""
    parts = [value.words for value in chosen]
    if words.strip():
        parts.append(f"“{words.strip()}”")
    return "; ".join(parts)
