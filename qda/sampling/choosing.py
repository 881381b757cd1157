"""Reads the filter of a frame, such as `stars=1-2; month=2024-05,2024-06; text=error`.

Parts hold the name of an attribute or a period (`week`, `month`, `year`), `=` and values; a number
may be a stretch, `1-2`. `text` asks for words: of one value all must occur, as in other filters.
`question` names open questions of a survey, whose answers alone are meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from models.errors import Refused
from qda.displays.axes import row_of_value
from qda.i18n import Speech
from qda.numbers.grouping import Grouping, checked_attribute, is_number, period_key
from qda.retrieval.filter_language import split_filter

TEXT: Final = "text"
QUESTION: Final = "question"
EXAMPLE: Final = "stars=1-2; month=2024-05; text=error"
"""How a filter is written; names are the same in every language."""
_STRETCH: Final = re.compile(r"(-?\d{1,12}(?:\.\d+)?)-(-?\d{1,12}(?:\.\d+)?)")


class BadFrameFilter(Refused):
    """A part of the filter of a frame cannot be read."""

    en = (
        "The filter “{part}” cannot be read. Write an attribute, week, month, year or text, and "
        "values: stars=1-2; month=2024-05; text=error."
    )
    id = (
        "Filter “{part}” tidak terbaca. Tulis atribut, week, month, year, atau text, beserta "
        "nilainya: stars=1-2; month=2024-05; text=error."
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


def _passing(by: Grouping, values: Sequence[str]) -> Callable[[str | None], bool]:
    speech = Speech("en")
    wanted = {value.casefold() for value in values}
    stretches = [
        (float(found[1]), float(found[2])) for each in values if (found := _STRETCH.fullmatch(each))
    ]

    def passes(value: str | None) -> bool:
        if by.period is not None:
            return period_key(value or "", by.period, speech).label.casefold() in wanted
        read = None if value is None else json.loads(value)
        if read is None or read == "":
            return "none" in wanted
        if is_number(read) and any(low <= float(read) <= high for low, high in stretches):
            return True
        return row_of_value(read, speech).label.casefold() in wanted

    return passes
