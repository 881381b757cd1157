"""The dialog for the names and rules of a code, in both languages."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTabWidget, QWidget

from codebooks.framework import Wording
from qda.edits.codes import CodeWording
from qda.i18n import Speech
from qda.retrieval.rows import CodeRow
from ui.dialogs.form import FormDialog, plain
from ui.theme import Space

_LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))


class CodeWordsDialog(FormDialog):
    """Asks what a code is called and what it is for; its id stays."""

    def __init__(self, speech: Speech, code: CodeRow, parent: QWidget | None = None) -> None:
        super().__init__(speech, title=speech("Edit the code"), verb=speech("Keep"), parent=parent)
        self.resize(600, 560)
        self._code = code
        self.form.addRow(plain(code.canonical_id, self))
        self.label_field = QLineEdit(code.label, self)
        self.label_field.setPlaceholderText(speech("a name for this study alone"))
        self.form.addRow(speech("&Label"), self.label_field)
        self.names: dict[str, QLineEdit] = {}
        self.texts: dict[tuple[str, str], QPlainTextEdit] = {}
        self.languages = QTabWidget(self)
        ordered = sorted(_LANGUAGES, key=lambda each: each[0] != speech.language)
        for language, called in ordered:
            self.languages.addTab(self._page(language), called)
        self.column.addWidget(self.languages, 1)
        self.finish_layout()
        for field in self.names.values():
            field.textChanged.connect(self._check)
        self._check()

    def wording(self) -> CodeWording:
        """What was filled in, in both languages."""
        parts = [
            Wording(
                *(self.texts[part, language].toPlainText().strip() for language in ("en", "id"))
            )
            for part in ("definition", "include", "exclude")
        ]
        name = Wording(self.names["en"].text().strip(), self.names["id"].text().strip())
        return CodeWording(name, *parts)

    def label_(self) -> str:
        """The name for this study alone."""
        return self.label_field.text().strip()

    def _page(self, language: str) -> QWidget:
        page = QWidget(self)
        form = type(self.form)(page)
        form.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        form.setFieldGrowthPolicy(self.form.fieldGrowthPolicy())
        self.names[language] = QLineEdit(str(getattr(self._code, f"name_{language}")), page)
        form.addRow(self.speech("&Name"), self.names[language])
        for part, words in (
            ("definition", self.speech("&Definition")),
            ("include", self.speech("&Use it for")),
            ("exclude", self.speech("Do not use it &for")),
        ):
            field = QPlainTextEdit(str(getattr(self._code, f"{part}_{language}")), page)
            field.setTabChangesFocus(True)
            field.setMinimumHeight(field.fontMetrics().lineSpacing() * 3 + Space.MEDIUM)
            self.texts[part, language] = field
            form.addRow(words, field)
        return page

    def _check(self) -> None:
        self.accepting.setEnabled(any(field.text().strip() for field in self.names.values()))
