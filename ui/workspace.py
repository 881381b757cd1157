"""The workspace of an open study: sources left, tabs in the middle, codes right, status below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from models.positions import Span
from qda.events import Changed
from qda.i18n import Speech, mark
from qda.retrieval.memos import Subject
from ui.acts.code_tree import CodeTreeActs
from ui.acts.codebook import CodebookActs
from ui.acts.coders import CodersActs
from ui.acts.coding import CodingActs
from ui.acts.displays import DisplayActs
from ui.acts.going import GoingActs
from ui.acts.guides import GuideActs
from ui.acts.importing import ImportActs
from ui.acts.material import MaterialActs
from ui.acts.memos import MemoActs
from ui.acts.numbers import NumberActs
from ui.acts.queue import QueueActs
from ui.acts.records import RecordActs
from ui.acts.revising import RevisingActs
from ui.acts.sampling import SamplingActs
from ui.acts.searching import SearchActs
from ui.acts.segments import SegmentActs
from ui.acts.showing import ShowingActs
from ui.acts.surveys import SurveyActs
from ui.acts.table import TableActs
from ui.acts.theory import TheoryActs
from ui.desk import Desk
from ui.panes.blind_bar import BlindBar
from ui.panes.code_desk import CodeDesk
from ui.panes.code_trees import CodeTrees
from ui.panes.memos import MemosPane
from ui.panes.reading import ReadingPane
from ui.panes.sources import SourcesPane
from ui.panes.table import TablePane
from ui.reader.reader import OWN
from ui.running import RunningJobs
from ui.table.reading import RowReading
from ui.tabs import Tabs
from ui.theme import Space
from ui.widgets.busy_sign import BusySign
from ui.widgets.coder_button import CoderButton
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.progress_row import ProgressRow
from ui.widgets.speaking import Speaking

_NOTHING_OPEN = Invitation(
    mark("Nothing is open"),
    mark("Open a source on the left to read and code it, or build a matrix from what is coded."),
    mark("Build a matrix"),
)
_WIDTHS = (260, 780, 400)
_HEIGHTS = (560, 300)


class Workspace(Speaking, QWidget):
    """Everything of one open study; it is there once `make` came to its end.

    Signals:
        import_wanted: files are to be chosen for import.
        text_open_changed: whether a source is in front.
        coder_changed: somebody else codes now, or under another name.
    """

    import_wanted = Signal()
    text_open_changed = Signal(bool)
    coder_changed = Signal()

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.speech = speech

    def make(self) -> Iterator[None]:
        """Make all parts, in steps: all at once the window would stand still."""
        desk, speech = self.desk, self.speech
        yield
        self.notices = NoticeBar(speech, self)
        self.sources = SourcesPane(desk, speech, self)
        self.empty = EmptyState(_NOTHING_OPEN, speech, self)
        self.tabs = Tabs(self.empty, self)
        yield
        trees = CodeTrees(speech, self)
        yield
        self.codes = CodeDesk(desk, speech, trees, self)
        yield
        self.memos = MemosPane(desk, speech, self)
        yield
        self._make_acts()
        yield
        self._lay_out()
        yield
        self._connect()
        yield from self.rewording(speech)

    def _make_acts(self) -> None:
        desk, speech = self.desk, self.speech
        self.progress = ProgressRow(speech, self)
        self.running = RunningJobs(desk.jobs, self.progress)
        self.busy = BusySign(speech, self)
        self.place, self.waiting = QLabel(self), QLabel(self)
        self.coder = CoderButton(speech, self)
        self.blind = BlindBar(desk, speech, self)
        self.coding = CodingActs(desk, speech, self.codes, self)
        chooser = self.coding.chooser
        self.codebook = CodebookActs(desk, speech, self)
        self.importing = ImportActs(desk, speech, self)
        self.material = MaterialActs(desk, speech, self)
        self.theory = TheoryActs(
            desk, speech, self.codes, chooser=chooser, standing=self.coding.standing
        )
        self.code_tree = CodeTreeActs(desk, speech, self.codes, chooser=chooser, window=self)
        self.segments = SegmentActs(desk, speech, self.codes, chooser=chooser, window=self)
        self.table = TableActs(desk, speech, self.codes.trees, chooser=chooser, window=self)
        self.queue = QueueActs(desk, speech, self.sources, chooser=chooser, window=self)
        self.coders = CodersActs(desk, speech, self.tabs, chooser=chooser, window=self)
        self.memo_acts = MemoActs(desk, speech, self.memos, codes=self.codes, window=self)
        self.searching = SearchActs(desk, speech, self.tabs, chooser=chooser, window=self)
        self.revising = RevisingActs(desk, speech, self)
        self.showing = ShowingActs(self)
        self.sampling = SamplingActs(self)
        self.numbers = NumberActs(self)
        self.guides = GuideActs(self)
        self.displays = DisplayActs(self)
        self.records = RecordActs(self)
        self.surveys = SurveyActs(self)
        self.going = GoingActs(desk, speech, self.tabs, show=self.open_source, window=self)
        self.groups: tuple[QObject, ...] = (
            *(self.coding, self.coding.recoding, self.coding.judging),
            *(self.codebook, self.material, self.theory, self.code_tree),
            *(self.segments, self.table, self.table.judging, self.queue, self.coders),
            *(self.memo_acts, self.searching),
            *(self.revising, self.showing, self.sampling, self.numbers, self.guides, self.surveys),
            *(self.displays, self.records, self.records.proposing),
            *(self.going, self),
        )

    def _lay_out(self) -> None:
        self.middle = QSplitter(Qt.Orientation.Vertical, self)
        upper = QWidget(self.middle)
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(self.empty)
        above.addWidget(self.tabs)
        self.middle.addWidget(upper)
        self.middle.addWidget(self.memos)
        self.middle.setSizes(list(_HEIGHTS))
        self.middle.setStretchFactor(0, 1)
        self.middle.setChildrenCollapsible(False)
        self.memos.hide()
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        for pane in (self.sources, self.middle, self.codes):
            self.split.addWidget(pane)
        for at, share in enumerate((0, 1, 0)):
            self.split.setStretchFactor(at, share)
        self.sources.setMinimumWidth(160)
        self.middle.setMinimumWidth(360)
        self.split.setCollapsible(1, False)
        self.split.setSizes(list(_WIDTHS))
        status = QHBoxLayout()
        status.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.MEDIUM, Space.TIGHT)
        status.setSpacing(Space.LARGE)
        # The text one reads must not move, nor be laid out anew, because something else begins.
        room = self.progress.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(room)
        for label in (self.place, self.waiting):
            label.setTextFormat(Qt.TextFormat.PlainText)
        status.addWidget(self.coder)
        status.addWidget(self.place, 1)
        status.addWidget(self.progress, 3)
        status.addWidget(self.busy)
        status.addWidget(self.waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.blind)
        column.addWidget(self.split, 1)
        column.addLayout(status)

    def _connect(self) -> None:
        self.desk.told.connect(self.notices.show_message)
        self.desk.jobs.lingered.connect(self.busy.show_busy)
        self.sources.source_opened.connect(self.open_source)
        self.sources.collection_opened.connect(self.open_collection)
        self.sources.case_opened.connect(self.material.describe_case)
        self.sources.import_wanted.connect(self.import_wanted)
        self.sources.context_requested.connect(self.material.open_menu)
        self.material.source_wanted.connect(self.open_source)
        self.material.collection_wanted.connect(self.open_collection)
        self.material.questions_wanted.connect(self.surveys.show_questions)
        self.material.is_survey = self.sources.is_survey
        self.codes.segment_opened.connect(self.open_source)
        self.codes.segments.segment_previewed.connect(self._preview)
        self.codes.segments.place_wanted.connect(self.on_segments_below)
        self.queue.place_wanted.connect(self.open_source)
        self.codes.framework_wanted.connect(self.codebook.add_framework)
        self.codes.code_wanted.connect(self.codebook.add_code)
        self.codes.waiting_counted.connect(self._say_waiting)
        self.memos.subject_opened.connect(self.open_subject)
        self.coding.memo_wanted.connect(self.memo_acts.write_on_coding)
        self.coding.act_wanted.connect(self.carry_out)
        self.codes.theory.rate_wanted.connect(self.records.rate_code)
        self.segments.memo_wanted.connect(self.memo_acts.write_at)
        self.material.memo_wanted.connect(self.memo_acts.write_on)
        self.material.memos_wanted.connect(self.memo_acts.list_of)
        self.codes.memo_wanted.connect(partial(self.memo_acts.write_on, "code"))
        self.codes.memos_wanted.connect(partial(self.memo_acts.list_of, "code"))
        self.empty.acted.connect(self.displays.on_matrix)
        self.coder.act_wanted.connect(self.carry_out)
        self.blind.blind_changed.connect(self._say_coder)
        self.blind.release_wanted.connect(self.coders.on_release_blind)
        self.coders.coder_changed.connect(self._on_coder)
        self.desk.changed.connect(self._on_changed)
        self.tabs.currentChanged.connect(self._on_tab)
        self.coding.standing.changed.connect(self._say_place)

    def speaking(self) -> Sequence[Speaking]:
        """Override: every pane, the tabs and the acts."""
        return (
            *(self.notices, self.sources, self.codes, self.progress, self.busy, self.empty),
            *(self.coding, self.codebook, self.importing, self.material, self.coders),
            *(self.theory, self.code_tree, self.segments, self.table, self.queue, self.revising),
            *(self.memos, self.memo_acts, self.searching, self.coder, self.blind),
            *(*self.tabs.panes(), self.showing, self.sampling, self.numbers, self.guides),
            *(self.surveys, self.going, self.displays, self.records),
        )

    def retranslate(self) -> None:
        """Override: the status line."""
        self._say_coder()
        self._say_place()
        self._say_waiting(self.codes.waiting)

    def layout_text(self) -> str:
        """The widths of the panes and where the coded segments stand, to be remembered."""
        widths = bytes(self.split.saveState().toBase64().data()).decode("ascii")
        place = "below" if self.segments_below else "beside"
        return f"{widths}~{place}~{self.codes.segments.layout_text()}"

    def restore_layout(self, written: str) -> None:
        """Take up what was remembered."""
        widths, _, rest = written.partition("~")
        self.split.restoreState(QByteArray.fromBase64(widths.encode("ascii")))
        place, _, columns = rest.partition("~")
        self.codes.segments.restore_layout(columns)
        if place == "below":
            self.on_segments_below()

    @property
    def segments_below(self) -> bool:
        """Whether the coded segments stand beneath the text."""
        return self.middle.indexOf(self.codes.segments) >= 0

    # --- opening -------------------------------------------------------------------------------

    def open_source(self, source_id: int, span: Span | None = None) -> ReadingPane:
        """Show a source in a tab, at a place where one is given."""
        gone_on = self.going.leave_for(source_id)
        pane = self.tabs.first(ReadingPane, lambda p: p.source_id == source_id)
        if pane is None:
            pane = ReadingPane(self.desk, self.speech, source_id, self)
            pane.gone.connect(partial(self._on_source_gone, pane))
            pane.reader.departed.connect(partial(self.going.left, source_id))
            pane.reader.selection_changed.connect(self._say_place)
            pane.reader.act_requested.connect(self.carry_out)
            self.coding.attach(pane)
            self.theory.attach(pane)
            self.memo_acts.attach(pane)
            self.tabs.add(pane)
        self.tabs.setCurrentWidget(pane)
        if span is not None:
            self.going.arrive(pane, span, gone_on=gone_on)
        pane.reader.setFocus()
        return pane

    def open_collection(self, collection_id: int) -> TablePane:
        """Show a collection as a table in a tab."""
        pane = self.tabs.first(TablePane, lambda p: p.collection_id == collection_id)
        if pane is None:
            pane = TablePane(self.desk, self.speech, collection_id, self)
            pane.unit_opened.connect(self.open_source)
            pane.gone.connect(partial(self.tabs.close_pane, pane))
            pane.reading_made.connect(self._attach_row)
            pane.reading_changed.connect(self._on_row)
            self.table.attach(pane)
            self.tabs.add(pane)
        self.tabs.setCurrentWidget(pane)
        pane.table.setFocus()
        return pane

    def open_subject(self, subject: Subject) -> None:
        """Show what a memo is on or what a link leads to, wherever such things are shown."""
        if subject.source_id is not None:
            self.open_source(subject.source_id, subject.span)
        elif subject.table == "collection":
            self.open_collection(subject.id)
        elif subject.table == "case":
            self.material.describe_case(subject.id)
        elif subject.table == "code":
            self.codes.show_code(subject.id)
        elif subject.table == "memo":
            self.memos.open_memo(subject.id)

    def keep(self) -> None:
        """Give the study what was typed and not kept yet, before it is closed."""
        self.memos.keep()

    def current_reader(self) -> ReadingPane | None:
        """The source that is in front, or whose row of a table is; None where none is."""
        pane = self.tabs.front(ReadingPane)
        table = None if pane is not None else self.tabs.front(TablePane)
        return pane if table is None or not table.detail.isVisibleTo(table) else table.reading

    # --- acts ----------------------------------------------------------------------------------

    def carry_out(self, name: str) -> None:
        """Carry out an act by its name: the source in front does, or the first group that can."""
        pane = self.current_reader()
        if name in OWN:
            if pane is not None:
                pane.reader.do(name)
            return
        for group in self.groups:
            method = getattr(group, f"on_{name}", None)
            if method is not None:
                method()
                return

    def on_segments(self) -> None:
        """Go to the coded segments."""
        pane = self.codes.segments
        if not self.segments_below:
            self.codes.show()
            self.codes.lists.setCurrentWidget(pane)
        pane.list.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def on_segments_below(self) -> None:
        """Move the coded segments beneath the text, where they have room, or back beside it."""
        pane, below = self.codes.segments, not self.segments_below
        if below:
            self.codes.show_segments(beside=False)
            self.middle.insertWidget(1, pane)
            self.middle.setSizes([*_HEIGHTS, _HEIGHTS[1]])
        else:
            self.codes.show_segments(beside=True)
            self.codes.lists.setCurrentWidget(pane)
        pane.show()

    def on_add_code(self) -> None:
        """Ask for a code of one's own, beneath the current one."""
        self.codebook.add_code(self.codes.trees.active().current_id())

    def on_choose_code(self) -> None:
        """Go to the code tree's field."""
        self.codes.focus_tree()

    # --- slots -------------------------------------------------------------------------------

    def _on_source_gone(self, pane: ReadingPane) -> None:
        self.going.forget(pane.source_id)
        self.tabs.close_pane(pane)

    def _attach_row(self, reading: RowReading) -> None:
        """Let the text of a table's row be coded as any other."""
        reading.reader.selection_changed.connect(self._say_place)
        reading.reader.act_requested.connect(self.carry_out)
        self.coding.attach(reading)
        self.theory.attach(reading)
        self.memo_acts.attach(reading)

    def _on_row(self) -> None:
        if self.sender() is self.tabs.currentWidget():
            self._on_tab(self.tabs.currentIndex())

    def _on_tab(self, _: int) -> None:
        pane = self.current_reader()
        self.table.stand_before(self.tabs.front(TablePane))
        self.coding.stand_before(pane)
        self.theory.stand_before(pane)
        self.queue.stand_before(pane)
        self.codes.segments.stand_before(None if pane is None else pane.source_id)
        self.memo_acts.stand_before(pane)
        self.revising.stand_before(pane)
        self.text_open_changed.emit(pane is not None)
        self._say_place()

    def _preview(self, source_id: int, span: Span) -> None:
        """Let the text follow the list of coded segments, whose focus stays."""
        pane = self.open_source(source_id, span)
        self.codes.segments.list.table.setFocus()
        if pane.row is None:
            pane.codings_read.connect(self._return_to_list, Qt.ConnectionType.SingleShotConnection)

    def _return_to_list(self) -> None:
        self.codes.segments.list.table.setFocus()

    def _on_coder(self) -> None:
        self._say_coder()
        self.coder_changed.emit()

    def _on_changed(self, change: Changed) -> None:
        if "coder" in change.tables:
            self._on_coder()

    def _say_coder(self) -> None:
        self.coder.say(self.desk.session.coder_name, is_blind=self.blind.blind is not None)

    def _say_place(self) -> None:
        pane = self.current_reader()
        span = None if pane is None else pane.reader.selected_span()
        shown = None if pane is None else pane.reader.shown_text()
        words = self.coding.said_here()
        if span is not None and shown is not None:
            words = self.speech.many(
                "{key}: {n} character selected",
                "{key}: {n} characters selected",
                len(span),
                key=shown.reference(span),
            )
        self.place.setText(words)
        self.place.setToolTip(words)

    def _say_waiting(self, count: int) -> None:
        self.waiting.setText(
            self.speech.many(
                "{n} proposal awaits confirmation", "{n} proposals await confirmation", count
            )
        )
        self.waiting.setVisible(count > 0)
