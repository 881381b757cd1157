"""Two views of one table side by side: pinned columns stay left, the others are scrolled."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QWidget

from qda.i18n import Speech
from qda.retrieval.table.columns import ColumnKind
from ui.reader.state import CODE_MIME, unpacked_code
from ui.table.cells import TableCells, row_height
from ui.table.keys import act_of, is_plain
from ui.table.model import PAGE, TableModel
from ui.theme import Space, colours_of
from ui.widgets.speaking import Speaking

LETTERS: Final = {
    ColumnKind.KEY: 19,
    ColumnKind.TEXT: 48,
    ColumnKind.CODES: 34,
    ColumnKind.STARS: 12,
    ColumnKind.DATE: 24,
    ColumnKind.WORDS: 16,
    ColumnKind.LANGUAGE: 12,
}
"""How many letters a column shows that nobody has made wider."""

_USUAL: Final = 12
_LEAST_WIDTH: Final = 40


class RowsView(QTableView):
    """One of the two views, with the keys of the table.

    Signals:
        act_wanted: a key asks for an act (its name).
        digit_pressed: a digit from 1 to 9 was pressed.
        code_dropped: a code (its id) was dropped on a line (its number).
    """

    act_wanted = Signal(str)
    digit_pressed = Signal(int)
    code_dropped = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._target = -1
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(_LEAST_WIDTH)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def rows(self) -> TableModel:
        """The model."""
        model = self.model()
        assert isinstance(model, TableModel)
        return model

    # --- keys and mouse ------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Override: the keys of the table are the table's, whatever else they mean elsewhere."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and act_of(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: plain keys and digits act on the rows; Enter opens, arrows unfold headings."""
        act, plain = act_of(event), is_plain(event)
        group = self.rows().group_at(self.currentIndex().row())
        if group is not None and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if (group.value in self.rows().closed) == (event.key() == Qt.Key.Key_Right):
                self.act_wanted.emit("table_unfold")
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.act_wanted.emit("table_copy")
        elif act is not None:
            self.act_wanted.emit(act)
        elif plain and event.text() in tuple("123456789"):
            self.digit_pressed.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Override: a click on a heading, or on the sign of a folded row, unfolds it."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if not left or not index.isValid():
            return
        model = self.rows()
        id_, column = model.id_at(index.row()), model.columns[index.column()]
        on_sign = event.position().x() - self.columnViewportPosition(index.column()) < Space.LARGE
        folded = id_ is not None and bool(model.folded(id_))
        if id_ is None or (folded and on_sign and column.kind is ColumnKind.KEY):
            self.act_wanted.emit("table_unfold")

    # --- dragging ------------------------------------------------------------------------------

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Override: more rows than one can mean by a drag are not dragged."""
        selection = self.selectionModel().selection()
        if sum(selection.at(n).height() for n in range(selection.count())) <= PAGE:
            super().startDrag(Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragMoveEvent) -> None:
        """Override: a code may come over the rows."""
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Override: a code may be dropped on a row; a frame shows on which."""
        number = self._row_under(event)
        self._aim(-1 if number is None else number)
        if number is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QEvent) -> None:
        """Override: nothing is aimed at any more."""
        self._aim(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Override: the row, or all that are chosen with it, get the code."""
        number = self._row_under(event)
        code = unpacked_code(bytes(event.mimeData().data(CODE_MIME).data()))
        self._aim(-1)
        if number is None or code is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.code_dropped.emit(code, number)

    def _row_under(self, event: QDropEvent) -> int | None:
        if not event.mimeData().hasFormat(CODE_MIME):
            return None
        number = self.rowAt(event.position().toPoint().y())
        return number if self.rows().id_at(number) is not None else None

    def _aim(self, number: int) -> None:
        if number != self._target:
            self._target = number
            self.viewport().update()

    # --- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override: headings over the whole width, and a frame around what a code would fall on."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        last = self.rows().rowCount() - 1 if last < 0 else last
        for number in range(first, last + 1):
            self._paint_heading(painter, number)
        if self._target >= 0:
            top = self.rowViewportPosition(self._target)
            frame = QRectF(
                1, top + 1, self.viewport().width() - 2, self.rowHeight(self._target) - 2
            )
            painter.setPen(QColor(colours_of(self).accent))
            painter.drawRect(frame)

    def _paint_heading(self, painter: QPainter, number: int) -> None:
        group = self.rows().group_at(number)
        if group is None:
            return
        colours = colours_of(self)
        top, height = self.rowViewportPosition(number), self.rowHeight(number)
        bar = QRectF(0, top, self.viewport().width(), height)
        chosen = self.selectionModel().isRowSelected(number, QModelIndex())
        painter.fillRect(bar, QColor(colours.selection if chosen else colours.raised))
        painter.setPen(QColor(colours.border))
        painter.drawLine(bar.bottomLeft(), bar.bottomRight())
        if not self.property("headed"):
            return
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        sign = "▸" if group.value in self.rows().closed else "▾"
        room = bar.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
        words = f"{sign} {self.rows().group_words(group)}"
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side, words)


class PinnedTable(Speaking, QWidget):
    """The table with its pinned columns.

    Signals:
        act_wanted: a key asks for an act (its name).
        digit_pressed: a digit from 1 to 9 was pressed.
        code_dropped: a code (its id) was dropped on a line (its number).
        selection_changed: other rows are selected.
        current_changed: one stands on another line (its number).
        opened: a row is to be opened (its number).
        sort_wanted: a heading was clicked: its column's place, and whether it is one more.
        heading_menu_wanted: a menu is wanted for a column (its place) at a global point.
        menu_wanted: a menu is wanted for the rows at a global point.
        laid_out: columns were moved or made wider or narrower.
    """

    act_wanted = Signal(str)
    digit_pressed = Signal(int)
    code_dropped = Signal(int, int)
    selection_changed = Signal()
    current_changed = Signal(int)
    opened = Signal(int)
    sort_wanted = Signal(int, bool)
    heading_menu_wanted = Signal(int, QPoint)
    menu_wanted = Signal(QPoint)
    laid_out = Signal()

    def __init__(self, model: TableModel, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.speech = speech
        self.left, self.right = RowsView(self), RowsView(self)
        self.cells = TableCells(self.left), TableCells(self.right)
        self._pinned: frozenset[str] = frozenset()
        self._laying_out = False
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.left)
        line.addWidget(self.right, 1)
        self.setFocusProxy(self.right)
        self.right.setProperty("headed", True)
        for view, cells in zip(self.views, self.cells, strict=True):
            view.setModel(model)
            view.setItemDelegate(cells)
            self._connect(view)
        old = self.left.selectionModel()
        self.left.setSelectionModel(self.right.selectionModel())
        old.deleteLater()
        for view in self.views:
            # A heading that looks selected would ask each of 100,000 rows whether it is.
            for header in (view.horizontalHeader(), view.verticalHeader()):
                header.setSelectionModel(QItemSelectionModel(model, header))
        selected = self.right.selectionModel()
        selected.selectionChanged.connect(self._on_selected)
        selected.currentRowChanged.connect(self._on_current)
        self.left.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left.verticalScrollBar().valueChanged.connect(self.right.verticalScrollBar().setValue)
        self.right.verticalScrollBar().valueChanged.connect(self.left.verticalScrollBar().setValue)
        self.set_lines(1)
        self.set_speech(speech)

    @property
    def views(self) -> tuple[RowsView, RowsView]:
        """Both views, the pinned one first."""
        return self.left, self.right

    def _connect(self, view: RowsView) -> None:
        view.act_wanted.connect(self.act_wanted)
        view.digit_pressed.connect(self.digit_pressed)
        view.code_dropped.connect(self.code_dropped)
        view.activated.connect(self._on_activated)
        view.customContextMenuRequested.connect(partial(self._on_menu, view))
        header = view.horizontalHeader()
        header.sectionClicked.connect(self._on_heading)
        header.sectionResized.connect(self._on_laid_out)
        header.sectionMoved.connect(self._on_laid_out)
        header.customContextMenuRequested.connect(partial(self._on_heading_menu, header))

    # --- columns -------------------------------------------------------------------------------

    def lay_out(
        self,
        order: Iterable[str],
        hidden: frozenset[str],
        pinned: frozenset[str],
        widths: dict[str, int],
    ) -> None:
        """Show the columns in an order, some of them pinned, some not at all."""
        self._laying_out = True
        self._pinned = pinned
        names = [column.name for column in self.model.columns]
        wanted = [*dict.fromkeys(name for name in order if name in names)]
        wanted += [name for name in names if name not in wanted]
        for view in self.views:
            header = view.horizontalHeader()
            for place, name in enumerate(wanted):
                section = names.index(name)
                header.moveSection(header.visualIndex(section), place)
                out = name in hidden or (name in pinned) != (view is self.left)
                view.setColumnHidden(section, out)
                view.setColumnWidth(section, widths.get(name) or self._usual_width(section))
        self._laying_out = False
        self._fit()

    def _usual_width(self, section: int) -> int:
        letters = LETTERS.get(self.model.columns[section].kind, _USUAL)
        return self.fontMetrics().averageCharWidth() * letters + Space.MEDIUM

    def order(self) -> tuple[str, ...]:
        """The names of all columns from the left, the pinned ones first."""
        found: list[str] = []
        for view in self.views:
            header = view.horizontalHeader()
            sections = [header.logicalIndex(at) for at in range(header.count())]
            names = [self.model.columns[section].name for section in sections]
            found += [name for name in names if (name in self._pinned) == (view is self.left)]
        return tuple(found)

    def widths(self) -> dict[str, int]:
        """How wide each column is that is shown."""
        found = {}
        for view in self.views:
            for section, column in enumerate(self.model.columns):
                if not view.isColumnHidden(section):
                    found[column.name] = view.columnWidth(section)
        return found

    def set_lines(self, lines: int) -> None:
        """Show so many lines of each text."""
        for view, cells in zip(self.views, self.cells, strict=True):
            cells.lines = lines
            view.verticalHeader().setDefaultSectionSize(row_height(view, lines))
            view.viewport().update()

    def _fit(self) -> None:
        """Make the pinned part as wide as its columns."""
        shown = [s for s in range(len(self.model.columns)) if not self.left.isColumnHidden(s)]
        self.left.setVisible(bool(shown))
        width = sum(self.left.columnWidth(section) for section in shown)
        self.left.setFixedWidth(width + 2 * self.left.frameWidth())

    # --- rows ----------------------------------------------------------------------------------

    def current(self) -> int:
        """The line one stands on, or -1."""
        return self.right.currentIndex().row()

    def stand_on(self, number: int, *, select: bool = True) -> None:
        """Stand on a line, bring it into view, and select it alone."""
        if not 0 <= number < self.model.rowCount():
            return
        column = self._first_shown()
        # Not `selectRow`, which would heed a Control key that happens to be down.
        index, flag = self.model.index(number, column), QItemSelectionModel.SelectionFlag
        how = flag.ClearAndSelect | flag.Rows if select else flag.NoUpdate
        self.right.selectionModel().setCurrentIndex(index, how)
        self.right.scrollTo(index)

    def _first_shown(self) -> int:
        header = self.right.horizontalHeader()
        sections = (header.logicalIndex(at) for at in range(header.count()))
        return next((s for s in sections if not self.right.isColumnHidden(s)), 0)

    def chosen(self) -> list[tuple[int, int]]:
        """The selected lines as stretches (first, behind the last), from the top."""
        selection = self.right.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        found: list[tuple[int, int]] = []
        for first, behind in sorted((each.top(), each.bottom() + 1) for each in parts):
            if found and first <= found[-1][1]:
                found[-1] = (found[-1][0], max(found[-1][1], behind))
            else:
                found.append((first, behind))
        return found

    def in_view(self) -> list[int]:
        """The numbers of the windows that are in view."""
        first = max(0, self.right.rowAt(0))
        last = self.right.rowAt(self.right.viewport().height() - 1)
        last = min(first + PAGE, self.model.rowCount()) - 1 if last < 0 else last
        return list(range(first // PAGE, max(first, last) // PAGE + 1))

    def focused(self) -> bool:
        """Whether the keys go to the table."""
        return any(view.hasFocus() for view in self.views)

    def retranslate(self) -> None:
        """Override: what a screen reader says of the views."""
        self.left.setAccessibleName(self.speech("Pinned columns of the table"))
        self.right.setAccessibleName(self.speech("Rows of the table"))
        self.model.set_speech(self.speech)

    def changeEvent(self, event: QEvent) -> None:
        """Override: rows are as high as the letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.set_lines(self.cells[0].lines)

    # --- slots ---------------------------------------------------------------------------------

    def _on_selected(self) -> None:
        self.selection_changed.emit()

    def _on_current(self, index: QModelIndex) -> None:
        self.current_changed.emit(index.row())

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    def _on_menu(self, view: RowsView, point: QPoint) -> None:
        self.menu_wanted.emit(view.viewport().mapToGlobal(point))

    def _on_heading(self, section: int) -> None:
        shift = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.sort_wanted.emit(section, bool(shift))

    def _on_heading_menu(self, header: QHeaderView, point: QPoint) -> None:
        section = header.logicalIndexAt(point)
        if section >= 0:
            self.heading_menu_wanted.emit(section, header.mapToGlobal(point))

    def _on_laid_out(self) -> None:
        if not self._laying_out:
            self._fit()
            self.laid_out.emit()
