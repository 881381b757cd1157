"""What the dialogs share: a form, a button that does it, one that leaves all as it was."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import DataClass, MemoKind, SpeakerKind, StakeholderGroup, Technique
from qda.i18n import Speech
from qda.labels import label
from ui.theme import Space

Member = TypeVar("Member", Technique, SpeakerKind, StakeholderGroup, DataClass, MemoKind)


class FormDialog(QDialog):
    """A dialog with a form, a button that does it, and one that leaves all as it was."""

    def __init__(self, speech: Speech, *, title: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(Space.MEDIUM)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.column.addLayout(self.form)
        self.buttons = QDialogButtonBox(self)
        self.accepting = self.buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        leaving = self.buttons.addButton(speech("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        leaving.setAutoDefault(False)
        self.accepting.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def finish_layout(self) -> None:
        """Put the buttons beneath everything else, and begin at the first field."""
        self.column.addWidget(self.buttons)
        for words in self.findChildren(QLabel):
            if words.buddy() is not None:
                # Qt measures words with an underlined letter a pixel or two too narrow.
                words.setContentsMargins(0, 0, 2, 0)
        fields = self._fields()
        # Qt goes round in the order of making, and the buttons were made first.
        round_ = [*fields, *self.buttons.buttons()]
        for before, after in pairwise(round_):
            self.setTabOrder(before, after)
        first = (each for each in fields if each.isEnabled() and not each.isHidden())
        next(first, self.accepting).setFocus()

    def _fields(self) -> list[QWidget]:
        """Everything that Tab reaches but the buttons; what the form has by its rows."""
        found = [each for each in self.findChildren(QWidget) if self._is_field(each)]
        of_rows = [each for row in range(self.form.rowCount()) for each in self._of_row(row)]
        in_rows = iter([each for each in of_rows if each in found])
        return [next(in_rows) if each in of_rows else each for each in found]

    def _of_row(self, row: int) -> list[QWidget]:
        item = self.form.itemAt(row, QFormLayout.ItemRole.FieldRole)
        layout = None if item is None else item.layout()
        items = [item] if layout is None else [layout.itemAt(at) for at in range(layout.count())]
        widgets = [None if each is None else each.widget() for each in items]
        return [each for each in widgets if each is not None]

    def _is_field(self, widget: QWidget) -> bool:
        by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        # What an editable list is made of is reached through the list.
        of_list = isinstance(widget.parentWidget(), QComboBox) or widget.window() is not self
        return by_tab and not of_list and not self.buttons.isAncestorOf(widget)


def choice(
    members: Sequence[Member], chosen: Member | None, speech: Speech, parent: QWidget
) -> QComboBox:
    """A field to choose a member of a closed list, worded in the language."""
    field = QComboBox(parent)
    for member in members:
        field.addItem(label(member, speech), member)
    if chosen is not None:
        field.setCurrentIndex(field.findData(chosen))
    return field


def choice_or_none(
    members: Sequence[Member], chosen: Member | None, none: str, parent: QWidget, speech: Speech
) -> QComboBox:
    """A field to choose a member of a closed list, or none of it."""
    field = choice(members, None, speech, parent)
    field.insertItem(0, none, None)
    field.setCurrentIndex(0 if chosen is None else field.findData(chosen))
    return field


def plain(words: str, parent: QWidget, *, bold: bool = False) -> QLabel:
    """Words that are broken into lines and never read as markup."""
    made = QLabel(words, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if bold:
        font = made.font()
        font.setBold(True)
        made.setFont(font)
    return made
