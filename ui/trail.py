"""The places one came from, to go back to them and forward again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST: Final = 100
"""How many places are remembered each way."""
_NEAR: Final = 40
"""Places in one source that are closer than so many characters count as the same."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source: its id and a code point position."""

    source_id: int
    position: int

    def near(self, other: Place) -> bool:
        """Whether going from one to the other would hardly be noticed."""
        return self.source_id == other.source_id and abs(self.position - other.position) < _NEAR


@dataclass(frozen=True, slots=True)
class Trail:
    """Places behind and ahead of where one stands, the nearest last."""

    behind: tuple[Place, ...] = ()
    ahead: tuple[Place, ...] = ()

    def left(self, place: Place) -> Trail:
        """One has gone on from a place: it lies behind, and nothing is ahead any more."""
        behind = self.behind[:-1] if self.behind and self.behind[-1].near(place) else self.behind
        return Trail((*behind, place)[-MOST:])

    def back(self, here: Place | None) -> tuple[Trail, Place | None]:
        """The trail after a step back from `here`, and the place to go to, if there is any."""
        behind, target = _stepped(self.behind, here)
        if target is None:
            return self, None
        ahead = self.ahead if here is None else (*self.ahead, here)
        return Trail(behind, ahead[-MOST:]), target

    def forward(self, here: Place | None) -> tuple[Trail, Place | None]:
        """The trail after a step forward from `here`, and the place to go to, if any."""
        ahead, target = _stepped(self.ahead, here)
        if target is None:
            return self, None
        behind = self.behind if here is None else (*self.behind, here)
        return Trail(behind[-MOST:], ahead), target

    def without(self, source_id: int) -> Trail:
        """The trail without the places of a source that is no more."""
        kept = (
            tuple(place for place in places if place.source_id != source_id)
            for places in (self.behind, self.ahead)
        )
        return Trail(*kept)


def _stepped(
    places: tuple[Place, ...], here: Place | None
) -> tuple[tuple[Place, ...], Place | None]:
    while places and here is not None and places[-1].near(here):
        places = places[:-1]
    return (places[:-1], places[-1]) if places else (places, None)
