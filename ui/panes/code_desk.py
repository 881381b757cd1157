"""The right side: the code tree, the card of the current code, and the coded segments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QTabWidget, QVBoxLayout, QWidget

from models.positions import Span
from models.vocabulary import CodingState
from qda.edits.codes import DeleteCode, MoveCode
from qda.edits.coding import CodeSegment, ConfirmCodings, RemoveCodings
from qda.events import Changed
from qda.i18n import Speech
from qda.retrieval.codes import codes, frameworks, subtree
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.counts import CodeCount, code_counts
from qda.retrieval.memos import memo_counts
from qda.retrieval.rows import CodeRow, CodingRow, FrameworkRow
from qda.session import StudyState
from ui.code_tree.card import CodeCardPanel
from ui.code_tree.state import CodeCard, CodeNode, SeeInstead
from ui.code_tree.view import CodeTree
from ui.desk import Desk
from ui.panes.pane import Pane
from ui.panes.sources import MEMO_SIGN
from ui.widgets.segment_list import SegmentList
from ui.widgets.segments import SegmentRow

MOST_SEGMENTS = 2_000
"""Coded segments of one code that the list shows; more are found by a filter or a matrix."""


@dataclass(frozen=True, slots=True)
class _Tree:
    codes: tuple[CodeRow, ...]
    frameworks: tuple[FrameworkRow, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A code that is to be chosen: what for, what happens with it, and where one goes back to."""

    say: Callable[[Speech], str]
    then: Callable[[int], None]
    left: Callable[[], None]


