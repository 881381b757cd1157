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

from models.vocabulary import Reading, StakeholderGroup, Technique
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
from ui.panes.source_progress import PROGRESS, ProgressBar, progress_words
from ui.signs import MEMO
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.search_field import SearchField

_NONE = Invitation(
    mark("No sources yet"),
    mark("Import interview transcripts, documents and tables of reviews to begin."),
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
        current = self.tree.currentIndex().siblingAtColumn(0)
        kept = current.data(_KIND), current.data(_ID)
        down = self.tree.verticalScrollBar().value()
        self.model.clear()
        ordered = sorted(found.sources, key=self._rank) if self.by_progress else found.sources
        for technique in Technique:
            rows = [
                self._with_memos(_source_item(each, self.speech), each.uuid)
                for each in ordered
                if each.technique is technique
            ]
            self._add_branch(technique.value, label(technique, self.speech), _holding(rows, wanted))
        rows = [
            self._with_memos(_collection_item(each, self.speech), each.uuid)
            for each in found.collections
        ]
        self._add_branch("collections", self.speech("Collections"), _holding(rows, wanted))
        rows = [self._with_memos(_case_item(each, self.speech), each.uuid) for each in found.cases]
        self._add_branch("cases", self.speech("Cases"), _holding(rows, wanted))
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

    def _with_memos(self, item: QStandardItem, uuid: str) -> QStandardItem:
        """The item with a sign in front and the number of its memos, where it has any."""
        count = self._memos.get(uuid, 0)
        if count:
            told = self.speech.many("{n} memo", "{n} memos", count)
            item.setAccessibleText(f"{item.text()}, {told}")
            item.setToolTip(f"{item.toolTip()} · {told}")
            item.setText(f"{MEMO}{self.speech.number(count)}  {item.text()}")
        return item

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

    def _add_branch(self, name: str, heading: str, items: list[QStandardItem]) -> None:
        if not items:
            return
        branch = QStandardItem(f"{heading} ({self.speech.number(len(items))})")
        font = branch.font()
        font.setBold(True)
        branch.setFont(font)
        branch.setSelectable(False)
        branch.setData(name, _ID)
        for item in items:
            branch.appendRow([item, self._progress_item(item)])
        self.model.appendRow([branch, QStandardItem()])

    def _progress_item(self, item: QStandardItem) -> QStandardItem:
        """How far a source or a collection is, beside its name and in its tooltip."""
        made = QStandardItem()
        known = self._progress.get((item.data(_KIND), item.data(_ID)))
        made.setEditable(False)
        if known is not None:
            words = progress_words(known, self.speech)
            made.setData(known, PROGRESS)
            made.setText(self.speech.number(round(100 * known.share)) + "%")
            made.setAccessibleText(words)
            told = f"{item.toolTip()}\n{words}"
            for each in (item, made):
                each.setToolTip(told)
            # What is said of memos stays said.
            item.setAccessibleText(f"{item.accessibleText() or item.text()}. {words}")
        return made

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


def _holding(items: list[QStandardItem], wanted: str) -> list[QStandardItem]:
    return [item for item in items if wanted in item.text().casefold()]


def _source_item(row: SourceRow, speech: Speech) -> QStandardItem:
    item = _item(f"{row.key}  {row.title}", "source", row.id)
    facts = [
        speech.many("{n} coded segment", "{n} coded segments", row.segments),
        speech.many("{n} character", "{n} characters", row.length),
        label(row.reading, speech),
        *row.cases,
    ]
    item.setToolTip(f"{row.key}  {row.title}\n" + " · ".join(facts))
    return item


def _collection_item(row: CollectionRow, speech: Speech) -> QStandardItem:
    count = speech.many("{n} text", "{n} texts", row.units)
    item = _item(f"{row.key}  {row.title} · {count}", "collection", row.id)
    item.setToolTip(item.text())
    return item


def _case_item(row: CaseRow, speech: Speech) -> QStandardItem:
    parts = [row.name, row.role]
    if isinstance(row.stakeholder_group, StakeholderGroup):
        parts.append(label(row.stakeholder_group, speech))
    item = _item(" · ".join(part for part in parts if part), "case", row.id)
    item.setToolTip(speech.many("{n} coded segment", "{n} coded segments", row.segments))
    return item


def _item(text: str, kind: str, id_: int) -> QStandardItem:
    item = QStandardItem(text)
    item.setData(kind, _KIND)
    item.setData(id_, _ID)
    return item
