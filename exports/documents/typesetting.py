"""Breaks text into lines of glyphs: every letter from a face that has it, none left out.

A character that no shipped face has is written as its number (`U+1F9FF`) in a small frame, and
counted. Measures are PDF points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from exports.documents.bidi import has_right_to_left, resolved, visual
from exports.documents.faces import STYLES, ShapedText, clusters, face, face_for, is_ignorable

_HARD_BREAK: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACES: Final = " \t\u2000-\u2006\u2008-\u200a\u205f\u3000\u1680\u200b"
# East Asian letters may be parted from each other, but no line starts with their full stop.
_EAST_ASIAN: Final = (
    "\u2e80-\u2fff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_CLOSING: Final = "\u3001\u3002\uff01\uff0c\uff0e\uff1a\uff1b\uff1f\u300d\u300f\uff09\u30fc"
_DASH: Final = "/\u2013\u2014-"
_LETTER: Final = f"[^{_SPACES}{_EAST_ASIAN}{_DASH}]"
_TOKEN: Final = re.compile(
    f"(?P<space>[{_SPACES}]+)|[{_EAST_ASIAN}][{_CLOSING}]*"
    f"|[{_DASH}]*{_LETTER}+[{_DASH}]+(?={_LETTER})|[{_DASH}]*{_LETTER}+[{_DASH}]*|[{_DASH}]+"
)
_FRAME_SIZE: Final = 0.72
_FRAME_EDGE: Final = 0.12


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set: `style` is regular, bold or italic, `size` in points, `colour` `#rrggbb`."""

    size: float = 8.5
    style: str = "regular"
    colour: str = "#1c2024"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one type, which may lead to a place of the document named `link`."""

    text: str
    type: Type
    link: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one face and direction, measured.

    `text` is written as it stands; `shaped` glyphs take its place where letters join; a piece
    with `is_frame` holds the number of a character that no face has.
    """

    face: str
    text: str
    width: float
    shaped: ShapedText | None = None
    is_frame: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece in a line: `x` from the line's left edge."""

    x: float
    piece: Piece
    type: Type
    link: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its pieces in the order of reading, `ascent` and `descent` around its foot."""

    shown: tuple[Shown, ...]
    ascent: float
    descent: float

    @property
    def height(self) -> float:
        """From the line above to the line below."""
        return self.ascent + self.descent


@dataclass(frozen=True, slots=True)
class _Part:
    piece: Piece
    level: int
    type: Type
    link: str


@dataclass(frozen=True, slots=True)
class _Run:
    # A token as measured: its parts, their width, and the numbers of what no face has.
    parts: tuple[_Part, ...]
    width: float
    unknown: tuple[str, ...]


@dataclass(slots=True)
class _Item:
    # What stays together on a line: a word, or the space between words.
    parts: tuple[_Part, ...]
    width: float
    is_space: bool


@dataclass(slots=True)
class Typesetter:
    """Sets text; remembers what it measured, and counts in `unknown` what no face has."""

    unknown: Counter[str] = field(default_factory=Counter)
    _runs: dict[Type, dict[str, _Run]] = field(default_factory=dict)

    def lines(self, stretches: Sequence[Stretch], width: float) -> tuple[Line, ...]:
        """The stretches one after the other, broken into lines of `width`.

        A line ends at a line break of the text, at a space, after a hyphen or dash, between East
        Asian letters, and inside a word only where the word is wider than the line.
        """
        found: list[Line] = []
        for paragraph in _paragraphs(stretches):
            found += self._paragraph(paragraph, width)
        return tuple(found)

    def _paragraph(self, stretches: list[Stretch], width: float) -> Iterator[Line]:
        text = "".join(stretch.text for stretch in stretches)
        levels: tuple[int, ...] = ()
        base = 0
        if has_right_to_left(text):
            told = resolved(text)
            levels, base = told.levels, told.base
        items = self._items(stretches, levels)
        if not items:
            yield _empty_line(stretches[-1].type)
        for items_of_line in _filled(items, width):
            yield _line(items_of_line, width, base)

    def _items(self, stretches: list[Stretch], levels: tuple[int, ...]) -> list[_Item]:
        items: list[_Item] = []
        start = 0
        for stretch in stretches:
            glues = bool(items) and not items[-1].is_space
            known = self._runs.setdefault(stretch.type, {})
            for match in _TOKEN.finditer(stretch.text):
                is_space = match.lastgroup == "space"
                own = levels[start + match.start() : start + match.end()]
                run = None if levels or stretch.link else known.get(match[0])
                if run is None:
                    run = _measured(match[0], own, stretch)
                    if not (levels or stretch.link):
                        known[match[0]] = run
                if run.unknown:
                    self.unknown.update(run.unknown)
                if glues and not is_space:
                    last = items[-1]
                    last.parts += run.parts
                    last.width += run.width
                else:
                    items.append(_Item(run.parts, run.width, is_space))
                glues = False
            start += len(stretch.text)
        return items


def _measured(text: str, levels: tuple[int, ...], stretch: Stretch) -> _Run:
    parts = tuple(
        _Part(piece, level, stretch.type, stretch.link)
        for run, level in _by_level(text, levels)
        for piece in _pieces(run, stretch.type, is_rtl=level % 2 == 1)
    )
    unknown = tuple(part.piece.text for part in parts if part.piece.is_frame)
    return _Run(parts, sum(part.piece.width for part in parts), unknown)


def _paragraphs(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    open_: list[Stretch] = []
    for stretch in stretches:
        first, *others = _HARD_BREAK.split(stretch.text)
        open_.append(replace(stretch, text=first))
        for text in others:
            yield open_
            open_ = [replace(stretch, text=text)]
    if open_:
        yield open_


def _by_level(text: str, levels: tuple[int, ...]) -> Iterator[tuple[str, int]]:
    if not levels or min(levels) == max(levels):
        yield text, levels[0] if levels else 0
        return
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or levels[at] != levels[start]:
            yield text[start:at], levels[start]
            start = at


def _pieces(text: str, kind: Type, *, is_rtl: bool) -> Iterator[Piece]:
    runs: list[tuple[str, str]] = []
    for cluster in _shown_clusters(text, kind.style):
        name = face_for(cluster, kind.style)
        if runs and runs[-1][0] == name and name:
            runs[-1] = (name, runs[-1][1] + cluster)
        else:
            runs.append((name, cluster))
    for name, run in runs:
        if name:
            yield _measured_run(name, run, kind, is_rtl=is_rtl)
        else:
            yield _frame(run, kind)


def _shown_clusters(text: str, style: str) -> Iterator[str]:
    if text.isascii() and text.isprintable():
        yield text
        return
    for cluster in clusters(text.replace("\t", "    ")):
        if face_for(cluster, style):
            yield cluster
        else:
            yield from (char for char in cluster if len(cluster) == 1 or not is_ignorable(char))


def _measured_run(name: str, run: str, kind: Type, *, is_rtl: bool) -> Piece:
    known = face(name)
    if is_rtl or known.must_shape(run):
        shaped = known.shaped(run, is_rtl=is_rtl)
        return Piece(name, run, shaped.width * kind.size / 1000, shaped)
    return Piece(name, run, known.width(run) * kind.size / 1000)


def _frame(char: str, kind: Type) -> Piece:
    text = f"U+{ord(char):04X}"
    name = STYLES["regular"]
    inner = face(name).width(text) * kind.size * _FRAME_SIZE / 1000
    return Piece(name, text, inner + 4 * _FRAME_EDGE * kind.size, is_frame=True)


def _filled(items: list[_Item], width: float) -> Iterator[list[_Item]]:
    line: list[_Item] = []
    taken = 0.0
    for item in items:
        if not item.is_space and line and taken + item.width > width:
            yield line
            line, taken = [], 0.0
        last = item
        if item.width > width and not item.is_space:
            *whole, last = _broken(item, width)
            yield from ([piece] for piece in whole)
        if line or not item.is_space or item is items[0]:
            line.append(last)
            taken += last.width
    if line:
        yield line


def _broken(item: _Item, width: float) -> Iterator[_Item]:
    # A word wider than the line is parted between letters as readers count them.
    open_: list[_Part] = []
    taken = 0.0
    for part in item.parts:
        for letters in _letters(part, width):
            if open_ and taken + letters.piece.width > width:
                yield _Item(tuple(open_), taken, is_space=False)
                open_, taken = [], 0.0
            open_.append(letters)
            taken += letters.piece.width
    yield _Item(tuple(open_), taken, is_space=False)


def _letters(part: _Part, width: float) -> Iterator[_Part]:
    if part.piece.width <= width / 4 or part.piece.is_frame:
        yield part
        return
    room = max(1, int(len(part.piece.text) * width / 8 / part.piece.width))
    letters = clusters(part.piece.text)
    for start in range(0, len(letters), room):
        text = "".join(letters[start : start + room])
        piece = _measured_run(part.piece.face, text, part.type, is_rtl=part.level % 2 == 1)
        yield replace(part, piece=piece)


def _line(items: list[_Item], width: float, base: int) -> Line:
    while len(items) > 1 and items[-1].is_space:
        items = items[:-1]
    parts = [part for item in items for part in item.parts]
    order: Sequence[int] = range(len(parts))
    if base or any(part.level for part in parts):
        order = visual([part.level for part in parts])
    places = [0.0] * len(parts)
    x = 0.0
    for at in order:
        places[at] = x
        x += parts[at].piece.width
    shift = max(0.0, width - x) if base % 2 else 0.0
    sizes = {(part.piece.face, part.type.size) for part in parts}
    ascent = max(face(name).ascent * size for name, size in sizes) / 1000
    descent = max(face(name).descent * size for name, size in sizes) / 1000
    return Line(tuple(_merged(parts, places, shift)), ascent, descent)


def _merged(parts: list[_Part], places: list[float], shift: float) -> Iterator[Shown]:
    # Neighbours that are plain text of one face are written in one go.
    nth = 0
    while nth < len(parts):
        first = parts[nth]
        stop = nth + 1
        if _is_plain(first):
            while stop < len(parts) and _joins(parts, places, stop):
                stop += 1
        piece = first.piece
        if stop > nth + 1:
            text = "".join(part.piece.text for part in parts[nth:stop])
            piece = Piece(piece.face, text, sum(part.piece.width for part in parts[nth:stop]))
        yield Shown(places[nth] + shift, piece, first.type, first.link)
        nth = stop


def _is_plain(part: _Part) -> bool:
    return part.piece.shaped is None and not part.piece.is_frame


def _joins(parts: list[_Part], places: list[float], nth: int) -> bool:
    before, part = parts[nth - 1], parts[nth]
    return (
        part.piece.shaped is None
        and not part.piece.is_frame
        and part.piece.face == before.piece.face
        and (part.type is before.type or part.type == before.type)
        and part.link == before.link
        and abs(places[nth - 1] + before.piece.width - places[nth]) < 0.01
    )


def _empty_line(kind: Type) -> Line:
    known = face(STYLES[kind.style])
    return Line((), known.ascent * kind.size / 1000, known.descent * kind.size / 1000)
