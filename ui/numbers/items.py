"""The dialog of items: which columns are items, which are reversed, and to what they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech
from qda.labels import attribute_label
from qda.numbers.answers import (
    Dimension,
    ItemPlan,
    NoItemsFound,
    NotAnAnswer,
    ScalesDiffer,
    answers_of,
    columns_of,
)
from qda.retrieval.sources import attributes
from qda.session import StudyState
from ui.theme import Space

_ITEM: Final = Qt.ItemDataRole.UserRole
_FIXED: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by name and label, and those that are items as things stand.

    `plan` is what was asked for, filled in from the dictionary of a survey where it has one.
    """

    names: tuple[tuple[str, str], ...]
    items: tuple[str, ...]
    plan: ItemPlan


def read_columns(state: StudyState, key: str, plan: ItemPlan, speech: Speech) -> Columns:
    """The columns of a collection; where no items are named, those that look like some."""
    labels = {each.name: each.label for each in attributes(state)}
    found, language = plan.wanted, speech.language
    if not found:
        try:
            answers = answers_of(state, key, plan, language=language)
        except (NoItemsFound, NotAnAnswer, ScalesDiffer):
            found = ()
        else:
            found, plan = answers.items, answers.plan
    # Items stand first, what else the rows have after them.
    names = dict.fromkeys((*found, *columns_of(state, key, language=language)))
    known = [(name, attribute_label(name, labels.get(name, ""), speech)) for name in names]
    return Columns(tuple(known), found, plan)


class ItemsDialog(QDialog):
    """A line for each column: a tick for an item, one for a reversed item, and its dimension."""

    def __init__(self, columns: Columns, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = columns.plan
        self.setWindowTitle(speech("Items of the questionnaire"))
        self.resize(720, 520)
        self.advice = QLabel(
            speech(
                "Tick what is an item. Tick “Reversed” where agreeing is unfavourable. Items with "
                "the same dimension are summarised and tested together."
            ),
            self,
            wordWrap=True,
        )
        self.table = QTableWidget(len(columns.names), 3, self)
        self.table.setHorizontalHeaderLabels(
            [speech("Item"), speech("Reversed"), speech("Dimension")]
        )
        self.table.setAccessibleName(speech("Items of the questionnaire"))
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(2, 220)
        self._fill(columns)
        buttons = QDialogButtonBox(self)
        self.use = buttons.addButton(
            speech("Use these items"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.addButton(speech("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(Space.MEDIUM)
        for part in (self.advice, self.table, buttons):
            column.addWidget(part)
        self.table.setFocus()

    def _fill(self, columns: Columns) -> None:
        of = {item: each.name for each in self._plan.dimensions for item in each.items}
        checked = Qt.CheckState.Checked, Qt.CheckState.Unchecked
        for at, (name, words) in enumerate(columns.names):
            item = QTableWidgetItem(words)
            item.setFlags(_FIXED | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(checked[name not in columns.items])
            item.setData(_ITEM, name)
            item.setToolTip(words)
            turned = QTableWidgetItem("")
            turned.setFlags(_FIXED | Qt.ItemFlag.ItemIsUserCheckable)
            turned.setCheckState(checked[name not in self._plan.reversed])
            for column, cell in enumerate((item, turned, QTableWidgetItem(of.get(name, "")))):
                self.table.setItem(at, column, cell)
        if columns.names:
            self.table.setCurrentCell(0, 0)

    def plan(self) -> ItemPlan:
        """The items as they are ticked; items without a dimension stand for themselves."""
        lines = [self._line(at) for at in range(self.table.rowCount())]
        used = [(name, turned, of) for name, is_item, turned, of in lines if is_item]
        names = dict.fromkeys(of for _, _, of in used if of)
        return replace(
            self._plan,
            items=tuple(name for name, _, _ in used),
            reversed=frozenset(name for name, turned, _ in used if turned),
            dimensions=tuple(_dimension(of, used) for of in names),
        )

    def _line(self, at: int) -> tuple[str, bool, bool, str]:
        item, turned, of = (self._cell(at, column) for column in range(3))
        is_item = item.checkState() is Qt.CheckState.Checked
        is_turned = turned.checkState() is Qt.CheckState.Checked
        return str(item.data(_ITEM)), is_item, is_turned, of.text().strip()

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        return self.table.item(row, column) or QTableWidgetItem()


def _dimension(name: str, used: Sequence[tuple[str, bool, str]]) -> Dimension:
    return Dimension(name, tuple(item for item, _, of in used if of == name))
