"""Saturation of interviews: which codes each one brings, in the order of their dates, by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import select

from models.recording import table_of
from models.source import Source
from models.vocabulary import CodingState, Origin, Technique
from qda.displays.axes import RowAxis
from qda.displays.workbench import Saying, Workbench
from qda.retrieval.rows import CodeRow
from qda.statistics.saturation import (
    OrderFree,
    Saturation,
    SaturationRule,
    order_free,
    saturation,
)
from qda.triangulation.grouping import NOWHERE

SEED: Final = 1
"""The seed of the chance orders."""

SPOKEN: Final = frozenset({Technique.INTERVIEW, Technique.FOCUS_GROUP})
"""Techniques whose texts are units of saturation, unless all texts are."""


class Counted(StrEnum):
    """Which codes count: the researcher's own, those without codes beneath them, or all."""

    INDUCTIVE = "inductive"
    LEAF = "leaf"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class SaturatingUnit:
    """A text: its codes, and those of them that no text before it has, with their first sayings."""

    source_id: int
    key: str
    title: str
    date: str
    codes: frozenset[int]
    new: tuple[int, ...]
    first: Mapping[int, Saying]


@dataclass(frozen=True, slots=True)
class SaturationOf:
    """The saturation of a group's texts, in order of date, and in chance orders.

    `id` and `label` are empty for all texts together.
    """

    id: str
    label: str
    units: tuple[SaturatingUnit, ...]
    found: Saturation
    free: OrderFree


@dataclass(frozen=True, slots=True)
class SaturationTable:
    """All groups; `is_fixed` says that codes of a theory are counted, `undated` counts texts."""

    groups: tuple[SaturationOf, ...]
    counted: Counted
    codes: int
    is_fixed: bool
    undated: int


def saturations(
    bench: Workbench,
    rule: SaturationRule,
    *,
    counted: Counted = Counted.INDUCTIVE,
    axis: RowAxis | None = None,
    all_texts: bool = False,
    orders: int = 1000,
) -> SaturationTable:
    """The saturation of all texts, and of each group on an axis where there are several.

    Confirmed codings alone are counted. Texts of a table are no units: samples of them have a
    rule of their own.

    Raises:
        BadSampleQuestion: the rule cannot be.
        NoSuchRows: the study has no such attribute.
    """
    rule.checked()
    wanted = _counted(tuple(bench.codes.values()), counted)
    dates = _dated(bench, all_texts=all_texts)
    said: dict[int, list[Saying]] = defaultdict(list)
    for saying in bench.sayings:
        place = saying.place
        confirmed = place.state is CodingState.CONFIRMED
        if confirmed and place.code_id in wanted and place.source_id in dates:
            said[place.source_id].append(saying)
    groups = [("", "", _everything(dates, said))]
    if axis is not None:
        parted = _by_axis(bench, axis, dates, said)
        groups += parted if len(parted) > 1 else []
    made = tuple(
        _saturation(bench, (id_, label), dates, sayings, rule=rule, orders=orders)
        for id_, label, sayings in groups
        if sayings
    )
    fixed = any(bench.codes[each].origin is Origin.DEDUCTIVE for each in wanted)
    undated = sum(not date for date in dates.values())
    return SaturationTable(made, counted, len(wanted), fixed, undated)


_Parted = tuple[str, str, dict[int, list[Saying]]]


def _everything(
    dates: Mapping[int, str], said: Mapping[int, list[Saying]]
) -> dict[int, list[Saying]]:
    return {source: said.get(source, []) for source in dates}


def _by_axis(
    bench: Workbench,
    axis: RowAxis,
    dates: Mapping[int, str],
    said: Mapping[int, Sequence[Saying]],
) -> list[_Parted]:
    rows = bench.rows_on(axis)
    found: list[_Parted] = []
    for key, members in bench.members_on(axis).items():
        if key.id == NOWHERE:
            continue
        inside: dict[int, list[Saying]] = {
            source: [
                each for each in said.get(source, ()) if rows.of(source, each.case).id == key.id
            ]
            for source, _ in members
            if source in dates
        }
        if inside:
            found.append((key.id, key.label, inside))
    return found


def _saturation(
    bench: Workbench,
    named: tuple[str, str],
    dates: Mapping[int, str],
    sayings: Mapping[int, Sequence[Saying]],
    *,
    rule: SaturationRule,
    orders: int,
) -> SaturationOf:
    in_order = sorted(
        sayings, key=lambda id_: (not dates[id_], dates[id_], bench.voices.units[id_].key)
    )
    seen: set[int] = set()
    units = []
    for source_id in in_order:
        first: dict[int, Saying] = {}
        for saying in sayings[source_id]:
            first.setdefault(saying.place.code_id, saying)
        new = tuple(code for code in first if code not in seen)
        seen.update(new)
        unit = bench.voices.units[source_id]
        units.append(
            SaturatingUnit(
                source_id, unit.key, unit.title, dates[source_id], frozenset(first), new, first
            )
        )
    bearing = [unit.codes for unit in units]
    return SaturationOf(
        *named,
        units=tuple(units),
        found=saturation(bearing, rule),
        free=order_free(bearing, rule, seed=SEED, orders=orders),
    )


def _counted(tree: Sequence[CodeRow], counted: Counted) -> frozenset[int]:
    if counted is Counted.ALL:
        return frozenset(code.id for code in tree)
    if counted is Counted.LEAF:
        above = {code.parent_id for code in tree}
        return frozenset(code.id for code in tree if code.id not in above)
    return frozenset(code.id for code in tree if code.origin is not Origin.DEDUCTIVE)


def _dated(bench: Workbench, *, all_texts: bool) -> dict[int, str]:
    """The texts that are units, with their dates (ISO 8601; empty where not known)."""
    source = table_of(Source)
    collected = dict(
        bench.connection.execute(
            select(source.c.id, source.c.collected_on).where(source.c.collection_id.is_(None))
        ).all()
    )
    return {
        unit.id: str(unit.attributes.get("date") or collected[unit.id] or "")
        for unit in bench.voices.units.values()
        if unit.id in collected
        and unit.id in bench.scope.texts
        and (all_texts or unit.technique in SPOKEN)
    }
