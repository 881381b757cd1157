"""The panel of evidence: every quote behind a cell, in full, each one leading to its source."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import CodingState
from qda.displays.values import Evidence
from qda.i18n import Speech, mark
from ui.matrix.painting import wrapped
from ui.theme import Space, colours_of
from ui.widgets.empty_state import EmptyState, Invitation
from ui.widgets.speaking import Speaking

Index = QModelIndex | QPersistentModelIndex
_EVIDENCE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_NONE = Invitation(
    mark("No cell is chosen"),
    mark("Choose a cell to read the words it rests on."),
)


def about(evidence: Evidence, speech: Speech) -> str:
    """Where a quote comes from and who coded it, on one line."""
    proposed = evidence.state is CodingState.PROPOSED
    coder = evidence.coder
    if evidence.rule:
        coder = speech("{coder} by rule {rule}", coder=evidence.coder, rule=evidence.rule)
    parts = (
        evidence.key,
        evidence.case,
        evidence.code_name,
        coder,
        speech("proposed") if proposed else speech("confirmed"),
    )
    return " · ".join(part for part in parts if part)


def quoted(evidence: Evidence) -> str:
    """A quote to the letter with its trace key."""
    return f"“{evidence.quote}” ({evidence.key})"


class EvidenceModel(QAbstractListModel):
    """The evidence of one cell as a list."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.evidence: Sequence[Evidence] = ()

    def set_evidence(self, evidence: Sequence[Evidence], speech: Speech) -> None:
        """Show other evidence, or the same in another language."""
        self.beginResetModel()
        self.evidence, self.speech = evidence, speech
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Override."""
        return 0 if parent.isValid() else len(self.evidence)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override."""
        if not index.isValid():
            return None
        evidence = self.evidence[index.row()]
        if role == _EVIDENCE:
            return evidence
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{evidence.quote}\n{about(evidence, self.speech)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return evidence.source_title
        return None


class EvidencePanel(Speaking, QWidget):
    """The quotes behind a cell.

    Signals:
        evidence_chosen: show this `Evidence` in its source (Enter, double click or the button).
    """

    evidence_chosen = Signal(object)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = EvidenceModel(speech, self)
        self._title = ""
        self.title = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.list = _List(self)
        self.show_button = QPushButton(self)
        self.copy_button = QPushButton(self)
        self.empty = EmptyState(_NONE, speech, self)
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Quotes(self.list))
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.SMALL)
        buttons = QHBoxLayout()
        buttons.addWidget(self.show_button)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(body)

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.doubleClicked.connect(self._on_chosen)
        self.list.copy_wanted.connect(self.copy)
        self.list.selectionModel().selectionChanged.connect(self._on_selected)
        self.show_button.clicked.connect(self._on_button)
        self.copy_button.clicked.connect(self.copy)

    def show_evidence(self, title: str, evidence: Sequence[Evidence]) -> None:
        """Show the quotes of a cell; `title` names it."""
        self._title = title
        self.model.set_evidence(evidence, self.speech)
        self._pages.setCurrentIndex(1)
        self._on_selected()
        self.retranslate()

    def clear(self) -> None:
        """Show that no cell is chosen."""
        self.model.set_evidence((), self.speech)
        self._pages.setCurrentIndex(0)

    def chosen(self) -> tuple[Evidence, ...]:
        """The quotes that are chosen."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return tuple(self.model.evidence[row] for row in rows)

    def copy(self) -> None:
        """Copy the chosen quotes, to the letter, with their keys."""
        text = "\n".join(map(quoted, self.chosen()))
        QGuiApplication.clipboard().setText(text)

    def retranslate(self) -> None:
        """Override: names and buttons; the list words its lines anew."""
        self.list.setAccessibleName(self.speech("Evidence"))
        count = len(self.model.evidence)
        said = self.speech.many("{n} segment", "{n} segments", count)
        self.title.setText(f"{self._title}: {said}" if count else self._title)
        self.show_button.setText(self.speech("Show in the text"))
        self.copy_button.setText(self.speech("Copy with reference"))
        self.empty.set_speech(self.speech)
        self.model.set_evidence(self.model.evidence, self.speech)

    def _on_selected(self) -> None:
        any_selected = self.list.selectionModel().hasSelection()
        self.show_button.setEnabled(any_selected)
        self.copy_button.setEnabled(any_selected)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.evidence_chosen.emit(self.model.evidence[index.row()])

    def _on_button(self) -> None:
        self._on_chosen(self.list.currentIndex())


class _List(QListView):
    chosen = Signal(QModelIndex)
    copy_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Quotes are as high as the new width makes them.
        self.scheduleDelayedItemsLayout()


class _Quotes(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        widget = self.parent()
        assert isinstance(widget, _List)
        width = widget.viewport().width()
        lines = self._lines(index, widget, width)
        metrics = QFontMetricsF(widget.font())
        return QSize(width, round(metrics.lineSpacing() * lines + 2 * Space.SMALL + 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        widget = self.parent()
        assert isinstance(widget, _List)
        evidence = index.data(_EVIDENCE)
        model = index.model()
        assert isinstance(model, EvidenceModel)
        colours = colours_of(widget)
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selection))
        painter.setPen(QPen(QColor(colours.border)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = QFont(widget.font())
        metrics = QFontMetricsF(font)
        y = rect.top() + Space.SMALL
        width = rect.width() - 2 * Space.SMALL
        selected = bool(state & QStyle.StateFlag.State_Selected)
        for text, ink in (
            (f"“{evidence.quote}”", colours.text),
            (about(evidence, model.speech), colours.text if selected else colours.muted),
        ):
            painter.setPen(QColor(ink))
            for line in _all_lines(text, font, width):
                place = QRectF(rect.left() + Space.SMALL, y, width, metrics.lineSpacing())
                painter.drawText(place, int(Qt.TextFlag.TextSingleLine.value), line.rstrip())
                y += metrics.lineSpacing()
        painter.restore()

    def _lines(self, index: Index, widget: _List, width: int) -> int:
        evidence = index.data(_EVIDENCE)
        model = index.model()
        assert isinstance(model, EvidenceModel)
        room = width - 2 * Space.SMALL
        quote = _all_lines(f"“{evidence.quote}”", widget.font(), room)
        return len(quote) + len(_all_lines(about(evidence, model.speech), widget.font(), room))


def _all_lines(text: str, font: QFont, width: float) -> list[str]:
    return [line for part in text.split("\n") for line in (wrapped(part, font, width) or [""])]
