"""What both kinds of review files say: rows in words, and long words in parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from qda.i18n import Speech
from qda.reviewing.names import check_of
from qda.reviewing.sheet import ReviewItem, ReviewSheet, earlier_words

LONGEST: Final = 12_000
"""How many letters of a text stand in one row; the rest follows in rows of its own."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row in words; what is too long for it goes on in rows `part` 2 to `of` of the same name."""

    number: int
    kind: str
    place: str
    words: str
    keys: str
    earlier: str
    identifier: str
    check: str
    part: int = 1
    of: int = 1


def review_rows(sheet: ReviewSheet, speech: Speech) -> Iterator[ReviewRow]:
    """The rows of a file in their order."""
    for number, item in enumerate(sheet.items, start=1):
        yield from _rows(number, item, speech, has_many=len(sheet.displays) > 1)


def _rows(number: int, item: ReviewItem, speech: Speech, *, has_many: bool) -> Iterator[ReviewRow]:
    written = item.name.written()
    kind = speech("Coding") if item.name.is_coding else speech("Cell")
    place = item.place
    if has_many and not item.name.is_coding:
        place = f"{item.display}: {place}"
    if item.particulars:
        place = f"{place}\n{item.particulars}"
    parts = _parts(item.words)
    for nth, words in enumerate(parts, start=1):
        yield ReviewRow(
            number=number,
            kind=kind,
            place=place,
            words=words,
            keys="; ".join(item.keys),
            earlier=earlier_words(item.earlier, speech) if nth == 1 else "",
            identifier=written,
            check=check_of(written),
            part=nth,
            of=len(parts),
        )


def _parts(words: str) -> list[str]:
    return [words[at : at + LONGEST] for at in range(0, len(words), LONGEST)] or [""]


def number_words(row: ReviewRow) -> str:
    """The number of a row, with that of its part where there are several."""
    return f"{row.number} ({row.part}/{row.of})" if row.of > 1 else str(row.number)
