"""What a pane shows before the study has kept it: codings as they will be, until they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from qda.retrieval.rows import CodingRow


@dataclass(slots=True)
class _Put:
    rows: Mapping[int, CodingRow | None]
    known_to: int | None = None


class Ahead:
    """Codings as edits under way will leave them, laid over those that were read before.

    Reads are numbered as they are asked for; one that was asked for before an edit was kept does
    not know of it, and must not show what was there before.
    """

    def __init__(self) -> None:
        self._asked = 0
        self._puts: list[_Put] = []

    def ask(self) -> int:
        """The number of a read that is asked for now."""
        self._asked += 1
        return self._asked

    def put(self, rows: Mapping[int, CodingRow | None]) -> Callable[[], None]:
        """Lay rows over what is read (None for one that goes); call what is returned when kept."""
        made = _Put(rows)
        self._puts.append(made)

        def kept() -> None:
            # That the study has changed is told before the result: the read that follows upon it
            # has been asked for already.
            made.known_to = self._asked

        return kept

    def arrived(self, number: int) -> None:
        """A read has come back: forget what it knows of."""
        self._puts = [put for put in self._puts if put.known_to is None or number < put.known_to]

    def ids(self) -> frozenset[int]:
        """The codings that rows are laid over."""
        return frozenset(id_ for put in self._puts for id_ in put.rows)

    def over(self, rows: Iterable[CodingRow]) -> tuple[CodingRow, ...]:
        """The rows with all that is laid over them."""
        found = tuple(rows)
        if not self._puts:
            return found
        by_id: dict[int, CodingRow | None] = {row.id: row for row in found}
        for put in self._puts:
            by_id.update(put.rows)
        return tuple(row for row in by_id.values() if row is not None)
