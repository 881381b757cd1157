"""Samples: frames, draws, queues, undo, and the words in which each is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.sampling import Learning, Sample, SampleUnit, Worked
from models.source import Collection
from models.vocabulary import Allocation, CodingState, Reading, SampleRule
from qda.displays.axes import NoSuchRows
from qda.edits.coders import ReleaseBlind, StartBlind
from qda.edits.coding import RemoveCodings
from qda.edits.importing import ImportCollection
from qda.edits.sampling import (
    AllDrawn,
    AlreadySaturated,
    BatchOpen,
    DrawNextBatch,
    DrawSample,
    FrameChanged,
    NotUntilSaturation,
    RemoveSample,
    SampleNameTaken,
    WorkThrough,
)
from qda.edits.sources import MarkReading, RemoveCollection, RemoveSources
from qda.i18n import Speech
from qda.jobs.progress import Cancelled
from qda.retrieval.codings import CodingFilter, codings
from qda.retrieval.samples import sampled_ids
from qda.sampling.choosing import BadFrameFilter
from qda.sampling.drawing import FrameTooSmall, Smallness, StratumCount, TooManyStrata, draw
from qda.sampling.frame import Frame, FrameCounts, frame_of
from qda.sampling.plan import (
    MOST_STRATA,
    BadSeed,
    CountedCodes,
    NameMissing,
    NoSize,
    NoStrata,
    NoSuchCollection,
    SamplePlan,
    UntilSaturation,
)
from qda.sampling.previewing import preview
from qda.sampling.reports import sample_report
from qda.sampling.saturating import check_saturation
from qda.sampling.stored import (
    NoSuchSample,
    next_text,
    progress_of,
    sample_named,
    samples_of_source,
)
from qda.sampling.wording import FIXED, method_text, small_strata
from qda.session import StudySession
from qda.statistics.saturation import SaturationRule
from tests.helpers.coded import as_coder
from tests.helpers.sampled import (
    add_code,
    code_whole,
    collection_id,
    drawn,
    review_study,
    source_ids,
    texts,
)
from tests.helpers.sampled import (
    draw as drawn_as,
)
from tests.helpers.studies import dump, ids, new_session, reviews, rows, unchanged

EN, ID = Speech("en"), Speech("id")


@pytest.fixture
def study(tmp_path: Path) -> StudySession:
    """Twenty reviews, of which one has no words and two say what another says."""
    said = [f"ulasan nomor {n}" for n in range(17)] + ["  \n", "Bagus  sekali", "bagus sekali"]
    return review_study(tmp_path / "studi.runut", said)


def test_a_random_sample_is_the_texts_with_the_smallest_numbers(study: StudySession) -> None:
    row = drawn_as(study, "acak", size=6, seed=7)
    # Python's Random(7).random(), in the order of the 19 texts with words, sorted by size.
    assert [each.key for each in texts(study, "acak")] == [
        "U01-0009", "U01-0007", "U01-0011", "U01-0004", "U01-0012", "U01-0015",
    ]  # fmt: skip
    assert (row.frame.texts, row.frame.empty, row.frame.size, row.drawn) == (20, 1, 19, 6)


def test_texts_with_the_same_words_stand_for_one_where_that_is_asked(study: StudySession) -> None:
    assert drawn_as(study, "satu", size=5, folded=True).frame.repeated == 1
    assert drawn_as(study, "dua", size=5).frame.size == 19
    with study.reading() as connection:
        plan = SamplePlan("x", collection_id(study), size=18, folded=True)
        found = preview(connection, plan, EN, coder="Sari")
    assert found.drawn == found.frame.size == 18


def test_a_filter_leaves_texts_by_attribute_and_by_words(study: StudySession) -> None:
    row = drawn_as(study, "rendah", size=3, filter="stars=1-2; text=ulasan")
    # Reviews 1, 5, 6, 10, 11, 15, 16 have one or two stars and that word; 20 has another.
    assert (row.frame.size, row.frame.filtered_out, row.frame.empty) == (7, 12, 1)
    keys = {each.key for each in texts(study, "rendah")}
    assert keys < {f"U01-{n:04d}" for n in (1, 5, 6, 10, 11, 15, 16)}
    with pytest.raises(BadFrameFilter), study.reading() as connection:
        preview(connection, replace(row.plan, filter="stars"), EN, coder="")
    with pytest.raises(NoSuchRows), study.reading() as connection:
        preview(connection, replace(row.plan, filter="warna=merah"), EN, coder="")


def test_strata_give_their_shares_and_small_ones_are_named(study: StudySession) -> None:
    row = drawn_as(study, "strata", rule=SampleRule.STRATIFIED, size=7, by=("stars",))
    # 19 texts in strata of 4, 4, 4, 3 and 4: 1.47, 1.47, 1.47, 1.11, 1.47 each one, then two more.
    assert [(s.name, s.size, s.drawn) for s in row.strata] == [
        ("1", 4, 2), ("2", 4, 2), ("3", 4, 1), ("4", 3, 1), ("5", 4, 1),
    ]  # fmt: skip
    assert {s.smallness for s in row.strata} == {Smallness.FEW_DRAWN}
    found = Counter(each.stratum for each in texts(study, "strata"))
    assert found == {"1": 2, "2": 2, "3": 1, "4": 1, "5": 1}
    said = method_text(row, EN)
    assert "Fewer than 5 texts were drawn from: 1, 2, 3, 4, 5" in said
    equal = drawn_as(
        study, "rata", rule=SampleRule.STRATIFIED, size=17, by=("stars",),
        allocation=Allocation.EQUAL,
    )  # fmt: skip
    assert [s.drawn for s in equal.strata] == [4, 4, 3, 3, 3]
    assert [s.weight for s in equal.strata] == [1, 1, 4 / 3, 1, 4 / 3]
    assert "have to be weighted" in method_text(equal, EN)
    assert "harus diboboti" in method_text(equal, ID)
    assert "5 strata menurut Bintang" in method_text(equal, ID)
    assert "5 strata by Stars" in method_text(equal, EN)


def test_a_systematic_sample_is_every_so_many_texts_from_a_start(study: StudySession) -> None:
    row = drawn_as(study, "lima", rule=SampleRule.SYSTEMATIC, every=5, seed=7)
    # The first number of seed 7 is 0.3238: the start is 1 + ⌊1.6⌋ = 2.
    assert [each.key[-2:] for each in texts(study, "lima")] == ["02", "07", "12", "17"]
    assert row.start == 2
    assert "every 5th of the list, from number 2" in method_text(row, EN)
    by_size = drawn_as(study, "tujuh", rule=SampleRule.SYSTEMATIC, size=7, seed=7)
    assert by_size.drawn == 7
    assert by_size.interval == pytest.approx(19 / 7)


def test_a_sample_is_one_edit_that_is_undone_and_done_again(study: StudySession) -> None:
    before = dump(study.store)
    drawn_as(study, "acak", size=6)
    after = dump(study.store)
    study.undo()
    assert dump(study.store) == before
    study.redo()
    assert dump(study.store) == after
    study.do(RemoveSample("acak"))
    assert not rows(study.store, SampleUnit)


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        # Review n has n % 5 + 1 stars; number 18 has no words.
        ("stars=4..", [3, 4, 8, 9, 13, 14, 19]),
        ("stars=..1", [5, 10, 15, 20]),
        ("stars=1..2", [1, 5, 6, 10, 11, 15, 16, 20]),
        ("stars=empty", []),
    ],
)
def test_a_filter_takes_values_from_one_to_another(
    study: StudySession, written: str, numbers: list[int]
) -> None:
    with study.reading() as connection:
        plan = SamplePlan("x", collection_id(study), size=1, filter=written)
        found = frame_of(connection, plan, EN)
    assert [int(key[-4:]) for key in found.keys] == numbers


def test_a_stratum_without_a_value_is_told_in_the_language_it_is_read_in(
    tmp_path: Path,
) -> None:
    draft = reviews("Ulasan", [f"ulasan {n}" for n in range(6)])
    first, *others = draft.rows
    bare = (*first[:2], None, first[3])
    with new_session(tmp_path / "kosong.runut") as study:
        study.do(ImportCollection(replace(draft, rows=[bare, *others])))
        row = drawn_as(study, "bintang", rule=SampleRule.STRATIFIED, size=6, by=("stars",))
        found = texts(study, "bintang")
    assert row.strata[-1].ids == ("none",)
    for speech, said in ((EN, "no value"), (ID, "tanpa nilai")):
        report = sample_report(row, found, language=speech.language)
        assert report.table("strata").rows[-1].heading.label == said
        told = {each.cells[2].text for each in report.table("texts").rows}
        assert said in told


def test_what_hardly_two_texts_share_makes_no_strata() -> None:
    count = MOST_STRATA + 1
    frame = Frame(
        1, "", "", tuple(range(count)), tuple(map(str, range(count))), tuple(range(count)),
        tuple(map(str, range(count))), ("Reply",), FrameCounts(count, 0, 0, 0, count, ""),
    )  # fmt: skip
    plan = SamplePlan("x", 1, SampleRule.STRATIFIED, size=100, by=("reply",))
    with pytest.raises(TooManyStrata, match="Reply gives 1001 strata"):
        draw(frame, plan)


def test_of_many_strata_a_sentence_names_a_few() -> None:
    strata = [StratumCount(f"2024-{n:02d}", 9, 0) for n in range(1, 16)]
    (said,) = small_strata(strata, EN)
    assert "2024-12, and 3 more." in said
    assert "2024-13" not in said


def test_a_draw_tells_how_far_it_is_and_stops_without_a_trace(study: StudySession) -> None:
    class Stopping:
        def report(self, done: int, total: int, what: str = "") -> None:
            assert (done, total) == (0, 20)
            raise Cancelled

    plan = SamplePlan("acak", collection_id(study), size=3)
    with unchanged(study.store), pytest.raises(Cancelled):
        study.do(DrawSample(plan, Stopping()))


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"size": 20}, FrameTooSmall),
        ({"size": 0}, NoSize),
        ({"size": 3, "rule": SampleRule.STRATIFIED}, NoStrata),
        ({"size": 3, "seed": -1}, BadSeed),
        ({"every": 30, "rule": SampleRule.SYSTEMATIC}, FrameTooSmall),
        ({"rule": SampleRule.SATURATION}, FrameTooSmall),
        ({"size": 3, "collection_id": 99}, NoSuchCollection),
        ({"size": 3, "name": " "}, NameMissing),
        ({"size": 3, "name": "a;b"}, NameMissing),
        ({"size": 3, "name": "ada"}, SampleNameTaken),
    ],
)
def test_what_cannot_be_drawn_leaves_no_trace(
    study: StudySession, facts: dict[str, object], error: type[Exception]
) -> None:
    drawn_as(study, "ada", size=1)
    plan = replace(SamplePlan("baru", collection_id(study)), **facts)  # type: ignore[arg-type]
    with unchanged(study.store), pytest.raises(error):
        study.do(DrawSample(plan))


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(1, 80),
    seed=st.integers(0, 99),
    rule=st.sampled_from((SampleRule.RANDOM, SampleRule.STRATIFIED, SampleRule.SYSTEMATIC)),
    allocation=st.sampled_from(Allocation),
    data=st.data(),
)
def test_no_text_is_drawn_twice_and_the_size_is_exact(
    count: int, seed: int, rule: SampleRule, allocation: Allocation, data: st.DataObject
) -> None:
    strata = tuple(data.draw(st.integers(0, 2)) for _ in range(count))
    frame = Frame(
        1, "", "", tuple(range(100, 100 + count)), tuple(map(str, range(count))), strata,
        ("a", "b", "c"), ("x",), FrameCounts(count, 0, 0, 0, count, ""),
    )  # fmt: skip
    size = data.draw(st.integers(1, count))
    plan = SamplePlan("x", 1, rule, size, seed, ("x",), allocation)
    found = draw(frame, plan)
    drawn_ids = [unit.source_id for unit in found.units]
    assert len(set(drawn_ids)) == len(drawn_ids) == size
    assert [unit.position for unit in found.units] == list(range(1, size + 1))
    assert sum(each.drawn for each in found.strata) == size
    assert draw(frame, plan) == found


def test_the_next_text_is_the_first_that_is_not_worked_through(study: StudySession) -> None:
    drawn_as(study, "acak", size=4, seed=7)
    order = [each.source_id for each in texts(study, "acak")]
    code = add_code(study, "galat")
    with study.reading() as connection:
        assert next_text(connection, "acak") == (order[0], 1)
        assert next_text(connection, "acak", order[1]) == (order[2], 3)
        assert next_text(connection, "acak", order[3]) == (order[0], 1)
        assert samples_of_source(connection, order[0]) == ("acak",)
    code_whole(study, order[0], code)
    study.do(WorkThrough((order[1],)))
    study.do(MarkReading((order[2],), Reading.READ))
    with study.reading() as connection:
        far = progress_of(connection, "acak")
        assert (far.texts, far.worked, far.coded, far.left) == (4, 3, 1, 1)
        assert next_text(connection, "acak") == (order[3], 4)
        assert next_text(connection, "acak", order[3]) == (order[3], 4)
    study.do(WorkThrough((order[3],)))
    with study.reading() as connection:
        assert next_text(connection, "acak") is None


def test_whoever_codes_blind_has_her_own_queue(study: StudySession) -> None:
    drawn_as(study, "acak", size=4, seed=7)
    order = [each.source_id for each in texts(study, "acak")]
    code_whole(study, order[0], add_code(study, "galat"))
    study.do(WorkThrough((order[1],)))
    with as_coder(study, "Budi") as other:
        other.do(StartBlind())
        other.do(WorkThrough((order[3],)))
        with other.reading() as connection:
            assert progress_of(connection, "acak").worked == 1
            assert next_text(connection, "acak") == (order[0], 1)
        other.do(ReleaseBlind())
        with other.reading() as connection:
            assert progress_of(connection, "acak").worked == 3


def test_a_filter_by_sample_leaves_its_texts(study: StudySession) -> None:
    drawn_as(study, "acak", size=4, seed=7)
    inside = [each.source_id for each in texts(study, "acak")]
    code = add_code(study, "galat")
    for each in source_ids(study)[:9]:
        code_whole(study, each, code)
    with study.reading() as connection:
        found = codings(connection, CodingFilter(samples=frozenset({"acak"})))
        assert sampled_ids(connection, ("acak",)) == set(inside)
    assert {row.source_id for row in found} == set(inside) & set(source_ids(study)[:9])


def test_texts_and_samples_go_with_their_collection(study: StudySession) -> None:
    drawn_as(study, "acak", size=6, seed=7)
    gone = texts(study, "acak")[0].source_id
    study.do(WorkThrough((gone,)))
    study.do(RemoveSources((gone,)))
    assert drawn(study, "acak").drawn == 5
    study.do(RemoveCollection(ids(study.store, Collection)[0]))
    for kind in (Sample, SampleUnit, Worked, Learning):
        assert rows(study.store, kind) == []
    with pytest.raises(NoSuchSample), study.reading() as connection:
        sample_named(connection, "acak")


UNTIL = UntilSaturation(1, SaturationRule(4, 2, 0.05), CountedCodes.INDUCTIVE)


def test_batches_are_drawn_until_the_rule_is_met(study: StudySession) -> None:
    """The worked figures of the method: a base of 37 codes, then 3, 1, 0 new ones: 5+2."""
    drawn_as(study, "jenuh", rule=SampleRule.SATURATION, until=UNTIL, seed=7)
    codes = [add_code(study, f"kode-{n}") for n in range(41)]
    brings = [codes[:10], codes[10:20], codes[20:30], codes[30:37], codes[37:40], codes[40:], []]
    assert drawn(study, "jenuh").drawn == 6
    with pytest.raises(BatchOpen), unchanged(study.store):
        study.do(DrawNextBatch("jenuh"))
    for at, each in enumerate(texts(study, "jenuh")):
        for code in brings[at]:
            code_whole(study, each.source_id, code)
    with study.reading() as connection:
        check = check_saturation(connection, sample_named(connection, "jenuh"))
    assert (check.found.base, check.found.new, check.reached) == (37, (3, 1), False)
    assert study.do(DrawNextBatch("jenuh")) == 1
    last = texts(study, "jenuh")[-1]
    assert (last.position, last.batch) == (7, 7)
    study.do(WorkThrough((last.source_id,)))
    row = drawn(study, "jenuh")
    with study.reading() as connection:
        check = check_saturation(connection, row)
    assert (check.reached, check.found.notation, check.fixed) == (True, "5+2", False)
    assert "Saturation was reached at 5+2 batches (37 codes" in method_text(row, EN, check)
    assert "Kejenuhan tercapai pada 5+2" in method_text(row, ID, check)
    with pytest.raises(AlreadySaturated), unchanged(study.store):
        study.do(DrawNextBatch("jenuh"))
    report = sample_report(row, texts(study, "jenuh"), language="id", check=check)
    assert [len(table.rows) for table in report.tables] == [7]


def test_codes_of_a_theory_bring_the_caveat(study: StudySession) -> None:
    from tests.helpers.coded import adopt
    from tests.helpers.studies import theory

    adopt(study, theory())
    from qda.retrieval.codes import code_by_id

    until = replace(UNTIL, counted=CountedCodes.ALL)
    drawn_as(study, "semua", rule=SampleRule.SATURATION, until=until)
    drawn_as(study, "induktif", rule=SampleRule.SATURATION, until=UNTIL)
    with study.reading() as connection:
        code = code_by_id(connection, "C").id
    for name in ("semua", "induktif"):
        for each in texts(study, name):
            if not each.worked:
                code_whole(study, each.source_id, code)
    with study.reading() as connection:
        every = check_saturation(connection, sample_named(connection, "semua"))
        own = check_saturation(connection, sample_named(connection, "induktif"))
        assert (every.fixed, every.found.base, every.reached) == (True, 1, True)
        assert (own.fixed, own.found.base, own.reached) == (False, 0, False)
        row = sample_named(connection, "semua")
        assert FIXED in method_text(row, EN, every)
        assert "no counted code is in the base" in method_text(row, EN, own)


def test_nothing_more_is_drawn_from_texts_that_changed_or_ended(study: StudySession) -> None:
    drawn_as(study, "acak", size=2)
    with pytest.raises(NotUntilSaturation):
        study.do(DrawNextBatch("acak"))
    drawn_as(study, "habis", rule=SampleRule.SATURATION, until=UNTIL, size=6)
    for each in texts(study, "habis"):
        study.do(WorkThrough((each.source_id,)))
    with pytest.raises(AllDrawn):
        study.do(DrawNextBatch("habis"))
    drawn_as(study, "berubah", rule=SampleRule.SATURATION, until=UNTIL)
    study.do(WorkThrough(tuple(each.source_id for each in texts(study, "berubah"))))
    study.do(ImportCollection(reviews("Ulasan", ["baru"], first=21), into_id=collection_id(study)))
    with pytest.raises(FrameChanged), unchanged(study.store):
        study.do(DrawNextBatch("berubah"))


def test_the_same_words_are_told_in_both_languages(study: StudySession) -> None:
    row = drawn_as(study, "acak", size=6, seed=7, filter="stars=1-4")
    assert method_text(row, EN).startswith(
        "The frame is 15 of the 20 texts of “Ulasan” (U01). Left out: 1 text without words; "
        "4 texts outside the filter “stars=1-4”."
    )
    assert "benih 7" in method_text(row, ID)
    assert "seed 7" in method_text(row, EN)


def test_a_coding_that_is_taken_away_leaves_the_text_to_be_worked_through(
    study: StudySession,
) -> None:
    drawn_as(study, "acak", size=4, seed=7)
    first = texts(study, "acak")[0].source_id
    coding = code_whole(study, first, add_code(study, "galat"))
    study.do(RemoveCodings((coding,)))
    with study.reading() as connection:
        assert progress_of(connection, "acak").worked == 0
        assert not codings(connection, CodingFilter(states=frozenset({CodingState.CONFIRMED})))
