"""Coding: what a coder's act does to codings and segments, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, event

from models.base import Base
from models.coding import Coding, Segment
from models.errors import Refused
from models.memo import Memo
from models.positions import Span, SpanBeyondText
from models.recording import NotThere
from models.vocabulary import CodingState, Polarity, TimeFrame
from qda.edits.codes import AddCode
from qda.edits.coding import (
    AlreadyCoded,
    CodeMany,
    CodeSegment,
    ConfirmCodings,
    GradeOutOfRange,
    JudgeCodings,
    Judgement,
    JudgementChange,
    RecodeCodings,
    RemoveCodings,
    ResizeCoding,
    TagCodings,
    TextHasChanged,
)
from qda.edits.proposing import StoreProposals
from qda.retrieval.codings import codings_in
from qda.session import StudySession
from tests.helpers.studies import (
    FAMILY,
    document,
    import_one,
    only,
    proposed,
    rows,
    unchanged,
    wording,
)

TEXT = f"Dana {FAMILY} kurang sekali."


@pytest.fixture
def source(study: StudySession) -> int:
    """A source with `TEXT`."""
    return import_one(study, document("Laporan", TEXT))


@pytest.fixture
def codes(study: StudySession, source: int) -> tuple[int, int]:
    """Two codes."""
    return study.do(AddCode("a", wording("A"))), study.do(AddCode("b", wording("B")))


@pytest.fixture
def coded(study: StudySession, source: int, codes: tuple[int, int]) -> tuple[int, int]:
    """Two codings of the same words, one of them judged in every part."""
    full = Judgement(Polarity.INHIBITING, 3, TimeFrame.PAST, 2, important=True)
    return (
        study.do(CodeSegment(source, Span(0, 4), codes[0], full)),
        study.do(CodeSegment(source, Span(0, 4), codes[1])),
    )


def _places(study: StudySession) -> list[tuple[int, int]]:
    return [(row["start"], row["end"]) for row in rows(study.store, Segment)]


def test_a_coding_quotes_exactly_its_span(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    study.do(CodeSegment(source, Span(5, 12), codes[0]))
    with study.reading() as connection:
        found = codings_in(connection, source)[0]
    assert (found.quote, found.key, found.coder) == (FAMILY, "D01:1", "Sari")
    assert found.state is CodingState.CONFIRMED


def test_a_memo_of_the_coding_is_attached_to_it(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    study.do(CodeSegment(source, Span(0, 4), codes[0], memo="penting"))
    coding = only(study.store, Coding)
    memo = only(study.store, Memo)
    assert (memo["text"], memo["target"], memo["target_uuid"]) == (
        "penting", "coding", coding["uuid"],
    )  # fmt: skip


def test_one_segment_bears_several_codes(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    made = study.do(CodeMany(tuple(CodeSegment(source, Span(0, 4), code) for code in codes)))
    assert len(made) == 2
    assert _places(study) == [(0, 4)]
    study.undo()
    assert rows(study.store, Coding) == rows(study.store, Segment) == []


def test_coding_many_is_all_or_nothing(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    twice = (CodeSegment(source, Span(0, 4), codes[0]),) * 2
    with unchanged(study.store), pytest.raises(AlreadyCoded):
        study.do(CodeMany(twice))


def _bare(study: StudySession, kind: type[Base]) -> list[dict[str, object]]:
    """The rows of a kind without what is new at every making."""
    return [
        {name: value for name, value in row.items() if name not in ("uuid", "made_at")}
        for row in rows(study.store, kind)
    ]


def test_coding_many_is_as_coding_one_after_another(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    full = Judgement(Polarity.INHIBITING, 3, TimeFrame.PAST, 2, important=True)
    wanted = (
        CodeSegment(source, Span(5, 12), codes[1], memo="ragu", words=FAMILY),
        CodeSegment(source, Span(0, 4), codes[0], full),
        CodeSegment(source, Span(0, 4), codes[1], memo="  "),
        CodeSegment(source, Span(5, 12), codes[0]),
    )
    known = CodeSegment(source, Span(0, 4), study.do(AddCode("c", wording("C"))))
    study.do(known)
    one_by_one = [study.do(each) for each in wanted]
    told = [_bare(study, kind) for kind in (Coding, Segment)]
    memo = only(study.store, Memo)
    for _ in wanted:
        study.undo()
    together = study.do(CodeMany(wanted))
    assert len(together) == len(one_by_one)
    # The ids go on where those of the undone edits ended.
    (codings, segments), behind = told, together[0] - one_by_one[0]
    made, placed = (_bare(study, kind) for kind in (Coding, Segment))
    assert [(row["start"], row["end"]) for row in placed] == [
        (row["start"], row["end"]) for row in segments
    ]
    moved = dict(zip((r["id"] for r in segments), (r["id"] for r in placed), strict=True))
    for row in codings[1:]:
        row.update(id=int(str(row["id"])) + behind, segment_id=moved[row["segment_id"]])
    assert made == codings
    again = only(study.store, Memo)
    assert (again["text"], again["target"], again["coder_id"], again["kind"]) == (
        memo["text"], memo["target"], memo["coder_id"], memo["kind"],
    )  # fmt: skip
    assert again["target_uuid"] == only(study.store, Coding, id=together[0])["uuid"]


REFUSED = {
    "no source": (lambda s, c: CodeSegment(99, Span(0, 4), c), NotThere),
    "no code": (lambda s, c: CodeSegment(s, Span(0, 4), 99), NotThere),
    "other words": (lambda s, c: CodeSegment(s, Span(0, 4), c, words="Dini"), TextHasChanged),
    "beyond": (lambda s, c: CodeSegment(s, Span(0, 400), c), SpanBeyondText),
    "coded": (lambda s, c: CodeSegment(s, Span(0, 2), c), AlreadyCoded),
    "grade": (lambda s, c: CodeSegment(s, Span(0, 4), c, Judgement(strength=4)), GradeOutOfRange),
}


@pytest.mark.parametrize(("make", "refusal"), REFUSED.values(), ids=REFUSED)
def test_coding_many_refuses_as_coding_one_does(
    study: StudySession,
    source: int,
    codes: tuple[int, int],
    make: Callable[[int, int], CodeSegment],
    refusal: type[Refused],
) -> None:
    study.do(CodeSegment(source, Span(0, 2), codes[0]))
    bad = make(source, codes[0])
    with pytest.raises(refusal) as alone:
        study.do(bad)
    good = CodeSegment(source, Span(1, 3), codes[0])
    with unchanged(study.store), pytest.raises(refusal) as among:
        study.do(CodeMany((good, bad, CodeSegment(98, Span(0, 1), 98))))
    assert among.value.say("id") == alone.value.say("id")


def test_coding_very_many_takes_few_statements(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    spans = [Span(start, end) for start in range(20) for end in range(start + 1, 21)]
    wanted = tuple(
        CodeSegment(source, span, code, words=span.of(TEXT)) for span in spans for code in codes
    )
    taken = []

    def note(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        taken.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        made = study.do(CodeMany(wanted))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(made) == 420
    assert len(taken) < 60
    study.undo()
    assert rows(study.store, Coding) == rows(study.store, Segment) == []
    study.redo()
    assert [row["id"] for row in rows(study.store, Coding)] == list(made)


def test_coding_nothing_is_no_edit(study: StudySession) -> None:
    with unchanged(study.store):
        assert study.do(CodeMany(())) == ()


def test_the_same_coding_twice_is_refused(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    study.do(CodeSegment(source, Span(0, 4), codes[0]))
    with unchanged(study.store), pytest.raises(AlreadyCoded) as refused:
        study.do(CodeSegment(source, Span(0, 4), codes[0], Judgement(strength=2)))
    assert "A" in refused.value.say("id")


def test_two_coders_code_the_same_words_each_for_herself(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    study.do(CodeSegment(source, Span(0, 4), codes[0]))
    with StudySession.open(study.store.place, coder="Budi") as other:
        other.do(CodeSegment(source, Span(0, 4), codes[0]))
        assert [row["coder_id"] for row in rows(other.store, Coding)] == [1, 2]
        assert _places(study) == [(0, 4)]
        study.do(RemoveCodings((1,)))
        assert [row["coder_id"] for row in rows(other.store, Coding)] == [2]
        assert _places(study) == [(0, 4)]


@pytest.mark.parametrize("span", [Span(0, len(TEXT) + 1), Span(500, 501)])
def test_a_span_beyond_the_text_is_refused(
    study: StudySession, source: int, codes: tuple[int, int], span: Span
) -> None:
    with unchanged(study.store), pytest.raises(SpanBeyondText):
        study.do(CodeSegment(source, span, codes[0]))
    coding = study.do(CodeSegment(source, Span(0, len(TEXT)), codes[0]))
    with unchanged(study.store), pytest.raises(SpanBeyondText):
        study.do(ResizeCoding(coding, span))


def test_what_does_not_exist_cannot_be_coded(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    with unchanged(study.store):
        with pytest.raises(NotThere, match="source"):
            study.do(CodeSegment(99, Span(0, 4), codes[0]))
        with pytest.raises(NotThere, match="code"):
            study.do(CodeSegment(source, Span(0, 4), 99))
        with pytest.raises(NotThere, match="coding"):
            study.do(ResizeCoding(99, Span(0, 4)))
        with pytest.raises(NotThere, match="code"):
            study.do(RecodeCodings((), 99))
        assert study.do(RemoveCodings((99,))) == 0


@pytest.mark.parametrize("grade", [0, 4, -1])
def test_grades_have_three_steps(
    study: StudySession, source: int, codes: tuple[int, int], grade: int
) -> None:
    coding = study.do(CodeSegment(source, Span(0, 4), codes[0]))
    with unchanged(study.store):
        with pytest.raises(GradeOutOfRange) as refused:
            study.do(CodeSegment(source, Span(0, 5), codes[0], Judgement(strength=grade)))
        assert str(grade) in refused.value.say("id")
        with pytest.raises(GradeOutOfRange):
            study.do(JudgeCodings((coding,), Judgement(confidence=grade)))


def test_judging_counts_what_truly_changes(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    judged = Judgement(Polarity.INHIBITING, 3, TimeFrame.PAST, 2, important=True)
    first = study.do(CodeSegment(source, Span(0, 4), codes[0], judged))
    second = study.do(CodeSegment(source, Span(0, 4), codes[1]))
    assert study.do(JudgeCodings((first, second, second), judged)) == 1
    for row in rows(study.store, Coding):
        assert (row["polarity"], row["strength"], row["time"], row["confidence"]) == (
            Polarity.INHIBITING, 3, TimeFrame.PAST, 2,
        )  # fmt: skip
        assert row["important"] is True


def test_removing_takes_bare_segments_along_and_keeps_the_others(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    first = study.do(CodeSegment(source, Span(0, 4), codes[0]))
    study.do(CodeSegment(source, Span(0, 4), codes[1]))
    third = study.do(CodeSegment(source, Span(5, 12), codes[0]))
    assert study.do(RemoveCodings((first, third))) == 2
    assert _places(study) == [(0, 4)]


def test_recoding_drops_what_the_segment_bears_already(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    doubled = study.do(CodeSegment(source, Span(0, 4), codes[0]))
    kept = study.do(CodeSegment(source, Span(0, 4), codes[1]))
    moved = study.do(CodeSegment(source, Span(5, 12), codes[0]))
    assert study.do(RecodeCodings((doubled, kept, moved), codes[1])) == 1
    assert [(row["id"], row["code_id"]) for row in rows(study.store, Coding)] == [
        (kept, codes[1]), (moved, codes[1]),
    ]  # fmt: skip
    study.undo()
    assert len(rows(study.store, Coding)) == 3


def test_resizing_moves_one_coding_and_leaves_the_others(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    first = study.do(CodeSegment(source, Span(0, 4), codes[0]))
    study.do(CodeSegment(source, Span(0, 4), codes[1]))
    study.do(ResizeCoding(first, Span(0, 12)))
    assert sorted(_places(study)) == [(0, 4), (0, 12)]
    study.do(ResizeCoding(first, Span(0, 4)))
    assert _places(study) == [(0, 4)]
    with unchanged(study.store):
        study.do(ResizeCoding(first, Span(0, 4)))


def test_resizing_onto_the_same_coding_is_refused(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    first = study.do(CodeSegment(source, Span(0, 4), codes[0]))
    study.do(CodeSegment(source, Span(0, 12), codes[0]))
    with unchanged(study.store), pytest.raises(AlreadyCoded):
        study.do(ResizeCoding(first, Span(0, 12)))


def test_confirming_names_who_confirmed_and_keeps_the_rule(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    own = study.do(CodeSegment(source, Span(0, 4), codes[1]))
    study.do(StoreProposals((proposed(source, Span(0, 4), "a", rule="dana 1 a"),)))
    proposal = only(study.store, Coding, state=CodingState.PROPOSED)
    with StudySession.open(study.store.place, coder="Budi") as other:
        assert other.do(ConfirmCodings((own, proposal["id"]))) == 1
        confirmed = only(other.store, Coding, id=proposal["id"])
        assert confirmed["state"] is CodingState.CONFIRMED
        assert confirmed["confirmed_by"] == other.coder.id
        assert confirmed["rule"] == "dana 1 a"
        assert only(other.store, Coding, id=own)["confirmed_by"] is None
        with unchanged(other.store):
            assert other.do(ConfirmCodings((own, proposal["id"]))) == 0


def test_thousands_of_codings_go_in_one_act(study: StudySession, codes: tuple[int, int]) -> None:
    source = import_one(study, document("Panjang", "x" * 1300))
    spans = [Span(at, at + 1) for at in range(1200)]
    made = study.do(CodeMany(tuple(CodeSegment(source, span, codes[0]) for span in spans)))
    assert study.do(RecodeCodings(made, codes[1])) == 1200
    assert study.do(JudgeCodings(made, Judgement(strength=1))) == 1200
    assert study.do(RemoveCodings(made)) == 1200
    assert rows(study.store, Segment) == []
    study.undo()
    assert {row["strength"] for row in rows(study.store, Coding)} == {1}


@pytest.mark.parametrize(
    ("change", "name", "value"),
    [
        (JudgementChange(polarity=Polarity.NEUTRAL), "polarity", Polarity.NEUTRAL),
        (JudgementChange(polarity=None), "polarity", None),
        (JudgementChange(strength=1), "strength", 1),
        (JudgementChange(time=TimeFrame.POTENTIAL), "time", TimeFrame.POTENTIAL),
        (JudgementChange(confidence=None), "confidence", None),
        (JudgementChange(important=False), "important", False),
    ],
)
def test_one_part_of_a_judgement_changes_and_the_others_stay_in_each_coding(
    study: StudySession,
    coded: tuple[int, int],
    change: JudgementChange,
    name: str,
    value: object,
) -> None:
    before = rows(study.store, Coding)
    study.do(JudgeCodings(coded, change))
    assert rows(study.store, Coding) == [{**row, name: value} for row in before]


def test_a_change_that_says_nothing_changes_nothing(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    coding = study.do(CodeSegment(source, Span(0, 4), codes[0]))
    with unchanged(study.store):
        assert study.do(JudgeCodings((coding,), JudgementChange())) == 0
        with pytest.raises(GradeOutOfRange):
            study.do(JudgeCodings((coding,), JudgementChange(strength=7)))


def test_tags_are_put_on_and_taken_off_many_codings(
    study: StudySession, source: int, codes: tuple[int, int]
) -> None:
    first = study.do(CodeSegment(source, Span(0, 4), codes[0]))
    second = study.do(CodeSegment(source, Span(0, 4), codes[1]))
    assert study.do(TagCodings((first, second), add=(" kutip  ini", "", "Pagi"))) == 2
    assert study.do(TagCodings((first,), add=("PAGI", "sore"), remove=("Kutip ini",))) == 1
    assert [row["tags"] for row in rows(study.store, Coding)] == [
        ["Pagi", "sore"],
        ["kutip ini", "Pagi"],
    ]
    with unchanged(study.store):
        assert study.do(TagCodings((second,), add=("pagi",), remove=("malam",))) == 0
    study.undo()
    study.undo()
    assert [row["tags"] for row in rows(study.store, Coding)] == [[], []]
