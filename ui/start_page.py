"""The start page: make a study, open one, go on with a recent one, or try the sample."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech
from ui.theme import Space
from ui.widgets.speaking import Speaking

_WIDTH = 560


class StartPage(Speaking, QWidget):
    """What stands in the window while no study is open.

    Signals:
        new_wanted, open_wanted, sample_wanted: a button was pressed.
        recent_wanted: a recent study was chosen (its path).
    """

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel("Runut", self)
        self.about = QLabel(self, wordWrap=True)
        self.new = QPushButton(self, default=True)
        self.open = QPushButton(self)
        self.sample = QPushButton(self)
        self.sample_note = QLabel(self, wordWrap=True)
        self.recent_title = QLabel(self)
        self.recent = QListWidget(self)
        self._lay_out()
        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.sample.clicked.connect(self.sample_wanted)
        self.recent.itemActivated.connect(self._on_recent)
        self.set_speech(speech)

    def set_recent(self, places: Sequence[str]) -> None:
        """Show these studies, the newest first; those that are gone are left out."""
        self.recent.clear()
        for place in places:
            path = Path(place)
            if path.exists():
                item = QListWidgetItem(f"{path.stem}\n{path.parent}")
                item.setData(Qt.ItemDataRole.UserRole, place)
                self.recent.addItem(item)
        found = self.recent.count() > 0
        self.recent.setVisible(found)
        self.recent_title.setVisible(found)

    def retranslate(self) -> None:
        """Override: all words of the page."""
        speech = self.speech
        self.about.setText(
            speech(
                "Theory-driven qualitative research in which every cell leads back to the words."
            )
        )
        self.new.setText(speech("New study …"))
        self.open.setText(speech("Open a study …"))
        self.sample.setText(speech("Try the sample study"))
        self.sample_note.setText(
            speech(
                "The sample study is fictional: seven interviews, 300 app reviews, two documents "
                "and a survey, coded by two coders."
            )
        )
        self.recent_title.setText(speech("Recent studies"))
        self.recent.setAccessibleName(speech("Recent studies"))
        self.setAccessibleName(speech("Start page"))

    def _lay_out(self) -> None:
        font = self.heading.font()
        font.setPointSizeF(font.pointSizeF() * 2.4)
        font.setBold(True)
        self.heading.setFont(font)
        bold = self.recent_title.font()
        bold.setBold(True)
        self.recent_title.setFont(bold)
        body = QWidget(self)
        body.setFixedWidth(_WIDTH)
        column = QVBoxLayout(body)
        column.setSpacing(Space.MEDIUM)
        column.addStretch(2)
        column.addWidget(self.heading)
        column.addWidget(self.about)
        column.addSpacing(Space.LARGE)
        buttons = QHBoxLayout()
        for button in (self.new, self.open, self.sample):
            button.setMinimumHeight(36)
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addWidget(self.sample_note)
        column.addSpacing(Space.LARGE)
        column.addWidget(self.recent_title)
        column.addWidget(self.recent, 3)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(body)
        row.addStretch(1)

    def _on_recent(self, item: QListWidgetItem) -> None:
        self.recent_wanted.emit(str(item.data(Qt.ItemDataRole.UserRole)))
