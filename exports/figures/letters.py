"""Letters for pictures: the shipped faces for every script, measured and broken into lines.

matplotlib is told of the faces under names of our own, so that no face of the machine is taken
for one of them; the same words take the same room everywhere.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import resources
from threading import RLock
from typing import TYPE_CHECKING, Final

from exports.documents.faces import EMOJI, FALLBACKS, STYLES, clusters, is_ignorable

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

DRAWING: Final = RLock()
"""matplotlib's settings and faces belong to the process: one picture at a time."""

SVG_FACES: Final = "'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
"""What an SVG asks for; its text stays text, and the reader's machine has faces of its own."""

_CACHED: Final = 1 << 14
_UNKNOWN: Final = "\ufffd"
_NEVER: Final = frozenset(("Cc", "Cs", "Co", "Cn"))


def shown(words: str) -> str:
    """The words on one line, with a mark for what no shipped face can show."""
    flat = " ".join(words.split())
    return "".join(_cluster_shown(each) for each in clusters(flat))


def _cluster_shown(cluster: str) -> str:
    bare = "".join(char for char in cluster if not is_ignorable(char))
    if not bare:
        return ""
    if any(unicodedata.category(char) in _NEVER for char in bare):
        return _UNKNOWN
    return bare if all(_face_of(char) for char in bare) else _UNKNOWN


@cache
def _known(name: str) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(_path(name)).get_charmap())


@cache
def _face_of(char: str) -> str:
    """The face that shows a character; empty where none does."""
    order: tuple[str, ...] = (STYLES["regular"], *FALLBACKS)
    if ord(char) >= 0x1F000:
        order = (EMOJI, *order)
    return next((name for name in order if ord(char) in _known(name)), "")


def _path(name: str) -> str:
    return str(resources.files("exports").joinpath("fonts", f"{name}.ttf"))


@cache
def _registered(name: str, weight: int) -> str:
    """The name under which matplotlib knows a shipped face, for text of a weight."""
    from matplotlib.font_manager import FontEntry, fontManager

    known = f"Runut {name} {weight}"
    fontManager.ttflist.append(
        FontEntry(fname=_path(name), name=known, style="normal", weight=weight, size="scalable")
    )
    return known


@lru_cache(maxsize=_CACHED)
def faces_of(words: str, *, bold: bool = False) -> FontProperties:
    """The faces that some shown words need, the text face first."""
    from matplotlib.font_manager import FontProperties

    first = STYLES["bold" if bold else "regular"]
    needed = dict.fromkeys(
        _face_of(char) for char in words if ord(char) not in _known(first) and not char.isspace()
    )
    weight = 700 if bold else 400
    names = [_registered(name, weight) for name in (first, *filter(None, needed))]
    return FontProperties(family=names, weight=weight)


@lru_cache(maxsize=_CACHED)
def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """How wide some shown words are at a type size, both in points."""
    if not words:
        return 0.0
    from matplotlib.textpath import text_to_path

    made = faces_of(words, bold=bold).copy()
    made.set_size(size)
    width, _, _ = text_to_path.get_text_width_height_descent(words, made, ismath=False)
    return float(width)


def lines_of(words: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The shown words on lines that fit a room (points), broken between words where possible."""
    lines: list[str] = []
    for word in words.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, bold=bold) <= room:
            lines[-1] = joined
        else:
            lines.extend(_parts(word, room, size, bold=bold))
    return lines or [""]


def _parts(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    """A word in as many parts as a room needs; most words in one."""
    if width_of(word, size, bold=bold) <= room:
        return [word]
    parts: list[str] = []
    for cluster in clusters(word):
        if parts and width_of(parts[-1] + cluster, size, bold=bold) <= room:
            parts[-1] += cluster
        else:
            parts.append(cluster)
    return parts
