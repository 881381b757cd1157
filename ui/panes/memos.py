"""The memos below the text: a list with filters at the left, the memo being written beside it."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import MemoKind
from qda.i18n import Speech, mark
from qda.labels import label
from qda.retrieval.memos import MemoFilter, PlacedMemo, listed_memos, memo, memos_of
from qda.retrieval.studies import coders
from qda.session import StudyState
from ui.desk import Desk
from ui.memos.draft import MemoPlace, Written
from ui.memos.editor import MemoEditor
from ui.memos.listing import MemoList
from ui.panes.pane import Pane
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.search_field import SearchField

_NOTHING = Invitation(
    mark("No memo is open"),
    mark("Choose one on the left, or press N on the text to note what you think of some words."),
    mark("Today's entry"),
)


class Scope(StrEnum):
    """Whose memos are listed."""

    SOURCE = "source"
    CODE = "code"
    THING = "thing"
    ALL = "all"
    JOURNAL = "journal"


_Found = tuple[tuple[PlacedMemo, ...], tuple[str, ...]]


class MemosPane(Pane):
    """Memos: listed, filtered, written; one goes on reading above.

    Signals:
        subject_opened: show what a memo is on, or what a link leads to (`Subject`).
        today_wanted: write today's entry in the journal.
        left: one is done with the memo and goes back to the text.
    """

    shows = frozenset({"memo", "source", "code", "coding", "case", "segment"})

    subject_opened = Signal(object)
    today_wanted = Signal()
    left = Signal()

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self._places: dict[Scope, MemoPlace] = {}
        self._rows: tuple[PlacedMemo, ...] = ()
        self._coders: tuple[str, ...] = ()
        self.scope = QComboBox(self)
        self.words = SearchField(mark("Find a memo"), speech, self)
        self.kind = QComboBox(self)
        self.coder = QComboBox(self)
        self.since, self.until = QLineEdit(self), QLineEdit(self)
        self.list = MemoList(speech, self)
        self.editor = MemoEditor(desk, speech, self)
        self.empty = EmptyState(_NOTHING, speech, self)
        self.close_button = QToolButton(self, autoRaise=True)
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        for scope in Scope:
            self.scope.addItem("", scope)
        self.scope.setCurrentIndex(self.scope.findData(Scope.ALL))
        self.close_button.setText("✕")
        side = QWidget(self)
        grid = QGridLayout(side)
        grid.setContentsMargins(Space.SMALL, Space.SMALL, 0, Space.SMALL)
        grid.setSpacing(Space.TIGHT)
        grid.addWidget(self.scope, 0, 0)
        top = QHBoxLayout()
        top.setSpacing(Space.TIGHT)
        top.addWidget(self.words, 1)
        top.addWidget(self.close_button)
        grid.addLayout(top, 0, 1)
        grid.addWidget(self.kind, 1, 0)
        grid.addWidget(self.coder, 1, 1)
        grid.addWidget(self.since, 2, 0)
        grid.addWidget(self.until, 2, 1)
        grid.addWidget(self.list, 3, 0, 1, 2)
        grid.setRowStretch(3, 1)
        for box in (self.scope, self.kind, self.coder):
            box.setMinimumContentsLength(10)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        right = QWidget(self)
        self._pages = QStackedLayout(right)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.editor)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(side)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([300, 520])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        editor = self.editor
        order = (
            *(self.scope, self.words, self.close_button, self.kind, self.coder),
            *(self.since, self.until, self.list),
            *(editor.place, editor.title, editor.kind, editor.day, editor.text),
            *(editor.links, editor.remove_button, editor.done_button),
        )
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.scope.activated.connect(self.refresh)
        self.kind.activated.connect(self._show)
        self.coder.activated.connect(self._show)
        self.words.searched.connect(self._show)
        self.words.left_down.connect(self.list.setFocus)
        self.since.textChanged.connect(self._show)
        self.until.textChanged.connect(self._show)
        self.list.chosen.connect(self.open_memo)
        self.editor.finished.connect(self._on_finished)
        self.editor.link_opened.connect(self.subject_opened)
        self.editor.place_wanted.connect(self.subject_opened)
        self.editor.kept.connect(self.list.make_current)
        self.editor.emptied.connect(self._on_emptied)
        self.empty.acted.connect(self.today_wanted)
        self.close_button.clicked.connect(self._on_closed)

    # --- what is listed ------------------------------------------------------------------------

    def stand_before(self, scope: Scope, place: MemoPlace | None) -> None:
        """Take another source or code for the one in front; None where there is none."""
        if place is None:
            self._places.pop(scope, None)
        else:
            self._places[scope] = place
        self._word_scopes()
        if self.current_scope() is scope:
            self.refresh()

    def list_memos(self, scope: Scope, place: MemoPlace | None = None) -> None:
        """List the memos of a thing, or of all, or the journal."""
        if place is not None:
            self._places[scope] = place
        self._word_scopes()
        self.scope.setCurrentIndex(self.scope.findData(scope))
        self.show()
        self.refresh()

    def current_scope(self) -> Scope:
        """Whose memos are listed."""
        return Scope(self.scope.currentData())

    def refresh(self) -> None:
        """Override: the list, and the memo in the editor; not while nobody looks."""
        if self.isHidden():
            return
        self.editor.refresh()
        scope, place = self.current_scope(), self._places.get(self.current_scope())

        def read(state: StudyState) -> _Found:
            names = tuple(each.name for each in coders(state))
            if scope is Scope.ALL:
                return listed_memos(state), names
            if scope is Scope.JOURNAL:
                return listed_memos(state, MemoFilter(frozenset({MemoKind.JOURNAL}))), names
            return (() if place is None else memos_of(state, place.table, place.uuid)), names

        self.desk.read("memos", read, self._on_rows)

    def _on_rows(self, found: _Found) -> None:
        self._rows = found[0]
        names = {row.memo.coder for row in self._rows}
        self._coders = tuple(name for name in found[1] if name in names)
        self._word_filters()
        self._show()

    def _show(self) -> None:
        """The rows that pass the filters of the list."""
        kind, coder = self.kind.currentData(), self.coder.currentData()
        since, until = self.since.text().strip(), self.until.text().strip()
        words = self.words.text().casefold().split()
        wanted = [
            row
            for row in self._rows
            if (kind is None or row.memo.kind == kind)
            and (coder is None or row.memo.coder == coder)
            and since <= row.memo.day <= (until or "~") + "~"
            and all(word in f"{row.memo.title}\n{row.memo.text}".casefold() for word in words)
        ]
        by_day = self.current_scope() is Scope.JOURNAL
        self.list.show_rows(wanted, by_day=by_day)
        draft = self.editor.draft
        self.list.make_current(None if draft is None else draft.memo_id)

    # --- what is written -----------------------------------------------------------------------

    def write(self, place: MemoPlace, written: Written = Written()) -> None:
        """Begin a memo on a thing, ready to type."""
        self.show()
        self.editor.begin(place, written)
        self._pages.setCurrentWidget(self.editor)
        self.editor.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_memo(self, memo_id: int) -> None:
        """Go on with a memo."""
        self.show()
        self.desk.read("opened memo", lambda state: memo(state, memo_id), self._on_opened)

    def is_writing(self) -> bool:
        """Whether a memo is in the editor, so that words can be put into it."""
        return not self.isHidden() and self.editor.draft is not None

    def keep(self) -> None:
        """Give the study what was typed, before one goes elsewhere."""
        self.editor.keep()

    def _on_opened(self, found: PlacedMemo | None) -> None:
        if found is not None:
            self.editor.show_memo(found)
            self._pages.setCurrentWidget(self.editor)
            self.list.make_current(found.memo.id)
            self.editor.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_finished(self) -> None:
        self.left.emit()

    def _on_emptied(self) -> None:
        self._pages.setCurrentWidget(self.empty)
        self.list.make_current(None)

    def _on_closed(self) -> None:
        self.keep()
        self.hide()
        self.left.emit()

    # --- words ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Override: filters, list and editor."""
        speech = self.speech
        for part in (self.words, self.list, self.editor, self.empty):
            part.set_speech(speech)
        self.scope.setAccessibleName(speech("Whose memos"))
        self.kind.setAccessibleName(speech("Kind"))
        self.coder.setAccessibleName(speech("Written by"))
        self.since.setPlaceholderText(speech("from …"))
        self.since.setAccessibleName(speech("From this day on"))
        self.since.setToolTip(speech("From this day on: 2026, 2026-01 or 2026-01-31"))
        self.until.setPlaceholderText(speech("until …"))
        self.until.setAccessibleName(speech("Until this day"))
        self.until.setToolTip(speech("Until this day: 2026, 2026-01 or 2026-01-31"))
        self.close_button.setToolTip(speech("Close the memos"))
        self.close_button.setAccessibleName(speech("Close the memos"))
        self._word_scopes()
        self._word_filters()

    def _word_scopes(self) -> None:
        speech = self.speech
        words = {
            Scope.SOURCE: speech("Of this source"),
            Scope.CODE: speech("Of the current code"),
            Scope.THING: speech("Of one thing"),
            Scope.ALL: speech("All memos"),
            Scope.JOURNAL: speech("Journal"),
        }
        for at in range(self.scope.count()):
            scope = Scope(self.scope.itemData(at))
            place = self._places.get(scope)
            said = words[scope]
            if place is not None and place.words:
                said = speech("Of {thing}", thing=place.words)
            self.scope.setItemText(at, said)

    def _word_filters(self) -> None:
        kind, coder = self.kind.currentData(), self.coder.currentData()
        self.kind.clear()
        self.kind.addItem(self.speech("Every kind"), None)
        for each in MemoKind:
            self.kind.addItem(label(each, self.speech), each)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        self.coder.clear()
        self.coder.addItem(self.speech("By anyone"), None)
        for name in self._coders:
            self.coder.addItem(name, name)
        self.coder.setCurrentIndex(max(0, self.coder.findData(coder)))
