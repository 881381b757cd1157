"""From a table of exact text cells to a draft: roles, types, and all that should be noticed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.vocabulary import AttributeType
from qda.i18n import mark
from qda.importers.draft import (
    CollectionDraft,
    ColumnDraft,
    ColumnRole,
    Notice,
    OriginalFile,
    Value,
)
from qda.importers.tables.columns import Assigned, Cells, assigned, cells_of
from qda.importers.tables.conversion import Typed, typed, without_markers
from qda.importers.tables.identity import duplicates
from qda.importers.tables.people import stand_ins
from qda.importers.tables.raw import RawTable, Rows, listed
from qda.importers.tables.signs import signs_of_damage
from qda.importers.tables.titles import app_of, language_of, title_of
from qda.jobs.progress import Progress

_EXAMPLES: Final = 3
_EXAMPLE_LENGTH: Final = 80
_MANY_APPS: Final = mark("It names several apps, so it describes each row.")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column on its way into the draft."""

    cells: Cells
    given: Assigned
    typed: Typed

    def draft(self) -> ColumnDraft:
        """What the researcher is shown of the column."""
        examples = dict.fromkeys(text[:_EXAMPLE_LENGTH] for text in self.cells.sample)
        return ColumnDraft(
            self.cells.heading,
            self.given.role,
            self.typed.type,
            self.given.reason,
            tuple(examples)[:_EXAMPLES],
        )


def drafted(
    raw: RawTable,
    original: OriginalFile,
    *,
    roles: Mapping[str, ColumnRole],
    progress: Progress,
) -> CollectionDraft:
    """The draft of a table; `roles` overrule the guess by heading.

    Raises:
        UnknownColumn, RoleGivenTwice, NoTextColumn: see `columns.assigned`.
    """
    cells = [cells_of(*column) for column in zip(raw.headings, raw.columns, strict=True)]
    layout, given = assigned(cells, roles, original.name)
    given = [_settled(*pair, roles) for pair in zip(cells, given, strict=True)]
    columns = _emptied(list(_typed(cells, given, raw.numbers, progress)))
    rows = Rows([column.typed.values for column in columns])
    text = next(column for column in columns if column.given.role is ColumnRole.TEXT)
    words = [value if isinstance(value, str) else "" for value in text.typed.values]
    drafts = tuple(column.draft() for column in columns)
    repeated = duplicates(drafts, rows)
    wordless = [index for index, word in enumerate(words) if not word or word.isspace()]
    notices = (
        *raw.notices,
        *(notice for column in columns for notice in column.typed.notices),
        *_repeat_notices(repeated.certain, repeated.alike, raw.numbers),
        *_empty_notice([raw.numbers[index] for index in wordless]),
        *_stand_in_notices(columns),
        *signs_of_damage(words, raw.numbers),
    )
    return CollectionDraft(
        title=title_of(original.name),
        kind=layout.kind,
        technique=layout.technique,
        language=language_of(words),
        layout=layout.name,
        original=original,
        columns=drafts,
        rows=rows,
        numbers=raw.numbers,
        app=app_of([column.given.role for column in columns], raw.columns),
        encoding=raw.encoding,
        delimiter=raw.delimiter,
        duplicates=len(repeated.certain),
        empty=len(wordless),
        notices=notices,
    )


def _settled(cells: Cells, given: Assigned, roles: Mapping[str, ColumnRole]) -> Assigned:
    """A guessed app column that names several apps is an attribute of its rows."""
    guessed = given.role is ColumnRole.APP and ColumnRole.APP not in roles.values()
    if guessed and len({text for text in cells.texts if text}) > 1:
        return Assigned(ColumnRole.ATTRIBUTE, _MANY_APPS)
    return given


def _typed(
    cells: Sequence[Cells],
    given: Sequence[Assigned],
    numbers: Sequence[int],
    progress: Progress,
) -> Iterator[_Column]:
    for index, (column, role) in enumerate(zip(cells, given, strict=True)):
        progress.report(index, len(cells), mark("Reading the columns"))
        values = typed(role.role, column.texts, heading=column.heading, numbers=numbers)
        yield _Column(column, role, values)


def _emptied(columns: list[_Column]) -> list[_Column]:
    """Words for nothing leave the columns of words in rows where typed cells say it too."""
    blanked = sorted(set().union(*(column.typed.blanked for column in columns)))
    if not blanked:
        return columns
    return [
        column if column.typed.type not in _WORDED_TYPES else _cleared(column, blanked)
        for column in columns
    ]


_WORDED_TYPES: Final = (AttributeType.TEXT, AttributeType.CHOICE)


def _cleared(column: _Column, blanked: Sequence[int]) -> _Column:
    kept, emptied = without_markers(column.cells.texts, blanked)
    if not emptied or column.given.role is ColumnRole.IGNORE:
        return column
    is_text = column.given.role in (ColumnRole.TEXT, ColumnRole.USER)
    values: Sequence[Value] = kept if is_text else [text or None for text in kept]
    sentence = mark("In “{heading}” cells that stand for nothing were emptied: {count}.")
    heading = column.cells.heading
    notice = Notice(sentence, (("heading", heading), ("count", len(emptied))), heading)
    cleared = replace(column.typed, values=values, notices=(*column.typed.notices, notice))
    return replace(column, typed=cleared)


def _repeat_notices(
    certain: Sequence[int], alike: Sequence[int], numbers: Sequence[int]
) -> Iterator[Notice]:
    if certain:
        yield Notice(
            mark("Rows that repeat an earlier review: {count}. Rows: {rows}."),
            (
                ("count", len(certain)),
                ("rows", listed([numbers[index] for index in certain[:6]])),
            ),
        )
    if alike:
        yield Notice(
            mark(
                "Rows that read like an earlier one, but may be another person's: {count}. "
                "Rows: {rows}. They were kept and are not counted as duplicates."
            ),
            (("count", len(alike)), ("rows", listed([numbers[index] for index in alike[:6]]))),
        )


def _empty_notice(rows: Sequence[int]) -> Iterator[Notice]:
    if rows:
        sentence = mark("Reviews without words: {count}. Rows: {rows}.")
        yield Notice(sentence, (("count", len(rows)), ("rows", listed(rows))))


def _stand_in_notices(columns: Sequence[_Column]) -> Iterator[Notice]:
    for column in columns:
        if column.given.role is not ColumnRole.USER:
            continue
        for name, count in stand_ins(column.cells.texts).items():
            sentence = mark(
                "The user name “{name}” stands in {count} rows. If it stands for people without "
                "a name, each of its reviews is an informant of its own."
            )
            yield Notice(sentence, (("name", name), ("count", count)), column.cells.heading)
