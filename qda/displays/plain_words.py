"""A cell that says in plain words why it holds nothing, where no mark of missing data fits."""

from __future__ import annotations

from models.vocabulary import EntryKind
from qda.displays.values import Cell, Entry


def words_cell(words: str) -> Cell:
    """A cell of one sentence: nobody has answered yet, no figure is recorded."""
    return Cell((Entry(EntryKind.SUMMARY, words),))
