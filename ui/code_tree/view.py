"""The code tree with its filter field."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech, mark
from ui.code_tree.filtering import CodeFilter
from ui.code_tree.model import ID_ROLE, CodeTreeModel, Column
from ui.code_tree.state import CodeNode
from ui.theme import Space, colours_of
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.search_field import SearchField
from ui.widgets.speaking import Speaking

_NONE = Invitation(
    mark("No codes yet"),
    mark("Add a framework to code by a theory, or make a code of your own."),
    mark("Add a framework …"),
)


class CodeTree(Speaking, QWidget):
    """The study's codes: find, choose, apply, move.

    While `choosing`, what is typed makes the first match current, and Enter in the field applies
    it; else Enter in the field goes to the tree.

    Signals:
        code_activated: Enter or a double click on a code (its id): apply it.
        code_selected: another code is current (its id, or None).
        move_requested: a code was dropped: its id, the new parent's id or None, the position.
        span_dropped: words were dropped on a code: its id, the source's id, the `Span`.
        context_requested: a menu is wanted at a global point for a code (its id, or None).
        framework_requested: the button of the empty tree was pressed.
        left: Escape was pressed while choosing.
    """

    code_activated = Signal(int)
    code_selected = Signal(object)
    move_requested = Signal(int, object, int)
    span_dropped = Signal(int, int, object)
    context_requested = Signal(QPoint, object)
    framework_requested = Signal()
    left = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CodeTreeModel(speech, self)
        self.filter = CodeFilter(self.model, self)
        self.field = SearchField(mark("Find a code"), speech, self)
        self.hint = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.tree = _Tree(self)
        self.empty = EmptyState(_NONE, speech, self)
        self.choosing = False
        self._folded: set[int] = set()
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        self.tree.setModel(self.filter)
        self.tree.setWordWrap(True)
        self.tree.setItemDelegate(_WholeNames(self.tree))
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.tree.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.setIndentation(14)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(Column.LABEL, QHeaderView.ResizeMode.Stretch)
        for column in (Column.INFORMANTS, Column.SEGMENTS, Column.PROPOSED):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(Space.TIGHT, Space.SMALL, Space.TIGHT, Space.TIGHT)
        column_.setSpacing(Space.TIGHT)
        self.hint.hide()
        column_.addWidget(self.hint)
        column_.addWidget(self.field)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.tree)
        column_.addLayout(self._pages, 1)
        self.setFocusProxy(self.tree)

    def _connect(self) -> None:
        self.field.searched.connect(self._on_searched)
        self.field.left_down.connect(self._enter_tree)
        self.field.returnPressed.connect(self._on_entered)
        self.tree.header().sectionResized.connect(self._on_resized)
        self.empty.acted.connect(self.framework_requested)
        self.model.move_requested.connect(self.move_requested)
        self.model.span_dropped.connect(self.span_dropped)
        self.tree.applied.connect(self._on_applied)
        self.tree.doubleClicked.connect(self._on_applied)
        self.tree.collapsed.connect(self._on_collapsed)
        self.tree.expanded.connect(self._on_expanded)
        self.tree.customContextMenuRequested.connect(self._on_context)
        self.tree.selectionModel().currentChanged.connect(self._on_current)

    def set_nodes(self, nodes: Iterable[CodeNode]) -> None:
        """Show these codes; what was current stays current, what was folded stays folded."""
        current = self.current_id()
        self.model.set_nodes(nodes)
        proposed = any(node.proposed for node in self.model.branches.nodes.values())
        self.tree.setColumnHidden(Column.PROPOSED, not proposed)
        any_shown = self.model.rowCount() > 0
        self._pages.setCurrentWidget(self.tree if any_shown else self.empty)
        self.field.setVisible(any_shown)
        self._unfold()
        if current is not None:
            self.select(current)

    def current_id(self) -> int | None:
        """The id of the current code, or None."""
        index = self.tree.currentIndex()
        return index.siblingAtColumn(0).data(ID_ROLE) if index.isValid() else None

    def select(self, id_: int) -> None:
        """Make a code current and bring it into view."""
        index = self.filter.mapFromSource(self.model.index_of(id_))
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def retranslate(self) -> None:
        """Override: headings, field and empty state."""
        self.tree.setAccessibleName(self.speech("Codes"))
        self.field.set_speech(self.speech)
        self.empty.set_speech(self.speech)
        self.model.set_speech(self.speech, colours_of(self))

    def changeEvent(self, event: QEvent) -> None:
        """Override: marks are painted for the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.model.set_speech(self.speech, colours_of(self))

    def _unfold(self) -> None:
        folded = set(self._folded)
        self.tree.expandAll()
        if not self.filter.active:
            for id_ in folded:
                self.tree.collapse(self.filter.mapFromSource(self.model.index_of(id_)))
            self._folded = folded & set(self.model.branches.nodes)

    def _on_searched(self, words: str) -> None:
        current = self.current_id()
        self.filter.set_words(words)
        self._unfold()
        first = self._first_match(self.filter.index(0, 0))
        if self.choosing and self.filter.active and first.isValid():
            self.tree.setCurrentIndex(first)
        elif current is not None:
            self.select(current)

    def _on_entered(self) -> None:
        index = self.tree.currentIndex()
        if self.choosing and index.isValid():
            self._on_applied(index)
        else:
            self._enter_tree()

    def _on_resized(self, section: int) -> None:
        if section == Column.LABEL:
            # Names break elsewhere, so rows are as high as the new width makes them.
            self.tree.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Escape leaves the choice of a code."""
        if self.choosing and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _enter_tree(self) -> None:
        self.tree.setFocus()
        first = self._first_match(self.filter.index(0, 0))
        if first.isValid():
            self.tree.setCurrentIndex(first)

    def _first_match(self, index: QModelIndex) -> QModelIndex:
        while index.isValid() and self.filter.active:
            source = self.filter.mapToSource(index)
            if self.filter.holds_words(source):
                return index
            index = self.tree.indexBelow(index)
        return index

    def _on_applied(self, index: QModelIndex) -> None:
        self.code_activated.emit(index.siblingAtColumn(0).data(ID_ROLE))

    def _on_current(self, index: QModelIndex) -> None:
        self.code_selected.emit(index.siblingAtColumn(0).data(ID_ROLE) if index.isValid() else None)

    def _on_collapsed(self, index: QModelIndex) -> None:
        if not self.filter.active:
            self._folded.add(index.data(ID_ROLE))

    def _on_expanded(self, index: QModelIndex) -> None:
        if not self.filter.active:
            self._folded.discard(index.data(ID_ROLE))

    def _on_context(self, point: QPoint) -> None:
        index = self.tree.indexAt(point)
        id_ = index.siblingAtColumn(0).data(ID_ROLE) if index.isValid() else None
        self.context_requested.emit(self.tree.viewport().mapToGlobal(point), id_)


class _Tree(QTreeView):
    applied = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.applied.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _WholeNames(QStyledItemDelegate):
    """Breaks a long name into lines instead of cutting it."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        if index.column() != Column.LABEL:
            return super().sizeHint(option, index)
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        width = self._tree.columnWidth(Column.LABEL) - depth * self._tree.indentation()
        narrowed = QStyleOptionViewItem(option)
        narrowed.rect = QRect(0, 0, max(60, width), 1000)
        return super().sizeHint(narrowed, index)
