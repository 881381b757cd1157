"""What the data say of an arrow: who bears it out, who speaks against it, and where.

Only recorded relations count, never that two codes stand beside each other. A relation speaks
against an arrow where its words do, or where its sign is the opposite of the theory's; a relation
whose sign is `+/-` speaks for both. A relation without words or codings behind it counts nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from models.vocabulary import RelationType
from qda.displays.informants import Informant
from qda.displays.network import ArrowState
from qda.displays.on_record import informants_of, is_in_scope, record
from qda.displays.workbench import Saying, Workbench
from qda.i18n import Speech, mark
from qda.retrieval.relations import EndKind, RelationEnd, RelationRow, relations

CAUSAL: Final = frozenset(
    {
        RelationType.INFLUENCES,
        RelationType.RESULTS_IN,
        RelationType.LEADS_TO,
        RelationType.EXPLAINS,
    }
)
"""The relations that say that one thing brings about, or changes, another."""

_KEYS: Final = 8
"""Trace keys that one sentence of a narrative names; the display has them all."""

_OPPOSITE: Final = {"+": "-", "-": "+"}

STATE_WORDS: Final = {
    ArrowState.SUPPORTED: mark("supported"),
    ArrowState.CONTRADICTED: mark("spoken against"),
    ArrowState.MIXED: mark("supported and contradicted"),
    ArrowState.NO_DATA: mark("no data"),
}
"""What the state of an arrow is called, English keys of the catalogue."""


@dataclass(slots=True)
class Bundle:
    """The relations behind one arrow, and who says what in them."""

    rows: list[RelationRow] = field(default_factory=list)
    supporting: set[Informant] = field(default_factory=set)
    contradicting: set[Informant] = field(default_factory=set)
    evidence: dict[int, None] = field(default_factory=dict)
    records: dict[int, None] = field(default_factory=dict)
    keys: dict[str, None] = field(default_factory=dict)
    signs: set[str] = field(default_factory=set)
    is_proposed: bool = False

    @property
    def state(self) -> ArrowState:
        """Supported, contradicted, both, or neither, by whether anybody says so."""
        if self.supporting and self.contradicting:
            return ArrowState.MIXED
        if self.contradicting:
            return ArrowState.CONTRADICTED
        return ArrowState.SUPPORTED if self.supporting else ArrowState.NO_DATA

    @property
    def sign(self) -> str:
        """The sign that the relations give; `+/-` where they differ."""
        said = self.signs - {""}
        return "+/-" if len(said) > 1 else next(iter(said), "")


class Links:
    """The relations of a study that count in a display, by the codes they run between."""

    def __init__(self, bench: Workbench, types: frozenset[RelationType] = CAUSAL) -> None:
        self._bench = bench
        self.rows = tuple(
            row for row in relations(bench.connection) if row.type in types and self._counts(row)
        )

    def _counts(self, row: RelationRow) -> bool:
        if row.from_end.kind is EndKind.CODING:
            # A coding that may not be seen, or that the filter leaves out, has no saying.
            return all(self._bench.said_at((end.coding,)) for end in _ends(row))
        return is_in_scope(self._bench, row)

    def prepare(self, rows: Iterable[RelationRow]) -> None:
        """Take the evidence of the relations that are to be bundled, all at once."""
        self._bench.take(each for row in rows for each in self._sayings(row))

    def bundled(self, rows: Iterable[RelationRow], expected: str = "") -> Bundle:
        """What some relations say of an arrow for which a theory expects a sign.

        Proposed relations count only where there are no confirmed ones.
        """
        found = list(rows)
        confirmed = [row for row in found if row.is_confirmed]
        made = Bundle(rows=confirmed or found, is_proposed=bool(found) and not confirmed)
        for row in made.rows:
            who = self.who(row)
            for_it, against = _sides(row, expected)
            made.supporting.update(who if for_it else ())
            made.contradicting.update(who if against else ())
            made.signs.add(row.sign)
            made.evidence.update(dict.fromkeys(self.evidence(row)))
            made.records[record(self._bench, row)] = None
            made.keys.update(dict.fromkeys(keys_of(row)))
        return made

    def who(self, row: RelationRow) -> frozenset[Informant]:
        """Who says that there is a relation; nobody where no words bear it out."""
        if not row.is_evidence:
            return frozenset()
        said = set(informants_of(self._bench, row))
        for end in _ends(row):
            said.update(each.informant for each in self._bench.said_at((end.coding,)))
        return frozenset(said)

    def evidence(self, row: RelationRow) -> tuple[int, ...]:
        """The evidence of the codings that a relation runs between."""
        return self._bench.take(self._sayings(row))

    def _sayings(self, row: RelationRow) -> tuple[Saying, ...]:
        return self._bench.said_at(end.coding for end in _ends(row) if end.coding)


def keys_of(row: RelationRow) -> tuple[str, ...]:
    """The trace keys of the places at which a relation stands."""
    keys = (row.key, row.from_end.key, row.to_end.key)
    return tuple(dict.fromkeys(key for key in keys if key))


NO_DATA: Final = mark("no data")
NO_SOURCE: Final = mark("no source yet")


def said_by(bundle: Bundle, speech: Speech, nobody: str = NO_DATA) -> str:
    """Who says what of an arrow, in words: informants for and against, else `nobody`."""
    parts = []
    if bundle.supporting:
        n = len(bundle.supporting)
        parts.append(speech.many("{n} informant for it", "{n} informants for it", n))
    if bundle.contradicting:
        n = len(bundle.contradicting)
        parts.append(speech.many("{n} informant against it", "{n} informants against it", n))
    return "; ".join(parts) or speech(nobody)


def places_of(keys: Iterable[str]) -> str:
    """The first trace keys in brackets, for the end of a sentence; empty where there are none.

    >>> places_of(["W01:2", "D01:1"])
    ' (W01:2, D01:1)'
    """
    named = list(keys)
    if not named:
        return ""
    more = ", …" if len(named) > _KEYS else ""
    return f" ({', '.join(named[:_KEYS])}{more})"


def by_codes(rows: Iterable[RelationRow]) -> dict[tuple[int, int], list[RelationRow]]:
    """Relations by the ids of the codes, or of the codes of the codings, they run between."""
    found: dict[tuple[int, int], list[RelationRow]] = defaultdict(list)
    for row in rows:
        start, end = row.from_end.code_id, row.to_end.code_id
        if start is not None and end is not None:
            found[start, end].append(row)
    return found


def _ends(row: RelationRow) -> tuple[RelationEnd, RelationEnd]:
    return row.from_end, row.to_end


def speaks_against(row: RelationRow, expected: str) -> bool:
    """Whether a relation speaks against an arrow for which a theory expects a sign."""
    return _sides(row, expected)[1]


def _sides(row: RelationRow, expected: str) -> tuple[bool, bool]:
    """Whether a relation speaks for an arrow, and whether against it."""
    if row.contradicts:
        return False, True
    if expected in _OPPOSITE and row.sign == "+/-":
        return True, True
    against = expected in _OPPOSITE and row.sign == _OPPOSITE[expected]
    return not against, against
