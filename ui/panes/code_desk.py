"""The right side: the code tree, the card of the current code, and the coded segments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QTabWidget, QVBoxLayout, QWidget

from models.positions import Span
from qda.edits.codes import DeleteCode, MoveCode
from qda.edits.coding import CodeSegment, RecodeCodings
from qda.i18n import Speech
from qda.retrieval.codes import codes, frameworks
from qda.retrieval.counts import CodeCount, code_counts
from qda.retrieval.rows import CodeRow, CodingRow, FrameworkRow
from qda.session import StudyState
from ui.code_tree.card import CodeCardPanel
from ui.code_tree.state import CodeCard, CodeNode, SeeInstead
from ui.code_tree.view import CodeTree
from ui.desk import Desk
from ui.panes.pane import Pane
from ui.panes.segments import SegmentsPane


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
    """

    shows = frozenset({"code", "coding", "framework", "case_span"})

    code_applied = Signal(int)
    segment_opened = Signal(int, object)
    framework_wanted = Signal()
    code_wanted = Signal(object)
    waiting_counted = Signal(int)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.tree = CodeTree(speech, self)
        self.card = CodeCardPanel(speech, self)
        self.segments = SegmentsPane(desk, speech, self)
        self.lists = QTabWidget(self)
        self.waiting = 0
        self._choice: Choice | None = None
        self._found = _Tree((), ())
        self._counts: dict[int, CodeCount] = {}
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh()

    def _lay_out(self) -> None:
        self.lists.addTab(self.card, "")
        self.lists.addTab(self.segments, "")
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
        self.tree.model.codings_dropped.connect(self._on_codings_dropped)
        self.tree.framework_requested.connect(self.framework_wanted)
        self.tree.context_requested.connect(self._on_context)
        self.card.see_instead.connect(self._on_see_instead)
        self.segments.segment_opened.connect(self.segment_opened)

    def refresh(self) -> None:
        """Override: tree and counts."""
        self.desk.read("code tree", _read_tree, self._on_tree)
        self.desk.read("code counts", code_counts, self._on_counts)

    def retranslate(self) -> None:
        """Override: tree, card, tabs and lists."""
        for part in (self.tree, self.card, self.segments):
            part.set_speech(self.speech)
        self._say_choice()
        self.lists.setTabText(0, self.speech("Meaning"))
        self._say_segments()
        self._show()

    def show_segments(self, *, beside: bool) -> None:
        """Keep the coded segments here, beside the text, or let them go elsewhere."""
        at = self.lists.indexOf(self.segments)
        if beside and at < 0:
            self.lists.addTab(self.segments, "")
            self._say_segments()
        elif not beside and at >= 0:
            self.lists.removeTab(at)

    def _say_segments(self) -> None:
        at = self.lists.indexOf(self.segments)
        if at >= 0:
            self.lists.setTabText(at, self.speech("Coded segments"))

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

    def show_coding(self, row: CodingRow) -> None:
        """Show a coding's code with its card, and its row among those of the source."""
        if self.tree.current_id() != row.code_id:
            self.tree.field.clear()
            self.tree.select(row.code_id)
        self.segments.select_coding(row.id)

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

    def _on_counts(self, counts: dict[int, CodeCount]) -> None:
        self._counts = counts
        self._show()

    def _show(self) -> None:
        self.tree.set_nodes(
            _node(code, self._counts.get(code.id), self.speech.language)
            for code in self._found.codes
        )
        self._show_card(self.tree.current_id())

    def _on_selected(self, code_id: int | None) -> None:
        self._show_card(code_id)
        self.segments.stand_on_code(code_id)

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

    def _on_see_instead(self, canonical_id: str) -> None:
        found = next((c for c in self._found.codes if c.canonical_id == canonical_id), None)
        if found is not None:
            self.tree.field.clear()
            self.tree.select(found.id)

    def _on_moved(self, code_id: int, parent_id: int | None, position: int) -> None:
        self.desk.do(MoveCode(code_id, parent_id, position))

    def _on_codings_dropped(self, code_id: int, ids: tuple[int, ...]) -> None:
        self.desk.do(RecodeCodings(ids, code_id))

    def _on_span_dropped(self, code_id: int, source_id: int, span: Span) -> None:
        self.desk.do(CodeSegment(source_id, span, code_id))

    def _on_context(self, point: QPoint, code_id: int | None) -> None:
        menu = QMenu(self)
        menu.addAction(self.speech("Add a code …"), lambda: self.code_wanted.emit(code_id))
        menu.addAction(self.speech("Add a framework …"), self.framework_wanted.emit)
        if code_id is not None:
            menu.addSeparator()
            menu.addAction(
                self.speech("Code the selected words"), lambda: self.code_applied.emit(code_id)
            )
            menu.addAction(
                self.speech("Delete with everything beneath it"),
                lambda: self.desk.do(DeleteCode(code_id)),
            )
        menu.popup(point)


def _read_tree(connection: StudyState) -> _Tree:
    return _Tree(codes(connection), frameworks(connection))


def _node(code: CodeRow, count: CodeCount | None, language: str) -> CodeNode:
    return CodeNode(
        id=code.id,
        uuid=code.uuid,
        parent_id=code.parent_id,
        canonical_id=code.canonical_id.rpartition(":")[2],
        label=code.name(language),
        colour=code.colour,
        informants=0 if count is None else count.informants,
        segments=0 if count is None else count.segments,
        proposed=0 if count is None else count.proposed,
    )


def _spoken(pairs: tuple[tuple[str, str], ...], language: str) -> tuple[str, ...]:
    at = 1 if language == "id" else 0
    return tuple(pair[at] or pair[1 - at] for pair in pairs)
