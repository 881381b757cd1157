"""Reads the labels that researchers gave, and compares those of two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from sqlalchemy import Connection, select

from models.display import Display
from models.errors import Refused
from models.judging import ConvergenceLabel
from models.recording import table_of
from models.study import Coder
from models.vocabulary import Consequence, Convergence
from qda.retrieval.sight import seen_labels
from qda.statistics.nominal import cohen_kappa, krippendorff_alpha


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A label as a researcher gave it; `pair` is empty for that of a theme as a whole."""

    uuid: str
    coder: str
    row: str
    pair: tuple[str, ...]
    label: Convergence
    proposed: Convergence | None
    reason: str
    inference: str
    consequence: Consequence | None
    made_at: str

    @property
    def place(self) -> tuple[str, ...]:
        """What is labelled: the theme, or the theme and the two groups."""
        return (self.row, *self.pair)


def labels_of(connection: Connection, display_id: int) -> tuple[LabelRow, ...]:
    """The labels of a kept triangulation, oldest first, as far as they may be seen."""
    label, coder = table_of(ConvergenceLabel), table_of(Coder)
    query = (
        select(label, coder.c.name.label("coder"))
        .join(coder, coder.c.id == label.c.coder_id)
        .where(label.c.display_id == display_id, seen_labels(connection))
        .order_by(label.c.id)
    )
    return tuple(
        LabelRow(
            uuid=found["uuid"],
            coder=found["coder"],
            row=found["row"],
            pair=(found["first"], found["second"]) if found["first"] else (),
            label=found["label"],
            proposed=found["proposed"],
            reason=found["reason"],
            inference=found["inference"],
            consequence=found["consequence"],
            made_at=found["changed_at"] or found["made_at"],
        )
        for found in connection.execute(query).mappings()
    )


def settled(labels: Iterable[LabelRow]) -> dict[tuple[str, ...], LabelRow]:
    """The label that holds for each place: the one given or changed last.

    Where two researchers do not say the same of a place, nothing is settled there.
    """
    by_place: dict[tuple[str, ...], list[LabelRow]] = {}
    for each in labels:
        by_place.setdefault(each.place, []).append(each)
    return {
        place: max(given, key=lambda each: each.made_at)
        for place, given in by_place.items()
        if len({each.label for each in given}) == 1
    }


class NoTriangulationKept(Refused):
    """Labels belong to a kept display, and there is none of that title."""

    en = (
        "Keep a triangulation first; labels belong to it. Kept triangulations: {known}. Name one "
        "by its title."
    )
    id = (
        "Simpan dulu sebuah triangulasi; label melekat padanya. Triangulasi yang tersimpan: "
        "{known}. Sebutkan judulnya."
    )


TRIANGULATIONS: Final = frozenset(
    {
        "triangulation-matrix",
        "source-triangulation",
        "technique-triangulation",
        "time-triangulation",
        "joint-theory",
        "joint-side-by-side",
    }
)
"""The kinds of display whose themes can be labelled."""


@dataclass(frozen=True, slots=True)
class KeptTriangulation:
    """A kept display whose themes can be labelled."""

    id: int
    uuid: str
    title: str
    kind: str


def kept_triangulations(connection: Connection) -> tuple[KeptTriangulation, ...]:
    """The kept displays whose themes can be labelled, in their order."""
    table = table_of(Display)
    query = (
        select(table.c.id, table.c.uuid, table.c.title, table.c.kind)
        .where(table.c.kind.in_(TRIANGULATIONS))
        .order_by(table.c.position, table.c.id)
    )
    return tuple(KeptTriangulation(*row) for row in connection.execute(query))


def kept_triangulation(connection: Connection, title: str = "") -> KeptTriangulation:
    """The kept triangulation of a title; the only one where no title is given.

    Raises:
        NoTriangulationKept: there is none, or several and no title.
    """
    known = kept_triangulations(connection)
    wanted = title.strip().casefold()
    found = [each for each in known if not wanted or each.title.casefold() == wanted]
    if len(found) != 1:
        listed = ", ".join(f"“{each.title}”" for each in known)
        raise NoTriangulationKept(known=listed or "–")
    return found[0]


@dataclass(frozen=True, slots=True)
class LabelComparison:
    """Two researchers' labels of the same places.

    `pairs` are the labels of each place that both labelled; `only_first` and `only_second` count
    what one alone did. `kappa` is Cohen's, `alpha` Krippendorff's; None where not defined.
    """

    first: str
    second: str
    places: tuple[tuple[str, ...], ...]
    pairs: tuple[tuple[Convergence, Convergence], ...]
    only_first: int
    only_second: int
    kappa: Fraction | None
    alpha: Fraction | None

    @property
    def same(self) -> int:
        """How many places bear the same label."""
        return sum(one is other for one, other in self.pairs)


def compared_labels(labels: Sequence[LabelRow], first: str, second: str) -> LabelComparison:
    """How the labels of two researchers, by name, compare."""
    ones = {each.place: each.label for each in labels if each.coder == first}
    others = {each.place: each.label for each in labels if each.coder == second}
    places = tuple(place for place in ones if place in others)
    pairs = tuple((ones[place], others[place]) for place in places)
    return LabelComparison(
        first=first,
        second=second,
        places=places,
        pairs=pairs,
        only_first=len(ones) - len(places),
        only_second=len(others) - len(places),
        kappa=cohen_kappa(pairs),
        alpha=krippendorff_alpha(pairs),
    )
