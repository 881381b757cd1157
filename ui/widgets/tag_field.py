"""A small field over a list in which tags are typed, parted by commas."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from qda.i18n import Speech
from ui.theme import Space

_WIDTH = 280


class TagField(QFrame):
    """Asks for tags; Enter keeps them, Escape leaves things as they are.

    Signals:
        kept: the tags that were put on and those that were taken off (two tuples).
    """

    kept = Signal(object, object)

    def __init__(
        self, speech: Speech, tags: Iterable[str], known: Iterable[str], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._before = tuple(tags)
        self.field = QLineEdit(self)
        self.field.setText(", ".join(self._before))
        self.field.setPlaceholderText(speech("tags, parted by commas"))
        self.field.setAccessibleName(speech("Tags of the chosen segments"))
        self.field.setMinimumWidth(_WIDTH)
        completer = _LastWord(sorted(known), self.field)
        self.field.setCompleter(completer)
        hint = QLabel(self)
        hint.setText(speech("Enter keeps the tags, Escape leaves them as they are."))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.field)
        column.addWidget(hint)
        self.field.returnPressed.connect(self._keep)
        self.setFocusProxy(self.field)

    def open_at(self, point: QPoint) -> None:
        """Show the field at a point of the screen."""
        self.move(point)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.end(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        now = tuple(dict.fromkeys(filter(None, map(str.strip, self.field.text().split(",")))))
        added = tuple(tag for tag in now if tag not in self._before)
        gone = tuple(tag for tag in self._before if tag not in now)
        self.close()
        if added or gone:
            self.kept.emit(added, gone)


class _LastWord(QCompleter):
    """Completes the tag behind the last comma."""

    def __init__(self, known: list[str], field: QLineEdit) -> None:
        super().__init__(known, field)
        self._field = field
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        """Override: what is completed."""
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: object) -> str:
        """Override: the tags before, with the completed one."""
        before = self._field.text().rpartition(",")[0]
        chosen = super().pathFromIndex(index)  # type: ignore[arg-type]
        return f"{before}, {chosen}" if before else chosen
