"""The coverage of a theory: which indicators have evidence, and which codes are silent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from exports.coverage_text import coverage_csv, coverage_text
from models.vocabulary import Missing
from qda.displays.coverage_words import (
    SILENT,
    code_words,
    evidence_words,
    indicator_text,
    other_words,
    sign,
)
from qda.edits.memos import RecordAbsence
from qda.i18n import Speech, mark
from qda.labels import label
from qda.retrieval.codes import codes, subtree
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.coverage import CodeCoverage, Evidenced, coverage
from qda.retrieval.rows import CodingRow
from qda.retrieval.sources import NoSuchSource, source
from qda.retrieval.theories import TheoryRow, theories
from qda.session import StudyState
from ui.desk import Desk
from ui.panes.empty_lists import NO_LINE, SILENT_LINE
from ui.panes.pane import Pane
from ui.theme import Space, colours_of
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.marks import mark_icon
from ui.widgets.notice_bar import Message
from ui.widgets.segment_list import SegmentList
from ui.widgets.segments import SegmentRow
from ui.widgets.whole_words import WholeWords

_NONE = Invitation(
    mark("No framework yet"),
    mark("Add a framework; then this page shows which of its indicators have evidence."),
    mark("Add a framework …"),
)
MOST_SEGMENTS = 2_000
"""So many segments of one line are listed."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LINE = Qt.ItemDataRole.UserRole
RECORDABLE = (Missing.NOT_ASKED, Missing.SILENT, Missing.NOT_APPLICABLE, Missing.ABSENT)
"""What can be found of a code that nothing is coded with in a source."""


