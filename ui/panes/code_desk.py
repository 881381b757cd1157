"""The right side: the code tree, the card of the code one is at, and the coded segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from models.positions import Span
from models.vocabulary import CodingState
from qda.edits.code_groups import PutInGroups, RenameCodeGroup
from qda.edits.code_sets import MoveCodes
from qda.edits.codes import MoveCode, WordCode
from qda.edits.coding import CodeSegment, RecodeCodings
from qda.events import Changed
from qda.i18n import Speech
from qda.retrieval.code_groups import CodeGroupRow, code_groups
from qda.retrieval.codes import codes
from qda.retrieval.codings import CodingFilter
from qda.retrieval.counts import CodeCount, CodeCounter, Counts
from qda.retrieval.listing import count_codings
from qda.retrieval.memos import memo_counts
from qda.retrieval.rows import CodeRow, CodingRow
from qda.retrieval.studies import study_row
from qda.retrieval.theories import TheoryRow, theories
from qda.session import StudyState
from ui.code_tree.choosing import OWN, Theory
from ui.code_tree.groups import GroupNode
from ui.code_tree.state import CodeNode
from ui.desk import Desk
from ui.panes.card_words import Known
from ui.panes.code_trees import CodeTrees
from ui.panes.pane import Pane
from ui.panes.segments import SegmentsPane
from ui.panes.theory_card import TheoryCard
from ui.signs import MEMO
from ui.widgets.segments import SegmentRow
from ui.widgets.speaking import Speaking

_WAITING: Final = CodingFilter(states=frozenset({CodingState.PROPOSED}))


@dataclass(frozen=True, slots=True)
class _Tree:
    study: str = ""
    codes: tuple[CodeRow, ...] = ()
    theories: tuple[TheoryRow, ...] = ()
    groups: tuple[CodeGroupRow, ...] = ()
    waiting: int = field(default=0, compare=False)


class CodeDesk(Pane):
    """The theory at hand.

    Signals:
        code_applied: a code was chosen for the selected words (its id).
        segment_opened: show a coded segment in its source (source id, `Span`).
        framework_wanted: add a framework.
        code_wanted: add a code of one's own beneath one (its id, or None for the top).
        menu_wanted: a menu is wanted at a global point for a code (its id, or None).
        group_menu_wanted: and one for a group (its id) and, perhaps, a code in it.
        waiting_counted: how many codings await a researcher.
        memo_wanted, memos_wanted: write a memo on a code, or list those it has (its id).
    """

    shows = frozenset(
        {"code", "coding", "framework", "case_span", "code_group", "code_group_member"}
    )

    code_applied = Signal(int)
    segment_opened = Signal(int, object)
    framework_wanted = Signal()
    code_wanted = Signal(object)
    menu_wanted = Signal(QPoint, object)
    group_menu_wanted = Signal(QPoint, int, object)
    waiting_counted = Signal(int)
    memo_wanted = Signal(int)
    memos_wanted = Signal(int)

    def __init__(
        self, desk: Desk, speech: Speech, trees: CodeTrees, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, speech, parent)
        self.trees = trees
        self.tree = self.trees.tree
        self.theory = TheoryCard(desk, speech, self)
        self.card = self.theory.card
        self.segments = SegmentsPane(desk, speech, self)
        self.lists = QTabWidget(self)
        self.waiting = 0
        self.wanted = CodingFilter()
        self._found = _Tree()
        self._counter = CodeCounter()
        self._counts = Counts({}, {})
        self._memos: dict[str, int] = {}
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh()

    def _lay_out(self) -> None:
        self.lists.addTab(self.theory, "")
        self.lists.addTab(self.segments, "")
        self.lists.setDocumentMode(True)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.trees)
        split.addWidget(self.lists)
        split.setSizes([420, 380])
        split.setChildrenCollapsible(False)
        self.setMinimumWidth(240)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def _connect(self) -> None:
        trees = self.trees
        trees.code_activated.connect(self.code_applied)
        trees.code_selected.connect(self._on_selected)
        trees.code_hovered.connect(self.theory.show_code)
        trees.move_requested.connect(self._on_moved)
        trees.rename_requested.connect(self._on_renamed)
        trees.span_dropped.connect(self._on_span_dropped)
        trees.codings_dropped.connect(self._on_codings_dropped)
        trees.framework_requested.connect(self.framework_wanted)
        trees.context_requested.connect(self.menu_wanted)
        trees.group_menu_wanted.connect(self.group_menu_wanted)
        trees.codes_grouped.connect(self._on_grouped)
        trees.group_rename_requested.connect(self._on_group_renamed)
        self.theory.jumped.connect(self.go_to)
        self.theory.place_opened.connect(self.segment_opened)
        self.segments.segment_opened.connect(self.segment_opened)
        self.segments.filter_changed.connect(self.set_filter)
        self.segments.list.segment_stepped.connect(self._on_segment_stepped)

    def refresh(self) -> None:
        """Override: tree and counts."""
        self.desk.read("code tree", _read_tree, self._on_tree)
        self.desk.read("memos of codes", memo_counts, self._on_memos)
        self._read_counts()

    def set_filter(self, wanted: CodingFilter, words: str = "") -> None:
        """Count only the codings that pass a filter, and say so above the tree.

        `words` say what the filter lets through; they come from whoever made it.
        """
        self.wanted = wanted
        nothing = wanted == CodingFilter()
        self.trees.say_filter(None if nothing else lambda speech: _of_filter(words, speech))
        self._read_counts()

    def _read_counts(self) -> None:
        counter, wanted = self._counter, self.wanted
        self.desk.read("code counts", lambda c: counter.read(c, wanted), self._on_counts)

    def speaking(self) -> Sequence[Speaking]:
        """Override: card and lists; the trees are worded with what they say of each code."""
        return self.theory, self.segments

    def rewording(self, speech: Speech) -> Iterator[None]:
        """Override: headings and names of the trees first, so that both are laid out at once."""
        self.speech = speech
        self.trees.set_speech(speech)
        self._show()
        yield
        yield from super().rewording(speech)

    def retranslate(self) -> None:
        """Override: the tabs."""
        self.lists.setTabText(0, self.speech("Meaning"))
        self._say_segments()

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

    def go_to(self, code_id: int) -> None:
        """Make a code current in the tree, and show it there whatever is filtered."""
        tree = self.trees.active()
        tree.field.clear()
        code = self.code(code_id)
        name = OWN if code is None else self._framework(code)
        if tree.filter.frameworks and name not in tree.filter.frameworks:
            tree = self.tree
            self.trees.reveal(name)
        tree.select(code_id)

    def focus_tree(self) -> None:
        """Go to the tree's field, to choose a code by typing."""
        self.tree.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tree.field.selectAll()

    def code(self, code_id: int) -> CodeRow | None:
        """The code with this id, or None."""
        return next((each for each in self._found.codes if each.id == code_id), None)

    def show_code(self, code_id: int) -> None:
        """Show a code in the tree, with its card."""
        self.go_to(code_id)
        self.lists.setCurrentWidget(self.theory)

    def show_coding(self, row: CodingRow) -> None:
        """Show a coding's code with its card, and its row among those of the source."""
        if self.tree.current_id() != row.code_id:
            self.go_to(row.code_id)
        self.segments.select_coding(row.id)

    def _on_tree(self, found: _Tree) -> None:
        self.waiting = found.waiting
        self.waiting_counted.emit(self.waiting)
        if found == self._found:
            # Codings changed, no code: only what the card says of evidence may have.
            self.theory.refresh()
            return
        self._found = found
        self._show()
        self.theory.set_known(
            Known(
                {code.canonical_id: code for code in found.codes},
                {each.id: each for each in found.theories},
                found.groups,
            )
        )

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
        return f"{name}  {MEMO}{self.speech.number(count)}" if count else name

    def _on_counts(self, counts: Counts) -> None:
        self._counts = counts
        self._show()

    def _show(self) -> None:
        found, language = self._found, self.speech.language
        nodes = {
            code.id: _node(
                code, self._counts.codes.get(code.id), self._named(code), of=self._framework(code)
            )
            for code in found.codes
        }
        own = any(code.framework_id is None for code in found.codes)
        offered = [Theory(each.name, each.title(language)) for each in found.theories]
        if own:
            offered.append(Theory(OWN, self.speech("Codes of your own")))
        self.trees.set_nodes(tuple(nodes.values()))
        self.trees.offer(offered)
        if found.study:
            self.trees.show_study(found.study)
        self.trees.set_groups([self._group(each, nodes) for each in found.groups])

    def _framework(self, code: CodeRow) -> str:
        theory = next((t for t in self._found.theories if t.id == code.framework_id), None)
        return OWN if theory is None else theory.name

    def _group(self, row: CodeGroupRow, nodes: dict[int, CodeNode]) -> GroupNode:
        count = self._counts.groups.get(row.id, CodeCount(0, 0, 0))
        held = tuple(nodes[each] for each in row.code_ids if each in nodes)
        return GroupNode(row.id, row.name, held, count.informants, count.segments, count.proposed)

    def _on_selected(self, code_id: int | None) -> None:
        self.theory.show_code(code_id)
        self.segments.stand_on_code(code_id)

    def _on_segment_stepped(self, row: SegmentRow) -> None:
        self.theory.show_code(row.code_id)

    def groups(self) -> tuple[CodeGroupRow, ...]:
        """The groups of codes as they are now."""
        return self._found.groups

    def all_codes(self) -> tuple[CodeRow, ...]:
        """All codes in the order of the tree, as they are now."""
        return self._found.codes

    def _on_moved(self, ids: tuple[int, ...], parent_id: int | None, position: int) -> None:
        if len(ids) == 1:
            self.desk.do(MoveCode(ids[0], parent_id, position))
        else:
            self.desk.do(MoveCodes(ids, parent_id, position))

    def _on_renamed(self, code_id: int, words: str) -> None:
        code = self.code(code_id)
        # Its own name again, or nothing, takes the label away.
        own = code is not None and words in (code.name_en, code.name_id)
        self.desk.do(WordCode(code_id, label="" if own else words))

    def _on_grouped(self, ids: tuple[int, ...], group_id: int) -> None:
        self.desk.do(PutInGroups(ids, into=(group_id,)))

    def _on_group_renamed(self, group_id: int, words: str) -> None:
        self.desk.do(RenameCodeGroup(group_id, words))
        self.trees.groups.retranslate()

    def _on_codings_dropped(self, code_id: int, ids: tuple[int, ...]) -> None:
        self.desk.do(RecodeCodings(ids, code_id))

    def _on_span_dropped(self, code_id: int, source_id: int, span: Span) -> None:
        self.desk.do(CodeSegment(source_id, span, code_id))


def _read_tree(connection: StudyState) -> _Tree:
    return _Tree(
        study_row(connection).uuid,
        codes(connection, counted=False),
        theories(connection),
        code_groups(connection),
        count_codings(connection, _WAITING),
    )


def _node(code: CodeRow, count: CodeCount | None, label: str, *, of: str) -> CodeNode:
    aliases = " ".join(text for pair in code.aliases for text in pair)
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
        framework=of,
        words=f"{code.name_en} {code.name_id} {aliases} {code.definition_en} {code.definition_id}",
    )


def _of_filter(words: str, speech: Speech) -> str:
    if words:
        return speech("Counts of the filter: {filter}", filter=words)
    return speech("Counts only of the codings that pass the filter")
