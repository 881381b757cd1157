"""The comparison of two coders: one text twice, the list of comparisons, and what is agreed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHeaderView,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import CoderKind, Outcome
from qda.agreement.comparing import Kind
from qda.agreement.overview import coder_summaries
from qda.agreement.reading import Compared, Place, StillBlind, compared
from qda.agreement.settling import agreed_settlings, settling_of
from qda.agreement.tables import code_table, comparison_table
from qda.edits.settling import Instead, ReopenComparisons, SettleCodings, Settling
from qda.i18n import Speech, mark
from qda.retrieval.codes import codes
from qda.retrieval.rows import CodeRow, CoderRow
from qda.retrieval.sources import paragraphs, source, source_text, turns
from qda.session import StudyState
from ui.comparing.choices import Choices
from ui.comparing.list import Column, ComparisonModel, Pair, Wanted
from ui.comparing.marks import layers
from ui.comparing.settle_bar import SettleBar
from ui.comparing.texts import TextsInStep
from ui.desk import Desk
from ui.jobs import Job
from ui.panes.pane import Pane
from ui.panes.reading import paragraph_marks
from ui.reader.page import Layer
from ui.reader.state import ReaderText
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.notice_bar import Message

_ALONE = Invitation(
    mark("There is only one coder"),
    mark(
        "Let a second person code the same texts: change the coder, code blind, and come back here."
    ),
    mark("Change the coder …"),
)
_BLIND = Invitation(
    mark("You code blind"),
    mark(
        "A comparison would show you what others have coded. Finish your own coding first, then "
        "show the codings of others."
    ),
    mark("Show the codings of others"),
)
_APART = Invitation(
    mark("No text has been coded by both"),
    mark("Choose other coders above, or let the second one code a text that the first has coded."),
)
_WIDTHS = (
    (Column.KIND, 42, 0.20),
    (Column.PLACE, 11, 0.10),
    (Column.FIRST, 30, 0.17),
    (Column.SECOND, 30, 0.17),
    (Column.SETTLED, 24, 0.15),
)
"""How many letters a column needs, and its share of the room at most."""


@dataclass(frozen=True, slots=True)
class _Found:
    coders: tuple[CoderRow, ...]
    first: int
    second: int
    found: Compared | None
    codes: dict[int, CodeRow] = field(hash=False)
    by_source: Mapping[int, Sequence[Place]] = field(default_factory=dict, hash=False)
    is_blind: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Marks:
    source_id: int | None
    left: Layer
    right: Layer


class ComparePane(Pane):
    """Two coders compared, text by text.

    Signals:
        titled: it is known who is compared.
        coder_wanted: somebody else is to code (there is only one coder).
        release_wanted: the codings of others are to be shown.
        other_wanted: another code is to be agreed on for a `Place`.
    """

    shows = frozenset({"coding", "segment", "settlement", "coder", "code", "source", "blinding"})
    rests = True

    titled = Signal(str)
    coder_wanted = Signal()
    release_wanted = Signal()
    other_wanted = Signal(object)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.found: Compared | None = None
        self._pair = Pair()
        self._by_source: Mapping[int, Sequence[Place]] = {}
        self._onward = False
        self.choices = Choices(speech, self)
        self.empty = EmptyState(_ALONE, speech, self)
        self.texts = TextsInStep(speech, self)
        self.table, self.model = QTableView(self), ComparisonModel(speech, self)
        self.bar = SettleBar(speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh_in_view()

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        table.horizontalHeader().setHighlightSections(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(Column.WORDS, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * 6)
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.addWidget(self.texts)
        self.split.addWidget(table)
        self.split.setSizes([430, 220])
        self.split.setChildrenCollapsible(False)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(0)
        column_.addWidget(self.choices)
        column_.addWidget(self.empty, 1)
        column_.addWidget(self.split, 1)
        column_.addWidget(self.bar)
        self._show_parts(is_empty=True)
        self.setFocusProxy(table)

    def _connect(self) -> None:
        self.choices.pair_chosen.connect(self.refresh)
        self.choices.filtered.connect(self._list)
        self.choices.export_wanted.connect(self.choose_export)
        self.empty.acted.connect(self._on_invited)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.bar.settled.connect(self.settle)
        self.bar.other_wanted.connect(self.want_other)
        self.bar.agreed_wanted.connect(self.settle_agreed)
        self.bar.reopen_wanted.connect(self.reopen)

    def retranslate(self) -> None:
        """Override: every part."""
        for part in (self.choices, self.empty, self.texts, self.bar):
            part.set_speech(self.speech)
        self.table.setAccessibleName(self.speech("Comparisons"))
        if self.found is not None:
            self._show_found(self.found)
        else:
            self.retitle()

    def refresh(self) -> None:
        """Override: compare anew."""
        chosen = self.choices.chosen_pair()
        self.desk.read(f"comparison {id(self)}", partial(_read, chosen), self._on_found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: the words get what room the other columns leave."""
        super().resizeEvent(event)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters, share in _WIDTHS:
            self.table.setColumnWidth(column, min(letter * letters, round(self.width() * share)))

    # --- moving --------------------------------------------------------------------------------

    def current(self) -> Place | None:
        """The comparison that is current in the list."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def go_to_difference(self, step: int) -> None:
        """Go to the next (1) or previous (-1) comparison in the list that is not agreed."""
        rows, here = self.model.rows, self.table.currentIndex().row()
        places = range(here + 1, len(rows)) if step > 0 else range(min(here, len(rows)) - 1, -1, -1)
        there = next((at for at in places if rows[at].comparison.kind is not Kind.AGREED), None)
        if there is not None:
            self._stand_on(there)

    def _stand_on(self, row: int) -> None:
        index, flag = self.model.index(row, Column.KIND), QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.table.scrollTo(index)

    # --- settling ------------------------------------------------------------------------------

    def settle(self, outcome: Outcome) -> None:
        """Settle the selected comparisons so, and go on to the next that is open."""
        self._settle([settling_of(place, outcome) for place in self._selected()])

    def settle_otherwise(self, place: Place, code_id: int) -> None:
        """Agree on another code for a comparison, on the words selected in a text if there are."""
        span = self.texts.selected() or place.comparison.span
        instead = Instead(place.source_id, span, code_id)
        self._settle([settling_of(place, Outcome.NEITHER, instead)])
        self.table.setFocus()

    def settle_agreed(self) -> None:
        """Settle everything that both coded alike."""
        if self.found is not None:
            self._do_settle(list(agreed_settlings(self.found)), "", as_memo=False)

    def want_other(self) -> None:
        """Let another code be chosen for the current comparison."""
        place = self.current()
        if place is not None:
            self.other_wanted.emit(place)

    def reopen(self) -> None:
        """Take back what is settled of the selected comparisons, and what has lost its codings."""
        lost = () if self.found is None else self.found.lost
        ids = (*(p.settled.id for p in self._selected() if p.settled is not None), *lost)
        if ids:
            self.desk.do(ReopenComparisons(ids))

    def _selected(self) -> list[Place]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.rows[row] for row in rows if row < len(self.model.rows)]

    def _settle(self, settlings: list[Settling]) -> None:
        self._onward = len(settlings) == 1
        reason, as_memo = self.bar.reason.text(), self.bar.as_memo.isChecked()
        self._do_settle(settlings, reason, as_memo=as_memo)

    def _do_settle(self, settlings: list[Settling], reason: str, *, as_memo: bool) -> None:
        found = self.found
        if found is not None and settlings:
            pair = found.first.id, found.second.id
            self.desk.do(SettleCodings(*pair, tuple(settlings), reason, as_memo))

    # --- writing -------------------------------------------------------------------------------

    def choose_export(self) -> None:
        """Ask for a file and write the comparison to it."""
        name, _ = QFileDialog.getSaveFileName(
            self, self.speech("Export the comparison"), "comparison.xlsx", "*.xlsx *.csv"
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, place: Path) -> None:
        """Write the comparison beside the window; the ending of the file chooses the format."""
        found, known, speech = self.found, self._pair.codes, self.speech
        if found is None:
            return

        def write(_: Job) -> Path:
            from exports.comparisons import write_tables

            tables = comparison_table(found, known, speech), code_table(found, known, speech)
            write_tables(tables, place)
            return place

        def wrote(written: Path) -> None:
            self.desk.told.emit(Message(lambda s: s("Wrote {place}", place=written)))

        title = self.speech("Writing {name}", name=place.name)
        self.desk.show_work(title, write, wrote)

    # --- showing -------------------------------------------------------------------------------

    def _on_found(self, read: _Found) -> None:
        self.choices.show_coders(read.coders, read.first, read.second)
        self.found, self._by_source = read.found, read.by_source
        if read.found is None or not read.found.places:
            apart = _ALONE if len(read.coders) < 2 else _APART
            self.empty.set_invitation(_BLIND if read.is_blind else apart)
            self._pair = Pair()
            self.choices.show_found(None, self._pair)
            self.model.show((), self._pair, self.speech)
            self._show_parts(is_empty=True)
            self.retitle()
            return
        self._pair = Pair(read.found.first.name, read.found.second.name, read.codes)
        self._show_found(read.found)
        self._show_parts(is_empty=False)
        # What is agreed already is compared with a coder to look, not to be settled once more.
        kinds = read.found.first.kind, read.found.second.kind
        self.bar.setVisible(CoderKind.AGREED not in kinds)

    def _show_found(self, found: Compared) -> None:
        self.choices.show_found(found, self._pair)
        self.texts.name(found.first.name, found.second.name)
        self.bar.show_progress(found)
        self._list()
        self.retitle()

    def _list(self) -> None:
        """List what is wanted; the comparison that was current stays so, or the next open one."""
        found, before = self.found, self.current()
        if found is None:
            return
        here = self.table.currentIndex().row()
        wanted = self.choices.wanted()
        rows: Sequence[Place] = found.places
        if wanted != Wanted():
            rows = [place for place in rows if wanted.holds(place)]
        self.model.show(rows, self._pair, self.speech)
        self._mark(self.texts.shown_source())
        same = next((at for at, place in enumerate(rows) if _same(place, before)), None)
        at = min(max(here, 0), len(rows) - 1) if same is None else same
        if self._onward:
            self._onward = False
            at = next((n for n in range(at, len(rows)) if rows[n].is_open), at)
        if rows:
            self._stand_on(at)
        else:
            self.bar.show_place(None, self._pair.first, self._pair.second)

    def _show_parts(self, *, is_empty: bool) -> None:
        self.empty.setVisible(is_empty)
        self.split.setVisible(not is_empty)
        self.bar.setVisible(not is_empty)

    def retitle(self) -> None:
        """Override: who is compared."""
        pair = self._pair
        names = f"{pair.first} – {pair.second}" if self.found is not None else ""
        self.titled.emit(names or self.speech("Two coders"))

    def _on_current(self, index: QModelIndex) -> None:
        place = self.current() if index.isValid() else None
        self.bar.show_place(place, self._pair.first, self._pair.second)
        if place is None:
            return
        if place.source_id == self.texts.shown_source():
            self._go_to(place)
        else:
            read = partial(_read_text, place.source_id)
            self.desk.read(f"compared text {id(self)}", read, self._on_text)

    def _on_text(self, text: ReaderText) -> None:
        self.texts.show_text(text)
        self._mark(text.source_id)
        place = self.current()
        if place is not None and place.source_id == text.source_id:
            self._go_to(place)

    def _mark(self, source_id: int | None) -> None:
        """Show what both coded in a text; thousands of highlights are worded beside the window."""
        here = () if source_id is None else self._by_source.get(source_id, ())
        pair, speech = self._pair, self.speech

        def read(_: StudyState) -> _Marks:
            return _Marks(source_id, *layers(here, pair, speech))

        self.desk.read(f"compared marks {id(self)}", read, self._on_marks)

    def _on_marks(self, made: _Marks) -> None:
        if self.texts.shown_source() == made.source_id:
            self.texts.set_highlights(made.left, made.right)

    def _go_to(self, place: Place) -> None:
        first, second = (
            place.comparison.span if each is None else each.span
            for each in (place.comparison.first, place.comparison.second)
        )
        self.texts.go_to(first, second)

    def _on_invited(self) -> None:
        if self.choices.first.count() < 2:
            self.coder_wanted.emit()
        else:
            self.release_wanted.emit()


def _same(place: Place, other: Place | None) -> bool:
    return other is not None and (place.first_uuid, place.second_uuid) == (
        other.first_uuid,
        other.second_uuid,
    )


def _read(chosen: tuple[int | None, int | None], state: StudyState) -> _Found:
    """The comparison of the two chosen, or else of the two people who coded most."""
    summaries = coder_summaries(state)
    known = tuple(each.coder for each in summaries)
    ids = {each.id for each in known}
    people = sorted(
        (each for each in summaries if each.coder.kind is CoderKind.PERSON),
        key=lambda each: (-each.codings, each.coder.id),
    )
    if len(people) < 2 and len(known) < 2:
        return _Found(known, 0, 0, None, {})
    likely = sorted(each.coder.id for each in people[:2]) or [known[0].id]
    likely += [each.id for each in known if each.id not in likely]
    first, second = chosen if None not in chosen and ids >= set(chosen) else likely[:2]
    first, second = first or 0, second or 0
    if first == second:
        return _Found(known, first, second, None, {})
    try:
        found = compared(state, first, second)
    except StillBlind:
        return _Found(known, first, second, None, {}, is_blind=True)
    by_source: dict[int, list[Place]] = defaultdict(list)
    for place in found.places:
        by_source[place.source_id].append(place)
    by_id = {code.id: code for code in codes(state, counted=False)}
    return _Found(known, first, second, found, by_id, by_source)


def _read_text(source_id: int, state: StudyState) -> ReaderText:
    row = source(state, source_id)
    marks = paragraph_marks(paragraphs(state, row.id), turns(state, row.id))
    return ReaderText(row.id, row.key, row.title, source_text(state, row.id), marks)
