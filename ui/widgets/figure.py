"""A picture of figures in a window: sharp at any size, light and dark, each mark a door.

The picture is drawn beside the window at the width there is; until it is there the older one stays.
The arrow keys go from mark to mark, Enter opens what is behind one, as a click does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QToolTip, QWidget

from exports.figures.drawing import Plot, draw, least_width
from exports.figures.looks import NIGHT, PAPER, Look
from exports.figures.picture import Picture, PictureFormat, Region
from qda.i18n import Speech
from ui.theme import colours_of
from ui.widgets.speaking import Speaking

Draw = Callable[[Callable[[], Picture], Callable[[Picture], None]], object]
"""Runs the first function beside the window and hands its result to the second one there.

On a desk: `lambda work, then: desk.jobs.read(lambda _: work(), then=then, otherwise=desk.refuse)`.
"""

_WIDEST: Final = 1000
_USUAL_POINTS: Final = 9.0
_SMALLEST: Final = 0.75
"""How far letters are made smaller for want of room."""

_SETTLED_MS: Final = 120
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_OPENING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class FigureView(Speaking, QScrollArea):
    """Shows one plot.

    Signals:
        chosen: what is behind a mark was asked for (`Behind`).
        save_wanted: the picture is to be saved; `plot` is what to write.
        shown: a picture has been drawn and is in view.
    """

    chosen = Signal(object)
    save_wanted = Signal()
    shown = Signal()

    def __init__(self, run: Draw, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._plot: Plot | None = None
        self._ticket = 0
        self._drawn_for: tuple[object, ...] | None = None
        self._later = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._later.timeout.connect(self._redraw)
        self.canvas = _Canvas(self)
        self.setWidget(self.canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusProxy(self.canvas)
        self.set_speech(speech)

    def retranslate(self) -> None:
        """Override: the picture speaks the language of its plot, the menu that of the window."""
        self.setAccessibleName(self.speech("Picture"))
        self.canvas.name(self.speech)

    @property
    def plot(self) -> Plot | None:
        """What is shown; None where nothing is."""
        return self._plot

    @property
    def picture(self) -> Picture | None:
        """The picture in view; None before the first is drawn."""
        return self.canvas.picture

    def show_plot(self, plot: Plot) -> None:
        """Draw a plot beside the window and show it."""
        self._plot = plot
        self._drawn_for = None
        self._redraw()

    def clear(self) -> None:
        """Show nothing."""
        self._plot = None
        self._ticket += 1
        self._later.stop()
        self.canvas.show_picture(None, 1.0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: draw anew once the size stays."""
        super().resizeEvent(event)
        if self._plot is not None:
            self._later.start()

    def changeEvent(self, event: QEvent) -> None:
        """Override: other colours or letters need another drawing."""
        super().changeEvent(event)
        changed = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in changed and self._plot is not None:
            self._later.start()

    def _redraw(self) -> None:
        plot = self._plot
        if plot is None:
            return
        # A point of the picture is as large as a point of the window's letters, at the usual size.
        zoom = self.logicalDpiY() / 72 * max(0.7, self.font().pointSizeF() / _USUAL_POINTS)
        dots = self.devicePixelRatioF()
        # A high picture needs a bar beside it, and must fit what is left then.
        bar = self.verticalScrollBar().sizeHint().width()
        pixels = self.maximumViewportSize().width() - bar
        need = least_width(plot)
        # Where there is little room, letters get a little smaller before one has to scroll.
        zoom = max(zoom * _SMALLEST, min(zoom, pixels / need))
        room = pixels / zoom
        width = float(int(min(max(room, need), _WIDEST)))
        look = NIGHT if colours_of(self).dark else PAPER
        wanted = (plot, width, look, zoom, dots)
        if wanted == self._drawn_for:
            return
        self._drawn_for = wanted
        self._ticket += 1
        ticket = self._ticket
        self._run(
            lambda: _drawn(plot, look, width, zoom * dots),
            lambda picture: self._show(picture, dots, ticket),
        )

    def _show(self, picture: Picture, dots: float, ticket: int) -> None:
        if ticket != self._ticket:
            return
        self.canvas.show_picture(picture, dots)
        self.shown.emit()


def _drawn(plot: Plot, look: Look, width: float, scale: float) -> Picture:
    return draw(plot, PictureFormat.PNG, look=look, width=width, scale=scale)


