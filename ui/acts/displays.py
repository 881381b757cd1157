"""The acts on displays: making, keeping and refreshing them, writing into cells, concluding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog

from qda.concluding.tactics import kind_for
from qda.displays.kept import kept_display
from qda.displays.kept import labels_of as names_of
from qda.displays.reporting import ReportQuestion, report_of
from qda.edits.conclusions import ChangeConclusion, DrawConclusion
from qda.edits.convergence import LabelConvergence
from qda.retrieval.codes import codes
from qda.retrieval.displays import ConclusionRow, DisplayRow, StandsOn, conclusions, display_named
from qda.retrieval.rows import CodeRow
from qda.session import StudyState
from qda.sheets.items import REPORTED, Sheet
from qda.sheets.tabling import SheetRow, sheet_rows
from qda.sheets.tactics import BY_ID
from qda.triangulation.asked import kept_themes
from qda.triangulation.labels import TRIANGULATIONS, KeptTriangulation, LabelRow, labels_of
from qda.triangulation.reading import Triangulation
from ui.acts.act import Acts
from ui.dialogs.answering import AnswerDialog
from ui.dialogs.concluding import ConcludeDialog
from ui.dialogs.labelling import LabelDialog
from ui.jobs import Job
from ui.panes.display import DisplayPane
from ui.panes.displays import DisplaysPane
from ui.panes.reviews import ReviewsPane
from ui.widgets.notice_bar import Message

if TYPE_CHECKING:
    from qda.displays.values import Evidence, Record
    from ui.workspace import Workspace

_MAKING: Final = "matrix"
"""The act that makes a new display."""

_SHEETS: Final = frozenset(each.value for each in REPORTED)
"""The kinds of display whose rows are items that researchers answer."""

_Asked = tuple[str, tuple[CodeRow, ...], tuple[ConclusionRow, ...]]


class DisplayActs(Acts):
    """What one does with displays: each has a tab of its own, the list of them has one."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space.desk, space.speech, space)
        self.space = space
        self.tabs = space.tabs

    def on_matrix(self) -> None:
        """Make a new display."""
        self.open_display()

    def on_displays(self) -> None:
        """Show what was kept and concluded."""
        self.open_list().setFocus()

    def on_keep_display(self) -> None:
        """Keep the display in front."""
        pane = self._front()
        if pane is not None:
            pane.ask_to_keep()

    def on_refresh_display(self) -> None:
        """Let everything that the display in front shows now stand."""
        pane = self._front()
        if pane is not None:
            pane.refresh_cells()

    def on_refresh_cell(self) -> None:
        """Let what the current cell shows now stand."""
        pane = self._front()
        if pane is not None:
            pane.refresh_cell()

    def on_write_entry(self) -> None:
        """Begin to write into the current cell."""
        pane = self._front()
        if pane is not None:
            pane.write_focus()

    def on_conclude(self) -> None:
        """Draw a conclusion: from the current cell, or one that stands on none yet."""
        pane = self.tabs.front(DisplayPane)
        if pane is not None:
            pane.conclude()
        else:
            self.open_list().conclude()

    def on_label_theme(self) -> None:
        """Label the theme of the current cell of a triangulation."""
        pane = self.tabs.front(DisplayPane)
        place = None if pane is None else pane.place()
        if pane is None or pane.kept is None or pane.kept.row.kind not in TRIANGULATIONS:
            self.desk.told.emit(Message(lambda s: s("Open a triangulation that is kept first.")))
        elif place is None:
            self.desk.told.emit(Message(lambda s: s("Choose a cell of the theme first.")))
        else:
            self._ask_label(pane.kept.row, place[0])

    def _ask_label(self, kept: DisplayRow, theme: str) -> None:
        known = KeptTriangulation(kept.id, kept.uuid, kept.title, kept.kind)
        coder = self.desk.session.coder_name

        def read(connection: StudyState) -> tuple[Triangulation, dict[tuple[str, ...], LabelRow]]:
            own = (each for each in labels_of(connection, kept.id) if each.coder == coder)
            return kept_themes(connection, known), {each.place: each for each in own}

        def ask(read_: tuple[Triangulation, dict[tuple[str, ...], LabelRow]]) -> None:
            found, given = read_
            row = next((each for each in found.rows if each.id == theme), None)
            if row is None:
                return
            dialog = LabelDialog(self.speech, row, found, given, self.window_)
            dialog.accepted.connect(lambda: self._label(dialog, kept, theme))
            self.ask(dialog)

        self.desk.read("label", read, ask)

    def _label(self, dialog: LabelDialog, kept: DisplayRow, theme: str) -> None:
        edit = LabelConvergence(
            kept.id,
            theme,
            dialog.said(),
            pair=dialog.pair(),
            proposed=dialog.proposed(),
            reason=dialog.reason.toPlainText().strip(),
            inference=dialog.inference.toPlainText().strip(),
            consequence=dialog.becomes(),
        )
        self.desk.do(edit)

    def on_answer_item(self) -> None:
        """Answer the item of the current row of a sheet: COREQ, SRQR, trustworthiness."""
        pane = self.tabs.front(DisplayPane)
        place = None if pane is None else pane.place()
        if pane is None or pane.matrix is None or pane.matrix.kind not in _SHEETS:
            self.desk.told.emit(
                Message(lambda s: s("Open a sheet first: COREQ, SRQR or trustworthiness."))
            )
        elif place is None:
            self.desk.told.emit(Message(lambda s: s("Choose an item of the sheet first.")))
        else:
            self._ask_answer(Sheet(pane.matrix.kind), place[0])

    def _ask_answer(self, sheet: Sheet, item: str) -> None:
        def read(connection: StudyState) -> SheetRow:
            rows = sheet_rows(connection, sheet, self.speech)
            return next(row for row in rows if row.item.id == item)

        def ask(row: SheetRow) -> None:
            dialog = AnswerDialog(self.speech, sheet, row, self.window_)
            dialog.accepted.connect(lambda: self.desk.do(dialog.edit()))
            self.ask(dialog)

        self.desk.read("answer", read, ask)

    def on_against(self) -> None:
        """Show what speaks against the chosen conclusion."""
        pane = self.open_list()
        pane.show_part(pane.detail.against)

    def on_tactics(self) -> None:
        """Go to the checklist of tactics of the chosen conclusion."""
        pane = self.open_list()
        pane.show_part(pane.detail.tactics)

    def on_reviews(self) -> None:
        """Show what came back from reviews."""
        self.open_reviews().setFocus()

    def on_send_review(self) -> None:
        """Ask for a file and send the kept displays with it."""
        self.open_reviews().choose_send()

    def on_take_review(self) -> None:
        """Ask for a file that came back."""
        self.open_reviews().choose_take()

    def open_reviews(self) -> ReviewsPane:
        """Show the notes of reviews."""
        pane = self.tabs.first(ReviewsPane)
        if pane is None:
            pane = ReviewsPane(self.desk, self.speech, self.space)
            pane.cell_opened.connect(self._on_reviewed)
            self.tabs.add(pane, self.speech("Reviews by the supervisor"))
        self.tabs.setCurrentWidget(pane)
        return pane

    def _on_reviewed(self, uuid: str, row: str, column: str) -> None:
        def read(connection: StudyState) -> int:
            return display_named(connection, uuid).id

        def show(display_id: int) -> None:
            self.open_display(display_id).show_place(row, column)

        self.desk.read("reviewed", read, show)

    def on_report(self) -> None:
        """Ask for a file and write the kept displays, method and evidence as one report."""
        name, _ = QFileDialog.getSaveFileName(
            self.window_, self.speech("Write a report"), "report.docx", "*.docx *.pdf"
        )
        if name:
            self.report_to(Path(name))

    def report_to(self, place: Path) -> None:
        """Write the report to a file."""
        session = self.desk.session
        question = ReportQuestion(self.speech.language, session.coder_name)

        def write(job: Job) -> Path:
            from exports.reports.writing import write_report

            with session.reading(job.is_stopped) as connection:
                report = report_of(connection, question, job)
            write_report(report, place)
            return place

        def wrote(written: Path) -> None:
            self.desk.told.emit(Message(lambda s: s("Wrote {place}", place=written)))

        self.desk.show_work(self.speech("Writing {name}", name=place.name), write, wrote)

    def on_export(self) -> None:
        """Export the display in front."""
        pane = self._front()
        if pane is not None:
            pane.choose_export()

    def _front(self) -> DisplayPane | None:
        """The display in front; where there is none, it is said that one is needed."""
        pane = self.tabs.front(DisplayPane)
        if pane is None:
            self.desk.told.emit(
                Message(lambda s: s("Open a display first, or make one."), topic="no display")
            )
        return pane

    def open_display(self, display_id: int | None = None) -> DisplayPane:
        """Show a kept display, or a new one."""
        if display_id is not None:
            shown = self.tabs.first(DisplayPane, lambda pane: pane.display_id == display_id)
            if shown is not None:
                self.tabs.setCurrentWidget(shown)
                return shown
        pane = DisplayPane(self.desk, self.speech, self.space, display_id=display_id)
        pane.evidence_opened.connect(self._on_evidence)
        pane.record_opened.connect(self._on_record)
        pane.framework_wanted.connect(self.space.codebook.add_framework)
        pane.conclusion_wanted.connect(self.ask_conclusion)
        self.tabs.add(pane, self.speech("Display"))
        self.tabs.setCurrentWidget(pane)
        pane.take_focus()
        return pane

    def open_list(self) -> DisplaysPane:
        """Show what was kept and concluded."""
        pane = self.tabs.first(DisplaysPane)
        if pane is None:
            pane = DisplaysPane(self.desk, self.speech, self.space)
            pane.display_opened.connect(self.open_display)
            pane.display_wanted.connect(self.on_matrix)
            pane.cell_opened.connect(self.open_cell)
            pane.evidence_opened.connect(self._on_evidence)
            pane.record_opened.connect(self._on_record)
            pane.tool_wanted.connect(self.open_tool)
            self.tabs.add(pane, self.speech("Displays and conclusions"))
        self.tabs.setCurrentWidget(pane)
        return pane

    def open_cell(self, display_id: int, row: str, column: str) -> None:
        """Show a cell of a kept display."""
        self.open_display(display_id).show_place(row, column)

    def open_tool(self, tactic_id: str) -> None:
        """Open what carries out a tactic: an act, or a new display of the kind that does."""
        tactic = BY_ID[tactic_id]
        if tactic.act != _MAKING:
            self.space.carry_out(tactic.act)
            return
        kind = kind_for(tactic)
        pane = self.open_display()
        if kind:
            pane.ask_kind(kind)

    def ask_conclusion(self, display_id: int, row: str, column: str) -> None:
        """Ask what is concluded from a cell of a kept display."""
        language = self.speech.language

        def read(connection: StudyState) -> _Asked:
            shown = kept_display(connection, display_id, language=language).shown
            name = names_of(shown).get((row, column), "")
            return name, tuple(codes(connection, counted=False)), conclusions(connection)

        def ask(found: _Asked) -> None:
            name, tree, known = found
            dialog = ConcludeDialog(
                self.speech, cell=name, codes=tree, known=known, parent=self.window_
            )
            dialog.accepted.connect(lambda: self._drawn(dialog, display_id, row, column))
            self.ask(dialog)

        self.desk.read("conclusion", read, ask)

    def _drawn(self, dialog: ConcludeDialog, display_id: int, row: str, column: str) -> None:
        cell = StandsOn(display_id, row, column, dialog.contradicts())
        chosen = dialog.chosen()
        if chosen is None:
            self.desk.do(
                DrawConclusion(
                    dialog.words(),
                    (cell,),
                    dialog.question.text(),
                    dialog.code_id(),
                    dialog.grade(),
                )
            )
            return
        others = tuple(
            each
            for each in chosen.cells
            if (each.display_id, each.row, each.column) != (display_id, row, column)
        )
        self.desk.do(
            ChangeConclusion(
                chosen.id,
                dialog.words(),
                confidence=dialog.grade() or 0,
                cells=(*others, cell),
            )
        )

    def _on_evidence(self, evidence: Evidence) -> None:
        self.space.open_source(evidence.source_id, evidence.span)

    def _on_record(self, record: Record) -> None:
        if record.source_id is not None:
            self.space.open_source(record.source_id, record.span)
