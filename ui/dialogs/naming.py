"""Dialogs that ask for names: a new study, a code of one's own, a framework to add."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from codebooks.framework import Wording
from codebooks.shelf import Card, shelf
from qda.edits.codes import CodeWording
from qda.i18n import Speech
from qda.session import NewStudy
from ui.dialogs.form import FormDialog, plain


class NewStudyDialog(FormDialog):
    """Asks what a new study starts from, and where its file goes."""

    def __init__(self, speech: Speech, coder: str, parent: QWidget | None = None) -> None:
        super().__init__(
            speech, title=speech("New study"), verb=speech("Make study"), parent=parent
        )
        self.setMinimumWidth(560)
        self.name, self.question = QLineEdit(self), QPlainTextEdit(self)
        self.question.setFixedHeight(64)
        self.question.setTabChangesFocus(True)
        self.programme, self.agency = QLineEdit(self), QLineEdit(self)
        self.coder, self.place = QLineEdit(coder, self), QLineEdit(self)
        self.language = QComboBox(self)
        self.language.addItem("Bahasa Indonesia", "id")
        self.language.addItem("English", "en")
        self.language.setCurrentIndex(self.language.findData(speech.language))
        self.browse = QPushButton(speech("Choose …"), self)
        place = QHBoxLayout()
        place.addWidget(self.place, 1)
        place.addWidget(self.browse)
        self.programme.setPlaceholderText(speech("the policy, service or app you study"))
        self.agency.setPlaceholderText(speech("who implements it"))
        self.form.addRow(speech("&Title"), self.name)
        self.form.addRow(speech("Research &question"), self.question)
        self.form.addRow(speech("&Programme studied"), self.programme)
        self.form.addRow(speech("&Agency"), self.agency)
        self.form.addRow(speech("&Language of the study"), self.language)
        self.form.addRow(speech("&Your name as coder"), self.coder)
        # A label finds its field by itself only where that is not inside a layout.
        file = QLabel(speech("&File"), self)
        file.setBuddy(self.place)
        self.browse.setAutoDefault(False)
        self.form.addRow(file, place)
        self.finish_layout()
        self._typed_place = False
        self.name.textChanged.connect(self._suggest_place)
        self.place.textEdited.connect(self._on_place_typed)
        self.browse.clicked.connect(self._on_browse)
        for field in (self.name, self.coder, self.place):
            field.textChanged.connect(self._check)
        self._check()

    def start(self) -> NewStudy:
        """What was filled in."""
        programme, agency = self.programme.text().strip(), self.agency.text().strip()
        return NewStudy(
            title=self.name.text().strip(),
            language=self.language.currentData(),
            question=self.question.toPlainText().strip(),
            programme_en=programme,
            programme_id=programme,
            agency_en=agency,
            agency_id=agency,
        )

    def chosen_place(self) -> Path:
        """Where the study is to be made, with its ending."""
        path = Path(self.place.text().strip()).expanduser()
        return path if path.suffix == ".runut" else path.with_name(path.name + ".runut")

    def _suggest_place(self, title: str) -> None:
        if not self._typed_place:
            plain = "".join(c if c.isalnum() else "-" for c in title.strip().casefold())
            name = "-".join(part for part in plain.split("-") if part)[:60] or "studi"
            folder = Path.home() / "Documents"
            folder = folder if folder.is_dir() else Path.home()
            self.place.setText(str(folder / f"{name}.runut"))

    def _on_place_typed(self) -> None:
        self._typed_place = True

    def _on_browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.speech("Where to keep the study"), self.place.text(), "Runut (*.runut)"
        )
        if name:
            self._typed_place = True
            self.place.setText(name)

    def _check(self) -> None:
        filled = all(field.text().strip() for field in (self.name, self.coder, self.place))
        self.accepting.setEnabled(filled)


class NewCodeDialog(FormDialog):
    """Asks for a code of the researcher's own."""

    def __init__(
        self,
        speech: Speech,
        suggested_id: str,
        parent: QWidget | None = None,
        *,
        above: str = "",
    ) -> None:
        super().__init__(speech, title=speech("New code"), verb=speech("Add code"), parent=parent)
        self.setMinimumWidth(460)
        where = (
            speech("Beneath “{code}”", code=above) if above else speech("At the top of the tree")
        )
        self.form.addRow(plain(where, self))
        self.name, self.code = QLineEdit(self), QLineEdit(suggested_id, self)
        self.definition = QPlainTextEdit(self)
        self.definition.setTabChangesFocus(True)
        self.definition.setFixedHeight(80)
        self.form.addRow(speech("&Name"), self.name)
        self.form.addRow(speech("&Definition"), self.definition)
        self.form.addRow(speech("&Id"), self.code)
        self.finish_layout()
        self.name.textChanged.connect(self._check)
        self._check()

    def wording(self) -> CodeWording:
        """Name and definition in the language of the window."""
        return CodeWording(self._said(self.name.text()), self._said(self.definition.toPlainText()))

    def code_id(self) -> str:
        """The id that was filled in."""
        return self.code.text().strip()

    def _said(self, words: str) -> Wording:
        if self.speech.language == "id":
            return Wording(id=words.strip())
        return Wording(en=words.strip())

    def _check(self) -> None:
        self.accepting.setEnabled(bool(self.name.text().strip()))


class FrameworkDialog(FormDialog):
    """Lets a researcher choose among the shipped frameworks, or a file of her own."""

    def __init__(
        self, speech: Speech, adopted: frozenset[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            speech, title=speech("Add a framework"), verb=speech("Add framework"), parent=parent
        )
        self.resize(720, 520)
        self.file: Path | None = None
        self.cards = {card.id: card for card in shelf()}
        self.list = QListWidget(self)
        self.list.setAccessibleName(speech("Frameworks"))
        self.about = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.about.setMinimumWidth(260)
        self.list.setWordWrap(True)
        for card in self.cards.values():
            item = QListWidgetItem(card.name.in_(speech.language))
            item.setData(Qt.ItemDataRole.UserRole, card.id)
            if card.id in adopted:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
                item.setText(speech("{framework} (added already)", framework=item.text()))
            self.list.addItem(item)
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addWidget(self.about, 1)
        self.column.addLayout(row, 1)
        own = QPushButton(speech("From a file of your own …"), self)
        own.setAutoDefault(False)
        own.clicked.connect(self._on_file)
        self.column.addWidget(own, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish_layout()
        self.list.itemSelectionChanged.connect(self._on_selected)
        self.list.itemDoubleClicked.connect(self.accept)
        self.accepting.setEnabled(False)

    def chosen(self) -> str:
        """The id of the shipped framework that is selected, empty where a file was chosen."""
        # The current one is not enough: a list has one as soon as it is gone to.
        return "".join(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in self.list.selectedItems()
        )

    def _on_selected(self) -> None:
        chosen = self.chosen()
        self.accepting.setEnabled(bool(chosen))
        if chosen:
            self.about.setText(_about(self.cards[chosen], self.speech))

    def _on_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.speech("A framework of your own"), "", "*.yaml *.yml *.xlsx *.csv"
        )
        if name:
            self.file = Path(name)
            self.accept()


def _about(card: Card, speech: Speech) -> str:
    dimensions = "\n".join(f"• {each.in_(speech.language)}" for each in card.dimensions)
    count = speech.many("{n} code", "{n} codes", card.codes)
    return f"{card.name.in_(speech.language)}\n\n{card.citation}\n\n{count}\n\n{dimensions}"
