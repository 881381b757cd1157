"""Nodes and the labels of arrows: how large they are, and of which shapes they are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from exports.drawings.lettering import LEADING, SMALL, Line, wrapped
from exports.drawings.shapes import Frame, Oval, Pen, Polygon, Shape, Words
from exports.figures.letters import shown, width_of
from exports.figures.looks import Look
from exports.networks.layout import Placed, Size
from exports.networks.looks import pen_of, sign_of, sign_width
from qda.displays.network import Arrow, Node, NodeKind
from qda.displays.network_words import sides
from qda.i18n import Speech

NAME: Final = 9.5
SIGN: Final = 8.5
_MOST: Final = 132.0
_LEAST: Final = 76.0
_PAD: Final = 9.0
_NOTE_LIMIT: Final = 48
_LABEL_WIDTH: Final = 96.0
_GAP: Final = 4.0
_DASHED: Final = (4.0, 3.0)
_OVAL_WIDER: Final = 1.32
_OVAL_HIGHER: Final = 1.3
_CORNER: Final = 10.0


def node_lines(node: Node, speech: Speech) -> list[Line]:
    """What stands in a node: name, note where it is short, rating, people, what is proposed."""
    room = _MOST - 2 * _PAD
    lines = wrapped(node.label or node.id, room, NAME, bold=True)
    if len(node.note) <= _NOTE_LIMIT:
        lines += wrapped(node.note, room, SMALL, muted=True)
    lines += wrapped(node.rating, room, SMALL)
    if node.informants:
        people = speech.many("{n} informant", "{n} informants", node.informants)
        lines += wrapped(people, room, SMALL, muted=True)
    if node.is_proposed:
        lines += wrapped(f"[{speech('proposed')}]", room, SMALL)
    return lines


def node_size(node: Node, lines: list[Line]) -> Size:
    """How large a node is around its words."""
    width = max(_LEAST, max((line.width for line in lines), default=0.0) + 2 * _PAD)
    height = sum(line.height for line in lines) + 2 * _PAD * 0.8
    if node.kind is NodeKind.STATE:
        return Size(width * _OVAL_WIDER, height * _OVAL_HIGHER)
    if node.kind in (NodeKind.OUTCOME, NodeKind.ACTOR):
        return Size(width + 8, height + 8)
    return Size(width, height)


def node_shapes(node: Node, box: Placed, lines: list[Line], look: Look) -> Iterator[Shape]:
    """The outline of a node and its words."""
    yield from outline(node.kind, box, look, is_proposed=node.is_proposed)
    y = box.y - sum(line.height for line in lines) / 2
    for line in lines:
        colour = look.muted if line.is_muted else look.ink
        foot = y + line.size * 1.03
        yield Words(box.x, foot, line.text, line.size, colour, line.bold, "center")
        y += line.height


def outline(
    kind: NodeKind, box: Placed, look: Look, *, is_proposed: bool = False
) -> Iterator[Shape]:
    """The outline that tells the kind of a node; that of a proposed one is dashed."""
    pen = Pen(look.ink, 1.0, _DASHED if is_proposed else ())
    left, top, wide, high = box.left, box.top, box.width, box.height
    if kind is NodeKind.STATE:
        yield Oval(left, top, wide, high, pen, look.paper)
    elif kind is NodeKind.ACTOR:
        cut = min(_CORNER, high / 3)
        yield Polygon(
            (
                (left + cut, top), (box.right - cut, top), (box.right, box.y),
                (box.right - cut, box.bottom), (left + cut, box.bottom), (left, box.y),
            ),
            pen,
            look.paper,
        )  # fmt: skip
    else:
        radius = 7.0 if kind is NodeKind.CODE else 0.0
        yield Frame(left, top, wide, high, pen, look.paper, radius)
        if kind is NodeKind.OUTCOME:
            yield Frame(left + 3, top + 3, wide - 6, high - 6, pen)


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on an arrow: a first line of sign and figures, then words."""

    arrow: Arrow
    order: str
    sign: str
    sides: str
    lines: tuple[Line, ...]

    @property
    def size(self) -> Size:
        """How large it is."""
        first = sum(width for _, width in self.parts()) - _GAP
        width = max(first, max((line.width for line in self.lines), default=0.0))
        height = SMALL * LEADING + sum(line.height for line in self.lines)
        return Size(width + 8, height + 4)

    def parts(self) -> list[tuple[str, float]]:
        """The parts of the first line with the room they take; the sign has no text."""
        told = [(text, width_of(text, SMALL, bold=True) + _GAP)
                for text in (self.order,) if text]  # fmt: skip
        told.append(("", sign_width(self.arrow.state, SIGN) + _GAP))
        told += [
            (text, width_of(text, SMALL, bold=True) + _GAP)
            for text in (self.sign, self.sides)
            if text
        ]
        return told


def label_of(arrow: Arrow, speech: Speech) -> Label:
    """The label of an arrow."""
    lines = wrapped(arrow.label, _LABEL_WIDTH, SMALL)
    if arrow.is_proposed:
        lines += wrapped(f"[{speech('proposed')}]", _LABEL_WIDTH, SMALL, muted=True)
    order = "" if arrow.order is None else f"{arrow.order}."
    sign = arrow.sign.replace("-", "−")
    return Label(arrow, order, shown(sign), sides(arrow, speech), tuple(lines))


def label_shapes(label: Label, box: Placed, look: Look) -> Iterator[Shape]:
    """A label on a ground of paper."""
    colour = pen_of(label.arrow.state, look).colour
    yield Frame(box.left, box.top, box.width, box.height, Pen(look.line, 0.5), look.paper, 3.0)
    parts = label.parts()
    x = box.x - (sum(width for _, width in parts) - _GAP) / 2
    y = box.top + 2
    for text, width in parts:
        if text:
            yield Words(x, y + SMALL * 1.05, text, SMALL, look.ink, bold=True)
        else:
            yield from sign_of(
                label.arrow.state, (x, y + (SMALL * LEADING - SIGN) / 2), SIGN, colour
            )
        x += width
    y += SMALL * LEADING
    for line in label.lines:
        ink = look.muted if line.is_muted else look.ink
        yield Words(box.x, y + line.size * 1.03, line.text, line.size, ink, align="center")
        y += line.height
