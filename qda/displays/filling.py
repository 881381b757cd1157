"""Cells that say something about words instead of quoting them, and still rest on these words."""

from __future__ import annotations

from collections.abc import Sequence

from models.vocabulary import CodingState, EntryKind
from qda.displays.values import Cell, Entry
from qda.displays.workbench import Saying, Workbench


def filled(
    bench: Workbench,
    sayings: Sequence[Saying],
    entries: Sequence[Entry],
    records: Sequence[int] = (),
) -> Cell:
    """A cell of some entries that rests on sayings as a whole, without counting or quoting them.

    What of these is only proposed is told all the same.
    """
    named = (index for entry in entries for index in entry.records)
    behind = tuple(sorted(bench.take(sayings)))
    return Cell(
        tuple(entries),
        proposed=sum(bench.evidence(at).state is CodingState.PROPOSED for at in behind),
        evidence=behind,
        records=tuple(dict.fromkeys((*records, *named))),
    )


def stated(bench: Workbench, sayings: Sequence[Saying], words: str, *, rule: str = "") -> Cell:
    """A cell of one line of words."""
    return filled(bench, sayings, [Entry(EntryKind.SUMMARY, words, rule=rule)])


def counted(
    bench: Workbench, sayings: Sequence[Saying], count: int, more: str = "", *, rule: str = ""
) -> Cell:
    """A cell of one number, with what was counted behind it."""
    return filled(bench, sayings, [count_entry(bench, count, more, rule=rule)])


def count_entry(bench: Workbench, count: int, more: str = "", *, rule: str = "") -> Entry:
    """An entry of a number, with what was counted behind it in words."""
    number = bench.speech.number(count)
    words = f"{number}: {more}" if more else number
    return Entry(EntryKind.COUNT, words, rule=rule, value=float(count))
