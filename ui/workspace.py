"""The workspace of an open study: sources left, tabs in the middle, codes right, status below."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from models.positions import Span
from models.vocabulary import Reading
from qda.autocoding.proposing import lists_for, propose_codings
from qda.autocoding.running import Task
from qda.displays.values import Evidence
from qda.edits.codes import AddCode, AdoptFramework
from qda.edits.importing import ImportCollection, ImportSources
from qda.edits.sources import MarkReading, RemoveCollection, RemoveSources
from qda.i18n import Speech, mark
from qda.importers.draft import CollectionDraft, SourceDraft
from qda.retrieval.codes import codes, frameworks
from qda.retrieval.rows import CodeRow, CodingRow
from ui.desk import Desk
from ui.dialogs.importing import Draft, ImportDialog
from ui.dialogs.naming import FrameworkDialog, NewCodeDialog
from ui.jobs import Job
from ui.panes.code_desk import CodeDesk
from ui.panes.display import DisplayPane
from ui.panes.reading import ReadingPane
from ui.panes.sources import SourcesPane
from ui.panes.units import UnitsPane
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.notice_bar import Message, NoticeBar
from ui.widgets.progress_row import ProgressRow
from ui.widgets.speaking import Speaking

_NOTHING_OPEN = Invitation(
    mark("Nothing is open"),
    mark("Open a source on the left to read and code it, or build a matrix from what is coded."),
    mark("Build a matrix"),
)


class Workspace(Speaking, QWidget):
    """Everything of one open study.

    Signals:
        import_wanted: files are to be chosen for import.
    """

    import_wanted = Signal()

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
        self.coder, self.place = QLabel(self), QLabel(self)
        self._recent: list[int] = []
        self._job: Job | None = None
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        self.tabs.setTabsClosable(True)
        self.tabs.setMovable(True)
        self.tabs.setDocumentMode(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
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
        self.sources.setMinimumWidth(180)
        middle.setMinimumWidth(360)
        self.codes.setMinimumWidth(260)
        self.split.setSizes([250, 800, 340])
        status = QHBoxLayout()
        status.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.MEDIUM, Space.TIGHT)
        status.addWidget(self.coder)
        status.addWidget(self.place, 1)
        status.addWidget(self.progress, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.split, 1)
        column.addLayout(status)

    def _connect(self) -> None:
        self.desk.told.connect(self.notices.show_message)
        self.desk.started.connect(self._on_started)
        self.sources.source_opened.connect(self.open_source)
        self.sources.collection_opened.connect(self.open_collection)
        self.sources.import_wanted.connect(self.import_wanted)
        self.sources.context_requested.connect(self._on_source_menu)
        self.codes.code_applied.connect(self.code_with)
        self.codes.segment_opened.connect(self._on_segment)
        self.codes.framework_wanted.connect(self.add_framework)
        self.codes.code_wanted.connect(self.add_code)
        self.empty.acted.connect(self.open_display)
        self.tabs.tabCloseRequested.connect(self._on_tab_closed)
        self.tabs.currentChanged.connect(self._on_tab)
        self.progress.stopped.connect(self._on_stop)

    def retranslate(self) -> None:
        """Override: every pane, the tabs and the status line."""
        for part in (self.notices, self.sources, self.codes, self.progress, self.empty):
            part.set_speech(self.speech)
        for pane in self._panes():
            pane.set_speech(self.speech)
            if isinstance(pane, DisplayPane):
                self.tabs.setTabText(self.tabs.indexOf(pane), self.speech("Matrix"))
        self.coder.setText(self.speech("Coder: {name}", name=self.desk.session.coder.name))

    # --- opening -------------------------------------------------------------------------------

    def open_source(self, source_id: int, span: Span | None = None) -> ReadingPane:
        """Show a source in a tab, at a place where one is given."""
        pane = next(
            (p for p in self._panes() if isinstance(p, ReadingPane) and p.source_id == source_id),
            None,
        )
        if pane is None:
            pane = ReadingPane(self.desk, self.speech, source_id, self)
            pane.titled.connect(partial(self._title, pane))
            pane.codings_read.connect(partial(self._on_codings, pane))
            pane.code_wanted.connect(self._on_code_wanted)
            pane.reader.quick_code_requested.connect(self._on_digit)
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
                for p in self._panes()
                if isinstance(p, UnitsPane) and p.collection_id == collection_id
            ),
            None,
        )
        if pane is None:
            pane = UnitsPane(self.desk, self.speech, collection_id, self)
            pane.titled.connect(partial(self._title, pane))
            pane.unit_opened.connect(self.open_source)
            self._add_tab(pane, "…")
        self.tabs.setCurrentWidget(pane)
        return pane

    def open_display(self) -> DisplayPane:
        """Show a new matrix in a tab."""
        pane = DisplayPane(self.desk, self.speech, self)
        pane.evidence_opened.connect(self._on_evidence)
        self._add_tab(pane, self.speech("Matrix"))
        self.tabs.setCurrentWidget(pane)
        return pane

    def current_reader(self) -> ReadingPane | None:
        """The source that is in front, or None."""
        pane = self.tabs.currentWidget()
        return pane if isinstance(pane, ReadingPane) else None

    # --- acts ----------------------------------------------------------------------------------

    def code_with(self, code_id: int) -> None:
        """Give a code to the selected words of the source in front."""
        pane = self.current_reader()
        if pane is None or pane.selected() is None:
            self.desk.told.emit(
                Message(lambda s: s("Select some words in a source first, then choose the code."))
            )
            return
        self._recent = [code_id, *(each for each in self._recent if each != code_id)][:9]
        pane.code_with(code_id)
        pane.reader.setFocus()

    def code_again(self) -> None:
        """Give the code used last to the selected words."""
        if self._recent:
            self.code_with(self._recent[0])

    def add_framework(self) -> None:
        """Ask for a framework and take it into the study."""
        self.desk.read(
            "adopted", lambda c: frozenset(f.name for f in frameworks(c)), self._ask_theory
        )

    def add_code(self, parent_id: int | None = None) -> None:
        """Ask for a code of one's own and add it beneath another one, or at the top."""
        self.desk.read("ids", codes, partial(self._ask_code, parent_id))

    def read_files(self, places: list[Path]) -> None:
        """Read files beside the window, then show what they would become."""
        if not places:
            return
        title = self.speech.many("Reading {n} file", "Reading {n} files", len(places))

        def read(job: Job) -> list[Draft]:
            return [_read_draft(place, job) for place in places]

        self.desk.show_work(title, read, self.preview)

    def preview(self, drafts: list[Draft]) -> None:
        """Show what files would become; storing them is one edit for texts, one a table."""
        dialog = ImportDialog(drafts, self.speech, self)
        dialog.accepted.connect(partial(self._store, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def autocode(self) -> None:
        """Let the shipped term lists of the study's frameworks propose codings."""
        session = self.desk.session

        def work(job: Job) -> int:
            return propose_codings(session, Task(lists_for(session)), job).made

        def told(made: int) -> None:
            self.desk.told.emit(
                Message(
                    lambda s: s.many(
                        "{n} coding proposed. It waits to be confirmed.",
                        "{n} codings proposed. They wait to be confirmed.",
                        made,
                    )
                )
            )

        self.desk.work(self.speech("Proposing codings by term lists"), work, told)

    def _store(self, dialog: ImportDialog) -> None:
        plans, tables = dialog.plans(), dialog.tables()
        session = self.desk.session

        def store(job: Job) -> int:
            if plans:
                session.do(ImportSources(plans, progress=job))
            for draft, role, group in tables:
                session.do(
                    ImportCollection(draft, role=role, stakeholder_group=group, progress=job)
                )
            return len(plans) + len(tables)

        def stored(count: int) -> None:
            self.desk.told.emit(
                Message(lambda s: s.many("Imported {n} file.", "Imported {n} files.", count))
            )

        self.desk.work(self.speech("Importing"), store, stored)

    def _ask_theory(self, adopted: frozenset[str]) -> None:
        from codebooks.formats.registry import read_framework
        from codebooks.shelf import framework

        dialog = FrameworkDialog(self.speech, adopted, self)

        def add() -> None:
            place, chosen, session = dialog.file, dialog.chosen(), self.desk.session

            def work(_: Job) -> int:
                theory = framework(chosen) if place is None else read_framework(place)
                return session.do(AdoptFramework(theory))

            self.desk.jobs.write(work, otherwise=self.desk.refuse)

        dialog.accepted.connect(add)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_code(self, parent_id: int | None, known: tuple[CodeRow, ...]) -> None:
        taken = {code.canonical_id for code in known}
        number = next(n for n in range(1, len(taken) + 2) if f"K{n}" not in taken)
        dialog = NewCodeDialog(self.speech, f"K{number}", self)

        def add() -> None:
            self.desk.do(AddCode(dialog.code_id(), dialog.wording(), parent_id=parent_id))

        dialog.accepted.connect(add)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # --- slots ---------------------------------------------------------------------------------

    def _panes(self) -> list[ReadingPane | UnitsPane | DisplayPane]:
        found = (self.tabs.widget(at) for at in range(self.tabs.count()))
        return [pane for pane in found if isinstance(pane, ReadingPane | UnitsPane | DisplayPane)]

    def _add_tab(self, pane: QWidget, title: str) -> None:
        self.tabs.addTab(pane, title)
        self.empty.hide()
        self.tabs.show()

    def _title(self, pane: QWidget, title: str) -> None:
        at = self.tabs.indexOf(pane)
        self.tabs.setTabText(at, title if len(title) <= 28 else title[:27] + "…")
        self.tabs.setTabToolTip(at, title)

    def _on_tab(self, _: int) -> None:
        pane = self.current_reader()
        self.codes.show_codings(() if pane is None else pane.coded)

    def _on_tab_closed(self, at: int) -> None:
        pane = self.tabs.widget(at)
        self.tabs.removeTab(at)
        if pane is not None:
            pane.deleteLater()
        if not self.tabs.count():
            self.tabs.hide()
            self.empty.show()

    def _on_codings(
        self, pane: ReadingPane, rows: tuple[CodingRow, ...], _codes: dict[int, CodeRow]
    ) -> None:
        if pane is self.current_reader():
            self.codes.show_codings(rows)

    def _on_code_wanted(self, _: Span) -> None:
        self.codes.focus_tree()

    def _on_digit(self, digit: int, _: Span) -> None:
        if digit <= len(self._recent):
            self.code_with(self._recent[digit - 1])

    def _on_segment(self, source_id: int, span: Span) -> None:
        self.open_source(source_id, span)

    def _on_evidence(self, evidence: Evidence) -> None:
        self.open_source(evidence.source_id, evidence.span)

    def _on_started(self, job: Job) -> None:
        self._job = job
        self.progress.begin(job.title)
        job.progressed.connect(self.progress.report)
        job.ended.connect(self.progress.end)

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _on_source_menu(self, point: QPoint, kind: str, id_: int) -> None:
        menu = QMenu(self)
        if kind == "source":
            menu.addAction(self.speech("Open"), lambda: self.open_source(id_))
            menu.addAction(
                self.speech("Mark as read"), lambda: self.desk.do(MarkReading((id_,), Reading.READ))
            )
            menu.addAction(
                self.speech("Remove from the study"), lambda: self.desk.do(RemoveSources((id_,)))
            )
        elif kind == "collection":
            menu.addAction(self.speech("Open"), lambda: self.open_collection(id_))
            menu.addAction(
                self.speech("Remove from the study"), lambda: self.desk.do(RemoveCollection(id_))
            )
        else:
            return
        menu.popup(point)


def _read_draft(place: Path, job: Job) -> SourceDraft | CollectionDraft:
    from qda.importers.registry import read_source
    from qda.importers.tables.registry import read_collection, suffixes

    if place.suffix.casefold() in set(suffixes()) - {".txt"}:
        return read_collection(place, progress=job)
    return read_source(place, progress=job)
