"""Draws courses: a field for each line over one axis of time, the events as flags above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from exports.courses.placing import Box, Room, apart, lanes
from exports.courses.reading import Happening, Line, Mark, happenings_of, lines_of
from exports.courses.scales import TimeScale, ValueScale, value_ticks
from exports.drawings.cells import cell_id
from exports.drawings.key import Draw, Sign, key
from exports.drawings.lettering import BODY, LEADING, SMALL, TITLE, block, notes, wrapped
from exports.drawings.shapes import Drawing, Frame, Oval, Pen, Place, Point, Polygon, Shape, Words
from exports.figures.letters import DRAWING, shown, width_of
from exports.figures.looks import PAPER, Look, stroke_of
from qda.displays.figure_words import in_words
from qda.displays.periods import stretch_of
from qda.displays.values import Matrix
from qda.i18n import Speech

EDGE: Final = 16.0
WIDTH: Final = 720.0
"""How wide the drawing is, in points."""

_FIELD: Final = 118.0
_LOW_FIELD: Final = 72.0
_MOST_HIGH: Final = 4
"""More fields than this are drawn lower."""

_INSET: Final = 10.0
_BETWEEN: Final = 14.0
_MOST_SCALE: Final = 130.0
_DOT: Final = 3.1
_TOUCH: Final = 5.5
_FLAG: Final = 11.0
_FLAG_HIGH: Final = 13.0
_MOST_NAMED: Final = 30
"""Events beyond these are not named in the picture: its list would be longer than its lines."""

_APART: Final = (3.5, 3.0)
_HAIR: Final = (1.0, 2.5)


def draw_courses(matrix: Matrix, *, look: Look = PAPER, is_framed: bool = True) -> Drawing:
    """Draw the courses of a display; the same display gives the same drawing.

    Without `is_framed` title, warnings and facts are left to what stands around the picture. The
    places of the drawing stand for cells.
    """
    with DRAWING:
        return _Composition(matrix, look, Speech(matrix.language)).drawing(is_framed=is_framed)


@dataclass(frozen=True, slots=True)
class _Field:
    """A line with the rectangle in which it is drawn, and its scale."""

    line: Line
    box: Box
    scale: ValueScale


class _Composition:
    def __init__(self, matrix: Matrix, look: Look, speech: Speech) -> None:
        self._matrix = matrix
        self._look = look
        self._speech = speech
        self._lines = lines_of(matrix)
        self._events = happenings_of(matrix)
        stroke = stroke_of(0)
        self._colour = stroke.on_dark if look.dark else stroke.colour
        self._ticks = [value_ticks(line, speech) for line in self._lines]
        self._shapes: list[Shape] = []
        self._places: list[Place] = []
        self._drawn: Counter[tuple[int, int]] = Counter()
        widest = max(
            (width_of(shown(words), SMALL) for ticks in self._ticks for _, words in ticks),
            default=0.0,
        )
        left = EDGE + min(_MOST_SCALE, widest) + 8
        bounds = [stretch_of(heading.id) for heading in matrix.rows] or [(0.0, 1.0)]
        self._time = TimeScale(
            min(start for start, _ in bounds),
            max(end for _, end in bounds),
            left,
            WIDTH - EDGE - left,
        )

    def drawing(self, *, is_framed: bool) -> Drawing:
        matrix, look = self._matrix, self._look
        room = WIDTH - 2 * EDGE
        y = EDGE
        if is_framed:
            lines = [
                *wrapped(matrix.title, room, TITLE, bold=True),
                *wrapped(_below(matrix), room, BODY, muted=True),
            ]
            set_, y = block(lines, look, EDGE, EDGE)
            self._shapes += set_
            y += 10
        top = y
        y = self._flags(y)
        fields = list(self._fields(y))
        y = fields[-1].box.top + fields[-1].box.height if fields else y
        self._hairs(top, y)
        for field in fields:
            self._field(field)
        y = self._periods(y)
        told, y = key(list(self._signs()), look, (EDGE, y + 8), room)
        self._shapes += told
        parts = [self._list(), self._cautions()]
        if is_framed:
            parts.append(("!", each) for each in matrix.warnings)
            parts.append((f"{fact.label}:", fact.text) for fact in matrix.facts)
        for part in parts:
            told, y = notes(list(part), look, EDGE, y + 4, room)
            self._shapes += told
        return Drawing(
            width=WIDTH,
            height=y + EDGE,
            paper=look.paper,
            shapes=tuple(self._shapes),
            places=tuple(self._places),
            field=(0.0, 0.0, WIDTH, y),
            title=shown(matrix.title),
            description=self._description(),
        )

    # Fields

    def _fields(self, top: float) -> Iterator[_Field]:
        high = _FIELD if len(self._lines) <= _MOST_HIGH else _LOW_FIELD
        for line, ticks in zip(self._lines, self._ticks, strict=True):
            name = wrapped(_named(line), self._time.width, BODY, bold=True)
            set_, below = block(name, self._look, self._time.left, top)
            # The hair lines of events must not run through the name.
            wide = max((each.width for each in name), default=0.0)
            ground = Frame(self._time.left - 2, top, wide + 4, below - top, None, self._look.paper)
            self._shapes += [ground, *set_]
            top = below
            box = Box(self._time.left, top + 4, self._time.width, high)
            scale = ValueScale(ticks, box.top + _INSET, high - 2 * _INSET)
            yield _Field(line, box, scale)
            top = box.top + high + _BETWEEN

    def _field(self, field: _Field) -> None:
        look, box = self._look, field.box
        right = box.left + box.width
        for value, words in field.scale.ticks:
            y = field.scale.y(value)
            pen = Pen(look.line, 0.5)
            self._shapes.append(Polygon(((box.left, y), (right, y)), pen, closed=False))
            foot = y + SMALL * 0.35
            for line in wrapped(words, _MOST_SCALE, SMALL)[:1]:
                self._shapes.append(
                    Words(box.left - 6, foot, line.text, SMALL, look.muted, align="right")
                )
        self._shapes.append(
            Polygon(
                ((box.left, box.top), (box.left, box.top + box.height)),
                Pen(look.muted, 0.8),
                closed=False,
            )
        )
        self._curve(field)
        self._marks(field)

    def _curve(self, field: _Field) -> None:
        """The line from mark to mark; dashed over periods for which nothing is recorded."""
        for before, after in pairwise(field.line.joined):
            dashes = () if after.row == before.row + 1 else _APART
            way = (self._point(before, field), self._point(after, field))
            self._shapes.append(Polygon(way, Pen(self._colour, 1.5, dashes), closed=False))

    def _marks(self, field: _Field) -> None:
        room = Room(field.box)
        for mark in field.line.marks:
            x, y = self._point(mark, field)
            self._shapes.append(self._dot(x, y, is_filled=not mark.is_proposed))
            room.take(Box(x - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT))
            self._place((mark.row, mark.column), (x, y), mark.said)
        if not field.line.is_rating:
            self._figures(field, room)

    def _figures(self, field: _Field, room: Room) -> None:
        """Figures beside their marks, where there is room: first the ends, then the extremes."""
        marks = field.line.marks
        extremes = [min(marks, key=_value), max(marks, key=_value)]
        for mark in dict.fromkeys((marks[-1], marks[0], *extremes, *marks)):
            words = in_words(mark.value, self._speech)
            width = width_of(words, SMALL)
            place = room.beside(self._point(mark, field), width, SMALL, _DOT + 6)
            if place is None:
                continue
            ground = Frame(place.left - 1, place.top - 1, width + 2, SMALL + 2, None,
                           self._look.paper)  # fmt: skip
            foot = place.top + SMALL * 0.86
            self._shapes += [ground, Words(place.left, foot, words, SMALL, self._look.ink)]

    def _dot(self, x: float, y: float, *, is_filled: bool) -> Oval:
        fill = self._colour if is_filled else self._look.paper
        return Oval(x - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT, Pen(self._colour, 1.3), fill)

    def _point(self, mark: Mark, field: _Field) -> Point:
        return self._time.x(mark.at), field.scale.y(mark.value)

    def _place(self, cell: tuple[int, int], at: Point, said: str) -> None:
        x, y = at
        nth = self._drawn[cell]
        self._drawn[cell] += 1
        self._places.append(
            Place(cell_id(*cell, nth), x - _TOUCH, y - _TOUCH, 2 * _TOUCH, 2 * _TOUCH, shown(said))
        )

    # Time

    @property
    def _named_events(self) -> Sequence[Happening]:
        return self._events[:_MOST_NAMED]

    def _flags(self, top: float) -> float:
        """The numbers of the events above the fields; where the fields may begin."""
        named = self._named_events
        if not named:
            return top
        places = [self._time.x(each.at) for each in named]
        rows = lanes([(x - _FLAG / 2 - 1, x + _FLAG / 2 + 1) for x in places])
        for nth, (each, x, lane) in enumerate(zip(named, places, rows, strict=True)):
            y = top + (max(rows) - lane) * _FLAG_HIGH
            self._shapes += self._flag(x, y + _FLAG / 2, str(nth + 1), each)
            self._place((each.row, each.column), (x, y + _FLAG / 2), each.said)
        return top + (max(rows) + 1) * _FLAG_HIGH + 8

    def _flag(self, x: float, y: float, words: str, event: Happening) -> Iterator[Shape]:
        look = self._look
        dashes = (2.0, 1.5) if event.is_proposed else ()
        pen = Pen(look.muted, 0.8, dashes)
        yield Frame(x - _FLAG / 2, y - _FLAG / 2, _FLAG, _FLAG, pen, look.paper, 2.0)
        yield Words(x, y + 2.4, words, 7.0, look.ink, bold=True, align="center")

    def _hairs(self, top: float, bottom: float) -> None:
        """A hair line for each event through all fields, beneath everything else."""
        pen = Pen(self._look.muted, 0.6, _HAIR)
        hairs = [
            Polygon(((x, top + _FLAG), (x, bottom)), pen, closed=False)
            for x in (self._time.x(event.at) for event in self._events)
        ]
        self._shapes[:0] = hairs

    def _periods(self, top: float) -> float:
        """The axis of time, with the names of as many periods as there is room for."""
        look, time = self._look, self._time
        pen = Pen(look.muted, 0.8)
        ends = ((time.left, top), (time.left + time.width, top))
        self._shapes.append(Polygon(ends, pen, closed=False))
        told = []
        for heading in self._matrix.rows:
            start, end = stretch_of(heading.id)
            if "/" not in heading.id:
                words = shown(heading.label)
                half = width_of(words, SMALL) / 2
                middle = time.x((start + end) / 2)
                middle = max(time.left + half, min(middle, time.left + time.width - half))
                told.append((middle, half, words))
            x = time.x(start)
            self._shapes.append(Polygon(((x, top), (x, top + 3)), pen, closed=False))
        told.sort()
        for nth in apart([(x - half, x + half) for x, half, _ in told], 6):
            x, _, words = told[nth]
            self._shapes.append(Words(x, top + 4 + SMALL, words, SMALL, look.ink, align="center"))
        return top + 6 + SMALL * LEADING

    # Words

    def _signs(self) -> Iterator[Sign]:
        marks = [mark for line in self._lines for mark in line.marks]
        speech = self._speech
        if any(mark.is_proposed for mark in marks):
            yield Sign(self._sample(is_filled=True), speech("confirmed"), 10)
            yield Sign(self._sample(is_filled=False), speech("proposed"), 10)
        if not all(mark.is_joined for mark in marks):
            words = speech("a mark apart from the line: sources or raters differ")
            yield Sign(self._sample(is_filled=True), words, 10)
        gaps = (
            after.row > before.row + 1
            for line in self._lines
            for before, after in pairwise(line.joined)
        )
        if any(gaps):
            yield Sign(self._dashes(), speech("no figure or rating for the time between"), 26)
        if self._events:
            words = speech("an event as in the list; those of one period stand evenly in it")
            yield Sign(self._sample_flag(), words, 12)

    def _sample(self, *, is_filled: bool) -> Draw:
        def drawn(x: float, y: float) -> Iterator[Shape]:
            yield self._dot(x + 5, y, is_filled=is_filled)

        return drawn

    def _dashes(self) -> Draw:
        def drawn(x: float, y: float) -> Iterator[Shape]:
            pen = Pen(self._colour, 1.5, _APART)
            yield Polygon(((x, y), (x + 24, y)), pen, closed=False)

        return drawn

    def _sample_flag(self) -> Draw:
        def drawn(x: float, y: float) -> Iterator[Shape]:
            yield from self._flag(x + _FLAG / 2, y, "1", self._events[0])

        return drawn

    def _list(self) -> Iterator[tuple[str, str]]:
        named = self._named_events
        for nth, event in enumerate(named, 1):
            yield str(nth), event.said
        left = len(self._events) - len(named)
        if left:
            yield (
                "",
                self._speech.many(
                    "{n} event more stands in the table only.",
                    "{n} events more stand in the table only.",
                    left,
                ),
            )

    def _cautions(self) -> Iterator[tuple[str, str]]:
        for line, ticks in zip(self._lines, self._ticks, strict=True):
            if not line.is_rating and ticks[0][0] > 0:
                words = self._speech(
                    "The scale of “{name}” does not begin at 0.", name=_named(line)
                )
                yield "!", words

    def _description(self) -> str:
        told = [self._matrix.title, _below(self._matrix)]
        told += [mark.said for line in self._lines for mark in line.marks]
        told += [event.said for event in self._events]
        told += self._matrix.warnings
        return "\n".join(filter(None, (shown(each) for each in told)))


def _below(matrix: Matrix) -> str:
    """The subtitle, where it says more than the title."""
    return "" if matrix.subtitle == matrix.title else matrix.subtitle


def _named(line: Line) -> str:
    """The name of a line with its unit."""
    unit = line.course.unit
    return f"{line.heading.label} ({unit})" if unit else line.heading.label


def _value(mark: Mark) -> float:
    return mark.value
