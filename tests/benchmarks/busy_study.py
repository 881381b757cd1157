"""A study at the end of a long project: many reviews, long interviews, two coders, proposals."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select

from codebooks.shelf import framework, shelf
from models.code import Code
from models.coding import Coding, Segment
from models.recording import Recorder, table_of
from models.source import Source
from models.study import Coder
from models.vocabulary import CodingState
from qda.edits.codes import AdoptFramework
from tests.benchmarks.bench import Bench
from tests.benchmarks.material import add_case, add_codes, add_codings, add_source

OTHER: Final = "Budi"
_SOURCES: Final = 50
_LENGTH: Final = 200_000
_OWN_CODES: Final = 60
_LONGER: Final = 300


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much there is of what."""

    reviews: int
    codings: int
    length: int
    seconds: int
    """Codings of the second coder, all of them in the second interview."""
    proposals: int
    """Proposals, all of them in the third interview."""

    @classmethod
    def of(cls, bench: Bench) -> Sizes:
        """Those of a bench."""
        return cls(
            reviews=bench.size(100_000, least=160),
            codings=bench.size(250_000, least=200),
            length=bench.size(_LENGTH, least=4_000),
            seconds=bench.size(5_000),
            proposals=bench.size(5_000),
        )

    def __str__(self) -> str:
        """As the table of figures says it."""
        return f"{self.reviews:,} reviews, {self.codings:,} codings"


def busy_study(bench: Bench) -> Path:
    """A copy of such a study, to be worked on; half of its codings are on reviews."""
    sizes = Sizes.of(bench)
    place = bench.copy(bench.reviewed(sizes.reviews))
    with bench.open_study(place) as session:
        for card in shelf():
            session.do(AdoptFramework(framework(card.id)))
        session.store.edit("fill", lambda r: _fill(r, sizes), coder_id=session.coder.id)
    return place


def _fill(recorder: Recorder, sizes: Sizes) -> None:
    add_codes(recorder, _OWN_CODES)
    recorder.session.flush()
    codes = list(recorder.session.execute(select(table_of(Code).c.id)).scalars())
    made: list[Source] = []
    for number in range(1, _SOURCES + 1):
        source = add_source(recorder, number, sizes.length)
        add_case(recorder, source, number)
        add_codings(recorder, source, codes, sizes.codings // 2 // _SOURCES)
        made.append(source)
    other = recorder.add(Coder(name=OTHER))
    recorder.session.flush()
    _code_too(recorder, made[1], codes, sizes.seconds, coder_id=other.id)
    proposed = CodingState.PROPOSED
    add_codings(recorder, made[2], codes, sizes.proposals, state=proposed, longer=_LONGER)
    _code_reviews(recorder, codes, sizes.codings // 2)


def _code_too(
    recorder: Recorder, source: Source, codes: list[int], count: int, *, coder_id: int
) -> None:
    """Codings of another coder, half of them just as the first coder has them."""
    coding, segment = table_of(Coding), table_of(Segment)
    query = select(coding.c.segment_id, coding.c.code_id).join(
        segment, segment.c.id == coding.c.segment_id
    )
    rows = recorder.session.execute(
        query.where(segment.c.source_id == source.id).limit(count // 2)
    ).all()
    recorder.insert_many(
        Coding,
        [
            {"segment_id": row.segment_id, "code_id": row.code_id, "coder_id": coder_id}
            for row in rows
        ],
    )
    rest = count - len(rows)
    add_codings(recorder, source, codes, rest, coder_id=coder_id, longer=_LONGER)


def _code_reviews(recorder: Recorder, codes: list[int], count: int) -> None:
    sources = table_of(Source)
    query = select(sources.c.id, sources.c.length).where(
        sources.c.collection_id.is_not(None), sources.c.length > 0
    )
    units = recorder.session.execute(query).all()
    spans = [(row.id, 0, row.length) for row in units]
    spans += [(row.id, 0, row.length // 2) for row in units if row.length > 1]
    segments = recorder.insert_many(
        Segment,
        [{"source_id": id_, "start": start, "end": end} for id_, start, end in spans[:count]],
    )
    recorder.insert_many(
        Coding,
        [
            {"segment_id": segment, "code_id": codes[at % len(codes)], "coder_id": 1}
            for at, segment in enumerate(segments)
        ],
    )
