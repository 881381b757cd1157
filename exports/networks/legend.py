"""The legend of a network: what strokes, signs, heads and outlines mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exports.drawings.key import SAMPLE, Draw, Sign, key
from exports.drawings.lettering import SMALL
from exports.drawings.shapes import Pen, Point, Polygon, Shape, Words
from exports.figures.letters import shown, width_of
from exports.figures.looks import Look
from exports.networks.layout import Placed
from exports.networks.looks import STROKES, pen_of, sign_of
from exports.networks.parts import SIGN, outline
from exports.networks.routes import head
from qda.displays.network import ArrowState, Network, NodeKind
from qda.displays.network_words import arrow_state_word, node_kind_word
from qda.i18n import Speech

HEAD: Final = 9.0
"""How long the head of an arrow is."""


def legend(
    network: Network, look: Look, corner: Point, room: float, speech: Speech
) -> tuple[list[Shape], float]:
    """The shapes of the legend from a corner on, no wider than `room`; and where it ends."""
    return key(list(_items(network, look, speech)), look, corner, room)


def _items(network: Network, look: Look, speech: Speech) -> Iterator[Sign]:
    if network.arrows:
        for state in STROKES:
            yield Sign(_stroke(state, look), arrow_state_word(state, speech))
        yield Sign(_heads(look, is_full=True), speech("arrow of the theory"))
        yield Sign(_heads(look, is_full=False), speech("arrow of the researcher"))
        yield Sign(_widths(look), speech("the wider, the more distinct informants"))
        yield _figures("3 : 1", look, speech("informants who support it : contradict it"))
    if any(arrow.sign for arrow in network.arrows):
        between_actors = any(node.kind is NodeKind.ACTOR for node in network.nodes)
        words = (
            speech("it goes well; it does not")
            if between_actors
            else speech("the more, the more; the more, the less")
        )
        yield _figures("+ −", look, words)
    kinds = dict.fromkeys(node.kind for node in network.nodes)
    for kind in kinds if len(kinds) > 1 else ():
        yield Sign(_outline(kind, look), node_kind_word(kind, speech))
    proposed = [each.is_proposed for each in network.nodes]
    proposed += [each.is_proposed for each in network.arrows]
    if any(proposed):
        words = speech("proposed: no researcher has confirmed it")
        yield _figures(f"[{speech('proposed')}]", look, words)


def _stroke(state: ArrowState, look: Look) -> Draw:
    def drawn(x: float, y: float) -> Iterator[Shape]:
        pen = pen_of(state, look)
        yield Polygon(
            ((x, y), (x + SAMPLE - 12, y)), Pen(pen.colour, 1.6, pen.dashes), closed=False
        )
        yield from sign_of(state, (x + SAMPLE - 9, y - SIGN / 2), SIGN, pen.colour)

    return drawn


def _heads(look: Look, *, is_full: bool) -> Draw:
    def drawn(x: float, y: float) -> Iterator[Shape]:
        end = x + SAMPLE - 4
        pen = Pen(look.ink, 1.2)
        yield Polygon(((x, y), (end - HEAD, y)), pen, closed=False)
        yield Polygon(head((end, y), (x, y), HEAD), pen, look.ink if is_full else look.paper)

    return drawn


def _widths(look: Look) -> Draw:
    def drawn(x: float, y: float) -> Iterator[Shape]:
        for nth, width in enumerate((1.1, 2.4, 4.0)):
            line = ((x, y - 5 + nth * 5), (x + SAMPLE - 4, y - 5 + nth * 5))
            yield Polygon(line, Pen(look.ink, width), closed=False)

    return drawn


def _figures(text: str, look: Look, words: str) -> Sign:
    def drawn(x: float, y: float) -> Iterator[Shape]:
        yield Words(x, y + SMALL * 0.35, text, SMALL, look.ink, bold=True)

    return Sign(drawn, words, width_of(shown(text), SMALL, bold=True))


def _outline(kind: NodeKind, look: Look) -> Draw:
    def drawn(x: float, y: float) -> Iterator[Shape]:
        return outline(kind, Placed(x + SAMPLE / 2 - 2, y, SAMPLE - 8, 13), look)

    return drawn
