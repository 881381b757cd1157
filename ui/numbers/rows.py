"""The rows behind a figure: coded segments, or the texts that are counted as without a code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from qda.i18n import Speech, mark
from qda.jobs.collecting import collector_paused
from qda.jobs.progress import Progress, Silent
from qda.numbers.behind import Behind, Place, TextRow, text_rows
from qda.numbers.making import NumberKind
from qda.retrieval.listing import ListedCoding, listed
from qda.retrieval.rows import CodeRow
from qda.session import StudyState
from ui.desk import Desk
from ui.jobs import Job
from ui.numbers.asked import Told, forms_of, rows_behind
from ui.panes.segment_reading import read_codes, row_of
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.segment_list import SegmentList
from ui.widgets.segments import PAGE, SegmentRow
from ui.widgets.speaking import Speaking

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_NONE: Final = Invitation(
    mark("No figure is chosen"),
    mark("Press Enter on a figure, or click it, to read the segments and texts it counts."),
)
_NOTHING: Final = Invitation(
    mark("Nothing stands behind this figure"),
    mark("No coding and no text is counted here."),
)
_NO_ROWS: Final = Invitation(
    mark("This figure rests on several items"),
    mark("Choose a figure of one item to read the texts of those who answered it."),
)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What was read behind a figure: the ids of all rows, and the first of them."""

    ids: Behind
    codes: dict[int, CodeRow]
    codings: tuple[ListedCoding, ...]
    texts: tuple[TextRow, ...]
    forms: tuple[str, ...]


def _read(told: Told, place: Place, progress: Progress, state: StudyState) -> _Rows:
    """What a figure counts, and the first rows of it."""
    # A look for cycles among so many values would hold the window up, too.
    with collector_paused():
        ids = rows_behind(state, told, place, progress=progress)
        codes = {code.id: code for code in read_codes(state)}
        first = listed(state, ids.codings[:PAGE])
        forms = forms_of(told, place)
        return _Rows(ids, codes, first, text_rows(state, ids.texts[:PAGE], forms), forms)


