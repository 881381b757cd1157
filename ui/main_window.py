"""The main window: menus and the row of acts above the start page or the open study.

What only an open study or a dialog needs is loaded when it comes, so that the start page is there
at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from models.errors import StudyError
from qda.edits.titles import title_of
from qda.i18n import Speech, mark
from qda.retrieval.histories import next_redo, next_undo
from qda.session import NewStudy, StudySession, StudyState
from qda.settings import Settings, load_settings, save_settings
from ui.actions import ACTS, Actions
from ui.acts.appearance import AppearanceActs
from ui.acts.viewing import ViewActs
from ui.appearance import looks
from ui.collecting import Collecting
from ui.jobs import Jobs
from ui.running import RunningJobs
from ui.short_words import shortened
from ui.start_page import StartPage
from ui.steps import Steps
from ui.widgets.notice_bar import Message, NoticeBar, Weight
from ui.widgets.progress_row import ProgressRow
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from qda.retrieval.rows import CodingRow
    from ui.desk import Desk
    from ui.jobs import Job
    from ui.workspace import Workspace

_SEARCH_WIDTH = 240
_LEAST_TYPED = 2
_GLANCE_MS = 30
_TITLE = 90
_FILES = (
    "*.txt *.md *.docx *.odt *.rtf *.pdf *.html *.htm *.vtt *.srt *.csv *.tsv *.xlsx *.json "
    "*.jsonl *.ods *.sav *.zsav"
)


class MainWindow(QMainWindow):
    """The window of the program.

    Signals:
        study_shown: another study, or none, is in the window.
        left: the window is closed and everything that ran has ended.
    """

    study_shown = Signal()
    left = Signal()

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or load_settings()
        self.speech = Speech(self.settings.language)
        self.workspace: Workspace | None = None
        looks().choose(self.settings.appearance)
        self.actions_ = Actions(self, self._carry_out)
        self.appearing = AppearanceActs(self.speech, self.actions_.by_name, self)
        self.groups: tuple[QObject, ...] = (self, self.appearing, ViewActs(self))
        self.jobs = Jobs(self)
        self.start = StartPage(self.speech, self)
        self.notices = NoticeBar(self.speech, self)
        self.progress = ProgressRow(self.speech, self)
        self.running = RunningJobs(self.jobs, self.progress)
        self._collecting = Collecting(lambda: self.idle, self)
        self._closing: list[Workspace] = []
        self._steps = Steps(self)
        self._leaving = False
        self._lay_out()
        self._connect()
        for _ in self._rewording():
            pass
        self.set_study(None)

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self.resize(1380, 860)
        self.actions_.fill(self.menuBar())
        self.bar = QToolBar(self, movable=False)
        self.bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for act in ACTS:
            if act.bar:
                self.bar.addAction(self.actions_.by_name[act.name])
        room = QWidget(self.bar)
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.bar.addWidget(room)
        self.search = SearchField(mark("Search everything"), self.speech, self.bar)
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.bar.addWidget(self.search)
        self.addToolBar(self.bar)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.start)
        front = QWidget(self)
        column = QVBoxLayout(front)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.pages, 1)
        column.addWidget(self.progress)
        self.setCentralWidget(front)
        shape, _, self._panes = self.settings.window.partition(";")
        if shape:
            self.restoreGeometry(QByteArray.fromBase64(shape.encode("ascii")))

    def _connect(self) -> None:
        self.start.new_wanted.connect(self.on_new)
        self.start.open_wanted.connect(self.on_open)
        self.start.sample_wanted.connect(self.on_sample)
        self.start.recent_wanted.connect(self.open_study)
        self.search.searched.connect(self._on_search_typed)
        self.search.returnPressed.connect(self._on_searched)
        looks().changed.connect(self._on_looks)
        self.search.left_down.connect(self._on_searched)

    # --- the study -----------------------------------------------------------------------------

    @property
    def desk(self) -> Desk | None:
        """The open study, or None."""
        return None if self.workspace is None else self.workspace.desk

    def open_study(self, place: str) -> None:
        """Open a study beside the window and show it."""
        coder = self.settings.coder or self.speech("Coder 1")
        self._run(
            self.speech("Opening {name}", name=Path(place).name),
            lambda _: StudySession.open(place, coder=coder),
        )

    def new_study(self, place: Path, start: NewStudy, coder: str) -> None:
        """Make a study beside the window and show it."""
        self._remember(replace(self.settings, coder=coder))
        self._run(
            self.speech("Making the study"),
            lambda _: StudySession.create(place, start, coder=coder),
        )

    def set_study(self, session: StudySession | None) -> None:
        """Show a study that was opened, or the start page; the one before is closed beside it."""
        if self._leaving:
            if session is not None:
                session.close()
            return
        self._retire()
        if session is not None:
            self._remember(self.settings.with_recent(session.store.place))
            self._steps.add(self._opening(session))
        else:
            self.pages.setCurrentWidget(self.start)
            self._face(is_open=False)

    def _opening(self, session: StudySession) -> Iterator[None]:
        """Make the workspace of a study and show it, in steps."""
        from ui.desk import Desk
        from ui.workspace import Workspace

        desk = Desk(session)
        workspace = Workspace(desk, self.speech, self)
        workspace.hide()
        desk.setParent(workspace)
        yield from workspace.make()
        desk.changed.connect(self._read_titles)
        workspace.import_wanted.connect(self.on_import)
        workspace.text_open_changed.connect(self._on_text_open)
        workspace.coding.standing.changed.connect(self._on_standing)
        workspace.coder_changed.connect(self._on_coder)
        self.workspace = workspace
        self._face(is_open=True)
        yield
        self.pages.addWidget(workspace)
        self.pages.setCurrentWidget(workspace)
        if self._panes:
            workspace.restore_layout(self._panes)
        yield

    def _face(self, *, is_open: bool) -> None:
        """Offer what can be done with an open study, or without one."""
        self.start.set_recent(self.settings.recent)
        self.search.clear()
        self.bar.setVisible(is_open)
        self.actions_.set_study_open(is_open=is_open)
        self.actions_.set_text_open(is_open=False)
        self.actions_.set_coding_there(is_there=False)
        for name in ("show_sources", "show_codes"):
            self.actions_.by_name[name].setChecked(is_open)
        self.actions_.by_name["only_text"].setChecked(False)
        self._title()
        self._read_titles()
        self.study_shown.emit()

    def _retire(self) -> None:
        """Take the open study out of the window; it is closed once its edits are kept."""
        self._steps.finish()
        if self.workspace is None:
            return
        old, self.workspace = self.workspace, None
        old.keep()
        self._panes = old.layout_text()
        self.pages.removeWidget(old)
        old.hide()
        old.desk.told.disconnect(old.notices.show_message)
        old.desk.told.connect(self.notices.show_message)
        self._closing.append(old)
        old.desk.close_later(lambda: self._on_retired(old))

    def _on_retired(self, old: Workspace) -> None:
        self._closing.remove(old)
        old.deleteLater()

    @property
    def idle(self) -> bool:
        """Whether nothing runs beside the window and no study is being closed."""
        if self._closing or not self._steps.idle:
            return False
        return self.jobs.idle and (self.desk is None or self.desk.jobs.idle)

    def _run(self, title: str, work: Callable[[Job], StudySession]) -> None:
        def opened(job: Job) -> StudySession:
            # Loaded no sooner than a study is shown, and beside the window: it takes a while.
            import_module("ui.workspace")
            return work(job)

        self.jobs.write(opened, then=self.set_study, otherwise=self._refuse, title=title)

    # --- acts ----------------------------------------------------------------------------------

    def _carry_out(self, name: str) -> None:
        for group in self.groups:
            method = getattr(group, f"on_{name}", None)
            if method is not None:
                method()
                return
        if self.workspace is not None:
            self.workspace.carry_out(name)

    def on_new(self) -> None:
        """Ask what a new study starts from, and make it."""
        from ui.dialogs.naming import NewStudyDialog

        dialog = NewStudyDialog(self.speech, self.settings.coder, self)
        dialog.accepted.connect(
            lambda: self.new_study(
                dialog.chosen_place(), dialog.start(), dialog.coder.text().strip()
            )
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def on_open(self) -> None:
        """Ask for a study and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.speech("Open a study"), "", "Runut (*.runut)"
        )
        if name:
            self.open_study(name)

    def on_sample(self) -> None:
        """Make the sample study in a folder of the researcher's, and open it."""
        from qda.sample.building import build_sample

        name, _ = QFileDialog.getSaveFileName(
            self,
            self.speech("Where to keep the sample study"),
            str(Path.home() / "runut-sample.runut"),
            "Runut (*.runut)",
        )
        if name:
            language = self.speech.language
            self._run(
                self.speech("Building the sample study"),
                lambda job: build_sample(Path(name), language=language, progress=job),
            )

    def on_import(self) -> None:
        """Ask for files and show what they would become."""
        names, _ = QFileDialog.getOpenFileNames(self, self.speech("Import files"), "", _FILES)
        if self.workspace is not None:
            self.workspace.importing.read_files([Path(name) for name in names])

    def on_backup(self) -> None:
        """Ask for a place and copy the study to it."""
        desk = self.desk
        if desk is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, self.speech("Back up the study"), "", "Runut (*.runut)"
        )
        if name:
            store = desk.session.store
            desk.show_work(
                self.speech("Copying the study"),
                lambda _: store.backup(Path(name)),
                lambda _: desk.told.emit(Message(lambda s: s("Wrote {place}", place=name))),
            )

    def on_close(self) -> None:
        """Close the study and show the start page."""
        self.set_study(None)

    def on_quit(self) -> None:
        """End the program."""
        self.close()

    def on_undo(self) -> None:
        """Take back the newest edit."""
        if self.desk is not None:
            self.desk.undo()

    def on_redo(self) -> None:
        """Do the edit undone last again."""
        if self.desk is not None:
            self.desk.redo()

    def on_history(self) -> None:
        """Show who did what, when."""
        if self.desk is not None:
            from ui.dialogs.history import HistoryDialog

            dialog = HistoryDialog(self.desk, self.speech, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def speak(self, language: str) -> None:
        """Word the whole window in another language; the study stays open."""
        self.speech = Speech(language)
        self._remember(replace(self.settings, language=language))
        self._steps.add(self._rewording())

    # --- words ---------------------------------------------------------------------------------

    def _rewording(self) -> Iterator[None]:
        """Word everything that is in the window, in steps."""
        yield from self.actions_.rewording(self.speech)
        self.actions_.by_name["indonesian"].setChecked(self.speech.language == "id")
        self.actions_.by_name["english"].setChecked(self.speech.language == "en")
        self.bar.setAccessibleName(self.speech("Acts"))
        for part in (self.start, self.notices, self.progress, self.search, self.appearing):
            yield from part.rewording(self.speech)
        if self.workspace is not None:
            yield from self.workspace.rewording(self.speech)
            self._on_standing(self.workspace.coding.standing.row())
        self._title()
        self._read_titles()

    def _title(self) -> None:
        if self.desk is None:
            self.setWindowTitle("Runut")
        else:
            self.setWindowTitle(f"{Path(self.desk.session.store.place).stem} – Runut")

    def _read_titles(self) -> None:
        if self.desk is None:
            return

        self.desk.read("titles", partial(_titles, self.speech), self._on_titles)

    def _on_titles(self, titles: tuple[str, str]) -> None:
        for name, title in zip(("undo", "redo"), titles, strict=True):
            self.actions_.title(name, shortened(title, _TITLE))

    # --- slots ---------------------------------------------------------------------------------

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, StudyError):
            self.notices.show_message(Message(lambda s: error.say(s.language), Weight.WARNING))
        else:
            self.notices.show_message(Message(lambda _: str(error), Weight.ERROR))

    def _on_looks(self) -> None:
        self._remember(replace(self.settings, appearance=looks().appearance))

    def _on_text_open(self, is_open: bool) -> None:  # noqa: FBT001
        self.actions_.set_text_open(is_open=is_open)

    def _on_standing(self, row: CodingRow | None) -> None:
        from ui.acts.judging import standings

        self.actions_.set_coding_there(is_there=row is not None)
        for name, (ticked, rest) in standings(row, self.speech).items():
            self.actions_.tick(name, ticked=ticked, rest=rest)

    def _on_coder(self) -> None:
        """Open the next study as who codes now."""
        if self.desk is not None and self.settings.coder != self.desk.session.coder_name:
            self._remember(replace(self.settings, coder=self.desk.session.coder_name))
        self._read_titles()

    def _on_search_typed(self, words: str) -> None:
        if self.workspace is not None and len(words.strip()) >= _LEAST_TYPED:
            self.workspace.showing.search(words, quietly=True)

    def _on_searched(self) -> None:
        if self.workspace is not None:
            self.workspace.showing.search(self.search.text())

    def _remember(self, settings: Settings) -> None:
        self.settings = settings
        try:
            save_settings(settings)
        except OSError as error:
            reason = str(error)
            self.notices.show_message(
                Message(
                    lambda s: s("The settings could not be kept: {reason}", reason=reason),
                    Weight.WARNING,
                )
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Override: files may be dropped on an open study."""
        if self.workspace is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Override: files may be dropped anywhere."""
        if self.workspace is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Override: show what dropped files would become."""
        places = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if self.workspace is not None:
            event.acceptProposedAction()
            self.workspace.importing.read_files([place for place in places if place.is_file()])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Override: stop long jobs, wait for what is confirmed, keep the layout, then close.

        The window does not freeze meanwhile: it says that it closes, and goes by itself.
        """
        if not self._leaving:
            self._leave()
        if self.jobs.idle and not self._closing:
            self.left.emit()
            event.accept()
        else:
            event.ignore()
            self.menuBar().setEnabled(False)
            self.start.setEnabled(False)
            QTimer.singleShot(_GLANCE_MS, self, self.close)

    def _leave(self) -> None:
        self._steps.finish()
        shape = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        if self.workspace is not None:
            self.workspace.keep()
            self._panes = self.workspace.layout_text()
        self._remember(replace(self.settings, window=f"{shape};{self._panes}"))
        self._leaving = True
        self.jobs.stop()
        if self.idle and self.workspace is not None:
            # Nothing runs: closing takes a moment, and a session that ends need not wait for us.
            old, self.workspace = self.workspace, None
            old.desk.close_now()
            old.deleteLater()
            return
        self._retire()
        self.bar.hide()
        self.pages.setCurrentWidget(self.start)
        self.progress.begin(self.speech("Closing the study"))


def _titles(speech: Speech, connection: StudyState) -> tuple[str, str]:
    """What would be undone and what redone, in words; "" where there is nothing."""
    edits = next_undo(connection), next_redo(connection)
    first, second = ("" if each is None else title_of(each[0], each[1], speech) for each in edits)
    return first, second
