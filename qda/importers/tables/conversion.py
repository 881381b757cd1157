"""Types the cells of a table column by column; what cannot be read is told, never dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.vocabulary import AttributeType
from qda.i18n import mark
from qda.importers.draft import ColumnRole, Notice, Value
from qda.importers.tables.dates import DayOrder, day_order, iso_moment
from qda.importers.tables.raw import listed
from qda.importers.tables.values import MARKERS, Form, form_of, number, stars, whole, yes

_AS_READ: Final = frozenset({ColumnRole.TEXT, ColumnRole.USER, ColumnRole.IGNORE})
_WORDS_OR_NONE: Final = frozenset({ColumnRole.TITLE, ColumnRole.REPLY})

_FIXED: Final[Mapping[ColumnRole, AttributeType]] = {
    ColumnRole.STARS: AttributeType.NUMBER,
    ColumnRole.THUMBS_UP: AttributeType.NUMBER,
    ColumnRole.DATE: AttributeType.DATE,
    ColumnRole.REPLY_DATE: AttributeType.DATE,
    ColumnRole.LANGUAGE: AttributeType.CHOICE,
    ColumnRole.VERSION: AttributeType.TEXT,
    ColumnRole.DEVICE: AttributeType.TEXT,
    ColumnRole.IDENTIFIER: AttributeType.TEXT,
}
_LISTABLE: Final = (AttributeType.TEXT, AttributeType.CHOICE)


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed column; `blanked` are the row indices whose cell was a marker for nothing."""

    type: AttributeType
    values: Sequence[Value]
    notices: tuple[Notice, ...] = ()
    blanked: frozenset[int] = frozenset()


def typed(role: ColumnRole, texts: Sequence[str], *, heading: str, numbers: Sequence[int]) -> Typed:
    """The column with its values typed for its role.

    A word such as "nan" is nothing in a column whose other cells are all numbers or dates; in a
    column of words it stays a word (`without_markers` decides by its row).
    """
    if role in _AS_READ:
        return Typed(AttributeType.TEXT, texts)
    if role in _WORDS_OR_NONE:
        return Typed(AttributeType.TEXT, [text or None for text in texts])
    fixed = _FIXED.get(role)
    if fixed in _LISTABLE:
        return Typed(fixed, [text or None for text in texts])
    distinct = set(texts)
    present = {text for text in distinct if text and not text.isspace()}
    form = _form(role, present, len(texts))
    convert, more = _converter(role, form, present, heading)
    if convert is None:
        return Typed(form.type, [text or None for text in texts], tuple(more))
    table: dict[str, Value] = {text: convert(text) for text in present}
    values: list[Value] = list(map(table.get, texts))
    nothing = {text for text in present if text in MARKERS and table[text] is None}
    unread = {text for text in present - nothing if table[text] is None}
    notices = [*more, *_unread_notice(unread, texts, heading=heading, numbers=numbers)]
    blanked = _rows_of(nothing, texts)
    if blanked:
        notices.append(_marker_notice(nothing, len(blanked), heading))
    if form.type is AttributeType.DATE:
        values = _without_midnight(values)
    return Typed(form.type, values, tuple(notices), frozenset(blanked))


def without_markers(texts: Sequence[str], blanked: Iterable[int]) -> tuple[list[str], list[int]]:
    """The texts, empty where they are a marker in a row whose typed cells are markers too.

    A review that says "nan" in a row that has its stars keeps its word. Second comes the list of
    row indices that were emptied.
    """
    emptied = [index for index in blanked if texts[index] in MARKERS]
    kept = list(texts)
    for index in emptied:
        kept[index] = ""
    return kept, emptied


def _form(role: ColumnRole, present: set[str], rows: int) -> Form:
    fixed = _FIXED.get(role)
    if fixed is not None:
        return Form(fixed)
    form = form_of(present - MARKERS, rows)
    if role is ColumnRole.APP and form.type not in _LISTABLE:
        return Form(AttributeType.TEXT)
    return form


def _converter(
    role: ColumnRole, form: Form, present: set[str], heading: str
) -> tuple[Callable[[str], Value] | None, list[Notice]]:
    if role is ColumnRole.STARS:
        return stars, []
    if role is ColumnRole.THUMBS_UP:
        return whole, []
    if form.type is AttributeType.NUMBER:
        return lambda text: number(text, comma=form.comma), []
    if form.type is AttributeType.YES_NO:
        return yes, []
    if form.type is AttributeType.DATE:
        order = day_order(present)
        notices = [_order_notice(heading)] if order is DayOrder.OPEN else []
        return lambda text: iso_moment(text, order or DayOrder.OPEN), notices
    return None, []


def _order_notice(heading: str) -> Notice:
    return Notice(
        mark("The dates of “{heading}” may be day first or month first; they were read day first."),
        (("heading", heading),),
        heading,
    )


def _rows_of(wanted: set[str], texts: Sequence[str]) -> list[int]:
    return [index for index, text in enumerate(texts) if text in wanted] if wanted else []


def _unread_notice(
    unread: set[str], texts: Sequence[str], *, heading: str, numbers: Sequence[int]
) -> list[Notice]:
    rows = _rows_of(unread, texts)
    if not rows:
        return []
    sentence = mark(
        "Cells of “{heading}” that could not be read are missing: {count}. "
        "Rows: {rows}. The first says “{example}”."
    )
    facts = (
        ("heading", heading),
        ("count", len(rows)),
        ("rows", listed([numbers[row] for row in rows[:6]])),
        ("example", texts[rows[0]][:60]),
    )
    return [Notice(sentence, facts, heading)]


def _marker_notice(nothing: set[str], count: int, heading: str) -> Notice:
    sentence = mark("In “{heading}” the word {words} stands for nothing: {count} cells.")
    words = ", ".join(f"“{word}”" for word in sorted(nothing))
    return Notice(sentence, (("heading", heading), ("words", words), ("count", count)), heading)


def _without_midnight(values: list[Value]) -> list[Value]:
    """Days without a time where no moment of the column has one, as spreadsheets store days."""
    midnight = "T00:00:00"
    moments = [value for value in values if isinstance(value, str)]
    if not moments or not all(len(m) == 10 or m.endswith(midnight) for m in moments):
        return values
    return [value[:10] if isinstance(value, str) else value for value in values]
