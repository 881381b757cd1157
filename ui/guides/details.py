"""One question of a guide: its probes, whom it is asked of, how it is answered, where it stands."""

from __future__ import annotations

from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import AnswerKind
from qda.guides.rows import Bilingual, GuideQuestionRow
from qda.guides.wording import role_text
from qda.i18n import Speech
from qda.labels import label
from ui.theme import Space
from ui.widgets.flow import FlowLayout
from ui.widgets.speaking import Speaking


class _Lines(QPlainTextEdit):
    """A field of lines that says when it is left.

    Signals:
        left: the focus went elsewhere.
    """

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Override."""
        super().focusOutEvent(event)
        self.left.emit()


class QuestionDetails(Speaking, QWidget):
    """What a line of the table cannot hold of a question.

    Signals:
        probed: the question is to have other probes (question, tuple of `Bilingual`).
        asked: it is to be asked of these roles (question, tuple of roles).
        answered: it is to be answered so (question, `AnswerKind`).
        moved: it is to be asked earlier (-1) or later (1) (question, step).
        removed: it is to go (question).
    """

    probed = Signal(object, object)
    asked = Signal(object, object)
    answered = Signal(object, object)
    moved = Signal(object, int)
    removed = Signal(object)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: GuideQuestionRow | None = None
        self._roles: tuple[str, ...] = ()
        self.title, self.who = QLabel(self), QLabel(self)
        self.heads = QLabel(self), QLabel(self)
        self.probes = _Lines(self), _Lines(self)
        self.boxes = QWidget(self)
        self.answer = QComboBox(self)
        self.up, self.down, self.remove = (QPushButton(self) for _ in range(3))
        self._lay_out()
        self._connect()
        self.set_speech(speech)

    def _lay_out(self) -> None:
        self.title.setWordWrap(True)
        FlowLayout(self.boxes)
        grid = QGridLayout()
        for at, (head, field) in enumerate(zip(self.heads, self.probes, strict=True)):
            grid.addWidget(head, 0, at)
            grid.addWidget(field, 1, at)
            field.setTabChangesFocus(True)
            head.setBuddy(field)
        buttons = QHBoxLayout()
        for each in (self.answer, self.up, self.down, self.remove):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        column.addWidget(self.title)
        column.addLayout(grid, 1)
        column.addWidget(self.who)
        column.addWidget(self.boxes)
        column.addLayout(buttons)

    def _connect(self) -> None:
        for field in self.probes:
            field.left.connect(self.keep)
        self.answer.activated.connect(self._on_answer)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._on_remove)

    def retranslate(self) -> None:
        """Override: everything but the question's own words."""
        speech = self.speech
        self.who.setText(speech("Asked of:"))
        for head, words in zip(
            self.heads,
            (speech("&Probes in Indonesian, one a line"), speech("Probes in &English, one a line")),
            strict=True,
        ):
            head.setText(words)
        self.up.setText(speech("Earlier"))
        self.down.setText(speech("Later"))
        self.remove.setText(speech("Remove the question"))
        self.answer.setAccessibleName(speech("Answer"))
        self.answer.clear()
        for kind in AnswerKind:
            self.answer.addItem(label(kind, speech), kind)
        self.show_question(self.row, self._roles)

    def show_question(self, row: GuideQuestionRow | None, roles: tuple[str, ...]) -> None:
        """Show a question of a guide with these roles, or none."""
        self.row, self._roles = row, roles
        self.setEnabled(row is not None)
        language = self.speech.language
        said = "" if row is None else f"{row.name}: {row.text.in_(language)}"
        self.title.setText(said)
        probes = () if row is None else row.probes
        for field, words in zip(
            self.probes, ([p.id for p in probes], [p.en for p in probes]), strict=True
        ):
            lines = "\n".join(words)
            if field.toPlainText() != lines:
                field.setPlainText(lines)
        self._show_roles()
        if row is not None:
            self.answer.setCurrentIndex(self.answer.findData(row.answer))

    def _show_roles(self) -> None:
        layout = self.boxes.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for role in self._roles:
            box = QCheckBox(role_text(role).in_(self.speech.language), self.boxes)
            box.setProperty("role", role)
            box.setChecked(self.row is not None and self.row.is_asked_of(role))
            box.clicked.connect(self._on_role)
            layout.addWidget(box)

    def role_boxes(self) -> list[QCheckBox]:
        """The boxes of the roles, in their order."""
        return [box for box in self.boxes.findChildren(QCheckBox) if not box.isHidden()]

    def keep(self) -> None:
        """Ask for the probes to be kept where they have changed."""
        if self.row is None:
            return
        lines = [field.toPlainText().splitlines() for field in self.probes]
        pairs = zip_longest(*lines, fillvalue="")
        said = tuple(
            Bilingual(en.strip(), id_.strip()) for id_, en in pairs if en.strip() or id_.strip()
        )
        if said != self.row.probes:
            self.probed.emit(self.row, said)

    def _on_role(self) -> None:
        chosen = tuple(str(b.property("role")) for b in self.role_boxes() if b.isChecked())
        if self.row is not None and chosen:
            self.asked.emit(self.row, chosen)
        else:
            # A question that nobody is asked is none: the last box stays.
            self._show_roles()

    def _on_answer(self, at: int) -> None:
        if self.row is not None:
            self.answered.emit(self.row, AnswerKind(self.answer.itemData(at)))

    def _move(self, step: int) -> None:
        if self.row is not None:
            self.moved.emit(self.row, step)

    def _on_remove(self) -> None:
        if self.row is not None:
            self.removed.emit(self.row)
