"""The groups of codes beneath the tree: each refers to codes that stand elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech
from ui.code_tree.model import dragged_codes
from ui.code_tree.state import CodeNode
from ui.theme import colours_of
from ui.widgets.marks import mark_icon
from ui.widgets.speaking import Speaking

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_GROUP = Qt.ItemDataRole.UserRole
_CODE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class GroupNode:
    """A group with its codes; `informants` counts each person once over all of them."""

    id: int
    name: str
    codes: tuple[CodeNode, ...]
    informants: int = 0
    segments: int = 0
    proposed: int = 0


class GroupTree(Speaking, QWidget):
    """The groups with their codes; codes are dropped on them.

    Signals:
        code_activated: Enter or a double click on a code (its id).
        code_selected: another code is current (its id).
        codes_dropped: codes fell on a group: their ids, the group's id.
        rename_requested: another name was typed over a group's: its id, the words.
        context_requested: a menu is wanted at a global point: group id, code id or None.
    """

    code_activated = Signal(int)
    code_selected = Signal(object)
    codes_dropped = Signal(object, int)
    rename_requested = Signal(int, str)
    context_requested = Signal(QPoint, int, object)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups: tuple[GroupNode, ...] = ()
        self.list = _List(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.list.setColumnCount(3)
        self.list.setWordWrap(True)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setExpandsOnDoubleClick(False)
        self.list.itemDoubleClicked.connect(self._on_activated)
        self.list.entered_on.connect(self._on_activated)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.codes_dropped.connect(self._on_dropped)
        self.list.customContextMenuRequested.connect(self._on_context)
        self.list.itemChanged.connect(self._on_changed)
        self.setFocusProxy(self.list)
        self.set_speech(speech)

    def set_groups(self, groups: Sequence[GroupNode]) -> None:
        """Show these groups; what is folded stays so."""
        if tuple(groups) != self.groups:
            self.groups = tuple(groups)
            self.retranslate()

    def retranslate(self) -> None:
        """Override: headings, groups and what is told of each."""
        self.list.setAccessibleName(self.speech("Groups of codes"))
        folded = {item.data(0, _GROUP) for item in self._items() if not item.isExpanded()}
        self.list.blockSignals(True)
        self.list.clear()
        self.list.setHeaderLabels([self.speech("Group"), self.speech("Inf."), self.speech("Seg.")])
        for column, words in enumerate((self.speech("Informants"), self.speech("Segments")), 1):
            self.list.headerItem().setToolTip(column, words)
        for group in self.groups:
            item = self._item(group)
            self.list.addTopLevelItem(item)
            item.setExpanded(group.id not in folded)
        self.list.blockSignals(False)

    def rename(self, group_id: int) -> None:
        """Let another name be typed over a group's."""
        for item in self._items():
            if item.data(0, _GROUP) == group_id:
                self.list.setFocus()
                self.list.editItem(item, 0)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _item(self, group: GroupNode) -> QTreeWidgetItem:
        item = QTreeWidgetItem()
        item.setText(0, group.name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setData(0, _GROUP, group.id)
        self._say(item, group.name, group)
        bold = item.font(0)
        bold.setBold(True)
        item.setFont(0, bold)
        for code in group.codes:
            child = QTreeWidgetItem(item)
            child.setText(0, code.label)
            child.setIcon(0, mark_icon(code.colour, colours_of(self)))
            child.setData(0, _GROUP, group.id)
            child.setData(0, _CODE, code.id)
            self._say(child, code.label, code)
        return item

    def _say(self, item: QTreeWidgetItem, name: str, node: GroupNode | CodeNode) -> None:
        number = self.speech.number
        for column, count in enumerate((node.informants, node.segments), start=1):
            item.setText(column, number(count) if count else "")
            item.setTextAlignment(column, _RIGHT)
        counts = self.speech(
            "Informants: {informants}. Segments: {segments}, of which proposed: {proposed}.",
            informants=number(node.informants),
            segments=number(node.segments),
            proposed=number(node.proposed),
        )
        for column in range(3):
            item.setToolTip(column, f"{name}. {counts}")
            item.setData(column, Qt.ItemDataRole.AccessibleTextRole, f"{name}. {counts}")

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        code_id = item.data(0, _CODE)
        if code_id is None:
            item.setExpanded(not item.isExpanded())
        else:
            self.code_activated.emit(code_id)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, _CODE) is not None:
            self.code_selected.emit(item.data(0, _CODE))

    def _on_dropped(self, ids: tuple[int, ...], item: QTreeWidgetItem) -> None:
        self.codes_dropped.emit(ids, item.data(0, _GROUP))

    def _on_context(self, point: QPoint) -> None:
        item = self.list.itemAt(point)
        if item is not None:
            where = self.list.viewport().mapToGlobal(point)
            self.context_requested.emit(where, item.data(0, _GROUP), item.data(0, _CODE))

    def _on_changed(self, item: QTreeWidgetItem) -> None:
        group = next((g for g in self.groups if g.id == item.data(0, _GROUP)), None)
        words = " ".join(item.text(0).split())
        if item.data(0, _CODE) is None and group is not None and words != group.name:
            self.rename_requested.emit(group.id, words)


class _List(QTreeWidget):
    entered_on = Signal(QTreeWidgetItem)
    codes_dropped = Signal(object, QTreeWidgetItem)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        editing = self.state() == QAbstractItemView.State.EditingState
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and item is not None and not editing:
            self.entered_on.emit(item)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_codes(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        taken = self._taken(event.mimeData(), event.position().toPoint())
        event.setAccepted(taken is not None)

    def dropEvent(self, event: QDropEvent) -> None:
        item = self._taken(event.mimeData(), event.position().toPoint())
        if item is not None:
            # Copied, not moved: the code stays in the tree.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.codes_dropped.emit(dragged_codes(event.mimeData()), item)

    def _taken(self, data: QMimeData, point: QPoint) -> QTreeWidgetItem | None:
        return self.itemAt(point) if dragged_codes(data) else None
