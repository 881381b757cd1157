"""Lays the tactics out as a table: what each does, its tool, its evidence, where it was tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.vocabulary import EntryKind, Missing
from qda.concluding.tactics import TacticRow, TriedOn, tactic_rows
from qda.displays.values import Cell, Entry, Fact, Heading, Matrix
from qda.displays.workbench import Workbench
from qda.i18n import Speech
from qda.sheets.tabling import STATES, Answered


def tactics_matrix(bench: Workbench) -> Matrix:
    """The tactics with what the study shows of each and the conclusions they were tried on."""
    speech = bench.speech
    rows = tactic_rows(bench.connection, speech)
    headings = [
        Heading(row.tactic.id, speech(row.tactic.words), speech(row.tactic.does),
                speech(row.tactic.part))
        for row in rows
    ]  # fmt: skip
    columns = (
        Heading("does", speech("What it does")),
        Heading("tool", speech("Tool of the program")),
        Heading("evidence", speech("Evidence in the study")),
        Heading("tried", speech("Tried on conclusions")),
        Heading("state", speech("State")),
    )
    made = bench.matrix(
        speech("Tactic"),
        headings,
        columns,
        [_cells(bench, row) for row in rows],
        facts=(Fact(speech("State"), states(speech, rows)),),
        legend=(),
    )
    # The sheet has as many tactics as it has, and rests on no proposals.
    return replace(made, warnings=())


def states(speech: Speech, rows: Sequence[TacticRow]) -> str:
    """How many tactics were carried out, are shown by the study, and were not tried."""
    found = [row.state for row in rows]
    return "; ".join(f"{speech(STATES[each])}: {speech.number(found.count(each))}"
                     for each in Answered)  # fmt: skip


def tool_words(speech: Speech, row: TacticRow) -> str:
    """The displays that carry a tactic out, else the verb of the command line, else the window."""
    # The table of tactics is a kind of display itself.
    from qda.displays.registry import kind_named

    if row.tactic.kinds:
        return "; ".join(speech(kind_named(each).name) for each in row.tactic.kinds)
    verb = row.tactic.verb
    return f"runut {verb}" if verb else speech("in the window")


def tried_words(speech: Speech, tried: TriedOn) -> str:
    """The conclusion a tactic was tried on, whether it was carried out, and the note."""
    words = speech("Conclusion {n}", n=tried.placed.number)
    if tried.answer.is_done is False:
        words = f"{words} – {speech('not carried out')}"
    return f"{words}: {tried.answer.answer}" if tried.answer.answer else words


def _cells(bench: Workbench, row: TacticRow) -> tuple[Cell, ...]:
    speech = bench.speech
    state = Entry(EntryKind.SUMMARY, speech(STATES[row.state]))
    return (
        Cell((Entry(EntryKind.SUMMARY, speech(row.tactic.does)),)),
        Cell((Entry(EntryKind.SUMMARY, tool_words(speech, row)),)),
        _evidence(bench, row),
        _tried(bench, row),
        Cell((state,)),
    )


def _evidence(bench: Workbench, row: TacticRow) -> Cell:
    if not row.told:
        return bench.missing(Missing.PENDING, bench.speech("nothing in the study yet"))
    entries = tuple(
        Entry(
            EntryKind.SUMMARY,
            each.words,
            records=tuple(bench.record(record) for record in each.records),
            value=float(each.count),
        )
        for each in row.told
    )
    records = dict.fromkeys(index for entry in entries for index in entry.records)
    return Cell(entries, records=tuple(records))


def _tried(bench: Workbench, row: TacticRow) -> Cell:
    if not row.tried:
        return bench.missing(Missing.PENDING, bench.speech("on none yet"))
    return Cell(
        tuple(
            Entry(
                EntryKind.JUDGEMENT,
                tried_words(bench.speech, each),
                author=each.answer.coder,
                made_at=each.answer.changed_at,
            )
            for each in row.tried
        )
    )
