"""Drags something over a widget and drops it, as the window system would tell it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

_BUTTON = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


def mime(kind: str, payload: bytes) -> QMimeData:
    """Dragged data of one kind."""
    data = QMimeData()
    data.setData(kind, payload)
    return data


def drop(
    target: QWidget,
    data: QMimeData,
    at: QPoint,
    action: Qt.DropAction = Qt.DropAction.CopyAction,
) -> bool:
    """Drag `data` into `target`, move to the point `at` and let go; False where it is refused."""
    enter = QDragEnterEvent(at, action, data, _BUTTON, _NONE)
    QApplication.sendEvent(target, enter)
    move = QDragMoveEvent(at, action, data, _BUTTON, _NONE)
    QApplication.sendEvent(target, move)
    if not (enter.isAccepted() and move.isAccepted()):
        return False
    fall = QDropEvent(QPointF(at), action, data, _BUTTON, _NONE)
    QApplication.sendEvent(target, fall)
    return fall.isAccepted()
