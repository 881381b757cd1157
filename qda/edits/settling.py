"""Edits that settle what two coders coded differently, in an agreed version beside both layers.

Neither coder's codings are touched. A settlement names the codings that were compared; the codings
of the agreed version are copies in the name of a coder of kind `AGREED`, one for each pair, and
their UUIDs follow from the settlement's, so that they go when it is taken back or made anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID, uuid5

from sqlalchemy import RowMapping, or_, select

from models.base import new_uuids
from models.code import Code
from models.coding import Coding
from models.errors import Refused
from models.memo import Memo
from models.packing import Row
from models.positions import Span
from models.recording import NotThere, Recorder, table_of
from models.study import Coder, Settlement
from models.vocabulary import CoderKind, CodingState, MemoKind, Outcome
from qda.edits.attached import parts
from qda.edits.coders import agreed_name
from qda.edits.coding import coding_coder, remove_codings
from qda.edits.edit import EditRequest
from qda.edits.segmenting import At, Texts, segments_at
from qda.i18n import mark

FIRST: Final = "first"
SECOND: Final = "second"
INSTEAD: Final = "instead"

_SWAPPED: Final = {Outcome.FIRST: Outcome.SECOND, Outcome.SECOND: Outcome.FIRST}
_COPIED: Final = (
    "segment_id", "code_id", "polarity", "strength", "time", "confidence", "important", "tags",
)  # fmt: skip


class NotComparable(Refused):
    """An agreed version is made of two different coders, and not of an agreed version."""

    en = "Choose two different coders; what is agreed already cannot be settled once more."
    id = "Pilih dua pengode yang berbeda; versi yang sudah disepakati tidak disepakati lagi."


class NotOfThisCoder(Refused):
    """A coding that is to be settled is not one of the two coders'."""

    en = "A coding that you settle is not “{name}”'s. Compare the coders anew."
    id = "Satu pengodean yang disepakati bukan milik “{name}”. Bandingkan pengode sekali lagi."


@dataclass(frozen=True, slots=True)
class Instead:
    """What both agree on that neither has coded: another code, or other edges."""

    source_id: int
    span: Span
    code_id: int


@dataclass(frozen=True, slots=True)
class Settling:
    """One comparison that is settled: the ids of its codings, None where a coder has none.

    `instead` goes with the outcome `NEITHER`.
    """

    first: int | None
    second: int | None
    outcome: Outcome
    instead: Instead | None = None

    def swapped(self) -> Settling:
        """The same with the coders in the other order."""
        outcome = _SWAPPED.get(self.outcome, self.outcome)
        return Settling(self.second, self.first, outcome, self.instead)


@dataclass(frozen=True, slots=True)
class SettleCodings(EditRequest[int]):
    """Say what is agreed on where two coders were compared; what was said before is replaced.

    `first_id` and `second_id` are the coders compared. With `as_memo` the reason becomes a memo on
    the codes concerned, too.
    """

    first_id: int
    second_id: int
    settlings: tuple[Settling, ...]
    reason: str = ""
    as_memo: bool = False

    kind: ClassVar[str] = "settle_codings"
    title: ClassVar[str] = mark("Settle {count} comparisons of {first} and {second}")

    def apply(self, recorder: Recorder) -> int:
        """Settle them and return how many there are.

        Raises:
            NotThere: a coder or a coding does not exist.
            NotComparable: they are one coder, or one of them is an agreed version.
            NotOfThisCoder: a coding belongs to somebody else.
        """
        first, second = _pair(recorder, self.first_id, self.second_id)
        turned = first.id != self.first_id
        wanted = [each.swapped() if turned else each for each in self.settlings]
        recorder.facts.update(count=len(wanted), first=first.name, second=second.name)
        if not wanted:
            return 0
        known = _codings(recorder, wanted)
        for settling in wanted:
            _check(known, settling.first, first)
            _check(known, settling.second, second)
        agreed = _agreed_coder(recorder, first, second)
        _take_back(recorder, _settled_before(recorder, agreed.id, known))
        settled = _settle(recorder, wanted, known, agreed_id=agreed.id, reason=self.reason)
        _add_agreed(recorder, _copies(recorder, wanted, known, settled=settled), agreed.id)
        if self.as_memo and self.reason.strip():
            _add_memos(recorder, known, self.reason.strip())
        return len(wanted)


