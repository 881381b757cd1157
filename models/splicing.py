"""Splices texts: what goes out and what comes in at which place, forwards and backwards.

A correction of a text of a million characters is recorded as the few words that changed, and not
as the text before and after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from models.errors import Defect

BATCH = 500


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """The words `removed` at the code point `start` of a text, and those `inserted` for them."""

    start: int
    removed: str
    inserted: str

    @property
    def end(self) -> int:
        """Where the removed words end, half-open."""
        return self.start + len(self.removed)

    @property
    def growth(self) -> int:
        """By how many code points the text grows; negative where it shrinks."""
        return len(self.inserted) - len(self.removed)


def in_order(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """The cuts by their place.

    Raises:
        Defect: two of them share a character.
    """
    ordered = tuple(sorted(cuts))
    for one, other in pairwise(ordered):
        if one.end > other.start or one.start == other.start:
            raise Defect(what=f"two cuts share the place {other.start}")
    return ordered


def spliced(text: str, cuts: Sequence[Cut]) -> str:
    """The text after the cuts, whose places are those of `text`.

    >>> spliced("Bu Sri datang", [Cut(3, "Sri", "Informan 1")])
    'Bu Informan 1 datang'

    Raises:
        Defect: the text does not hold the removed words at their place.
    """
    parts, here = [], 0
    for cut in in_order(cuts):
        if text[cut.start : cut.end] != cut.removed:
            raise Defect(what=f"the text does not read as recorded at {cut.start}")
        parts += [text[here : cut.start], cut.inserted]
        here = cut.end
    return "".join([*parts, text[here:]])


def reversed_cuts(cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    """The cuts that take these back, with the places of the text after them.

    >>> reversed_cuts([Cut(0, "a", "bcd"), Cut(5, "e", "")])
    (Cut(start=0, removed='bcd', inserted='a'), Cut(start=7, removed='', inserted='e'))
    """
    made, grown = [], 0
    for cut in in_order(cuts):
        made.append(Cut(cut.start + grown, cut.inserted, cut.removed))
        grown += cut.growth
    return tuple(made)


def splice_rows(
    session: Session, table: Table, column: str, cuts: Mapping[int, Sequence[Cut]]
) -> None:
    """Splice a text column of the rows with these ids, in portions.

    Raises:
        Defect: a row is missing, or its text does not read as the cuts say.
    """
    ids = sorted(cuts)
    statement = (
        update(table)
        .where(table.c.id == bindparam("row_id"))
        .values({column: bindparam("new_text")})
    )
    for at in range(0, len(ids), BATCH):
        part = ids[at : at + BATCH]
        query = select(table.c.id, table.c[column]).where(table.c.id.in_(part))
        found = {row[0]: row[1] for row in session.execute(query)}
        for missing in set(part) - set(found):
            raise Defect(what=f"row {missing} of {table.name} vanished")
        session.connection().execute(
            statement,
            [{"row_id": id_, "new_text": spliced(found[id_], cuts[id_])} for id_ in part],
        )
