"""One coding becomes two, and several that touch become one; nothing that was said is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.coding import Coding, Segment
from models.memo import Memo
from models.positions import Span
from models.recording import NotThere
from models.vocabulary import CodingState, Polarity, TimeFrame
from qda.edits.codes import AddCode
from qda.edits.coding import (
    AlreadyCoded,
    CodeSegment,
    ConfirmCodings,
    Judgement,
    TagCodings,
)
from qda.edits.proposing import StoreProposals
from qda.edits.segments import (
    CodingsApart,
    MergeCodings,
    NothingToMerge,
    NothingToSplit,
    SplitCoding,
    UnlikeCodings,
)
from qda.session import StudySession
from tests.helpers.studies import (
    FAMILY,
    document,
    ids,
    import_one,
    only,
    proposed,
    rows,
    unchanged,
    wording,
)

TEXT = f"Dana {FAMILY} kurang. Laporan terlambat. Petugas ada."
JUDGED = Judgement(Polarity.MIXED, 2, TimeFrame.PAST, 3, important=True)


@pytest.fixture
def source(study: StudySession) -> int:
    """A source with `TEXT`."""
    return import_one(study, document("Laporan", TEXT))


@pytest.fixture
def code(study: StudySession, source: int) -> int:
    """A code."""
    return study.do(AddCode("a", wording("A")))


def span(words: str) -> Span:
    """Where words stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def places(study: StudySession) -> list[tuple[int, int]]:
    """Where the segments of the study lie, in the order of the text."""
    return sorted((row["start"], row["end"]) for row in rows(study.store, Segment))


def test_a_coding_is_split_into_two_with_the_same_judgement(
    study: StudySession, source: int, code: int
) -> None:
    whole = span(f"{FAMILY} kurang")
    coding = study.do(CodeSegment(source, whole, code, JUDGED, memo="inti"))
    study.do(TagCodings((coding,), add=("kunci",)))
    at = whole.start + len(FAMILY)
    assert study.do(SplitCoding(coding, at)) == (coding, coding + 1)
    assert places(study) == [(whole.start, at), (at, whole.end)]
    first, second = rows(study.store, Coding)
    alike = ("code_id", "coder_id", "state", "polarity", "strength", "time", "confidence",
             "important", "tags", "rule")  # fmt: skip
    assert [first[name] for name in alike] == [second[name] for name in alike]
    memo = only(study.store, Memo)
    assert memo["target_uuid"] == first["uuid"]
    study.undo()
    assert places(study) == [(whole.start, whole.end)]


def test_what_was_proposed_stays_proposed_in_both_halves(
    study: StudySession, source: int, code: int
) -> None:
    study.do(StoreProposals((proposed(source, Span(0, 4), "a", rule="dana 1 a"),)))
    study.do(SplitCoding(ids(study.store, Coding)[0], 2))
    assert [(r["state"], r["rule"], r["terms"]) for r in rows(study.store, Coding)] == [
        (CodingState.PROPOSED, "dana 1 a", "uang*")
    ] * 2


@pytest.mark.parametrize("at", [0, 4, 5, -1])
def test_a_coding_is_not_split_at_its_edge_or_outside(
    study: StudySession, source: int, code: int, at: int
) -> None:
    coding = study.do(CodeSegment(source, Span(0, 4), code))
    with unchanged(study.store), pytest.raises(NothingToSplit) as refused:
        study.do(SplitCoding(coding, at))
    assert "kursor" in refused.value.say("id")


def test_a_coding_is_not_split_where_a_half_is_coded_so_already(
    study: StudySession, source: int, code: int
) -> None:
    coding = study.do(CodeSegment(source, Span(0, 4), code))
    study.do(CodeSegment(source, Span(2, 4), code))
    with unchanged(study.store), pytest.raises(AlreadyCoded):
        study.do(SplitCoding(coding, 2))
    with unchanged(study.store), pytest.raises(NotThere, match="coding"):
        study.do(SplitCoding(99, 2))


