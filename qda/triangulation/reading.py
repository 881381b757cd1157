"""Makes a triangulation from a study: themes against groups, with what is proposed of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from models.vocabulary import Convergence, Missing
from qda.displays.axes import AxisKind, RowAxis, RowKey
from qda.displays.columns import Column
from qda.displays.missing import Members
from qda.displays.workbench import Saying, Workbench, sides
from qda.numbers.grouping import Period
from qda.triangulation.asking import AskedIn, Asking
from qda.triangulation.crosswalk import CrossedRow
from qda.triangulation.grouping import Groups, groups_of
from qda.triangulation.modes import Mode
from qda.triangulation.protocol import Standing, Voice, pair_label, row_label

MARKS: Final = {
    Standing.SILENT: Missing.SILENT,
    Standing.EXPECTED: Missing.NOT_APPLICABLE,
    Standing.NOT_ASKED: Missing.NOT_ASKED,
    Standing.PENDING: Missing.PENDING,
}
"""The mark of a cell in which nobody speaks."""


@dataclass(frozen=True, slots=True)
class TriCell:
    """What a group says on a theme: its figures, and the codings behind them.

    `mark` is why it says nothing, where it says nothing. `unknown` counts informants of whom
    nobody knows whether they were asked; they are in the figures only where they speak.
    """

    voice: Voice
    sayings: tuple[Saying, ...]
    mark: Missing | None
    unknown: int


@dataclass(frozen=True, slots=True)
class TriRow:
    """A theme: its cells in the order of the groups, and what the rule proposes.

    `pairs` are the labels of two groups each, by their ids in the order of the groups.
    """

    id: str
    label: str
    note: str
    group: str
    cells: tuple[TriCell, ...]
    pairs: Mapping[tuple[str, str], Convergence]
    proposed: Convergence


@dataclass(frozen=True, slots=True)
class Triangulation:
    """Themes against groups of sources; `left` counts texts that belong to no group."""

    mode: Mode
    is_strict: bool
    groups: tuple[RowKey, ...]
    sizes: tuple[int, ...]
    rows: tuple[TriRow, ...]
    left: int

    def row(self, id_: str) -> TriRow | None:
        """The theme with an id."""
        return next((row for row in self.rows if row.id == id_), None)


def triangulation(
    bench: Workbench,
    mode: Mode,
    *,
    axis: RowAxis = RowAxis(AxisKind.GROUP),  # noqa: B008 - frozen
    is_strict: bool = False,
    period: Period | None = None,
    crossed: Sequence[CrossedRow] = (),
) -> Triangulation:
    """The themes of a bench set against the groups of a mode.

    `crossed` are the rows of the mode THEORY: codes of several frameworks that mean the same.

    Raises:
        NoSuchRows, NoSuchColumns: an attribute or a code is not in the study.
    """
    groups = groups_of(bench, mode, axis=axis, period=period)
    if crossed:
        groups = _only(groups, {group for row in crossed for group in row.columns})
    reader = _Reader(bench, groups, is_strict=is_strict)
    if not groups.keys:
        return Triangulation(mode, is_strict, (), (), (), groups.left)
    rows = (
        [reader.row(each.id, each.label, each.columns) for each in crossed]
        if mode is Mode.THEORY
        else [reader.of_column(column) for column in bench.columns]
    )
    sizes = [
        len({bench.voices.informant(*member) for member in groups.members[key.id]})
        for key in groups.keys
    ]
    return Triangulation(mode, is_strict, groups.keys, tuple(sizes), tuple(rows), groups.left)


def _only(groups: Groups, wanted: set[str]) -> Groups:
    keys = tuple(key for key in groups.keys if key.id in wanted)
    return Groups(keys, groups.members, groups.of, groups.left)


class _Reader:
    """Makes the rows of one triangulation."""

    def __init__(self, bench: Workbench, groups: Groups, *, is_strict: bool) -> None:
        self._bench = bench
        self._groups = groups
        self._strict = is_strict
        self._asking = Asking(bench)
        self._asked: dict[tuple[str, str], AskedIn] = {}

    def of_column(self, column: Column) -> TriRow:
        """The row of a code with everything beneath it, the same for every group."""
        language = self._bench.question.language
        heading = column.heading(language)
        columns = {key.id: column for key in self._groups.keys}
        return self.row(heading.id, heading.label, columns, note=heading.note, group=heading.group)

    def row(
        self,
        id_: str,
        words: str,
        columns: Mapping[str, Column],
        *,
        note: str = "",
        group: str = "",
    ) -> TriRow:
        """The row of a theme that each group has under a column of its own."""
        speaking: dict[str, list[Saying]] = defaultdict(list)
        for column in {each.code.id: each for each in columns.values()}.values():
            for saying in self._bench.bearing(column):
                where = self._groups.of(saying)
                own = None if where is None else columns.get(where)
                if where is not None and own is not None and own.code.id == column.code.id:
                    speaking[where].append(saying)
        cells = tuple(
            self._cell(key, columns.get(key.id), speaking[key.id]) for key in self._groups.keys
        )
        voices = [cell.voice for cell in cells]
        ids = [key.id for key in self._groups.keys]
        pairs = {
            (ids[one], ids[other]): pair_label(voices[one], voices[other], strict=self._strict)
            for one, other in combinations(range(len(ids)), 2)
        }
        proposed = row_label(voices, strict=self._strict)
        return TriRow(id_, words, note, group, cells, pairs, proposed)

    def _cell(self, key: RowKey, column: Column | None, sayings: Sequence[Saying]) -> TriCell:
        if column is None:
            voice = Voice(0, why=Standing.NOT_ASKED)
            return TriCell(voice, (), Missing.NOT_APPLICABLE, 0)
        return cell_of(self._asking, self._groups.members[key.id], column, tuple(sayings))


def cell_of(
    asking: Asking, members: Members, column: Column, sayings: tuple[Saying, ...]
) -> TriCell:
    """What a group of members says under a column, in figures and words."""
    asked = asking.of(members, column)
    speaking = {each.informant for each in sayings}
    positive, negative = sides(sayings)
    voice = Voice(
        asked=len(asked.asked | speaking),
        speaking=len(speaking),
        positive=len(positive),
        negative=len(negative),
        why=asked.why,
    )
    mark = MARKS.get(voice.standing)
    if mark is not None and asked.absent:
        mark = Missing.ABSENT
    return TriCell(voice, sayings, mark, len(asked.unknown - speaking))
