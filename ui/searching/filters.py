"""Which kinds of things a search looks for, and what narrows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import MemoKind, StakeholderGroup, Technique
from qda.i18n import Speech
from qda.labels import label
from qda.retrieval.cases import cases
from qda.retrieval.codes import codes, subtree
from qda.retrieval.finding import FoundKind, Question
from qda.retrieval.rows import CaseRow, CodeRow, CollectionRow
from qda.retrieval.search_filters import SearchFilter
from qda.retrieval.sources import collections
from qda.session import StudyState
from ui.theme import Space
from ui.widgets.speaking import Speaking

Chosen = TypeVar("Chosen")

_COLUMNS = 4
_PAUSE_MS = 300
_INDENT = "   "


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is in the study to narrow a search to."""

    codes: tuple[CodeRow, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    collections: tuple[CollectionRow, ...] = ()


def read_choices(state: StudyState) -> Choices:
    """The codes, cases and collections of the study."""
    return Choices(codes(state, counted=False), cases(state), collections(state))


class SearchFilters(Speaking, QWidget):
    """Switches for the kinds of things and for other forms of the words; folded, the filters.

    Signals:
        changed: another search is wanted.
    """

    changed = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = Choices()
        self.kinds = {kind: QCheckBox(self) for kind in reversed(FoundKind)}
        self.forms = QCheckBox(self)
        self.fold = QToolButton(self)
        self.fold.setCheckable(True)
        self.body = QWidget(self)
        self.code, self.case = QComboBox(self.body), QComboBox(self.body)
        self.group, self.technique = QComboBox(self.body), QComboBox(self.body)
        self.collection, self.memo_kind = QComboBox(self.body), QComboBox(self.body)
        self.since, self.until = QLineEdit(self.body), QLineEdit(self.body)
        self._fields: tuple[QWidget, ...] = (
            self.code, self.case, self.group, self.technique,
            self.collection, self.memo_kind, self.since, self.until,
        )  # fmt: skip
        self._labels = tuple(QLabel(self.body) for _ in self._fields)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.MEDIUM)
        for box in self.kinds.values():
            box.setChecked(True)
            row.addWidget(box)
        row.addStretch(1)
        second = QHBoxLayout()
        second.addWidget(self.forms, 1)
        second.addWidget(self.fold)
        grid = QGridLayout(self.body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.TIGHT)
        for number, (field, words) in enumerate(zip(self._fields, self._labels, strict=True)):
            down, across = divmod(number, _COLUMNS)
            grid.addWidget(words, 2 * down, across)
            grid.addWidget(field, 2 * down + 1, across)
            words.setBuddy(field)
            if isinstance(field, QComboBox):
                field.setMinimumContentsLength(8)
                policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                field.setSizeAdjustPolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addLayout(row)
        column.addLayout(second)
        column.addWidget(self.body)
        self.body.hide()

    def _connect(self) -> None:
        for box in (*self.kinds.values(), self.forms):
            box.clicked.connect(self.changed)
        for field in self._fields:
            if isinstance(field, QComboBox):
                field.activated.connect(self.changed)
            elif isinstance(field, QLineEdit):
                field.textEdited.connect(self._pause.start)
        self._pause.timeout.connect(self.changed)
        self.changed.connect(self._say_fold)
        self.fold.toggled.connect(self._on_folded)

    def set_choices(self, choices: Choices) -> None:
        """Offer what there is in the study; what was chosen stays chosen."""
        if choices != self._choices:
            self._choices = choices
            self._fill()

    def question(self, words: str) -> Question:
        """What is searched for, once these words are."""
        code_id = self.code.currentData()
        inside = frozenset() if code_id is None else subtree(self._choices.codes, code_id)
        return Question(
            words,
            kinds=frozenset(kind for kind, box in self.kinds.items() if box.isChecked()),
            wanted=SearchFilter(
                code_ids=inside,
                case_ids=_one(self.case, int),
                groups=_one(self.group, StakeholderGroup),
                techniques=_one(self.technique, Technique),
                collection_ids=_one(self.collection, int),
                memo_kinds=_one(self.memo_kind, MemoKind),
                since=self.since.text().strip(),
                until=self.until.text().strip(),
            ),
            forms=self.forms.isChecked(),
            language=self.speech.language,
        )

    def retranslate(self) -> None:
        """Override: switches, labels and choices."""
        speech = self.speech
        kinds = {
            FoundKind.TEXT: speech("Texts"),
            FoundKind.MEMO: speech("Memos"),
            FoundKind.CODE: speech("Codes"),
            FoundKind.CASE: speech("Cases"),
            FoundKind.SOURCE: speech("Sources"),
        }
        for kind, box in self.kinds.items():
            box.setText(kinds[kind])
        self.forms.setText(speech("also other forms of the words (lapor: laporan, melaporkan …)"))
        names = (
            speech("Within segments coded with"), speech("Words of the case"),
            speech("Stakeholder group"), speech("Technique"), speech("Collection"),
            speech("Kind of memo"), speech("From"), speech("Until"),
        )  # fmt: skip
        for field, words, name in zip(self._fields, self._labels, names, strict=True):
            words.setText(name)
            field.setAccessibleName(name)
        for day in (self.since, self.until):
            day.setPlaceholderText(speech("2025, 2025-03 or 2025-03-14"))
            day.setToolTip(speech("When a text was collected or a review written"))
        self._fill()

    def _fill(self) -> None:
        speech, found = self.speech, self._choices
        anything = speech("any")
        _refill(self.code, anything, (
            (f"{_INDENT * each.depth}{each.name(speech.language)}", each.id) for each in found.codes
        ))  # fmt: skip
        _refill(self.case, anything, ((each.name, each.id) for each in found.cases))
        _refill(self.group, anything, ((label(each, speech), each) for each in StakeholderGroup))
        _refill(self.technique, anything, ((label(each, speech), each) for each in Technique))
        _refill(self.collection, anything, (
            (f"{each.key}  {each.title}", each.id) for each in found.collections
        ))  # fmt: skip
        _refill(self.memo_kind, anything, ((label(each, speech), each) for each in MemoKind))
        self._say_fold()

    def _say_fold(self) -> None:
        count = sum(
            field.currentIndex() > 0 if isinstance(field, QComboBox) else bool(field.text())
            for field in (*self._fields,)
            if isinstance(field, QComboBox | QLineEdit)
        )
        if count:
            said = self.speech.many("{n} filter", "{n} filters", count)
        else:
            said = self.speech("Filters")
        self.fold.setText(f"{said} ▾" if not self.fold.isChecked() else f"{said} ▴")
        self.fold.setAccessibleName(said)

    def _on_folded(self, is_open: bool) -> None:  # noqa: FBT001
        self.body.setVisible(is_open)
        self._say_fold()


def _one(field: QComboBox, kind: Callable[[Any], Chosen]) -> frozenset[Chosen]:
    """What is chosen in a field, as its kind; Qt gives a member of a closed list as bare text."""
    chosen = field.currentData()
    return frozenset() if chosen is None else frozenset({kind(chosen)})


def _refill(field: QComboBox, anything: str, items: Iterable[tuple[str, object]]) -> None:
    chosen = field.currentData()
    field.clear()
    field.addItem(anything, None)
    for words, data in items:
        field.addItem(words, data)
    field.setCurrentIndex(max(0, field.findData(chosen)))
