"""Adds up the tables that stand in texts: rows, columns and growth that do not come out.

A table is a run of lines whose cells are parted by tabs, as importers leave them. What is called a
total is added up from the rows above it or the columns before it; what is called growth is worked
out from the row above it, column by column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.positions import Span
from qda.language.figures import Figure, Notation, notation_of, read_in

_TOTAL: Final = re.compile(
    r"^\W*(?:(?:sub|grand)[ -]?)?(?:jumlah|total|keseluruhan|sum)\b(?!\s+(?:laju|rata))",
    re.IGNORECASE,
)
_GROWTH: Final = re.compile(r"\b(?:laju|pertumbuhan|growth)\b", re.IGNORECASE)
_NO_SUM: Final = re.compile(
    r"rasio|ratio|%|persen|per ?cent|kepadatan|density|laju|pertumbuhan|growth|rata|mean|average"
    r"|tahun|year|indeks|index|skor|score",
    re.IGNORECASE,
)
_SERIAL: Final = re.compile(r"^\W*(?:no|nomor|nr|#)\W*$", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20|21)\d\d")
_NAMING: Final = re.compile(r"[^\W\d]|\d{4}")
_ROWS: Final = 3
"""Rows that a run of lines needs to be a table that is added up."""


class SumKind(StrEnum):
    """What does not come out."""

    COLUMN = "column"
    ROW = "row"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table in a text, with the number that it holds; `figure` is None without."""

    span: Span
    words: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class SumChecked:
    """A stated total or growth of a table, and what its parts give.

    `span` is the stated number's place (code points, half-open); `recomputed` lies within what the
    digits of the parts allow, from `low` to `high`. `label` and `column` say where it stands.
    """

    kind: SumKind
    span: Span
    stated: str
    value: float
    recomputed: float
    low: float
    high: float
    label: str
    column: str
    unit: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the stated number is among those that the parts allow."""
        return self.low <= self.value <= self.high


def sums_in(text: str, language: str = "id") -> tuple[SumChecked, ...]:
    """Every total and every growth that the tables of a text state, checked, in order."""
    notation = notation_of(text, language)
    checked: list[SumChecked] = []
    for table in _tables(text, notation):
        checked += _checked(table)
    return tuple(sorted(checked, key=lambda each: each.span))


def _tables(text: str, notation: Notation) -> Iterator[list[list[TableCell]]]:
    run: list[list[TableCell]] = []
    at = 0
    for line in text.split("\n"):
        if "\t" in line:
            run.append(_cells(line, at, notation))
        elif line.strip() or not run:
            if len(run) >= _ROWS:
                yield run
            run = []
        at += len(line) + 1
    if len(run) >= _ROWS:
        yield run


def _cells(line: str, at: int, notation: Notation) -> list[TableCell]:
    cells = []
    for words in line.split("\t"):
        plain = words.strip()
        start = at + len(words) - len(words.lstrip())
        figure = read_in(plain, notation) if plain else None
        span = Span(start, start + max(1, len(plain)))
        cells.append(TableCell(span, plain, figure))
        at += len(words) + 1
    return cells


def _checked(table: list[list[TableCell]]) -> Iterator[SumChecked]:
    body = [row for row in table if not _is_head(row)]
    heads = [row for row in table if _is_head(row)]
    width = max(len(row) for row in table)
    names = [_heading(heads, column) for column in range(width)]
    total_at = _total_row(body, names)
    if total_at is not None:
        yield from _columns(body[:total_at], body[total_at], names)
    whole = max((len(row) for row in body), default=0)
    for at, row in enumerate(body):
        # Of a shorter row nobody knows which columns its cells belong to.
        if len(row) == whole:
            yield from _across(row, names)
        if _GROWTH.search(_label(row)) and at:
            yield from _growth(body[at - 1], row, names)


def _is_head(row: Sequence[TableCell]) -> bool:
    """Whether a row holds no figures, or only years: what stands in it names the columns."""
    figures = [cell.words for cell in row if cell.figure is not None]
    return all(_YEAR.fullmatch(words) for words in figures)


def _label(row: Sequence[TableCell]) -> str:
    return next((cell.words for cell in row if cell.words and cell.figure is None), "")


def _heading(heads: Sequence[Sequence[TableCell]], column: int) -> str:
    words = (row[column].words for row in heads if column < len(row))
    return " ".join(each for each in words if _NAMING.search(each))


def _total_row(body: Sequence[Sequence[TableCell]], names: Sequence[str]) -> int | None:
    """The row that is the total of those above it.

    One that is called so; else the last one, where most of its columns come out: it may bear the
    name of the whole that its parts make up.
    """
    for at, row in enumerate(body):
        if at > 1 and _TOTAL.search(_label(row)):
            return at
    if len(body) <= _ROWS or _GROWTH.search(_label(body[-1])):
        return None
    found = _columns(body[:-1], body[-1], names)
    met = sum(each.is_met for each in found)
    return len(body) - 1 if found and met * 2 > len(found) else None


def _columns(
    parts: Sequence[Sequence[TableCell]], total: Sequence[TableCell], names: Sequence[str]
) -> list[SumChecked]:
    """The total of each column.

    The row of a total may be shorter than others: its label spans the columns of number and name,
    or empty cells at its end were left out. Of both readings the one that comes out better counts.
    """
    missing = max((len(row) for row in parts), default=0) - len(total)
    readings = [list(_shifted(parts, total, names, shift)) for shift in dict.fromkeys((missing, 0))]
    return max(readings, key=lambda found: sum(each.is_met for each in found))


def _shifted(
    parts: Sequence[Sequence[TableCell]],
    total: Sequence[TableCell],
    names: Sequence[str],
    shift: int,
) -> Iterator[SumChecked]:
    for at, cell in enumerate(total):
        column = at + shift
        head = names[column] if 0 <= column < len(names) else ""
        added = [row[column].figure for row in parts if 0 <= column < len(row)]
        known = [each for each in added if each is not None]
        if cell.figure is None or len(known) < 2 or _NO_SUM.search(head) or _SERIAL.match(head):
            continue
        if _is_counter(known):
            continue
        yield _sum(SumKind.COLUMN, cell, cell.figure, known, (_label(total), head))


def _across(row: Sequence[TableCell], names: Sequence[str]) -> Iterator[SumChecked]:
    """The totals of a row: a column that is called so, from the numbers just before it."""
    for column, cell in enumerate(row):
        head = names[column] if column < len(names) else ""
        if cell.figure is None or not _TOTAL.search(head):
            continue
        parts: list[Figure] = []
        for before in range(column - 1, -1, -1):
            figure = row[before].figure
            if figure is None or _SERIAL.match(names[before]) or _NO_SUM.search(names[before]):
                break
            parts.insert(0, figure)
        if len(parts) > 1:
            yield _sum(SumKind.ROW, cell, cell.figure, parts, (_label(row), head))


def _growth(
    totals: Sequence[TableCell], growth: Sequence[TableCell], names: Sequence[str]
) -> Iterator[SumChecked]:
    for column in range(1, min(len(totals), len(growth))):
        old, new = totals[column - 1].figure, totals[column].figure
        cell = growth[column]
        if old is None or new is None or cell.figure is None or old.low <= 0:
            continue
        half = cell.figure.step / 2
        yield SumChecked(
            SumKind.GROWTH,
            cell.span,
            cell.words,
            cell.figure.value,
            (new.value / old.value - 1) * 100,
            (new.low / old.high - 1) * 100 - half,
            (new.high / old.low - 1) * 100 + half,
            _label(growth),
            names[column] if column < len(names) else "",
            "%",
        )


def _sum(
    kind: SumKind, cell: TableCell, stated: Figure, parts: Sequence[Figure], at: tuple[str, str]
) -> SumChecked:
    total = sum(each.value for each in parts)
    # Rounded parts may miss their total by half a step each.
    slack = sum(each.step for each in parts if each.step < 1) / 2 + stated.step / 2
    return SumChecked(
        kind, cell.span, cell.words, stated.value, float(f"{total:.12g}"), total - slack,
        total + slack, *at, stated.unit,
    )  # fmt: skip


def _is_counter(figures: Sequence[Figure]) -> bool:
    """Whether a column only numbers its rows, from one on."""
    return [each.value for each in figures] == list(range(1, len(figures) + 1))