class RowsBehind(Speaking, QWidget):
    """What a figure counts, read page by page.

    Signals:
        place_opened: a segment, or a text from its beginning, is to be shown (source id, `Span`
            or None).
        search_wanted: the places of some words are to be shown.
        shown: the rows of a figure are here.
    """

    place_opened = Signal(int, object)
    search_wanted = Signal(str)
    shown = Signal()

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.found = Behind()
        self._codes: dict[int, CodeRow] = {}
        self._forms: tuple[str, ...] = ()
        self._title = ""
        self._turn = 0
        self._job: Job | None = None
        self.title = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.segments = SegmentList(speech, self)
        self.texts = TextModel(self)
        self.text_list = TextList(self)
        self.open_button, self.search_button = QPushButton(self), QPushButton(self)
        self.empty = EmptyState(_NONE, speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.clear()

    def _lay_out(self) -> None:
        self.text_list.setModel(self.texts)
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.search_button)
        head.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.TIGHT)
        column.setSpacing(Space.TIGHT)
        column.addLayout(head)
        self._pages = QStackedLayout()
        for page in (self.empty, self.segments, self.text_list):
            self._pages.addWidget(page)
        column.addLayout(self._pages, 1)

    def _connect(self) -> None:
        self.segments.segment_chosen.connect(self._on_segment)
        self.segments.segment_stepped.connect(self._on_segment)
        self.segments.model.page_wanted.connect(self._read_page)
        self.texts.more_wanted.connect(self._read_texts)
        self.text_list.chosen.connect(self._on_text)
        self.text_list.doubleClicked.connect(self._on_text)
        self.open_button.clicked.connect(self._on_button)
        self.search_button.clicked.connect(self.search)

    @property
    def slot(self) -> str:
        """The name of its reads on the desk."""
        return f"behind {id(self)}"

    def clear(self) -> None:
        """Show that no figure is chosen."""
        self._say_none(_NONE, "")

    def show_none(self, title: str) -> None:
        """Show that a figure rests on no rows of the study."""
        self._say_none(_NO_ROWS, title)

    def read(self, told: Told, place: Place, title: str) -> None:
        """Read and show what a figure counts; `title` names it."""
        self._title = title
        if self._job is not None:
            self._job.stop()
        if told.asked.kind is not NumberKind.WORDS:
            read = partial(_read, told, place, Silent())
            self.desk.read(self.slot, read, self._on_read)
            return
        # All texts are read once more for a word, which takes a while where they are many.
        self._turn += 1
        session, turn = self.desk.session, self._turn

        def work(job: Job) -> _Rows:
            with session.reading() as state:
                return _read(told, place, job, state)

        self._job = self.desk.jobs.read(
            work,
            then=partial(self._on_work, turn),
            otherwise=partial(self._on_stopped, turn),
            title=self.speech("Reading the texts with “{word}”", word=place.word),
        )
        self.destroyed.connect(self._job.stop)

    def retranslate(self) -> None:
        """Override: title, button, lists."""
        for part in (self.segments, self.empty):
            part.set_speech(self.speech)
        self.text_list.setAccessibleName(self.speech("Texts"))
        self.open_button.setText(self.speech("Show in the text"))
        self.search_button.setText(self.speech("Search for the word"))
        self.search_button.setToolTip(
            self.speech("Show every place where it is written, and code what is found")
        )
        self._say_title()

    def focus_list(self) -> None:
        """Go to the rows."""
        if self.found.codings:
            self.segments.table.setFocus()
            if not self.segments.table.currentIndex().isValid():
                self.segments.select_row(0)
        elif self.found.texts:
            self.text_list.setFocus()
            if not self.text_list.currentIndex().isValid():
                self.text_list.setCurrentIndex(self.texts.index(0, 0))

    def search(self) -> None:
        """Ask for the places of the word whose texts are shown; nothing where it is no word."""
        if self._forms:
            # The commonest form is what surely stands in a text; a root may stand in none.
            self.search_wanted.emit(f'"{self._forms[0]}"')

    def _on_work(self, turn: int, rows: _Rows) -> None:
        if isValid(self) and turn == self._turn:
            self._job = None
            self._on_read(rows)

    def _on_stopped(self, turn: int, error: Exception) -> None:
        if isValid(self) and turn == self._turn:
            self._job = None
            self.desk.refuse(error)

    def _on_read(self, rows: _Rows) -> None:
        self.found, self._codes, self._forms = rows.ids, rows.codes, rows.forms
        if rows.ids.codings:
            self.segments.stand_nowhere()
            pages: dict[int, Sequence[SegmentRow]] = {0: self._rows_of(rows.codings)}
            self.segments.show_pages(len(rows.ids.codings), pages, empty=_NOTHING)
            self._pages.setCurrentWidget(self.segments)
        elif rows.ids.texts:
            self.texts.show(len(rows.ids.texts), rows.texts)
            self.text_list.scrollToTop()
            self._pages.setCurrentWidget(self.text_list)
        else:
            self._say_none(_NOTHING, self._title)
        self.open_button.setVisible(bool(rows.ids.codings or rows.ids.texts))
        self.search_button.setVisible(bool(rows.forms))
        self._say_title()
        self.shown.emit()

    def _say_none(self, invitation: Invitation, title: str) -> None:
        self.found, self._forms, self._title = Behind(), (), title
        self.empty.set_invitation(invitation)
        self._pages.setCurrentWidget(self.empty)
        self.open_button.hide()
        self.search_button.hide()
        self._say_title()

    def _say_title(self) -> None:
        count = ""
        if self.found.codings:
            count = self.speech.many("{n} coding", "{n} codings", len(self.found.codings))
        elif self.found.texts:
            count = self.speech.many("{n} text", "{n} texts", len(self.found.texts))
        self.title.setText(f"{self._title}: {count}" if count else self._title)
        self.title.setVisible(bool(self.title.text()))

    def _rows_of(self, found: Sequence[ListedCoding]) -> list[SegmentRow]:
        language = self.speech.language
        return [row_of(each, self._codes.get(each.row.code_id), language) for each in found]

    def _read_page(self, number: int) -> None:
        ids = self.found.codings[number * PAGE : (number + 1) * PAGE]
        slot = f"{self.slot} {number}"
        self.desk.read(
            slot, lambda state: (ids, listed(state, ids)), partial(self._on_page, number)
        )

    def _on_page(
        self, number: int, found: tuple[tuple[int, ...], tuple[ListedCoding, ...]]
    ) -> None:
        ids, rows = found
        if ids == self.found.codings[number * PAGE : (number + 1) * PAGE]:
            self.segments.model.add_page(number, self._rows_of(rows))

    def _read_texts(self, first: int) -> None:
        ids, forms = self.found.texts[first : first + PAGE], self._forms
        slot = f"{self.slot} texts"
        self.desk.read(slot, lambda state: text_rows(state, ids, forms), self._on_texts)

    def _on_texts(self, rows: tuple[TextRow, ...]) -> None:
        self.texts.add(rows)

    def _on_segment(self, row: SegmentRow) -> None:
        self.place_opened.emit(row.source_id, row.span)

    def _on_text(self, index: QModelIndex) -> None:
        row = self.texts.row(index)
        if row is not None:
            self.place_opened.emit(row.id, row.span)

    def _on_button(self) -> None:
        self.focus_list()
        if self.found.codings:
            row = self.segments.current()
            if row is not None:
                self._on_segment(row)
        else:
            self._on_text(self.text_list.currentIndex())


class TextModel(QAbstractListModel):
    """Texts as lines of key and first words; more are read as one scrolls.

    Signals:
        more_wanted: the texts from this number on are to be read.
    """

    more_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._rows: list[TextRow] = []
        self._asked = 0

    def show(self, total: int, rows: Sequence[TextRow]) -> None:
        """Show a list of `total` texts, the first of which are here."""
        self.beginResetModel()
        self._total, self._rows, self._asked = total, list(rows), len(rows)
        self.endResetModel()

    def add(self, rows: Sequence[TextRow]) -> None:
        """Show the texts that were asked for."""
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows += rows
        self._asked = len(self._rows)
        self.endInsertRows()

    def row(self, index: Index) -> TextRow | None:
        """The text of a line."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Override."""
        return not parent.isValid() and len(self._rows) < self._total

    def fetchMore(self, parent: Index) -> None:
        """Override: read the next ones, once."""
        if self._asked == len(self._rows) < self._total:
            self._asked += 1
            self.more_wanted.emit(len(self._rows))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override."""
        row = self.row(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.key}   {row.words}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, [row.title, row.words]))
        return None


class TextList(QListView):
    """The list of texts.

    Signals:
        chosen: Enter was pressed on a line (its index).
    """

    chosen = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
