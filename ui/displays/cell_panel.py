"""The panel of a cell: what was written into it, what changed under it, and a field to write."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import EntryKind
from qda.displays.values import Cell, Entry, Record
from qda.i18n import Speech, mark
from ui.short_words import one_line
from ui.theme import Space
from ui.widgets.speaking import Speaking

KINDS = (
    (EntryKind.SUMMARY, mark("Summary")),
    (EntryKind.PARAPHRASE, mark("Paraphrase")),
    (EntryKind.JUDGEMENT, mark("Judgement")),
    (EntryKind.RATING, mark("Rating")),
    (EntryKind.EVENT, mark("Event")),
)
"""What a researcher writes by hand, in the order offered."""

_MEANT = Qt.ItemDataRole.UserRole
"""What a line stands for: the UUID of an entry, or a record."""
_MOST_RECORDS = 500
"""Lines that are built at once without a pause in the window."""


class CellPanel(Speaking, QWidget):
    """What stands in the current cell beside its quotes; written into once the display is kept.

    Signals:
        written: words of a kind are to be written into the cell: kind and text.
        rewritten: an entry (by UUID) is to have other words.
        removed: an entry (by UUID) is to go.
        refresh_wanted: the cell is to be made anew.
        record_chosen: the place of this `Record` in its source is to be shown.
    """

    written = Signal(object, str)
    rewritten = Signal(str, str)
    removed = Signal(str)
    refresh_wanted = Signal()
    record_chosen = Signal(object)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self._kept = False
        self._cell: Cell | None = None
        self._records: tuple[Record, ...] = ()
        self._editing = ""
        self.changes = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.refresh = QPushButton(self)
        self.records_label = QLabel(self)
        self.records = QListWidget(self)
        self.records.setWordWrap(True)
        self.records.setMaximumHeight(120)
        self.records_label.setBuddy(self.records)
        self.entries = QListWidget(self)
        self.entries.setWordWrap(True)
        self.entries.setMaximumHeight(120)
        self.kind = QComboBox(self)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setMaximumHeight(90)
        self.write, self.remove = QPushButton(self), QPushButton(self)
        self.hint = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.show_cell(None, (), is_kept=False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.SMALL)
        stale = QHBoxLayout()
        stale.addWidget(self.changes, 1)
        stale.addWidget(self.refresh)
        column.addLayout(stale)
        column.addWidget(self.records_label)
        column.addWidget(self.records)
        column.addWidget(self.entries)
        column.addWidget(self.hint)
        column.addWidget(self.text)
        row = QHBoxLayout()
        row.addWidget(self.kind, 1)
        row.addWidget(self.write)
        row.addWidget(self.remove)
        column.addLayout(row)

    def _connect(self) -> None:
        self.refresh.clicked.connect(self.refresh_wanted)
        self.write.clicked.connect(self._on_write)
        self.remove.clicked.connect(self._on_remove)
        self.text.textChanged.connect(self._follow)
        self.entries.currentItemChanged.connect(self._on_entry)
        self.records.itemActivated.connect(self._on_record)

    def show_cell(self, cell: Cell | None, records: tuple[Record, ...], *, is_kept: bool) -> None:
        """Show what stands in a cell; `is_kept` says whether it can be written into."""
        self._cell, self._records, self._kept = cell, records, is_kept
        self._editing = ""
        self.text.clear()
        self._fill()

    def refuse_writing(self) -> None:
        """Show what changed and what it rests on alone: this is no cell to write into."""
        for widget in (self.kind, self.text, self.write, self.remove, self.hint):
            widget.hide()
        something = self._cell is not None and (self._cell.changes or self._records)
        self.setVisible(bool(something))

    def _fill(self) -> None:
        cell = self._cell
        self.setVisible(cell is not None)
        if cell is None:
            return
        stale = bool(cell.changes)
        self.changes.setVisible(stale)
        self.refresh.setVisible(stale and self._kept)
        self.changes.setText(
            self.speech("Changed since it was looked at: {what}", what="; ".join(cell.changes))
            if stale
            else ""
        )
        self._fill_records()
        self._fill_entries(cell)
        for widget in (self.kind, self.text, self.write, self.remove):
            widget.setVisible(self._kept)
        self.hint.setVisible(not self._kept)
        self._follow()

    def _fill_records(self) -> None:
        self.records.clear()
        for record in self._records[:_MOST_RECORDS]:
            item = QListWidgetItem(_record_words(record))
            item.setData(_MEANT, record)
            self.records.addItem(item)
        left = len(self._records) - self.records.count()
        if left:
            more = QListWidgetItem(self.speech("and {n} more", n=self.speech.number(left)))
            more.setFlags(Qt.ItemFlag.NoItemFlags)
            self.records.addItem(more)
        for widget in (self.records_label, self.records):
            widget.setVisible(bool(self._records))

    def _fill_entries(self, cell: Cell) -> None:
        self.entries.blockSignals(True)
        self.entries.clear()
        for entry in cell.entries:
            if entry.id:
                item = QListWidgetItem(_entry_words(entry, self.speech))
                item.setData(_MEANT, entry.id)
                item.setToolTip(entry.text)
                self.entries.addItem(item)
        self.entries.setCurrentRow(-1)
        self.entries.blockSignals(False)
        self.entries.setVisible(self.entries.count() > 0)

    def retranslate(self) -> None:
        """Override: labels, kinds, and what the cell says of itself."""
        speech = self.speech
        self.refresh.setText(speech("Refresh this cell"))
        self.hint.setText(speech("Keep the display to write into its cells and see what changes."))
        self.records_label.setText(speech("Also rests on:"))
        self.records.setAccessibleName(speech("What the cell rests on beside quotes"))
        self.records.setToolTip(speech("Enter opens the place where it stands."))
        self.entries.setAccessibleName(speech("Entries by hand"))
        self.text.setAccessibleName(speech("Words to write into the cell"))
        self.text.setPlaceholderText(speech("Condense what the quotes say …"))
        self.kind.setAccessibleName(speech("What is written"))
        self.remove.setText(speech("Remove"))
        at = max(0, self.kind.currentIndex())
        self.kind.clear()
        for kind, words in KINDS:
            self.kind.addItem(speech(words), kind)
        self.kind.setCurrentIndex(at)
        self._fill()

    def _follow(self) -> None:
        speech = self.speech
        words = speech("Rewrite") if self._editing else speech("Write into the cell")
        self.write.setText(words)
        self.write.setEnabled(bool(self.text.toPlainText().strip()))
        self.remove.setEnabled(bool(self._editing))
        self.kind.setEnabled(not self._editing)

    def _on_entry(self, item: QListWidgetItem | None) -> None:
        self._editing = "" if item is None else str(item.data(_MEANT))
        if item is not None:
            self.text.setPlainText(item.toolTip())
        self._follow()

    def _on_record(self, item: QListWidgetItem) -> None:
        record = item.data(_MEANT)
        if record.source_id is not None:
            self.record_chosen.emit(record)

    def _on_write(self) -> None:
        words = self.text.toPlainText().strip()
        if self._editing:
            self.rewritten.emit(self._editing, words)
        else:
            self.written.emit(self.kind.currentData(), words)

    def _on_remove(self) -> None:
        if self._editing:
            self.removed.emit(self._editing)


def _entry_words(entry: Entry, speech: Speech) -> str:
    parts = [f"{one_line(entry.text)} ({entry.author}, {entry.made_at[:10]})"]
    if entry.rule:
        parts.append(speech("Rule: {rule}", rule=entry.rule))
    if entry.generated:
        parts.append(speech("instead of: “{words}”", words=one_line(entry.generated)))
    return "\n".join(parts)


def _record_words(record: Record) -> str:
    key = f" ({record.key})" if record.key else ""
    words = one_line(record.text) or record.id
    return f"{words}{key}"
