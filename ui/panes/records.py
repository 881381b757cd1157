"""A tab with what displays need to know: events, relations, ratings, claims, questions, plans."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from qda.edits.events import JoinEvents
from qda.edits.stages import ArrangeStages
from qda.i18n import Speech
from qda.recording.check_words import CheckLine
from ui.desk import Desk
from ui.panes.pane import Pane
from ui.records.known import Known, ListKind, RecordsRead, Row, read_records
from ui.records.lists import LISTS, is_proposed
from ui.records.page import RecordPage
from ui.theme import Space

_LINE = Qt.ItemDataRole.UserRole


class CheckList(QListWidget):
    """What the check of the numbers found, a line each.

    Signals:
        chosen: a line was double clicked, or Enter pressed on it.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.itemDoubleClicked.connect(lambda _: self.chosen.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Enter goes to the place."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


class RecordsPane(Pane):
    """The lists, one behind the other; only the one in front is filled.

    Signals:
        titled: what the tab is called.
        place_wanted: show a source (id) at words (`Span`, or None).
        asked_for: a list (`ListKind`) wants something that is asked first: "add", "change",
            "find", "propose", "name", "check".
    """

    shows = frozenset(
        {
            *("event", "stage", "rating", "relation", "asked", "claim", "planned"),
            *("code", "case", "source", "coder", "coding", "source_text"),
        }
    )
    rests = True

    titled = Signal(str)
    place_wanted = Signal(int, object)
    asked_for = Signal(object, str)

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.read = RecordsRead()
        self._choosing: tuple[ListKind, int] | None = None
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.pages = {shape.kind: RecordPage(shape, speech, self) for shape in LISTS}
        self.checked_label, self.checked_close = QLabel(self), QPushButton(self)
        self.checked = CheckList(self)
        self._lines: tuple[CheckLine, ...] = ()
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh_in_view()

    def _lay_out(self) -> None:
        for page in self.pages.values():
            self.tabs.addTab(page, "")
        self.check_part = QWidget(self)
        inside = QVBoxLayout(self.check_part)
        inside.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.SMALL)
        head = QHBoxLayout()
        self.checked_label.setBuddy(self.checked)
        head.addWidget(self.checked_label, 1)
        head.addWidget(self.checked_close)
        inside.addLayout(head)
        inside.addWidget(self.checked, 1)
        self.check_part.hide()
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.addWidget(self.tabs)
        self.split.addWidget(self.check_part)
        self.split.setSizes([440, 200])
        self.split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _: self._fill())
        for kind, page in self.pages.items():
            page.wanted.connect(lambda name, kind=kind: self.carry_out(kind, name))
            page.place_wanted.connect(self.place_wanted)
        self.checked.chosen.connect(self._on_line)
        self.checked_close.clicked.connect(self.check_part.hide)

    # --- reading -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Override: everything that is recorded."""
        self.desk.read(f"records {id(self)}", read_records, self._on_read)

    def _on_read(self, read: RecordsRead) -> None:
        self.read = read
        self._word_tabs()
        self._fill()

    def _fill(self) -> None:
        kind = self.kind()
        self.pages[kind].show_rows(self.read.rows.get(kind, ()), self.read.known)
        if self._choosing is not None and self._choosing[0] is kind:
            wanted = self._choosing[1]
            if any(row.id == wanted for row in self.pages[kind].model.all):
                self.pages[kind].choose((wanted,))
                self._choosing = None

    # --- words ---------------------------------------------------------------------------------

    def retitle(self) -> None:
        """Override: the title of the tab is the program's own words."""
        self.titled.emit(self.speech("Events, relations, ratings"))

    def retranslate(self) -> None:
        """Override: the tabs, every list, and what was checked."""
        speech = self.speech
        for page in self.pages.values():
            page.set_speech(speech)
        self.tabs.setAccessibleName(speech("What displays need to know"))
        self.checked.setAccessibleName(speech("What the check of the numbers found"))
        self.checked_close.setText(speech("Close"))
        self._word_tabs()
        self._word_check()
        self.retitle()
        self._fill()

    def _word_tabs(self) -> None:
        for at, shape in enumerate(LISTS):
            rows = self.read.rows.get(shape.kind, ())
            waiting = sum(is_proposed(row) for row in rows)
            name = self.speech(shape.name)
            if rows:
                name = self.speech("{list} ({n})", list=name, n=self.speech.number(len(rows)))
            self.tabs.setTabText(at, name)
            self.tabs.setTabToolTip(
                at,
                self.speech.many("{n} is proposed", "{n} are proposed", waiting) if waiting else "",
            )

    # --- what is in front ----------------------------------------------------------------------

    def kind(self) -> ListKind:
        """The list in front."""
        return LISTS[self.tabs.currentIndex()].kind

    def page(self) -> RecordPage:
        """The list in front, as it is shown."""
        return self.pages[self.kind()]

    @property
    def known(self) -> Known:
        """What records may speak of."""
        return self.read.known

    def show_list(self, kind: ListKind, chosen: int | None = None) -> None:
        """Bring a list to the front, and stand on a record by its id once it is read."""
        self._choosing = None if chosen is None else (kind, chosen)
        self.tabs.setCurrentWidget(self.pages[kind])
        self._fill()
        self.pages[kind].table.setFocus()

    # --- acts ----------------------------------------------------------------------------------

    def carry_out(self, kind: ListKind, name: str) -> None:
        """Do what a button of a list says, or let it be asked first."""
        act = getattr(self, f"_{name}", None)
        if act is None:
            self.asked_for.emit(kind, name)
        else:
            act(kind)

    def _remove(self, kind: ListKind) -> None:
        ids = tuple(row.id for row in self.pages[kind].chosen())
        shape = self.pages[kind].shape
        if kind is ListKind.STAGE:
            # A stage takes the place of others with it, so that each is an edit of its own.
            for each in ids:
                self.desk.do(shape.remove((each,)))
        elif ids:
            self.desk.do(shape.remove(ids))

    def _confirm(self, kind: ListKind) -> None:
        self._confirm_rows(kind, tuple(self.pages[kind].chosen()))

    def _confirm_all(self, kind: ListKind) -> None:
        self._confirm_rows(kind, self.pages[kind].model.all)

    def _confirm_rows(self, kind: ListKind, rows: Sequence[Row]) -> None:
        make = self.pages[kind].shape.confirm
        ids = tuple(row.id for row in rows if is_proposed(row))
        if make is not None and ids:
            self.desk.do(make(ids))

    def _join(self, kind: ListKind) -> None:
        self.desk.do(JoinEvents(tuple(row.id for row in self.pages[kind].chosen())))

    def _up(self, kind: ListKind) -> None:
        self._move(kind, -1)

    def _down(self, kind: ListKind) -> None:
        self._move(kind, 1)

    def _move(self, kind: ListKind, by: int) -> None:
        page = self.pages[kind]
        here, ids = page.current(), [row.id for row in page.model.all]
        if here is None:
            return
        at = ids.index(here.id)
        to = at + by
        if 0 <= to < len(ids):
            ids[at], ids[to] = ids[to], ids[at]
            self.desk.do(ArrangeStages(tuple(ids)))

    # --- what was checked ----------------------------------------------------------------------

    def show_check(self, lines: tuple[CheckLine, ...]) -> None:
        """Show beneath the lists which numbers do not hold."""
        self._lines = lines
        self.checked.clear()
        for line in lines:
            item = QListWidgetItem(line.text)
            item.setData(_LINE, line)
            self.checked.addItem(item)
        self._word_check()
        self.check_part.show()
        if lines:
            self.checked.setCurrentRow(0)
            self.checked.setFocus()

    def _word_check(self) -> None:
        count = len(self._lines)
        words = self.speech("Every number that can be checked holds.")
        if count:
            words = self.speech.many(
                "{n} number does not hold. Enter goes to its place.",
                "{n} numbers do not hold. Enter goes to their place.",
                count,
            )
        self.checked_label.setText(words)

    def _on_line(self) -> None:
        row = self.checked.currentRow()
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        if line is not None and line.source_id is not None:
            self.place_wanted.emit(line.source_id, line.span)
