"""Fields of the dialogs on records: a code, a case, a source, a date, one of a closed list."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from qda.i18n import Speech
from qda.labels import label
from ui.records.known import Known, code_words

_ROWS = 12
_LETTERS = 24


class PickField(QComboBox):
    """One of many by its words: typed in part, the list shows what holds them.

    What is typed and is nothing of the list goes back to what was chosen before.
    """

    def __init__(
        self, items: Iterable[tuple[str, object]], chosen: object, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(_ROWS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for words, value in items:
            self.addItem(words, value)
        at = self.findData(chosen)
        self.setCurrentIndex(max(0, at))
        completer = self.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        field = self.lineEdit()
        if field is not None:
            field.editingFinished.connect(self.settle)
            field.setCursorPosition(0)

    def settle(self) -> None:
        """Take what is typed for the entry that it means, or go back to the one before."""
        typed = self.currentText().strip()
        flags = Qt.MatchFlag.MatchFixedString
        at = self.findText(typed, flags)
        if at < 0 and typed:
            at = self.findText(typed, Qt.MatchFlag.MatchContains)
        self.setCurrentIndex(at if at >= 0 else self.currentIndex())
        if at < 0:
            self.setEditText(self.itemText(self.currentIndex()))

    def value(self) -> int | None:
        """The id of what is chosen; None for none."""
        self.settle()
        found = self.currentData()
        return None if found is None else int(found)


def code_field(
    known: Known, chosen: int | None, speech: Speech, parent: QWidget, *, none: str = ""
) -> PickField:
    """A field to choose a code; `none` are the words for no code, empty where one is needed."""
    items: list[tuple[str, object]] = [(none, None)] if none else []
    items += [("  " * each.depth + code_words(each, speech), each.id) for each in known.codes]
    return PickField(items, chosen, parent)


def case_field(known: Known, chosen: int | None, parent: QWidget, *, none: str = "") -> PickField:
    """A field to choose a case."""
    items: list[tuple[str, object]] = [(none, None)] if none else []
    items += [(each.name, each.id) for each in known.cases]
    return PickField(items, chosen, parent)


def source_field(known: Known, chosen: int | None, parent: QWidget, *, none: str = "") -> PickField:
    """A field to choose a source that stands alone."""
    items: list[tuple[str, object]] = [(none, None)] if none else []
    items += [(f"{each.key}  {each.title}", each.id) for each in known.sources]
    return PickField(items, chosen, parent)


def member_field(
    members: Iterable[StrEnum],
    chosen: StrEnum | None,
    speech: Speech,
    parent: QWidget,
    *,
    none: str = "",
) -> QComboBox:
    """A field to choose one of a closed list."""
    field = QComboBox(parent)
    if none:
        field.addItem(none, None)
    for member in members:
        field.addItem(label(member, speech), member)
    field.setCurrentIndex(max(0, field.findData(chosen)))
    return field


def day_field(written: str, speech: Speech, parent: QWidget) -> QLineEdit:
    """A field for a year, a month or a day."""
    field = QLineEdit(written, parent)
    field.setPlaceholderText(speech("2021, 2021-05 or 2021-05-17"))
    return field


def words_field(written: str, parent: QWidget, *, lines: int = 3) -> QPlainTextEdit:
    """A field for some lines of text, which Tab leaves."""
    field = QPlainTextEdit(written, parent)
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + 16)
    return field