class CodeDesk(Pane):
    """The theory at hand.

    Signals:
        code_applied: a code was chosen for the selected words (its id).
        segment_opened: show a coded segment in its source (source id, `Span`).
        framework_wanted: add a framework.
        code_wanted: add a code of one's own beneath one (its id, or None for the top).
        waiting_counted: how many codings await a researcher.
        memo_wanted, memos_wanted: write a memo on a code, or list those it has (its id).
    """

    shows = frozenset({"code", "coding", "framework", "case_span"})

    code_applied = Signal(int)
    segment_opened = Signal(int, object)
    framework_wanted = Signal()
    code_wanted = Signal(object)
    waiting_counted = Signal(int)
    memo_wanted = Signal(int)
    memos_wanted = Signal(int)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.tree = CodeTree(speech, self)
        self.card = CodeCardPanel(speech, self)
        self.here = SegmentList(speech, self)
        self.of_code = SegmentList(speech, self)
        self.lists = QTabWidget(self)
        self.waiting = 0
        self._choice: Choice | None = None
        self._found = _Tree((), ())
        self._counts: dict[int, CodeCount] = {}
        self._memos: dict[str, int] = {}
        self._here: tuple[CodingRow, ...] = ()
        self._of_code: tuple[CodingRow, ...] = ()
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh()

    def _lay_out(self) -> None:
        self.lists.addTab(self.card, "")
        self.lists.addTab(self.here, "")
        self.lists.addTab(self.of_code, "")
        self.lists.setDocumentMode(True)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.tree)
        split.addWidget(self.lists)
        split.setSizes([420, 380])
        split.setChildrenCollapsible(False)
        self.setMinimumWidth(240)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def _connect(self) -> None:
        self.tree.code_activated.connect(self._on_activated)
        self.tree.left.connect(self._on_left)
        self.tree.code_selected.connect(self._on_selected)
        self.tree.move_requested.connect(self._on_moved)
        self.tree.span_dropped.connect(self._on_span_dropped)
        self.tree.framework_requested.connect(self.framework_wanted)
        self.tree.context_requested.connect(self._on_context)
        self.card.see_instead.connect(self._on_see_instead)
        for segments in (self.here, self.of_code):
            segments.segment_chosen.connect(self._on_segment)
            segments.context_requested.connect(self._on_segments_menu)

    def refresh(self) -> None:
        """Override: tree, counts and the segments of the current code."""
        self.desk.read("code tree", _read_tree, self._on_tree)
        self.desk.read("code counts", code_counts, self._on_counts)
        self.desk.read("memos of codes", memo_counts, self._on_memos)
        self._read_segments(self.tree.current_id())

    def retranslate(self) -> None:
        """Override: tree, card, tabs and lists."""
        for part in (self.tree, self.card, self.here, self.of_code):
            part.set_speech(self.speech)
        self._say_choice()
        self.lists.setTabText(0, self.speech("Meaning"))
        self.lists.setTabText(1, self.speech("In this source"))
        self.lists.setTabText(2, self.speech("Of this code"))
        self._show()

    def show_codings(self, rows: tuple[CodingRow, ...]) -> None:
        """Show the coded segments of the source that is being read."""
        self._here = rows
        self.here.set_rows(self._segment_rows(rows))

    def focus_tree(self) -> None:
        """Go to the tree's field, to choose a code by typing."""
        self.tree.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tree.field.selectAll()

    def choose(self, choice: Choice) -> None:
        """Let a code be chosen by typing; Enter takes it, Escape leaves."""
        self._choice = choice
        self.tree.choosing = True
        self._say_choice()
        self.focus_tree()

    def leave_choice(self) -> None:
        """No code is to be chosen any more."""
        if self._choice is not None:
            self._choice = None
            self.tree.choosing = False
            self.tree.field.clear()
            self._say_choice()

    def code(self, code_id: int) -> CodeRow | None:
        """The code with this id, or None."""
        return next((each for each in self._found.codes if each.id == code_id), None)

    def show_code(self, code_id: int) -> None:
        """Make a code current and show its card."""
        self.tree.field.clear()
        self.tree.select(code_id)
        self.lists.setCurrentWidget(self.card)

    def show_coding(self, row: CodingRow) -> None:
        """Show a coding's code with its card, and its row among those of the source."""
        if self.tree.current_id() != row.code_id:
            self.tree.field.clear()
            self.tree.select(row.code_id)
        self.here.select_coding(row.id)

    def _say_choice(self) -> None:
        words = "" if self._choice is None else self._choice.say(self.speech)
        self.tree.hint.setText(words)
        self.tree.hint.setVisible(bool(words))
        self.tree.field.setAccessibleDescription(words)

    def _on_activated(self, code_id: int) -> None:
        choice = self._choice
        self.leave_choice()
        if choice is None:
            self.code_applied.emit(code_id)
        else:
            choice.then(code_id)

    def _on_left(self) -> None:
        choice = self._choice
        self.leave_choice()
        if choice is not None:
            choice.left()

    def _on_tree(self, found: _Tree) -> None:
        self._found = found
        self.waiting = sum(code.proposed for code in found.codes)
        self.waiting_counted.emit(self.waiting)
        self._show()

    def _on_changed(self, change: Changed) -> None:
        """A memo that is kept while one writes concerns no more than its sign."""
        if change.tables & {"memo"} and not change.tables & self.shows:
            self.desk.read("memos of codes", memo_counts, self._on_memos)
        super()._on_changed(change)

    def _on_memos(self, counts: dict[str, int]) -> None:
        if counts != self._memos:
            self._memos = counts
            self._show()

    def _named(self, code: CodeRow) -> str:
        """The name of a code, with a sign and the number of its memos where it has any."""
        name = code.name(self.speech.language)
        count = self._memos.get(code.uuid, 0)
        return f"{name}  {MEMO_SIGN}{self.speech.number(count)}" if count else name

    def _on_counts(self, counts: dict[int, CodeCount]) -> None:
        self._counts = counts
        self._show()

    def _show(self) -> None:
        self.tree.set_nodes(
            _node(code, self._counts.get(code.id), self._named(code)) for code in self._found.codes
        )
        self._show_card(self.tree.current_id())
        self.here.set_rows(self._segment_rows(self._here))
        self.of_code.set_rows(self._segment_rows(self._of_code))

    def _on_selected(self, code_id: int | None) -> None:
        self._show_card(code_id)
        self._read_segments(code_id)

    def _show_card(self, code_id: int | None) -> None:
        code = None if code_id is None else self.code(code_id)
        self.card.show_card(None if code is None else self._card(code))

    def _card(self, code: CodeRow) -> CodeCard:
        language = self.speech.language
        by_id = {each.canonical_id: each for each in self._found.codes}
        theory = next((f for f in self._found.frameworks if f.id == code.framework_id), None)
        return CodeCard(
            id=code.id,
            canonical_id=code.canonical_id,
            label=code.name(language),
            colour=code.colour,
            framework="" if theory is None else theory.title(language),
            definition=code.text("definition", language),
            include=code.text("include", language),
            exclude=code.text("exclude", language),
            see_instead=tuple(
                SeeInstead(each, by_id[each].name(language))
                for each in code.see_instead
                if each in by_id
            ),
            indicators=_spoken(code.indicators, language),
            questions=_spoken(code.questions, language),
            note=code.note,
        )

    def _read_segments(self, code_id: int | None) -> None:
        if code_id is None:
            self._of_code = ()
            self.of_code.set_rows(())
            return

        def read(connection: StudyState) -> tuple[CodingRow, ...]:
            inside = subtree(codes(connection), code_id)
            return codings(connection, CodingFilter(code_ids=inside), count=MOST_SEGMENTS)

        self.desk.read("segments of code", read, self._on_segments)

    def _on_segments(self, rows: tuple[CodingRow, ...]) -> None:
        self._of_code = rows
        self.of_code.set_rows(self._segment_rows(rows))

    def _segment_rows(self, rows: tuple[CodingRow, ...]) -> list[SegmentRow]:
        known = {code.id: code for code in self._found.codes}
        return [
            SegmentRow(
                id=row.id,
                source_id=row.source_id,
                span=row.span,
                key=row.key,
                quote=row.quote,
                code=known[row.code_id].name(self.speech.language),
                colour=known[row.code_id].colour,
                coder=row.coder,
                state=row.state,
            )
            for row in rows
            if row.code_id in known
        ]

    def _on_see_instead(self, canonical_id: str) -> None:
        found = next((c for c in self._found.codes if c.canonical_id == canonical_id), None)
        if found is not None:
            self.tree.field.clear()
            self.tree.select(found.id)

    def _on_moved(self, code_id: int, parent_id: int | None, position: int) -> None:
        self.desk.do(MoveCode(code_id, parent_id, position))

    def _on_span_dropped(self, code_id: int, source_id: int, span: Span) -> None:
        self.desk.do(CodeSegment(source_id, span, code_id))

    def _on_segment(self, row: SegmentRow) -> None:
        self.segment_opened.emit(row.source_id, row.span)

    def _on_context(self, point: QPoint, code_id: int | None) -> None:
        menu = QMenu(self)
        menu.addAction(self.speech("Add a code …"), lambda: self.code_wanted.emit(code_id))
        menu.addAction(self.speech("Add a framework …"), self.framework_wanted.emit)
        if code_id is not None:
            menu.addSeparator()
            menu.addAction(
                self.speech("Code the selected words"), lambda: self.code_applied.emit(code_id)
            )
            menu.addAction(self.speech("Write a memo"), lambda: self.memo_wanted.emit(code_id))
            menu.addAction(self.speech("List its memos"), lambda: self.memos_wanted.emit(code_id))
            menu.addAction(
                self.speech("Delete with everything beneath it"),
                lambda: self.desk.do(DeleteCode(code_id)),
            )
        menu.popup(point)

    def _on_segments_menu(self, point: QPoint, rows: list[SegmentRow]) -> None:
        if not rows:
            return
        ids = tuple(row.id for row in rows)
        menu = QMenu(self)
        proposed = tuple(row.id for row in rows if row.state is CodingState.PROPOSED)
        if proposed:
            menu.addAction(
                self.speech.many("Confirm {n} proposal", "Confirm {n} proposals", len(proposed)),
                lambda: self.desk.do(ConfirmCodings(proposed)),
            )
        menu.addAction(
            self.speech.many("Remove {n} coding", "Remove {n} codings", len(ids)),
            lambda: self.desk.do(RemoveCodings(ids)),
        )
        menu.popup(point)


def _read_tree(connection: StudyState) -> _Tree:
    return _Tree(codes(connection), frameworks(connection))


def _node(code: CodeRow, count: CodeCount | None, label: str) -> CodeNode:
    return CodeNode(
        id=code.id,
        uuid=code.uuid,
        parent_id=code.parent_id,
        canonical_id=code.canonical_id.rpartition(":")[2],
        label=label,
        colour=code.colour,
        informants=0 if count is None else count.informants,
        segments=0 if count is None else count.segments,
        proposed=0 if count is None else count.proposed,
    )


def _spoken(pairs: tuple[tuple[str, str], ...], language: str) -> tuple[str, ...]:
    at = 1 if language == "id" else 0
    return tuple(pair[at] or pair[1 - at] for pair in pairs)
