"""A finished picture: its bytes, and for each mark the place it takes and what it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PictureFormat(StrEnum):
    """The kind of file a picture is; its value is the ending without the dot."""

    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class Behind:
    """What a mark of a picture stands for, by ids; what does not apply is empty.

    `code` is a code's canonical id, `group` the id of a group or a period, `item` the name of a
    rating item, `answer` a point of its scale, `word` the key of a word or phrase.
    """

    code: str = ""
    group: str = ""
    item: str = ""
    answer: int | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """The place of a mark in pixels from the picture's left upper corner, and what is behind it.

    `text` says the mark in words: for a screen reader and for the pointer.
    """

    left: float
    top: float
    width: float
    height: float
    behind: Behind
    text: str

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the region, its edges among it."""
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of `width` by `height` pixels (of an SVG: units of its view box).

    `regions` stand in reading order; where two overlap the later one lies above. `description`
    says in words what is to be seen, figures and cautions included.
    """

    content: bytes
    format: PictureFormat
    width: int
    height: int
    title: str
    description: str
    regions: tuple[Region, ...]

    def at(self, x: float, y: float) -> Region | None:
        """The uppermost region at a point; None beside all."""
        return next((each for each in reversed(self.regions) if each.holds(x, y)), None)
