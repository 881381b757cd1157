"""Guesses what each column of a table holds, by layout, by heading and by its cells."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qda.i18n import mark
from qda.importers.draft import ColumnRole
from qda.importers.tables.dates import is_moment
from qda.importers.tables.errors import NoTextColumn, RoleGivenTwice, UnknownColumn
from qda.importers.tables.layouts import (
    WORDS,
    Layout,
    layout_of,
    plain_heading,
    usual_headings,
    words_of,
)
from qda.importers.tables.values import (
    MARKERS,
    has_words,
    is_identifier,
    is_number,
    is_version,
    is_written_date,
    stars,
    whole,
)

_SAMPLED: Final = 400
_MANY_ROLES: Final = (ColumnRole.ATTRIBUTE, ColumnRole.IGNORE)

BY_LAYOUT: Final = mark("The program that wrote this table uses this heading for it.")
BY_HEADING: Final = mark("The heading is a usual one for it.")
BY_WORD: Final = mark("A word in the heading speaks for it, and the cells agree.")
BY_CELLS: Final = mark("The cells look like it.")
BY_LENGTH: Final = mark("It holds the longest texts.")
BY_HAND: Final = mark("You said so.")
NUMBERS_ROWS: Final = mark("It only numbers the rows.")
NOTHING_ELSE: Final = mark("Nothing speaks for another role.")
HELD_ALREADY: Final = mark("Another column holds this already.")


@dataclass(frozen=True, slots=True)
class Cells:
    """A column before it is typed: its heading, its text cells, a sample of the filled ones."""

    heading: str
    texts: Sequence[str]
    sample: Sequence[str]


@dataclass(frozen=True, slots=True)
class Assigned:
    """The role given to a column, and why."""

    role: ColumnRole
    reason: str


def cells_of(heading: str, texts: Sequence[str]) -> Cells:
    """The column with up to 400 filled cells spread over its length as its sample."""
    step = max(1, len(texts) // (2 * _SAMPLED))
    sample = [text for text in texts[::step] if text and text not in MARKERS]
    if not sample and step > 1:
        sample = [text for text in texts if text and text not in MARKERS]
    return Cells(heading, texts, sample[:_SAMPLED])


@dataclass(slots=True)
class _Board:
    """The roles handed out so far; a role that only one column can have is given once."""

    columns: Sequence[Cells]
    given: dict[int, Assigned]

    def free(self, role: ColumnRole) -> bool:
        return role in _MANY_ROLES or all(held.role is not role for held in self.given.values())

    def give(self, index: int, role: ColumnRole, reason: str) -> None:
        self.given[index] = Assigned(role, reason)

    def open(self) -> list[int]:
        return [index for index in range(len(self.columns)) if index not in self.given]


def assigned(
    columns: Sequence[Cells], roles: Mapping[str, ColumnRole], file: str
) -> tuple[Layout, list[Assigned]]:
    """The layout of the table and the role of each column; `roles` have the last word.

    Raises:
        UnknownColumn: a role is given to a heading that is not there.
        RoleGivenTwice: a role of one column is given to two.
        NoTextColumn: no column holds words.
    """
    headings = [column.heading for column in columns]
    layout = layout_of(headings)
    board = _Board(columns, {})
    for index, role in _chosen(headings, roles, file).items():
        board.give(index, role, BY_HAND)
    _give_by_layout(board, layout)
    _give_by_heading(board)
    _give_row_numbers(board)
    _give_by_word(board)
    _give_by_cells(board)
    _give_longest(board)
    if board.free(ColumnRole.TEXT):
        raise NoTextColumn(file=file, columns=", ".join(headings[:20]))
    for index in board.open():
        board.give(index, ColumnRole.ATTRIBUTE, _why_not(board, index, layout))
    return layout, [board.given[index] for index in range(len(columns))]


def _chosen(
    headings: Sequence[str], roles: Mapping[str, ColumnRole], file: str
) -> dict[int, ColumnRole]:
    chosen: dict[int, ColumnRole] = {}
    for wanted, role in roles.items():
        index = _found(wanted, headings)
        if index is None:
            near = difflib.get_close_matches(wanted, headings, n=1, cutoff=0.5)
            raise UnknownColumn(
                file=file,
                column=wanted,
                near=near[0] if near else "",
                suggestion="",
                columns=", ".join(headings[:20]),
            )
        twin = next((i for i, held in chosen.items() if held is role and i != index), None)
        if twin is not None and role not in _MANY_ROLES:
            raise RoleGivenTwice(first=headings[twin], second=headings[index], role=role.value)
        chosen[index] = role
    return chosen


def _found(wanted: str, headings: Sequence[str]) -> int | None:
    """The column of that heading; letters of another case will do where only one is meant."""
    if wanted in headings:
        return headings.index(wanted)
    alike = [i for i, heading in enumerate(headings) if heading.casefold() == wanted.casefold()]
    return alike[0] if len(alike) == 1 else None


def _give_row_numbers(board: _Board) -> None:
    for index in board.open():
        if _numbers_rows(board.columns[index]):
            board.give(index, ColumnRole.IGNORE, NUMBERS_ROWS)


def _numbers_rows(column: Cells) -> bool:
    """Whether the cells are 1, 2, 3 ... (or from 0): such a number says nothing of a review."""
    texts = column.texts
    first = whole(texts[0])
    if first not in (0, 1) or len(texts) < 3 or not texts[-1].isdigit():
        return False
    return all(text == str(first + offset) for offset, text in enumerate(texts))


def _give_by_layout(board: _Board, layout: Layout) -> None:
    for heading, role in layout.roles.items():
        for index in board.open():
            column = board.columns[index]
            if column.heading == heading and board.free(role) and _fits(role, column):
                board.give(index, role, BY_LAYOUT)


def _give_by_heading(board: _Board) -> None:
    names = {index: plain_heading(board.columns[index].heading) for index in board.open()}
    for role in ColumnRole:
        for usual in usual_headings(role):
            for index in board.open():
                named = names[index] == usual and board.free(role)
                if named and _fits(role, board.columns[index]):
                    board.give(index, role, BY_HEADING)


def _give_by_word(board: _Board) -> None:
    for role, speaking in WORDS.items():
        if not board.free(role):
            continue
        fitting = [
            index
            for index in board.open()
            if words_of(board.columns[index].heading) & speaking
            and board.columns[index].sample
            and _fits(role, board.columns[index])
        ]
        if role is ColumnRole.TEXT:
            fitting.sort(key=lambda index: -_mean_length(board.columns[index]))
        if fitting:
            board.give(fitting[0], role, BY_WORD)


def _give_by_cells(board: _Board) -> None:
    tests: Sequence[tuple[ColumnRole, Callable[[Cells], bool]]] = (
        (ColumnRole.IDENTIFIER, lambda column: _share(column, is_identifier) > 0.95
         and _is_unique(column)),
        (ColumnRole.VERSION, lambda column: _share(column, is_version) > 0.95
         and _share(column, is_number) < 0.5),
        (ColumnRole.DATE, lambda column: _share(column, is_written_date) > 0.95),
        (ColumnRole.STARS, _are_only_stars),
    )  # fmt: skip
    for role, test in tests:
        fitting = [
            index
            for index in board.open()
            if board.columns[index].sample and test(board.columns[index])
        ]
        # Several columns of one to five are the items of a questionnaire, not stars.
        lone = len(fitting) == 1 or role is not ColumnRole.STARS
        if fitting and lone and board.free(role):
            board.give(fitting[0], role, BY_CELLS)


def _give_longest(board: _Board) -> None:
    if not board.free(ColumnRole.TEXT):
        return
    wordy = [
        index
        for index in board.open()
        if board.columns[index].sample and _share(board.columns[index], has_words) > 0.5
    ]
    if wordy:
        longest = max(wordy, key=lambda index: _mean_length(board.columns[index]))
        board.give(longest, ColumnRole.TEXT, BY_LENGTH)


def _why_not(board: _Board, index: int, layout: Layout) -> str:
    heading = board.columns[index].heading
    held = layout.roles.get(heading)
    named = plain_heading(heading)
    for role in ColumnRole:
        if (role is held or named in usual_headings(role)) and not board.free(role):
            return HELD_ALREADY
    return NOTHING_ELSE


def _fits(role: ColumnRole, column: Cells) -> bool:
    """Whether the cells do not belie what the heading says."""
    if not column.sample:
        return role is not ColumnRole.TEXT
    if role is ColumnRole.IDENTIFIER:
        return _is_unique(column) and not _numbers_rows(column)
    test, least = _TESTS.get(role, (bool, 0.0))
    return _share(column, test) >= least


_TESTS: Final[Mapping[ColumnRole, tuple[Callable[[str], bool], float]]] = {
    ColumnRole.STARS: (lambda text: stars(text) is not None or text == "0", 0.9),
    ColumnRole.DATE: (is_moment, 0.8),
    ColumnRole.REPLY_DATE: (is_moment, 0.8),
    ColumnRole.THUMBS_UP: (lambda text: whole(text) is not None, 0.9),
    ColumnRole.VERSION: (lambda text: any(map(str.isdigit, text)), 0.5),
    ColumnRole.TEXT: (has_words, 0.3),
    ColumnRole.LANGUAGE: (lambda text: len(text) <= 20, 0.9),
    ColumnRole.USER: (lambda text: len(text) <= 100, 0.9),
}


def _share(column: Cells, test: Callable[[str], bool]) -> float:
    return sum(1 for text in column.sample if test(text)) / len(column.sample)


def _is_unique(column: Cells) -> bool:
    """Whether nearly every row has a value of its own; some exports repeat a few rows."""
    return len(set(column.texts)) >= 0.9 * len(column.texts)


def _are_only_stars(column: Cells) -> bool:
    found = {stars(text) for text in column.sample}
    return None not in found and len(found) > 1


def _mean_length(column: Cells) -> float:
    """The mean length of all cells, empty ones too: a few long answers are not the texts."""
    step = max(1, len(column.texts) // _SAMPLED)
    lengths = [len(text) for text in column.texts[::step]]
    return sum(lengths) / len(lengths)
