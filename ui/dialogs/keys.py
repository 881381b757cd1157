"""The list of keys: every act with its keys by menu, made of the acts themselves."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qda.i18n import Speech
from ui.actions import ACTS, MENUS, bare_words, native_key
from ui.menus.act import Act
from ui.theme import Space

_COLUMNS = 3


class KeysDialog(QDialog):
    """Shows which key does what; to be copied or printed."""

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.rows = key_rows(speech)
        self.setWindowTitle(speech("Keys"))
        self.resize(760, 620)
        self.table = QTableWidget(len(self.rows), _COLUMNS, self)
        self._headings = [speech("Menu"), speech("Act"), speech("Keys")]
        self.table.setHorizontalHeaderLabels(self._headings)
        self.table.setAccessibleName(speech("Keys"))
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        for at, row in enumerate(self.rows):
            for column, text in enumerate(row):
                self.table.setItem(at, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.copying = self.buttons.addButton(speech("Copy"), role.ActionRole)
        self.printing = self.buttons.addButton(speech("Print …"), role.ActionRole)
        self.buttons.addButton(speech("Close"), role.RejectRole)
        column_ = QVBoxLayout(self)
        column_.setSpacing(Space.MEDIUM)
        column_.addWidget(self.table)
        column_.addWidget(self.buttons)
        self.buttons.rejected.connect(self.reject)
        self.copying.clicked.connect(self._copy)
        self.printing.clicked.connect(self._print)

    def text(self) -> str:
        """All rows, their columns parted by tabs, as a spreadsheet takes them."""
        return "\n".join("\t".join(row) for row in (self._headings, *self.rows))

    def document(self) -> QTextDocument:
        """The list as it is printed."""
        made = QTextDocument(self)
        head = "".join(f"<th align='left'>{escape(each)}</th>" for each in self._headings)
        lines = "".join(
            "<tr>" + "".join(f"<td>{escape(each)}</td>" for each in row) + "</tr>"
            for row in self.rows
        )
        title = escape(self.speech("Keys"))
        made.setHtml(f"<h2>Runut: {title}</h2><table cellpadding='3'>{head}{lines}</table>")
        return made

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def _print(self) -> None:
        # Loaded here: printing is rare, and no start should wait for it.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        document = self.document()
        dialog.accepted.connect(lambda: document.print_(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)


def key_rows(speech: Speech) -> list[tuple[str, str, str]]:
    """Menu, act and keys of every act, in the order of the menus."""
    return [
        (bare_words(speech(menu)), bare_words(speech(act.words)), said_keys(act))
        for menu in MENUS
        for act in ACTS
        if act.menu == menu
    ]


def said_keys(act: Act) -> str:
    """The keys of an act; a run of digits by its first and last."""
    keys = [native_key(key) for key in act.keys]
    digits = [key for key in keys if key.isdigit()]
    if len(digits) > 2:
        keys = [key for key in keys if not key.isdigit()]
        keys.append(f"{digits[0]} … {digits[-1]}")
    return ",  ".join(keys)
