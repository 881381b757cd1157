"""Parts what was said into the groups that a triangulation compares.

Sources are compared by who speaks (*triangulasi sumber*), by how they were collected (*teknik*),
by when (*waktu*), by who coded them (*penyidik*), or by the theory they are read with (*teori*).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from models.recording import table_of
from models.source import Source
from models.vocabulary import CoderKind, StakeholderGroup, Technique
from qda.displays.axes import AxisKind, RowAxis, RowKey
from qda.displays.missing import Members
from qda.displays.workbench import Saying, Workbench
from qda.labels import label
from qda.numbers.grouping import Period, period_key
from qda.retrieval.codes import frameworks
from qda.retrieval.studies import coders
from qda.triangulation.modes import Mode

NOWHERE: Final = "none"
"""The id of the group of what has no value on an axis."""

_SHARED: Final = frozenset({AxisKind.GROUP, AxisKind.ROLE})
"""Axes on which people spoken with and the rows of a table may have the same place."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups compared, in order, with the texts and speakers of each.

    `of` gives the group's id of a saying; None where it belongs to none that is compared. `left`
    counts texts in scope that belong to none of them.
    """

    keys: tuple[RowKey, ...]
    members: Mapping[str, Members]
    of: Callable[[Saying], str | None]
    left: int = 0


def groups_of(
    bench: Workbench,
    mode: Mode,
    *,
    axis: RowAxis = RowAxis(AxisKind.GROUP),  # noqa: B008 - frozen
    period: Period | None = None,
) -> Groups:
    """The groups of a mode: sources on an `axis`, or times in bins as wide as a `period`.

    Without a period every date is a group of its own.

    Raises:
        NoSuchRows: sources are to be grouped by an attribute that the study does not have.
    """
    if mode is Mode.TECHNIQUE:
        return _on_axis(bench, RowAxis(AxisKind.TECHNIQUE))
    if mode is Mode.TIME:
        return _by_time(bench, period)
    if mode is Mode.CODER:
        return _by_coder(bench)
    if mode is Mode.THEORY:
        return _by_theory(bench)
    return _on_axis(bench, axis)


def _on_axis(bench: Workbench, axis: RowAxis) -> Groups:
    """Groups on an axis; a text that has no place on it stands with those of its technique.

    Documents have no role and no stakeholder group, and are what officials are checked against.
    The many of a table never join the few who were spoken with: reviews of citizens are one group,
    interviews of citizens another.
    """
    rows = bench.rows_on(axis)
    techniques = {
        each: RowKey(
            f"technique:{each.value}",
            label(each, bench.speech),
            (8, list(Technique).index(each), ""),
        )
        for each in Technique
    }

    joined: dict[tuple[str, Technique], RowKey] = {}

    def key_of(source_id: int, case_id: int | None) -> RowKey:
        key, unit = rows.of(source_id, case_id), bench.voices.units[source_id]
        how = techniques[unit.technique]
        if key.id == NOWHERE:
            return how
        if unit.collection_id is None or axis.kind not in _SHARED:
            return key
        if (key.id, unit.technique) not in joined:
            rank, number, words = key.order
            joined[key.id, unit.technique] = RowKey(
                f"{key.id}+{unit.technique.value}",
                f"{key.label} ({how.label})",
                (rank + 1, number, words),
            )
        return joined[key.id, unit.technique]

    members: dict[RowKey, Members] = defaultdict(dict)
    for source_id, case_id in _everybody(bench):
        members[key_of(source_id, case_id)][source_id, case_id] = None
    return _groups(members, lambda saying: key_of(saying.place.source_id, saying.case).id)


def _by_time(bench: Workbench, period: Period | None) -> Groups:
    dates = _dates(bench)

    def key_of(source_id: int) -> RowKey:
        written = dates.get(source_id, "")
        if period is not None:
            return period_key(written, period, bench.speech)
        day = written[:10]
        return RowKey(f"date:{day}" if day else NOWHERE, day, (0, 0, day))

    members: dict[RowKey, Members] = defaultdict(dict)
    left = set()
    for source_id, case_id in _everybody(bench):
        key = key_of(source_id)
        if key.id == NOWHERE:
            left.add(source_id)
        else:
            members[key][source_id, case_id] = None

    def of(saying: Saying) -> str | None:
        found = key_of(saying.place.source_id).id
        return None if found == NOWHERE else found

    return _groups(members, of, left=len(left))


def _by_coder(bench: Workbench) -> Groups:
    """One group for each person who coded, over the texts that two of them at least have coded."""
    people = [each.name for each in coders(bench.connection) if each.kind is CoderKind.PERSON]
    worked: dict[int, set[str]] = defaultdict(set)
    for saying in bench.sayings:
        if saying.place.coder in people:
            worked[saying.place.source_id].add(saying.place.coder)
    shared = {source_id for source_id, names in worked.items() if len(names) > 1}
    everybody = [member for member in _everybody(bench) if member[0] in shared]
    members: dict[RowKey, Members] = {
        RowKey(f"coder:{name}", name, (0, nth, "")): {
            member: None for member in everybody if name in worked[member[0]]
        }
        for nth, name in enumerate(people)
        if any(name in worked[source_id] for source_id in shared)
    }
    known = {key.id for key in members}

    def of(saying: Saying) -> str | None:
        found = f"coder:{saying.place.coder}"
        return found if found in known and saying.place.source_id in shared else None

    return _groups(members, of, left=len(worked) - len(shared))


def _by_theory(bench: Workbench) -> Groups:
    """One group for each framework, all over the same texts."""
    adopted = frameworks(bench.connection)
    names = {each.id: f"theory:{each.name}" for each in adopted}
    everybody: Members = dict.fromkeys(_everybody(bench))
    members = {
        RowKey(names[each.id], each.title(bench.question.language), (0, at, "")): everybody
        for at, each in enumerate(adopted)
    }

    def of(saying: Saying) -> str | None:
        framework = bench.codes[saying.place.code_id].framework_id
        return None if framework is None else names.get(framework)

    return _groups(members, of)


def _groups(
    members: Mapping[RowKey, Members], of: Callable[[Saying], str | None], *, left: int = 0
) -> Groups:
    keys = tuple(sorted(members, key=lambda key: key.order))
    return Groups(keys, {key.id: members[key] for key in keys}, of, left)


def _everybody(bench: Workbench) -> Members:
    """The texts in scope with who speaks in them, and where words are nobody's, with nobody."""
    found: Members = {}
    for unit in bench.voices.units.values():
        if unit.id in bench.scope.texts:
            for case in bench.scope.voices_of(unit.id):
                found[unit.id, case] = None
    for saying in bench.sayings:
        found[saying.place.source_id, saying.case] = None
    return found


