"""A collection as a table: sorted, filtered and searched as one types, coded row by row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from qda.events import Changed
from qda.i18n import Speech, mark
from qda.retrieval.codes import codes
from qda.retrieval.rows import CodeRow, CollectionRow
from qda.retrieval.sources import collections
from qda.retrieval.table.columns import TableColumn, columns_of
from qda.retrieval.table.listing import Listing, listing
from qda.retrieval.table.question import TableQuestion
from qda.retrieval.table.reader import is_respondent
from qda.retrieval.table.rows import TableRow, table_rows
from qda.session import StudyState
from qda.table_layouts import expect_layout, store_layout, stored_layout
from ui.desk import Desk
from ui.panes.pane import Pane
from ui.table.detail import RowDetail
from ui.table.filtering import AskRow, RowFiltering
from ui.table.foot import TableFoot
from ui.table.head import TableHead
from ui.table.knowing import Knowing
from ui.table.layout import TableLayout, first_layout, read_layout
from ui.table.menus import heading_menu
from ui.table.model import PAGE, TableModel
from ui.table.reading import RowReading
from ui.table.view import PinnedTable
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.filter_bar import FilterBar

NO_ROWS: Final = Invitation(
    mark("This table has no rows"), mark("Import a newer export of the same table to fill it.")
)
NONE_LEFT: Final = Invitation(
    mark("No row passes the filter"),
    *(mark("Take a part of the filter away to see more."), mark("Show everything again")),
)
_FOLLOW_MS: Final = 60
"""So long one stays on a row before its text is shown: who runs through the rows looks at none."""

_KEEP_MS: Final = 300
"""So long nothing of the layout changes before it is kept."""

_TEXTS: Final = frozenset({"source", "source_text", "collection", "attribute", "question", "case"})
_CODINGS: Final = frozenset({"coding", "segment", "memo"})


@dataclass(frozen=True, slots=True)
class _Head:
    collection: CollectionRow
    columns: tuple[TableColumn, ...]
    codes: tuple[CodeRow, ...]
    layout: TableLayout


@dataclass(frozen=True, slots=True)
class _Answer:
    turn: int
    found: Listing
    rows: tuple[TableRow, ...]


class TablePane(Pane):
    """The table of one collection, with the whole text of the current row beneath it.

    Signals:
        unit_opened: show a row's text in a tab of its own (its id).
        titled: the collection's key and title are known.
        gone: the collection is no longer in the study.
        act_wanted: an act on the rows is wanted (its name).
        recent_wanted: the chosen rows are to have a recent code (1 for the one used last).
        code_dropped: a code (its id) was dropped on rows (a tuple of their ids).
        menu_wanted: a menu is wanted for the chosen rows at a global point.
        reading_made: the pane of the whole text is there (`RowReading`).
        reading_changed: another row's text is shown, or none.
    """

    shows = _TEXTS | _CODINGS | {"code", "coder"}
    rests = True
    alert = frozenset({"collection"})

    unit_opened = Signal(int)
    titled = Signal(str)
    gone = Signal()
    act_wanted = Signal(str)
    recent_wanted = Signal(int)
    code_dropped = Signal(int, object)
    menu_wanted = Signal(QPoint)
    reading_made = Signal(object)
    reading_changed = Signal()

    def __init__(
        self, desk: Desk, speech: Speech, collection_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, speech, parent)
        self.collection_id = collection_id
        self.layout_ = TableLayout()
        self._head: _Head | None = None
        self.knowing = Knowing(desk, collection_id, self)
        self._turn = 0
        self.head = TableHead(speech, self)
        self.bar = FilterBar(speech, self, prompt=mark("Words in the texts"))
        self.asking = AskRow(speech, self)
        self.filtering = RowFiltering(desk, self.bar, speech, collection_id, self.asking)
        self.model = TableModel(speech, self)
        self.table = PinnedTable(self.model, speech, self)
        self.empty = EmptyState(NO_ROWS, speech, self)
        self.foot = TableFoot(speech, self)
        self.detail = RowDetail(desk, speech, self)
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh()

    def _lay_out(self) -> None:
        self.bar.count.hide()
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        upper = QWidget(self)
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(Space.TIGHT)
        above.addWidget(self.pages, 1)
        above.addWidget(self.foot)
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.addWidget(upper)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([520, 200])
        self.split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.head)
        column.addWidget(self.bar)
        column.addWidget(self.asking)
        column.addWidget(self.split, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.model.wanted.connect(self._read_window)
        self.model.entries_changed.connect(self._say_status)
        table = self.table
        table.act_wanted.connect(self.act_wanted)
        table.digit_pressed.connect(self.recent_wanted)
        table.code_dropped.connect(self._on_code_dropped)
        table.selection_changed.connect(self._say_status)
        table.current_changed.connect(self._on_current)
        table.opened.connect(self._on_opened)
        table.sort_wanted.connect(self._on_sort)
        table.heading_menu_wanted.connect(self._on_heading_menu)
        table.menu_wanted.connect(self.menu_wanted)
        table.laid_out.connect(self._on_laid_out)
        self.filtering.changed.connect(self.relist)
        self.bar.left_down.connect(self.enter_table)
        self.asking.left.connect(self.enter_table)
        self.empty.acted.connect(self.filtering.clear)
        self._follow.timeout.connect(self._show_text)
        self._keeping.timeout.connect(self._keep)
        self.knowing.known.connect(self.relist)
        self.knowing.stopped.connect(self._on_stopped)
        self.head.layout_wanted.connect(self.take_layout)
        self.head.closing_wanted.connect(self._on_closing)
        self.head.meant.connect(self._say_status)
        self.foot.act_wanted.connect(self.act_wanted)
        self.detail.reading_made.connect(self.reading_made)
        self.detail.reading_changed.connect(self.reading_changed)

    # --- what is asked -------------------------------------------------------------------------

    def question(self) -> TableQuestion:
        """What the table answers."""
        look = self.layout_
        parts = self.filtering.wanted, look.sort, look.group, look.fold, self.question_id
        return TableQuestion(self.collection_id, *parts)

    @property
    def reading(self) -> RowReading | None:
        """The pane of the text beneath the rows, once there is one."""
        return self.detail.reading

    @property
    def question_id(self) -> int | None:
        """The open question of a survey whose answers are meant; None for reviews, or for all."""
        return self.layout_.question_id(self.model.columns)

    @property
    def question_column(self) -> TableColumn | None:
        """The column of the open question whose answers are meant."""
        meant = self.question_id
        columns = (each for each in self.model.columns if each.question_id == meant)
        return None if meant is None else next(columns, None)

    def refresh(self) -> None:
        """Override: the collection with its columns, then its rows."""
        self.desk.read(f"table {id(self)}", self._read_head, self._on_head)

    def relist(self) -> None:
        """Answer the question anew; what was asked before and is not answered yet is let go."""
        if self._head is None:
            return
        self._turn += 1
        turn, question = self._turn, self.question()
        if not self.knowing.is_enough(question, self.speech):
            return
        duplicates, spoken = self.knowing.duplicates(question), self.knowing.spoken

        def read(state: StudyState) -> _Answer | None:
            if turn != self._turn:
                return None
            found = listing(state, question, duplicates, spoken)
            return _Answer(turn, found, table_rows(state, found.ids[:PAGE]))

        self.desk.read(f"rows {id(self)}", read, self._on_answer)

    def take_layout(self, layout: TableLayout) -> None:
        """Look at the table in another way from now on, and remember it."""
        before, self.layout_ = self.layout_, layout
        self._lay_columns()
        self.head.show_look(self.model.columns, self.layout_)
        meant = before.question_id(self.model.columns), self.question_id
        asked = (before.sort, before.group, before.fold) != (layout.sort, layout.group, layout.fold)
        if meant[0] != meant[1]:
            self._follow.start()
        if asked or meant[0] != meant[1]:
            self.relist()
        self._remember()

    def _read_head(self, connection: StudyState) -> _Head | None:
        here = (each for each in collections(connection) if each.id == self.collection_id)
        found = next(here, None)
        if found is None:
            return None
        columns = columns_of(connection, self.collection_id)
        layout = read_layout(stored_layout(found.uuid)) or first_layout(columns)
        known = codes(connection, counted=False)
        return _Head(found, columns, known, layout.fitting(columns))

    def _on_head(self, head: _Head | None) -> None:
        if head is None:
            self.gone.emit()
            return
        is_first, self._head = self._head is None, head
        self.model.codes = {code.id: code for code in head.codes}
        self.model.set_columns(head.columns)
        self.layout_ = head.layout if is_first else self.layout_.fitting(head.columns)
        self._lay_columns()
        self.retranslate()
        self.titled.emit(f"{head.collection.key}  {head.collection.title}")
        self.relist()

    def _on_answer(self, answer: _Answer | None) -> None:
        if answer is None or answer.turn != self._turn:
            return
        before, found = self.model.listing, answer.found
        number, down = self.table.current(), self.table.right.verticalScrollBar().value()
        id_ = self.model.id_at(number)
        self.model.show(found, answer.rows)
        self._show_page(found)
        same = before is not None and before.question == found.question
        self._return(number if same else 0, id_ if same else None, down if same else 0)
        self._say_status()

    def _return(self, number: int, id_: int | None, down: int) -> None:
        """Stand where one stood before: on the same row, else on what stands in its place now."""
        at = None if id_ is None else self.model.number_of(id_)
        at = min(max(0, number), self.model.rowCount() - 1) if at is None else at
        while self.model.group_at(at) is not None and at + 1 < self.model.rowCount():
            at += 1
        self.table.stand_on(at)
        if down or number == 0:
            self.table.right.verticalScrollBar().setValue(down)
        if self.model.rowCount() == 0:
            self._on_current(-1)

    def _show_page(self, found: Listing) -> None:
        self.empty.set_invitation(NONE_LEFT if found.total else NO_ROWS)
        had = self.table.focused()
        self.pages.setCurrentWidget(self.table if found.ids else self.empty)
        if had and not found.ids:
            self.bar.field.setFocus()

    def _read_window(self, number: int) -> None:
        ids, turn = self.model.window_ids(number), self._turn

        def read(state: StudyState) -> tuple[TableRow, ...]:
            return table_rows(state, ids) if turn == self._turn else ()

        self.desk.read(f"window {id(self)} {number}", read, self.model.add_rows)

    def _on_stopped(self) -> None:
        """What the question waited for was not found out: ask what can be answered."""
        if self.layout_.fold is not None:
            self.take_layout(self.layout_.folding(None))
        self.filtering.without("spoken", "doubled")

    # --- changes of the study ------------------------------------------------------------------

    def _on_changed(self, change: Changed) -> None:
        if change.tables & {"source_text", "collection"}:
            self.knowing.forget()
        shown = change.tables & self.shows
        if shown and shown <= _CODINGS and self.isVisible():
            self._refresh_rows()
        else:
            super()._on_changed(change)

    def _refresh_rows(self) -> None:
        if self.question().asks_codings:
            self.relist()
            return
        self.model.forget_asked()
        for number in self.table.in_view():
            self._read_window(number)

    # --- where one stands ----------------------------------------------------------------------

    def chosen_ids(self) -> tuple[int, ...]:
        """The ids of the chosen rows; of folded ones all that they stand for, where that is meant.

        A chosen heading counts for nothing.
        """
        return self._meant(self.model.ids_between(self.table.chosen()))

    def _meant(self, ids: list[int]) -> tuple[int, ...]:
        """Some rows, with what is folded into them where that is meant, each once."""
        found = self.model.listing
        if found is None or not self.whole or not found.folded:
            return tuple(ids)
        return tuple(dict.fromkeys(found.with_folded(ids)))

    def all_ids(self) -> tuple[int, ...]:
        """The ids of all rows that are shown, and of what is folded into them where it is meant."""
        found = self.model.listing
        return () if found is None else found.everything(folded=self.whole)

    def step(self, by: int) -> None:
        """Go to the next row, over headings."""
        number = self.table.current() + by
        while self.model.group_at(number) is not None:
            number += by
        if 0 <= number < self.model.rowCount():
            self.table.stand_on(number)

    def step_uncoded(self, by: int, coded: frozenset[int]) -> bool:
        """Go to the next row that is not among the coded ones; False where none is left."""
        entries = self.model.entries
        behind = len(entries) if by > 0 else -1
        numbers = range(self.table.current() + by, behind, by)
        bare = (
            number for number in numbers if entries[number] > 0 and entries[number] not in coded
        )
        found = next(bare, None)
        if found is not None:
            self.table.stand_on(found)
        return found is not None

    def enter_table(self) -> None:
        """Go to the rows."""
        if self.pages.currentWidget() is self.table:
            self.table.right.setFocus()

    def _on_current(self, number: int) -> None:
        if number != -1 or self.model.rowCount() == 0:
            self._follow.start()

    def _show_text(self) -> None:
        number = self.table.current()
        id_ = self.model.id_at(number)
        self.detail.setVisible(id_ is not None)
        if id_ is None:
            self.reading_changed.emit()
        elif not is_respondent(id_):
            self.detail.show_source(id_)
        elif (row := self.model.row(number)) is None:
            self._follow.start()  # It is on its way.
        else:
            self.detail.show_row(row, self.model.columns, self.question_id)

    def source_at(self, number: int) -> int | None:
        """The id of the text in a line: of a respondent that of the answer which is read."""
        id_ = self.model.id_at(number)
        if id_ is None or not is_respondent(id_):
            return id_
        if number == self.table.current() and self.detail.answers.source_id:
            return self.detail.answers.source_id
        row = self.model.row(number)
        return None if row is None else row.source_of(self.question_id)

    def showEvent(self, event: QShowEvent) -> None:
        """Override: the text of the current row is shown where it was not yet."""
        super().showEvent(event)
        if self.model.listing is not None:
            self._follow.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Override: a list that nobody sees follows no row."""
        self._follow.stop()
        if self._keeping.isActive():
            self._keep()
        super().hideEvent(event)

    # --- words ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Override: everything that is worded."""
        parts = (self.head, self.filtering, self.table, self.foot, self.empty, self.detail)
        for part in parts:
            part.set_speech(self.speech)
        if self._head is not None:
            row = self._head.collection
            self.head.title.setText(f"{row.key}  {row.title}")
        self.head.show_look(self.model.columns, self.layout_)
        self._say_status()

    @property
    def whole(self) -> bool:
        """Whether coding a folded row codes all its texts."""
        return self.head.whole

    def _say_status(self) -> None:
        chosen = self.model.ids_between(self.table.chosen())
        texts = len(self._meant(chosen))
        self.foot.say(self.model.listing, chosen=len(chosen), texts=texts)

    # --- slots ---------------------------------------------------------------------------------

    def _lay_columns(self) -> None:
        look = self.layout_
        self.table.set_lines(look.lines)
        self.table.lay_out(
            look.order, frozenset(look.hidden), frozenset(look.pinned), dict(look.widths)
        )

    def _on_laid_out(self) -> None:
        widths = dict(self.layout_.widths) | self.table.widths()
        self.layout_ = replace(self.layout_, order=self.table.order(), widths=tuple(widths.items()))
        self._remember()

    def _remember(self) -> None:
        """Keep the layout, once nobody drags at it any more."""
        self._keeping.start()

    def _keep(self) -> None:
        self._keeping.stop()
        if self._head is None:
            return
        uuid, written = self._head.collection.uuid, self.layout_.written()
        expect_layout(uuid, written)
        self.desk.jobs.write(lambda _: store_layout(uuid, written), otherwise=self.desk.refuse)

    def _on_sort(self, section: int, more: bool) -> None:  # noqa: FBT001
        self.sort_by(section, more=more)

    def sort_by(self, section: int, *, more: bool = False) -> None:
        """Sort by the column at a place: rising, falling, then no more."""
        name = self.model.columns[section].name
        self.take_layout(self.layout_.clicked(name, more=more))

    def _on_heading_menu(self, section: int, point: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        column = self.model.columns[section]
        heading_menu(menu, column, self.layout_, self.speech, self.take_layout)
        menu.addSeparator()
        menu.addAction(self.speech("Filter by this column …"), partial(self.filtering.ask, column))
        menu.popup(point)

    def _on_closing(self, closed: bool) -> None:  # noqa: FBT001
        self.model.close_all(closed=closed)
        self.table.stand_on(max(0, self.table.current()))

    def _on_opened(self, number: int) -> None:
        source_id = self.source_at(number)
        if source_id is not None:
            self.unit_opened.emit(source_id)

    def _on_code_dropped(self, code_id: int, number: int) -> None:
        id_ = self.model.id_at(number)
        found = self.model.listing
        if id_ is None or found is None:
            return
        if any(first <= number < behind for first, behind in self.table.chosen()):
            ids = self.chosen_ids()
        else:
            ids = found.with_folded((id_,)) if self.whole else (id_,)
        self.code_dropped.emit(code_id, ids)
