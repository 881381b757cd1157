"""Types the answers to a question; done anew whenever its role or type is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from models.vocabulary import QuestionType
from qda.i18n import mark
from qda.importers.draft import Notice, Value
from qda.importers.surveys.draft import QuestionDraft, SurveyTable
from qda.importers.surveys.grouping import is_ticked, parts_of, says_none
from qda.importers.tables.dates import DayOrder, day_order, iso_moment
from qda.importers.tables.raw import listed
from qda.importers.tables.values import MARKERS, form_of, number, yes

_TYPED: Final = (QuestionType.NUMBER, QuestionType.DATE, QuestionType.YES_NO)

JOINT: Final = "; "
"""What stands between several choices where a case keeps them."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to a question, a respondent each; None where there is none.

    `not_asked` are the rows (from 0) of respondents whom the question did not reach. `unread`
    tells of cells that are not of the type; they stand as missing.
    """

    values: Sequence[Value]
    not_asked: frozenset[int] = frozenset()
    unread: tuple[Notice, ...] = ()


def cells_of(question: QuestionDraft, table: SurveyTable) -> list[str]:
    """The cells of a question as text; of several columns, the choices ticked, joined.

    Where every box of a respondent says that it is not ticked, the word that says so (Nein, 0) is
    the answer: whoever chose none of them was not silent. A column that the file does not have
    gives "" for everybody.
    """
    found = [(use, table.column(use.heading)) for use in question.columns]
    there = [(use, column) for use, column in found if column is not None]
    if not there:
        return [""] * len(table.numbers)
    plain = [column for use, column in there if not use.option]
    boxes = [(use.option, column.cells) for use, column in there if use.option]
    if len(plain) == 1 and not boxes:
        return list(plain[0].cells)
    if plain and not boxes:
        # Each of several columns holds one of the choices that were made.
        return [_joined(row) for row in zip(*(column.cells for column in plain), strict=True)]
    ticked = [_ticked(boxes, row, table) for row in range(len(table.numbers))]
    if not plain:
        return ticked
    # The list of the choices keeps their order; where it is empty, the boxes speak.
    return [cell or boxed for cell, boxed in zip(plain[0].cells, ticked, strict=True)]


def _joined(cells: Sequence[str]) -> str:
    return JOINT.join(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))


def _ticked(boxes: Sequence[tuple[str, Sequence[str]]], row: int, table: SurveyTable) -> str:
    chosen = JOINT.join(option for option, cells in boxes if is_ticked(cells[row], option))
    if chosen:
        return chosen
    said = [cells[row].strip() for _, cells in boxes]
    first = said[0]
    return first if all(said) and (first in table.not_asked or says_none(first)) else ""


def answers_to(question: QuestionDraft, table: SurveyTable) -> Answers:
    """The answers to a question, typed; open answers stay exact to the letter."""
    cells = cells_of(question, table)
    absent = not any(table.column(use.heading) for use in question.columns)
    silent = frozenset(table.not_asked)
    missing = {*question.missing, *silent}
    if question.type in _TYPED:
        missing |= MARKERS
    convert = _converter(question, {cell for cell in cells if cell and cell not in missing})
    known: dict[str, Value] = {}
    for cell in dict.fromkeys(cells):
        empty = not cell or cell in missing or cell.isspace()
        known[cell] = None if empty else convert(cell)
    values = [known[cell] for cell in cells]
    unread = {cell for cell, value in known.items()
              if value is None and cell and cell not in missing and not cell.isspace()}  # fmt: skip
    if absent:
        not_asked = frozenset(range(len(cells)))
    elif question.required:
        not_asked = frozenset(row for row, cell in enumerate(cells) if not cell)
    elif silent:
        not_asked = frozenset(row for row, cell in enumerate(cells) if cell in silent)
    else:
        not_asked = frozenset()
    not_asked |= _missed(question, table, cells)
    return Answers(values, not_asked, _unread(question, unread, cells, table.numbers))


def _missed(question: QuestionDraft, table: SurveyTable, cells: Sequence[str]) -> frozenset[int]:
    """The rows without an answer in which a condition does not hold under which one is asked."""
    found: set[int] = set()
    for where in question.asked_where:
        column = table.column(where.heading)
        wanted = {value.strip().casefold() for value in where.values}
        if column is not None:
            found.update(
                row
                for row, cell in enumerate(column.cells)
                if cell.strip().casefold() not in wanted and not cells[row].strip()
            )
    return frozenset(found)


def choices_of(value: Value, question: QuestionDraft) -> tuple[str, ...]:
    """The choices in the answer to a question with several, as a case keeps it."""
    if not isinstance(value, str):
        return ()
    if question.type is not QuestionType.CHOICES:
        return (value,)
    return tuple(part for part in value.split(JOINT) if part)


def _converter(question: QuestionDraft, present: set[str]) -> Callable[[str], Value]:
    kind = question.type
    if kind is QuestionType.NUMBER:
        comma = form_of(present, len(present)).comma
        return lambda cell: number(cell, comma=comma)
    if kind is QuestionType.DATE:
        return _dates(present)
    if kind is QuestionType.CHOICES:
        return lambda cell: JOINT.join(_choices(cell, question)) or None
    if kind is QuestionType.CHOICE:
        return lambda cell: cell.strip() or None
    return yes if kind is QuestionType.YES_NO else lambda cell: cell


def _dates(present: set[str]) -> Callable[[str], Value]:
    """Reads dates in the one order of day and month they have; days where none has a time."""
    order = day_order(present) or DayOrder.OPEN
    read = {cell: iso_moment(cell, order) for cell in present}
    moments = [moment for moment in read.values() if moment is not None]
    if all(len(moment) == 10 or moment.endswith("T00:00:00") for moment in moments):
        return lambda cell: (read.get(cell) or "")[:10] or None
    return read.get


def _choices(cell: str, question: QuestionDraft) -> list[str]:
    if JOINT in cell and question.separator != ";":
        return [part for part in cell.split(JOINT) if part]
    if question.separator == " ":
        return cell.split()
    return parts_of(cell, question.separator) if question.separator else [cell.strip()]


def _unread(
    question: QuestionDraft, unread: set[str], cells: Sequence[str], numbers: Sequence[int]
) -> tuple[Notice, ...]:
    if not unread:
        return ()
    rows = [row for row, cell in enumerate(cells) if cell in unread]
    sentence = mark(
        "Cells of “{heading}” that could not be read are missing: {count}. "
        "Rows: {rows}. The first says “{example}”."
    )
    facts = (
        ("heading", question.heading),
        ("count", len(rows)),
        ("rows", listed([numbers[row] for row in rows[:6]])),
        ("example", cells[rows[0]][:60]),
    )
    return (Notice(sentence, facts, question.heading),)
