"""Puts a sheet's items, what the study tells, and what researchers answered side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from models.vocabulary import EntryKind
from qda.displays.plain_words import words_cell
from qda.displays.values import Cell, Entry, Fact, Heading, Matrix, Record, RecordKind
from qda.displays.workbench import Workbench
from qda.i18n import Speech, mark
from qda.sheets.answers import AnswerRow, answers
from qda.sheets.holding import holding
from qda.sheets.items import ITEMS, Item, Sheet
from qda.sheets.telling import told
from qda.sheets.told import Told

TELLS, ANSWER, PAGE, STATE = "study", "answer", "page", "state"
"""The ids of the columns."""

_KINDS: Final = {
    "memo": RecordKind.MEMO,
    "source": RecordKind.SOURCE,
    "case": RecordKind.CASE,
    "claim": RecordKind.CLAIM,
    "event": RecordKind.EVENT,
    "rating": RecordKind.RATING,
    "relation": RecordKind.RELATION,
    "absence": RecordKind.FINDING,
}


class Answered(StrEnum):
    """How far an item is answered."""

    BY_RESEARCHER = "answered"
    BY_STUDY = "filled"
    NOT_DONE = "not_done"


STATES: Final = {
    Answered.BY_RESEARCHER: mark("answered by the researcher"),
    Answered.BY_STUDY: mark("filled from the study"),
    Answered.NOT_DONE: mark("not done yet"),
}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An item with all that is known of it."""

    item: Item
    told: tuple[Told, ...]
    answer: AnswerRow | None

    @property
    def count(self) -> int:
        """How many things in the study show it."""
        return sum(each.count for each in self.told)

    @property
    def state(self) -> Answered:
        """Whether a researcher answered, the study fills it, or nothing was done yet.

        A researcher who says that a technique was not carried out is believed.
        """
        if self.answer is not None and self.answer.is_done is False:
            return Answered.NOT_DONE
        if self.answer is not None and (self.answer.answer or self.answer.is_done):
            return Answered.BY_RESEARCHER
        return Answered.BY_STUDY if self.told else Answered.NOT_DONE


def sheet_rows(connection: Connection, sheet: Sheet, speech: Speech) -> tuple[SheetRow, ...]:
    """The items of a sheet, in order, with what the study tells and researchers answered."""
    held, given = holding(connection), answers(connection, sheet)
    return tuple(
        SheetRow(item, told(item, held, speech), given.get(item.id)) for item in ITEMS[sheet]
    )


def sheet_matrix(bench: Workbench, sheet: Sheet) -> Matrix:
    """The sheet as a table: what the study tells, the answer, the page, and the state."""
    speech = bench.speech
    rows = sheet_rows(bench.connection, sheet, speech)
    is_trust = sheet is Sheet.TRUST
    headings = [
        Heading(
            row.item.id,
            speech(row.item.words) if is_trust else f"{row.item.id}. {speech(row.item.words)}",
            group=speech(row.item.part),
        )
        for row in rows
    ]
    columns = (
        Heading(TELLS, speech("Evidence in the study")),
        Heading(ANSWER, speech("The researcher's answer")),
        Heading(PAGE, speech("Page")),
        Heading(STATE, speech("State")),
    )
    made = bench.matrix(
        speech("Technique") if is_trust else speech("Item"),
        headings,
        columns,
        [_cells(bench, row) for row in rows],
        facts=(Fact(speech("State"), summary(speech, rows)),),
        legend=(),
    )
    # A sheet has as many items as it has, and rests on no proposals.
    return replace(made, warnings=())


def summary(speech: Speech, rows: Sequence[SheetRow]) -> str:
    """How many items are answered, filled, and not done."""
    states = [row.state for row in rows]
    return "; ".join(f"{speech(STATES[each])}: {speech.number(states.count(each))}"
                     for each in Answered)  # fmt: skip


def _cells(bench: Workbench, row: SheetRow) -> tuple[Cell, ...]:
    return (_told(bench, row), _answer(bench, row), _page(bench, row), _state(bench, row))


def _told(bench: Workbench, row: SheetRow) -> Cell:
    if not row.told:
        words = (
            bench.speech("nothing in the study yet")
            if row.item.tells
            else bench.speech("for the researcher to answer")
        )
        return words_cell(words)
    entries = []
    for each in row.told:
        records = tuple(bench.record(record) for record in each.records)
        entries.append(
            Entry(EntryKind.SUMMARY, each.words, records=records, value=float(each.count))
        )
    return Cell(tuple(entries), records=_records(entries))


def _answer(bench: Workbench, row: SheetRow) -> Cell:
    given = row.answer
    if given is None or not (given.answer or given.shown_by or given.is_done is not None):
        return words_cell(bench.speech("no answer yet"))
    speech = bench.speech
    if given.is_done is not None:
        done = speech("carried out") if given.is_done else speech("not carried out")
    else:
        done = ""
    words = ": ".join(each for each in (done, given.answer) if each) or speech("see the records")
    records = tuple(
        bench.record(Record(_KINDS[kind], uuid, "", words, author=given.coder))
        for kind, uuid in given.shown_by
        if kind in _KINDS
    )
    entry = Entry(
        EntryKind.JUDGEMENT,
        words,
        records=records,
        author=given.coder,
        made_at=given.changed_at,
        id=given.uuid,
    )
    return Cell((entry,), records=records)


def _page(bench: Workbench, row: SheetRow) -> Cell:
    if row.answer is None or not row.answer.page:
        return words_cell(bench.speech("no page yet"))
    entry = Entry(
        EntryKind.JUDGEMENT,
        row.answer.page,
        author=row.answer.coder,
        made_at=row.answer.changed_at,
    )
    return Cell((entry,))


def _state(bench: Workbench, row: SheetRow) -> Cell:
    words = bench.speech(STATES[row.state])
    return Cell((Entry(EntryKind.SUMMARY, words, value=float(row.count)),))


def _records(entries: Sequence[Entry]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(index for entry in entries for index in entry.records))
