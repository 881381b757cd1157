"""The menus of a table: its columns, what it is grouped by, how it is folded, and of a heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from qda.i18n import Speech
from qda.retrieval.table.columns import ColumnKind, TableColumn
from qda.retrieval.table.question import Alike
from qda.retrieval.table.wording import heading
from ui.short_words import shortened
from ui.table.cells import LINES
from ui.table.layout import TableLayout

_LONGEST = 80

Take = Callable[[TableLayout], None]
"""Looks at the table in this way from now on."""


def is_grouping(column: TableColumn) -> bool:
    """Whether rows can be put under the values of a column."""
    return column.kind not in (ColumnKind.KEY, ColumnKind.TEXT)


def can_go(column: TableColumn) -> bool:
    """Whether a column can be left out: not the one text of a row, but one answer of several."""
    return column.kind is not ColumnKind.TEXT or bool(column.question)


def fill_columns(
    menu: QMenu, columns: Sequence[TableColumn], layout: TableLayout, speech: Speech, take: Take
) -> None:
    """Let columns be left out, pinned, and texts be shown on more lines."""
    menu.clear()
    for column in columns:
        act = menu.addAction(_safe(shortened(heading(column, speech), _LONGEST)))
        act.setCheckable(True)
        act.setChecked(column.name not in layout.hidden)
        act.setEnabled(can_go(column))
        act.triggered.connect(partial(_call, take, hide_or_show(layout, column.name)))
    menu.addSeparator()
    pinned = menu.addMenu(speech("Pinned at the left"))
    for column in columns:
        act = pinned.addAction(_safe(heading(column, speech)))
        act.setCheckable(True)
        act.setChecked(column.name in layout.pinned)
        act.setEnabled(column.kind is not ColumnKind.TEXT)
        act.triggered.connect(partial(_call, take, pin_or_not(layout, column.name)))
    lines = menu.addMenu(speech("Lines of a text"))
    group = QActionGroup(lines)
    for count in LINES:
        act = lines.addAction(speech.many("{n} line", "{n} lines", count))
        act.setCheckable(True)
        act.setChecked(layout.lines == count)
        group.addAction(act)
        act.triggered.connect(partial(_call, take, layout.with_lines(count)))


def fill_groups(
    menu: QMenu, columns: Sequence[TableColumn], layout: TableLayout, speech: Speech, take: Take
) -> None:
    """Let rows be put under the values of a column."""
    menu.clear()
    group = QActionGroup(menu)
    choices = [("", speech("No headings"))]
    choices += [
        (each.name, shortened(heading(each, speech), _LONGEST))
        for each in columns
        if is_grouping(each)
    ]
    for name, words in choices:
        act = menu.addAction(_safe(words))
        act.setCheckable(True)
        act.setChecked(layout.group == name)
        group.addAction(act)
        act.triggered.connect(partial(_call, take, layout.grouped(name)))


def fill_questions(
    menu: QMenu, columns: Sequence[TableColumn], layout: TableLayout, speech: Speech, take: Take
) -> None:
    """Let the open question be chosen whose answers are read, coded and folded."""
    menu.clear()
    group = QActionGroup(menu)
    meant = layout.question_id(columns)
    for column in columns:
        if column.question_id is not None:
            act = menu.addAction(_safe(shortened(heading(column, speech), _LONGEST)))
            act.setCheckable(True)
            act.setChecked(column.question_id == meant)
            group.addAction(act)
            act.triggered.connect(partial(_call, take, layout.asking(column.name)))


def fill_folding(
    menu: QMenu,
    layout: TableLayout,
    speech: Speech,
    *,
    whole: bool,
    take: Take,
    stand_for: Callable[[bool], None],
) -> None:
    """Let texts that were written twice become one row, and say what coding such a row codes."""
    menu.clear()
    group = QActionGroup(menu)
    choices: tuple[tuple[Alike | None, str], ...] = (
        (None, speech("Each text in a row of its own")),
        (Alike.SAME, speech("The same texts in one row")),
        (Alike.NEAR, speech("Also texts that share four fifths of their words")),
    )
    for fold, words in choices:
        act = menu.addAction(words)
        act.setCheckable(True)
        act.setChecked(layout.fold is fold)
        group.addAction(act)
        act.triggered.connect(partial(_call, take, layout.folding(fold)))
    menu.addSeparator()
    meant = QActionGroup(menu)
    for value, words in (
        (True, speech("Coding a folded row codes all its texts")),
        (False, speech("Coding a folded row codes only the text that is shown")),
    ):
        act = menu.addAction(words)
        act.setCheckable(True)
        act.setChecked(whole == value)
        act.setEnabled(layout.fold is not None)
        meant.addAction(act)
        act.triggered.connect(partial(_tell, stand_for, value))


def heading_menu(
    menu: QMenu, column: TableColumn, layout: TableLayout, speech: Speech, take: Take
) -> None:
    """What one can do with a column."""
    name = column.name
    menu.addAction(
        speech("Sort, rising"), partial(_call, take, layout.sorted_by(name, falling=False))
    )
    menu.addAction(
        speech("Sort, falling"), partial(_call, take, layout.sorted_by(name, falling=True))
    )
    more = layout.sorted_by(name, falling=False, more=True)
    act = menu.addAction(speech("Sort by this column, too"), partial(_call, take, more))
    act.setEnabled(bool(layout.sort))
    act = menu.addAction(speech("Order of the file"), partial(_call, take, layout.unsorted()))
    act.setEnabled(bool(layout.sort))
    menu.addSeparator()
    grouped = layout.grouped("" if layout.group == name else name)
    words = speech("Group no more") if layout.group == name else speech("Group by this column")
    menu.addAction(words, partial(_call, take, grouped)).setEnabled(is_grouping(column))
    words = speech("Pin no more") if name in layout.pinned else speech("Pin at the left")
    act = menu.addAction(words, partial(_call, take, pin_or_not(layout, name)))
    act.setEnabled(column.kind is not ColumnKind.TEXT)
    act = menu.addAction(speech("Leave out"), partial(_call, take, hide_or_show(layout, name)))
    act.setEnabled(can_go(column))


def hide_or_show(layout: TableLayout, name: str) -> TableLayout:
    """The layout without a column, or with it again."""
    if name in layout.hidden:
        return layout.hiding(tuple(each for each in layout.hidden if each != name))
    return layout.hiding((*layout.hidden, name))


def pin_or_not(layout: TableLayout, name: str) -> TableLayout:
    """The layout with a column pinned, or no more."""
    if name in layout.pinned:
        return layout.pinning(tuple(each for each in layout.pinned if each != name))
    return layout.pinning((*layout.pinned, name))


def _call(take: Take, layout: TableLayout, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
    take(layout)


def _tell(stand_for: Callable[[bool], None], value: bool, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
    stand_for(value)


def _safe(words: str) -> str:
    return words.replace("&", "&&")
