"""The page of numbers: what is chosen, the tables it gives, and the rows behind every figure."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from exports.figures.picture import Behind as Mark
from exports.figures.picture import Picture
from exports.number_text import report_text
from models.errors import Refused
from qda.i18n import Speech
from qda.jobs.progress import Cancelled
from qda.numbers.behind import place_of
from qda.numbers.making import NumberKind
from qda.numbers.words import WordCounts
from ui.desk import Desk
from ui.jobs import Job
from ui.numbers import empty
from ui.numbers.about import AboutNumbers
from ui.numbers.asked import TREE, Asked, Told, commonest_form, told
from ui.numbers.choices import NumberChoices
from ui.numbers.items import Columns, ItemsDialog, read_columns
from ui.numbers.offers import KINDS, Known, read_known
from ui.numbers.pictures import MOST_MARKS, marks_of, place_of_mark, plot_of
from ui.numbers.rows import RowsBehind
from ui.numbers.tables import NumberTables
from ui.panes.pane import Pane
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.figure import FigureView
from ui.widgets.notice_bar import Message

Result = TypeVar("Result")

_PICTURES: Final = (".png", ".svg")
_AT_ONCE_S: Final = 1.0
"""Figures that took no longer are computed anew at every change; others when one asks for it."""

_QUIETLY_S: Final = 0.3
"""Figures that took no longer are computed without a line of progress."""


class NumbersPane(Pane):
    """Numbers beside words; they are computed only while the page is in view.

    Signals:
        titled: what the tab is called.
        place_opened: a segment, or a text from its beginning, is to be shown (source id, `Span`
            or None).
        search_wanted: the places of some words are to be shown.
        framework_wanted, import_wanted: what is missing is to be added.
    """

    shows = frozenset(
        {
            *("coding", "code", "segment", "case", "case_span", "source", "source_text"),
            *("framework", "attribute", "collection", "coder", "blinding", "study"),
        }
    )
    rests = True

    titled = Signal(str)
    place_opened = Signal(int, object)
    search_wanted = Signal(str)
    framework_wanted = Signal()
    import_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        speech: Speech,
        selected_codes: Callable[[], tuple[int, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, speech, parent)
        self.told: Told | None = None
        self.job: Job | None = None
        self.is_stale = False
        self._turn = 0
        self._behind = ("", "", "")
        self._acted: Callable[[], None] = self.framework_wanted.emit
        self.choices = NumberChoices(desk, speech, selected_codes, self)
        self.tables = NumberTables(speech, self)
        self.rows = RowsBehind(desk, speech, self)
        self.about = AboutNumbers(speech, self)
        self.figure = FigureView(self._draw, speech, self)
        self.no_figure = EmptyState(empty.NO_PICTURE, speech, self)
        self.beneath = QTabWidget(self)
        self.stale = QWidget(self)
        self.stale_words = QLabel(self, wordWrap=True)
        self.stale_button = QPushButton(self)
        self.empty = EmptyState(empty.NO_CODES, speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh_in_view()

    def _lay_out(self) -> None:
        bar = QHBoxLayout(self.stale)
        bar.setContentsMargins(Space.MEDIUM, Space.TIGHT, Space.MEDIUM, Space.TIGHT)
        bar.addWidget(self.stale_words, 1)
        bar.addWidget(self.stale_button)
        self.stale.hide()
        self.beneath.setDocumentMode(True)
        self.beneath.addTab(self.about, "")
        self.beneath.addTab(self.rows, "")
        upper = QWidget(self)
        self._shown = QStackedLayout(upper)
        for page in (self.tables, self.figure, self.no_figure):
            self._shown.addWidget(page)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(upper)
        split.addWidget(self.beneath)
        split.setStretchFactor(0, 1)
        split.setSizes([480, 220])
        split.setChildrenCollapsible(False)
        self.body = split
        middle = QWidget(self)
        self._pages = QStackedLayout(middle)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.choices)
        column.addWidget(self.stale)
        column.addWidget(middle, 1)

    def _connect(self) -> None:
        self.choices.changed.connect(self.make)
        self.choices.items_wanted.connect(self.choose_items)
        self.choices.refresh_wanted.connect(self.make)
        self.choices.copy_wanted.connect(self.copy)
        self.choices.export_wanted.connect(self.choose_export)
        self.choices.picture_wanted.connect(self._show_upper)
        self.stale_button.clicked.connect(self.make)
        self.figure.chosen.connect(self._on_mark)
        self.figure.save_wanted.connect(self.choose_picture)
        self.no_figure.acted.connect(self._on_tables_wanted)
        self.tables.cell_chosen.connect(self._on_cell)
        self.tables.cell_changed.connect(self._on_current)
        self.tables.about_wanted.connect(self.show_about)
        self.tables.refresh_wanted.connect(self.make)
        self.rows.place_opened.connect(self.place_opened)
        self.rows.search_wanted.connect(self.search_wanted)
        self.empty.acted.connect(self._on_acted)

    # --- computing -----------------------------------------------------------------------------

    def show_kind(self, kind: NumberKind) -> None:
        """Show numbers of a kind."""
        self.choices.set_kind(kind)
        self.make()

    def refresh(self) -> None:
        """Override: read what there is to choose from; compute anew, or say that it is due."""
        self.desk.read(f"numbers {id(self)}", read_known, self._on_known)

    def make(self) -> None:
        """Compute what is chosen, beside the window; what was being computed is given up."""
        if not self.isVisible():
            self.refresh_in_view()
            return
        if self.job is not None:
            self.job.stop()
        self._turn += 1
        asked = self.choices.asked()
        missing = self._missing(asked)
        self.titled.emit(self._title(asked.kind))
        if missing is not None:
            self._say_empty(*missing)
            return
        turn, session, language = self._turn, self.desk.session, self.speech.language

        def work(job: Job) -> Told:
            return told(session, asked, language=language, progress=job)

        quick = self.told is not None and self.told.seconds <= _QUIETLY_S
        title = "" if quick else self._title(asked.kind)
        self._set_stale(is_stale=False)
        self.job = self.desk.jobs.read(
            work,
            then=partial(_if_there, self, turn, NumbersPane._on_told),
            otherwise=partial(_if_there, self, turn, NumbersPane._on_failed),
            title=title,
        )
        # A page that is closed waits for nothing.
        self.destroyed.connect(self.job.stop)

    def is_current(self, turn: int) -> bool:
        """Whether a computation is the newest that was asked for."""
        return turn == self._turn

    def _missing(self, asked: Asked) -> tuple[Invitation, Callable[[], None]] | None:
        """What has to be done first, and what does it; None where nothing is missing."""
        known = self.choices.known
        if asked.is_of_items:
            return None if known.collections else (empty.NO_TABLE, self.import_wanted.emit)
        if asked.kind is not NumberKind.WORDS and not known.has_codes:
            return empty.NO_CODES, self.framework_wanted.emit
        if self.choices.codes.currentData() == TREE and not asked.code_ids:
            return empty.NONE_SELECTED, self.make
        if asked.kind is NumberKind.RATINGS and not self.choices.value.count():
            return empty.NO_NUMBER, self.import_wanted.emit
        return None

    def _on_known(self, known: Known) -> None:
        is_new = known != self.choices.known
        self.choices.set_known(known)
        heavy = self.told is not None and self.told.seconds > _AT_ONCE_S
        if heavy and not is_new:
            self._set_stale(is_stale=True)
        else:
            self.make()

    def _on_told(self, found: Told) -> None:
        self.job, self.told = None, found
        if isinstance(found.basis, WordCounts) and not found.basis.texts:
            self._say_empty(empty.NO_TEXTS, self.import_wanted.emit)
            return
        self.tables.show_report(found.made.report)
        self.about.show_report(found.made.report)
        self._show_upper()
        if any(self._behind):
            self._reread()
        self._pages.setCurrentWidget(self.body)
        self._enable(is_there=True)

    def _on_failed(self, error: Exception) -> None:
        self.job = None
        if isinstance(error, Cancelled):
            self.desk.refuse(error)
            if self.told is None:
                self._say_empty(empty.STOPPED, self.make)
            else:
                self._set_stale(is_stale=True)
        elif isinstance(error, Refused):
            said = error.say(self.speech.language)
            self._say_empty(Invitation(empty.REFUSED, said), self.make)
        else:
            self.desk.refuse(error)

    def _set_stale(self, *, is_stale: bool) -> None:
        self.is_stale = is_stale
        self.stale.setVisible(is_stale)

    def _say_empty(self, invitation: Invitation, act: Callable[[], None]) -> None:
        self.told, self._acted = None, act
        self.empty.set_invitation(invitation)
        self._pages.setCurrentWidget(self.empty)
        self._set_stale(is_stale=False)
        self._enable(is_there=False)

    def _on_acted(self) -> None:
        self._acted()

    def _enable(self, *, is_there: bool) -> None:
        for button in (self.choices.copy, self.choices.export):
            button.setEnabled(is_there)

    # --- the picture ---------------------------------------------------------------------------

    def _show_upper(self) -> None:
        """Show the tables, or the picture, which is drawn only where it is wanted."""
        found = self.told
        if found is None or not self.choices.picture.isChecked():
            self._shown.setCurrentWidget(self.tables)
            return
        plot = plot_of(found)
        if plot is None or marks_of(found) > MOST_MARKS:
            self.no_figure.set_invitation(empty.NO_PICTURE if plot is None else empty.TOO_MANY)
            self._shown.setCurrentWidget(self.no_figure)
            return
        self._shown.setCurrentWidget(self.figure)
        self.figure.show_plot(plot)

    def _draw(self, work: Callable[[], Picture], then: Callable[[Picture], None]) -> Job:
        def drawn(picture: Picture) -> None:
            if isValid(self):
                then(picture)

        return self.desk.jobs.read(lambda _: work(), then=drawn, otherwise=self.desk.refuse)

    def _on_mark(self, mark_: Mark) -> None:
        """Show the rows behind a mark of the picture."""
        found, picture = self.told, self.figure.picture
        if found is None or picture is None:
            return
        said = next((each.text for each in picture.regions if each.behind == mark_), "")
        # How many texts a word has is told by the list itself.
        said = mark_.word or said
        self._behind = ("", "", "")
        self.rows.read(found, place_of_mark(found.asked.kind, mark_), said)
        self.beneath.setCurrentWidget(self.rows)

    def _on_tables_wanted(self) -> None:
        self.choices.picture.setChecked(False)

    def choose_picture(self) -> None:
        """Ask for a file and write the picture to it."""
        name, _ = QFileDialog.getSaveFileName(
            self, self.speech("Save the picture"), "numbers.png", "*.png *.svg"
        )
        if name:
            self.export_to(Path(name))

    # --- behind a figure -----------------------------------------------------------------------

    def _on_cell(self, table: str, row: str, column: str) -> None:
        self._behind = table, row, column
        self._reread()
        self.beneath.setCurrentWidget(self.rows)

    def _reread(self) -> None:
        found = self.told
        if found is None:
            return
        table, row, column = self._behind
        title = self._name_of(table, row, column)
        if not title:
            self._behind = ("", "", "")
            self.rows.clear()
            return
        place = place_of(found.asked.kind, table, row, column)
        if place is None:
            self.rows.show_none(title)
        else:
            self.rows.read(found, place, title)

    def _name_of(self, table: str, row: str, column: str) -> str:
        """How the figure with these ids is called; empty where the report has none such."""
        report = None if self.told is None else self.told.made.report
        shown = next((t for t in (report.tables if report else ()) if t.id == table), None)
        if shown is None:
            return ""
        down = next((r.heading.label for r in shown.rows if r.heading.id == row), "")
        across = next((c.label for c in shown.columns if c.id == column), "")
        return f"{shown.title}: {down} × {across}" if down and across else ""

    def _on_current(self) -> None:
        self.about.show_cell(self.tables.about_cell())

    def show_about(self) -> None:
        """Tell what the current figure means, with its formula, and how all were made."""
        self.beneath.setCurrentWidget(self.about)
        self.about.setFocus()

    def search(self) -> None:
        """Show every place of the word one stands on, in the table or in the picture."""
        found, here = self.told, self.tables.current()
        if self._shown.currentWidget() is self.figure:
            self.rows.search()
            return
        form = None if found is None or here is None else commonest_form(found, here[0])
        if form is None:
            self.desk.told.emit(Message(lambda s: s("Stand on a word or phrase first.")))
        else:
            self.search_wanted.emit(f'"{form}"')

    # --- items, copying, writing ---------------------------------------------------------------

    def choose_items(self) -> None:
        """Ask which columns are items."""
        asked, speech = self.choices.asked(), self.speech
        read = partial(read_columns, key=asked.collection, plan=asked.plan, speech=speech)
        self.desk.read(f"items {id(self)}", read, self._ask_items)

    def _ask_items(self, columns: Columns) -> None:
        dialog = ItemsDialog(columns, self.speech, self)
        dialog.accepted.connect(lambda: self.choices.set_plan(dialog.plan()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def copy(self) -> None:
        """Copy all tables as text."""
        if self.told is not None:
            QGuiApplication.clipboard().setText(report_text(self.told.made.report))
            self.desk.told.emit(Message(lambda s: s("The tables are copied.")))

    def choose_export(self) -> None:
        """Ask for a file and write the tables to it."""
        if self.told is None:
            return
        from exports.figures.drawing import PICTURE_FILES
        from exports.numbers import REPORT_FILES

        endings = [kind.extension for kind in REPORT_FILES]
        if plot_of(self.told) is not None:
            endings += [kind.extension for kind in PICTURE_FILES]
        kinds = " ".join(f"*{ending}" for ending in endings)
        name, _ = QFileDialog.getSaveFileName(
            self, self.speech("Export the tables"), "numbers.xlsx", kinds
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, place: Path) -> None:
        """Write the tables, or by its ending the picture, beside the window."""
        if self.told is None:
            return
        report, plot = self.told.made.report, plot_of(self.told)

        def write(_: Job) -> Path:
            from exports.figures.drawing import write_plot
            from exports.numbers import write_report

            if plot is not None and place.suffix.casefold() in _PICTURES:
                write_plot(plot, place)
            else:
                write_report(report, place)
            return place

        def wrote(written: Path) -> None:
            self.desk.told.emit(Message(lambda s: s("Wrote {place}", place=written)))

        title = self.speech("Writing {name}", name=place.name)
        self.desk.show_work(title, write, wrote)

    # --- words ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Override: every part; the report is made anew, since it is worded when it is made."""
        speech = self.speech
        for part in (
            *(self.choices, self.tables, self.figure, self.rows, self.about),
            *(self.empty, self.no_figure),
        ):
            part.set_speech(speech)
        self.beneath.setTabText(0, speech("Formulas and making"))
        self.beneath.setTabText(1, speech("Rows behind the figure"))
        self.stale_words.setText(
            speech("The study or the choices have changed since these figures were computed.")
        )
        self.stale_button.setText(speech("Refresh"))
        self.retitle()
        if self.told is not None:
            self.make()

    def retitle(self) -> None:
        """Override: the kind of the numbers."""
        self.titled.emit(self._title(self.choices.shown_kind))

    def _title(self, kind: NumberKind) -> str:
        return self.speech(dict(KINDS)[kind])


def _if_there(
    pane: NumbersPane, turn: int, then: Callable[[NumbersPane, Result], None], result: Result
) -> None:
    """Hand a result to a page that is still there and still waits for just this one."""
    if isValid(pane) and pane.is_current(turn):
        then(pane, result)
