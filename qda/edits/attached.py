"""What becomes of memos when the thing they are attached to goes or is merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from models.base import Entity
from models.memo import Memo
from models.recording import BATCH, Recorder, table_of


def remove_memos_of(recorder: Recorder, kind: type[Entity], ids: Sequence[int]) -> None:
    """Remove the memos attached to rows that are about to go."""
    recorder.delete_many(Memo, _memos_of(recorder, kind, ids))


def move_memos(recorder: Recorder, kind: type[Entity], ids: Sequence[int], to: Entity) -> None:
    """Attach the memos of some rows to another one, which takes their place."""
    moved = _memos_of(recorder, kind, ids)
    recorder.update_many(Memo, moved, {"target_uuid": to.uuid})


def _memos_of(recorder: Recorder, kind: type[Entity], ids: Sequence[int]) -> list[int]:
    recorder.session.flush()
    table, memo = table_of(kind), table_of(Memo)
    attached = select(memo.c.id).where(memo.c.target == table.name)
    if recorder.session.execute(attached.limit(1)).first() is None:
        return []
    found: list[int] = []
    for part in parts(ids):
        uuids = select(table.c.uuid).where(table.c.id.in_(part))
        query = attached.where(memo.c.target_uuid.in_(uuids))
        found.extend(recorder.session.execute(query).scalars())
    return found


def parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    """Ids in portions that one statement may name."""
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))
