"""One search over texts, memos, codes, cases and sources: a list that leads to each, and codes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from models.positions import Span
from models.search_index import QueryTerm
from qda.edits.coding_places import Place
from qda.events import Changed
from qda.i18n import Speech, mark
from qda.retrieval.finding import (
    PAGE,
    Cursor,
    Findings,
    FoundKind,
    FoundRow,
    Page,
    Question,
    count_texts,
    find_everything,
    find_places,
)
from qda.retrieval.memos import Subject
from qda.retrieval.searching import EmptyQuery, terms_of
from ui.desk import Desk
from ui.panes.pane import Pane
from ui.searching.coding import CodingRow
from ui.searching.filters import SearchFilters, read_choices
from ui.searching.model import ROW, More, ResultModel
from ui.searching.painting import ResultList
from ui.theme import Space
from ui.widgets.empty_state import EmptyState, Invitation

_NONE = Invitation(
    mark("Nothing holds these words"),
    mark(
        "All words must occur. Try fewer of them, a beginning such as lapor*, or other forms of "
        "the words; and look at the filters. A phrase stands in quotation marks."
    ),
)
_START = Invitation(
    mark("Search everything"),
    mark(
        "Type in the field above. All words must occur: anggaran kurang. A beginning ends in an "
        'asterisk: lapor*. A phrase stands in quotation marks: "tindak lanjut". Capitals and '
        "accents make no difference."
    ),
)

_FORMS = 12


class SearchPane(Pane):
    """What was found.

    Signals:
        place_opened: show a place (source id, `Span`).
        subject_opened: show a code, case, source or memo (`Subject`).
        titled: what was searched is known.
        code_wanted: code places: those selected (a tuple of `Place`), or None for all found.
        code_confirmed: yes, code them.
    """

    shows = frozenset({"source", "source_text", "code", "case", "memo"})
    rests = True

    place_opened = Signal(int, object)
    subject_opened = Signal(object)
    titled = Signal(str)
    code_wanted = Signal(object)
    code_confirmed = Signal()

    def __init__(self, desk: Desk, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(desk, speech, parent)
        self.words = ""
        self.asked: Question | None = None
        self._terms: tuple[QueryTerm, ...] = ()
        self._texts: int | None = None
        self.head = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.filters = SearchFilters(speech, self)
        self.model = ResultModel(speech, self)
        self.list = ResultList(self.model, self)
        self.empty = EmptyState(_START, speech, self)
        self.coding = CodingRow(speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self._read_choices()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.filters)
        column.addWidget(self.head)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.list)
        column.addLayout(self._pages, 1)
        column.addWidget(self.coding)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.model.more_wanted.connect(self._read_more)
        self.list.chosen.connect(self._on_chosen)
        self.list.clicked.connect(self._unfold)
        self.list.selectionModel().selectionChanged.connect(self._on_selected)
        self.coding.selected_wanted.connect(self._on_code_selected)
        self.coding.all_wanted.connect(self._on_code_all)
        self.coding.confirmed.connect(self.code_confirmed)
        self.coding.left.connect(self.list.setFocus)

    # --- searching -----------------------------------------------------------------------------

    def search(self, words: str, *, quietly: bool = False) -> None:
        """Search everything; `quietly` while one types, when half a query is no mistake."""
        self.words = words
        try:
            terms_of(words)
        except EmptyQuery as error:
            self._clear()
            if not quietly:
                self.desk.refuse(error)
            return
        self.retitle()
        self._ask(PAGE)

    def refresh(self) -> None:
        """Override: search once more, as far down as one has come."""
        if self.asked is not None:
            self._ask(max(PAGE, len(self.model.places())))

    def _on_changed(self, change: Changed) -> None:
        """Codings concern the list only where it is narrowed to coded segments."""
        if change.tables & {"code", "case", "collection"}:
            self._read_choices()
        narrowed = self.asked is not None and bool(self.asked.wanted.code_ids)
        if narrowed and "coding" in change.tables and not change.tables & self.shows:
            self.refresh_in_view()
        super()._on_changed(change)

    def _read_choices(self) -> None:
        self.desk.read("search choices", read_choices, self.filters.set_choices)

    def _ask(self, count: int) -> None:
        question = self.filters.question(self.words)
        if question != self.asked:
            self._texts = None
        self.asked = question
        self.coding.stop_asking()
        self.desk.read(
            "search",
            lambda state: find_everything(state, question, count=count),
            self._on_findings,
        )

    def _count(self, question: Question, terms: tuple[QueryTerm, ...]) -> None:
        """Count the texts once what is found first is shown."""
        if FoundKind.TEXT in question.kinds:
            self.desk.read(
                "search count",
                lambda state: (question, count_texts(state, question, terms=terms)),
                self._on_count,
            )

    def _on_findings(self, findings: Findings) -> None:
        current = self.model.found(self.list.currentIndex())
        self._terms = findings.terms
        self.model.set_findings(findings, self._texts)
        found = bool(self.model.rows)
        self.empty.set_invitation(_NONE)
        self._pages.setCurrentWidget(self.list if found else self.empty)
        index = self.model.index_of(current)
        self.list.setCurrentIndex(index if index.isValid() else self.model.first_found())
        self._on_selected()
        self.retranslate()
        if self.asked is not None:
            self._count(self.asked, findings.terms)

    def _on_count(self, found: tuple[Question, int]) -> None:
        # The count may come before the first page or after it.
        if found[0] == self.asked:
            self._texts = found[1]
            self.model.set_texts(found[1])

    def _read_more(self, cursor: Cursor) -> None:
        question, terms = self.asked, self._terms
        if question is not None:
            self.desk.read(
                "search more",
                lambda state: (question, find_places(state, question, cursor, terms=terms)),
                self._on_more,
            )

    def _on_more(self, found: tuple[Question, Page]) -> None:
        question, page = found
        if question == self.asked:
            self.model.add_page(page)

    def _clear(self) -> None:
        self.asked = None
        self._terms = ()
        self.model.set_findings(Findings({}, Page((), None)))
        self.empty.set_invitation(_START)
        self._pages.setCurrentWidget(self.empty)
        self.retranslate()

    # --- going there ---------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Open the next row, or with -1 the one before; headings are passed over."""
        at = self.list.currentIndex().row() + by
        while 0 <= at < len(self.model.rows):
            index = self.model.index(at, 0)
            if self.model.found(index) is not None:
                self.list.setCurrentIndex(index)
                self._on_chosen(index)
                return
            at += by
        self.model.fetchMore(QModelIndex())

    def _on_chosen(self, index: QModelIndex) -> None:
        row = self.model.found(index)
        if row is None:
            self._unfold(index)
            return
        if row.kind is FoundKind.TEXT:
            self.place_opened.emit(row.id, row.span)
        else:
            self.subject_opened.emit(_subject(row))

    def _unfold(self, index: QModelIndex) -> None:
        more = index.data(ROW)
        if isinstance(more, More):
            self.model.unfold(more.kind)
            self.list.setCurrentIndex(self.model.index(index.row(), 0))

    # --- coding --------------------------------------------------------------------------------

    def selected_places(self) -> tuple[Place, ...]:
        """The selected rows that are places in texts."""
        rows = (self.model.found(index) for index in self.list.selectedIndexes())
        return tuple(
            Place(row.id, row.span)
            for row in rows
            if row is not None and row.kind is FoundKind.TEXT and isinstance(row.span, Span)
        )

    def code_found(self) -> None:
        """Code what is selected where it is more than one place, else everything found."""
        if len(self.selected_places()) > 1:
            self._on_code_selected()
        elif self.model.places():
            self._on_code_all()

    def _on_selected(self) -> None:
        self.coding.set_selected(len(self.selected_places()))
        self.coding.setVisible(bool(self.model.places()))

    def _on_code_selected(self) -> None:
        self.code_wanted.emit(self.selected_places())

    def _on_code_all(self) -> None:
        self.code_wanted.emit(None)

    # --- words ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Override: the heading, the list's name, the filters and the title of the tab."""
        speech = self.speech
        for part in (self.filters, self.model, self.empty, self.coding):
            part.set_speech(speech)
        self.list.setAccessibleName(speech("Things and places found"))
        self.retitle()
        said = f"“{self.words}”" if self.asked is not None else ""
        forms = [form for term in self._terms for form in term.others]
        if forms:
            shown = ", ".join(forms[:_FORMS]) + (" …" if len(forms) > _FORMS else "")
            said = speech("“{words}”, also {forms}", words=self.words, forms=shown)
        self.head.setText(said)
        self.head.setVisible(bool(said))
        self.coding.setVisible(bool(self.model.places()))

    def retitle(self) -> None:
        """Override: the words that are searched."""
        if self.words:
            self.titled.emit(self.speech("Search: {words}", words=self.words))


def _subject(row: FoundRow) -> Subject:
    """A named thing as the workspace opens it."""
    table = row.table or row.kind.value
    source_id = row.id if table == "source" else None
    return Subject(table, row.id, row.key, row.title, row.title, source_id)
