"""The kept displays of the study and the conclusions drawn from them, in one tab."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from qda.displays.registry import kinds
from qda.edits.conclusions import ChangeConclusion, DrawConclusion, RemoveConclusion
from qda.edits.displays import RemoveDisplay
from qda.i18n import Speech, mark
from qda.retrieval.codes import codes
from qda.retrieval.displays import ConclusionRow, DisplayRow, conclusions, displays
from qda.retrieval.rows import CodeRow
from qda.session import StudyState
from ui.desk import Desk
from ui.dialogs.concluding import ConcludeDialog
from ui.panes.pane import Pane
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation

_NONE = Invitation(
    mark("No display is kept yet"),
    mark(
        "Make a display, look at it, and keep it: from then on it tells which of its cells "
        "changed, and conclusions can stand on them."
    ),
    mark("Make a display"),
)
_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class _Read:
    displays: tuple[DisplayRow, ...]
    conclusions: tuple[ConclusionRow, ...]
    codes: tuple[CodeRow, ...]


class DisplaysPane(Pane):
    """What was kept, and what was concluded.

    Signals:
        titled: what the tab is called.
        display_opened: show the kept display with this id.
        display_wanted: make a new display.
    """

    shows = frozenset(
        {"display", "display_version", "conclusion", "conclusion_cell", "code", "coder"}
    )
    rests = True

    titled = Signal(str)
    display_opened = Signal(int)
    display_wanted = Signal()

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self._read = _Read((), (), ())
        self.list, self.drawn = _List(self), _List(self)
        self.list_label, self.drawn_label = QLabel(self), QLabel(self)
        self.new, self.open, self.remove = (QPushButton(self) for _ in range(3))
        self.draw, self.change, self.discard = (QPushButton(self) for _ in range(3))
        self.empty = EmptyState(_NONE, speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh_in_view()

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
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
            row = QHBoxLayout()
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
            self.split.addWidget(part)
        self.split.setChildrenCollapsible(False)
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
        self.drawn.chosen.connect(self.change_conclusion)
        self.change.clicked.connect(self.change_conclusion)
        self.discard.clicked.connect(self._on_discard)
        self.list.itemSelectionChanged.connect(self._follow)
        self.drawn.itemSelectionChanged.connect(self._follow)

    def refresh(self) -> None:
        """Override: read what is kept."""

        def read(connection: StudyState) -> _Read:
            tree = tuple(codes(connection, counted=False))
            return _Read(displays(connection), conclusions(connection), tree)

        self.desk.read(f"displays {id(self)}", read, self._on_read)

    def _on_read(self, found: _Read) -> None:
        self._read = found
        self._fill()

    def _fill(self) -> None:
        speech, found = self.speech, self._read
        names = {kind.id: speech(kind.name) for kind in kinds()}
        self.list.fill(
            [
                (row.id, f"{row.title}\n{_about_display(row, names, speech)}")
                for row in found.displays
            ]
        )
        self.drawn.fill([(row.id, f"{row.text}\n{self._about(row)}") for row in found.conclusions])
        nothing = not found.displays and not found.conclusions
        self.empty.setVisible(nothing)
        self.split.setVisible(not nothing)
        self._follow()

    def _about(self, row: ConclusionRow) -> str:
        speech = self.speech
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
        self.retitle()
        self._fill()

    def retitle(self) -> None:
        """Override: the tab's title is the program's own words."""
        self.titled.emit(self.speech("Displays and conclusions"))

    def _follow(self) -> None:
        for button in (self.open, self.remove):
            button.setEnabled(self.list.current_id() is not None)
        for button in (self.change, self.discard):
            button.setEnabled(self.drawn.current_id() is not None)

    # Acts

    def conclude(self) -> None:
        """Ask for a conclusion that stands on no cell yet."""
        dialog = ConcludeDialog(self.speech, cell="", codes=self._read.codes, parent=self)

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
        found = next((r for r in self._read.conclusions if r.id == self.drawn.current_id()), None)
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

    def _on_open(self) -> None:
        found = self.list.current_id()
        if found is not None:
            self.display_opened.emit(found)

    def _on_remove(self) -> None:
        found = self.list.current_id()
        if found is not None:
            self.desk.do(RemoveDisplay(found))

    def _on_discard(self) -> None:
        found = self.drawn.current_id()
        if found is not None:
            self.desk.do(RemoveConclusion(found))


def _about_display(row: DisplayRow, names: dict[str, str], speech: Speech) -> str:
    versions = speech.many("{n} version", "{n} versions", row.versions)
    looked = speech("looked at on {day}", day=row.looked_at[:10]) if row.looked_at else ""
    return " · ".join(filter(None, (names.get(row.kind, row.kind), versions, looked)))


class _List(QListWidget):
    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.itemDoubleClicked.connect(self.chosen)

    def fill(self, rows: list[tuple[int, str]]) -> None:
        kept = self.current_id()
        self.blockSignals(True)
        self.clear()
        for row_id, words in rows:
            item = QListWidgetItem(words)
            item.setData(_ID, row_id)
            self.addItem(item)
            if row_id == kept:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def current_id(self) -> int | None:
        return None if self.currentRow() < 0 else int(self.currentItem().data(_ID))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)
