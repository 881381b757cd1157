"""The quick list: a small panel at the words, in which one types a few letters and presses Enter.

It takes plain values and serves whatever is chosen by typing: codes to give, a code instead of
another, codings to take away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from qda.i18n import Speech
from ui.theme import Space, colours_of
from ui.widgets.quick_rows import NEW, QuickItem, QuickModel, QuickRowPainter
from ui.widgets.speaking import Speaking

_WIDTH = 560
_ROWS = 6
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class QuickAsk:
    """What is asked: sentences in the window's language, and who finds what answers.

    `hint` says what Enter does, `collected` says it where rows are ticked, its `{names}` filled
    with theirs; without `collected` only one row can be chosen. With `new` what is typed may be
    made anew: a sentence with `{name}`. With `memo` a memo can be written at once: the prompt.
    Where rows are not `explained`, no room is kept for what they mean.
    """

    title: str
    prompt: str
    hint: str
    find: Callable[[str], Sequence[QuickItem]]
    collected: str = ""
    new: str = ""
    memo: str = ""
    explained: bool = True


@dataclass(frozen=True, slots=True)
class Picked:
    """What was chosen: ids in the order of choice, the name of a new one, a memo."""

    ids: tuple[int, ...]
    new: str = ""
    memo: str = ""


class QuickList(Speaking, QFrame):
    """A panel over its parent with a field, the rows that answer, and what the current one means.

    Signals:
        picked: something was chosen (`Picked`).
        left: Escape was pressed, or something else was turned to.
    """

    picked = Signal(object)
    left = Signal()

    def __init__(self, speech: Speech, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._ask: QuickAsk | None = None
        self._then: Callable[[Picked], None] = _nothing
        self._left: Callable[[], None] = _nothing
        self._came_from: QWidget | None = None
        self.title = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.field, self.memo = QLineEdit(self), QLineEdit(self)
        self.list = QListView(self)
        self.model = QuickModel(self)
        self.painter_ = QuickRowPainter(self.list)
        self.meaning = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.hint = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._lay_out()
        self._connect()
        self.set_speech(speech)
        self.hide()

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.painter_)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.field.setClearButtonEnabled(True)
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.title)
        column.addWidget(self.field)
        column.addWidget(self.memo)
        column.addWidget(self.list, 1)
        column.addWidget(self.meaning)
        column.addWidget(self.hint)
        for part in (self.field, self.memo, self.list, self.list.viewport()):
            part.installEventFilter(self)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._search)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def retranslate(self) -> None:
        """Override: what is asked was worded in the language before; it is left."""
        self.model.speech = self.speech
        if self.isVisible():
            self.leave()

    # --- asking --------------------------------------------------------------------------------

    def open_at(
        self,
        place: QRect,
        ask: QuickAsk,
        *,
        then: Callable[[Picked], None],
        left: Callable[[], None],
    ) -> None:
        """Ask beside a place of the parent; what was asked before is left.

        `then` is called with what is chosen, `left` where nothing is. The focus goes back to where
        it was, unless something else was turned to.
        """
        if self.isVisible():
            self.leave()
        self._came_from = self.window().focusWidget()
        self._ask, self._then, self._left = ask, then, left
        self.model.ticked, self.model.several = {}, bool(ask.collected)
        for field, prompt in ((self.field, ask.prompt), (self.memo, ask.memo)):
            field.clear()
            field.setPlaceholderText(prompt)
            field.setAccessibleName(prompt)
        self.title.setText(ask.title)
        self.setAccessibleName(ask.title)
        self.list.setAccessibleName(ask.title)
        self.memo.setVisible(bool(ask.memo))
        self.meaning.setVisible(ask.explained)
        colours = colours_of(self)
        self.hint.setStyleSheet(f"color: {colours.muted}")
        self.setStyleSheet(
            f"QuickList {{ background: {colours.window}; border: 1px solid {colours.muted}; }}"
        )
        self._search()
        self._place(place)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._announce()

    def search_again(self) -> None:
        """More can be found than before; what is current stays so."""
        current = self.current
        self._search()
        if current is not None and current in self.model.items:
            self.list.setCurrentIndex(self.model.index(self.model.items.index(current)))

    def wanted_width(self) -> int:
        """How wide the list is where there is room."""
        return max(_WIDTH, 62 * self.fontMetrics().averageCharWidth())

    def leave(self) -> None:
        """Choose nothing."""
        if self._ask is not None:
            self._close()
            self._left()
            self.left.emit()

    @property
    def current(self) -> QuickItem | None:
        """The row that Enter takes."""
        return self.model.item(self.list.currentIndex().row())

    def _close(self) -> None:
        self._ask = None
        # Qt knows no such widget before anything has had the focus, whatever the type hints say.
        focused: QWidget | None = self.window().focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        if inside and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus()
        self.hide()

    def _place(self, place: QRect) -> None:
        gap = Space.SMALL
        room = self._over.rect().adjusted(gap, gap, -gap, -gap)
        metrics = self.fontMetrics()
        row = 2 * metrics.lineSpacing() + Space.SMALL
        self.meaning.setFixedHeight(3 * metrics.lineSpacing() + Space.TIGHT)
        self.list.setMinimumHeight(2 * row)
        # Where nothing can be added to the rows, there is no use in room for more.
        rows = _ROWS if self._ask is None or self._ask.new else max(2, self.model.rowCount())
        width = min(self.wanted_width(), room.width())
        fixed = self._column.heightForWidth(width) - self.list.sizeHint().height()
        height = min(
            max(fixed + min(_ROWS, rows) * row, self.minimumSizeHint().height()), room.height()
        )
        left = max(room.left(), min(place.left(), room.right() - width))
        below, above = place.bottom() + Space.TIGHT, place.top() - Space.TIGHT - height
        top = below if below + height <= room.bottom() or above < room.top() else above
        top = max(room.top(), min(top, room.bottom() - height))
        self.setGeometry(left, top, width, height)

    def _search(self) -> None:
        ask = self._ask
        if ask is None:
            return
        typed = self.field.text().strip()
        items = list(ask.find(typed))
        if ask.new and typed:
            items.append(QuickItem(NEW, ask.new.format(name=typed)))
        self.model.show_items(items)
        self.list.setCurrentIndex(self.model.index(0))
        self._say()

    # --- what is current -----------------------------------------------------------------------

    def _on_current(self, _index: QModelIndex) -> None:
        self._say()
        self._announce()

    def _say(self) -> None:
        ask, item = self._ask, self.current
        if ask is None:
            return
        nothing = self.speech("Nothing answers to what you typed.")
        said = nothing if item is None else item.meaning
        room = round(2.7 * max(self.width(), _WIDTH) - 3 * Space.LARGE)
        mode = Qt.TextElideMode.ElideRight
        self.meaning.setText(self.meaning.fontMetrics().elidedText(said, mode, room))
        names = [each.name for each in self.model.ticked.values()]
        if names and item is not None and self.field.text().strip() and item.name not in names:
            # What is typed is taken as well.
            names.append(item.name)
        said = "; ".join(names)
        self.hint.setText(ask.collected.format(names=said) if said else ask.hint)

    def _announce(self) -> None:
        """Tell a screen reader the current row: the focus stays in the field while one types."""
        said = self.model.said(self.list.currentIndex().row())
        self.field.setAccessibleDescription(f"{said}. {self.hint.text()}".strip(". "))
        if self.isVisible() and said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, said))

    # --- keys and mouse ------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override: keys of the field and the list, clicks on rows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        clicked = event.type() == QEvent.Type.MouseButtonRelease
        if clicked and isinstance(event, QMouseEvent) and watched is self.list.viewport():
            self._on_clicked(event)
        return super().eventFilter(watched, event)

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in _ENTER:
            self._on_enter(collect=bool(modifiers))
        elif key == Qt.Key.Key_Space and watched is self.list:
            self._tick(self.list.currentIndex().row())
        elif self._picks(watched, key, modifiers):
            self._take_row(key - Qt.Key.Key_1)
        elif key in _MOVES and watched is not self.list:
            self.list.event(event)
        elif watched is self.list and event.text().isprintable() and event.text():
            self.field.setFocus()
            self.field.insert(event.text())
        else:
            return False
        return True

    def _picks(self, watched: QObject, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Whether a key is a digit that chooses: alone where nothing is typed, else with Alt."""
        if not Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            return False
        if modifiers in (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier):
            return True
        alone = modifiers == Qt.KeyboardModifier.NoModifier
        return alone and watched is not self.memo and not self.field.text()

    def _on_clicked(self, event: QMouseEvent) -> None:
        index = self.list.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row = self.list.visualRect(index)
        box = self.painter_.box(row, self.list.fontMetrics())
        if self.model.several and event.position().x() <= box.right() + Space.TIGHT:
            self._tick(index.row())
        else:
            self._take_row(index.row())

    def _on_enter(self, *, collect: bool) -> None:
        row = self.list.currentIndex().row()
        item = self.model.item(row)
        if collect and item is not None and item.id != NEW and self.model.several:
            self._tick(row)
            self.field.clear()
            self.field.setFocus()
        elif self.model.ticked and not self.field.text().strip():
            self._pick(None)
        elif item is not None:
            self._pick(item)

    def _take_row(self, row: int) -> None:
        item = self.model.item(row)
        if item is not None:
            self._pick(item)

    def _tick(self, row: int) -> None:
        self.model.tick(row)
        self._say()
        self._announce()

    def _pick(self, item: QuickItem | None) -> None:
        """Take what is ticked, and one more where it is given."""
        ids = list(self.model.ticked)
        new = ""
        if item is not None and item.id == NEW:
            new = self.field.text().strip()
        elif item is not None and item.id not in ids:
            ids.append(item.id)
        picked = Picked(tuple(ids), new, self.memo.text().strip())
        self._close()
        self._then(picked)
        self.picked.emit(picked)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        # No widget has the focus while another program is in front: the list waits.
        if self.isVisible() and now is not None and not self.isAncestorOf(now):
            self.leave()


def _nothing(*_: object) -> None:
    """Nobody waits for an answer."""
