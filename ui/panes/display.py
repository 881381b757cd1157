"""A tab with one display: what it is asked, what it shows, what changed, and its export."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from exports.drawings.shapes import Drawing
from exports.figures.looks import NIGHT, PAPER, Look
from models.errors import Refused
from models.vocabulary import EntryKind
from qda.displays.comparing import Place
from qda.displays.kept import KeptDisplay, kept_display
from qda.displays.kind import DisplayQuestion, Shown
from qda.displays.network import NARRATIVE, Network
from qda.displays.registry import made
from qda.displays.values import Matrix
from qda.edits.cell_entries import ChangeEntry, RemoveEntry, WriteEntry
from qda.edits.displays import AskDisplay, KeepDisplay, MoveNodes, RefreshDisplay
from qda.i18n import Speech
from qda.retrieval.codes import codes, frameworks
from qda.retrieval.displays import EntryRow, entries
from qda.retrieval.sources import attributes
from qda.retrieval.studies import coders
from qda.session import StudyState
from ui.desk import Desk
from ui.dialogs.keeping import KeepDialog
from ui.displays.asking import AskingBar, Known, asked_anew
from ui.displays.network_view import NetworkView
from ui.jobs import Job
from ui.matrix.view import NO_CELLS, MatrixView
from ui.panes.pane import Pane
from ui.theme import Space, colours_of
from ui.widgets.empty_state import Invitation
from ui.widgets.notice_bar import Message

RECORDED = frozenset(
    {"event", "stage", "rating", "relation", "asked", "claim", "planned", "memo", "sheet_answer"}
)
"""Tables beside codings that a display may rest on."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read at once: what can be asked, and what is shown."""

    known: Known
    shown: Shown | None
    kept: KeptDisplay | None = None
    entries: tuple[EntryRow, ...] = ()
    drawing: Drawing | None = None