@dataclass(frozen=True, slots=True)
class _Read:
    theories: tuple[TheoryRow, ...]
    framework_id: int | None
    rows: tuple[CodeCoverage, ...]
    source_key: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: a code, or one of its indicators, and the codings behind it."""

    code_id: int
    ids: frozenset[int]
    found: Evidenced


class CoveragePane(Pane):
    """A framework's dimensions and indicators with their evidence.

    Signals:
        titled: what the tab is called.
        place_opened: a segment is to be shown (source id, `Span`).
        framework_wanted: the button of the empty page was pressed.
    """

    shows = frozenset({"coding", "code", "framework", "case_span", "absence", "source"})
    rests = True

    titled = Signal(str)
    place_opened = Signal(int, object)
    framework_wanted = Signal()

    def __init__(
        self, desk: Desk, speech: Speech, source_id: int | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, speech, parent)
        self.source_id = source_id
        self.framework_id: int | None = None
        self.rows: tuple[CodeCoverage, ...] = ()
        self._theories: tuple[TheoryRow, ...] = ()
        self._source_key = ""
        self.framework, self.place = QComboBox(self), QLabel(self)
        self.lacking = QCheckBox(self)
        self.copying = QPushButton(self)
        self.record = QToolButton(self)
        self.table = QTreeWidget(self)
        self.segments = SegmentList(speech, self)
        self.found: tuple[SegmentRow, ...] = ()
        self.empty = EmptyState(_NONE, speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.refresh()

    def _lay_out(self) -> None:
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setWordWrap(True)
        self.framework.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.framework.setMinimumContentsLength(18)
        self.record.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.record.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.record.setMenu(QMenu(self.record))
        self.table.setColumnCount(5)
        self.table.setWordWrap(True)
        self.table.setExpandsOnDoubleClick(False)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self.table.setItemDelegate(WholeWords(self.table, (0, 4)))
        header.sectionResized.connect(self._on_resized)
        head = QHBoxLayout()
        head.addWidget(self.lacking, 1)
        head.addWidget(self.record)
        head.addWidget(self.copying)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.addWidget(self.framework)
        column.addLayout(head)
        column.addWidget(self.place)
        split = QSplitter(Qt.Orientation.Vertical, page)
        split.addWidget(self.table)
        split.addWidget(self.segments)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)
        self._page = page
        self._pages = QStackedLayout(self)
        self._pages.addWidget(page)
        self._pages.addWidget(self.empty)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.framework.activated.connect(self._on_framework)
        self.lacking.toggled.connect(self._fill)
        self.copying.clicked.connect(self.copy)
        self.table.currentItemChanged.connect(self._on_current)
        self.table.itemActivated.connect(self._on_activated)
        self.table.customContextMenuRequested.connect(self._on_context)
        self.record.menu().aboutToShow.connect(self._fill_record)
        self.segments.segment_chosen.connect(self._on_segment)
        self.empty.acted.connect(self.framework_wanted)

    def _on_resized(self) -> None:
        # Words break elsewhere, so rows are as high as the new widths make them.
        self.table.scheduleDelayedItemsLayout()

    def set_source(self, source_id: int | None) -> None:
        """Count evidence in this source, too."""
        if source_id != self.source_id:
            self.source_id = source_id
            self.refresh_in_view()

    def refresh(self) -> None:
        """Override: the evidence for the framework that is chosen, or for the first one."""
        wanted, source_id = self.framework_id, self.source_id

        def read(connection: StudyState) -> _Read:
            known = theories(connection)
            ids = [each.id for each in known]
            chosen = wanted if wanted in ids else next(iter(ids), None)
            key, here = "", source_id
            if here is not None:
                try:
                    key = source(connection, here).key
                except NoSuchSource:
                    here = None
            if chosen is None:
                return _Read(known, None, (), key)
            found = coverage(connection, framework_id=chosen, source_id=here)
            return _Read(known, chosen, found, key)

        self.desk.read("coverage", read, self._on_read)

    def retranslate(self) -> None:
        """Override: everything on the page."""
        speech = self.speech
        self.framework.setAccessibleName(speech("Framework"))
        self.lacking.setText(speech("Only what has no evidence"))
        self.copying.setText(speech("Copy the table"))
        self.record.setText(speech("Record as …"))
        self.record.setToolTip(
            speech("Record why the chosen code is silent in the source in front")
        )
        self.table.setAccessibleName(speech("Coverage of the indicators"))
        for part in (self.segments, self.empty):
            part.set_speech(speech)
        self.retitle()
        self._fill()

    def retitle(self) -> None:
        """Override: the name of the page."""
        self.titled.emit(self.speech("Coverage"))

    def copy(self) -> None:
        """Copy the table: as text with tabs, and as CSV for programs that take it."""
        text = coverage_text(self.rows, self.speech, source=self._source_key)
        data = QMimeData()
        data.setText(text)
        csv = coverage_csv(self.rows, self.speech, source=self._source_key)
        data.setData("text/csv", csv.encode())
        QGuiApplication.clipboard().setMimeData(data)
        count = text.count("\n") - 1
        self.desk.told.emit(
            Message(lambda s: s.many("{n} line is copied.", "{n} lines are copied.", count))
        )

    # --- the table -----------------------------------------------------------------------------

    def _on_read(self, found: _Read) -> None:
        self._theories, self.framework_id = found.theories, found.framework_id
        self.rows, self._source_key = found.rows, found.source_key
        self._fill()

    def _fill(self) -> None:
        self._pages.setCurrentWidget(self._page if self._theories else self.empty)
        self.framework.clear()
        for theory in self._theories:
            self.framework.addItem(theory.title(self.speech.language), theory.id)
        self.framework.setCurrentIndex(self.framework.findData(self.framework_id))
        speech = self.speech
        self.table.setHeaderLabels(
            [
                speech("Code and indicator"),
                speech("Here"),
                speech("Inf."),
                speech("Seg."),
                speech("What there is"),
            ]
        )
        names = (speech("In this source"), speech("Informants"), speech("Segments"))
        for column, words in enumerate(names, 1):
            self.table.headerItem().setToolTip(column, words)
        self.table.setColumnHidden(1, not self._source_key)
        self.record.setVisible(bool(self._source_key))
        self._fill_rows()
        self._say_place()

    def _fill_rows(self) -> None:
        kept = self._current()
        self.table.blockSignals(True)
        self.table.clear()
        items: dict[int, QTreeWidgetItem] = {}
        for row in self.rows:
            if self.lacking.isChecked() and not _lacks(row):
                continue
            above = items.get(row.code.parent_id or 0)
            items[row.code.id] = self._code_item(row, above)
        self.table.expandAll()
        self.table.blockSignals(False)
        if kept is not None:
            self._select(kept)

    def _code_item(self, row: CodeCoverage, above: QTreeWidgetItem | None) -> QTreeWidgetItem:
        item = QTreeWidgetItem(above) if above is not None else QTreeWidgetItem(self.table)
        in_source, language = bool(self._source_key), self.speech.language
        name = row.code.name(language)
        item.setIcon(0, mark_icon(row.code.colour, colours_of(self)))
        bold = item.font(0)
        bold.setBold(True)
        item.setFont(0, bold)
        words = code_words(row, self.speech, in_source=in_source)
        if row.silent and row.silence_here is not None:
            here = label(row.silence_here, self.speech)
            words = self.speech("{words}; here: {finding}", words=words, finding=here)
        self._say(item, f"{SILENT} {name}" if row.silent else name, row.whole, words)
        item.setData(0, _LINE, _Line(row.code.id, frozenset(row.coding_ids), row.whole))
        for each in row.indicators:
            if self.lacking.isChecked() and each.evidence:
                continue
            child = QTreeWidgetItem(item)
            text = f"{sign(each.evidence)} {indicator_text(each.indicator, language)}"
            said = evidence_words(each.evidence, self.speech, in_source=in_source)
            self._say(child, text, each.evidence, said)
            line = _Line(row.code.id, frozenset(each.coding_ids), each.evidence)
            child.setData(0, _LINE, line)
        for other in () if self.lacking.isChecked() else row.otherwise:
            child = QTreeWidgetItem(item)
            said = evidence_words(other.evidence, self.speech, in_source=in_source)
            self._say(child, other_words(other.indicator[0], self.speech), other.evidence, said)
            line = _Line(row.code.id, frozenset(other.coding_ids), other.evidence)
            child.setData(0, _LINE, line)
        return item

    def _say(self, item: QTreeWidgetItem, name: str, found: Evidenced, words: str) -> None:
        number = self.speech.number
        item.setText(0, name)
        for column, count in enumerate((found.here, found.informants, found.segments), 1):
            item.setText(column, number(count))
            item.setTextAlignment(column, _RIGHT)
        item.setText(4, words)
        for column in range(5):
            item.setToolTip(column, f"{name}\n{words}")
            item.setData(column, Qt.ItemDataRole.AccessibleTextRole, f"{name}. {words}")

    def _say_place(self) -> None:
        silent = sum(row.silent for row in self.rows)
        indicators = [each for row in self.rows for each in row.indicators]
        evidenced = sum(bool(each.evidence) for each in indicators)
        said = self.speech(
            "{evidenced} of {total} indicators have evidence.",
            evidenced=self.speech.number(evidenced),
            total=self.speech.number(len(indicators)),
        )
        codes_ = self.speech.many("{n} code is silent.", "{n} codes are silent.", silent)
        here = self.speech("“Here” is {key}.", key=self._source_key) if self._source_key else ""
        self.place.setText(" ".join(part for part in (said, codes_, here) if part))

    def _current(self) -> _Line | None:
        item = self.table.currentItem()
        # Before anything was clicked there is no such item, whatever the type hints say.
        found: object = None if item is None else item.data(0, _LINE)
        return found if isinstance(found, _Line) else None

    def _select(self, line: _Line) -> None:
        items = self.table.findItems(
            "", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive, 0
        )
        for item in items:
            found = item.data(0, _LINE)
            if isinstance(found, _Line) and found.code_id == line.code_id:
                self.table.setCurrentItem(item)
                return

    # --- what lies behind a line ---------------------------------------------------------------

    def _on_framework(self, at: int) -> None:
        self.framework_id = self.framework.itemData(at)
        self.refresh()

    def _on_current(self) -> None:
        line = self._current()
        if line is None or not line.ids:
            self.found = ()
            self.segments.set_rows((), NO_LINE if line is None else SILENT_LINE)
            return

        def read(connection: StudyState) -> tuple[SegmentRow, ...]:
            tree = codes(connection, counted=False)
            inside = CodingFilter(code_ids=subtree(tree, line.code_id))
            names = {code.id: code for code in tree}
            found = [row for row in codings(connection, inside) if row.id in line.ids]
            language = self.speech.language
            return tuple(
                _segment(row, names[row.code_id].name(language), names[row.code_id].colour)
                for row in found[:MOST_SEGMENTS]
            )

        self.desk.read("coverage segments", read, self._on_segments)

    def _on_segments(self, rows: tuple[SegmentRow, ...]) -> None:
        self.found = rows
        self.segments.set_rows(rows, SILENT_LINE)

    def _on_activated(self) -> None:
        """Enter or a double click opens the first segment of a line."""
        if self.found:
            self._on_segment(self.found[0])

    def _on_segment(self, row: SegmentRow) -> None:
        self.place_opened.emit(row.source_id, row.span)

    # --- silence -------------------------------------------------------------------------------

    def _fill_record(self) -> None:
        menu = self.record.menu()
        menu.clear()
        self.add_findings(menu)

    def _on_context(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.add_findings(menu)
        if not menu.isEmpty():
            menu.popup(self.table.viewport().mapToGlobal(point))

    def add_findings(self, menu: QMenu) -> None:
        """Offer what can be recorded of the chosen code in the source in front."""
        line = self._current()
        row = next((r for r in self.rows if line is not None and r.code.id == line.code_id), None)
        if row is None or self.source_id is None or not self._source_key:
            menu.addAction(self.speech("Choose a code, with a source in front")).setEnabled(False)
            return
        name = row.code.name(self.speech.language)
        words = self.speech("“{code}” in {key}", code=name, key=self._source_key)
        menu.addSection(words.replace("&", "&&"))
        for missing in RECORDABLE:
            act = menu.addAction(label(missing, self.speech))
            act.setCheckable(True)
            act.setChecked(row.silence_here is missing)
            act.triggered.connect(partial(self._record, row.code.id, missing))

    def _record(self, code_id: int, missing: Missing, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        if self.source_id is not None:
            self.desk.do(RecordAbsence(self.source_id, code_id, missing))


def _lacks(row: CodeCoverage) -> bool:
    return row.silent or any(not each.evidence for each in row.indicators)


def _segment(row: CodingRow, code: str, colour: str) -> SegmentRow:
    return SegmentRow(
        id=row.id,
        source_id=row.source_id,
        span=row.span,
        key=row.key,
        quote=row.quote,
        code=code,
        colour=colour,
        coder=row.coder,
        state=row.state,
    )
