"""Compares two states of a display: which cells changed under the researcher, and how.

A kept display shows what was last looked at. Where the study has changed since, its cells are
stale and say what changed; a cell is made anew from the newer state, and the others stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from models.vocabulary import Missing
from qda.displays.kind import Shown
from qda.displays.network import Arrow, Network, Node
from qda.displays.values import Cell, Entry, Evidence, Heading, Matrix, Record
from qda.i18n import Speech

Place = tuple[str, str]
"""A cell by the ids of its row and its column; a node or an arrow by its id and nothing."""

Part = TypeVar("Part", Cell, Node, Arrow)
Linked = TypeVar("Linked", Node, Arrow)


class Change(StrEnum):
    """What may have happened to a cell."""

    ADDED = "added"
    GONE = "gone"
    CODED_OTHERWISE = "coded_otherwise"
    REWORDED = "reworded"
    RECORDS = "records"
    CONTENT = "content"
    NEW = "new"
    NO_LONGER = "no_longer"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One thing that happened to a cell; `keys` are the trace keys of the codings it concerns."""

    change: Change
    keys: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


_SHOWN: Final = 4
"""Trace keys that a sentence names before it counts the rest."""


def worded(change: CellChange, speech: Speech) -> str:
    """What happened to a cell, in a sentence part."""
    keys, n = _keys(change.keys), len(change.keys)
    if change.change is Change.ADDED:
        return speech.many("{n} coding more: {keys}", "{n} codings more: {keys}", n, keys=keys)
    if change.change is Change.GONE:
        return speech.many("{n} coding less: {keys}", "{n} codings less: {keys}", n, keys=keys)
    if change.change is Change.CODED_OTHERWISE:
        return speech.many(
            "{n} coding was judged otherwise: {keys}",
            "{n} codings were judged otherwise: {keys}",
            n,
            keys=keys,
        )
    if change.change is Change.REWORDED:
        return speech.many(
            "The words of {n} coding changed: {keys}",
            "The words of {n} codings changed: {keys}",
            n,
            keys=keys,
        )
    return _otherwise(change, speech)


def _keys(keys: Sequence[str]) -> str:
    """Trace keys as a sentence names them: the first few, and how many more."""
    known = list(dict.fromkeys(keys))
    left = len(known) - _SHOWN
    return "; ".join(known[:_SHOWN]) + (f"; +{left}" if left > 0 else "")


def _otherwise(change: CellChange, speech: Speech) -> str:
    if change.change is Change.NEW:
        return speech("New since the display was last looked at")
    if change.change is Change.NO_LONGER:
        return speech("No longer part of the display")
    if change.change is Change.RECORDS:
        return speech("What it rests on beside codings changed")
    return speech("Was: {before}. Is now: {after}", before=change.before, after=change.after)


def changes(old: Shown, new: Shown) -> dict[Place, tuple[CellChange, ...]]:
    """What happened to each cell, node or arrow that is not what it was, by its place.

    Two displays of different shape have no cell in common: all of them are new or gone.
    """
    before, after = _parts(old), _parts(new)
    found: dict[Place, tuple[CellChange, ...]] = {}
    for place in (*before, *(place for place in after if place not in before)):
        one, other = before.get(place), after.get(place)
        if one is None:
            found[place] = (CellChange(Change.NEW),)
        elif other is None:
            found[place] = (CellChange(Change.NO_LONGER),)
        else:
            happened = _happened(_Ground.of(old, one), _Ground.of(new, other))
            if happened:
                found[place] = happened
    return found


def size_of(shown: Shown) -> int:
    """How many cells a display has, or nodes and arrows."""
    return len(_parts(shown))


def marked(old: Shown, new: Shown, speech: Speech) -> Shown:
    """The older state, its cells marked with what changed, and what is new added to it.

    What is no longer part of the newer state stays, and says so. A display of another shape than
    before is shown as it is now.
    """
    found = {
        place: tuple(worded(each, speech) for each in happened)
        for place, happened in changes(old, new).items()
    }
    if isinstance(old, Matrix) and isinstance(new, Matrix):
        return _marked_matrix(old, new, found)
    if isinstance(old, Network) and isinstance(new, Network):
        return _marked_network(old, new, found)
    return new


