"""What is remembered of a table: its columns, how it is sorted, grouped and folded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from qda.retrieval.table.columns import ColumnKind, TableColumn
from qda.retrieval.table.question import Alike, SortKey
from ui.table.cells import LINES

_LEFT_OUT: Final = frozenset({"identifier", "reply_date", "app"})


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How one researcher looks at one collection; columns are named, widths are in pixels.

    `order` names the columns from the left; one that it does not name stands where it stood in the
    table. `pinned` ones stay in view while the others are scrolled. `question` names the column of
    the open question of a survey whose answers are read, coded and folded.
    """

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ("key",)
    widths: tuple[tuple[str, int], ...] = ()
    sort: tuple[SortKey, ...] = ()
    group: str = ""
    fold: Alike | None = None
    lines: int = LINES[0]
    question: str = ""

    def written(self) -> str:
        """The layout as text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def sorted_by(self, name: str, *, falling: bool, more: bool = False) -> TableLayout:
        """Sorted by a column, alone or with `more` after those it is sorted by."""
        others = tuple(key for key in self.sort if key.column != name) if more else ()
        return replace(self, sort=(*others, SortKey(name, falling)))

    def clicked(self, name: str, *, more: bool) -> TableLayout:
        """A heading was clicked: sorted rising, then falling, then by it no more."""
        known = next((key for key in self.sort if key.column == name), None)
        if known is None:
            return self.sorted_by(name, falling=False, more=more)
        if not known.falling:
            turned = tuple(
                SortKey(name, falling=True) if key == known else key for key in self.sort
            )
            return replace(self, sort=turned if more else (SortKey(name, falling=True),))
        return replace(self, sort=tuple(key for key in self.sort if key != known) if more else ())

    def unsorted(self) -> TableLayout:
        """In the order of the file."""
        return replace(self, sort=())

    def grouped(self, name: str) -> TableLayout:
        """Under the values of a column; "" for no headings."""
        return replace(self, group=name)

    def folding(self, fold: Alike | None) -> TableLayout:
        """With texts that were written twice in one row, or not."""
        return replace(self, fold=fold)

    def hiding(self, names: tuple[str, ...]) -> TableLayout:
        """Without these columns."""
        return replace(self, hidden=names)

    def pinning(self, names: tuple[str, ...]) -> TableLayout:
        """With these columns pinned."""
        return replace(self, pinned=names)

    def asking(self, name: str) -> TableLayout:
        """With the answers to an open question, named by its column, being meant."""
        return replace(self, question=name)

    def question_id(self, columns: Sequence[TableColumn]) -> int | None:
        """The id of the open question that is meant; the only one where none was chosen."""
        found = {each.name: each.question_id for each in columns if each.question_id is not None}
        only = next(iter(found.values())) if len(found) == 1 else None
        return found.get(self.question, only)

    def with_lines(self, lines: int) -> TableLayout:
        """With so many lines of each text."""
        return replace(self, lines=lines)

    def fitting(self, columns: Sequence[TableColumn]) -> TableLayout:
        """The layout without what the table no longer has."""
        known = {column.name for column in columns}
        return TableLayout(
            tuple(name for name in self.order if name in known),
            tuple(name for name in self.hidden if name in known),
            tuple(name for name in self.pinned if name in known),
            tuple(pair for pair in self.widths if pair[0] in known),
            tuple(key for key in self.sort if key.column in known),
            self.group if self.group in known else "",
            self.fold,
            self.lines if self.lines in LINES else LINES[0],
            self.question if self.question in known else "",
        )


def first_layout(columns: Sequence[TableColumn]) -> TableLayout:
    """How a table looks that nobody has looked at: identifiers and counted things are left out."""
    hidden = [
        column.name
        for column in columns
        if column.kind is ColumnKind.LENGTH
        or column.attribute in ("identifier", "reply_date", "app")
    ]
    stars = [column.name for column in columns if column.kind is ColumnKind.STARS]
    return TableLayout(order=("key", *stars), hidden=tuple(hidden), lines=LINES[1])


def read_layout(written: str) -> TableLayout | None:
    """The layout that a text holds, or None where it is none of ours."""
    try:
        found = json.loads(written)
        return _built(found)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _built(found: Mapping[str, Any]) -> TableLayout:
    return TableLayout(
        order=tuple(str(name) for name in found["order"]),
        hidden=tuple(str(name) for name in found["hidden"]),
        pinned=tuple(str(name) for name in found["pinned"]),
        widths=tuple((str(name), int(width)) for name, width in found["widths"]),
        sort=tuple(SortKey(str(key["column"]), bool(key["falling"])) for key in found["sort"]),
        group=str(found["group"]),
        fold=None if found["fold"] is None else Alike(found["fold"]),
        lines=int(found["lines"]),
        question=str(found.get("question", "")),
    )
