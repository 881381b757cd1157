"""The workspace of an open study: sources left, tabs in the middle, codes right, status below."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from models.positions import Span
from qda.displays.values import Evidence
from qda.i18n import Speech, mark
from qda.retrieval.rows import CodeRow, CodingRow
from ui.acts.codebook import CodebookActs
from ui.acts.coding import CodingActs
from ui.acts.importing import ImportActs
from ui.acts.material import MaterialActs
from ui.acts.revising import RevisingActs
from ui.desk import Desk
from ui.panes.code_desk import CodeDesk
from ui.panes.display import DisplayPane
from ui.panes.reading import ReadingPane
from ui.panes.searching import SearchPane
from ui.panes.sources import SourcesPane
from ui.panes.units import UnitsPane
from ui.reader.reader import OWN
from ui.running import RunningJobs
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.progress_row import ProgressRow
from ui.widgets.speaking import Speaking

_NOTHING_OPEN = Invitation(
    mark("Nothing is open"),
    mark("Open a source on the left to read and code it, or build a matrix from what is coded."),
    mark("Build a matrix"),
)
_WIDTHS = (230, 800, 400)
_TAB_LETTERS = 28

TabPane = ReadingPane | UnitsPane | DisplayPane | SearchPane


class Workspace(Speaking, QWidget):
    """Everything of one open study.

    Signals:
        import_wanted: files are to be chosen for import.
        text_open_changed: whether a source is in front.
    """

    import_wanted = Signal()
    text_open_changed = Signal(bool)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.speech = speech
        self.notices = NoticeBar(speech, self)
        self.sources = SourcesPane(desk, speech, self)
        self.tabs = QTabWidget(self)
        self.empty = EmptyState(_NOTHING_OPEN, speech, self)
        self.codes = CodeDesk(desk, speech, self)
        self.progress = ProgressRow(speech, self)
        self.running = RunningJobs(desk.jobs, self.progress)
        self.coder, self.place, self.waiting = QLabel(self), QLabel(self), QLabel(self)
        self.coding = CodingActs(desk, speech, self.codes, self)
        self.codebook = CodebookActs(desk, speech, self)
        self.importing = ImportActs(desk, speech, self)
        self.material = MaterialActs(desk, speech, self)
        self.revising = RevisingActs(desk, speech, self)
        self.groups: tuple[QObject, ...] = (
            *(self.coding, self.codebook, self.material, self.revising),
            self,
        )
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        self.tabs.setTabsClosable(True)
        self.tabs.setMovable(True)
        self.tabs.setDocumentMode(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setUsesScrollButtons(True)
        middle = QWidget(self)
        stack = QVBoxLayout(middle)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.empty)
        stack.addWidget(self.tabs)
        self.tabs.hide()
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        for pane in (self.sources, middle, self.codes):
            self.split.addWidget(pane)
        for at, share in enumerate((0, 1, 0)):
            self.split.setStretchFactor(at, share)
        self.sources.setMinimumWidth(160)
        middle.setMinimumWidth(360)
        self.split.setCollapsible(1, False)
        self.split.setSizes(list(_WIDTHS))
        status = QHBoxLayout()
        status.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.MEDIUM, Space.TIGHT)
        status.setSpacing(Space.LARGE)
        for label in (self.coder, self.place, self.waiting):
            label.setTextFormat(Qt.TextFormat.PlainText)
        status.addWidget(self.coder)
        status.addWidget(self.place, 1)
        status.addWidget(self.progress, 3)
        status.addWidget(self.waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.split, 1)
        column.addLayout(status)

    def _connect(self) -> None:
        self.desk.told.connect(self.notices.show_message)
        self.sources.source_opened.connect(self.open_source)
        self.sources.collection_opened.connect(self.open_collection)
        self.sources.case_opened.connect(self.material.describe_case)
        self.sources.import_wanted.connect(self.import_wanted)
        self.sources.context_requested.connect(self.material.open_menu)
        self.material.source_wanted.connect(self.open_source)
        self.material.collection_wanted.connect(self.open_collection)
        self.codes.segment_opened.connect(self.open_source)
        self.codes.framework_wanted.connect(self.codebook.add_framework)
        self.codes.code_wanted.connect(self.codebook.add_code)
        self.codes.waiting_counted.connect(self._say_waiting)
        self.empty.acted.connect(self.open_display)
        self.tabs.tabCloseRequested.connect(self._on_tab_closed)
        self.tabs.currentChanged.connect(self._on_tab)

    def retranslate(self) -> None:
        """Override: every pane, the tabs and the status line."""
        parts: tuple[Speaking, ...] = (
            *(self.notices, self.sources, self.codes, self.progress, self.empty),
            *(self.coding, self.codebook, self.importing, self.material, self.revising),
            *self.panes(),
        )
        for part in parts:
            part.set_speech(self.speech)
        for pane in self.panes():
            if isinstance(pane, DisplayPane) and pane.matrix is None:
                self._title(pane, self.speech("Matrix"))
        self.coder.setText(self.speech("Coder: {name}", name=self.desk.session.coder_name))
        self._say_place()
        self._say_waiting(self.codes.waiting)

    def layout_text(self) -> str:
        """The widths of the panes, to be remembered."""
        return bytes(self.split.saveState().toBase64().data()).decode("ascii")

    # --- opening -------------------------------------------------------------------------------

    def open_source(self, source_id: int, span: Span | None = None) -> ReadingPane:
        """Show a source in a tab, at a place where one is given."""
        pane = next(
            (p for p in self.panes() if isinstance(p, ReadingPane) and p.source_id == source_id),
            None,
        )
        if pane is None:
            pane = ReadingPane(self.desk, self.speech, source_id, self)
            pane.titled.connect(partial(self._title, pane))
            pane.codings_read.connect(partial(self._on_codings, pane))
            pane.gone.connect(partial(self._close, pane))
            pane.reader.selection_changed.connect(self._say_place)
            pane.reader.act_requested.connect(self.carry_out)
            self.coding.attach(pane)
            self._add_tab(pane, "…")
        self.tabs.setCurrentWidget(pane)
        if span is not None:
            pane.show_place(span)
        pane.reader.setFocus()
        return pane

    def open_collection(self, collection_id: int) -> UnitsPane:
        """Show a collection as a table in a tab."""
        pane = next(
            (
                p
                for p in self.panes()
                if isinstance(p, UnitsPane) and p.collection_id == collection_id
            ),
            None,
        )
        if pane is None:
            pane = UnitsPane(self.desk, self.speech, collection_id, self)
            pane.titled.connect(partial(self._title, pane))
            pane.unit_opened.connect(self.open_source)
            pane.gone.connect(partial(self._close, pane))
            self._add_tab(pane, "…")
        self.tabs.setCurrentWidget(pane)
        return pane

    def open_display(self) -> DisplayPane:
        """Show a new matrix in a tab."""
        pane = DisplayPane(self.desk, self.speech, self)
        pane.evidence_opened.connect(self._on_evidence)
        pane.titled.connect(partial(self._title, pane))
        pane.framework_wanted.connect(self.codebook.add_framework)
        self._add_tab(pane, self.speech("Matrix"))
        self.tabs.setCurrentWidget(pane)
        return pane

    def search(self, words: str) -> SearchPane | None:
        """Show where words stand, in all texts; None where no word is wanted."""
        if not words.strip():
            return None
        pane = next((p for p in self.panes() if isinstance(p, SearchPane)), None)
        if pane is None:
            pane = SearchPane(self.desk, self.speech, self)
            pane.place_opened.connect(self.open_source)
            pane.titled.connect(partial(self._title, pane))
            self._add_tab(pane, "…")
        self.tabs.setCurrentWidget(pane)
        pane.search(words)
        pane.setFocus()
        return pane

    def current_reader(self) -> ReadingPane | None:
        """The source that is in front, or None."""
        pane = self.tabs.currentWidget()
        return pane if isinstance(pane, ReadingPane) else None

    def panes(self) -> list[TabPane]:
        """The panes in the tabs, from the left."""
        found = (self.tabs.widget(at) for at in range(self.tabs.count()))
        return [pane for pane in found if isinstance(pane, TabPane)]

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

    def on_matrix(self) -> None:
        """Show a new matrix."""
        self.open_display()

    def on_export(self) -> None:
        """Export the matrix in front."""
        pane = self.tabs.currentWidget()
        if isinstance(pane, DisplayPane):
            pane.choose_export()

    def on_add_code(self) -> None:
        """Ask for a code of one's own, beneath the current one."""
        self.codebook.add_code(self.codes.tree.current_id())

    def on_choose_code(self) -> None:
        """Go to the code tree's field."""
        self.codes.focus_tree()

    # --- slots ---------------------------------------------------------------------------------

    def _add_tab(self, pane: QWidget, title: str) -> None:
        self.empty.hide()
        self.tabs.show()
        self.tabs.addTab(pane, title)

    def _title(self, pane: QWidget, title: str) -> None:
        at = self.tabs.indexOf(pane)
        short = title if len(title) <= _TAB_LETTERS else title[: _TAB_LETTERS - 1] + "…"
        self.tabs.setTabText(at, short.replace("&", "&&"))
        self.tabs.setTabToolTip(at, title)

    def _on_tab(self, _: int) -> None:
        pane = self.current_reader()
        self.coding.stand_before(pane)
        self.revising.stand_before(pane)
        self.text_open_changed.emit(pane is not None)
        self.codes.show_codings(() if pane is None else pane.coded)
        self._say_place()

    def _on_tab_closed(self, at: int) -> None:
        pane = self.tabs.widget(at)
        if pane is not None:
            self._close(pane)

    def _close(self, pane: QWidget) -> None:
        at = self.tabs.indexOf(pane)
        if at < 0:
            return
        self.tabs.removeTab(at)
        pane.deleteLater()
        if not self.tabs.count():
            self.tabs.hide()
            self.empty.show()

    def _on_codings(
        self, pane: ReadingPane, rows: tuple[CodingRow, ...], _codes: dict[int, CodeRow]
    ) -> None:
        if pane is self.current_reader():
            self.codes.show_codings(rows)

    def _on_evidence(self, evidence: Evidence) -> None:
        self.open_source(evidence.source_id, evidence.span)

    def _say_place(self) -> None:
        pane = self.current_reader()
        span = None if pane is None else pane.reader.selected_span()
        shown = None if pane is None else pane.reader.shown_text()
        words = ""
        if span is not None and shown is not None:
            words = self.speech.many(
                "{key}: {n} character selected",
                "{key}: {n} characters selected",
                len(span),
                key=shown.reference(span),
            )
        self.place.setText(words)

    def _say_waiting(self, count: int) -> None:
        self.waiting.setText(
            self.speech.many(
                "{n} proposal awaits confirmation", "{n} proposals await confirmation", count
            )
        )
        self.waiting.setVisible(count > 0)
