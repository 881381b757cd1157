"""The coded segments beside the text: of this source, of a code or of the whole study."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import CodingState
from qda.events import Changed
from qda.i18n import Speech, mark
from qda.retrieval.codes import subtree
from qda.retrieval.codings import CodingFilter
from qda.retrieval.listing import (
    CodingOrder,
    ListedCoding,
    SortBy,
    coding_page,
    count_codings,
    ids_between,
    place_in_list,
)
from qda.retrieval.rows import CodeRow
from qda.session import StudyState
from ui.desk import Desk
from ui.panes.empty_lists import empty_list
from ui.panes.filtering import Filtering, together
from ui.panes.pane import Pane
from ui.panes.segment_reading import Page, Pages, Scope, read_codes, read_pages, row_of
from ui.theme import Space
from ui.widgets.filter_bar import FilterBar
from ui.widgets.flow import FlowLayout
from ui.widgets.segment_list import Chosen, SegmentList
from ui.widgets.segments import HEADINGS, PAGE, Column, SegmentRow

_SCOPES: Final = (
    (Scope.SOURCE, mark("In this source")),
    (Scope.CODE, mark("Of this code and those beneath")),
    (Scope.STUDY, mark("In the whole study")),
)
_SORTS: Final = (
    (SortBy.PLACE, mark("Place")),
    (SortBy.LENGTH, mark("Length")),
    (SortBy.CODE, mark("Code")),
    (SortBy.INFORMANT, mark("Informant")),
    (SortBy.CODER, mark("Coder")),
    (SortBy.STATE, mark("State")),
    (SortBy.SIGNS, mark("Signs")),
    (SortBy.TAGS, mark("Tags")),
    (SortBy.MADE, mark("When it was coded")),
)
_BY_COLUMN: Final = {
    Column.KEY: SortBy.PLACE,
    Column.QUOTE: SortBy.LENGTH,
    Column.CODE: SortBy.CODE,
    Column.INFORMANT: SortBy.INFORMANT,
    Column.CODER: SortBy.CODER,
    Column.STATE: SortBy.STATE,
    Column.SIGNS: SortBy.SIGNS,
    Column.TAGS: SortBy.TAGS,
}
_BUTTONS: Final = (
    ("confirm", mark("Confirm"), "Y"),
    ("recode", mark("Recode …"), "C"),
    ("tag", mark("Tags …"), "T"),
    ("important", mark("Important"), "I"),
    ("remove", mark("Throw away"), "Del"),
)


class SegmentsPane(Pane):
    """Coded segments, filtered, sorted and changed in place.

    Signals:
        filter_changed: other codings are left (`CodingFilter`, without the scope).
        segment_opened: go to a segment in its source (source id, `Span`).
        segment_previewed: show a segment in its source, and leave the focus here.
        act_wanted: an act on the selected rows: its name, and the value it sets.
        menu_wanted: a menu for the selected rows is wanted at a global point; for which `Column`,
            or None for all.
        place_wanted: the pane is to stand elsewhere: beneath the text, or beside it.
    """

    shows = frozenset({"coding", "segment", "code", "case", "case_span", "source", "memo", "coder"})

    filter_changed = Signal(object)
    segment_opened = Signal(int, object)
    segment_previewed = Signal(int, object)
    act_wanted = Signal(str, object)
    menu_wanted = Signal(QPoint, object)
    place_wanted = Signal()

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.scope = QComboBox(self)
        self.sort = QPushButton(self)
        self.columns = QPushButton(self)
        self.aside = QPushButton(self)
        self.bar = FilterBar(speech, self)
        self.filtering = Filtering(desk, self.bar, speech)
        self.list = SegmentList(speech, self)
        self.acts = QWidget(self)
        self.buttons = {name: QPushButton(self.acts) for name, _, _ in _BUTTONS}
        self.more = QPushButton(self.acts)
        self.order = CodingOrder(language=speech.language)
        self._source_id: int | None = None
        self._code_id: int | None = None
        self._codes: tuple[CodeRow, ...] | None = None
        self._pages = Pages(0, 0, {})
        self._turn = 0
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh()

    @property
    def count(self) -> int:
        """How many segments pass the filter."""
        return self.list.model.count

    def _lay_out(self) -> None:
        self.aside.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.scope.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.scope.setMinimumContentsLength(12)
        for scope, _ in _SCOPES:
            self.scope.addItem("", scope)
        for button in (self.sort, self.columns):
            button.setMenu(QMenu(button))
        line = QHBoxLayout()
        line.setSpacing(Space.TIGHT)
        line.addWidget(self.scope, 1)
        for widget in (self.sort, self.columns, self.aside):
            line.addWidget(widget)
        flow = FlowLayout(self.acts)
        for widget in (*self.buttons.values(), self.more):
            flow.addWidget(widget)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        stack.setSpacing(Space.TIGHT)
        stack.addLayout(line)
        stack.addWidget(self.bar)
        stack.addWidget(self.list, 1)
        stack.addWidget(self.acts)
        self.setFocusProxy(self.list)

    def minimumSizeHint(self) -> QSize:
        """Override: in a narrow pane the buttons stand on several lines, and all must be seen."""
        layout = self.layout()
        least = super().minimumSizeHint()
        if layout is not None and self.width() > 0:
            least.setHeight(max(least.height(), layout.minimumHeightForWidth(self.width())))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: another width may need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _connect(self) -> None:
        self.scope.currentIndexChanged.connect(self._on_scope)
        self.filtering.changed.connect(self._on_filter)
        self.bar.left_down.connect(self._enter_list)
        self.aside.clicked.connect(self.place_wanted)
        self.more.clicked.connect(self._on_more)
        for name, button in self.buttons.items():
            button.clicked.connect(partial(self._on_button, name))
        for button, fill in ((self.sort, self._fill_sorts), (self.columns, self._fill_columns)):
            button.menu().aboutToShow.connect(fill)
        self.sort.menu().triggered.connect(self._on_sort_chosen)
        self.columns.menu().triggered.connect(self._on_column_chosen)
        self.list.model.page_wanted.connect(self._read_page)
        self.list.model.sort_wanted.connect(self._on_sort)
        self.list.selection_changed.connect(self._on_selected)
        self.list.segment_chosen.connect(self._on_chosen)
        self.list.segment_stepped.connect(self._on_stepped)
        self.list.act_wanted.connect(self.act_wanted)
        self.list.context_requested.connect(self._on_context)
        self.list.edit_wanted.connect(self._on_edit)
        self.list.cleared.connect(self.filtering.clear)
        self.list.wide_changed.connect(self.columns.setVisible)

    # --- what is listed ------------------------------------------------------------------------

    @property
    def shown_scope(self) -> Scope:
        """Whose segments are listed."""
        return Scope(self.scope.currentData())

    def set_scope(self, scope: Scope) -> None:
        """List the segments of a source, of a code or of the study."""
        self.scope.setCurrentIndex(self.scope.findData(scope))

    def stand_before(self, source_id: int | None) -> None:
        """Another source, or none, is in front."""
        if source_id != self._source_id:
            self._source_id = source_id
            if self.shown_scope is Scope.SOURCE:
                self._start_over()

    def stand_on_code(self, code_id: int | None) -> None:
        """Another code, or none, is current."""
        if code_id != self._code_id:
            self._code_id = code_id
            if self.shown_scope is Scope.CODE:
                self._start_over()

    def wanted(self) -> CodingFilter | None:
        """The filter with the scope; None where nothing can pass."""
        within = self._within()
        return None if within is None else together(within, self.filtering.wanted)

    def chosen(self) -> Chosen:
        """The selected rows."""
        return self.list.chosen()

    def ids_of(self, chosen: Chosen) -> Callable[[StudyState], tuple[int, ...]]:
        """How the ids of selected rows are read, those that are not here, too."""
        wanted, order = self.wanted(), self.order

        def read(connection: StudyState) -> tuple[int, ...]:
            if chosen.rows is not None:
                return tuple(row.id for row in chosen.rows)
            if wanted is None:
                return ()
            return ids_between(connection, wanted, order, chosen.ranges)

        return read

    def current(self) -> SegmentRow | None:
        """The row one stands on."""
        return self.list.current()

    def layout_text(self) -> str:
        """The columns that are left out, to be remembered."""
        return ".".join(str(int(column)) for column in sorted(self.list.hidden))

    def restore_layout(self, written: str) -> None:
        """Leave out the columns that were left out before."""
        numbers = (int(part) for part in written.split(".") if part.isdigit())
        self.list.set_hidden(frozenset(Column(n) for n in numbers if n < len(Column)))

    def code_of_scope(self) -> CodeRow | None:
        """The code whose segments are listed, or None."""
        if self.shown_scope is not Scope.CODE:
            return None
        return next((code for code in self._codes or () if code.id == self._code_id), None)

    def select_coding(self, id_: int) -> None:
        """Select the row of a coding, where the list holds it."""
        wanted, order = self.wanted(), self.order
        if wanted is None or self.list.select_coding(id_):
            return
        self.desk.read(
            f"place {id(self)}",
            lambda state: place_in_list(state, wanted, order, id_),
            self._on_place,
        )

    def refresh(self) -> None:
        """Override: the rows that are in view, and how many there are."""
        wanted, within, order = self.wanted(), self._within(), self.order
        numbers = self.list.pages_in_view(PAGE)
        if wanted is None or within is None:
            self._on_pages(Pages(0, 0, {}))
            return

        def read(connection: StudyState) -> Pages:
            count = count_codings(connection, wanted)
            total = count if wanted == within else count_codings(connection, within)
            last = max(0, count - 1) // PAGE
            return Pages(
                count,
                total,
                read_pages(connection, wanted, order=order, numbers=numbers, last=last),
            )

        self._read_codes()
        self.desk.read(f"segments {id(self)}", read, self._on_pages)

    def retranslate(self) -> None:
        """Override: everything that is worded."""
        speech = self.speech
        for at, (_, words) in enumerate(_SCOPES):
            self.scope.setItemText(at, speech(words))
        self.scope.setAccessibleName(speech("Whose segments are listed"))
        self.sort.setText(speech("Sort"))
        self.columns.setText(speech("Columns"))
        self.aside.setText("⇅")
        for widget, said in (
            (self.sort, speech("What the list is sorted by")),
            (self.columns, speech("Which columns are shown")),
            (self.aside, speech("Move the list beneath the text, or back beside it")),
        ):
            widget.setAccessibleName(said)
            widget.setToolTip(said)
        for name, words, key in _BUTTONS:
            self.buttons[name].setText(speech(words))
            self.buttons[name].setToolTip(f"{speech(words)} ({key})")
        self.more.setText(speech("More …"))
        self.filtering.set_speech(speech)
        if self.order.language != speech.language:
            self.order = CodingOrder(self.order.by, self.order.falling, speech.language)
        self.list.set_speech(speech)
        self._show()

    # --- reading -------------------------------------------------------------------------------

    def _within(self) -> CodingFilter | None:
        """What the scope leaves, whatever the filter; None where no source or code is there."""
        if self.shown_scope is Scope.SOURCE:
            here = self._source_id
            return None if here is None else CodingFilter(source_ids=frozenset({here}))
        if self.shown_scope is Scope.CODE:
            if self._code_id is None or self._codes is None:
                return None
            return CodingFilter(code_ids=subtree(self._codes, self._code_id))
        return CodingFilter()

    def _start_over(self) -> None:
        """Another list is wanted: show its first rows at once, and count when they are there."""
        self._turn += 1
        wanted = self.wanted()
        if wanted is None:
            self.list.stand_nowhere()
            self.refresh()
            return
        self._read_codes()
        self.desk.read(f"first {id(self)}", self._page_read(0, wanted), self._on_first)

    def _read_page(self, number: int) -> None:
        wanted = self.wanted()
        if wanted is not None:
            read = self._page_read(number, wanted)
            self.desk.read(f"page {id(self)} {number}", read, self._on_page)

    def _page_read(self, number: int, wanted: CodingFilter) -> Callable[[StudyState], Page]:
        order, turn, first = self.order, self._turn, number * PAGE

        def read(state: StudyState) -> Page:
            return Page(turn, number, coding_page(state, wanted, order, first=first, count=PAGE))

        return read

    def _read_codes(self) -> None:
        if self._codes is None:
            self.desk.read(f"codes {id(self)}", read_codes, self._on_codes)

    def _on_changed(self, change: Changed) -> None:
        if "code" in change.tables:
            self.desk.read(f"codes {id(self)}", read_codes, self._on_codes)
        super()._on_changed(change)

    def _on_codes(self, found: tuple[CodeRow, ...]) -> None:
        before, self._codes = self._codes, found
        if before is None and self.shown_scope is Scope.CODE:
            self._start_over()
        else:
            self._show()

    def _on_first(self, page: Page) -> None:
        # What was selected are other rows now.
        self.list.stand_nowhere()
        self._pages = Pages(len(page.rows), len(page.rows), {0: page.rows})
        self._show()
        self.refresh()

    def _on_pages(self, pages: Pages) -> None:
        self._pages = pages
        self._show()

    def _on_page(self, page: Page) -> None:
        if page.turn == self._turn:
            self.list.model.add_page(page.number, self.rows_of(page.rows))

    def _show(self) -> None:
        found = self._pages
        pages: dict[int, Sequence[SegmentRow]] = {
            number: self.rows_of(rows) for number, rows in found.pages.items()
        }
        empty = empty_list(self.shown_scope, self._source_id, self._code_id, found.total)
        self.list.show_pages(found.count, pages, empty=empty)
        self.bar.say_count(found.count, found.total)
        self.bar.setVisible(found.total > 0 or self.filtering.active)
        self._on_selected()

    def rows_of(self, found: Sequence[ListedCoding]) -> list[SegmentRow]:
        """The codings as rows of the list."""
        known = {code.id: code for code in self._codes or ()}
        language = self.speech.language
        return [row_of(each, known.get(each.row.code_id), language) for each in found]

    def _on_place(self, number: int | None) -> None:
        if number is not None and number < self.list.model.count:
            self.list.select_row(number)

    # --- slots ---------------------------------------------------------------------------------

    def _on_scope(self) -> None:
        self._start_over()

    def _on_filter(self, wanted: CodingFilter) -> None:
        self._start_over()
        self.filter_changed.emit(wanted)

    def sort_by(self, by: SortBy, *, falling: bool = False) -> None:
        """List the segments in another order."""
        self.order = CodingOrder(by, falling, self.speech.language)
        self._start_over()

    def _on_sort(self, column: Column | None, falling: bool) -> None:  # noqa: FBT001
        self.sort_by(SortBy.PLACE if column is None else _BY_COLUMN[column], falling=falling)

    def _on_sort_chosen(self, act: QAction) -> None:
        by = SortBy(act.data())
        # Chosen once more, the order turns round.
        self.sort_by(by, falling=by is self.order.by and not self.order.falling)

    def _fill_sorts(self) -> None:
        menu = self.sort.menu()
        menu.clear()
        for by, words in _SORTS:
            arrow = ("  ↓" if self.order.falling else "  ↑") if by is self.order.by else ""
            menu.addAction(self.speech(words) + arrow).setData(by.value)

    def _fill_columns(self) -> None:
        menu = self.columns.menu()
        menu.clear()
        menu.setEnabled(self.list.wide)
        for column in Column:
            act = menu.addAction(self.speech(HEADINGS[column]))
            act.setCheckable(True)
            act.setChecked(column not in self.list.hidden)
            act.setEnabled(column is not Column.QUOTE)
            act.setData(int(column))

    def _on_column_chosen(self, act: QAction) -> None:
        column = Column(act.data())
        hidden = self.list.hidden
        self.list.set_hidden(hidden - {column} if column in hidden else hidden | {column})

    def _on_selected(self) -> None:
        chosen = self.chosen()
        for button in (*self.buttons.values(), self.more):
            button.setEnabled(chosen.count > 0)
        rows = chosen.rows
        waiting = rows is None or any(row.state is CodingState.PROPOSED for row in rows)
        self.buttons["confirm"].setEnabled(chosen.count > 0 and waiting)
        self.acts.setVisible(self.count > 0)

    def _enter_list(self) -> None:
        self.list.table.setFocus()
        if self.count and not self.list.table.currentIndex().isValid():
            self.list.select_row(0)

    def _on_chosen(self, row: SegmentRow) -> None:
        self.segment_opened.emit(row.source_id, row.span)

    def _on_stepped(self, row: SegmentRow) -> None:
        self.segment_previewed.emit(row.source_id, row.span)

    def _on_context(self, point: QPoint) -> None:
        if self.chosen().count:
            self.menu_wanted.emit(point, None)

    def _on_edit(self, column: Column, point: QPoint) -> None:
        self.menu_wanted.emit(point, column)

    def _on_button(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.act_wanted.emit(name, None)

    def _on_more(self) -> None:
        self.menu_wanted.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()), None)
