"""The chosen conclusion: what it stands on, what speaks against it, and how it was tested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from qda.concluding.against import things
from qda.concluding.tabling import cell_words, looked_words, reason_words
from qda.concluding.values import Concluded, Counter, StoodCell
from qda.displays.values import Evidence, Record
from qda.i18n import Speech
from qda.sheets.told import Told
from ui.conclusions.rows import Row, RowList
from ui.conclusions.tactics import TacticList
from ui.matrix.evidence import about
from ui.theme import Space
from ui.widgets.speaking import Speaking

MOST = 300
"""Segments that are listed; the table of conclusions holds all of them."""


class ConclusionView(Speaking, QWidget):
    """Evidence for and against a conclusion, with the checklist of tactics.

    Signals:
        cell_opened: show a cell: display id, row, column.
        evidence_opened: show this `Evidence` in its source.
        record_opened: show this `Record` where it stands.
        answered: of a tactic: its id, whether it was carried out or None, the note.
        tool_wanted: open what carries out the tactic with this id.
    """

    cell_opened = Signal(int, str, str)
    evidence_opened = Signal(object)
    record_opened = Signal(object)
    answered = Signal(str, object, str)
    tool_wanted = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Concluded | None = None
        self.reasons = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.standing, self.against = RowList(self), RowList(self)
        self.tactics = TacticList(speech, self)
        self.tabs = QTabWidget(self)
        for part in (self.standing, self.against, self.tactics):
            self.tabs.addTab(part, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.reasons)
        column.addWidget(self.tabs, 1)
        for rows in (self.standing, self.against):
            rows.chosen.connect(self._on_chosen)
        self.tactics.answered.connect(self.answered)
        self.tactics.tool_wanted.connect(self.tool_wanted)
        self.set_speech(speech)

    def show_conclusion(
        self, found: Concluded | None, shown: Mapping[str, tuple[Told, ...]]
    ) -> None:
        """Show a conclusion with what the study shows of each tactic, or that none is chosen."""
        self.shown = found
        self.tabs.setVisible(found is not None)
        self.tactics.show_tactics(() if found is None else found.tried, shown)
        self._word()

    def go_to(self, part: QWidget) -> None:
        """Bring one of the parts to the front, and the keyboard to it."""
        self.tabs.setCurrentWidget(part)
        target = self.tactics.tree if part is self.tactics else part
        target.setFocus()

    def speaking(self) -> tuple[Speaking, ...]:
        """Override."""
        return (self.tactics,)

    def retranslate(self) -> None:
        """Override: what is said of the conclusion."""
        self.standing.setAccessibleName(self.speech("What it stands on"))
        self.against.setAccessibleName(self.speech("What speaks against it"))
        self.tabs.setAccessibleName(self.speech("The chosen conclusion"))
        self._word()

    def _word(self) -> None:
        speech, found = self.speech, self.shown
        if found is None:
            self.reasons.setText(
                speech("Choose a conclusion to see what it stands on and what speaks against it.")
            )
            return
        self.reasons.setText(
            "   ".join(_unbroken(reason_words(reason)) for reason in found.reasons)
        )
        self.standing.fill(_standing(speech, found))
        self.against.fill(_against(speech, found))
        titles = (
            speech("Stands on ({n})", n=speech.number(len(found.bearing))),
            speech("Against it ({n})", n=speech.number(things(found.against))),
            speech(
                "Tactics ({done} of {all})",
                done=speech.number(len(found.done)),
                all=speech.number(len(found.tried)),
            ),
        )
        for number, title in enumerate(titles):
            self.tabs.setTabText(number, title)

    def _on_chosen(self, what: object) -> None:
        if isinstance(what, StoodCell):
            self.cell_opened.emit(what.display_id, what.row, what.column)
        elif isinstance(what, Evidence):
            self.evidence_opened.emit(what)
        elif isinstance(what, Record):
            self.record_opened.emit(what)


def _unbroken(words: str) -> str:
    """A reason whose sign does not stand at the end of a line."""
    return words.replace(" ", "\N{NO-BREAK SPACE}", 1)


def _standing(speech: Speech, found: Concluded) -> list[Row]:
    rows = []
    for cell in found.cells:
        words = cell_words(speech, cell)
        if cell.contradicts:
            words = speech("against it: {what}", what=words)
        key = f"{cell.display_id} {cell.row} {cell.column}"
        rows.append(Row(words, cell, key, tip=speech("Enter shows the cell in its display.")))
    if not found.bearing:
        rows.append(Row(speech("It stands on no cell yet: draw it from a cell of a kept display.")))
    behind = found.behind
    if behind.evidence or behind.records:
        counted = ", ".join(
            (
                speech.many("{n} informant", "{n} informants", behind.informants),
                speech.many("{n} source", "{n} sources", behind.sources),
                *behind.techniques,
            )
        )
        rows.append(Row(speech("Behind these cells: {what}", what=counted), is_heading=True))
    rows += _segments(speech, behind.evidence)
    rows += [_record_row(each.text or each.key, each) for each in behind.records]
    return rows


def _against(speech: Speech, found: Concluded) -> list[Row]:
    rows = []
    for looked in found.looked:
        rows.append(Row(looked_words(speech, looked), is_heading=True))
        counters = [each for each in found.against if each.rule is looked.rule]
        rows += _segments(speech, (e.evidence for e in counters if e.evidence is not None))
        rows += [_counter_row(each) for each in counters if each.evidence is None]
    return rows


def _segments(speech: Speech, evidence: Iterable[Evidence]) -> list[Row]:
    found = _together(evidence)
    rows = [
        Row(
            f"“{each.quote}”\n{about(each, speech)}",
            each,
            each.coding,
            tip=speech("Enter shows the words in their source."),
        )
        for each in found[:MOST]
    ]
    if len(found) > MOST:
        left = speech.number(len(found) - MOST)
        rows.append(Row(speech("and {n} more; the table of conclusions holds all", n=left)))
    return rows


def _together(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The same words under the same code once, with all who coded them so."""
    found: dict[tuple[object, ...], Evidence] = {}
    for each in evidence:
        same = (each.source_id, each.span, each.code, each.polarity, each.state, each.rule)
        known = found.get(same)
        found[same] = (
            each if known is None else replace(known, coder=f"{known.coder}, {each.coder}")
        )
    return list(found.values())


def _counter_row(counter: Counter) -> Row:
    if counter.record is None:
        return Row(counter.words)
    return _record_row(counter.words, counter.record)


def _record_row(words: str, record: Record) -> Row:
    key = f"{record.kind} {record.id}"
    leads_to = record if record.source_id is not None else None
    return Row(f"{words}\n{record.key}" if record.key else words, leads_to, key)
