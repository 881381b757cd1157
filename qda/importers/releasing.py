"""Lets go of tables that have been stored, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.packing import let_go
from qda.importers.draft import CollectionDraft
from qda.importers.surveys.draft import SurveyDraft
from qda.importers.tables.raw import Rows


def let_go_of(*drafts: CollectionDraft | SurveyDraft) -> None:
    """Empty the columns of drafts that nobody needs any more.

    Whoever holds one last would free the cells of 100,000 rows at once, and the window's thread
    would stand still meanwhile.
    """
    for draft in drafts:
        let_go(*(column for column in _columns(draft) if isinstance(column, list)))


def _columns(draft: CollectionDraft | SurveyDraft) -> Iterator[Sequence[object]]:
    if isinstance(draft, SurveyDraft):
        yield from (column.cells for column in draft.table.columns)
    elif isinstance(draft.rows, Rows):
        yield from draft.rows.columns
    else:
        yield draft.rows
