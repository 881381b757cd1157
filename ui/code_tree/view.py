"""The code tree with its filter field."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech, mark
from ui.code_tree.filtering import CodeFilter
from ui.code_tree.model import COUNTED, ID_ROLE, CodeTreeModel, Column
from ui.code_tree.state import CodeNode
from ui.theme import Space, colours_of
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.search_field import SearchField
from ui.widgets.speaking import Speaking
from ui.widgets.whole_words import WholeWords

_REST_MS = 400
"""So long the pointer rests on a code before it counts as looked at."""

_NONE = Invitation(
    mark("No codes yet"),
    mark("Add a framework to code by a theory, or make a code of your own."),
    mark("Add a framework …"),
)


class CodeTree(Speaking, QWidget):
    """The study's codes: find, choose, apply, move.

    Enter in the field goes to the first match in the tree.

    Signals:
        code_activated: Enter or a double click on a code (its id): apply it.
        code_selected: another code is current (its id, or None).
        move_requested: codes were dropped: their ids, the new parent's id or None, the position.
        rename_requested: another name was typed over a code's: its id, the words.
        code_hovered: the pointer rests on a code (its id).
        folding_changed: a code was folded or unfolded.
        span_dropped: words were dropped on a code: its id, the source's id, the `Span`.
        context_requested: a menu is wanted at a global point for a code (its id, or None).
        framework_requested: the button of the empty tree was pressed.
    """

    code_activated = Signal(int)
    code_selected = Signal(object)
    move_requested = Signal(object, object, int)
    rename_requested = Signal(int, str)
    code_hovered = Signal(int)
    folding_changed = Signal()
    span_dropped = Signal(int, int, object)
    context_requested = Signal(QPoint, object)
    framework_requested = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CodeTreeModel(speech, self)
        self.filter = CodeFilter(self.model, self)
        self.field = SearchField(mark("Find a code"), speech, self)
        self.tree = _Tree(self)
        self.empty = EmptyState(_NONE, speech, self)
        self._folded: set[str] = set()
        self._hovered: int | None = None
        self._waiting: tuple[CodeNode, ...] | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        self.tree.setModel(self.filter)
        self.tree.setWordWrap(True)
        self.tree.setItemDelegate(WholeWords(self.tree, others=False))
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setMouseTracking(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # Enter gives the code and a double click does; a name is changed by its act alone.
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.tree.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.setIndentation(14)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(Column.LABEL, QHeaderView.ResizeMode.Stretch)
        for column in COUNTED:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(Space.TIGHT, Space.SMALL, Space.TIGHT, Space.TIGHT)
        column_.setSpacing(Space.TIGHT)
        self.head = QHBoxLayout()
        self.head.addWidget(self.field, 1)
        column_.addLayout(self.head)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.tree)
        column_.addLayout(self._pages, 1)
        self.setFocusProxy(self.tree)

    def _connect(self) -> None:
        self.field.searched.connect(self._on_searched)
        self.field.left_down.connect(self._enter_tree)
        self.field.returnPressed.connect(self._enter_tree)
        self.tree.header().sectionResized.connect(self._on_resized)
        self.empty.acted.connect(self.framework_requested)
        self.model.move_requested.connect(self.move_requested)
        self.model.span_dropped.connect(self.span_dropped)
        self.model.rename_requested.connect(self.rename_requested)
        self.model.recounted.connect(self.tree.viewport().update)
        self.model.renamed.connect(self._on_many_renamed)
        self.tree.entered.connect(self._on_entered_row)
        self._rest.timeout.connect(self._on_rested)
        self.tree.renamed.connect(self._on_renamed)
        self.tree.applied.connect(self._on_applied)
        self.tree.doubleClicked.connect(self._on_applied)
        self.tree.collapsed.connect(self._on_collapsed)
        self.tree.expanded.connect(self._on_expanded)
        self.tree.customContextMenuRequested.connect(self._on_context)
        self.tree.selectionModel().currentChanged.connect(self._on_current)

    def set_nodes(self, nodes: Iterable[CodeNode]) -> None:
        """Show these codes; what was current, chosen and folded stays so."""
        if self.tree.renaming:
            # A name that is being typed must not vanish; the newest codes are shown after it.
            self._waiting = tuple(nodes)
            return
        nodes = tuple(nodes)
        current, chosen = self.current_id(), self.selected_ids()
        before = {node.label for node in self.model.branches.nodes.values()}
        # Shown before it is filled: rows measured out of view would be measured again in view.
        self._pages.setCurrentWidget(self.tree if nodes else self.empty)
        self.field.setVisible(bool(nodes))
        moved = self.model.set_nodes(nodes)
        self._fit_counts()
        if not moved:
            # Another name may stand among what is found, and what it brings is folded at first.
            after = {node.label for node in self.model.branches.nodes.values()}
            if self.filter.active and after != before:
                self._unfold()
            return
        self._unfold()
        if current is not None:
            self.select(current)
        if len(chosen) > 1:
            self._choose(chosen)

    def _fit_counts(self) -> None:
        """Make the columns of numbers as wide as the largest number and the heading need.

        The tree would measure every row for that.
        """
        nodes = self.model.branches.nodes.values()
        header, metrics = self.tree.header(), self.tree.fontMetrics()
        for column in COUNTED:
            largest = max((self.model.count(node, column) for node in nodes), default=0)
            words = metrics.horizontalAdvance(self.speech.number(largest)) + 2 * Space.SMALL
            if column is Column.PROPOSED and self.tree.isColumnHidden(column) != (not largest):
                self.tree.setColumnHidden(column, not largest)
            header.resizeSection(column, max(words, header.sectionSizeHint(column)))

    def current_id(self) -> int | None:
        """The id of the current code, or None."""
        index = self.tree.currentIndex()
        return index.siblingAtColumn(0).data(ID_ROLE) if index.isValid() else None

    def selected_ids(self) -> tuple[int, ...]:
        """The ids of the chosen codes from the top, the current one alone where none else is."""
        rows = self.tree.selectionModel().selectedRows()
        rows.sort(key=lambda index: self.tree.visualRect(index).top())
        found = tuple(index.data(ID_ROLE) for index in rows)
        current = self.current_id()
        return found or (() if current is None else (current,))

    def select(self, id_: int) -> None:
        """Make a code current and bring it into view."""
        index = self.filter.mapFromSource(self.model.index_of(id_))
        if index.isValid():
            # Not `setCurrentIndex`, which would heed a modifier key that happens to be down.
            flag = QItemSelectionModel.SelectionFlag
            self.tree.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
            self.tree.scrollTo(index)

    def _choose(self, ids: tuple[int, ...]) -> None:
        flag = QItemSelectionModel.SelectionFlag
        for id_ in ids:
            index = self.filter.mapFromSource(self.model.index_of(id_))
            if index.isValid():
                self.tree.selectionModel().select(index, flag.Select | flag.Rows)

    def rename(self) -> None:
        """Let another name be typed over the current code's; Enter keeps it, Escape leaves it."""
        index = self.tree.currentIndex()
        if index.isValid():
            self.tree.setFocus()
            self.tree.edit(index.siblingAtColumn(0))

    def show_frameworks(self, names: frozenset[str]) -> None:
        """Show only the codes of these frameworks (`""` for one's own); all where none is named."""
        if names != self.filter.frameworks:
            self.filter.set_frameworks(names)
            self._unfold()

    def show_only(self, code_ids: frozenset[int] | None) -> None:
        """Show only these codes with what is beneath them; all where there is None."""
        if code_ids != self.filter.code_ids:
            self.filter.set_codes(code_ids)
            self._unfold()

    @property
    def folded(self) -> tuple[str, ...]:
        """The UUIDs of the folded codes."""
        return tuple(sorted(self._folded))

    def fold(self, uuids: Iterable[str]) -> None:
        """Fold these codes and unfold all others."""
        wanted = set(uuids)
        if wanted != self._folded:
            self._folded = wanted
            self._unfold()

    def fold_all(self, *, folded: bool) -> None:
        """Fold every code that has others beneath it, or unfold all."""
        children, nodes = self.model.branches.children, self.model.branches.nodes
        above = {nodes[id_].uuid for id_ in children if id_ is not None} if folded else set[str]()
        self.fold(above)
        self.folding_changed.emit()

    def retranslate(self) -> None:
        """Override: headings, field and empty state."""
        self.tree.setAccessibleName(self.speech("Codes"))
        self.field.set_speech(self.speech)
        self.empty.set_speech(self.speech)
        self.model.set_speech(self.speech, colours_of(self))
        self._fit_counts()

    def changeEvent(self, event: QEvent) -> None:
        """Override: marks are painted for the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.model.set_speech(self.speech, colours_of(self))
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_counts()

    def _unfold(self) -> None:
        self.tree.blockSignals(True)
        self.tree.expandAll()
        if not self.filter.active:
            for id_, node in self.model.branches.nodes.items():
                if node.uuid in self._folded:
                    self.tree.collapse(self.filter.mapFromSource(self.model.index_of(id_)))
        self.tree.blockSignals(False)

    def _on_searched(self, words: str) -> None:
        current = self.current_id()
        self.filter.set_words(words)
        self._unfold()
        if current is not None:
            self.select(current)

    def _on_resized(self, section: int) -> None:
        if section == Column.LABEL:
            # Names break elsewhere, so rows are as high as the new width makes them.
            self.tree.scheduleDelayedItemsLayout()

    def _enter_tree(self) -> None:
        self.tree.setFocus()
        first = self._first_match()
        if first.isValid():
            self.tree.setCurrentIndex(first)

    def _first_match(self) -> QModelIndex:
        """The first code that is called so, else the first whose definition holds the words."""
        index, second = self.filter.index(0, 0), QModelIndex()
        while index.isValid() and self.filter.active:
            source = self.filter.mapToSource(index)
            if self.filter.is_called(source):
                return index
            if not second.isValid() and self.filter.holds_words(source):
                second = index
            index = self.tree.indexBelow(index)
        return second if self.filter.active else index

    def _on_applied(self, index: QModelIndex) -> None:
        self.code_activated.emit(index.siblingAtColumn(0).data(ID_ROLE))

    def _on_current(self, index: QModelIndex) -> None:
        self.code_selected.emit(index.siblingAtColumn(0).data(ID_ROLE) if index.isValid() else None)

    def _on_collapsed(self, index: QModelIndex) -> None:
        self._note_folding(index, folded=True)

    def _on_expanded(self, index: QModelIndex) -> None:
        self._note_folding(index, folded=False)

    def _note_folding(self, index: QModelIndex, *, folded: bool) -> None:
        node = self.model.branches.nodes.get(index.data(ID_ROLE))
        if node is not None and not self.filter.active:
            (self._folded.add if folded else self._folded.discard)(node.uuid)
            self.folding_changed.emit()

    def _on_entered_row(self, index: QModelIndex) -> None:
        self._hovered = index.siblingAtColumn(0).data(ID_ROLE)
        self._rest.start()

    def _on_rested(self) -> None:
        if self._hovered is not None and self.tree.viewport().underMouse():
            self.code_hovered.emit(self._hovered)

    def _on_renamed(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.set_nodes(waiting)

    def _on_many_renamed(self) -> None:
        if self.filter.active:
            self.filter.invalidate()
        # Every row is measured once, as the names that stand in it need.
        self.tree.scheduleDelayedItemsLayout()

    def _on_context(self, point: QPoint) -> None:
        index = self.tree.indexAt(point)
        id_ = index.siblingAtColumn(0).data(ID_ROLE) if index.isValid() else None
        self.context_requested.emit(self.tree.viewport().mapToGlobal(point), id_)


class _Tree(QTreeView):
    applied = Signal(QModelIndex)
    renamed = Signal()

    @property
    def renaming(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.setFocus()
        self.renamed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.renaming:
            if self.currentIndex().isValid():
                self.applied.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
