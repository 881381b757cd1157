"""Factors: codes as they help or hinder, counted by the sources that say so, and ranked.

A convention of Indonesian studies of public administration: the chapter on supporting and
inhibiting factors. A factor is a code with one side of its polarity; mixed words stand on both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from models.vocabulary import Polarity
from qda.displays.columns import Column
from qda.displays.tellers import groups_behind
from qda.displays.workbench import NEGATIVE, POSITIVE, Saying, Workbench
from qda.retrieval.rows import CodeRow


@dataclass(frozen=True, slots=True)
class Factor:
    """A code that helps (`SUPPORTING`) or hinders (`INHIBITING`), with those who say so.

    `column` is the dimension it belongs to. `sources` are distinct informants and documents,
    `groups` the stakeholder groups among them. `rank` counts from 1 within a side; factors with as
    many sources and groups share one.
    """

    code: CodeRow
    column: Column
    side: Polarity
    sayings: tuple[Saying, ...]
    sources: int
    groups: int
    rank: int = 0

    @property
    def id(self) -> str:
        """A stable id of the factor."""
        return f"{self.code.canonical_id}|{self.side.value}"


def factors(bench: Workbench, columns: Sequence[Column], sides: Iterable[Polarity]) -> list[Factor]:
    """The factors of some columns on some sides, the most told of each side first.

    A code that stands in two columns is a factor of the first one.
    """
    found: list[Factor] = []
    for side in sides:
        polarities = POSITIVE if side is Polarity.SUPPORTING else NEGATIVE
        of_side: list[Factor] = []
        taken: set[int] = set()
        for column in columns:
            by_code: dict[int, list[Saying]] = defaultdict(list)
            for saying in bench.bearing(column):
                if saying.place.polarity in polarities and saying.place.code_id not in taken:
                    by_code[saying.place.code_id].append(saying)
            taken.update(by_code)
            of_side += [
                Factor(
                    code=bench.codes[code_id],
                    column=column,
                    side=side,
                    sayings=tuple(sayings),
                    sources=len({each.informant for each in sayings}),
                    groups=len(groups_behind(bench, sayings)),
                )
                for code_id, sayings in by_code.items()
            ]
        found += ranked(of_side)
    return found


def ranked(told: Sequence[Factor]) -> list[Factor]:
    """Factors by sources, then by groups; those that have as many of both share a rank.

    Four factors with 5, 3, 3 and 1 sources, all of one group, rank 1, 2, 2 and 4.
    """
    ordered = sorted(told, key=lambda each: (-each.sources, -each.groups))
    made: list[Factor] = []
    for nth, factor in enumerate(ordered, 1):
        above = made[-1] if made else None
        same = above is not None and (above.sources, above.groups) == (
            factor.sources,
            factor.groups,
        )
        made.append(replace(factor, rank=above.rank if same and above is not None else nth))
    return made
