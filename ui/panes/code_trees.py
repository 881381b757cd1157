"""The code tree, a second one beside it for another theory, and the groups beneath them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QSplitter, QVBoxLayout, QWidget

from qda.arrangement import Arrangement, load_arrangement, save_arrangement
from qda.i18n import Speech, mark
from ui.code_tree.choosing import FrameworkButton, Theory
from ui.code_tree.groups import GroupNode, GroupTree
from ui.code_tree.state import CodeNode
from ui.code_tree.view import CodeTree
from ui.theme import Space
from ui.widgets.collapsible import CollapsibleSection
from ui.widgets.speaking import Speaking

_SAVE_MS = 250


class CodeTrees(Speaking, QWidget):
    """One or two trees over the same codes, each with its own theories, and the groups.

    What is shown and folded is remembered per study.

    Signals: as those of `CodeTree`, from whichever tree it was; and
        group_menu_wanted: at a global point for a group and, perhaps, a code in it.
        codes_grouped: codes were dropped on a group: their ids, the group's id.
        group_rename_requested: a group's id, the words typed.
    """

    code_activated = Signal(int)
    code_selected = Signal(object)
    code_hovered = Signal(int)
    move_requested = Signal(object, object, int)
    rename_requested = Signal(int, str)
    span_dropped = Signal(int, int, object)
    codings_dropped = Signal(int, object)
    rows_dropped = Signal(int, object)
    context_requested = Signal(QPoint, object)
    framework_requested = Signal()
    group_menu_wanted = Signal(QPoint, int, object)
    codes_grouped = Signal(object, int)
    group_rename_requested = Signal(int, str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = CodeTree(speech, self)
        self.beside = CodeTree(speech, self)
        self.button = FrameworkButton(speech, self.tree)
        self.button_beside = FrameworkButton(speech, self.beside)
        self.filtered = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.groups = GroupTree(speech, self)
        self.group_section = CollapsibleSection(mark("Groups"), speech, self.groups, self)
        self._study = ""
        self._nodes: Sequence[CodeNode] = ()
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._last = self.tree
        self._say_filter: Callable[[Speech], str] | None = None
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        self.tree.head.addWidget(self.button)
        self.beside.head.addWidget(self.button_beside)
        self.beside.hide()
        self.filtered.hide()
        self.filtered.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, 0)
        pair = QSplitter(Qt.Orientation.Horizontal, self)
        pair.addWidget(self.tree)
        pair.addWidget(self.beside)
        pair.setChildrenCollapsible(False)
        self.parts = QSplitter(Qt.Orientation.Vertical, self)
        self.parts.addWidget(pair)
        self.parts.addWidget(self.group_section)
        self.parts.setStretchFactor(0, 3)
        self.parts.setStretchFactor(1, 1)
        self.parts.setChildrenCollapsible(False)
        self.group_section.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filtered)
        column.addWidget(self.parts, 1)

    def _connect(self) -> None:
        for tree, button in ((self.tree, self.button), (self.beside, self.button_beside)):
            tree.code_activated.connect(self.code_activated)
            tree.code_selected.connect(self.code_selected)
            tree.code_hovered.connect(self.code_hovered)
            tree.move_requested.connect(self.move_requested)
            tree.rename_requested.connect(self.rename_requested)
            tree.span_dropped.connect(self.span_dropped)
            tree.model.codings_dropped.connect(self.codings_dropped)
            tree.model.rows_dropped.connect(self.rows_dropped)
            tree.context_requested.connect(partial(self._on_context, tree))
            tree.framework_requested.connect(self.framework_requested)
            tree.folding_changed.connect(self._saving.start)
            button.chosen.connect(partial(self._on_chosen, tree))
        self.groups.code_activated.connect(self.code_activated)
        self.groups.code_selected.connect(self.code_selected)
        self.groups.codes_dropped.connect(self.codes_grouped)
        self.groups.rename_requested.connect(self.group_rename_requested)
        self.groups.context_requested.connect(self.group_menu_wanted)
        self._saving.timeout.connect(self._save)

    def speaking(self) -> Sequence[Speaking]:
        """Override: trees, buttons and groups."""
        trees = self.tree, self.beside, self.button, self.button_beside
        return *trees, self.groups, self.group_section

    def retranslate(self) -> None:
        """Override: the second tree's name and what the counts are of."""
        if not self.beside.isHidden():
            self.beside.tree.setAccessibleName(self.speech("Codes beside"))
        self._say_filtered()

    def _say_filtered(self) -> None:
        words = "" if self._say_filter is None else self._say_filter(self.speech)
        self.filtered.setText(words)
        self.filtered.setVisible(bool(words))

    def show_study(self, uuid: str) -> None:
        """Arrange the trees as they were left for this study; once."""
        if uuid == self._study:
            return
        self._study = uuid
        kept = load_arrangement(uuid)
        self.tree.fold(kept.folded)
        self.beside.fold(kept.folded_beside)
        self._show(self.tree, frozenset(kept.shown))
        self._show(self.beside, frozenset(kept.shown_beside))
        self.beside.setVisible(kept.beside)
        self._fill_beside()

    def set_nodes(self, nodes: Sequence[CodeNode]) -> None:
        """Show these codes in the trees."""
        self._nodes = nodes
        self.tree.set_nodes(nodes)
        self._fill_beside()

    def _fill_beside(self) -> None:
        """A second tree that is not seen is not filled."""
        if not self.beside.isHidden():
            self.beside.set_nodes(self._nodes)

    def offer(self, theories: Sequence[Theory]) -> None:
        """Offer these frameworks to be shown; one that is gone is no longer asked for."""
        names = {each.name for each in theories}
        for tree, button in ((self.tree, self.button), (self.beside, self.button_beside)):
            wanted = tree.filter.frameworks & names
            tree.show_frameworks(wanted)
            button.offer(theories, wanted)

    def set_groups(self, groups: Sequence[GroupNode]) -> None:
        """Show these groups; without any there is no section."""
        self.groups.set_groups(groups)
        self.group_section.setVisible(bool(groups))

    def say_filter(self, say: Callable[[Speech], str] | None) -> None:
        """Say above the trees what the counts are of; nothing where they are of everything."""
        self._say_filter = say
        self._say_filtered()

    def put_beside(self, *, beside: bool) -> None:
        """Show a second tree beside the first, or hide it."""
        self.beside.setVisible(beside)
        self._fill_beside()
        if beside:
            self._part_theories()
            self.beside.tree.setFocus()
        else:
            self.tree.tree.setFocus()
        self.retranslate()
        self._saving.start()

    def reveal(self, framework: str) -> None:
        """Let the first tree show a framework, too."""
        self._show(self.tree, self.tree.filter.frameworks | {framework})
        self._saving.start()

    def active(self) -> CodeTree:
        """The tree that has the focus, or had it last."""
        focused = QApplication.focusWidget()
        for tree in (self.tree, self.beside):
            if focused is not None and tree.isAncestorOf(focused) and not tree.isHidden():
                self._last = tree
        return self.tree if self._last.isHidden() else self._last

    def _part_theories(self) -> None:
        """Show the first theory here and the second one there, where nothing was chosen yet."""
        names = [each.name for each in self.button.theories if each.name]
        shown = (self.tree.filter.frameworks, self.beside.filter.frameworks)
        if len(names) > 1 and not any(shown):
            self._show(self.tree, frozenset(names[:1]))
            self._show(self.beside, frozenset(names[1:2]))

    def _show(self, tree: CodeTree, names: frozenset[str]) -> None:
        button = self.button if tree is self.tree else self.button_beside
        tree.show_frameworks(names)
        button.offer(button.theories, names)

    def _on_chosen(self, tree: CodeTree, names: frozenset[str]) -> None:
        tree.show_frameworks(names)
        self._saving.start()

    def _on_context(self, tree: CodeTree, point: QPoint, code_id: int | None) -> None:
        self._last = tree
        self.context_requested.emit(point, code_id)

    def _save(self) -> None:
        if self._study:
            save_arrangement(
                self._study,
                Arrangement(
                    folded=self.tree.folded,
                    folded_beside=self.beside.folded,
                    shown=tuple(sorted(self.tree.filter.frameworks)),
                    shown_beside=tuple(sorted(self.beside.filter.frameworks)),
                    beside=not self.beside.isHidden(),
                ),
            )
