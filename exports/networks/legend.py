"""The legend of a network: what strokes, signs, heads and outlines mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from exports.figures.letters import shown, width_of
from exports.figures.looks import Look
from exports.networks.layout import Placed, Point
from exports.networks.looks import STROKES, pen_of, sign_of
from exports.networks.parts import LEADING, SIGN, SMALL, outline, wrapped
from exports.networks.routes import head
from exports.networks.shapes import Pen, Polygon, Shape, Words
from qda.displays.network import ArrowState, Network, NodeKind
from qda.displays.network_words import arrow_state_word, node_kind_word
from qda.i18n import Speech

_SAMPLE: Final = 40.0
_ROW: Final = 17.0
_APART: Final = 20.0
HEAD: Final = 9.0
"""How long the head of an arrow is."""

_Draw = Callable[[float, float], Iterator[Shape]]


@dataclass(frozen=True, slots=True)
class _Item:
    draw: _Draw
    words: str
    width: float = _SAMPLE


def legend(
    network: Network, look: Look, corner: Point, room: float, speech: Speech
) -> tuple[list[Shape], float]:
    """The shapes of the legend from a corner on, no wider than `room`; and where it ends."""
    shapes: list[Shape] = []
    left, top = corner
    x, y = left, top
    for item in _items(network, look, speech):
        words = shown(item.words)
        sample = item.width + 6
        width = sample + width_of(words, SMALL)
        if x > left and x + width > left + room:
            x, y = left, y + _ROW
        shapes += item.draw(x, y + _ROW / 2)
        lines = wrapped(words, room - sample, SMALL)
        for nth, line in enumerate(lines):
            foot = y + _ROW / 2 + SMALL * 0.35 + nth * SMALL * LEADING
            shapes.append(Words(x + sample, foot, line.text, SMALL, look.ink))
        y += (len(lines) - 1) * SMALL * LEADING
        x += width + _APART
    return shapes, y + _ROW


def _items(network: Network, look: Look, speech: Speech) -> Iterator[_Item]:
    if network.arrows:
        for state in STROKES:
            yield _Item(_stroke(state, look), arrow_state_word(state, speech))
        yield _Item(_heads(look, is_full=True), speech("arrow of the theory"))
        yield _Item(_heads(look, is_full=False), speech("arrow of the researcher"))
        yield _Item(_widths(look), speech("the wider, the more distinct informants"))
        yield _figures("3 : 1", look, speech("informants who support it : contradict it"))
    if any(arrow.sign for arrow in network.arrows):
        yield _figures("+ −", look, speech("the more, the more; the more, the less"))
    kinds = dict.fromkeys(node.kind for node in network.nodes)
    for kind in kinds if len(kinds) > 1 else ():
        yield _Item(_outline(kind, look), node_kind_word(kind, speech))
    proposed = [each.is_proposed for each in network.nodes]
    proposed += [each.is_proposed for each in network.arrows]
    if any(proposed):
        words = speech("proposed: no researcher has confirmed it")
        yield _figures(f"[{speech('proposed')}]", look, words)


def _stroke(state: ArrowState, look: Look) -> _Draw:
    def drawn(x: float, y: float) -> Iterator[Shape]:
        pen = pen_of(state, look)
        yield Polygon(
            ((x, y), (x + _SAMPLE - 12, y)), Pen(pen.colour, 1.6, pen.dashes), closed=False
        )
        yield from sign_of(state, (x + _SAMPLE - 9, y - SIGN / 2), SIGN, pen.colour)

    return drawn


def _heads(look: Look, *, is_full: bool) -> _Draw:
    def drawn(x: float, y: float) -> Iterator[Shape]:
        end = x + _SAMPLE - 4
        pen = Pen(look.ink, 1.2)
        yield Polygon(((x, y), (end - HEAD, y)), pen, closed=False)
        yield Polygon(head((end, y), (x, y), HEAD), pen, look.ink if is_full else look.paper)

    return drawn


def _widths(look: Look) -> _Draw:
    def drawn(x: float, y: float) -> Iterator[Shape]:
        for nth, width in enumerate((1.1, 2.4, 4.0)):
            line = ((x, y - 5 + nth * 5), (x + _SAMPLE - 4, y - 5 + nth * 5))
            yield Polygon(line, Pen(look.ink, width), closed=False)

    return drawn


def _figures(text: str, look: Look, words: str) -> _Item:
    def drawn(x: float, y: float) -> Iterator[Shape]:
        yield Words(x, y + SMALL * 0.35, text, SMALL, look.ink, bold=True)

    return _Item(drawn, words, width_of(shown(text), SMALL, bold=True))


def _outline(kind: NodeKind, look: Look) -> _Draw:
    def drawn(x: float, y: float) -> Iterator[Shape]:
        return outline(kind, Placed(x + _SAMPLE / 2 - 2, y, _SAMPLE - 8, 13), look)

    return drawn


def notes(
    told: Sequence[tuple[str, str]], look: Look, left: float, top: float, room: float
) -> tuple[list[Shape], float]:
    """Lines of small words, each behind a sign; and where they end."""
    shapes: list[Shape] = []
    y = top
    for sign, text in told:
        indent = width_of(shown(sign), SMALL, bold=True) + 4 if sign else 0.0
        if sign:
            shapes.append(Words(left, y + SMALL, shown(sign), SMALL, look.ink, bold=True))
        for line in wrapped(text, max(60.0, room - indent), SMALL):
            shapes.append(Words(left + indent, y + SMALL, line.text, SMALL, look.ink))
            y += SMALL * LEADING
    return shapes, y
