"""Reads what is settled between two coders, and tells which settlements are outdated.

A settlement is outdated when one of the codings it compared has gone, was given another code or
other edges since, or now belongs with another coding; or when what it put into the agreed version
is not there any more as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, RowMapping, select

from models.coding import Coding
from models.history import Change, Edit, EditState, Operation
from models.packing import unpack
from models.recording import BATCH, table_of
from models.study import Coder, Settlement
from models.vocabulary import CoderKind, Outcome
from qda.edits.settling import FIRST, INSTEAD, SECOND, derived
from qda.retrieval.rows import CoderRow

_LEAVE_IN_PLACE: Final = ("confirm_codings", "judge_codings", "merge_codes", "settle_codings")
"""Edits that change codings without saying that these words mean something else."""

_TELLING: Final = frozenset({"segment_id", "code_id"})
_SWAPPED: Final = {Outcome.FIRST: Outcome.SECOND, Outcome.SECOND: Outcome.FIRST}


@dataclass(frozen=True, slots=True)
class Settled:
    """What was agreed on, by whom and why; `other` where it is what neither had coded."""

    id: int
    outcome: Outcome
    reason: str
    coder: str
    made_at: str
    other: bool = False
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Settlements:
    """The settlements of a pair, by the codings they compared.

    `lost` are the ids of those of which neither coding is there any more.
    """

    agreed_id: int | None
    by_pair: dict[tuple[str, str], Settled]
    by_coding: dict[str, Settled]
    lost: tuple[int, ...]

    def of(self, first_uuid: str, second_uuid: str) -> Settled | None:
        """The settlement of a comparison; one of another comparison of a coding is outdated."""
        known = self.by_pair.get((first_uuid, second_uuid))
        return known or self.by_coding.get(first_uuid) or self.by_coding.get(second_uuid)


def read_settlements(connection: Connection, first: CoderRow, second: CoderRow) -> Settlements:
    """What is settled between two coders, seen from the first one."""
    turned = first.id > second.id
    earlier, later = (second, first) if turned else (first, second)
    coder, table = table_of(Coder), table_of(Settlement)
    note = f"{earlier.uuid} {later.uuid}"
    agreed_id = connection.execute(
        select(coder.c.id).where(coder.c.kind == CoderKind.AGREED, coder.c.note == note)
    ).scalar()
    if agreed_id is None:
        return Settlements(None, {}, {}, ())
    query = (
        select(table, coder.c.name)
        .join(coder, coder.c.id == table.c.coder_id)
        .where(table.c.agreed_id == agreed_id)
        .order_by(table.c.id)
    )
    rows = connection.execute(query).mappings().all()
    return _gathered(_Facts(connection, agreed_id, rows), rows, turned=turned)


class _Facts:
    """What the settlements of a pair rest on, read once."""

    def __init__(self, connection: Connection, agreed_id: int, rows: Iterable[RowMapping]) -> None:
        self.agreed_id = agreed_id
        used = list(rows)
        compared = {u for row in used for u in (row["first_uuid"], row["second_uuid"]) if u}
        self.codings = _codings(connection, sorted(compared))
        ids = {row["id"] for row in self.codings.values()}
        since = min((row["made_at"] for row in used), default="")
        self._moved = _moved(connection, ids, since) if used else {}
        coding = table_of(Coding)
        query = select(coding).where(coding.c.coder_id == agreed_id)
        agreed = connection.execute(query).mappings().all()
        self._agreed = {row["uuid"]: row for row in agreed}
        self._places = {(row["segment_id"], row["code_id"]) for row in agreed}

    def is_outdated(self, row: RowMapping) -> bool:
        """Whether a settlement no longer speaks of what is there."""
        uuids = [uuid for uuid in (row["first_uuid"], row["second_uuid"]) if uuid]
        if any(uuid not in self.codings for uuid in uuids):
            return True
        ids = [self.codings[uuid]["id"] for uuid in uuids]
        if any(self._moved.get(id_, "") >= row["made_at"] for id_ in ids):
            return True
        return any(
            (found["segment_id"], found["code_id"]) not in self._places
            for found in self._taken(row)
        )

    def is_other(self, row: RowMapping) -> bool:
        """Whether a settlement put something into the agreed version that neither had coded."""
        return derived(row["uuid"], INSTEAD) in self._agreed

    def is_lost(self, row: RowMapping) -> bool:
        """Whether neither coding of a settlement is there any more."""
        uuids = [uuid for uuid in (row["first_uuid"], row["second_uuid"]) if uuid]
        left = {derived(row["uuid"], which) for which in (FIRST, SECOND, INSTEAD)}
        gone = not any(uuid in self.codings for uuid in uuids)
        return gone and not left.isdisjoint(self._agreed)

    def _taken(self, row: RowMapping) -> Iterator[RowMapping]:
        if row["outcome"] in (Outcome.FIRST, Outcome.BOTH) and row["first_uuid"]:
            yield self.codings[row["first_uuid"]]
        if row["outcome"] in (Outcome.SECOND, Outcome.BOTH) and row["second_uuid"]:
            yield self.codings[row["second_uuid"]]


def _gathered(facts: _Facts, rows: Iterable[RowMapping], *, turned: bool) -> Settlements:
    by_pair: dict[tuple[str, str], Settled] = {}
    by_coding: dict[str, Settled] = {}
    lost: list[int] = []
    for row in rows:
        if facts.is_lost(row):
            lost.append(row["id"])
            continue
        outcome = Outcome(row["outcome"])
        pair = (row["first_uuid"], row["second_uuid"])
        by_pair[pair[::-1] if turned else pair] = Settled(
            row["id"],
            _SWAPPED.get(outcome, outcome) if turned else outcome,
            row["reason"],
            row["name"],
            row["made_at"],
            other=facts.is_other(row),
            outdated=facts.is_outdated(row),
        )
        for uuid in filter(None, pair):
            by_coding[uuid] = Settled(
                row["id"], outcome, row["reason"], row["name"], row["made_at"], outdated=True
            )
    return Settlements(facts.agreed_id, by_pair, by_coding, tuple(lost))


def _codings(connection: Connection, uuids: list[str]) -> dict[str, RowMapping]:
    coding = table_of(Coding)
    found: dict[str, RowMapping] = {}
    for at in range(0, len(uuids), BATCH):
        query = select(coding).where(coding.c.uuid.in_(uuids[at : at + BATCH]))
        found.update((row["uuid"], row) for row in connection.execute(query).mappings())
    return found


def _moved(connection: Connection, ids: set[int], since: str) -> Mapping[int, str]:
    """When codings were last given another code or place, by id, as the history tells it."""
    edit, change = table_of(Edit), table_of(Change)
    query = (
        select(change.c.payload, edit.c.made_at)
        .join(edit, edit.c.id == change.c.edit_id)
        .where(
            change.c.table_name == table_of(Coding).name,
            change.c.operation == Operation.UPDATE,
            edit.c.state == EditState.DONE,
            edit.c.made_at >= since,
            edit.c.kind.not_in(_LEAVE_IN_PLACE),
        )
    )
    found: dict[int, str] = defaultdict(str)
    for payload, made_at in connection.execute(query):
        for row in () if payload is None else unpack(payload)["before"]:
            if row["id"] in ids and _TELLING & row.keys():
                found[row["id"]] = max(found[row["id"]], made_at)
    return found
