"""Reads the filter of a frame, such as `stars=1-2; month=2024-05,2024-06; text=error`.

Parts hold the name of an attribute or a period (`week`, `month`, `year`), `=` and values; a number
may be a stretch, `1-2`. `2024-03..2024-05` stands for all values from one to the other, of which
one may be left out, as in the filter of a table. `text` asks for words: of one value all must
occur, as in other filters. `question` names open questions of a survey, whose answers alone are
meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from models.errors import Refused
from models.recording import table_of
from models.source import Source
from models.vocabulary import AttributeOwner, AttributeType, CollectionKind
from qda.displays.axes import row_of_value
from qda.i18n import Speech
from qda.numbers.grouping import Grouping, checked_attribute, is_number, period_key
from qda.retrieval.filter_language import split_filter
from qda.retrieval.questions import questions
from qda.retrieval.rows import CollectionRow
from qda.retrieval.sources import AttributeRow, attributes
from qda.retrieval.table.natural import natural

TEXT: Final = "text"
QUESTION: Final = "question"
EXAMPLE: Final = "stars=1-2; date=2024-03..2024-05; text=error"
"""How a filter is written; names are the same in every language."""
_STRETCH: Final = re.compile(r"(-?\d{1,12}(?:\.\d+)?)-(-?\d{1,12}(?:\.\d+)?)")


_STARS: Final = "stars"
_OF_ONE: Final = frozenset({"identifier", "user", "reply"})
"""What hardly two texts share."""

_LOOKED_AT: Final = 500
"""Texts that are looked at for what their kind has."""

_BETWEEN: Final = ".."
_EMPTY: Final = frozenset({"none", "empty"})


class BadFrameFilter(Refused):
    """A part of the filter of a frame cannot be read."""

    en = (
        "The filter “{part}” cannot be read. Write an attribute, week, month, year or text, and "
        "values: stars=1-2; date=2024-03..2024-05; text=error."
    )
    id = (
        "Filter “{part}” tidak terbaca. Tulis atribut, week, month, year, atau text, beserta "
        "nilainya: stars=1-2; date=2024-03..2024-05; text=error."
    )


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a filter: what it is about, and the values that pass."""

    by: Grouping
    passes: Callable[[str | None], bool]


@dataclass(frozen=True, slots=True)
class FrameFilter:
    """A filter of texts: parts on their attributes, and words of which one value must occur.

    `questions` are keys in small letters; where there are any, only answers to these pass.
    """

    parts: tuple[Part, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    questions: frozenset[str] = frozenset()

    def holds_question(self, key: str | None) -> bool:
        """Whether the answers to the question with a key pass; None for a text that is none."""
        return not self.questions or (key is not None and key.casefold() in self.questions)

    def holds_words(self, text: str) -> bool:
        """Whether a text bears the words."""
        if not self.words:
            return True
        said = text.casefold()
        return any(all(word in said for word in value) for value in self.words)


def read_filter(connection: Connection, written: str) -> FrameFilter:
    """The filter that a text describes; an empty text filters nothing.

    Raises:
        BadFrameFilter: a part is none.
        NoSuchRows: the study has no such attribute.
    """
    parts: list[Part] = []
    words: list[tuple[str, ...]] = []
    questions: set[str] = set()
    for name, part, values in split_filter(written):
        if not name or not values:
            raise BadFrameFilter(part=part)
        if name == TEXT:
            words += [tuple(value.casefold().split()) for value in values]
            continue
        if name == QUESTION:
            questions |= {value.casefold() for value in values}
            continue
        by = dated_or_named(connection, part.partition("=")[0].strip())
        parts.append(Part(by, _passing(by, values)))
    return FrameFilter(tuple(parts), tuple(words), frozenset(questions))


def dated_or_named(connection: Connection, written: str) -> Grouping:
    """The attribute or the period of texts that a name means.

    Raises:
        NoSuchRows: the study has no such attribute.
    """
    by = Grouping.parse(written)
    if by.period is None:
        # What is an axis of other displays (role, case) is looked for among the attributes here.
        named = by.named or written.strip()
        checked_attribute(connection, named)
        return Grouping.parse(f"attribute:{named}")
    if by.attribute:
        checked_attribute(connection, by.attribute)
    return by


def strata_of(connection: Connection, collection: CollectionRow) -> tuple[AttributeRow, ...]:
    """The attributes that can make strata of the texts of a collection, stars first.

    Of the open answers of a survey they are the closed answers of the same respondent. What hardly
    two texts share makes none.
    """
    if collection.kind is CollectionKind.SURVEY:
        owner = AttributeOwner.CASE
        names = {each.attribute for each in questions(connection, collection.id)}
    else:
        owner, names = AttributeOwner.SOURCE, _names_in(connection, collection.id) - _OF_ONE
    found = [
        each
        for each in attributes(connection)
        if each.owner is owner and each.name in names and each.type is not AttributeType.DATE
    ]
    return tuple(sorted(found, key=lambda each: each.name != _STARS))


def _names_in(connection: Connection, collection_id: int) -> set[str]:
    """The attributes that texts of a collection have, by a look at the first of them."""
    source = table_of(Source)
    query = (
        select(source.c.attributes)
        .where(source.c.collection_id == collection_id)
        .order_by(source.c.row_number)
        .limit(_LOOKED_AT)
    )
    return {name for bag in connection.execute(query).scalars() for name in bag or ()}


def _passing(by: Grouping, values: Sequence[str]) -> Callable[[str | None], bool]:
    speech = Speech("en")
    wanted = {value.casefold() for value in values}
    stretches = [
        (float(found[1]), float(found[2])) for each in values if (found := _STRETCH.fullmatch(each))
    ]

    ranges = [_Range.of(each) for each in values if _BETWEEN in each]

    def passes(value: str | None) -> bool:
        if by.period is not None:
            key = period_key(value or "", by.period, speech)
            lies = key.id != "none" and any(each.holds(key.label) for each in ranges)
            return lies or key.label.casefold() in wanted
        read = None if value is None else json.loads(value)
        if read is None or read == "":
            return bool(wanted & _EMPTY)
        if is_number(read):
            number = float(read)
            lies = any(low <= number <= high for low, high in stretches)
            if lies or any(each.holds_number(number) for each in ranges):
                return True
            return row_of_value(read, speech).label.casefold() in wanted
        shown = row_of_value(read, speech).label
        return any(each.holds(shown) for each in ranges) or shown.casefold() in wanted

    return passes


@dataclass(frozen=True, slots=True)
class _Range:
    """From one value to another, both included; an end that is empty is open."""

    low: str
    high: str

    @classmethod
    def of(cls, written: str) -> _Range:
        low, _, high = written.partition(_BETWEEN)
        return cls(low.strip(), high.strip())

    def holds(self, value: str) -> bool:
        """Whether a value lies in it: a day lies in its month and year, 2.10 after 2.9."""
        after = not self.low or natural(value)[0] >= natural(self.low)[0]
        rest = value.casefold().removeprefix(self.high.casefold())
        inside = len(rest) < len(value) and not rest[:1].isdigit()
        return after and (not self.high or inside or natural(value)[0] <= natural(self.high)[0])

    def holds_number(self, value: float) -> bool:
        """Whether a number lies in it; none does where an end is no number."""
        try:
            low, high = float(self.low or "-inf"), float(self.high or "inf")
        except ValueError:
            return False
        return low <= value <= high
