"""Splitting and merging codings, anyhow: no character gains or loses its code, no memo is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from models.coding import Coding, Segment
from models.memo import Memo
from models.positions import Span
from qda.edits.codes import AddCode
from qda.edits.coding import CodeSegment
from qda.edits.segments import MergeCodings, SplitCoding
from qda.session import StudySession
from tests.helpers.studies import document, dump, import_one, new_session, rows, wording

TEXT = "Dana\u0301 👩‍👩‍👧 kurang sekali.\nLaporan   terlambat, kata شيخ."
SPANS = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(2, len(TEXT))).map(
    lambda ends: Span(min(ends), max(*ends, min(ends) + 2))
)


@contextmanager
def coded(spans: list[Span]) -> Iterator[tuple[StudySession, list[int]]]:
    """A study in which one code is given to each of these spans, with a memo on each."""
    with (
        tempfile.TemporaryDirectory() as folder,
        new_session(Path(folder) / "studi.runut") as study,
    ):
        source = import_one(study, document("Laporan", TEXT))
        code = study.do(AddCode("a", wording("A")))
        made = [study.do(CodeSegment(source, span, code, memo=str(span))) for span in spans]
        yield study, made


def covered(study: StudySession) -> set[int]:
    """The characters that bear the code."""
    return {at for row in rows(study.store, Segment) for at in range(row["start"], row["end"])}


def memos(study: StudySession) -> set[str]:
    """The memos that are attached to a coding that is there."""
    known = {row["uuid"] for row in rows(study.store, Coding)}
    return {row["text"] for row in rows(study.store, Memo) if row["target_uuid"] in known}


@settings(max_examples=25, deadline=None)
@given(span=SPANS, share=st.floats(0, 1))
def test_splitting_and_merging_again_gives_back_the_same_characters(
    span: Span, share: float
) -> None:
    with coded([span]) as (study, made):
        at = span.start + 1 + round(share * (len(span) - 2))
        before = covered(study)
        halves = study.do(SplitCoding(made[0], at))
        assert covered(study) == before
        assert memos(study) == {str(span)}
        assert study.do(MergeCodings(halves)) == made[0]
        assert [(r["start"], r["end"]) for r in rows(study.store, Segment)] == [
            (span.start, span.end)
        ]
        assert memos(study) == {str(span)}


@settings(max_examples=25, deadline=None)
@given(spans=st.lists(SPANS, min_size=2, max_size=4, unique=True), whole=SPANS)
def test_merging_covers_what_was_covered_and_keeps_every_memo(
    spans: list[Span], whole: Span
) -> None:
    # One coding that reaches from the first to the last makes sure that all hang together.
    bridge = Span(
        min(each.start for each in (*spans, whole)), max(each.end for each in (*spans, whole))
    )
    chosen = list(dict.fromkeys([*spans, bridge]))
    with coded(chosen) as (study, made):
        before, started = covered(study), dump(study.store)
        study.do(MergeCodings(tuple(made)))
        assert covered(study) == before
        assert memos(study) == {str(each) for each in chosen}
        assert len(rows(study.store, Coding)) == 1
        study.undo()
        assert dump(study.store) == started
