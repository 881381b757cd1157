"""The kept displays of the study and the conclusions drawn from them, in one tab."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from qda.concluding.ordering import outline
from qda.concluding.reading import bench_for, conclusion_named
from qda.concluding.tactics import shown_of_tactics
from qda.concluding.values import Concluded, Gap, GapKind, Outline, Placed
from qda.displays.registry import kinds
from qda.edits.conclusions import ChangeConclusion, DrawConclusion, RemoveConclusion
from qda.edits.displays import RemoveDisplay
from qda.edits.sheets import AnswerSheetItem, ClearSheetItem
from qda.i18n import Speech, mark
from qda.retrieval.codes import codes
from qda.retrieval.displays import ConclusionRow, DisplayRow, displays
from qda.retrieval.rows import CodeRow
from qda.session import StudyState
from qda.sheets.items import Sheet
from qda.sheets.told import Told
from ui.conclusions.rows import Row, RowList
from ui.conclusions.view import ConclusionView
from ui.desk import Desk
from ui.dialogs.concluding import ConcludeDialog
from ui.panes.display import DisplayPane
from ui.panes.pane import Pane
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.flow import FlowLayout

_NONE = Invitation(
    mark("No display is kept yet"),
    mark(
        "Make a display, look at it, and keep it: from then on it tells which of its cells "
        "changed, and conclusions can stand on them."
    ),
    mark("Make a display"),
)
_LISTS, _DETAIL = 280, 340
"""How high lists and the chosen conclusion are at first, in pixels."""


@dataclass(frozen=True, slots=True)
class _Read:
    displays: tuple[DisplayRow, ...]
    outline: Outline
    codes: tuple[CodeRow, ...]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A conclusion with all that bears on it, and what the study shows of each tactic."""

    concluded: Concluded
    shown: Mapping[str, tuple[Told, ...]]


