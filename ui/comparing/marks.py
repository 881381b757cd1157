"""The codings of a text as two readers show them: each difference in both, with sign and words."""

from __future__ import annotations

from collections.abc import Iterable

from qda.agreement.comparing import Kind, Mark
from qda.agreement.reading import Place
from qda.agreement.wording import SIGNS, comparison_words, kind_words
from qda.i18n import Speech
from ui.comparing.list import Pair
from ui.reader.page import Layer
from ui.reader.state import Highlight

_NOTHING = "#777777"


def layers(places: Iterable[Place], pair: Pair, speech: Speech) -> tuple[Layer, Layer]:
    """What the left and the right reader show of the comparisons of one text.

    Where one coder has nothing, her side shows an empty place under the other's words; its id is
    the other coding's below zero.
    """
    left: list[Highlight] = []
    right: list[Highlight] = []
    for place in places:
        first, second = place.comparison.first, place.comparison.second
        left.append(_shown(place, first, pair, speech) or _gap(place, second, pair, speech))
        right.append(_shown(place, second, pair, speech) or _gap(place, first, pair, speech))
    return Layer.of(left), Layer.of(right)


def _shown(place: Place, mark: Mark | None, pair: Pair, speech: Speech) -> Highlight | None:
    if mark is None:
        return None
    code = pair.codes.get(mark.code_id)
    kind = place.comparison.kind
    name = pair.code(mark, speech)
    label = f"{SIGNS[kind]} {_short(kind, speech)}: {name}"
    whole = comparison_words(place.comparison, pair.first, pair.second, speech)
    return Highlight(
        id=mark.id,
        span=mark.span,
        colour=_NOTHING if code is None else code.colour,
        label=label,
        tooltip=f"{name}\n{SIGNS[kind]} {whole}",
    )


def _gap(place: Place, other: Mark | None, pair: Pair, speech: Speech) -> Highlight:
    span = place.comparison.span if other is None else other.span
    kind = place.comparison.kind
    said = kind_words(kind, pair.first, pair.second, speech)
    name = pair.code(other, speech)
    return Highlight(
        id=0 if other is None else -other.id,
        span=span,
        colour=_NOTHING,
        label=f"{SIGNS[kind]} {speech('missed')}",
        tooltip=f"{SIGNS[kind]} {said}\n{name}",
    )


def _short(kind: Kind, speech: Speech) -> str:
    """A kind in one word, since a margin is narrow; hovering tells the rest."""
    return {
        Kind.AGREED: speech("agreed"),
        Kind.BOUNDARY: speech("boundary"),
        Kind.OTHER_CODE: speech("different"),
    }.get(kind, speech("alone"))