def test_splitting_leaves_other_codings_of_the_segment_where_they_are(
    study: StudySession, source: int, code: int
) -> None:
    other = study.do(AddCode("b", wording("B")))
    coding = study.do(CodeSegment(source, Span(0, 4), code))
    study.do(CodeSegment(source, Span(0, 4), other))
    study.do(SplitCoding(coding, 2))
    assert places(study) == [(0, 2), (0, 4), (2, 4)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Span(0, 10), Span(5, 15)),
        (Span(0, 5), Span(5, 15)),
        (Span(0, 15), Span(3, 8)),
        (Span(0, 3), Span(0, 15)),
        (span("kurang."), span("Laporan terlambat.")),
    ],
    ids=["overlap", "touch", "nested", "same start", "white space between"],
)
def test_codings_that_touch_become_one(
    study: StudySession, source: int, code: int, one: Span, other: Span
) -> None:
    second = study.do(CodeSegment(source, other, code, memo="dua"))
    first = study.do(CodeSegment(source, one, code, memo="satu"))
    kept = study.do(MergeCodings((second, first)))
    assert kept == first
    assert places(study) == [(min(one.start, other.start), max(one.end, other.end))]
    coding = only(study.store, Coding)
    memos = rows(study.store, Memo)
    assert {memo["text"] for memo in memos} == {"satu", "dua"}
    assert {memo["target_uuid"] for memo in memos} == {coding["uuid"]}
    study.undo()
    assert len(rows(study.store, Coding)) == 2


def test_the_first_keeps_what_it_says_and_takes_over_what_it_does_not_say(
    study: StudySession, source: int, code: int
) -> None:
    first = study.do(CodeSegment(source, Span(0, 5), code, Judgement(Polarity.SUPPORTING)))
    second = study.do(CodeSegment(source, Span(4, 9), code, JUDGED))
    third = study.do(CodeSegment(source, Span(8, 12), code, replace(JUDGED, strength=1)))
    study.do(TagCodings((first,), add=("Kunci",)))
    study.do(TagCodings((third,), add=("kunci", "pagi")))
    study.do(MergeCodings((first, second, third)))
    row = only(study.store, Coding)
    assert (row["polarity"], row["strength"], row["time"], row["confidence"], row["important"]) == (
        Polarity.SUPPORTING, 2, TimeFrame.PAST, 3, True,
    )  # fmt: skip
    assert row["tags"] == ["Kunci", "pagi"]
    assert places(study) == [(0, 12)]


def test_words_between_codings_keep_them_apart(study: StudySession, source: int, code: int) -> None:
    first = study.do(CodeSegment(source, span("Dana"), code))
    second = study.do(CodeSegment(source, span("kurang"), code))
    other = import_one(study, document("Lain", "Lain sekali"))
    third = study.do(CodeSegment(other, Span(0, 4), code))
    for chosen in ((first, second), (first, third)):
        with unchanged(study.store), pytest.raises(CodingsApart) as refused:
            study.do(MergeCodings(chosen))
        assert "Geser" in refused.value.say("id")


def test_codings_of_other_codes_or_coders_are_not_merged(
    study: StudySession, source: int, code: int
) -> None:
    first = study.do(CodeSegment(source, Span(0, 4), code))
    unlike = study.do(CodeSegment(source, Span(0, 4), study.do(AddCode("b", wording("B")))))
    with StudySession.open(study.store.place, coder="Budi") as budi:
        theirs = budi.do(CodeSegment(source, Span(2, 6), code))
    for other in (unlike, theirs):
        with unchanged(study.store), pytest.raises(UnlikeCodings):
            study.do(MergeCodings((first, other)))


@pytest.mark.parametrize("chosen", [(), (1,), (1, 1)])
def test_it_takes_two_codings_to_merge(
    study: StudySession, source: int, code: int, chosen: tuple[int, ...]
) -> None:
    study.do(CodeSegment(source, Span(0, 4), code))
    with unchanged(study.store), pytest.raises(NothingToMerge):
        study.do(MergeCodings(chosen))


def test_the_stretch_of_a_third_coding_refuses_a_merge(
    study: StudySession, source: int, code: int
) -> None:
    first = study.do(CodeSegment(source, Span(0, 4), code))
    second = study.do(CodeSegment(source, Span(4, 9), code))
    third = study.do(CodeSegment(source, Span(0, 9), code))
    with unchanged(study.store), pytest.raises(AlreadyCoded):
        study.do(MergeCodings((first, second)))
    assert study.do(MergeCodings((first, second, third))) in {first, second, third}
    assert places(study) == [(0, 9)]


def test_merging_never_confirms_what_was_only_proposed(
    study: StudySession, source: int, code: int
) -> None:
    words = (proposed(source, Span(0, 4), "a"), proposed(source, Span(2, 9), "a"))
    study.do(StoreProposals(words))
    first, second = ids(study.store, Coding)
    study.do(ConfirmCodings((first,)))
    study.do(MergeCodings((first, second)))
    row = only(study.store, Coding)
    assert (row["state"], row["confirmed_by"]) == (CodingState.PROPOSED, None)
