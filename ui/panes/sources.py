"""The sources pane: sources with their progress, collections and cases, by Enter or click."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import Reading, Technique
from qda.events import Changed
from qda.i18n import Speech, mark
from qda.labels import label
from qda.retrieval.cases import cases
from qda.retrieval.memos import memo_counts
from qda.retrieval.progress import SourceProgress, progress
from qda.retrieval.rows import CaseRow, CollectionRow, SourceRow
from qda.retrieval.sources import collections, sources
from qda.session import StudyState
from ui.desk import Desk
from ui.panes.pane import Pane
from ui.panes.source_lines import (
    Branch,
    Line,
    branch,
    case_line,
    collection_line,
    source_line,
    with_memos,
    with_progress,
)
from ui.panes.source_progress import PROGRESS, ProgressBar
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.search_field import SearchField

_NONE = Invitation(
    mark("No sources yet"),
    mark("Import interview transcripts, documents, surveys and tables of reviews to begin."),
    mark("Import files …"),
)
_KIND = Qt.ItemDataRole.UserRole
_ID = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class _Material:
    sources: tuple[SourceRow, ...]
    collections: tuple[CollectionRow, ...]
    cases: tuple[CaseRow, ...]


def _read(connection: StudyState) -> _Material:
    return _Material(sources(connection), collections(connection), cases(connection))


class SourcesPane(Pane):
    """What the study rests on.

    Signals:
        source_opened, collection_opened: show it (its id).
        case_opened: Enter or a double click on a case (its id).
        import_wanted: the button of the empty pane was pressed.
        context_requested: a menu is wanted: global point, kind (source, collection, case), id.
    """

    shows = frozenset({"source", "collection", "case", "case_span", "segment", "coding"})

    source_opened = Signal(int)
    collection_opened = Signal(int)
    case_opened = Signal(int)
    import_wanted = Signal()
    context_requested = Signal(QPoint, str, int)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.model = QStandardItemModel(self)
        self.tree = QTreeView(self)
        self.field = SearchField(mark("Find a source"), speech, self)
        self.empty = EmptyState(_NONE, speech, self)
        self._material = _Material((), (), ())
        self._progress: dict[tuple[str, int], SourceProgress] = {}
        self.by_progress = False
        self._memos: dict[str, int] = {}
        self._shown: tuple[Branch, ...] = ()
        self._folded: set[str] = set()
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh()

    def _lay_out(self) -> None:
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setItemDelegateForColumn(1, ProgressBar(self.tree))
        self.tree.header().setStretchLastSection(False)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setIndentation(14)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.field)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.tree)
        column.addLayout(self._pages, 1)

    def _connect(self) -> None:
        self.tree.activated.connect(self._on_activated)
        self.tree.clicked.connect(self._on_clicked)
        self.tree.collapsed.connect(self._on_collapsed)
        self.tree.expanded.connect(self._on_expanded)
        self.tree.customContextMenuRequested.connect(self._on_context)
        self.empty.acted.connect(self.import_wanted)
        self.field.searched.connect(self._show)

    def refresh(self) -> None:
        """Override: sources, collections and cases."""
        self.desk.read("sources", _read, self._on_read)
        self.desk.read("progress", progress, self._on_progress)
        self._read_memos()

    def sort_by_progress(self, *, on: bool) -> None:
        """Let the least coded sources stand first, unread before read; or by key again."""
        self.by_progress = on
        self._show()

    def is_survey(self, collection_id: int) -> bool:
        """Whether a collection is a survey with respondents."""
        return any(
            row.id == collection_id and row.respondents for row in self._material.collections
        )

    def current_source(self) -> int | None:
        """The id of the source one stands on, or None."""
        index = self.tree.currentIndex().siblingAtColumn(0)
        id_ = index.data(_ID)
        return int(id_) if index.data(_KIND) == "source" else None

    def _on_progress(self, found: tuple[SourceProgress, ...]) -> None:
        self._progress = {
            ("source", row.source_id)
            if row.source_id is not None
            else ("collection", row.collection_id or 0): row
            for row in found
        }
        self._show()

    def _read_memos(self) -> None:
        self.desk.read("memos of sources", memo_counts, self._on_memos)

    def retranslate(self) -> None:
        """Override: headings and items."""
        self.field.set_speech(self.speech)
        self.empty.set_speech(self.speech)
        self.tree.setAccessibleName(self.speech("Sources, collections and cases"))
        self._show()

    def _on_changed(self, change: Changed) -> None:
        """A memo that is kept while one writes concerns no more than its sign."""
        if change.tables & {"memo"} and not change.tables & self.shows:
            self.desk.read("memos of sources", memo_counts, self._on_memos)
        super()._on_changed(change)

    def _on_memos(self, counts: dict[str, int]) -> None:
        if counts != self._memos:
            self._memos = counts
            self._show()

    def _on_read(self, material: _Material) -> None:
        self._material = material
        self._show()

    def _show(self, words: str | None = None) -> None:
        wanted = (self.field.text() if words is None else words).casefold()
        found = self._material
        any_shown = bool(found.sources or found.collections or found.cases)
        self._pages.setCurrentWidget(self.tree if any_shown else self.empty)
        self.field.setVisible(any_shown)
        branches = self._branches(wanted)
        if [each.shape for each in branches] == [each.shape for each in self._shown]:
            self._say_anew(branches)
        else:
            self._fill(branches)
        self._shown = branches

    def _branches(self, wanted: str) -> tuple[Branch, ...]:
        """What is shown: the sources by technique, the collections, the cases."""
        found, speech = self._material, self.speech
        ordered = sorted(found.sources, key=self._rank) if self.by_progress else found.sources
        lines = [
            (
                technique.value,
                label(technique, speech),
                [
                    (source_line(each, speech), each.uuid)
                    for each in ordered
                    if each.technique is technique
                ],
            )
            for technique in Technique
        ]
        rows = [(collection_line(each, speech), each.uuid) for each in found.collections]
        lines.append(("collections", speech("Collections"), rows))
        lines.append(
            (
                "cases",
                speech("Cases"),
                [(case_line(each, speech), each.uuid) for each in found.cases],
            )
        )
        made = []
        for name, heading, pairs in lines:
            whole = (with_memos(line, self._memos.get(uuid, 0), speech) for line, uuid in pairs)
            held = [line for line in whole if wanted in line.text.casefold()]
            if held:
                told = (with_progress(line, self._progress, speech) for line in held)
                made.append(branch(name, heading, told, speech))
        return tuple(made)

    def _say_anew(self, branches: tuple[Branch, ...]) -> None:
        """The same rows stand here; say only what has changed, and nothing folds or moves."""
        for row, (now, before) in enumerate(zip(branches, self._shown, strict=True)):
            top = self.model.item(row)
            if now.heading != before.heading:
                top.setText(now.heading)
            for number, (line, old) in enumerate(zip(now.lines, before.lines, strict=True)):
                if line != old:
                    _say(top.child(number), top.child(number, 1), line)

    def _fill(self, branches: tuple[Branch, ...]) -> None:
        current = self.tree.currentIndex().siblingAtColumn(0)
        kept = current.data(_KIND), current.data(_ID)
        down = self.tree.verticalScrollBar().value()
        self.model.clear()
        for each in branches:
            self._add_branch(each)
        self._fit_columns()
        self._return_to(kept, down)

    def _rank(self, row: SourceRow) -> tuple[bool, float, str]:
        known = self._progress.get(("source", row.id))
        share = 0.0 if known is None else known.share
        return row.reading is Reading.READ, share, row.key

    def _fit_columns(self) -> None:
        header = self.tree.header()
        if self.model.columnCount() < 2:
            return
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, ProgressBar.width_in(self.tree))

    def _return_to(self, kept: tuple[object, object], down: int) -> None:
        """Fold what was folded, and make current what was current."""
        for row in range(self.model.rowCount()):
            branch = self.model.item(row)
            self.tree.setFirstColumnSpanned(row, QModelIndex(), True)
            self.tree.setExpanded(branch.index(), branch.data(_ID) not in self._folded)
            for number in range(branch.rowCount()):
                item = branch.child(number)
                if item.data(_KIND) == "case":
                    self.tree.setFirstColumnSpanned(number, branch.index(), True)
                if kept == (item.data(_KIND), item.data(_ID)):
                    self.tree.setCurrentIndex(item.index())
        self.tree.verticalScrollBar().setValue(down)

    def _add_branch(self, shown: Branch) -> None:
        top = QStandardItem(shown.heading)
        font = top.font()
        font.setBold(True)
        top.setFont(font)
        top.setSelectable(False)
        top.setData(shown.name, _ID)
        for line in shown.lines:
            item, beside = QStandardItem(), QStandardItem()
            item.setData(line.kind, _KIND)
            item.setData(line.id, _ID)
            beside.setEditable(False)
            _say(item, beside, line)
            top.appendRow([item, beside])
        self.model.appendRow([top, QStandardItem()])

    def _on_clicked(self, clicked: QModelIndex) -> None:
        index = clicked.siblingAtColumn(0)
        if index.data(_KIND) != "case":
            self._on_activated(index)

    def _on_collapsed(self, index: QModelIndex) -> None:
        self._folded.add(index.data(_ID))

    def _on_expanded(self, index: QModelIndex) -> None:
        self._folded.discard(index.data(_ID))

    def _on_activated(self, activated: QModelIndex) -> None:
        index = activated.siblingAtColumn(0)
        kind, id_ = index.data(_KIND), index.data(_ID)
        if kind == "source":
            self.source_opened.emit(id_)
        elif kind == "collection":
            self.collection_opened.emit(id_)
        elif kind == "case":
            self.case_opened.emit(id_)

    def _on_context(self, point: QPoint) -> None:
        index = self.tree.indexAt(point).siblingAtColumn(0)
        kind, id_ = index.data(_KIND), index.data(_ID)
        if kind is not None:
            self.context_requested.emit(self.tree.viewport().mapToGlobal(point), kind, id_)


def _say(item: QStandardItem, beside: QStandardItem, line: Line) -> None:
    """Let the two cells of a row say its line."""
    item.setText(line.text)
    item.setToolTip(line.tip)
    item.setAccessibleText(line.told)
    if line.progress is not None:
        beside.setData(line.progress, PROGRESS)
        beside.setText(line.share)
        beside.setAccessibleText(line.progress_told)
        beside.setToolTip(line.tip)