def refreshed(old: Shown, new: Shown, places: Collection[Place]) -> Shown:
    """The older state with some of its places made anew from the newer one.

    What was new is added where it is named, and what is gone leaves; a row or column of which no
    cell is left leaves, too.
    """
    wanted = set(places)
    if isinstance(old, Matrix) and isinstance(new, Matrix):
        return _refreshed_matrix(old, new, wanted)
    if isinstance(old, Network) and isinstance(new, Network):
        return _refreshed_network(old, new, wanted)
    return new


# What a part rests on


class _Judged(NamedTuple):
    """What is compared of a coding beside its words."""

    code: str
    polarity: str | None
    strength: int | None
    state: str
    case: str


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a cell, a node or an arrow says, and what it rests on."""

    codings: Mapping[str, Evidence]
    records: frozenset[tuple[str, str, str]]
    said: str

    @classmethod
    def of(cls, shown: Shown, part: Cell | Node | Arrow) -> _Ground:
        """The ground of one part of a display."""
        indexes = [*part.evidence]
        records = [*part.records]
        if isinstance(part, Cell):
            for entry in part.entries:
                indexes.extend(entry.evidence)
                records.extend(entry.records)
        rests_on = (shown.records[index] for index in records)
        return cls(
            {shown.evidence[index].coding: shown.evidence[index] for index in indexes},
            frozenset((each.kind.value, each.id, each.text) for each in rests_on),
            _said(part),
        )


def _said(part: Cell | Node | Arrow) -> str:
    """What a part says, without what its evidence explains, to be read by people."""
    if isinstance(part, Node):
        return " · ".join(filter(None, (part.label, part.rating)))
    if isinstance(part, Arrow):
        return " · ".join(filter(None, (part.label, part.sign, part.state.value)))
    said = [_entry_words(entry) for entry in part.entries]
    if part.missing is not None:
        said.append(part.missing.value)
    return " / ".join(dict.fromkeys(filter(None, said)))


def _entry_words(entry: Entry) -> str:
    return entry.missing.value if entry.missing is not None else entry.text


def _happened(old: _Ground, new: _Ground) -> tuple[CellChange, ...]:
    found: list[CellChange] = []

    def note(change: Change, which: Iterable[Evidence]) -> None:
        keys = tuple(each.key for each in which)
        if keys:
            found.append(CellChange(change, keys))

    note(Change.ADDED, (e for uuid, e in new.codings.items() if uuid not in old.codings))
    note(Change.GONE, (e for uuid, e in old.codings.items() if uuid not in new.codings))
    both = [(old.codings[uuid], e) for uuid, e in new.codings.items() if uuid in old.codings]
    note(Change.CODED_OTHERWISE, (e for before, e in both if _judged(before) != _judged(e)))
    note(Change.REWORDED, (e for before, e in both if before.quote != e.quote))
    if old.records != new.records:
        found.append(CellChange(Change.RECORDS))
    if not found and old.said != new.said:
        found.append(CellChange(Change.CONTENT, before=_short(old.said), after=_short(new.said)))
    return tuple(found)


def _judged(evidence: Evidence) -> _Judged:
    return _Judged(
        evidence.code,
        evidence.polarity,
        evidence.strength,
        evidence.state.value,
        evidence.case,
    )


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"


def _parts(shown: Shown) -> dict[Place, Cell | Node | Arrow]:
    if isinstance(shown, Matrix):
        # What a row that is gone, or not wholly there yet, holds beside its cells is no cell.
        return {place: cell for place, cell in _cells(shown).items() if cell != _NOWHERE}
    parts: list[Node | Arrow] = [*shown.nodes, *shown.arrows]
    return {(part.id, ""): part for part in parts}


# Putting two states together


class _Joined:
    """The evidence and the records of two states, each piece once."""

    def __init__(self, old: Shown) -> None:
        self.evidence: list[Evidence] = list(old.evidence)
        self.records: list[Record] = list(old.records)
        self._known = {each: index for index, each in enumerate(self.evidence)}
        self._recorded = {each: index for index, each in enumerate(self.records)}

    def taken(self, part: Part, new: Shown) -> Part:
        """A part of the newer state that names its evidence in the joined lists."""
        evidence = tuple(self._evidence(new.evidence[index]) for index in part.evidence)
        records = tuple(self._record(new.records[index]) for index in part.records)
        if not isinstance(part, Cell):
            return replace(part, evidence=evidence, records=records)
        entries = tuple(
            replace(
                entry,
                evidence=tuple(self._evidence(new.evidence[index]) for index in entry.evidence),
                records=tuple(self._record(new.records[index]) for index in entry.records),
            )
            for entry in part.entries
        )
        return replace(part, entries=entries, evidence=evidence, records=records)

    def _evidence(self, piece: Evidence) -> int:
        if piece not in self._known:
            self._known[piece] = len(self.evidence)
            self.evidence.append(piece)
        return self._known[piece]

    def _record(self, piece: Record) -> int:
        if piece not in self._recorded:
            self._recorded[piece] = len(self.records)
            self.records.append(piece)
        return self._recorded[piece]


def _both(old: Sequence[Heading], new: Sequence[Heading]) -> tuple[Heading, ...]:
    """The older headings with the newer ones among them, each after the one it follows."""
    known = {heading.id for heading in old}
    after: dict[str, list[Heading]] = defaultdict(list)
    last = ""
    for heading in new:
        if heading.id in known:
            last = heading.id
        else:
            after[last].append(heading)
    found = after[""]
    for heading in old:
        found += [heading, *after[heading.id]]
    return tuple(found)


_NOWHERE: Final = Cell((), missing=Missing.NOT_APPLICABLE)
"""What stands where a new row crosses a column that is gone: neither state has such a cell."""

_ChooseCell = Callable[[Place, Cell | None, Cell | None], Cell | None]
"""Which of a cell's two states stands at a place, itself; None where it has none any more."""