class DisplayPane(Pane):
    """One display, a new one or one that is kept; it is made only while it is in view.

    Signals:
        evidence_opened: show this `Evidence` in its source.
        record_opened: show where this `Record` stands.
        titled: the display has a title.
        framework_wanted: there is no framework yet whose dimensions could be the columns.
        conclusion_wanted: a conclusion is to be drawn from a cell: display id, row, column.
    """

    shows = (
        frozenset(
            {
                *("coding", "code", "case", "case_span", "source", "source_text"),
                *("absence", "framework", "attribute", "coder", "question", "guide"),
                *("display", "display_version", "cell_entry", "conclusion", "conclusion_cell"),
                *("convergence_label", "sheet_answer"),
            }
        )
        | RECORDED
    )
    rests = True

    evidence_opened = Signal(object)
    record_opened = Signal(object)
    titled = Signal(str)
    framework_wanted = Signal()
    conclusion_wanted = Signal(int, str, str)

    def __init__(
        self,
        desk: Desk,
        speech: Speech,
        parent: QWidget | None = None,
        *,
        display_id: int | None = None,
    ) -> None:
        super().__init__(desk, speech, parent)
        self.display_id = display_id
        self.matrix: Shown | None = None
        self.kept: KeptDisplay | None = None
        self._entries: tuple[EntryRow, ...] = ()
        self._asked: DisplayQuestion | None = None
        self._wanted: Place | None = None
        self.asking = AskingBar(speech, self)
        self.view, self.network = MatrixView(speech, self), NetworkView(speech, self)
        self.keep, self.export = QPushButton(self), QPushButton(self)
        self.stale = QLabel(self)
        self.refresh_all = QPushButton(self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh_in_view()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.asking)
        self.bar = QWidget(self)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, 0)
        row.addWidget(self.stale)
        row.addWidget(self.refresh_all)
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.export)
        column.addWidget(self.bar)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.network)
        column.addWidget(self.pages, 1)
        self.export.setEnabled(False)

    def _connect(self) -> None:
        self.asking.asked.connect(self._on_asked)
        self.keep.clicked.connect(self.ask_to_keep)
        self.export.clicked.connect(self.choose_export)
        self.refresh_all.clicked.connect(self.refresh_cells)
        self.view.evidence_chosen.connect(self.evidence_opened)
        self.view.axes_requested.connect(self._on_axes_wanted)
        panel = self.view.panel
        panel.written.connect(self._on_written)
        panel.rewritten.connect(self._on_rewritten)
        panel.removed.connect(self._on_removed)
        panel.refresh_wanted.connect(self.refresh_cell)
        panel.record_chosen.connect(self.record_opened)
        network = self.network
        network.evidence_chosen.connect(self.evidence_opened)
        network.panel.refresh_wanted.connect(self.refresh_cell)
        network.panel.record_chosen.connect(self.record_opened)
        network.moved.connect(self._on_moved)
        network.laid_out.connect(self._on_laid_out)
        network.told.connect(self._on_told)

    # Reading

    def refresh(self) -> None:
        """Override: make the display anew from what is asked."""
        display_id, analyst = self.display_id, self.desk.session.coder_name
        if display_id is None and not self.asking.is_filled:
            # What is shown must be what the fields say: they are filled first.
            self.desk.read(f"known {id(self)}", _known, self._on_known)
            return
        language = self.speech.language
        question = self.asking.question(analyst)
        self._asked = question
        look = NIGHT if colours_of(self).dark else PAPER

        def read(connection: StudyState) -> _Read:
            known = _known(connection)
            if display_id is not None:
                kept = kept_display(connection, display_id, language=language, analyst=analyst)
                written = entries(connection, display_id)
                drawing = _drawn(kept.shown, look)
                return _Read(known, kept.shown, kept, written, drawing)
            shown = _made_if_possible(connection, question, known)
            return _Read(known, shown, drawing=_drawn(shown, look))

        self.desk.read(f"display {id(self)}", read, self._on_read)

    def _on_known(self, known: Known) -> None:
        self.asking.show_known(known)
        self.refresh()

    def _on_read(self, found: _Read) -> None:
        self.asking.show_known(found.known)
        self.kept, self._entries = found.kept, found.entries
        if found.kept is not None:
            self.asking.show_question(found.kept.question)
        self._show(found.shown, found.drawing)

    def _show(self, shown: Shown | None, drawing: Drawing | None) -> None:
        self.matrix = shown
        self.view.is_kept = self.network.is_kept = self.kept is not None
        if isinstance(shown, Network) and shown.nodes:
            self.network.show_network(shown, drawing)
            self.pages.setCurrentWidget(self.network)
        else:
            self.view.invite(self._invitation())
            self.view.show_matrix(shown if isinstance(shown, Matrix) else None, drawing)
            self.pages.setCurrentWidget(self.view)
        filled = shown.nodes if isinstance(shown, Network) else shown and shown.rows
        self.export.setEnabled(bool(filled))
        self._word_bar()
        self.retitle()
        if self._wanted is not None:
            # Whoever asked for a cell is answered once, by the first display that is read.
            self.view.go_to(*self._wanted)
            self._wanted = None

    def show_place(self, row: str, column: str) -> None:
        """Go to a cell by its headings; once it is read where it is not yet."""
        if self.matrix is None or not self.view.go_to(row, column):
            self._wanted = (row, column)

    def ask_kind(self, kind: str) -> None:
        """Make this new display one of another kind."""
        self.asking.choose_kind(kind)

    def _invitation(self) -> Invitation:
        """What to do where the display shows nothing: each kind says it in its own words."""
        kind, known = self.asking.current_kind(), self.asking.known
        if self.matrix is None and not (known.frameworks or known.codes):
            return NO_CELLS
        return Invitation(NO_CELLS.title, kind.empty, NO_CELLS.action)

    def _on_asked(self) -> None:
        if self.display_id is None or self.kept is None:
            self.refresh()
            return
        question = asked_anew(
            self.asking.question(self.desk.session.coder_name), self.kept.question
        )

        def read(connection: StudyState) -> Shown:
            return made(connection, question)

        def ask(shown: Shown) -> None:
            if self.display_id is not None:
                self.desk.do(AskDisplay(self.display_id, question, shown))

        self.desk.read(f"asked {id(self)}", read, ask)

    # Words

    def retitle(self) -> None:
        """Override: a kept display has its title, a new one the names of its axes."""
        if self.kept is not None:
            self.titled.emit(self.kept.row.title)
        elif self.matrix is not None:
            shown = self.matrix
            corner = shown.corner if isinstance(shown, Matrix) else shown.subtitle
            self.titled.emit(f"{corner} · {shown.subtitle}")
        else:
            self.titled.emit(self.speech("Display"))

    def retranslate(self) -> None:
        """Override: what is asked, the bar, and the display itself, made in a language."""
        self.asking.set_speech(self.speech)
        self.view.set_speech(self.speech)
        self.network.set_speech(self.speech)
        self.export.setText(self.speech("Export …"))
        self.refresh_all.setText(self.speech("Refresh all"))
        self._word_bar()
        self.refresh_in_view()

    def _word_bar(self) -> None:
        kept = self.kept
        self.keep.setText(self.speech("Keep …"))
        self.keep.setVisible(kept is None)
        self.keep.setEnabled(self.matrix is not None)
        count = 0 if kept is None else len(kept.stale)
        self.stale.setVisible(kept is not None)
        self.refresh_all.setVisible(count > 0)
        self.stale.setText(
            self.speech.many(
                "{n} cell changed since it was looked at.",
                "{n} cells changed since they were looked at.",
                count,
            )
            if count
            else self.speech("Nothing changed since it was looked at.")
        )

    # Acts

    def ask_to_keep(self) -> None:
        """Ask for a title and keep the display as it is seen."""
        if self.matrix is None or self.kept is not None:
            return
        dialog = KeepDialog(self.speech, self.matrix.title, self)
        dialog.accepted.connect(lambda: self.keep_as(dialog.title(), dialog.question()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def keep_as(self, title: str, question: str = "") -> None:
        """Keep the display as it is seen, under a title."""
        shown, asked = self.matrix, self._asked
        if shown is None or asked is None:
            return

        def kept(display_id: int) -> None:
            self.display_id = display_id
            self.refresh()

        self.desk.do(KeepDisplay(replace(asked, title=title, question=question), shown), kept)

    def refresh_cells(self) -> None:
        """Let everything that a kept display shows now stand."""
        if self.kept is not None:
            self.desk.do(RefreshDisplay(self.kept.row.id, self.kept.made))

    def refresh_cell(self) -> None:
        """Let what the current cell shows now stand; the others stay."""
        place = self.place()
        if self.kept is not None and place is not None:
            self.desk.do(RefreshDisplay(self.kept.row.id, self.kept.made, (place,)))

    def conclude(self) -> None:
        """Draw a conclusion from the current cell of a kept display."""
        place = self.place()
        if self.kept is None:
            self.desk.told.emit(
                Message(lambda s: s("Keep the display first; a conclusion stands on its cells."))
            )
        elif place is None:
            self.desk.told.emit(Message(lambda s: s("Choose the cell that it stands on first.")))
        else:
            self.conclusion_wanted.emit(self.kept.row.id, *place)

    def take_focus(self) -> None:
        """Begin at the kind of a new display, at the cells of one that is kept."""
        (self.asking.kind if self.display_id is None else self.view.table).setFocus()

    def write_focus(self) -> None:
        """Begin to write into the current cell."""
        self.view.panel.text.setFocus()

    def place(self) -> Place | None:
        """The current cell, node or arrow; None where there is none."""
        index, shown = self.view.table.currentIndex(), self.matrix
        if isinstance(shown, Network):
            return (self.network.current(), "") if self.network.current() else None
        if not isinstance(shown, Matrix) or not index.isValid():
            return None
        return shown.rows[index.row()].id, shown.columns[index.column()].id

    def _on_written(self, kind: EntryKind, text: str) -> None:
        place = self.place()
        if self.kept is None or place is None:
            return
        chosen = tuple(evidence.coding for evidence in self.view.evidence.chosen())
        self.desk.do(WriteEntry(self.kept.row.id, *place, kind, text, evidence=chosen))

    def _on_rewritten(self, uuid: str, text: str) -> None:
        row = self._entry(uuid)
        if row is not None:
            self.desk.do(ChangeEntry(row.id, text))

    def _on_removed(self, uuid: str) -> None:
        row = self._entry(uuid)
        if row is not None:
            self.desk.do(RemoveEntry(row.id))

    def _on_moved(self, node: str, x: float, y: float) -> None:
        if self.display_id is not None:
            self.desk.do(MoveNodes(self.display_id, ((node, x, y),)))

    def _on_laid_out(self) -> None:
        if self.display_id is not None:
            self.desk.do(MoveNodes(self.display_id, (), only=True))

    def _on_told(self, text: str) -> None:
        if self.display_id is None:
            return
        own = next((each for each in self._entries if each.row == NARRATIVE), None)
        if own is not None:
            self.desk.do(ChangeEntry(own.id, text))
        else:
            self.desk.do(WriteEntry(self.display_id, NARRATIVE, "", EntryKind.SUMMARY, text))

    def _entry(self, uuid: str) -> EntryRow | None:
        return next((each for each in self._entries if each.uuid == uuid), None)

    # Export

    def choose_export(self) -> None:
        """Ask for a file and write the display to it."""
        if self.matrix is None:
            return
        from exports.writer import display_extensions

        kinds = " ".join(f"*{ending}" for ending in display_extensions(self.matrix))
        name, _ = QFileDialog.getSaveFileName(
            self, self.speech("Export the display"), "display.xlsx", f"{kinds}"
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, place: Path) -> None:
        """Write the display beside the window; the ending of the file chooses the format."""
        shown = self.matrix
        if shown is None:
            return

        def write(_: Job) -> Path:
            from exports.writer import write_display

            write_display(shown, place)
            return place

        def wrote(written: Path) -> None:
            self.desk.told.emit(Message(lambda s: s("Wrote {place}", place=written)))

        title = self.speech("Writing {name}", name=place.name)
        self.desk.show_work(title, write, wrote)

    def _on_axes_wanted(self) -> None:
        if self.matrix is None and not self.asking.known.frameworks:
            self.framework_wanted.emit()
            return
        field = self.asking.rows if self.asking.rows.isVisible() else self.asking.kind
        field.setFocus()
        field.showPopup()


def _drawn(shown: Shown | None, look: Look) -> Drawing | None:
    """The picture of a display; None without one. Takes up to a second: not for the window."""
    if shown is None or (isinstance(shown, Network) and not shown.nodes):
        return None
    from exports.pictures import draw_display

    return draw_display(shown, look=look, is_framed=False)


def _made_if_possible(
    connection: StudyState, question: DisplayQuestion, known: Known
) -> Shown | None:
    """The display; None for one that needs codes in a study that has none yet.

    Raises:
        Refused: it cannot be made, and why.
    """
    try:
        return made(connection, question)
    except Refused:
        if known.frameworks or known.codes:
            raise
        return None


def _known(connection: StudyState) -> Known:
    return Known(
        frameworks(connection),
        tuple(codes(connection, counted=False)),
        attributes(connection),
        coders(connection),
    )
