"""Which ratings count in a display, and how they are said.

Of each rater the latest confirmed rating stands, one that speaks of the whole time before one that
speaks of a date, and a later date before an earlier one; where several people rated, all are
shown and the latest counts. A proposed rating stands only where nobody has confirmed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from models.vocabulary import CodingState, EntryKind
from qda.displays.on_record import is_in_scope, record
from qda.displays.values import Entry
from qda.displays.workbench import Workbench
from qda.i18n import Speech, mark
from qda.retrieval.ratings import RatingRow, ratings

_ALWAYS: Final = "9999"
"""Sorts a rating that speaks of the whole time after every date."""

_THREE: Final = {1.0: mark("low"), 2.0: mark("moderate"), 3.0: mark("high")}
"""What the values of a scale of three are called."""


@dataclass(frozen=True, slots=True)
class Rated:
    """The ratings that stand for one code of one subject, the one that counts first."""

    rows: tuple[RatingRow, ...]

    @property
    def first(self) -> RatingRow:
        """The rating that counts."""
        return self.rows[0]

    @property
    def value(self) -> float:
        """Its value."""
        return self.first.value

    @property
    def share(self) -> float:
        """Where the value lies on its scale: 0 at the low end, 1 at the high one."""
        return (self.first.value - self.first.low) / (self.first.high - self.first.low)

    @property
    def is_proposed(self) -> bool:
        """Whether nobody has confirmed it."""
        return not self.first.is_confirmed

    def words(self, speech: Speech) -> str:
        """The rating in words; those of several raters with their names."""
        if len(self.rows) == 1:
            return rating_words(self.first, speech)
        return "; ".join(f"{rating_words(row, speech)} – {row.coder}" for row in self.rows)


class Ratings:
    """The ratings of a study that stand, by what they are of."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._rows: dict[tuple[int, int | None], list[RatingRow]] = defaultdict(list)
        for row in ratings(bench.connection):
            if row.source_id is None and is_in_scope(bench, row):
                self._rows[row.code_id, row.case_id].append(row)

    def prepare(self, codes: Iterable[int], cases: Iterable[int | None] = (None,)) -> None:
        """Take the evidence of the ratings of some codes that are to be shown, all at once.

        `cases` are those whose ratings are shown; None stands for the study as a whole.
        """
        subjects = tuple(cases)
        found = [self.of(code, case) for code in codes for case in subjects]
        rows = [row for each in found if each is not None for row in each.rows]
        self._bench.take(self._bench.said_at(uuid for row in rows for uuid in row.evidence))

    def of(self, code_id: int, case_id: int | None = None) -> Rated | None:
        """What stands for a code of a case, or of the study as a whole; None where nobody rated."""
        return standing(self._rows.get((code_id, case_id), ()))

    def all_of(self, code_id: int, case_id: int | None = None) -> tuple[RatingRow, ...]:
        """Every rating of a code of a case, or of the study as a whole, by time and age."""
        return tuple(self._rows.get((code_id, case_id), ()))

    @property
    def cases(self) -> Mapping[int, frozenset[int]]:
        """The cases that have a rating, by the id of the code."""
        found: dict[int, set[int]] = defaultdict(set)
        for code_id, case_id in self._rows:
            if case_id is not None:
                found[code_id].add(case_id)
        return {code_id: frozenset(ids) for code_id, ids in found.items()}

    def entries(self, rated: Rated) -> tuple[Entry, ...]:
        """A cell's entry for each rating that stands, with author, rule and evidence."""
        several = len(rated.rows) > 1
        return tuple(self._entry(row, named=several) for row in rated.rows)

    def records(self, rated: Rated) -> tuple[int, ...]:
        """The indexes of the ratings among the records of the display."""
        return tuple(record(self._bench, row) for row in rated.rows)

    def _entry(self, row: RatingRow, *, named: bool) -> Entry:
        words = rating_words(row, self._bench.speech)
        return Entry(
            EntryKind.RATING,
            f"{words} – {row.coder}" if named else words,
            self._bench.take(self._bench.said_at(row.evidence)),
            row.state,
            records=(record(self._bench, row),),
            rule=row.rule,
            author=row.coder if row.is_confirmed else "",
            made_at=row.made_at,
            value=row.value,
        )


def standing(rows: Iterable[RatingRow]) -> Rated | None:
    """The ratings that stand among those of one code and one subject.

    What stands is the latest of each rater, the confirmed ones where there are any.
    """
    found = list(rows)
    confirmed = [row for row in found if row.state is CodingState.CONFIRMED]
    latest: dict[int, RatingRow] = {}
    for row in sorted(confirmed or found, key=_age):
        latest[row.coder_id] = row
    stand = sorted(latest.values(), key=_age, reverse=True)
    return Rated(tuple(stand)) if stand else None


def rating_words(row: RatingRow, speech: Speech) -> str:
    """A rating in words, with the scale it was made on.

    Of a value of 3 from 1 to 3 it says `high (3 of 3)`; of 4 from 1 to 5, `4 of 5`.
    """
    whole = row.value.is_integer()
    value, high = speech.number(row.value, 0 if whole else 1), speech.number(row.high)
    if row.low != 1:
        low = speech.number(row.low)
        return speech("{value} on a scale of {low} to {high}", value=value, low=low, high=high)
    if row.high == max(_THREE) and row.value in _THREE:
        level = speech(_THREE[row.value])
        return speech("{level} ({value} of {high})", level=level, value=value, high=high)
    return speech("{value} of {high}", value=value, high=high)


def level_words(value: float, low: float, high: float, speech: Speech) -> str:
    """A level of a scale in words, for the axis of a picture.

    Of 3 on a scale from 1 to 3 it says `high (3)`; of 4 from 1 to 5, `4`.
    """
    number = speech.number(value, 0 if value.is_integer() else 1)
    if low == 1 and high == max(_THREE) and value in _THREE:
        return f"{speech(_THREE[value])} ({number})"
    return number


def _age(row: RatingRow) -> tuple[str, str, int]:
    return row.dated_on or _ALWAYS, row.made_at, row.id