def _combined(old: Matrix, new: Matrix, choose: _ChooseCell) -> Matrix:
    joined = _Joined(old)
    rows, columns = _both(old.rows, new.rows), _both(old.columns, new.columns)
    before, after = _cells(old), _cells(new)
    made: list[list[Cell | None]] = []
    for row in rows:
        line: list[Cell | None] = []
        for column in columns:
            place = (row.id, column.id)
            newer = after.get(place)
            chosen = choose(place, before.get(place), newer)
            if chosen is not None and chosen is newer:
                chosen = joined.taken(newer, new)
            line.append(chosen)
        made.append(line)
    kept_rows = [n for n, line in enumerate(made) if not line or any(line)]
    kept_columns = [n for n in range(len(columns)) if any(line[n] for line in made)]
    cells = tuple(tuple(made[r][c] or _NOWHERE for c in kept_columns) for r in kept_rows)
    return replace(
        old,
        rows=tuple(rows[n] for n in kept_rows),
        columns=tuple(columns[n] for n in kept_columns),
        cells=cells,
        evidence=tuple(joined.evidence),
        records=tuple(joined.records),
    )


def _cells(matrix: Matrix) -> dict[Place, Cell]:
    return {(matrix.rows[r].id, matrix.columns[c].id): cell for r, c, cell in matrix.places()}


def _marked_matrix(old: Matrix, new: Matrix, found: Mapping[Place, tuple[str, ...]]) -> Matrix:
    def choose(_: Place, older: Cell | None, newer: Cell | None) -> Cell | None:
        return newer if older is None else older

    made = _combined(old, new, choose)
    cells = tuple(
        tuple(
            replace(cell, changes=found.get((row.id, column.id), ()))
            for column, cell in zip(made.columns, line, strict=True)
        )
        for row, line in zip(made.rows, made.cells, strict=True)
    )
    return replace(
        made,
        cells=cells,
        title=new.title,
        conclusions=new.conclusions,
        warnings=new.warnings,
        legend=new.legend,
    )