class _Canvas(QWidget):
    """The picture itself, with the mark that the keys or the pointer are on."""

    def __init__(self, view: FigureView) -> None:
        super().__init__(view)
        self._view = view
        self.picture: Picture | None = None
        self._image = QImage()
        self._dots = 1.0
        self._at: int | None = None
        self._speech = Speech("en")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def name(self, speech: Speech) -> None:
        """Word the accessible name."""
        self._speech = speech
        shown = self.picture
        self.setAccessibleName(speech("Picture") if shown is None else shown.title)
        self.setAccessibleDescription("" if shown is None else shown.description)

    def show_picture(self, picture: Picture | None, dots: float) -> None:
        """Show a picture of which `dots` pixels make one of the window; or none.

        The mark that the keys were on stays, where the new picture has it.
        """
        before = self.current
        self.picture = picture
        self._dots = dots
        self._image = QImage.fromData(picture.content) if picture is not None else QImage()
        self._image.setDevicePixelRatio(dots)
        self._at = None
        if picture is not None and before is not None:
            same = [n for n, each in enumerate(picture.regions) if each.behind == before.behind]
            self._at = same[0] if same else None
        self.resize(self.sizeHint())
        self.name(self._speech)
        self.update()

    @property
    def current(self) -> Region | None:
        """The mark that the keys are on."""
        if self.picture is None or self._at is None:
            return None
        return self.picture.regions[self._at]

    def sizeHint(self) -> QSize:
        """Override: the size of the picture."""
        return self._image.deviceIndependentSize().toSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override: the picture, and a frame around the mark that has the keys."""
        del event
        painter = QPainter(self)
        painter.drawImage(QPointF(0, 0), self._image)
        current = self.current
        if current is not None and self.hasFocus():
            colours = colours_of(self)
            frame = self.place_of(current).adjusted(-2.5, -2.5, 2.5, 2.5)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.base), 5))
            painter.drawRoundedRect(frame, 3, 3)
            painter.setPen(QPen(QColor(colours.accent), 2.5))
            painter.drawRoundedRect(frame, 3, 3)
        painter.end()

    def place_of(self, region: Region) -> QRectF:
        """Where a mark stands in the widget."""
        dots = self._dots
        return QRectF(
            region.left / dots, region.top / dots, region.width / dots, region.height / dots
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: arrows go to the next mark, Home and End to the first and last, Enter opens."""
        key = Qt.Key(event.key())
        if self.picture is None or not self.picture.regions:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._go(self._next(*_STEPS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self.picture.regions) - 1)
        elif key in _OPENING and self.current is not None:
            self._view.chosen.emit(self.current.behind)
        else:
            super().keyPressEvent(event)

    def _next(self, across: int, down: int) -> int:
        """The nearest mark in a direction; the one that has the keys where there is none."""
        assert self.picture is not None
        if self._at is None:
            return 0
        here = self.place_of(self.picture.regions[self._at]).center()
        best, nearest = self._at, float("inf")
        for nth, region in enumerate(self.picture.regions):
            there = self.place_of(region).center()
            x, y = there.x() - here.x(), there.y() - here.y()
            ahead, aside = (x * across, abs(y)) if across else (y * down, abs(x))
            # What lies aside counts more, so that an arrow stays in its row or column.
            distance = ahead + 4 * aside
            if ahead > 1 and distance < nearest:
                best, nearest = nth, distance
        return best

    def _go(self, nth: int) -> None:
        self._at = nth
        region = self.current
        assert region is not None
        middle = self.place_of(region).center().toPoint()
        self._view.ensureVisible(middle.x(), middle.y(), 80, 60)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, region.text))
        QToolTip.showText(self.mapToGlobal(middle), region.text, self)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Override: show where the keys are."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Override: take the frame away."""
        super().focusOutEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Override: a hand over what can be opened."""
        over = self._region_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Override: a press takes the keys here; letting go opens."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override: open what is behind the mark."""
        region = self._region_at(event.position())
        if region is None or event.button() != Qt.MouseButton.LeftButton or not self.picture:
            return
        self._at = self.picture.regions.index(region)
        self.update()
        self._view.chosen.emit(region.behind)

    def event(self, event: QEvent) -> bool:
        """Override: the pointer asks what a mark is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            region = self._region_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), region.text if region else "", self)
            return True
        return super().event(event)

    def _region_at(self, position: QPointF) -> Region | None:
        if self.picture is None:
            return None
        return self.picture.at(position.x() * self._dots, position.y() * self._dots)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Override: saving and copying."""
        if self.picture is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._speech("Save the picture…"), self._view.save_wanted.emit)
        menu.addAction(self._speech("Copy the picture"), self.copy)
        menu.popup(event.globalPos())

    def copy(self) -> None:
        """Put the picture as it is seen on the clipboard."""
        QGuiApplication.clipboard().setImage(self._image)