@dataclass(frozen=True, slots=True)
class ReopenComparisons(EditRequest[int]):
    """Take settlements back, with the codings of the agreed version that came from them."""

    settlement_ids: tuple[int, ...]

    kind: ClassVar[str] = "reopen_comparisons"
    title: ClassVar[str] = mark("Reopen {count} settled comparisons")

    def apply(self, recorder: Recorder) -> int:
        """Reopen them and return how many there were."""
        table = table_of(Settlement)
        found: list[RowMapping] = []
        for part in parts(self.settlement_ids):
            query = select(table).where(table.c.id.in_(part))
            found.extend(recorder.session.execute(query).mappings())
        _take_back(recorder, found)
        recorder.facts["count"] = len(found)
        return len(found)


def derived(settlement_uuid: str, which: str) -> str:
    """The UUID of the agreed version's coding that came from a settlement.

    `which` is `FIRST`, `SECOND` or `INSTEAD`.
    """
    return str(uuid5(UUID(settlement_uuid), which))


def _pair(recorder: Recorder, one: int, other: int) -> tuple[Coder, Coder]:
    """The two coders, the one first who came to the study first."""
    first, second = (recorder.get(Coder, each) for each in sorted((one, other)))
    if one == other or CoderKind.AGREED in (first.kind, second.kind):
        raise NotComparable
    return first, second


def _codings(recorder: Recorder, settlings: Sequence[Settling]) -> dict[int, RowMapping]:
    wanted = {id_ for each in settlings for id_ in (each.first, each.second) if id_ is not None}
    table = table_of(Coding)
    found: dict[int, RowMapping] = {}
    for part in parts(sorted(wanted)):
        query = select(table).where(table.c.id.in_(part))
        found.update((row["id"], row) for row in recorder.session.execute(query).mappings())
    for id_ in sorted(wanted - found.keys()):
        raise NotThere(what="coding", which=id_)
    return found


def _check(known: Mapping[int, RowMapping], coding_id: int | None, coder: Coder) -> None:
    if coding_id is not None:
        row = known[coding_id]
        if coder.id not in (row["coder_id"], row["confirmed_by"]):
            raise NotOfThisCoder(name=coder.name)


def _agreed_coder(recorder: Recorder, first: Coder, second: Coder) -> Coder:
    """The coder in whose name the agreed version of a pair stands; its note names the two."""
    note = f"{first.uuid} {second.uuid}"
    query = select(Coder).where(Coder.kind == CoderKind.AGREED, Coder.note == note)
    found = recorder.session.execute(query).scalar()
    if found is None:
        name = agreed_name(recorder, (first.uuid, second.uuid))
        found = recorder.add(Coder(name=name, kind=CoderKind.AGREED, note=note))
        recorder.session.flush()
    return found


def _settled_before(
    recorder: Recorder, agreed_id: int, known: Mapping[int, RowMapping]
) -> list[RowMapping]:
    """The settlements of a pair that speak of any of these codings."""
    table = table_of(Settlement)
    found: dict[int, RowMapping] = {}
    for part in parts(sorted(known)):
        uuids = [known[id_]["uuid"] for id_ in part]
        query = select(table).where(
            table.c.agreed_id == agreed_id,
            or_(table.c.first_uuid.in_(uuids), table.c.second_uuid.in_(uuids)),
        )
        found.update((row["id"], row) for row in recorder.session.execute(query).mappings())
    return list(found.values())


def _take_back(recorder: Recorder, settlements: Sequence[RowMapping]) -> None:
    """Remove settlements and the codings of the agreed version that came from them."""
    uuids = [
        derived(row["uuid"], which) for row in settlements for which in (FIRST, SECOND, INSTEAD)
    ]
    table = table_of(Coding)
    gone: list[int] = []
    for at in range(0, len(uuids), _AT_ONCE):
        query = select(table.c.id).where(table.c.uuid.in_(uuids[at : at + _AT_ONCE]))
        gone.extend(recorder.session.execute(query).scalars())
    remove_codings(recorder, gone)
    recorder.delete_many(Settlement, [row["id"] for row in settlements])


_AT_ONCE: Final = 500