def _dates(bench: Workbench) -> dict[int, str]:
    """The date of each text: its attribute `date`, else the day it was collected."""
    source = table_of(Source)
    collected = dict(bench.connection.execute(select(source.c.id, source.c.collected_on)).all())
    return {
        unit.id: str(unit.attributes.get("date") or collected[unit.id] or "")
        for unit in bench.voices.units.values()
    }


def group_words(bench: Workbench, id_: str) -> str:
    """What a group is called, from its id alone, where the group may be gone by now."""
    id_, _, how = id_.partition("+")
    kind, _, value = id_.partition(":")
    words = value or id_
    if kind == "group" and value in set(StakeholderGroup):
        words = label(StakeholderGroup(value), bench.speech)
    elif kind == "technique" and value in set(Technique):
        words = label(Technique(value), bench.speech)
    elif kind == "case" and value.isdecimal() and int(value) in bench.voices.people:
        words = bench.voices.people[int(value)].name
    elif kind == "source" and value.isdecimal() and int(value) in bench.voices.units:
        words = bench.voices.units[int(value)].key
    elif kind == "theory":
        known = {each.name: each for each in frameworks(bench.connection)}
        words = known[value].title(bench.question.language) if value in known else value
    return f"{words} ({label(Technique(how), bench.speech)})" if how in set(Technique) else words