class DisplaysPane(Pane):
    """What was kept, and what was concluded, with the evidence of the chosen conclusion beneath.

    Signals:
        titled: what the tab is called.
        display_opened: show the kept display with this id.
        display_wanted: make a new display.
        cell_opened: show a cell of a kept display: its id, the row, the column.
        evidence_opened: show this `Evidence` in its source.
        record_opened: show this `Record` where it stands.
        tool_wanted: open what carries out the tactic with this id.
    """

    shows = DisplayPane.shows | {"memo", "sheet_answer", "edit", "sample", "code_group"}
    rests = True

    titled = Signal(str)
    display_opened = Signal(int)
    display_wanted = Signal()
    cell_opened = Signal(int, str, str)
    evidence_opened = Signal(object)
    record_opened = Signal(object)
    tool_wanted = Signal(str)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self._read = _Read((), Outline((), ()), ())
        self.weighed: _Weighed | None = None
        self.list, self.drawn = RowList(self), RowList(self)
        self.setFocusProxy(self.list)
        self.list_label, self.drawn_label = QLabel(self), QLabel(self)
        self.told = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.new, self.open, self.remove = (QPushButton(self) for _ in range(3))
        self.draw, self.change, self.discard = (QPushButton(self) for _ in range(3))
        self.detail = ConclusionView(speech, self)
        self.empty = EmptyState(_NONE, speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh_in_view()

    def _lay_out(self) -> None:
        self.lists = QSplitter(Qt.Orientation.Horizontal, self)
        for label, found, buttons in (
            (self.list_label, self.list, (self.new, self.open, self.remove)),
            (self.drawn_label, self.drawn, (self.draw, self.change, self.discard)),
        ):
            part = QWidget(self)
            column = QVBoxLayout(part)
            column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.SMALL)
            label.setBuddy(found)
            column.addWidget(label)
            column.addWidget(found, 1)
            if found is self.drawn:
                column.addWidget(self.told)
            row = FlowLayout()
            for button in buttons:
                row.addWidget(button)
            column.addLayout(row)
            self.lists.addWidget(part)
        self.lists.setChildrenCollapsible(False)
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.addWidget(self.lists)
        self.split.addWidget(self.detail)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([_LISTS, _DETAIL])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.empty)
        whole.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_open)
        self.open.clicked.connect(self._on_open)
        self.new.clicked.connect(self.display_wanted)
        self.empty.acted.connect(self.display_wanted)
        self.remove.clicked.connect(self._on_remove)
        self.draw.clicked.connect(self.conclude)
        self.drawn.chosen.connect(self._on_drawn)
        self.change.clicked.connect(self.change_conclusion)
        self.discard.clicked.connect(self._on_discard)
        self.list.moved.connect(self._follow)
        self.drawn.moved.connect(self._on_moved)
        self.detail.cell_opened.connect(self.cell_opened)
        self.detail.evidence_opened.connect(self.evidence_opened)
        self.detail.record_opened.connect(self.record_opened)
        self.detail.answered.connect(self._on_answered)
        self.detail.tool_wanted.connect(self.tool_wanted)

    # Reading

    def refresh(self) -> None:
        """Override: read what is kept, and what is known of the chosen conclusion."""
        speech = self.speech

        def read(connection: StudyState) -> _Read:
            tree = tuple(codes(connection, counted=False))
            return _Read(displays(connection), outline(connection, speech), tree)

        self.desk.read(f"displays {id(self)}", read, self._on_read)

    def _on_read(self, found: _Read) -> None:
        self._read = found
        self._fill()
        self._weigh()

    def _weigh(self) -> None:
        """Read what bears on the chosen conclusion, beside the window."""
        row = self.current()
        if row is None:
            self._on_weighed(None)
            return
        uuid, speech, analyst = row.uuid, self.speech, self.desk.session.coder_name

        def read(connection: StudyState) -> _Weighed:
            bench = bench_for(connection, speech.language, analyst)
            return _Weighed(conclusion_named(bench, uuid), shown_of_tactics(connection, speech))

        self.desk.read(f"conclusion of {id(self)}", read, self._on_weighed)

    def _on_weighed(self, found: _Weighed | None) -> None:
        self.weighed = found
        if found is None:
            self.detail.show_conclusion(None, {})
        else:
            self.detail.show_conclusion(found.concluded, found.shown)

    def current(self) -> ConclusionRow | None:
        """The chosen conclusion; None where none is, or a gap."""
        row = self.drawn.current()
        return row.leads_to if row is not None and isinstance(row.leads_to, ConclusionRow) else None

    def _current_display(self) -> int | None:
        row = self.list.current()
        return int(row.key) if row is not None else None

    def _gap(self) -> Gap | None:
        row = self.drawn.current()
        return row.leads_to if row is not None and isinstance(row.leads_to, Gap) else None

    # Words

    def _fill(self) -> None:
        speech, found = self.speech, self._read
        names = {kind.id: speech(kind.name) for kind in kinds()}
        self.list.fill(
            [
                Row(f"{row.title}\n{_about_display(row, names, speech)}", row, str(row.id))
                for row in found.displays
            ]
        )
        self.drawn.fill([*map(self._drawn_row, found.outline.placed), *self._gaps()])
        self._tell()
        nothing = not found.displays and not found.outline.placed
        self.empty.setVisible(nothing)
        self.split.setVisible(not nothing)
        self._follow()

    def _drawn_row(self, each: Placed) -> Row:
        words = f"{each.number}. {each.row.text}\n{self._about(each)}"
        return Row(words, each.row, each.row.uuid)

    def _gaps(self) -> list[Row]:
        speech = self.speech
        titles = {
            GapKind.QUESTION: speech("No conclusion yet on the research question:"),
            GapKind.DIMENSION: speech("No conclusion yet on the dimension:"),
        }
        tip = speech("Enter draws a conclusion on it.")
        return [
            Row(f"{titles[gap.kind]}\n{gap.words}", gap, f"{gap.kind}:{gap.id}", tip=tip)
            for gap in self._read.outline.gaps
        ]

    def _tell(self) -> None:
        """Say which conclusions stand on nothing, and what has none yet."""
        speech, found = self.speech, self._read.outline
        loose = len(found.unlinked)
        words = []
        if loose:
            words.append(
                speech.many(
                    "{n} conclusion stands on no cell.", "{n} conclusions stand on no cell.", loose
                )
            )
        lacking = [gap.kind for gap in found.gaps]
        questions, dimensions = map(lacking.count, (GapKind.QUESTION, GapKind.DIMENSION))
        if questions:
            words.append(
                speech.many(
                    "{n} research question has no conclusion yet.",
                    "{n} research questions have no conclusion yet.",
                    questions,
                )
            )
        if dimensions:
            words.append(
                speech.many(
                    "{n} dimension has no conclusion yet.",
                    "{n} dimensions have no conclusion yet.",
                    dimensions,
                )
            )
        self.told.setText(" ".join(words))
        self.told.setVisible(bool(words))

    def _about(self, each: Placed) -> str:
        speech, row = self.speech, each.row
        speaking = sum(not cell.contradicts for cell in row.cells)
        against = len(row.cells) - speaking
        names = {code.id: code.name(speech.language) for code in self._read.codes}
        parts = [row.question, "" if row.code_id is None else names.get(row.code_id, "")]
        parts.append(
            speech.many("stands on {n} cell", "stands on {n} cells", speaking)
            if speaking
            else speech("stands on no cell yet")
        )
        if against:
            parts.append(speech.many("{n} cell against it", "{n} cells against it", against))
        if row.confidence:
            parts.append(speech("confidence {n} of 3", n=row.confidence))
        return " · ".join(filter(None, parts))

    def retranslate(self) -> None:
        """Override: labels, buttons, and what is said of each row."""
        speech = self.speech
        self.list_label.setText(speech("&Kept displays"))
        self.drawn_label.setText(speech("&Conclusions"))
        self.list.setAccessibleName(speech("Kept displays"))
        self.drawn.setAccessibleName(speech("Conclusions"))
        for button, words in (
            (self.new, speech("New …")),
            (self.open, speech("Open")),
            (self.remove, speech("Remove")),
            (self.draw, speech("Draw a conclusion …")),
            (self.change, speech("Change …")),
            (self.discard, speech("Remove")),
        ):
            button.setText(words)
        self.empty.set_speech(speech)
        self.detail.set_speech(speech)
        self.retitle()
        self._fill()
        # Dimensions, cells and evidence are worded where they are read.
        self.refresh_in_view()

    def retitle(self) -> None:
        """Override: the tab's title is the program's own words."""
        self.titled.emit(self.speech("Displays and conclusions"))

    def _follow(self) -> None:
        for button in (self.open, self.remove):
            button.setEnabled(self._current_display() is not None)
        for button in (self.change, self.discard):
            button.setEnabled(self.current() is not None)

    def _on_moved(self) -> None:
        self._follow()
        self._weigh()

    # Acts

    def show_part(self, part: QWidget) -> None:
        """Bring a part of the chosen conclusion to the front; of the first one where none is."""
        if self.current() is None and self._read.outline.placed:
            self.drawn.setCurrentRow(0)
        self.detail.go_to(part)

    def conclude(self) -> None:
        """Ask for a conclusion that stands on no cell yet; on the gap that is chosen, if one is."""
        dialog = ConcludeDialog(self.speech, cell="", codes=self._read.codes, parent=self)
        gap = self._gap()
        if gap is not None:
            dialog.answer(gap.id if gap.code_id is None else "", gap.code_id)

        def draw() -> None:
            self.desk.do(
                DrawConclusion(
                    dialog.words(), (), dialog.question.text(), dialog.code_id(), dialog.grade()
                )
            )

        dialog.accepted.connect(draw)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def change_conclusion(self) -> None:
        """Ask for other words of the chosen conclusion."""
        found = self.current()
        if found is None:
            return
        row: ConclusionRow = found
        dialog = ConcludeDialog(
            self.speech, cell="", codes=self._read.codes, changed=row, parent=self
        )
        dialog.code.setEnabled(False)

        def change() -> None:
            self.desk.do(
                ChangeConclusion(
                    row.id, dialog.words(), dialog.question.text(), dialog.grade() or 0
                )
            )

        dialog.accepted.connect(change)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_drawn(self) -> None:
        if self._gap() is not None:
            self.conclude()
        else:
            self.change_conclusion()

    def _on_answered(self, tactic: str, is_done: bool | None, note: str) -> None:  # noqa: FBT001
        row = self.current()
        if row is None:
            return
        if is_done is None:
            self.desk.do(ClearSheetItem(Sheet.TACTICS, tactic, row.uuid))
        else:
            self.desk.do(
                AnswerSheetItem(Sheet.TACTICS, tactic, note, is_done=is_done, about=row.uuid)
            )

    def _on_open(self) -> None:
        found = self._current_display()
        if found is not None:
            self.display_opened.emit(found)

    def _on_remove(self) -> None:
        found = self._current_display()
        if found is not None:
            self.desk.do(RemoveDisplay(found))

    def _on_discard(self) -> None:
        found = self.current()
        if found is not None:
            self.desk.do(RemoveConclusion(found.id))


def _about_display(row: DisplayRow, names: dict[str, str], speech: Speech) -> str:
    versions = speech.many("{n} version", "{n} versions", row.versions)
    day = speech.date(date.fromisoformat(row.looked_at[:10])) if row.looked_at else ""
    looked = speech("looked at on {day}", day=day) if day else ""
    return " · ".join(filter(None, (names.get(row.kind, row.kind), versions, looked)))
