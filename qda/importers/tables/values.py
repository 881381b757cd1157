"""The forms a cell can have: stars, whole numbers, numbers, versions, identifiers, yes and no."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from models.vocabulary import AttributeType
from qda.importers.tables.dates import DayOrder, day_order, is_moment, iso_moment

MARKERS: Final = frozenset(
    {"nan", "NaN", "NAN", "NaT", "null", "NULL", "None", "N/A", "n/a", "NA", "#N/A", "<NA>", "-"}
)
"""Words that stand for *nothing here* in a table a program wrote."""

_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_COMMA_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(?:,\d+)?")
_VERSION: Final = re.compile(r"v?\d{1,6}(?:\.\d{1,10}){1,4}(?:[\s.\-+_(]\S.{0,30})?")
_IDENTIFIER: Final = re.compile(
    r"(?:[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|[0-9a-f]{16,}|gp:[\w\-]{8,})"
)
_YES_NO: Final = (
    ("ya", "tidak"),
    ("yes", "no"),
    ("true", "false"),
    ("benar", "salah"),
    ("y", "n"),
)
_STAR_SIGNS: Final = frozenset("★⭐")
_CHOICES: Final = 30


@dataclass(frozen=True, slots=True)
class Form:
    """What the values of an attribute are; `comma` says that they write 0,5 for a half."""

    type: AttributeType
    comma: bool = False


def stars(text: str) -> int | None:
    """One to five stars, written as 4, 4.0, 4,0, 4/5, "4 stars" or ★★★★; else None."""
    text = text.strip()
    if text and set(text) <= _STAR_SIGNS | {"☆", "\ufe0f"}:
        count = sum(1 for sign in text if sign in _STAR_SIGNS)
    else:
        found = re.fullmatch(
            r"([0-5])(?:[.,]0+)?(?:\s*/\s*5|\s*(?:stars?|bintang))?", text, re.IGNORECASE
        )
        count = int(found[1]) if found else 0
    return count if 1 <= count <= 5 else None


def whole(text: str) -> int | None:
    """A whole number of up to 15 digits, with or without an empty fraction; else None."""
    found = re.fullmatch(r"([+-]?[0-9]{1,15})(?:\.0+)?", text.strip())
    return int(found[1]) if found else None


def is_number(text: str) -> bool:
    """Whether the cell is a plain number, with a decimal point if any."""
    return text.isascii() and _NUMBER.fullmatch(text) is not None


def number(text: str, *, comma: bool = False) -> int | float | None:
    """The number; a whole one stays whole. With `comma`, 0,5 is a half. Else None."""
    text = text.strip()
    if comma:
        text = text.replace(",", ".")
    if not is_number(text):
        return None
    if text.lstrip("+-").isdigit():
        return int(text)
    value = float(text)
    return value if abs(value) != float("inf") else None


def is_version(text: str) -> bool:
    """Whether the cell looks like a version: 4.0.22, v2.1, 7.4.2 (2213)."""
    return _VERSION.fullmatch(text) is not None


def is_written_date(text: str) -> bool:
    """Whether the cell is a date with its signs; a bare count of days or seconds is a number."""
    return not is_number(text) and is_moment(text)


def is_identifier(text: str) -> bool:
    """Whether the cell is a UUID, a long hexadecimal number or a store's review number."""
    return _IDENTIFIER.fullmatch(text) is not None


def has_words(text: str) -> bool:
    """Whether there is a letter in a cell that is no date, version, identifier or address."""
    return (
        any(character.isalpha() for character in text[:400])
        and not is_identifier(text)
        and not is_version(text)
        and not text.startswith(("http://", "https://"))
        and (len(text) > 40 or not is_moment(text))
    )


def form_of(distinct: Collection[str], rows: int) -> Form:
    """The type that *all* the distinct values of an attribute have; text where they differ.

    `rows` is the number of rows; a few values in many rows are a choice.
    """
    if not distinct:
        return Form(AttributeType.TEXT)
    comma = _all_comma_numbers(distinct)
    if comma or _all_numbers(distinct):
        return Form(AttributeType.NUMBER, comma=comma)
    if _all_yes_or_no(distinct):
        return Form(AttributeType.YES_NO)
    if _all_dates(distinct):
        return Form(AttributeType.DATE)
    few = len(distinct) <= _CHOICES and len(distinct) <= max(2, rows / 3)
    short = few and all(len(value) <= 60 and "\n" not in value for value in distinct)
    return Form(AttributeType.CHOICE if short else AttributeType.TEXT)


def _all_yes_or_no(values: Collection[str]) -> bool:
    """One pair of words, each spelt in one way, so that no spelling is lost."""
    low = {value.casefold() for value in values}
    return len(low) == len(values) and any(low <= set(pair) for pair in _YES_NO)


def _all_dates(values: Collection[str]) -> bool:
    """Whether all are dates in the one order of day and month that the column has."""
    if not is_written_date(next(iter(values))):
        return False
    order = day_order(values) or DayOrder.OPEN
    return all(not is_number(text) and iso_moment(text, order) is not None for text in values)


def _all_numbers(values: Collection[str]) -> bool:
    return all(is_number(value) and not _is_label(value) for value in values)


def _is_label(text: str) -> bool:
    """Digits that are a name, such as 0812 or 007: the leading zero would be lost."""
    return len(text) > 1 and text[0] == "0" and text[1].isdigit()


def _all_comma_numbers(values: Collection[str]) -> bool:
    """Decimal commas, once some value has another number of decimals than thousands have."""
    if not all(_COMMA_NUMBER.fullmatch(value) and not _is_label(value) for value in values):
        return False
    tails = [value.partition(",")[2] for value in values if "," in value]
    return any(len(tail) != 3 for tail in tails)


def yes(text: str) -> bool | None:
    """Yes as True, no as False, in both languages; None for anything else."""
    low = text.strip().casefold()
    for positive, negative in _YES_NO:
        if low in (positive, negative):
            return low == positive
    return None
