"""What all edits on records share: dates, places, confirming proposals, and taking away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from models.base import Entity
from models.code import Code
from models.errors import Refused
from models.positions import Span
from models.record import Claim, Event
from models.recording import BATCH, NotThere, Recorder, table_of
from models.source import Source
from models.vocabulary import CodingState
from qda.edits.attached import parts, remove_memos_of
from qda.edits.coding import coding_coder
from qda.retrieval.sight import seen_records_by

_LENGTHS: Final = {4: "-01-01", 7: "-01", 10: ""}
"""How long a year, a month and a day are written, and what makes each a day."""


class NoSuchDate(Refused):
    """What is given for a date is none."""

    en = "“{written}” is not a date. Write a year, a month or a day: 2021, 2021-05 or 2021-05-17."
    id = "“{written}” bukan tanggal. Tulis tahun, bulan, atau hari: 2021, 2021-05, atau 2021-05-17."


class EndsBeforeStart(Refused):
    """A stretch of time ends before it begins."""

    en = "{ends} lies before {starts}. Give an end that is not before the start."
    id = "{ends} mendahului {starts}. Berikan akhir yang tidak mendahului awal."


class WordsOfNoSource(Refused):
    """A place in a text is named without the text."""

    en = "Say which source the words stand in (--source)."
    id = "Sebutkan sumber data tempat kata-kata itu (--source)."


@dataclass(frozen=True, slots=True)
class RecordsStored:
    """What became of proposals: new ones, and those that were known already."""

    made: int
    known: int


def dated(written: str) -> str:
    """A date as ISO 8601 to the year, the month or the day; empty where nothing is given.

    Raises:
        NoSuchDate: it is not written so, or not in the calendar.

    >>> dated(" 2021-05 ")
    '2021-05'
    """
    plain = written.strip()
    if not plain:
        return ""
    rest = _LENGTHS.get(len(plain))
    if rest is None:
        raise NoSuchDate(written=written[:40])
    try:
        whole = date.fromisoformat(plain + rest).isoformat()
    except ValueError as error:
        raise NoSuchDate(written=written[:40]) from error
    if not whole.startswith(plain):
        raise NoSuchDate(written=written[:40])
    return plain


def stretch(starts_on: str, ends_on: str) -> tuple[str, str]:
    """Both ends of a stretch of time, once they are dates in their order; either may be open.

    Raises:
        NoSuchDate: one is no date.
        EndsBeforeStart: the end lies before the start.
    """
    starts, ends = dated(starts_on), dated(ends_on)
    # `2021` as an end is its last day, and so never lies before a day of 2021.
    if starts and ends and ends < starts[: len(ends)]:
        raise EndsBeforeStart(starts=starts, ends=ends)
    return starts, ends


def checked_place(
    recorder: Recorder, source_id: int | None, span: Span | None
) -> tuple[Source | None, dict[str, int | None]]:
    """The source of a record, and the columns that say where in it the words stand.

    Raises:
        NotThere: there is no such source.
        WordsOfNoSource: words are named and no source.
        SpanBeyondText: the words lie beyond its text.
    """
    if source_id is None:
        if span is not None:
            raise WordsOfNoSource
        return None, {"source_id": None, "start": None, "end": None}
    source = recorder.get(Source, source_id)
    if span is None:
        return source, {"source_id": source.id, "start": None, "end": None}
    span.checked(source.length)
    return source, {"source_id": source.id, "start": span.start, "end": span.end}


def check_code(recorder: Recorder, code_id: int | None) -> None:
    """Refuse a code that is not there; none may be named.

    Raises:
        NotThere: there is no such code.
    """
    if code_id is not None:
        recorder.get(Code, code_id)


def check_uuids(recorder: Recorder, kind: type[Entity], uuids: Sequence[str]) -> None:
    """Refuse UUIDs that belong to nothing of a kind.

    Raises:
        NotThere: one does not exist.
    """
    recorder.session.flush()
    table, known = table_of(kind), set[str]()
    for at in range(0, len(uuids), BATCH):
        query = select(table.c.uuid).where(table.c.uuid.in_(uuids[at : at + BATCH]))
        known.update(recorder.session.execute(query).scalars())
    for uuid in uuids:
        if uuid not in known:
            raise NotThere(what=table.name, which=uuid)


def change(entity: Entity, values: Mapping[str, object]) -> None:
    """Give a row values; what is so already is not touched."""
    for name, value in values.items():
        if getattr(entity, name) != value:
            setattr(entity, name, value)


def confirm(recorder: Recorder, kind: type[Entity], ids: Sequence[int]) -> int:
    """Make proposals the researcher's own and return how many; their rule stays on record."""
    recorder.session.flush()
    table = table_of(kind)
    waiting: list[int] = []
    for part in parts(ids):
        query = select(table.c.id).where(
            table.c.id.in_(part), table.c.state == CodingState.PROPOSED
        )
        waiting.extend(recorder.session.execute(query).scalars())
    values = {"state": CodingState.CONFIRMED, "coder_id": coding_coder(recorder)}
    done = recorder.update_many(kind, waiting, values) if waiting else 0
    recorder.facts["count"] = done
    return done


def take_away(recorder: Recorder, kind: type[Entity], ids: Sequence[int]) -> int:
    """Remove rows with the memos on them and return how many there were."""
    remove_memos_of(recorder, kind, ids)
    removed = recorder.delete_many(kind, ids)
    recorder.facts["count"] = removed
    return removed


def known_places(recorder: Recorder, kind: type[Event | Claim]) -> set[tuple[object, ...]]:
    """Rule, source, start and end of what rules recognised already.

    What is hidden from a coder who codes blind must not show by what is not proposed to her.
    """
    recorder.session.flush()
    table = table_of(kind)
    in_sight = seen_records_by(recorder.session.connection(), kind, recorder.coder_id)
    query = select(table.c.rule, table.c.source_id, table.c.start, table.c.end)
    query = query.where(table.c.rule != "", in_sight)
    return {tuple(row) for row in recorder.session.execute(query)}
