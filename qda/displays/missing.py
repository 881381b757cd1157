"""Finds why a cell holds no words, and words its polarity; a missing cell is never blank.

The five marks are those of Miles, Huberman and Saldaña (2014, ch. 5), made exact: see
`MissingMarks.of` for the order in which they are decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from models.vocabulary import Missing, Technique
from qda.displays.asked_of import NOWHERE, AskedOf
from qda.displays.columns import Column
from qda.displays.informants import Voices
from qda.displays.material import Finding

ASKING: Final = frozenset({Technique.INTERVIEW, Technique.FOCUS_GROUP, Technique.SURVEY})
"""Techniques in which silence means something only where there was a question."""


Members = dict[tuple[int, int | None], None]
"""The texts of a row with who speaks in them (None: nobody in particular), by reading order."""


@dataclass(frozen=True, slots=True)
class RowTexts:
    """The texts of a row: all, those not read to the end, those that may speak unasked.

    `members` are the texts with who speaks in them.
    """

    all: frozenset[int]
    unread: frozenset[int]
    unasked: frozenset[int]
    members: tuple[tuple[int, int | None], ...] = ()

    @classmethod
    def of(cls, members: Members, voices: Voices) -> RowTexts:
        """The texts of a row's members."""
        units = {source: voices.units[source] for source, _ in members}
        return cls(
            frozenset(units),
            frozenset(unit.id for unit in units.values() if not unit.read),
            frozenset(unit.id for unit in units.values() if unit.technique not in ASKING),
            tuple(members),
        )


class MissingMarks:
    """Finds the missing-data mark of an empty cell."""

    def __init__(
        self,
        columns: Sequence[Column],
        recorded: Sequence[Finding],
        scope: frozenset[int],
        asked: AskedOf,
    ) -> None:
        self._asked = asked
        self._codes = [tuple(code.id for code in column.codes) for column in columns]
        self._has_questions = [column.has_questions for column in columns]
        self._recorded: list[dict[int, set[Missing]]] = []
        for column in columns:
            codes = {code.id for code in column.codes}
            found: dict[int, set[Missing]] = defaultdict(set)
            for finding in recorded:
                if finding.source_id in scope and finding.code_id in codes:
                    found[finding.source_id].add(finding.mark)
            self._recorded.append(found)

    def of(self, texts: RowTexts, column: int) -> Missing:
        """The mark, by what was recorded, read and asked, in this order.

        Evidence of absence in one text is enough; "not applicable" and "not asked" must hold for
        every text of the row; as long as one text is unread, the cell is pending; silence is a
        finding only where it was recorded, where there was a question, or where the text could
        have spoken unasked. A text with a finding of its own needs no reading and no question.
        Whom a question reached is told by what was recorded of the text, else by guides and
        surveys; of whom they say nothing, the questions of the code itself speak.
        """
        recorded = self._recorded[column]
        found = {source: recorded[source] for source in recorded if source in texts.all}
        marks = frozenset().union(*found.values())
        if Missing.ABSENT in marks:
            return Missing.ABSENT
        is_left = len(found) < len(texts.all)
        for mark in (Missing.NOT_APPLICABLE, Missing.NOT_ASKED):
            if not is_left and all(mark in each for each in found.values()):
                return mark
        if texts.unread - found.keys() or Missing.PENDING in marks:
            return Missing.PENDING
        if Missing.SILENT in marks:
            return Missing.SILENT
        # Texts of which nothing was recorded are as one: a row may hold 100,000 of them.
        told = self._asked.recorded
        left = {
            (source if source in told else NOWHERE, case)
            for source, case in texts.members
            if source not in found
        }
        asked = is_left and self._reached(left, column)
        return Missing.SILENT if asked or texts.unasked - found.keys() else Missing.NOT_ASKED

    def _reached(self, members: Iterable[tuple[int, int | None]], column: int) -> bool:
        """Whether one of some speakers was asked about a column, each in his text."""
        known = {
            self._asked.was_asked(case, self._codes[column], source_id=source)
            for source, case in members
        }
        return True in known or (None in known and self._has_questions[column])


def symbol(positive: int, negative: int) -> str:
    """The polarity of a cell from distinct informants: `+`, `-`, `+/-`, or nothing.

    >>> symbol(3, 0), symbol(0, 2), symbol(5, 1), symbol(0, 0)
    ('+', '-', '+/-', '')
    """
    if positive and negative:
        return "+/-"
    return "+" if positive else "-" if negative else ""
