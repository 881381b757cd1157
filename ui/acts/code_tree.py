"""The acts on the codes of the tree: name, colour, order, merge, split, delete, group."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from qda.colours import CODE_COLOURS
from qda.edits.code_groups import AddCodeGroup, PutInGroups, RemoveCodeGroup
from qda.edits.code_sets import ColourCodes, DeleteCodes, MoveCodes
from qda.edits.codes import DeleteCode, MergeCodes, MoveCode, SplitCode, WordCode
from qda.i18n import Speech
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.rows import CodingRow
from ui.acts.act import Acts
from ui.acts.choosing import CodeChooser
from ui.code_tree.moving import Place, moved_down, moved_in, moved_out, moved_up
from ui.code_tree.state import Branches
from ui.desk import Desk
from ui.dialogs.code_words import CodeWordsDialog
from ui.dialogs.group_name import GroupNameDialog
from ui.dialogs.splitting import SplitDialog
from ui.panes.code_desk import CodeDesk
from ui.theme import colours_of
from ui.widgets.marks import mark_icon
from ui.widgets.notice_bar import Message

MOST_SEGMENTS: Final = 2_000
"""So many segments of a code are offered when it is split."""


class CodeTreeActs(Acts):
    """What one does to the codes that are chosen in the tree."""

    def __init__(
        self, desk: Desk, speech: Speech, codes: CodeDesk, *, chooser: CodeChooser, window: QWidget
    ) -> None:
        super().__init__(desk, speech, window)
        self.codes = codes
        self.chooser = chooser
        codes.menu_wanted.connect(self._on_menu)
        codes.group_menu_wanted.connect(self._on_group_menu)
        codes.theory.edit_wanted.connect(self.edit)

    def chosen(self) -> tuple[int, ...]:
        """The ids of the chosen codes; where there is none it is told."""
        found = self.codes.trees.active().selected_ids()
        if not found:
            self.desk.told.emit(Message(lambda s: s("Choose a code in the tree first.")))
        return found

    # --- words and colours ---------------------------------------------------------------------

    def on_rename_code(self) -> None:
        """Let another name be typed over the current code's."""
        if self.chosen():
            self.codes.trees.active().rename()

    def on_edit_code(self) -> None:
        """Ask for the names and rules of the current code."""
        if self.chosen():
            self.edit(self.codes.trees.active().current_id())

    def edit(self, code_id: int | None) -> None:
        """Ask for the names and rules of a code."""
        code = None if code_id is None else self.codes.code(code_id)
        if code is None:
            return
        dialog = CodeWordsDialog(self.speech, code, self.window_)

        def keep() -> None:
            self.desk.do(WordCode(code.id, dialog.wording(), label=dialog.label_()))

        dialog.accepted.connect(keep)
        self.ask(dialog)

    def on_colour_codes(self) -> None:
        """Show the colours to choose from."""
        ids = self.chosen()
        if ids:
            menu = QMenu(self.window_)
            menu.aboutToHide.connect(menu.deleteLater)
            self._add_colours(menu, ids)
            menu.popup(QCursor.pos())

    def _add_colours(self, menu: QMenu, ids: tuple[int, ...]) -> None:
        first = self.codes.code(ids[0])
        for colour in CODE_COLOURS:
            act = menu.addAction(self.speech(colour.name))
            act.setIcon(mark_icon(colour.value, colours_of(self.window_)))
            act.setCheckable(True)
            act.setChecked(first is not None and first.colour.lower() == colour.value)
            act.triggered.connect(partial(self._colour, ids, colour.value))

    def _colour(self, ids: tuple[int, ...], colour: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.desk.do(ColourCodes(ids, colour))

    # --- merging, splitting, deleting ----------------------------------------------------------

    def on_merge_codes(self) -> None:
        """Merge the chosen codes into the current one; a single one into one that is chosen."""
        ids, current = self.chosen(), self.codes.trees.active().current_id()
        if len(ids) > 1 and current is not None:
            self.desk.do(MergeCodes(tuple(each for each in ids if each != current), current))
        elif ids:
            code = self.codes.code(ids[0])
            name = "" if code is None else code.name(self.speech.language)
            title = self.speech("Merge “{code}” into which code?", code=name)
            tree = self.codes.trees.active().tree
            self.chooser.choose_beside(tree, title, partial(self._merge_into, ids))

    def _merge_into(self, ids: tuple[int, ...], into_id: int) -> None:
        if into_id not in ids:
            self.desk.do(MergeCodes(ids, into_id))

    def on_split_code(self) -> None:
        """Ask into which codes the current one is split, and which segments go where."""
        code_id = self.codes.trees.active().current_id()
        if self.chosen() and code_id is not None:
            wanted = CodingFilter(code_ids=frozenset({code_id}))
            self.desk.read(
                "codings to split",
                lambda c: codings(c, wanted, count=MOST_SEGMENTS),
                partial(self._ask_split, code_id),
            )

    def _ask_split(self, code_id: int, rows: tuple[CodingRow, ...]) -> None:
        code = self.codes.code(code_id)
        if code is None:
            return
        dialog = SplitDialog(self.speech, code.name(self.speech.language), rows, self.window_)

        def split() -> None:
            self.desk.do(SplitCode(code_id, dialog.parts(), dialog.assigned()))

        dialog.accepted.connect(split)
        self.ask(dialog)

    def on_delete_codes(self) -> None:
        """Delete the chosen codes with everything beneath them."""
        ids = self.chosen()
        if len(ids) == 1:
            self.desk.do(DeleteCode(ids[0]))
        elif ids:
            self.desk.do(DeleteCodes(ids))

    # --- order ---------------------------------------------------------------------------------

    def on_code_up(self) -> None:
        """Move the chosen codes before their sibling above."""
        self._move(moved_up(self._branches(), self.chosen()))

    def on_code_down(self) -> None:
        """Move the chosen codes behind their sibling below."""
        self._move(moved_down(self._branches(), self.chosen()))

    def on_code_out(self) -> None:
        """Move the chosen codes one level out, behind their parent."""
        self._move(moved_out(self._branches(), self.chosen()))

    def on_code_in(self) -> None:
        """Move the chosen codes beneath the sibling above them."""
        self._move(moved_in(self._branches(), self.chosen()))

    def _branches(self) -> Branches:
        return self.codes.tree.model.branches

    def _move(self, place: Place | None) -> None:
        if place is None:
            return
        if len(place.ids) == 1:
            self.desk.do(MoveCode(place.ids[0], place.parent_id, place.position))
        else:
            self.desk.do(MoveCodes(place.ids, place.parent_id, place.position))

    def on_fold_codes(self) -> None:
        """Fold every code that has others beneath it."""
        self.codes.trees.active().fold_all(folded=True)

    def on_unfold_codes(self) -> None:
        """Unfold all codes."""
        self.codes.trees.active().fold_all(folded=False)

    def on_trees_beside(self) -> None:
        """Show a second tree for another theory, or hide it."""
        trees = self.codes.trees
        trees.put_beside(beside=trees.beside.isHidden())

    # --- groups --------------------------------------------------------------------------------

    def on_group_codes(self) -> None:
        """Show the groups, to put the chosen codes into or take them out."""
        ids = self.chosen()
        if ids:
            menu = QMenu(self.window_)
            menu.aboutToHide.connect(menu.deleteLater)
            self._add_groups(menu, ids)
            menu.popup(QCursor.pos())

    def _add_groups(self, menu: QMenu, ids: tuple[int, ...]) -> None:
        for group in self.codes.groups():
            inside = set(ids) <= set(group.code_ids)
            act = menu.addAction(group.name.replace("&", "&&"))
            act.setCheckable(True)
            act.setChecked(inside)
            act.triggered.connect(partial(self._regroup, ids, group.id))
        menu.addSeparator()
        menu.addAction(self.speech("New group …"), partial(self._new_group, ids))

    def _regroup(self, ids: tuple[int, ...], group_id: int, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        changed = {"into": (group_id,)} if checked else {"out_of": (group_id,)}
        self.desk.do(PutInGroups(ids, **changed))

    def _new_group(self, ids: tuple[int, ...]) -> None:
        dialog = GroupNameDialog(self.speech, self.window_)

        def add() -> None:
            self.desk.do(AddCodeGroup(dialog.name.text(), ids))

        dialog.accepted.connect(add)
        self.ask(dialog)

    def _on_group_menu(self, point: QPoint, group_id: int, code_id: int | None) -> None:
        group = next((g for g in self.codes.groups() if g.id == group_id), None)
        if group is None:
            return
        trees, menu = self.codes.trees, QMenu(self.window_)
        menu.aboutToHide.connect(menu.deleteLater)
        if code_id is not None:
            menu.addAction(self.speech("Show in the tree"), partial(self.codes.go_to, code_id))
            out = partial(self._take_out, code_id, group_id)
            menu.addAction(self.speech("Take out of the group"), out)
            menu.addSeparator()
        shown = trees.tree.filter.code_ids
        if shown is None:
            only = frozenset(group.code_ids)
            words = self.speech("Show only the codes of this group")
            menu.addAction(words, partial(trees.tree.show_only, only))
        else:
            menu.addAction(self.speech("Show all codes"), partial(trees.tree.show_only, None))
        menu.addAction(self.speech("Rename the group"), partial(trees.groups.rename, group_id))
        menu.addAction(
            self.speech("Remove the group; its codes stay"),
            partial(self._remove_group, group_id),
        )
        menu.popup(point)

    def _take_out(self, code_id: int, group_id: int) -> None:
        self.desk.do(PutInGroups((code_id,), out_of=(group_id,)))

    def _remove_group(self, group_id: int) -> None:
        self.desk.do(RemoveCodeGroup(group_id))

    # --- the menu of a code --------------------------------------------------------------------

    def _on_menu(self, point: QPoint, code_id: int | None) -> None:
        self.menu(code_id).popup(point)

    def menu(self, code_id: int | None) -> QMenu:
        """What one can do to the chosen codes, or to the tree where no code is meant."""
        speech, menu = self.speech, QMenu(self.window_)
        menu.aboutToHide.connect(menu.deleteLater)
        beneath = speech("Add a code beneath it …") if code_id else speech("Add a code …")
        menu.addAction(beneath, partial(self.codes.code_wanted.emit, code_id))
        menu.addAction(speech("Add a framework …"), self.codes.framework_wanted.emit)
        if code_id is None:
            return menu
        ids = self.codes.trees.active().selected_ids()
        ids = ids if code_id in ids else (code_id,)
        menu.addSeparator()
        applied = partial(self.codes.code_applied.emit, code_id)
        menu.addAction(speech("Code the selected words"), applied)
        menu.addSeparator()
        menu.addAction(speech("Rename"), self.on_rename_code)
        menu.addAction(speech("Edit names and rules …"), partial(self.edit, code_id))
        self._add_colours(menu.addMenu(speech("Colour")), ids)
        self._add_groups(menu.addMenu(speech("Groups")), ids)
        menu.addSeparator()
        menu.addAction(speech("Write a memo"), partial(self.codes.memo_wanted.emit, code_id))
        menu.addAction(speech("List its memos"), partial(self.codes.memos_wanted.emit, code_id))
        menu.addSeparator()
        menu.addAction(self._merge_words(ids), self.on_merge_codes)
        menu.addAction(speech("Split …"), self.on_split_code)
        menu.addAction(speech("Delete with everything beneath it"), self.on_delete_codes)
        return menu

    def _merge_words(self, ids: tuple[int, ...]) -> str:
        current = self.codes.code(self.codes.trees.active().current_id() or 0)
        if len(ids) < 2 or current is None:
            return self.speech("Merge into another code …")
        name = current.name(self.speech.language).replace("&", "&&")
        return self.speech.many(
            "Merge {n} code into “{code}”", "Merge {n} codes into “{code}”", len(ids) - 1, code=name
        )
