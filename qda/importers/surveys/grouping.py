"""Joins the columns that answer one question: boxes to be ticked, lists of choices, grids."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.vocabulary import QuestionType
from qda.importers.surveys.draft import (
    ColumnUse,
    Known,
    ResponseSet,
    SurveyColumn,
    SurveyLayout,
    SurveyTable,
)

TICKED: Final = frozenset({"1", "true", "y", "yes", "ya", "ja", "x", "checked", "oui", "selected"})
"""What stands in a box that is ticked, in small letters; else the words of the choice itself."""

UNTICKED: Final = frozenset({"", "0", "false", "n", "no", "tidak", "nein", "non", "unchecked",
                             "not selected", "n/a"})  # fmt: skip
"""What stands in a box that is not ticked."""

_ANSWER: Final = "answer"
_MOST_PARTS: Final = 40
_LONGEST_PART: Final = 120


@dataclass(frozen=True, slots=True)
class Bundle:
    """The columns of one question; of a row in a grid, `group` is the question over the grid.

    `several` says that more than one choice may be meant, `separator` what parts them in a cell;
    `named` that the code of the lead is that of them all.
    """

    columns: tuple[SurveyColumn, ...]
    uses: tuple[ColumnUse, ...]
    heading: str
    group: str = ""
    several: bool = False
    separator: str = ""
    named: bool = False

    @property
    def lead(self) -> SurveyColumn:
        """The column whose heading and code stand for the question."""
        return self.columns[0]


def bundles(table: SurveyTable) -> tuple[Bundle, ...]:
    """The questions of a table as bundles of columns, in the order of the file."""
    children = _children(table) if table.layout is SurveyLayout.KOBO else {}
    taken = {each.heading for group in children.values() for each in group}
    grids = _grids(table.columns)
    sets = {each.headings[0]: each for each in table.sets}
    taken |= {name for each in table.sets for name in each.headings[1:]}
    made: list[Bundle] = []
    for column in table.columns:
        if column.heading in taken:
            continue
        if column.heading in sets:
            made.append(_together(sets[column.heading], table))
            continue
        if column.heading in children:
            made.append(_listed(column, children[column.heading]))
            continue
        grid = grids.get((_prefix(column), column.stem), ())
        if not column.option or len(grid) < 2:
            made.append(_alone(column, table.layout, in_grid=False))
            continue
        boxes = _boxes(grid)
        if column in boxes:
            made.append(_ticked(boxes, column.stem))
            taken |= {each.heading for each in boxes}
        else:
            made.append(_alone(column, table.layout, in_grid=True))
    return tuple(made)


def _together(one: ResponseSet, table: SurveyTable) -> Bundle:
    """The columns of a multiple-response set as one question, named and worded by the set."""
    columns = [each for each in table.columns if each.heading in one.headings]
    first = columns[0]
    known = Known(
        type=QuestionType.CHOICES,
        texts={one.language: one.label} if one.label else {},
        choices=one.options or first.known.choices,
    )
    stem = one.label or first.stem
    lead = replace(first, code=one.name, stem=stem, known=known)
    options = [each.value for each in one.options] or [""] * len(columns)
    uses = [ColumnUse(c.heading, option) for c, option in zip(columns, options, strict=True)]
    return Bundle((lead, *columns[1:]), tuple(uses), stem, several=True, named=True)


def _prefix(column: SurveyColumn) -> str:
    """The part of a code that the columns of a question share: Q4 of Q4_1, G1Q2 of G1Q2[SQ1]."""
    return re.split(r"\[|_\d+(?:_TEXT)?$", column.code)[0]


def _grids(
    columns: Sequence[SurveyColumn],
) -> dict[tuple[str, str], tuple[SurveyColumn, ...]]:
    found: dict[tuple[str, str], list[SurveyColumn]] = defaultdict(list)
    for column in columns:
        if column.option:
            found[_prefix(column), column.stem].append(column)
    return {key: tuple(group) for key, group in found.items()}


def _boxes(grid: Sequence[SurveyColumn]) -> tuple[SurveyColumn, ...]:
    """The boxes among the columns of a question; none where its rows are rated."""
    boxes = tuple(column for column in grid if _is_box(column))
    others = [column for column in grid if column not in boxes]
    # Beside boxes stands at most the field in which another answer is written.
    return boxes if len(boxes) > 1 and len(others) <= 1 and any(map(_is_ticked, boxes)) else ()


def _is_box(column: SurveyColumn) -> bool:
    words = {column.option.strip().casefold(), *TICKED, *UNTICKED}
    return all(cell.strip().casefold() in words for cell in set(column.cells))


def _is_ticked(column: SurveyColumn) -> bool:
    return any(is_ticked(cell, column.option) for cell in set(column.cells))


def is_ticked(cell: str, option: str) -> bool:
    """Whether a cell says that its choice was made."""
    plain = cell.strip().casefold()
    return plain not in UNTICKED and (plain in TICKED or plain == option.strip().casefold())


def says_none(cell: str) -> bool:
    """Whether a cell says, and does not only leave open, that its choice was not made."""
    plain = cell.strip().casefold()
    return plain in UNTICKED and plain not in ("", "n/a")


def _ticked(boxes: tuple[SurveyColumn, ...], heading: str) -> Bundle:
    uses = tuple(ColumnUse(each.heading, each.option) for each in boxes)
    return Bundle(boxes, uses, heading, several=True)


def _alone(column: SurveyColumn, layout: SurveyLayout, *, in_grid: bool) -> Bundle:
    separator = column.known.separator
    if not separator and not in_grid and column.known.type is None:
        separator = separator_of(column.cells, layout)
    heading = column.option if in_grid else _whole(column)
    group = column.stem if in_grid else ""
    uses = (ColumnUse(column.heading),)
    return Bundle((column,), uses, heading, group, bool(separator), separator)


def _whole(column: SurveyColumn) -> str:
    if not column.option:
        return column.stem
    return f"{column.stem} [{column.option}]"


def _children(table: SurveyTable) -> dict[str, tuple[SurveyColumn, ...]]:
    """The columns of single choices (`water.tap`, `water/tap`) below the list they belong to."""
    by_heading = {column.heading: column for column in table.columns}
    found: dict[str, list[SurveyColumn]] = defaultdict(list)
    for column in table.columns:
        for sign in ("/", "."):
            parent, _, option = column.heading.rpartition(sign)
            if option and parent in by_heading and _is_box(column):
                found[parent].append(column)
                break
    return {
        parent: tuple(group)
        for parent, group in found.items()
        if _is_list(by_heading[parent].cells, group)
    }


def _is_list(cells: Sequence[str], children: Sequence[SurveyColumn]) -> bool:
    options = {_last(child.heading) for child in children}
    words = {word for cell in set(cells) for word in cell.split()}
    return not words or len(words & options) >= 0.5 * len(words)


def _last(heading: str) -> str:
    return re.split(r"[/.]", heading)[-1]


def _listed(column: SurveyColumn, children: tuple[SurveyColumn, ...]) -> Bundle:
    uses = (
        ColumnUse(column.heading),
        *(ColumnUse(each.heading, _last(each.heading)) for each in children),
    )
    return Bundle((column, *children), uses, column.stem, several=True, separator=" ")


def separator_of(cells: Sequence[str], layout: SurveyLayout) -> str:
    """What parts several choices in the cells of a column; "" where each cell is one answer.

    The parts must be few and come again, alone or in other company: "Kursus (mis. A, B)" is one.
    """
    for separator in _separators(layout):
        filled = [cell for cell in cells if cell.strip()]
        together = [cell for cell in filled if separator in cell]
        if len(together) < max(2, 0.1 * len(filled)):
            continue
        split = [parts_of(cell, separator) for cell in filled]
        if _are_choices(split, distinct=len(set(filled))):
            return separator
    return ""


def _separators(layout: SurveyLayout) -> Iterator[str]:
    if layout in (SurveyLayout.GOOGLE_FORMS, SurveyLayout.ONE_ROW, SurveyLayout.NO_HEADINGS):
        yield from (";", ", ")
    elif layout is SurveyLayout.QUALTRICS:
        yield ","


def parts_of(cell: str, separator: str) -> list[str]:
    """The choices in a cell, without the blanks around them; a bracket is never taken apart."""
    parts: list[str] = []
    depth_open = ""
    for part in cell.split(separator):
        depth_open = f"{depth_open}{separator}{part}" if depth_open else part
        if depth_open.count("(") <= depth_open.count(")"):
            parts.append(depth_open.strip())
            depth_open = ""
    if depth_open:
        parts.append(depth_open.strip())
    return [part for part in parts if part]


def _are_choices(split: Sequence[Sequence[str]], *, distinct: int) -> bool:
    counts = Counter(part for parts in split for part in parts)
    if not counts or len(counts) > _MOST_PARTS or max(map(len, counts)) > _LONGEST_PART:
        return False
    if any(part[:1].islower() for part in counts) and any(part[:1].isupper() for part in counts):
        # "Cepat, mudah dan murah" is prose that happens to be short.
        lower = sum(count for part, count in counts.items() if part[:1].islower())
        if lower > 0.05 * counts.total():
            return False
    again = sum(count for count in counts.values() if count > 1)
    alone = {parts[0] for parts in split if len(parts) == 1}
    several = [frozenset(parts) for parts in split if len(parts) > 1]
    together = set().union(*several)
    mixed = len(set(several)) > 1 and bool(alone or len(set(several)) > 2)
    mixed = mixed or len(together & alone) > 1
    return mixed and again >= 0.85 * counts.total() and len(counts) < max(3, distinct + 2)
