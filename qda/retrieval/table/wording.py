"""Words for the columns and values of a table: headings, dates, stars, yes and no."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from models.vocabulary import AttributeOwner
from qda.i18n import Speech, mark
from qda.importers.surveys.answers import JOINT
from qda.labels import attribute_label
from qda.retrieval.rows import AttributeValue
from qda.retrieval.table.columns import ANSWERED, NOT_ASKED, ColumnKind, TableColumn
from qda.retrieval.table.rows import TableRow

HEADINGS: Final = {
    ColumnKind.KEY: mark("Key"),
    ColumnKind.TEXT: mark("Text"),
    ColumnKind.CODES: mark("Codes"),
    ColumnKind.LENGTH: mark("Length"),
    ColumnKind.LANGUAGE: mark("Language"),
}
_LANGUAGES: Final = {"id": mark("Indonesian"), "en": mark("English")}
MOST_STARS: Final = 5


def heading(column: TableColumn, speech: Speech) -> str:
    """What stands above a column; of a question its key and its words in the language."""
    if column.question:
        words = column.words[speech.language == "id"]
        same = words.casefold().startswith(column.question.casefold())
        return words if same else f"{column.question}  {words}"
    if column.owner is AttributeOwner.CASE and column.kind is ColumnKind.KEY:
        return speech("Respondent")
    if column.kind in HEADINGS:
        return speech(HEADINGS[column.kind])
    return attribute_label(column.attribute, column.label, speech)


def shown(column: TableColumn, value: AttributeValue, speech: Speech) -> str:
    """A value as people read it in their language; empty where there is none.

    A date has its time of day where it has one; a version stays as it was written.
    """
    if value is None or value == "":
        return ""
    if (called := choice_words(column, value, speech)) or column.kind is ColumnKind.DATE:
        return called or _date(str(value), speech)
    if column.kind is ColumnKind.LANGUAGE:
        return speech(_LANGUAGES.get(str(value), str(value)))
    if column.kind is ColumnKind.YES_NO or isinstance(value, bool):
        return speech("yes") if str(value) in ("True", "1") else speech("no")
    if isinstance(value, int | float):
        whole = isinstance(value, int) or value == int(value)
        return speech.number(value, 0 if whole else _digits(value))
    return str(value)


def choice_words(column: TableColumn, value: AttributeValue, speech: Speech) -> str:
    """What the choices in a value are called in the language; empty where it is none of them."""
    called = {each.value: each.label(speech.language) for each in column.choices}
    written = f"{value:g}" if isinstance(value, float) else str(value)
    parts = written.split(JOINT) if column.separate else [written]
    known = any(part in called for part in parts)
    return JOINT.join(called.get(part, part) for part in parts) if known else ""


def unanswered(column: TableColumn, row: TableRow, speech: Speech) -> str:
    """What is said where no text is: that a respondent was not asked, or gave no answer."""
    if not column.question:
        return speech("no text")
    return speech("not asked") if row.is_unasked(column) else speech("no answer")


def shown_text(column: TableColumn, value: str, speech: Speech) -> str:
    """The same for a value that is given as text, as filters and headings have them."""
    if column.kind in (ColumnKind.STARS, ColumnKind.NUMBER, ColumnKind.LENGTH, ColumnKind.CODES):
        try:
            return shown(column, float(value), speech)
        except ValueError:
            return value
    return shown(column, value, speech)


def stars(value: AttributeValue) -> str:
    """Stars with their number: `★★★★☆ 4`; a number that is none of stars as it is."""
    if isinstance(value, int | float) and 0 <= value <= MOST_STARS:
        full = round(value)
        return f"{'★' * full}{'☆' * (MOST_STARS - full)} {value:g}"
    return "" if value is None else str(value)


def value_words(column: TableColumn, value: str, speech: Speech) -> str:
    """What a value that is given as text is called."""
    if value == NOT_ASKED:
        return speech("not asked")
    if value == ANSWERED:
        return speech("answered")
    if not value:
        return speech("no answer") if column.question else speech("nothing given")
    if column.kind is ColumnKind.STARS and value.isdecimal():
        return stars(int(value))
    return shown_text(column, value, speech)


def said_stars(value: AttributeValue, speech: Speech) -> str:
    """Stars as a screen reader says them."""
    if not isinstance(value, int | float):
        return "" if value is None else str(value)
    return speech("{n} of {most} stars", n=f"{value:g}", most=MOST_STARS)


def _date(value: str, speech: Speech) -> str:
    try:
        if len(value) == 7:  # a month, as a heading has it
            year, month = value.split("-")
            return speech.date(date(int(year), int(month), 1)).partition(" ")[2]
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    midnight = (at.hour, at.minute, at.second) == (0, 0, 0)
    return speech.date(at) if midnight else speech.moment(at)


def _digits(value: float) -> int:
    return len(f"{value:.10g}".partition(".")[2])