def _settle(
    recorder: Recorder,
    settlings: Sequence[Settling],
    known: Mapping[int, RowMapping],
    *,
    agreed_id: int,
    reason: str,
) -> list[str]:
    """Store the settlements and return their UUIDs."""
    uuids = new_uuids(len(settlings))
    rows: list[Row] = [
        {
            "uuid": uuid,
            "outcome": each.outcome,
            "first_uuid": "" if each.first is None else known[each.first]["uuid"],
            "second_uuid": "" if each.second is None else known[each.second]["uuid"],
        }
        for uuid, each in zip(uuids, settlings, strict=True)
    ]
    shared = {
        "agreed_id": agreed_id, "coder_id": coding_coder(recorder), "reason": reason.strip(),
    }  # fmt: skip
    recorder.insert_many(Settlement, rows, shared=shared)
    return uuids


def _copies(
    recorder: Recorder,
    settlings: Sequence[Settling],
    known: Mapping[int, RowMapping],
    *,
    settled: Sequence[str],
) -> Iterator[Row]:
    """What the agreed version bears for each settlement, as columns of codings."""
    agreed = {
        uuid: each.instead
        for uuid, each in zip(settled, settlings, strict=True)
        if each.instead is not None and each.outcome is Outcome.NEITHER
    }
    segments = _segments_of(recorder, agreed.values())
    for uuid, each in zip(settled, settlings, strict=True):
        for which, coding_id in _taken(each):
            row = known[coding_id]
            yield {"uuid": derived(uuid, which), **{name: row[name] for name in _COPIED}}
        wanted = agreed.get(uuid)
        if wanted is not None:
            bare: Row = dict.fromkeys(_COPIED)
            bare |= {"segment_id": segments[wanted.source_id, wanted.span], "tags": []}
            bare |= {"code_id": wanted.code_id, "important": False}
            yield {"uuid": derived(uuid, INSTEAD), **bare}


def _segments_of(recorder: Recorder, agreed: Collection[Instead]) -> dict[At, int]:
    """The segments of what is agreed on instead, once source, code and span are sure."""
    texts = Texts(recorder, (each.source_id for each in agreed))
    for each in agreed:
        texts.checked(each.source_id, each.span)
    for code_id in {each.code_id for each in agreed}:
        recorder.get(Code, code_id)
    return segments_at(recorder, [(each.source_id, each.span) for each in agreed])


def _taken(settling: Settling) -> Iterator[tuple[str, int]]:
    first = settling.outcome in (Outcome.FIRST, Outcome.BOTH)
    second = settling.outcome in (Outcome.SECOND, Outcome.BOTH)
    if first and settling.first is not None:
        yield FIRST, settling.first
    if second and settling.second is not None:
        yield SECOND, settling.second


def _add_agreed(recorder: Recorder, copies: Iterable[Row], agreed_id: int) -> None:
    """Add the codings of the agreed version, each place and code once."""
    rows = list(copies)
    recorder.session.flush()
    table = table_of(Coding)
    borne: set[tuple[int, int]] = set()
    for part in parts(sorted({int(str(row["segment_id"])) for row in rows})):
        query = select(table.c.segment_id, table.c.code_id).where(
            table.c.coder_id == agreed_id, table.c.segment_id.in_(part)
        )
        borne.update((row[0], row[1]) for row in recorder.session.execute(query))
    new: list[Row] = []
    for row in rows:
        place = (row["segment_id"], row["code_id"])
        if place not in borne:
            borne.add(place)
            new.append(row)
    shared = {
        "coder_id": agreed_id,
        "state": CodingState.CONFIRMED,
        "confirmed_by": None,
        "rule": "",
        "indicator": "",
        "terms": "",
    }
    recorder.insert_many(Coding, new, shared=shared)


def _add_memos(recorder: Recorder, known: Mapping[int, RowMapping], reason: str) -> None:
    """Write the reason as a memo on each code concerned: what the codebook should say."""
    for code_id in sorted({row["code_id"] for row in known.values()}):
        code = recorder.get(Code, code_id)
        recorder.add(
            Memo(
                text=reason,
                kind=MemoKind.METHOD,
                coder_id=coding_coder(recorder),
                target=table_of(Code).name,
                target_uuid=code.uuid,
            )
        )