def _refreshed_matrix(old: Matrix, new: Matrix, wanted: set[Place]) -> Matrix:
    def choose(place: Place, older: Cell | None, newer: Cell | None) -> Cell | None:
        return newer if place in wanted else older

    made = _combined(old, new, choose)
    headings = {heading.id: heading for heading in (*new.rows, *new.columns)}
    return _pruned(
        replace(
            made,
            rows=tuple(headings.get(each.id, each) for each in made.rows),
            columns=tuple(headings.get(each.id, each) for each in made.columns),
            title=new.title,
            facts=new.facts,
            legend=new.legend,
            warnings=new.warnings,
            conclusions=new.conclusions,
        )
    )


def _pruned(matrix: Matrix) -> Matrix:
    """The matrix without evidence and records that nothing in it rests on any more."""
    empty = replace(matrix, evidence=(), records=())
    joined = _Joined(empty)
    cells = tuple(tuple(joined.taken(cell, matrix) for cell in row) for row in matrix.cells)
    return replace(
        empty, cells=cells, evidence=tuple(joined.evidence), records=tuple(joined.records)
    )


def _marked_network(old: Network, new: Network, found: Mapping[Place, tuple[str, ...]]) -> Network:
    joined = _Joined(old)
    nodes = (*old.nodes, *_added(joined, old.nodes, new.nodes, new))
    arrows = (*old.arrows, *_added(joined, old.arrows, new.arrows, new))
    return replace(
        old,
        nodes=_placed(_with_changes(nodes, found), new.nodes),
        arrows=_with_changes(arrows, found),
        evidence=tuple(joined.evidence),
        records=tuple(joined.records),
        title=new.title,
        conclusions=new.conclusions,
        warnings=new.warnings,
        legend=new.legend,
        narrative=new.narrative or old.narrative,
    )


def _added(
    joined: _Joined, old: Sequence[Linked], new: Sequence[Linked], shown: Network
) -> list[Linked]:
    """What only the newer state has, its evidence in the joined lists."""
    known = {each.id for each in old}
    return [joined.taken(each, shown) for each in new if each.id not in known]


def _with_changes(
    every: Sequence[Linked], found: Mapping[Place, tuple[str, ...]]
) -> tuple[Linked, ...]:
    return tuple(replace(each, changes=found.get((each.id, ""), ())) for each in every)


def _placed(nodes: Sequence[Node], new: Sequence[Node]) -> tuple[Node, ...]:
    """Nodes where they were moved to last: moving one is no change of the data."""
    places = {node.id: (node.x, node.y) for node in new}
    return tuple(
        replace(node, x=places[node.id][0], y=places[node.id][1]) if node.id in places else node
        for node in nodes
    )


def _refreshed_network(old: Network, new: Network, wanted: set[Place]) -> Network:
    joined = _Joined(replace(old, evidence=(), records=()))
    both = (old, new)
    nodes = _renewed(joined, both, old.nodes, new.nodes, wanted)
    arrows = _renewed(joined, both, old.arrows, new.arrows, wanted)
    there = {node.id for node in nodes}
    return replace(
        new,
        nodes=_placed(nodes, new.nodes),
        arrows=tuple(each for each in arrows if {each.start, each.end} <= there),
        evidence=tuple(joined.evidence),
        records=tuple(joined.records),
    )


def _renewed(
    joined: _Joined,
    shown: tuple[Network, Network],
    old: Sequence[Linked],
    new: Sequence[Linked],
    wanted: set[Place],
) -> list[Linked]:
    """The older nodes or arrows, those wanted from the newer state; what is gone leaves."""
    before, after = shown
    kept = {each.id: joined.taken(each, before) for each in old if (each.id, "") not in wanted}
    made = {each.id: joined.taken(each, after) for each in new if (each.id, "") in wanted}
    in_order = dict.fromkeys(each.id for each in (*old, *new))
    return [(kept.get(id_) or made[id_]) for id_ in in_order if id_ in kept or id_ in made]
