"""The checklist of tactics for a conclusion: tick, note, and the tool that carries each out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qda.concluding.values import Tried
from qda.i18n import Speech
from qda.sheets.told import Told
from ui.theme import Space
from ui.widgets.speaking import Speaking

_ID = Qt.ItemDataRole.UserRole
_NAME, _STUDY = 0, 1


class TacticList(Speaking, QWidget):
    """The 13 + 13 tactics with tick boxes.

    Signals:
        answered: a tactic's id, whether it was carried out (None where nothing is said any more),
            and the note on it.
        tool_wanted: open what carries out the tactic with this id.
    """

    answered = Signal(str, object, str)
    tool_wanted = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tried: Mapping[str, Tried] = {}
        self._shown: Mapping[str, tuple[Told, ...]] = {}
        self._noted = ""
        self.tree = QTreeWidget(self)
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.setAlternatingRowColors(True)
        self.tree.setWordWrap(True)
        self.tree.setUniformRowHeights(False)
        self.does = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.note_label, self.note = QLabel(self), QLineEdit(self)
        self.tool = QPushButton(self)
        self.note_label.setBuddy(self.note)
        self._lay_out()
        self.tree.itemChanged.connect(self._on_changed)
        self.tree.currentItemChanged.connect(self._follow)
        self.tree.itemActivated.connect(self._on_activated)
        self.note.editingFinished.connect(self._on_noted)
        self.tool.clicked.connect(self._on_tool)
        self.set_speech(speech)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.SMALL, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.tree, 1)
        column.addWidget(self.does)
        row = QHBoxLayout()
        row.addWidget(self.note_label)
        row.addWidget(self.note, 1)
        row.addWidget(self.tool)
        column.addLayout(row)
        head = self.tree.header()
        head.setStretchLastSection(True)
        head.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.ResizeToContents)

    def show_tactics(self, tried: Sequence[Tried], shown: Mapping[str, tuple[Told, ...]]) -> None:
        """Show what was said of each tactic and what the study shows; what was current stays so."""
        self._tried = {each.tactic.id: each for each in tried}
        self._shown = shown
        self._fill()

    def current_id(self) -> str:
        """The tactic that is current; empty where none is."""
        item = self.tree.currentItem()
        return "" if item is None else str(item.data(_NAME, _ID) or "")

    def item_of(self, tactic: str) -> QTreeWidgetItem:
        """The row of a tactic.

        Raises:
            KeyError: it is not shown.
        """
        for item in self._items():
            if item.data(_NAME, _ID) == tactic:
                return item
        raise KeyError(tactic)

    def _items(self) -> list[QTreeWidgetItem]:
        parts = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        items = [part.child(n) for part in parts if part for n in range(part.childCount())]
        return [item for item in items if item is not None]

    def retranslate(self) -> None:
        """Override: headings, names, buttons."""
        speech = self.speech
        self.tree.setHeaderLabels([speech("Tactic"), speech("Evidence in the study")])
        self.tree.setAccessibleName(speech("Tactics"))
        self.note_label.setText(speech("&Note"))
        self.note.setPlaceholderText(speech("how it was done and what it showed"))
        self.tool.setText(speech("&Open the tool"))
        self._fill()

    def _fill(self) -> None:
        kept, speech = self.current_id(), self.speech
        scrolled = self.tree.verticalScrollBar().value()
        self.tree.blockSignals(True)
        self.tree.clear()
        parts: dict[str, QTreeWidgetItem] = {}
        for each in self._tried.values():
            part = parts.get(each.tactic.part)
            if part is None:
                part = parts[each.tactic.part] = self._part(each.tactic.part)
            self._add(part, each, is_current=each.tactic.id == kept)
        for words, part in parts.items():
            part.setText(_NAME, f"{speech(words)} ({self._count(words)})")
        self.tree.expandAll()
        self.tree.blockSignals(False)
        self.tree.verticalScrollBar().setValue(scrolled)
        self._follow()

    def _part(self, words: str) -> QTreeWidgetItem:
        part = QTreeWidgetItem(self.tree, [self.speech(words)])
        font = part.font(_NAME)
        font.setBold(True)
        part.setFont(_NAME, font)
        part.setFlags(Qt.ItemFlag.ItemIsEnabled)
        part.setFirstColumnSpanned(True)
        return part

    def _count(self, part: str) -> str:
        found = [each for each in self._tried.values() if each.tactic.part == part]
        done = sum(each.is_done is True for each in found)
        return self.speech("{done} of {all}", done=done, all=len(found))

    def _add(self, part: QTreeWidgetItem, each: Tried, *, is_current: bool) -> None:
        speech, tactic = self.speech, each.tactic
        study = "; ".join(told.words for told in self._shown.get(tactic.id, ()))
        item = QTreeWidgetItem(part, [speech(tactic.words), study or "–"])
        item.setData(_NAME, _ID, tactic.id)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )
        done = Qt.CheckState.Checked if each.is_done else Qt.CheckState.Unchecked
        item.setCheckState(_NAME, done)
        item.setToolTip(_NAME, speech(tactic.does))
        item.setToolTip(_STUDY, study)
        said = speech("carried out") if each.is_done else speech("not carried out")
        item.setData(
            _NAME,
            Qt.ItemDataRole.AccessibleTextRole,
            ", ".join(filter(None, (speech(tactic.words), said, each.note))),
        )
        if is_current:
            self.tree.setCurrentItem(item)

    def _follow(self) -> None:
        each = self._tried.get(self.current_id())
        for field in (self.note, self.tool):
            field.setEnabled(each is not None)
        self._noted = "" if each is None else each.note
        if not self.note.hasFocus() or self.note.text() == "":
            self.note.setText(self._noted)
        self.does.setText(
            self.speech("Choose a tactic to read what it does.")
            if each is None
            else self.speech(each.tactic.does)
        )

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        tactic = str(item.data(_NAME, _ID) or "")
        each = self._tried.get(tactic)
        if each is None or column != _NAME:
            return
        ticked = item.checkState(_NAME) is Qt.CheckState.Checked
        if ticked != bool(each.is_done):
            self.answered.emit(tactic, self._said(ticked=ticked, note=each.note), each.note)

    def _on_noted(self) -> None:
        each, words = self._tried.get(self.current_id()), self.note.text().strip()
        if each is None or words == each.note:
            return
        said = self._said(ticked=bool(each.is_done), note=words)
        self.answered.emit(each.tactic.id, said, words)

    @staticmethod
    def _said(*, ticked: bool, note: str) -> bool | None:
        """Whether it was carried out; nothing is said where it is not ticked and has no note."""
        if ticked:
            return True
        return False if note else None

    def _on_activated(self) -> None:
        self.note.setFocus()

    def _on_tool(self) -> None:
        if self.current_id():
            self.tool_wanted.emit(self.current_id())
