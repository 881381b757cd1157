"""Sets figures that sources state side by side, and tells which contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qda.retrieval.claims import ClaimRow


@dataclass(frozen=True, slots=True)
class Compared:
    """All that sources state of a quantity, in one unit and for one year."""

    quantity: str
    unit: str
    year: str
    claims: tuple[ClaimRow, ...]

    @property
    def id(self) -> str:
        """What tells it from other quantities."""
        return f"{self.quantity.casefold()}|{self.unit.casefold()}|{self.year}"

    @property
    def contradicts(self) -> bool:
        """Whether two of the figures cannot both be true."""
        values = [each.value for each in self.claims]
        return any(
            not same_figure(one, other)
            for at, one in enumerate(values)
            for other in values[at + 1 :]
        )


def compared(claims: Iterable[ClaimRow]) -> tuple[Compared, ...]:
    """The quantities that two sources or more state, contradicting ones first.

    A figure that was only worked out, and stands in no source, is not what a source states.
    """
    found: dict[tuple[str, str, str], list[ClaimRow]] = defaultdict(list)
    for each in claims:
        if each.source_id is not None:
            key = (each.quantity.strip().casefold(), each.unit.strip().casefold(), each.year)
            found[key].append(each)
    several = [
        Compared(rows[0].quantity.strip(), rows[0].unit.strip(), rows[0].year, tuple(rows))
        for rows in found.values()
        if _sources(rows) > 1 or len({row.value for row in rows}) > 1
    ]
    return tuple(sorted(several, key=lambda each: (not each.contradicts, each.id)))


def same_figure(one: float, other: float) -> bool:
    """Whether two figures say the same: equal, or one is the other rounded.

    >>> same_figure(664.01, 664), same_figure(664.01, 662.33), same_figure(79.7, 79.64)
    (True, False, False)
    >>> same_figure(10600000, 10562088)
    False
    """
    digits = min(_digits(one), _digits(other))
    return _rounded(one, digits) == _rounded(other, digits)


def _rounded(value: float, digits: int) -> float:
    # Half up, as people round: 0.125 to two digits is 0.13. Decimal keeps what was written.
    from decimal import ROUND_HALF_UP, Decimal

    written = Decimal(repr(value))
    return float(written.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))


def _digits(value: float) -> int:
    """How many digits stand after the point."""
    written = repr(float(value))
    if "e" in written:
        return 0
    return len(written.partition(".")[2].rstrip("0"))


def _sources(rows: Sequence[ClaimRow]) -> int:
    return len({row.source_id for row in rows})
